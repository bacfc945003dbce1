import type { View } from '../../catalog/catalog.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { inEnglish } from '../understand/orders/in-english.ts';
import { withoutConfirmationWaiver } from '../understand/orders/doubts.ts';
import { orderedWrites, readOrders } from '../understand/orders/ordered-writes.ts';
import { objectionToWrite, orderFor } from '../understand/orders/ordered-call.ts';
import { type MeantCall, unusedWords } from '../understand/orders/unused-words.ts';
import { headKinds } from '../understand/orders/kinds.ts';
import { listedWishes } from '../understand/orders/listed-wishes.ts';
import type { Candidate, MissingArgument, Route } from '../types.ts';

/** The answer to the question whether something is done without some of the words. */
export const LEAVE_OUT = 'leave_out';

interface Step {
  readonly row: ToolRow;
  readonly words: string;
  readonly arguments: Readonly<Arguments>;
}

/** One thing of a list, and what it means. */
interface ListedWish {
  readonly words: string;
  readonly route: Route;
}

/** What one request may write: only what its words order. */
export interface WriteGate {
  /** What the person wants, without a ban before it. */
  readonly request: string;
  /** What is asked for, in the words that operations are found by: wishes as orders, orders in English. */
  readonly said: string;
  /** The clauses that order something, in those words. */
  readonly orders: readonly string[];
  /** For the person: what leaves their orders open; null where nothing does. */
  readonly doubt: string | null;
  /** Whether the words order a write, open or not, so that they are no question. */
  readonly isOrder: boolean;
  /** Whether the words speak of a write, ordered or not: "should I delete it?". */
  readonly speaksOfWrite: boolean;
  /** Whether the words ask how to write, or forbid it, so that they are no question about data. */
  readonly isAboutWriting: boolean;
  /** Why a call does not run; null when it may. */
  objectionTo(row: ToolRow, args: Readonly<Arguments>): string | null;
  /** A view without the writes that the words do not order. */
  within(view: View): View;
  ordered(candidates: readonly Candidate[]): Candidate[];
  /** The one write among candidates that the words order; null where there is none, several, or one that takes away. */
  only(candidates: readonly Candidate[]): ToolRow | null;
  /** The wishes of a list, with what each means, where one call does not do them all; none where each is not clear. */
  listed(request: string, whole: Route, route: (words: string) => Route): ListedWish[];
  /** An order that none of the steps follows, or that does not say of what, as the person wrote it; null when there is none. */
  withoutStep(steps: readonly Step[]): string | null;
}

/** Orders whose verb never only reads: "delete", and not "open". */
const SURELY_WRITES =
  /^\W*(?:(?:please|pls|then|also|and|now|ok(?:ay)?|hey|hi|hello|just|kindly|(?:can|could|would|will) you(?: please)?|(?:would|do) you mind|(?:i|we)(?:'d| would)? (?:really )?(?:like|love|want|need|wish)(?: you)? to|go ahead and)\W+)*(?:delet|remov|drop|eras|wip|purg|mut|unmut|silenc|disabl|enabl|paus|resum|renam|mov|clon|duplicat|creat|add|set(?:ting)?\s?up|chang|updat|edit|invit|send|email|mail|notify|alert|warn|page|post|rais|lower|increas|decreas|extend|assign|turn|switch|get(?:ting)? rid|store|save|schedul|trigger|test|cancel|stop|start|restart|grant|revok|register|configur|defin|attach|upload|import|ingest|truncat|clear|rotat|set|put|make|build|write|close|resolv|ack|acknowledg|reopen|promot|demot|reset|replac|bump|reduc|shorten|activat|deactivat|snooz|suspend|unpaus|kick|back\s?fill|call\b.*\b(?:instead|from now)|give \S+ (?:access|admin|read|the role)|make \S+@\S+)(?:e|es|ing|ping|ting)?\b/i;

/** Asks how something is written, or forbids it. */
const ABOUT_WRITING =
  /^\W*(?:(?:please|pls|but|no|so)\W+)*(?:how (?:do|can|would|could|should) (?:i|we|you)|how to|(?:should|may|can) (?:i|we)|do (?:i|we) (?:have|need) to|what (?:happens|if) (?:when|if)? ?(?:i|we)|do not|don't|never|why (?:should|would) (?:i|we))\s+(?:\w+\s+){0,2}?(?:delet|remov|drop|eras|wip|purg|mut|unmut|silenc|disabl|enabl|paus|resum|renam|mov|clon|duplicat|creat|add|set\s?up|chang|updat|edit|invit|send|turn|switch|get rid|store|save|rotat|grant|make)(?:e|es|ing)?\b/i;

/** "Never delete anything, just list the streams": what is wanted follows a ban. */
const BAN_FIRST =
  /^\W*(?:please\s+)?(?:never|don't|do not)\b[^,.;]*[,.;]\s*(?:(?:just|only|but|instead|rather|simply)\s+)*((?:list|show|count|find|get|give me|tell me|how|what|which|is|are)\b[\s\S]+)$/i;

/** One of several orders whose object only stands for another: "create a new one". */
const STANDS_FOR =
  /\b(?:create|make|add|build|set\s?up|start|get)\s+(?:(?:me|us)\s+)?(?:another|(?:(?:an?|some|the)\s+)?(?:(?:new|fresh|different|other|better|second)\s+)?ones?|it (?:again|anew|new))(?:\s+(?:instead|please|again|from scratch|for it|like it))*\W*$/i;

const WRITE_VERB =
  /\b(?:delet|remov|drop(?:ping)?\b|eras|wip(?:e|ing)|purg|(?:un)?mut(?:e|ing)\b|silenc(?:e|ing)\b|disabl|enabl|renam|mov(?:e|ing)\b|clon(?:e|ing)|creat|turn(?:ing)? (?:off|on)|switch(?:ing)? (?:off|on)|get(?:ting)? rid)\w*/i;

export function createWriteGate(given: string): WriteGate {
  const request = BAN_FIRST.exec(given)?.[1] ?? given;
  const { orders: read, doubt, spoken, language, said } = readOrders(request);
  const orders = read.map((order) => ({ ...order, words: inEnglish(order.words, language) }));
  const inWords = read.reduce(
    (text, { words }, index) => text.replace(words, orders[index]?.words ?? words),
    said,
  );
  const isOrder = spoken.some(({ words }) => SURELY_WRITES.test(inEnglish(words, language)));
  const objectionTo = (row: ToolRow, args: Readonly<Arguments>) => objectionToWrite(orders, row, args, doubt);
  const isOrdered = (row: ToolRow) => objectionTo(row, {}) === null;
  return {
    request,
    said:
      orders.length > 0
        ? withoutConfirmationWaiver(inWords, 'en').replaceAll(/\s+/g, ' ').trim()
        : inEnglish(request, language),
    doubt: isOrder ? doubt : null,
    orders: orders.map((order) => order.words),
    isOrder,
    speaksOfWrite: WRITE_VERB.test(request),
    isAboutWriting: ABOUT_WRITING.test(request),
    objectionTo,
    within: (view) => ({ ...view, rows: view.rows.filter(isOrdered) }),
    ordered: (candidates) => candidates.filter(({ row }) => isOrdered(row)),
    only(candidates) {
      const writes = candidates.filter(({ row }) => row.access !== 'read' && isOrdered(row));
      const [first] = writes;
      const isClear = orders.length > 0 && orders.every(({ words }) => SURELY_WRITES.test(words));
      return isClear && first?.row.access === 'write' && writes.length === 1 ? first.row : null;
    },
    listed(words, { row, arguments: args }, route) {
      const wishes = (listedWishes(words) ?? []).map((each) => ({ words: each, route: route(each) }));
      const isClear = wishes.every(
        ({ route: { row: own, decision } }) => own && (decision === 'run' || decision === 'ask'),
      );
      if (!isClear || wishes.length < 2) return [];
      const isRead = wishes.every(({ route: { row: own } }) => own?.access === 'read');
      if (isRead) return new Set(wishes.map(({ route: { row: own } }) => own)).size > 1 ? wishes : [];
      const holdsAll =
        row !== null && unusedWords(words, [{ row, arguments: args, covers: '' }], false).length === 0;
      return holdsAll ? [] : wishes;
    },
    withoutStep(steps) {
      const vague = orders.length > 1 ? orders.find(({ words }) => STANDS_FOR.test(words)) : undefined;
      if (vague !== undefined) return vague.words;
      const left = orders.find(
        (order) =>
          SURELY_WRITES.test(order.words) &&
          !steps.some(
            ({ row, words, arguments: args }) =>
              row.access !== 'read' &&
              (steps.length > 1 && words.includes(order.words)
                ? true
                : orderFor([order], row, args) !== undefined &&
                  (orders.length === 1 || isAbout(order.words, row, args))),
          ),
      );
      return left?.words ?? null;
    },
  };
}

/** Whether one call of several orders is about this one: it names its kind of thing, or has its names. */
const isAbout = (words: string, row: ToolRow, args: Readonly<Arguments>) =>
  headKinds(words).length > 0 ||
  unusedWords(words, [{ row, arguments: args, covers: '' }], false).length === 0;

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
  const unused = unusedWords(ordered === '' ? words : ordered, [call], true);
  return questionAbout(unused, `"${call.row.title}"`);
}
