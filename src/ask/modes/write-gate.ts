import type { View } from '../../catalog/catalog.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { languageOf, orderedWrites } from '../understand/orders/ordered-writes.ts';
import { objectionToWrite, orderFor } from '../understand/orders/ordered-call.ts';
import { type MeantCall, unusedWords } from '../understand/orders/unused-words.ts';
import type { Candidate, MissingArgument } from '../types.ts';

/** The answer to the question whether something is done without some of the words. */
export const LEAVE_OUT = 'leave_out';

interface Step {
  readonly row: ToolRow;
  readonly words: string;
  readonly arguments: Readonly<Arguments>;
}

/** What one request may write: only what its words order. */
export interface WriteGate {
  /** Why a call does not run; null when it may. */
  objectionTo(row: ToolRow, args: Readonly<Arguments>): string | null;
  /** A view without the writes that the words do not order. */
  within(view: View): View;
  ordered(candidates: readonly Candidate[]): Candidate[];
  /** An order that none of the steps follows, as the person wrote it; null when each has its step. */
  withoutStep(steps: readonly Step[]): string | null;
}

/** Orders whose verb never only reads: "delete", and not "open". */
const SURELY_WRITES =
  /^\W*(?:(?:please|pls|then|also|and|now|kindly|can you|could you)\W+)*(?:delete|remove|drop|erase|wipe|purge|mute|unmute|silence|disable|enable|pause|resume|rename|move|clone|duplicate|create|add|set\s?up|change|update|edit|invite|send|email|mail|notify|alert|warn|page|post|raise|lower|increase|decrease|extend|assign|turn|switch|get rid)\b/i;

export function createWriteGate(request: string): WriteGate {
  const orders = orderedWrites(request);
  const objectionTo = (row: ToolRow, args: Readonly<Arguments>) => objectionToWrite(orders, row, args);
  const isOrdered = (row: ToolRow) => objectionTo(row, {}) === null;
  return {
    objectionTo,
    within: (view) => ({ ...view, rows: view.rows.filter(isOrdered) }),
    ordered: (candidates) => candidates.filter(({ row }) => isOrdered(row)),
    withoutStep(steps) {
      const left = orders.find(
        (order) =>
          SURELY_WRITES.test(order.words) &&
          !steps.some(
            ({ row, words, arguments: args }) =>
              row.access !== 'read' && (orderFor([order], row, args) !== undefined || words.includes(order.words)),
          ),
      );
      return left?.words ?? null;
    },
  };
}

/** Asks about values and names that the person ordered and a plan does not have; null when it has them all. */
export function askToLeaveOutOf(request: string, calls: readonly MeantCall[]): MissingArgument | null {
  const words = orderedWrites(request).map((order) => order.words);
  return questionAbout(unusedWords(words.join('. '), calls, false), 'The plan');
}

function questionAbout(unused: readonly string[], what: string): MissingArgument | null {
  if (unused.length === 0) return null;
  const quoted = unused.map((each) => `"${each.replaceAll('"', '')}"`).join(', ');
  return {
    name: LEAVE_OUT,
    question: `${what} would be done without these words of yours: ${quoted}. Do it without them?`,
    choices: ['yes', 'no'],
  };
}

/** Asks about words of a step that its call does not have; null when nothing is left out. */
export function askToLeaveOut(words: string, call: MeantCall): MissingArgument | null {
  if (call.row.access === 'read') return null;
  const ordered = orderedWrites(words)
    .map((order) => order.words)
    .join('. ');
  const unused = unusedWords(ordered === '' ? words : ordered, [call], languageOf(words) === 'en');
  return questionAbout(unused, `"${call.row.title}"`);
}
