import { ENGLISH_COUNT, englishCount } from '../../language/lexicon/number-words.ts';
import type { Arguments, JsonSchema, ToolRow } from '../../../contract/tool.ts';
import { isPlainWord } from '../text/plain-words.ts';
import { findSpans, type Span } from '../text/spans.ts';
import { isWord, stemOf, tidy, type Token, tokenise } from '../text/words.ts';
import { withoutConfirmationWaiver } from './doubts.ts';
import { nounsIn } from './kinds.ts';

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
  const unused: Array<{ start: number; text: string }> = spans
    .filter((span) => !VERSION.test(span.text) && !holdsSpan(held, span, takesTime))
    .map(({ start, end }) => ({ start, text: text.slice(start, end) }));
  if (isWhole) {
    const known = new Set(calls.flatMap((call) => [...vocabularyOf(call)]));
    const nouns = nounsIn(text);
    const counts = ({ text: word, span, stem, start, end, isName }: Token) =>
      span === null &&
      isWord(word) &&
      word.length > 2 &&
      !nouns.some((noun) => start < noun.end && end > noun.start) &&
      !holdsText(held, word) &&
      !held.loose.includes(stem) &&
      (isName || (!known.has(stem) && !isPlainWord(word) && !VERBISH.test(word)));
    for (const token of tokenise(text))
      if (counts(token)) unused.push({ start: token.start, text: text.slice(token.start, token.end) });
    const [, value] = /\b(?:to|as)\s+([\p{L}\w-]+)\s*$/iu.exec(text) ?? [];
    if (
      value !== undefined &&
      /^\W*(?:\w+\s+){0,3}?(?:set|change|make|update)\b/i.test(text) &&
      !holdsText(held, value) &&
      !unused.some((each) => each.text === value)
    )
      unused.push({ start: text.length, text: value });
  }
  return unused.sort((a, b) => a.start - b.start).map((each) => each.text);
}
