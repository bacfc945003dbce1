import { digestOf } from '../../call/confirm/approvals.ts';
import type { View } from '../../catalog/catalog.ts';
import type { Config } from '../../config/options.ts';
import { InputError, NetworkError, OpenObserveMcpError } from '../../errors.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import type { CallContext, Execute, ToolCall } from '../../call/execute.ts';
import { type MaskedOutcome, maskOutcome } from '../../result/masked-outcome.ts';
import type { ToolResult } from '../../result/result.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import type { Dictionary } from '../data/dictionary.ts';
import type { CheckCall } from '../plan/check-call.ts';
import { type AnswerText, shareOf, shareOfText } from './answer-text.ts';
import { checkConditions, checkQuery, queriesIn } from './check-query.ts';
import type { RequestSecrets } from '../../redact/request-secrets.ts';
import { withStreamTypes } from './stream-types.ts';

/** Runs a tool of our own: a helper that only reads. */
export type RunOwn = (call: ToolCall, context: CallContext) => Promise<ToolResult>;

/** One read that a model had made. */
export interface MadeRead {
  readonly tool: string;
  readonly title: string;
  readonly arguments: Readonly<Arguments>;
  /** What came of a call of OpenObserve; null for a tool of our own, and where it failed. */
  readonly outcome: MaskedOutcome | null;
  /** The answer as a caller may read it, in about so many tokens; null where it failed. */
  readonly share: ((tokens: number) => Readonly<Record<string, unknown>>) | null;
  readonly error: OpenObserveMcpError | null;
  /** The answer, or what failed, as the model reads it. */
  readonly text: string;
}

interface ToolboxOptions {
  readonly context: CallContext;
  readonly execute: Execute;
  readonly runOwn: RunOwn;
  readonly checkCall: CheckCall;
  readonly dictionary: Dictionary;
  readonly secrets: RequestSecrets;
  readonly texts: AnswerText;
  readonly config: Config;
  /** Why the words of the person do not order a write; null when they do. */
  readonly objectionTo: (row: ToolRow, args: Readonly<Arguments>) => string | null;
}

/** Runs and checks what a model wants called, within the view of the caller. */
export interface Toolbox {
  readonly view: View;
  /**
   * Check a call: a write against the words of the person, queries against their streams.
   * @throws {InputError} with what is wrong, for the model to mend
   */
  check(row: ToolRow, args: Readonly<Arguments>): Promise<Arguments>;
  /** Run a read. A failure is an answer too. @throws {NetworkError} only when the caller left */
  read(row: ToolRow, args: Readonly<Arguments>): Promise<MadeRead>;
  /** Run a read of our own, such as investigate; fails as `read` does. */
  readOwn(name: string, args: Readonly<Arguments>): Promise<MadeRead>;
}

/**
 * What a model looks up it reads, so that the secrets of the person are only in what a person has approved.
 * @throws {InputError} when the arguments have the name of one
 */
function refuseSecrets(args: Readonly<Arguments>, { restore }: RequestSecrets): void {
  const written = stringifyExact(args);
  if (written !== stringifyExact(restore(args)))
    throw new InputError(
      'A name such as SECRET_1 is filled in only in steps that the person approves. Leave it out here.',
    );
}

/** What tells one call from another. */
export function callKey(name: string, args: Readonly<Arguments> | null): string {
  return digestOf(name, args ?? {});
}

/** The tools that a model may use in one request, and their calls. */
export function createToolbox({
  context,
  execute,
  runOwn,
  checkCall,
  dictionary,
  secrets,
  texts,
  config,
  objectionTo,
}: ToolboxOptions): Toolbox {
  async function check(row: ToolRow, args: Readonly<Arguments>) {
    const objection = objectionTo(row, args);
    if (objection !== null) throw new InputError(objection, { code: 'not_ordered' });
    const written = await checkCall(row, args);
    for (const sql of queriesIn(written)) await checkQuery(sql, written.type ?? undefined, dictionary);
    if (row.access !== 'read') await checkConditions(written, dictionary);
    return written;
  }

  /** What `read` gives, or how it failed. */
  async function made(
    call: Pick<MadeRead, 'tool' | 'title' | 'arguments'>,
    read: () => Promise<Pick<MadeRead, 'outcome' | 'share' | 'text'>>,
  ): Promise<MadeRead> {
    try {
      refuseSecrets(call.arguments, secrets);
      return { ...call, ...(await read()), error: null };
    } catch (error) {
      const isGone = error instanceof NetworkError && error.code === 'cancelled';
      if (isGone || !(error instanceof OpenObserveMcpError)) throw error;
      return { ...call, outcome: null, share: null, error, text: texts.ofFailure(error) };
    }
  }

  const reading = { ...context, approved: () => false };
  return {
    view: context.view,
    check,
    read: (row, args) =>
      made({ tool: row.name, title: row.title, arguments: args }, async () => {
        if (row.access !== 'read')
          throw new InputError(`${row.name} changes something, and does not run here.`);
        // How much of the answer is shown is no argument of the operation.
        const typed = await withStreamTypes(row, args, dictionary);
        const { detail: _, ...given } = typed;
        await check(row, given);
        const answered = await execute({ name: row.name, arguments: typed }, reading);
        const outcome = await maskOutcome(answered, config.maxTokens);
        const share = (tokens: number) => shareOf(outcome, config, tokens);
        return { outcome, share, text: texts.of(outcome) };
      }),
    readOwn: (name, args) =>
      made({ tool: name, title: context.view.listedAs(name)?.title ?? name, arguments: args }, async () => {
        const { content } = await runOwn({ name, arguments: { ...args } }, reading);
        const text = content[0]?.text ?? '';
        const share = (tokens: number) => shareOfText(text, tokens);
        return { outcome: null, share, text: texts.ofOwn(text) };
      }),
  };
}
