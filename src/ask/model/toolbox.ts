import { digestOf } from '../../call/confirm/approvals.ts';
import type { View } from '../../catalog/catalog.ts';
import { InputError, NetworkError, OpenObserveMcpError } from '../../errors.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import type { Outcome } from '../../call/outcome.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import type { Dictionary } from '../data/dictionary.ts';
import type { CheckCall } from '../plan/check-call.ts';
import type { AnswerText } from './answer-text.ts';
import { checkQuery, queriesIn } from './check-query.ts';
import type { RequestSecrets } from '../../redact/request-secrets.ts';

/** One read that a model had made. */
export interface MadeRead {
  readonly row: ToolRow;
  readonly arguments: Readonly<Arguments>;
  /** Null where it failed; `text` says how. */
  readonly outcome: Outcome | null;
  readonly error: OpenObserveMcpError | null;
  readonly text: string;
}

interface ToolboxOptions {
  readonly context: CallContext;
  readonly execute: Execute;
  readonly checkCall: CheckCall;
  readonly dictionary: Dictionary;
  readonly secrets: RequestSecrets;
  readonly texts: AnswerText;
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
  checkCall,
  dictionary,
  secrets,
  texts,
  objectionTo,
}: ToolboxOptions): Toolbox {
  async function check(row: ToolRow, args: Readonly<Arguments>) {
    const objection = objectionTo(row, args);
    if (objection !== null) throw new InputError(objection, { code: 'not_ordered' });
    const written = await checkCall(row, args);
    for (const sql of queriesIn(written)) await checkQuery(sql, written.type ?? undefined, dictionary);
    return written;
  }
  return {
    view: context.view,
    check,
    async read(row, args) {
      const made = { row, arguments: args };
      try {
        if (row.access !== 'read')
          throw new InputError(`${row.name} changes something, and does not run here.`);
        refuseSecrets(args, secrets);
        await check(row, args);
        const outcome = await execute(
          { name: row.name, arguments: { ...args } },
          { ...context, approved: () => false },
        );
        return { ...made, outcome, error: null, text: texts.of(outcome) };
      } catch (error) {
        const isGone = error instanceof NetworkError && error.code === 'cancelled';
        if (isGone || !(error instanceof OpenObserveMcpError)) throw error;
        return { ...made, outcome: null, error, text: stringifyExact({ error: texts.ofFailure(error) }) };
      }
    },
  };
}
