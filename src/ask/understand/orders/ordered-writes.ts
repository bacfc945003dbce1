import { chineseDoubt, doubtAbout, type PlacedOrder, withoutConfirmationWaiver } from './doubts.ts';
import { readChineseOrders } from './chinese.ts';
import { isConditionAfter, PATTERNS, type Patterns } from './order-patterns.ts';
import type { OrderLanguage, WriteAction, WriteOrder } from './order-words.ts';
import { maskQuotations } from './quotations.ts';
import { asOrder } from './wishes.ts';

/** A language that orders are read in. */
export type Language = OrderLanguage | 'zh';

const HAN = /\p{Script=Han}/u;

/** The language of a request, by its commonest words outside of quotations; English when nothing tells. */
function languageOf(words: string, masked: string): Language {
  if (HAN.test(words)) return 'zh';
  const text = masked.toLowerCase();
  const counted = (Object.keys(PATTERNS) as OrderLanguage[]).map(
    (language) => [language, [...text.matchAll(PATTERNS[language].marks)].length] as const,
  );
  return counted.reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

/** Where a clause ends: punctuation that is part of no number and no name. */
const SENTENCE = /(?<=[.!?;…])(?=\s|$)|\n+|(?<=[!?])(?=["'])/u;

interface Clause {
  readonly text: string;
  /** Where it begins in its sentence. */
  readonly start: number;
  /** What joins it to the clause before: a word, a comma, a colon; empty for the first. */
  readonly joint: string;
}

/** The clauses of a sentence: cut at commas, colons, dashes and joining words. */
function clausesOf(sentence: string, { joint }: Patterns): Clause[] {
  const cuts = [
    ...[...sentence.matchAll(/\s*[,:](?=\s)\s*|\s+[-–—]+\s+|[()[\]]/gu)],
    ...[...sentence.matchAll(joint)],
  ]
    .map((match) => ({ start: match.index, end: match.index + match[0].length, text: match[0].trim() }))
    .sort((a, b) => a.start - b.start);
  const clauses: Clause[] = [];
  let at = 0;
  let before = '';
  for (const { start, end, text } of [...cuts, { start: sentence.length, end: sentence.length, text: '' }]) {
    if (start < at) {
      before = `${before} ${text}`.trim();
      at = Math.max(at, end);
      continue;
    }
    if (sentence.slice(at, start).trim() !== '') {
      clauses.push({ text: sentence.slice(at, start).trim(), start: at, joint: before });
      before = text;
    } else before = `${before} ${text}`.trim();
    at = end;
  }
  return clauses;
}

interface Head {
  /** From the verb on. */
  readonly rest: string;
  /** What the verb is about: the words after it, or before it where it stands last. */
  readonly object: string;
  readonly actions: readonly WriteAction[];
  /** "could you", "I would like to". */
  readonly isRequest: boolean;
}

/** An order within its sentence. */
interface Found {
  readonly actions: readonly WriteAction[];
  readonly start: number;
  /** Where its own clause ends; what follows may belong to its object. */
  readonly own: number;
  readonly isAlert: boolean;
  /** Its verb warns when something happens. */
  readonly isWarning: boolean;
  end: number;
}

/** "For ann@example.com set ...": the place comes before the verb. */
const PLACE_FIRST =
  /^(?:(?:only )?for|in|on|under|at|from)\s+(?!\s)(?:(?!\b(?:that|which|who|i|we|you|they|is|are|was|if|when|how|to)\b).)+?\s(?=(?:set|change|add|put|turn|rename|store)\s+(?!(?:in|of|by|up)\b)\S)/i;

/** A clause without what only leads to its verb. */
function withoutOpeners(text: string, patterns: Patterns): { rest: string; isRequest: boolean } {
  let rest = text.replace(/^[¿¡\s"'-]+/u, '');
  let isRequest = false;
  for (;;) {
    const opener = patterns.opener.exec(rest) ?? patterns.request.exec(rest) ?? PLACE_FIRST.exec(rest);
    if (!opener || opener[0] === '') return { rest, isRequest };
    if (patterns.request.test(rest)) isRequest = true;
    rest = rest.slice(opener[0].length);
  }
}

/** What follows the verb, without the particles of the verb itself. */
function objectAfter(rest: string, verb: RegExp, tail: string): string {
  return rest
    .slice(verb.exec(rest + tail)?.[0].length ?? 0)
    .replace(
      /^\s*(?:up|off|on|out|away|back|me|us|mir|uns|bitte|please|sie|du|-les?|-la|-moi)(?![\p{L}\p{N}_])/iu,
      '',
    )
    .trim();
}

/** Who is to be told: "alert me at ...", "préviens-moi à ...". What follows says how, and is no object, unlike what is sent. */
const TO_US =
  /^(?!send|schick|env[io]|message|call|tell)[\p{L}]+(?:-|\s)(?:me|us|mich|uns|mir|moi|nous|nos)(?![\p{L}])/iu;
/** "Me avise em ...". */
const TO_US_FIRST = /(?:^|\s)(?:me|nos)\s+$/iu;

/** Gerunds that "would you mind" takes. */
const GERUND = /^([a-z]+?)(?:([a-z])\2)?ing\b/i;

/**
 * `isAfterCondition`: "if the disk is full, alert me". `tail`: what the object goes on with, in which the rest of the verb
 * may stand: "switch A and B off".
 */
function headOf(text: string, patterns: Patterns, isAfterCondition: boolean, tail = ''): Head | null {
  const { rest: found, isRequest } = withoutOpeners(text, patterns);
  const rest = /(?:would|do) you mind\s*$/i.test(text.slice(0, text.length - found.length))
    ? found.replace(GERUND, (_, stem: string, doubled = '') => {
        const base = `${stem}${doubled}`;
        return patterns.verbs.some(([, verb]) => verb.test(base)) ? base : `${base}e`;
      })
    : found;
  const isToUs =
    patterns.alert.test(rest.split(/[\s-]/)[0] ?? '') &&
    (TO_US.test(rest) || TO_US_FIRST.test(text.slice(0, text.length - found.length)));
  const actions = patterns.verbs.filter(([, verb]) => {
    if (!verb.test(rest + tail)) return false;
    const object = objectAfter(rest, verb, tail);
    if (object === '') return isAfterCondition && patterns.alert.test(rest.split(/\s+/)[0] ?? '');
    if (isToUs) return true;
    return !patterns.compound.test(object) && !patterns.preposition.test(object);
  });
  if (actions.length > 0)
    return {
      rest,
      object: rest.split(/\s+/).slice(1).join(' '),
      actions: actions.map(([action]) => action),
      isRequest,
    };
  const finals = patterns.finals.filter(
    ([, verb]) => verb.test(rest) && !verb.test(rest.split(/\s+/)[0] ?? ''),
  );
  const object = rest.split(/\s+/).slice(0, -1).join(' ');
  // "zu löschen" depends on another verb.
  if (finals.length === 0 || /(?:^|\s)zu$/iu.test(object) || SUBJECTS.test(rest)) return null;
  return { rest, object, actions: finals.map(([action]) => action), isRequest };
}

const SUBJECTS =
  /^(?:i|you|he|she|it|we|they|ich|du|er|es|wir|je|tu|il|elle|on|nous|ils|elles|yo|él|ella|nosotros|ellos|eu|ele|ela|nós|eles)(?![\p{L}])/iu;
/** A verb that its subject follows: a question, or a report with the verb in front. */
const INVERTED = /^[\p{L}]+(?:-t)?[\s-](?:ich|wir|er|man|je|tu|il|elle|on|nous|i|yo|eu)(?![\p{L}])/iu;
const GERMAN_POLITE = /^[\p{L}]+ sie(?![\p{L}])/iu;
/** A name before a colon: what somebody else said. */
const SPEAKER = /^(?:@?\p{Lu}[\p{Ll}]+(?:\s\p{Lu}[\p{Ll}]+)?)$/u;
const OURS =
  /^(?:OpenObserve|Alerts?|Dashboards?|Streams?|Reports?|Folders?|Pipelines?|Users?|Functions?|Templates?|Destinations?|Please|Task|Todo|Order|Request|Urgent|Also|Next|Then|First|Now|Claude|Bitte|Aufgabe|Tâche|Tarea|Tarefa)$/i;
/** Something named, and not a kind of thing: "this stream", "payment_service", "user bob". */
const DEFINITE =
  /^(?:\S+\s+)?(?:(?:the|this|that|it|its|my|our|these|those|them|both|an?|another|all|der|die|das|den|dem|diesen?|ein\w*|le|la|les|l'|ce|cette|un|une|mon|ma|el|los|las|este|esta|mi|una?|o|os|as|um|uma|meu|minha)(?![\p{L}])|\S*[§_@\d]\S*)|[§_@]|\w-\w/iu;
/** Before a colon: what follows is not to be done. */
const PROHIBITION =
  /^(?:avoid|refrain|forbidden|prohibited|wrong|bad|mistake|maybe|perhaps|evitar?|éviter?|évitez|vermeide\w*|verboten|falsch|prohibido|proibido|interdit)(?![\p{L}])/iu;
const STOP_WORK =
  /^(?:arrêt\w+|cess\w+|dej[ae]\w*|par[ae]|evit\w+|évit\w+)\s+(?:de|d')(?![\p{L}])|^(?:stop|quit|cease|avoid|skip|refrain|halt|pause)\s+(?!paging|sending|alerting|notifying|ringing|spamming|firing|mailing|emailing|messaging|pinging|warning)\w+ing\b|^hold (?:off|back) (?:on |from |with )?\w+ing\b|^(?:cancel|abort|scratch) (?:that|this)$/iu;
/** "Stop the alert from being deleted": the opposite of the verb behind. */
const KEPT_FROM = /^\S+\s.*\bfrom\s+(?:being|getting|be)\s/iu;
const EXEMPT =
  /\b(?:but|instead|rather|just|so|please|therefore|then please|sondern|aber|also|deshalb|bitte|mais|donc|plutôt|pero|sino|así que|mas|por isso|portanto)\b/iu;
const MODAL =
  /\b(?:can|could|may|might|should|shall|must|will|would|want|wants|wanted|told|to|kann|können|soll|sollen|darf|muss|peut|peuvent|doit|puede|pueden|debe|pode|podem|deve|ought|about|going|how)\b/iu;

/** How often an alert is checked, how long it is silent, and where it sends to: said of one that is ordered before. */
const OF_ALERT =
  /^(?:(?:send|mail|e-?mail|post|deliver|route|forward)\s+(?:it|them|this|that|the (?:alert|notification|message)s?)?\s*(?:to|via|through)\s|(?:(?:silenced?|mute|quiet|(?:be|stay|keep) (?:silent|quiet)|cool ?down|snooze)\s+(?:it\s+)?(?:for|of|after)?|(?:check|evaluate|run|repeat)\s+(?:it\s+)?(?:every|each|once)|(?:leave|keep|make|create) it\s+(?:(?:switched|turned)\s+)?(?:off|disabled)\b)\s*(?:$|\d|an?\b|one\b|half\b|hour|minute|day|for now))/i;

/** "Alert me when": what follows is part of the order. */
const firesOn = ({ rest }: Head, { alert }: Patterns) => alert.test(rest.split(/[\s-]/)[0] ?? '');

/** An alert that is to be made, whose condition is part of the order. */
function isAlertOrder(head: Head, patterns: Patterns): boolean {
  if (!head.actions.includes('create') && !head.actions.includes('update')) return false;
  return firesOn(head, patterns) || (head.actions.includes('create') && patterns.alert.test(head.object));
}

/** Whether a clause only names more of what the verb before it is about. */
function isListed({ text }: Clause, patterns: Patterns): boolean {
  const { question, condition, relativeFirst, read, finite, negation } = patterns;
  const begins = [question, condition, relativeFirst, read, SUBJECTS];
  return (
    !begins.some((pattern) => pattern.test(text)) &&
    !finite.test(text) &&
    !negation.test(text) &&
    headOf(text, patterns, false) === null
  );
}

/** Reads one sentence. `isQuoted`: what somebody else said is still going on. */
function readSentence(sentence: string, patterns: Patterns, isQuoted: boolean) {
  const isAsked = /\?\s*$/.test(sentence);
  const polished = sentence.replace(patterns.polite, (found) => ' '.repeat(found.length));
  const clauses = clausesOf(polished.replace(/[.!?;…\s]+$/u, ''), patterns);
  /** Which clauses only name more: each is looked at from many before it. */
  const listedAt = new Map<number, boolean>();
  function goesOn(at: number): boolean {
    const known = listedAt.get(at) ?? isListed(clauses[at] as Clause, patterns);
    listedAt.set(at, known);
    return known;
  }
  const orders: Found[] = [];
  /** Orders that hold only under a condition. */
  const conditional: Found[] = [];
  let quoted = isQuoted;
  let isNegated = false;
  let isConditional = false;
  /** What came before was no order: a list of verbs may go on in it. */
  let isTold = false;
  let wasAsked = false;
  clauses.forEach((clause, index) => {
    const { text, start, joint } = clause;
    const { rest, isRequest } = withoutOpeners(text, patterns);
    const isFresh = EXEMPT.test(joint) || EXEMPT.test(text.slice(0, text.length - rest.length));
    const end = clauses[index + 1]?.start ?? sentence.length;
    if (joint.includes(':') && index > 0) {
      const speaker = clauses[index - 1]?.text ?? '';
      if (patterns.report.test(speaker) && !patterns.read.test(speaker)) quoted = true;
      if (SPEAKER.test(speaker) && !OURS.test(speaker)) quoted = true;
      if (PROHIBITION.test(speaker) || patterns.negation.test(speaker)) quoted = true;
    }
    if (isFresh) isNegated = false;
    const later = clauses.slice(index + 1);
    const listed = later.findIndex((_, after) => !goesOn(index + 1 + after));
    const tail = later.slice(0, listed < 0 ? later.length : listed).map((each) => ` ${each.text}`);
    const last = orders.at(-1);
    if (last?.isAlert && last.end === start && OF_ALERT.test(rest)) {
      last.end = end;
      return;
    }
    const head = headOf(text, patterns, isConditional, tail.join(''));
    const startsNegated = patterns.negation.test(rest.split(/\s+/).slice(0, 2).join(' ')) && !head;
    const condition = patterns.condition.test(rest) && !(isRequest && head);
    if (condition) isConditional = true;
    const isCase = condition && !isAsked && clauses.length > 1;
    if (patterns.question.test(rest) && !isRequest && !head && !isCase) wasAsked = true;
    if (!head) {
      const isStatement =
        SUBJECTS.test(rest) ||
        patterns.relativeFirst.test(rest) ||
        patterns.finite.test(rest.split(patterns.relative)[0] ?? rest);
      if (
        last &&
        last.end === start &&
        (condition ? last.isAlert : !isStatement) &&
        !patterns.negation.test(text) &&
        !patterns.read.test(rest)
      )
        last.end = end;
      // "If nobody uses it, delete it": the condition is negated, and not the order.
      if (condition) return;
      if (startsNegated || (patterns.negation.test(text) && MODAL.test(text))) isNegated = true;
      else if (patterns.negation.test(text) && isRequest) isNegated = true;
      if (
        (MODAL.test(text) || patterns.anyVerb.test(text) || patterns.report.test(text)) &&
        !patterns.read.test(rest)
      )
        isTold = true;
      else if (patterns.read.test(rest) && (patterns.relative.test(text) || MODAL.test(text))) isTold = true;
      if (
        patterns.report.test(text) &&
        index > 0 &&
        orders.length > 0 &&
        !patterns.read.test(rest) &&
        SUBJECTS.test(rest)
      )
        orders.length = 0;
      return;
    }
    const { object } = head;
    const isAlert = isAlertOrder(head, patterns);
    const untilRelative = object.split(patterns.relative)[0] ?? object;
    const isWarning =
      isAlert &&
      firesOn(head, patterns) &&
      (patterns.anyCondition.test(object) || patterns.condition.test(clauses[index + 1]?.text ?? ''));
    const order: Found = { actions: head.actions, start, own: start + text.length, isAlert, isWarning, end };
    const dependsOn =
      (isConditional && !firesOn(head, patterns)) ||
      (!isAlert && patterns.anyCondition.test(object) && isConditionAfter(object, patterns));
    const isBlocked =
      quoted ||
      isNegated ||
      wasAsked ||
      STOP_WORK.test(head.rest) ||
      KEPT_FROM.test(head.rest) ||
      (INVERTED.test(head.rest) && !GERMAN_POLITE.test(head.rest)) ||
      (isAsked &&
        !isRequest &&
        index === clauses.length - 1 &&
        !clauses.some((each) => withoutOpeners(each.text, patterns).isRequest)) ||
      (isRequest && isAsked && !DEFINITE.test(object) && !isAlert) ||
      patterns.negation.test(untilRelative.replace(/\bno longer\b.*/i, '')) ||
      patterns.negation.test(text.slice(0, text.length - head.rest.length)) ||
      (!isAlert && patterns.finite.test(untilRelative)) ||
      (isTold && !isFresh) ||
      (joint !== '' && !/^[,:–—-]/.test(joint) && index > 0 && isTold && !isFresh);
    if (isBlocked) {
      if (patterns.negation.test(untilRelative)) isNegated = true;
      isTold = isTold || quoted || wasAsked;
      return;
    }
    if (dependsOn) isTold = isTold || isConditional;
    (dependsOn ? conditional : orders).push(order);
  });
  return { orders, conditional, isQuoted: quoted };
}

/** A clause without what joins it to the next. */
function trimmed(clause: string, { trailing }: Patterns): string {
  return clause
    .replace(/(?<![,;.!?:\s–—-])[,;.!?:\s–—-]+$/u, '')
    .replace(trailing, '')
    .replace(/[,;\s]+$/u, '')
    .trim();
}

const ON_CONDITION =
  'I cannot make a change depend on a condition, so nothing was changed. Ask whether it is so first, then say the order without the condition.';

/** What words order, and why it is not to be done. */
interface ReadOrders {
  readonly orders: readonly WriteOrder[];
  /** For the person: what leaves their orders open, or puts them off. None of them holds then. */
  readonly doubt: string | null;
  /** The orders, whether something leaves them open or not. */
  readonly spoken: readonly WriteOrder[];
  readonly language: Language;
  /** The request with wishes as the orders that they are. */
  readonly said: string;
}

/** What the person's words order, clause by clause, in the languages that are known. Quotations order nothing. */
export function readOrders(words: string): ReadOrders {
  const said = asOrder(words);
  const unquoted = maskQuotations(said);
  const language = languageOf(said, unquoted);
  const none: ReadOrders = { orders: [], doubt: null, spoken: [], language, said };
  const inDoubt = (orders: readonly WriteOrder[], doubt: string | null): ReadOrders =>
    orders.length === 0 ? none : { ...none, orders: doubt === null ? orders : [], doubt, spoken: orders };
  const dependent = (spoken: readonly WriteOrder[]): ReadOrders =>
    spoken.length === 0 ? none : { ...none, doubt: ON_CONDITION, spoken };
  const masked = withoutConfirmationWaiver(unquoted, language);
  if (language === 'zh') {
    const { orders, conditional } = readChineseOrders(masked, said);
    return orders.length > 0 ? inDoubt(orders, chineseDoubt(masked)) : dependent(conditional);
  }
  const patterns = PATTERNS[language];
  const orders: WriteOrder[] = [];
  const conditional: WriteOrder[] = [];
  const placed: PlacedOrder[] = [];
  let at = 0;
  let isQuoted = false;
  for (const sentence of masked.split(SENTENCE)) {
    const offset = masked.indexOf(sentence, at);
    at = offset + sentence.length;
    if (sentence.trim() === '') continue;
    if (orders.length > 0 && patterns.retraction.test(sentence)) return none;
    const found = readSentence(sentence, patterns, isQuoted);
    isQuoted = found.isQuoted;
    const kept = patterns.retraction.test(sentence.slice(found.orders[0]?.own ?? sentence.length))
      ? []
      : found.orders;
    for (const { actions, start, end } of found.conditional)
      conditional.push({ actions, words: trimmed(said.slice(offset + start, offset + end), patterns) });
    for (const { actions, start, own, isAlert, isWarning, end } of kept) {
      const ordered = { actions, words: trimmed(said.slice(offset + start, offset + end), patterns) };
      orders.push(isWarning ? { ...ordered, isWarning } : ordered);
      placed.push({ actions, start: offset + start, own: offset + own, isAlert });
    }
  }
  return orders.length > 0 ? inDoubt(orders, doubtAbout(masked, placed, language)) : dependent(conditional);
}

/** The orders among words that nothing leaves open. */
export const orderedWrites = (words: string): readonly WriteOrder[] => readOrders(words).orders;
