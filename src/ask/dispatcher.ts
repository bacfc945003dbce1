import type { Validate } from '../call/arguments/validate.ts';
import { ASK } from '../catalog/ask-tool.ts';
import { askArguments } from './ask-arguments.ts';
import type { Arguments } from '../contract/tool.ts';
import { InputError, ProviderError, toMessage } from '../errors.ts';
import { textOf } from '../json/exact-json.ts';
import { refuseLong } from '../limits.ts';
import { withoutControls } from '../redact/control-characters.ts';
import { withoutMarkup } from '../redact/quoted-words.ts';
import type { CallContext, Checks } from '../call/execute.ts';
import type { AskAnswer, AskMode, AskRequest, Mode, OwnAnswer, OwnAnswers, Router } from './types.ts';

/** Answer one call of `ask`. */
export type Ask = (args: Readonly<Arguments>, context: CallContext) => Promise<AskAnswer>;

interface AskOptions {
  readonly semantic: AskMode;
  /** Null without a configured model. */
  readonly llm: AskMode | null;
  readonly agent: AskMode | null;
  /** Chooses between them; null without a configured model. */
  readonly auto: AskMode | null;
  readonly loadRouter: () => Promise<Router>;
  /** The organization in which a request is to be carried out, as it says; null where it says none. */
  readonly namedOrganization: (request: string) => string | null;
  /** The organization that calls go to where they name none; null where each must name one. */
  readonly organization: (signal: AbortSignal) => Promise<string | null>;
  readonly ownAnswers: readonly OwnAnswers[];
  readonly loadChecks: () => Promise<Checks>;
}

/** As `ASK_INPUT` has them. */
interface AskArguments {
  readonly request: string;
  readonly mode?: Mode | 'auto';
  readonly dry_run?: boolean;
  readonly tool?: string;
  readonly answers?: Arguments;
  readonly previous?: string;
}

/** @throws {InputError} on a missing or wrong argument */
function readRequest(args: Readonly<Arguments>, validate: Validate): AskRequest {
  const read = askArguments(args);
  validate(ASK, read);
  const {
    request,
    mode = 'auto',
    dry_run: dryRun = false,
    tool = null,
    answers = null,
    previous = null,
  } = read as unknown as AskArguments;
  refuseLong('"request"', request, 'question');
  refuseLong('"answers"', textOf(answers), 'answer');
  if (request.trim() === '') throw new InputError('"request" is missing: say in plain words what you want.');
  return { request: request.trim(), mode, dryRun, tool, answers: answers && { ...answers }, previous };
}

/** The mode that asked the person the question which this call answers. */
function askedBy({ reply }: CallContext): Mode | null {
  return (reply?.state as { readonly mode?: Mode } | null | undefined)?.mode ?? null;
}

/** The first tool of this server that a request asks for and the caller may use; null where there is none. */
function ownAnswerFor(
  ownAnswers: readonly OwnAnswers[],
  { request, tool, mode, dryRun }: AskRequest,
  context: CallContext,
) {
  if (tool !== null || context.reply !== undefined || (mode !== 'auto' && mode !== 'semantic')) return null;
  for (const own of ownAnswers) {
    const args = context.view.listedAs(own.tool) === undefined ? null : own.argumentsOf(request);
    if (args === null) continue;
    const planned: OwnAnswer = {
      answer: `Nothing was read. It would be answered with ${own.tool}, which only reads.`,
      steps: [{ tool: own.tool, arguments: args, state: 'planned' }],
    };
    const answer = async (): Promise<AskAnswer> => ({
      mode: 'semantic',
      decision: 'run',
      missing: [],
      candidates: [],
      ...(dryRun ? planned : await own.answer(args, context)),
    });
    return { prefersModel: own.prefersModel, answer };
  }
  return null;
}

/**
 * An answer with words that a client shows as they stand: names and values of others are among them. A plan is shown
 * byte for byte as it would run.
 */
function plainWords<T extends AskAnswer>(given: T): T {
  if (given.decision === 'ask' && given.resume !== undefined) return given;
  const plain = (text: string) => withoutMarkup(withoutControls(text));
  const steps = given.steps.map((step) =>
    step.summary === undefined ? step : { ...step, summary: plain(step.summary) },
  );
  return { ...given, answer: plain(given.answer), steps };
}

/** Decides which mode answers, and falls back to the one that needs no model as long as nothing was done. */
export function createAsk({
  semantic,
  llm,
  agent,
  auto,
  loadRouter,
  namedOrganization,
  loadChecks,
  organization,
  ownAnswers,
}: AskOptions): Ask {
  function modeFor(request: AskRequest, context: CallContext): AskMode {
    const wanted = askedBy(context) ?? request.mode;
    if (wanted === 'semantic') return semantic;
    if (wanted !== 'auto') {
      const mode = wanted === 'agent' ? agent : llm;
      if (mode) return mode;
      throw new InputError(
        `The mode "${wanted}" needs a language model, and none is set up here. Use mode "semantic".`,
        { code: 'no_model' },
      );
    }
    return auto === null || (request.tool !== null && request.tool !== ASK) ? semantic : auto;
  }

  /** What is to be said of another organization that the request names; null where it names none. */
  async function elsewhere(
    { request, tool }: AskRequest,
    { view, signal }: CallContext,
  ): Promise<{ readonly answer: string; readonly isRefused: boolean } | null> {
    const named = namedOrganization(request);
    const own = named === null ? null : await organization(signal);
    if (named === null || own === null || named.toLowerCase() === own.toLowerCase()) return null;
    const router = await loadRouter();
    const { steps } = router.route(request, view);
    const rows =
      tool !== null && tool !== ASK
        ? [view.reach(tool)]
        : steps.flatMap((step) => router.route(step, view).row ?? []);
    // Where the words are about organizations, they name one as what the call is about.
    if (rows.some((row) => Object.values(router.fill(request, row).arguments).includes(named))) return null;
    const isRefused = rows.some(({ access }) => access !== 'read');
    const here = `the organization "${own}", and "${named}" is another`;
    return {
      isRefused,
      answer: isRefused
        ? `Nothing was done: this server answers for ${here}.`
        : `This answer is about ${here}.`,
    };
  }

  async function answerTo(request: AskRequest, context: CallContext): Promise<AskAnswer> {
    const mode = modeFor(request, context);
    const own = ownAnswerFor(ownAnswers, request, context);
    if (own && (mode === semantic || !own.prefersModel)) return own.answer();
    try {
      return await mode.answer(request, context);
    } catch (error) {
      if (!(error instanceof ProviderError) || mode === semantic) throw error;
      const without = { ...request, tool: request.tool === ASK ? null : request.tool };
      const answer = await (own?.answer() ?? semantic.answer(without, context));
      return { ...answer, answer: `${toMessage(error)} This was answered without it. ${answer.answer}` };
    }
  }

  return async (args, context) => {
    const request = readRequest(args, (await loadChecks()).validate);
    const other = await elsewhere(request, context);
    if (other?.isRefused)
      return {
        mode: 'semantic',
        decision: 'decline',
        answer: other.answer,
        steps: [],
        missing: [],
        candidates: [],
      };
    const answer = plainWords(await answerTo(request, context));
    return other === null ? answer : { ...answer, answer: `${other.answer} ${answer.answer}` };
  };
}
