import type { View } from '../../catalog/catalog.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import type { Language } from '../language/lexicon/lexicon.ts';
import { fill } from '../questions/answers/phrases.ts';
import { asWritten } from '../understand/as-written.ts';
import { isAboutOwn, isForbidden, type UnknownVerb, unknownVerb } from '../understand/spoken-writes.ts';
import { exceptedNames } from '../understand/orders/excepted-names.ts';
import { inEnglish } from '../understand/orders/in-english.ts';
import { withoutConfirmationWaiver } from '../understand/orders/doubts.ts';
import { orderedWrites, readOrders } from '../understand/orders/ordered-writes.ts';
import {
  cannotCopy,
  kindOf,
  withArticle,
  makesAlert,
  objectionToWrite,
  orderFor,
} from '../understand/orders/ordered-call.ts';
import { HOURS, type MeantCall, namesLeft, TIMED, unusedWords } from '../understand/orders/unused-words.ts';
import { headKinds } from '../understand/orders/kinds.ts';
import { withNewFolder } from '../understand/new-folder.ts';
import { withNames } from '../understand/orders/pronouns.ts';
import { setAside } from '../understand/orders/set-aside.ts';
import { listedWishes } from '../understand/orders/listed-wishes.ts';
import type { Candidate, MissingArgument, Route } from '../types.ts';
import { orderPhrasesFor } from './order-phrases.ts';

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
  /** The language of the person. */
  readonly language: Language;
  /** The clauses that order something, in those words. */
  readonly orders: readonly string[];
  /** Names of objects that the request tells to leave unchanged. */
  readonly kept: readonly string[];
  /** For the person: what leaves their orders open; null where nothing does. */
  readonly doubt: string | null;
  /** Whether the words order a write, open or not, so that they are no question. */
  readonly isOrder: boolean;
  /** Whether the words speak of a write, ordered or not: "should I delete it?". */
  readonly speaksOfWrite: boolean;
  /** Whether the words ask how to write, or forbid it, so that they are no question about data. */
  readonly isAboutWriting: boolean;
  /** Why nothing here does what is ordered: nothing copies such a thing, or nobody knows the verb. Null for all else. */
  cannot(view: View): string | null;
  /** Why a call does not run; null when it may. */
  objectionTo(row: ToolRow, args: Readonly<Arguments>): string | null;
  /** A view without the writes that the words do not order. */
  within(view: View): View;
  ordered(candidates: readonly Candidate[]): Candidate[];
  /** What makes an alert, where words order to be warned of something; null where they do not. */
  warning(words: string, view: View): ToolRow | null;
  /** The one write among candidates that the words order; null where there is none, or several. What takes away must come first. */
  only(candidates: readonly Candidate[]): ToolRow | null;
  /** The wishes of a list, with what each means, where one call does not do them all; none where each is not clear. */
  listed(request: string, whole: Route, route: (words: string) => Route): ListedWish[];
  /** An order that none of the steps follows, or that does not say of what, as the person wrote it; null when there is none. */
  withoutStep(steps: readonly Step[]): string | null;
}

/** Orders whose verb never only reads: "delete", and not "open". */
const SURELY_WRITES =
  /^\W*(?:(?:please|pls|then|also|and|now|ok(?:ay)?|hey|hi|hello|just|kindly|(?:can|could|would|will) you(?: please)?|(?:would|do) you mind|(?:i|we)(?:'d| would)? (?:really )?(?:like|love|want|need|wish)(?: you)? to|go ahead and)\W+)*(?:delet|remov|drop|eras|wip|purg|mut|unmut|silenc|disabl|enabl|paus|resum|renam|mov|clon|duplicat|creat|add|cop(?:y|ies)\b|keep\b|set(?:ting)?\s?up|chang|updat|edit|invit|send|email|mail|notify|alert|warn|page|post|rais|lower|increas|decreas|extend|assign|turn|switch|get(?:ting)? rid|store|save|schedul|trigger|test|cancel|stop|start|restart|grant|revok|register|configur|defin|attach|upload|import|ingest|truncat|clear|rotat|set|put|make|build|write|close|resolv|ack|acknowledg|reopen|promot|demot|reset|replac|bump|reduc|shorten|activat|deactivat|snooz|suspend|unpaus|kick|back\s?fill|call\b.*\b(?:instead|from now)|give \S+ (?:access|admin|read|the role)|make \S+@\S+)(?:e|es|ing|ping|ting)?\b/i;

/** Asks how something is written, or forbids it. */
const ABOUT_WRITING =
  /^\W*(?:(?:please|pls|but|no|so)\W+)*(?:how (?:do|can|would|could|should) (?:i|we|you)|how to|(?:should|may|can) (?:i|we)|do (?:i|we) (?:have|need) to|what (?:happens|if) (?:when|if)? ?(?:i|we)|(?:if|when) (?:i|we)|do not|don't|never|why (?:should|would) (?:i|we))\s+(?:\w+\s+){0,2}?(?:delet|remov|drop|eras|wip|purg|mut|unmut|silenc|disabl|enabl|paus|resum|renam|mov|clon|duplicat|creat|add|set\s?up|chang|updat|edit|invit|send|turn|switch|get rid|store|save|rotat|grant|make)(?:e|es|ing)?\b/i;

/** "Would it be dangerous to delete it?", "is there a way to pause it?" */
const WHETHER_TO_WRITE =
  /^\W*(?:is|are|was|would|will|could|can|may|might|should|does|do)\b[^.?!]*\b(?:dangerous|safe|ok(?:ay)?|fine|wise|smart|risky|possible|allowed|bad|wrong|good idea|bad idea|harmful|necessary|needed|a way|mind|permitted|able)\s+(?:for \w+\s+)?(?:to|if (?:i|we))\s+(?:delet|remov|drop|eras|wip|purg|mut|unmut|silenc|disabl|enabl|paus|resum|renam|mov|clon|duplicat|creat|chang|updat|turn|switch|get rid)\w*/i;

/** "Never delete anything, just list the streams": what is wanted follows a ban. */
const BAN_FIRST =
  /^\W*(?:please\s+)?(?:never|don't|do not)\b[^,.;]*[,.;]\s*(?:(?:just|only|but|instead|rather|simply)\s+)*((?:list|show|count|find|get|give me|tell me|how|what|which|is|are)\b[\s\S]+)$/i;

/** One of several orders whose object only stands for another: "create a new one". */
const STANDS_FOR =
  /\b(?:create|make|add|build|set\s?up|start|get)\s+(?:(?:me|us)\s+)?(?:another|(?:(?:an?|some|the)\s+)?(?:(?:new|fresh|different|other|better|second)\s+)?ones?|it (?:again|anew|new))(?:\s+(?:instead|please|again|from scratch|for it|like it))*\W*$/i;

const WRITE_VERB =
  /\b(?:delet|remov|drop(?:ping)?\b|eras|wip(?:e|ing)|purg|(?:un)?mut(?:e|ing)\b|silenc(?:e|ing)\b|disabl|enabl|renam|mov(?:e|ing)\b|clon(?:e|ing)|creat|turn(?:ing)? (?:off|on)|switch(?:ing)? (?:off|on)|get(?:ting)? rid)\w*/i;

/** What joins an order to the one before, in other languages. */
const JOINED =
  /(?:\s+(?:und(?: dann)?|et(?: puis| ensuite)?|y(?: luego| después)?|e(?: depois| então)?)\s+|\s*[,，]?\s*(?:然后|并且?|接着|再)\s*)$/u;

const SCHEDULE = /\b(?:check every|at most once|no data)\b/i;

/** What stands beside the orders, where it says how often an alert is checked or sends, or that nothing comes: in English, as they are. */
function scheduleInEnglish(text: string, language: Language): string {
  if (language === 'en' || text.trim() === '') return text;
  const english = inEnglish(text, language);
  return SCHEDULE.test(english) ? ` ${english} ` : text;
}

/** From this part of the best score on, an operation may be meant beside it. */
const FAR_BELOW = 0.01;
/** Below this part of the best score, nothing is offered in its place. */
const HARDLY = 0.001;

/** Operations that may be meant: those far below the first are none. */
function withoutFarBelow(candidates: readonly Candidate[]): Candidate[] {
  const best = Math.max(0, ...candidates.map(({ score }) => score));
  return candidates.filter(({ score }) => score >= best * FAR_BELOW);
}

/** Why something is not done whose verb nobody knows: what can be done with such a thing instead. */
function cannotDo({ verb, kind }: UnknownVerb, { rows }: View): string {
  const titles = rows
    .filter((row) => row.access !== 'read' && kindOf(row) === kind)
    .map(({ title }) => title);
  const can = titles.length === 0 ? '' : ` What can be done: ${titles.slice(0, MOST_TITLES).join(', ')}.`;
  return `I do not know how to "${verb}" ${withArticle(kind)}, so nothing was changed.${can}`;
}
const MOST_TITLES = 8;

/** Decides from the words of the person alone which writes a request orders. */
export function createWriteGate(given: string): WriteGate {
  const request = withNewFolder(BAN_FIRST.exec(given)?.[1] ?? given);
  const { orders: read, doubt, spoken, language, said } = readOrders(request);
  const english = withNames(
    read.map(({ words }) => inEnglish(words, language)),
    read.map(({ words }) => said.slice(0, Math.max(0, said.indexOf(words)))),
  );
  const orders = read.map((order, index) => ({ ...order, words: english[index] ?? order.words }));
  const pieces: string[] = [];
  const last = read.reduce((text, { words }, index) => {
    const at = text.indexOf(words);
    if (at < 0) return text;
    const lead = index > 0 ? text.slice(0, at).replace(JOINED, ' and ') : text.slice(0, at);
    pieces.push(scheduleInEnglish(lead, language), orders[index]?.words ?? words);
    return text.slice(at + words.length);
  }, said);
  const inWords = [...pieces, scheduleInEnglish(last, language)].join('');
  const unknown = spoken.length === 0 ? unknownVerb(request, language) : null;
  const isOrder =
    unknown !== null ||
    spoken.some(({ words }) => SURELY_WRITES.test(inEnglish(words, language)) || isAboutOwn(words));
  const objectionTo = (row: ToolRow, args: Readonly<Arguments>) => objectionToWrite(orders, row, args, doubt);
  const isOrdered = (row: ToolRow) => objectionTo(row, {}) === null;
  return {
    request,
    language,
    said:
      orders.length > 0
        ? withoutConfirmationWaiver(inWords, 'en').replaceAll(/\s+/g, ' ').trim()
        : inEnglish(request, language),
    kept: setAside(request).kept,
    doubt: isOrder ? doubt : null,
    orders: orders.map((order) => order.words),
    isOrder,
    speaksOfWrite: WRITE_VERB.test(request) || WRITE_VERB.test(inEnglish(request, language)),
    isAboutWriting:
      ABOUT_WRITING.test(request) || WHETHER_TO_WRITE.test(request) || isForbidden(request, language),
    cannot: (view) => cannotCopy(orders, view) ?? (unknown === null ? null : cannotDo(unknown, view)),
    objectionTo,
    within: (view) => ({ ...view, rows: view.rows.filter(isOrdered) }),
    ordered(candidates) {
      const highest = Math.max(0, ...candidates.map(({ score }) => score));
      const own = candidates.filter(({ row, score }) => isOrdered(row) && score >= highest * HARDLY);
      return withoutFarBelow(own);
    },
    warning(words, { rows }) {
      const own = orders.filter((order) => words.includes(order.words));
      const makers = own.length === 1 && own[0]?.isWarning === true ? rows.filter(makesAlert) : [];
      return makers.length === 1 ? (makers[0] ?? null) : null;
    },
    only(candidates) {
      const all = withoutFarBelow(candidates.filter(({ row }) => isOrdered(row)));
      const writes = all.filter(({ row }) => row.access !== 'read');
      const heads = orders.flatMap(({ words }) => headKinds(words));
      const own = writes.filter(({ row }) => heads.includes(kindOf(row) ?? ''));
      const [first, ...others] = own.length > 0 ? own : writes;
      const isClear = orders.length > 0 && orders.every(({ words }) => SURELY_WRITES.test(words));
      const isMeant = first?.row.access === 'write' || first === all[0];
      return isClear && isMeant && others.length === 0 ? (first?.row ?? null) : null;
    },
    listed(words, { row, arguments: args }, route) {
      const wishes = (listedWishes(words) ?? []).map((each) => ({ words: each, route: route(each) }));
      const isClear = wishes.every(
        ({ route: { row: own, decision } }) => own && (decision === 'run' || decision === 'ask'),
      );
      if (!isClear || wishes.length < 2) return [];
      const isRead = wishes.every(({ route: { row: own } }) => own?.access === 'read');
      if (isRead) return new Set(wishes.map(({ route: { row: own } }) => own)).size > 1 ? wishes : [];
      const held = textsIn(args);
      const holdsAll =
        row !== null &&
        unusedWords(words, [{ row, arguments: args, covers: '' }], false).length === 0 &&
        wishes.every((wish) => textsIn(wish.route.arguments).every((text) => held.includes(text)));
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

/** The texts of arguments: names, addresses and choices. */
const textsIn = (args: Readonly<Arguments>): string[] =>
  Object.values(args)
    .flat()
    .filter((value) => typeof value === 'string');

/** Whether one call of several orders is about this one: it names its kind of thing, or has its names. */
function isAbout(words: string, row: ToolRow, args: Readonly<Arguments>): boolean {
  // How often an alert sends is read later, with the whole of it.
  const named = row.name === 'create_alert' ? words.replace(HOW_OFTEN, '') : words;
  return (
    headKinds(named).length > 0 ||
    unusedWords(named, [{ row, arguments: args, covers: '' }], false).length === 0
  );
}

const HOW_OFTEN =
  /,\s*(?:(?:at most|not more than|no more than|only) once|check(?:ed)? (?:it )?every|silen)\b.*$/i;

/** Values and names that the person ordered and a plan does not have. */
export function leftOutOf(request: string, calls: readonly MeantCall[]): string[] {
  const words = orderedWrites(request)
    .map((order) => order.words)
    .join('. ');
  const excepted = exceptedNames(request);
  return [...new Set([...unusedWords(words, calls, false), ...namesLeft(words, calls)])].filter(
    (each) => !excepted.includes(each.toLowerCase()),
  );
}

/** Until when or for how long, in other languages. */
const TIMED_ELSEWHERE =
  /(?<!\p{L})(?:bis|während|jusqu|pendant|durant|hasta|durante|até)(?!\p{L})|直到|为止|期间/iu;

/** The same in Chinese, which has no spaces between words. */
const TIMED_CHINESE =
  /(?:直到|等到|到)(?:明|后天|今|下|周|早|晚|\d)[\p{Script=Han}\d:]{0,12}|[\d一二两三]{1,4}\s{0,3}(?:个?小时|分钟|天)/u;

/** Why some words cannot be done, by the tool and the words. */
const REASONS: ReadonlyArray<readonly [tool: RegExp, words: RegExp, reason: 'timed' | 'hours']> = [
  [/^enable_/, TIMED, 'timed'],
  [/^enable_/, TIMED_ELSEWHERE, 'timed'],
  [/^enable_/, TIMED_CHINESE, 'timed'],
  [/^create_alert$/, HOURS, 'hours'],
];

/** The request as the person wrote it. */
export interface WrittenRequest {
  readonly language?: Language;
  readonly written?: string;
}

/** Asks whether something is done without some of the words; null where all are in it. */
export function questionAbout(
  unused: readonly string[],
  title: string,
  { language = 'en', written }: WrittenRequest = {},
  tool = '',
): MissingArgument | null {
  if (unused.length === 0) return null;
  const phrases = orderPhrasesFor(language);
  const reason = REASONS.find(([of, words]) => of.test(tool) && unused.some((each) => words.test(each)))?.[2];
  const told = written === undefined ? unused : asWritten(unused, written, language !== 'en');
  const words = told.map((each) => `"${each.replaceAll('"', '')}"`).join(', ');
  const question = fill(phrases.leftOut, { title, words });
  return {
    name: LEAVE_OUT,
    question: reason === undefined ? question : `${phrases[reason]} ${question}`,
    choices: ['yes', 'no'],
  };
}

/** Asks about words of a step that its call does not have; null when nothing is left out. */
export function askToLeaveOut(
  words: string,
  call: MeantCall,
  request: WrittenRequest = {},
  left: readonly string[] = [],
): MissingArgument | null {
  if (call.row.access === 'read') return null;
  const ordered = orderedWrites(words)
    .map((order) => order.words)
    .join('. ');
  const unused = unusedWords(ordered === '' ? words : ordered, [call], true);
  const isTold = (word: string) => left.some((each) => each.toLowerCase().includes(word.toLowerCase()));
  const isSwitch = request.language === 'zh' && call.row.name.startsWith('enable_');
  const timed = isSwitch && unused.length === 0 ? (TIMED_CHINESE.exec(request.written ?? '') ?? []) : [];
  const all = [...unused.filter((each) => !isTold(each)), ...left, ...timed];
  return questionAbout(all, `"${call.row.title}"`, request, call.row.name);
}
