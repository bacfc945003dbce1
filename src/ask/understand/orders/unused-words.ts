import { ENGLISH_COUNT, englishCount } from '../../language/lexicon/number-words.ts';
import type { Arguments, JsonSchema, ToolRow } from '../../../contract/tool.ts';
import { isPlainWord } from '../text/plain-words.ts';
import { findSpans, type Span } from '../text/spans.ts';
import { isWord, stemOf, tidy, type Token, tokenise } from '../text/words.ts';
import { withoutConfirmationWaiver } from './doubts.ts';
import { nounsIn } from './kinds.ts';
import { listedNames } from './listed-names.ts';

/** A call that words lead to. */
export interface MeantCall {
  readonly row: ToolRow;
  readonly arguments: Readonly<Arguments>;
  /** Names behind its identifiers, and other words that are in it in another form. */
  readonly covers: string;
}

const SECONDS: ReadonlyArray<readonly [unit: RegExp, seconds: number]> = [
  [/^(?:ms|milli)/i, 1e-3],
  [/^(?:s|sec)/i, 1],
  [/^(?:m|min)(?!o)/i, 60],
  [/^h/i, 3600],
  [/^d/i, 86_400],
  [/^w/i, 604_800],
  [/^mo/i, 2_592_000],
  [/^q/i, 7_776_000],
  [/^y/i, 31_536_000],
];
/** Units in which arguments have lengths of time, in seconds. */
const UNITS = [1e-9, 1e-6, 1e-3, 1, 60, 3600, 86_400];
const LENGTH = new RegExp(`^([\\d.,]+|${ENGLISH_COUNT})[\\s-]*([a-z]+)$`, 'i');
/** Before a unit without a count: the "hour" of "last hour". */
const BARE_UNIT = new RegExp(`^(?=[a-z])(?!${ENGLISH_COUNT}\\b)`, 'i');
/** What follows says why, or describes what is meant. */
const REASON =
  /\s(?:because|since|so that|as (?:it|they|we|nobody|the)|for now|which (?:is|was|we|nobody)|that (?:is|was|we|nobody))\b[\s\S]*$/i;

/** "from 20 to 60": the value that was, which the call replaces. */
const OLD_VALUE =
  /\bfrom\s+(?:"[^"]*"|'[^']*'|[\w.%-]+(?:\s+(?:ms|seconds?|minutes?|hours?|days?))?)\s+(to\s+(?=["'\d]))/gi;
/** Versions of interfaces of OpenObserve, which choose the tool. */
const VERSION = /^v[12]$/i;

/** "Set it to a, b and c": what is given last, as values. */
const SETS = /^\W*(?:\w+\s+){0,3}?(?:set|change|make|update)\b/i;
const LAST_VALUES = /\b(?:to|as)\s+([\p{L}\w-]+(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)[\p{L}\w-]+)*)\s*$/iu;
/** "On a and b_c": a plain word in a list with a name is a name. */
const BESIDE_NAME =
  /\b(?:on|of|to|for|by|with|from)\s+([\p{L}\w-]+)(?:\s*,\s*(?:and\s+)?|\s+and\s+)(\w+_\w+)/giu;

/** For how long, or until when: "until tomorrow", "for 2 hours". */
export const TIMED =
  /\b(?:(?:until|till|for the next|for(?= (?:\d|an?\b|one\b|two\b|half\b|tonight|today|tomorrow|the (?:night|day|weekend|week)))|over the (?:weekend|night)|overnight)\b(?:\s+(?!(?:and|then|but|please|because|since)\b)[\w:'-]+){0,5}|\d+\s*(?:minutes?|mins?|hours?|hrs?|h|m|days?|weeks?)\b)/i;
/** At which hours something is to happen. */
export const HOURS =
  /\b(?:(?:only )?(?:at night|overnight|during (?:the )?(?:day|night|(?:business|office|working|work) hours)|(?:in|outside(?: of)?) (?:business|office|working) hours|after (?:business |office |working )?hours|(?:on|at) (?:(?:the )?weekends?|weekdays)|between \d{1,2}(?::\d\d)? ?(?:am|pm|h|o'clock) and \d{1,2}(?::\d\d)? ?(?:am|pm|h|o'clock)?|(?:from|between) \d{1,2}:\d\d (?:to|and|until) \d{1,2}:\d\d))\b/i;

const numbersIn = (text: string): number[] =>
  [...text.matchAll(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi)].map(([found]) => Number(found));

/** "100k", "1,000", "2.5": what a number says. */
function amountOf(text: string): number {
  const bare = text
    .replaceAll(/[$€£\s]|usd|eur|gbp|dollars?|euros?|bucks|percent|pct|%/gi, '')
    .replace(/,(?=\d{3}\b)/g, '')
    .replace(',', '.');
  const [, amount = '', unit = ''] = /^(-?\d*\.?\d+)([a-z]*)$/i.exec(bare) ?? [];
  const scale = { k: 1e3, m: 1e6, mio: 1e6, million: 1e6, bn: 1e9 }[unit.toLowerCase()] ?? 1;
  return amount === '' ? Number.NaN : Number(amount) * scale;
}

function secondsOf(text: string): number {
  const [, amount = '', unit = ''] = LENGTH.exec(text.trim()) ?? [];
  const scale = SECONDS.filter(([form]) => form.test(unit)).at(-1)?.[1];
  return scale === undefined ? Number.NaN : (englishCount(amount) ?? Number.NaN) * scale;
}

const near = (one: number, other: number) => Math.abs(one - other) <= Math.abs(one) * 1e-9;

/** Everything that calls hold, as text to look in. */
function holdingsOf(calls: readonly MeantCall[]) {
  const text = calls
    .map(
      ({ arguments: args, covers }) =>
        `${JSON.stringify(args, (_, value) => (typeof value === 'bigint' ? String(value) : value))} ${covers}`,
    )
    .join(' ')
    .toLowerCase();
  return { text, loose: text.replaceAll(/[^\p{L}\p{N}]+/gu, ' '), numbers: numbersIn(text) };
}
type Holdings = ReturnType<typeof holdingsOf>;

/** What a name follows, so that "A" is no article. */
const BEFORE_NAME = /(?:\b(?:called|named|titled)|[,:]|\b[A-Z],? and)\s+["']?$/;

/** The last of a name such as "Team B", or a name of one letter. */
const isLetter = (raw: string, before: string) =>
  /^[B-HJ-Z]\d?$/.test(raw) ||
  (/^(?:A|\p{L}\d{1,2})$/u.test(raw) &&
    (BEFORE_NAME.test(before) || nounsIn(before).at(-1)?.end === before.trimEnd().length));

const holdsWord = ({ loose }: Holdings, word: string) => ` ${loose} `.includes(` ${word.toLowerCase()} `);

const holdsText = ({ text, loose }: Holdings, words: string) => {
  const wanted = words.toLowerCase();
  const plain = wanted.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return text.includes(wanted) || (plain !== '' && ` ${loose} `.includes(` ${plain} `));
};

function holdsSpan(held: Holdings, { kind, text }: Span, takesTime: boolean): boolean {
  if (kind === 'duration') {
    const seconds = secondsOf(text);
    return (
      holdsText(held, text) || UNITS.some((unit) => held.numbers.some((each) => near(seconds, each * unit)))
    );
  }
  if (kind === 'time')
    return (
      takesTime ||
      holdsText(held, text) ||
      holdsDayAndTime(held, text) ||
      /^(?:now|at once)$/i.test(text) ||
      holdsSpan(
        held,
        {
          kind: 'duration',
          text: text.replace(/^.*?(?:last|past|previous|prior)\s+/i, '').replace(BARE_UNIT, '1 '),
          start: 0,
          end: 0,
        },
        false,
      )
    );
  if (kind === 'number' || kind === 'money' || kind === 'percent') {
    const value = amountOf(text);
    const also = kind === 'percent' ? [value, value / 100] : [value];
    return holdsText(held, text) || also.some((each) => held.numbers.some((other) => near(each, other)));
  }
  if (kind === 'pair')
    return text
      .split(/\s*(?:!=|>=|<=|<>|=|>|<)\s*/)
      .every((part) => holdsText(held, part.replaceAll(/['"]/g, '')));
  const share = /^p(\d{2})(\d)?$/i.exec(text);
  if (share && held.numbers.some((each) => near(each, Number(`0.${share[1]}${share[2] ?? ''}`)))) return true;
  return holdsText(held, text);
}

/** Whether a day and a time of the day are held in whatever form: "Monday at 9:00" as MON and 9, as cron has them. */
function holdsDayAndTime(held: Holdings, text: string): boolean {
  const parts = (text.match(/[\p{L}]+|\d+/gu) ?? []).filter(
    (part) => !/^(?:at|on|the|um|am|à|le|a|las|el|às|o|h|uhr|o'?clock)$/iu.test(part),
  );
  return (
    parts.length > 1 &&
    parts.every((part) =>
      /^\d+$/.test(part)
        ? held.numbers.includes(Number(part))
        : holdsText(held, part) || (/day$/i.test(part) && holdsText(held, part.slice(0, 3))),
    )
  );
}

/** How many there are of things in lists of calls, and of calls of one tool. */
function countsIn(calls: readonly MeantCall[]): Set<number> {
  const tools = Map.groupBy(calls, ({ row }) => row.name);
  const lists = (value: unknown): number[] =>
    typeof value !== 'object' || value === null
      ? []
      : [...(Array.isArray(value) ? [value.length] : []), ...Object.values(value).flatMap(lists)];
  return new Set([
    ...[...tools.values()].map(({ length }) => length),
    ...calls.flatMap((call) => lists(call.arguments)),
  ]);
}

/** Whether a number says how many things of a kind there are to be, as in "with 4 panels", and there are. */
function isHowMany(text: string, { kind, text: number, end }: Span, calls: readonly MeantCall[]): boolean {
  const next = /^\s+(?:[\p{L}-]+\s+)?[\p{L}-]+/u.exec(text.slice(end))?.[0] ?? '';
  return kind === 'number' && nounsIn(next).length > 0 && countsIn(calls).has(amountOf(number));
}

/** Words that a tool is described with: they say which call is meant, and are no value of it. */
function vocabularyOf({ row }: MeantCall): Set<string> {
  const properties = (row.inputSchema.properties ?? {}) as Record<string, JsonSchema>;
  const text = [
    row.name,
    row.title,
    row.description,
    ...row.aliases,
    ...Object.entries(properties).flatMap(([name, { description }]) => [name, String(description ?? '')]),
  ].join(' ');
  return new Set(
    (
      text
        .replaceAll('_', ' ')
        .toLowerCase()
        .match(/\p{L}+/gu) ?? []
    ).map(stemOf),
  );
}

const VERBISH =
  /^(?:please|pls|kindly|prepare|prep|dupe|insert|overwrite|rerun|close|resolve|acknowledge|initial|override|wanna|recipients?|wide|style|anomaly|detection|analysis|fire|redo|spin|grant|revoke|could|would|can|able|switch|mute|unmute|silence|enable|disable|rename|delete|remove|drop|erase|wipe|purge|trash|create|make|add|build|move|clone|copy|duplicate|raise|lower|increase|decrease|extend|shorten|change|update|set|trigger|fire|pause|resume|stop|start|invite|register|define|assign|save|store|keep|want|need|like|hey|thanks|everybody|anyone|nuke|rid|throw|kick|scrap|discard|relocate|shift|transfer|modify|edit|adjust|alter|tweak|bump|reduce|replace|snooze|activate|deactivate|suspend|reactivate|notify|warn|alert|page|ping|email|mail|send|tell|message|post|immediately|temporarily|permanently|old|new|only|also|within|inside)$/;

/** Names of things that no call has, where a call has another one that the words name beside it. */
export function namesLeft(words: string, calls: readonly MeantCall[]): string[] {
  const held = holdingsOf(calls);
  const names = listedNames(words);
  const left = names.filter((name) => !holdsText(held, name));
  return left.length === names.length ? [] : left;
}

/**
 * Words of an order that no call has: values, units, names, things of a list, a second step. `isWhole`: every word of
 * substance counts, and not only values and names.
 */
export function unusedWords(words: string, calls: readonly MeantCall[], isWhole: boolean): string[] {
  const text = withoutConfirmationWaiver(tidy(words), 'en').replace(REASON, '').replaceAll(OLD_VALUE, '$1');
  const held = holdingsOf(calls);
  const takesTime = calls.some(({ row, arguments: args }) =>
    Object.keys(row.time?.arguments ?? {}).some((name) => args[name] !== undefined),
  );
  const spans = findSpans(text);
  const switches = calls.length > 0 && calls.every(({ row }) => row.name.startsWith('enable_'));
  const lasting = isWhole && switches ? TIMED.exec(text) : null;
  const hours = calls.some(({ row }) => row.name === 'create_alert') ? HOURS.exec(text) : null;
  const timed = [lasting, hours].flatMap((found) => (found ? [{ start: found.index, text: found[0] }] : []));
  const isTimed = (start: number) =>
    timed.some((each) => start >= each.start && start < each.start + each.text.length);
  const unused: Array<{ start: number; text: string }> = spans
    .filter(({ start }) => !isTimed(start))
    .filter(
      (span) =>
        !VERSION.test(span.text) && !holdsSpan(held, span, takesTime) && !isHowMany(text, span, calls),
    )
    .map(({ start, end }) => ({ start, text: text.slice(start, end) }));
  if (isWhole) {
    const known = new Set(calls.flatMap((call) => [...vocabularyOf(call)]));
    const nouns = nounsIn(text);
    const counts = ({ text: word, span, stem, start, end, isName }: Token) =>
      span === null &&
      ((isWord(word) && word.length > 2) || isLetter(text.slice(start, end), text.slice(0, start))) &&
      !nouns.some((noun) => start < noun.end && end > noun.start) &&
      !(word.length > 2 ? holdsText(held, word) || held.loose.includes(stem) : holdsWord(held, word)) &&
      (isName || word.length < 3 || (!known.has(stem) && !isPlainWord(word) && !VERBISH.test(word)));
    for (const token of tokenise(text))
      if (!isTimed(token.start) && counts(token))
        unused.push({ start: token.start, text: text.slice(token.start, token.end) });
    for (const { 1: beside = '', 2: named = '', index } of text.matchAll(BESIDE_NAME))
      if (holdsText(held, named) && !holdsText(held, beside)) unused.push({ start: index, text: beside });
    const [, list = ''] = LAST_VALUES.exec(text) ?? [];
    const values = SETS.test(text) ? list.split(/\s*,\s*(?:and\s+)?|\s+and\s+/) : [];
    for (const value of values.filter((each) => each !== '' && !holdsText(held, each)))
      if (!unused.some((each) => each.text === value)) unused.push({ start: text.length, text: value });
  }
  return [...unused, ...timed].sort((a, b) => a.start - b.start).map((each) => each.text);
}
