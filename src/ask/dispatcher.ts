import type { Arguments } from '../contract/tool.ts';
import { ASK } from '../catalog/ask-tool.ts';
import { InputError, ProviderError, toMessage } from '../errors.ts';
import type { CallContext } from '../call/execute.ts';
import type { AskAnswer, AskMode, AskRequest, Mode, Router } from './types.ts';

/** Answer one call of `ask`. */
export type Ask = (args: Readonly<Arguments>, context: CallContext) => Promise<AskAnswer>;

interface AskOptions {
  readonly semantic: AskMode;
  /** Null without a configured model. */
  readonly llm: AskMode | null;
  readonly agent: AskMode | null;
  readonly loadRouter: () => Promise<Router>;
}

const MODES = ['auto', 'agent', 'llm', 'semantic'] as const;

/** @throws {InputError} on a missing or wrong argument */
function readRequest(args: Readonly<Arguments>): AskRequest {
  const { request, mode = 'auto', dry_run: dryRun = false, tool, answers, previous } = args;
  if (typeof request !== 'string' || request.trim() === '')
    throw new InputError('"request" is missing: say in plain words what you want.');
  const known = MODES.find((each) => each === mode);
  if (known === undefined) throw new InputError(`"mode" must be one of ${MODES.join(', ')}.`);
  if (tool !== undefined && typeof tool !== 'string')
    throw new InputError('"tool" must be the name of a tool.');
  if (answers !== undefined && (typeof answers !== 'object' || answers === null || Array.isArray(answers)))
    throw new InputError('"answers" must be an object: the answers by the names of what was missing.');
  if (previous !== undefined && typeof previous !== 'string')
    throw new InputError('"previous" must be what the last answer gave as previous.');
  return {
    request: request.trim(),
    mode: known,
    dryRun: dryRun === true || dryRun === 'true',
    tool: tool ?? null,
    answers: answers === undefined ? null : { ...answers },
    previous: previous ?? null,
  };
}

/** The mode that asked the person the question which this call answers. */
function askedBy({ reply }: CallContext): Mode | null {
  return (reply?.state as { readonly mode?: Mode } | null | undefined)?.mode ?? null;
}

/** Decides which mode answers, and falls back to the one that needs no model as long as nothing was done. */
export function createAsk({ semantic, llm, agent, loadRouter }: AskOptions): Ask {
  async function modeFor(request: AskRequest, context: CallContext): Promise<AskMode> {
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
    if (!llm || !agent || (request.tool !== null && request.tool !== ASK)) return semantic;
    if (request.tool === ASK) return agent;
    const { steps } = (await loadRouter()).route(request.request, context.view);
    return steps.length > 1 ? agent : llm;
  }

  return async (args, context) => {
    const request = readRequest(args);
    const mode = await modeFor(request, context);
    try {
      return await mode.answer(request, context);
    } catch (error) {
      if (!(error instanceof ProviderError) || mode === semantic) throw error;
      const answer = await semantic.answer(
        { ...request, tool: request.tool === ASK ? null : request.tool },
        context,
      );
      return { ...answer, answer: `${toMessage(error)} This was answered without it. ${answer.answer}` };
    }
  };
}
