import type { TimeContext } from '../../../call/arguments/times.ts';
import type { Language, Tag } from '../../language/lexicon/lexicon.ts';
import { joinLoginVerbs, joinPhrasalVerbs } from '../../language/phrasal-verbs.ts';
import {
  hasTag,
  numberIn,
  type TaggedRequest,
  type TaggedWord,
  tagWords,
  unitIn,
} from '../../language/tagged-words.ts';
import type { StatedRange } from '../../language/time/stated-range.ts';
import { readTimes } from '../../language/time/read-times.ts';
import { detailsAt } from './details.ts';
import { limitIn } from './limit.ts';
import { type Quantity, quantityAt } from './quantities.ts';

/** A measure that words ask for, before it is known which field it is of. */
export type MeasureWord =
  | 'count'
  | 'sum'
  | 'average'
  | 'median'
  | 'max'
  | 'min'
  | 'stddev'
  | 'percentile'
  | 'distinct'
  | 'ratio'
  | 'rate'
  | 'how much'
  | 'how long';

/** A comparison with a number: `over 2 s`, `between 10 and 20`. */
export interface NumberCondition {
  readonly operator: '>' | '>=' | '<' | '<=' | '=' | '!=' | 'between';
  readonly quantity: Quantity;
  readonly upTo: Quantity | null;
  /** The words say that it is about how long something took. */
  readonly isDuration: boolean;
  readonly from: number;
  readonly to: number;
}

/** Words that announce groups: `by`, `per`, `which`, `who`, `top`. */
export interface GroupCue {
  readonly kind: 'by' | 'each' | 'which' | 'who' | 'top' | 'superlative';
  /** The word after the cue. */
  readonly next: number;
}

/** An order that words ask for: `most`, `slowest`, `newest`. */
export interface Superlative {
  readonly tag: Tag;
  readonly descending: boolean;
  readonly at: number;
}

/** What a question says by its words alone, before any stream is read. Positions are indexes of words. */
export interface ParsedQuestion extends TaggedRequest {
  readonly times: readonly StatedRange[];
  /** Words that a time, a number or a function takes. */
  readonly taken: ReadonlySet<number>;
  readonly measures: ReadonlyArray<{
    readonly kind: MeasureWord;
    readonly at: number;
    readonly share?: number;
  }>;
  /** As SQL takes it; `auto` for "over time". */
  readonly bucket: string | null;
  /** "per second": a rate. */
  readonly perSecond: boolean;
  readonly limit: number | null;
  readonly conditions: readonly NumberCondition[];
  /** First word of what is negated. */
  readonly negations: readonly number[];
  readonly cues: readonly GroupCue[];
  readonly superlative: Superlative | null;
  /** The request is a question that is answered with yes or no. */
  readonly isYesOrNo: boolean;
  /** First word of a clause that asks for more of the same record; null without one. */
  readonly details: number | null;
  /** The answer is wanted in percent. */
  readonly inPercent: boolean;
  has(tag: Tag): boolean;
}

const OPERATORS: ReadonlyArray<readonly [Tag, NumberCondition['operator'], boolean]> = [
  ['slower than', '>', true],
  ['faster than', '<', true],
  ['at least', '>=', false],
  ['at most', '<=', false],
  ['more than', '>', false],
  ['less than', '<', false],
];

const SUPERLATIVES: ReadonlyArray<readonly [Tag, boolean]> = [
  ['slowest', true],
  ['fastest', false],
  ['dearest', true],
  ['cheapest', false],
  ['largest', true],
  ['smallest', false],
  ['busiest', true],
  ['most', true],
  ['least', false],
  ['top', true],
  ['bottom', false],
  ['newest', true],
  ['oldest', false],
];

const SYMBOLS: Readonly<Record<string, NumberCondition['operator']>> = {
  '>': '>',
  '>=': '>=',
  '≥': '>=',
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
  '≠': '!=',
};

/** `non-200` is "not" and 200. */
const splitNegation = (request: string) =>
  joinLoginVerbs(joinPhrasalVerbs(request))
    .replaceAll(/(?<=\b[kmg])(?:bit|b)\/s\b/giu, 'bps')
    .replaceAll(/\b(?:us|american) dollars?\b/giu, 'usd')
    .replaceAll(/\bswedish (?:kron(?:or|a|er))\b/giu, 'sek')
    .replaceAll(/\bdanish (?:kron(?:or|e|er))\b/giu, 'dkk')
    .replaceAll(/\bnorwegian (?:kron(?:or|e|er))\b/giu, 'nok')
    .replaceAll(/(?<=\p{L}{3})\/(?:s|sec|second)\b/giu, ' per second')
    .replaceAll(/(?<=\p{L}{3})\/(?:m|min|minute)\b/giu, ' per minute')
    .replaceAll(/(?<=\p{L}{3})\/(?:h|hr|hour)\b/giu, ' per hour')
    .replaceAll(/\bnon[- ](?=[\w])/giu, 'not ')
    .replaceAll(/(?<=\s)!(?=\w)/g, 'not ');

const YES_OR_NO =
  /^(?:(?:and |so |hey |ok )?(?:did|do|does|is|are|was|were|has|have|had|can|could)|hat|haben|ist|sind|war|waren|wurde|wurden|gab|gibt|kam|kamen|kommt|kommen|laeuft|läuft|est-ce|ya-t-il|avons|ont|ha|han|hubo|está|esta|houve|foi|foram|tem)\b/i;

/** Parse a question. Without `language`, the language is detected. */
export function parseQuestion(
  request: string,
  context: TimeContext,
  language: Language | null = null,
): ParsedQuestion {
  const marked = tagWords(splitNegation(request), language);
  const { words, language: spoken } = marked;
  const { ranges: times, bucket: bucketWords } = readTimes(marked, context);
  const { bucket, perSecond } = bucketWords;
  const taken = new Set<number>(bucketWords.taken);
  const take = (from: number, to = from) => {
    for (let index = from; index <= to; index++) taken.add(index);
  };
  for (const { from, to } of times) take(from, to);
  // "against the 24h before": the period before the one that is stated.
  words.forEach((word, at) => {
    const isLength = word.kind === 'number' && (word.unit !== undefined || unitIn(words[at + 1]) !== null);
    const next = word.unit !== undefined ? at + 1 : at + 2;
    if (times.length > 0 && isLength && !taken.has(at) && hasTag(words[next], 't:before')) take(at, next - 1);
  });
  const isYesOrNo = YES_OR_NO.test(request.trim());
  const details = detailsAt(
    marked.request,
    words.map((word) => (taken.has(word.index) ? { ...word, meanings: [], kind: 'number' } : word)),
    isYesOrNo,
  );
  const is = (at: number, ...tags: Tag[]) =>
    !taken.has(at) && at < (details ?? words.length) && hasTag(words[at], ...tags);
  const past = (at: number) => (words[at]?.phrase[1] ?? at) + 1;
  const isFiller = (at: number) =>
    !taken.has(at) && hasTag(words[at], 'stop word', 'preposition') && words[at]?.kind !== 'number';
  const skip = (at: number, most = 3) => {
    let index = at;
    while (index - at < most && isFiller(index)) index += 1;
    return index;
  };
  const starts = (at: number) => words[at]?.phrase[0] === at;

  // "in ms", "in MB": the unit of the answer.
  const ANSWER_UNITS =
    /^(ms|milliseconds?|seconds?|secs?|minutes?|hours?|mb|gb|kb|megabytes?|gigabytes?|bytes|percent|%|pct|degrees|celsius|kwh|kw|mw|sekunden|millisekunden|minuten|stunden|prozent|secondes|segundos|minutos|horas)$/;
  let inPercent = false;
  words.forEach((word, at) => {
    const before = words[at - 1];
    if (
      !taken.has(at) &&
      ANSWER_UNITS.test(word.folded) &&
      before &&
      /^(in|en|em|als|as)$/.test(before.folded) &&
      !taken.has(at - 1)
    ) {
      take(at - 1, at);
      if (/^(percent|%|pct|prozent)$/.test(word.folded)) inPercent = true;
    }
  });

  const conditions: NumberCondition[] = [];
  words.forEach((word, at) => {
    if (taken.has(at) || !starts(at)) return;
    const symbol = word.kind === 'symbol' ? SYMBOLS[word.folded] : undefined;
    if (is(at, 'between')) {
      const first = skip(past(at), 2);
      const low = quantityAt(words, first);
      const link = first + (low?.length ?? 0);
      const isAnd =
        low &&
        (is(link, 'and') || /^\s?[-–]$/.test(words[link]?.text ?? '') || hasTag(words[link], 't:until'));
      const high = isAnd ? quantityAt(words, past(link)) : null;
      if (low && high && !taken.has(first)) {
        const to = past(link) + high.length - 1;
        const scale =
          low.of === 'plain' && high.of !== 'plain' ? high.value / Number(words[past(link)]?.value ?? 1) : 1;
        conditions.push({
          operator: 'between',
          quantity: { ...low, value: low.value * scale, of: high.of },
          upTo: high,
          isDuration: false,
          from: at,
          to,
        });
        take(at, to);
      }
      return;
    }
    const operator = OPERATORS.find(([tag]) => is(at, tag));
    if (!operator && symbol === undefined) return;
    const first = symbol === undefined ? skip(past(at), 2) : at + 1;
    const quantity = taken.has(first) ? null : quantityAt(words, first);
    const before = quantity === null && operator ? quantityAt(words, at - 1) : null;
    // "500 or more"
    if (
      before &&
      operator &&
      /^(?:(?:or|and|oder|ou|o)(?![a-z])|以上|以下|不到)/.test(word.folded) &&
      !taken.has(at - 1)
    ) {
      const isChinese = /^(以上|以下)/.test(word.folded);
      conditions.push({
        operator: isChinese ? (word.folded.startsWith('以上') ? '>' : '<') : operator[1],
        quantity: before,
        upTo: null,
        isDuration: operator[2],
        from: at - 1,
        to: past(at) - 1,
      });
      take(at - 1, past(at) - 1);
      return;
    }
    if (!quantity) return;
    const to = first + quantity.length - 1;
    conditions.push({
      operator: symbol ?? (operator as (typeof OPERATORS)[number])[1],
      quantity,
      upTo: null,
      isDuration: operator?.[2] ?? false,
      from: at,
      to,
    });
    take(at, to);
  });

  const first = limitIn(words, { is, past, isFiller, isTaken: (at) => taken.has(at), language: spoken });
  if (first) take(first.at);
  const limit = first?.limit ?? null;

  const measures: Array<{ kind: MeasureWord; at: number; share?: number }> = [];
  const MEASURES: readonly MeasureWord[] = [
    'count',
    'sum',
    'average',
    'median',
    'max',
    'min',
    'stddev',
    'distinct',
    'ratio',
    'rate',
    'how much',
    'how long',
  ];
  words.forEach((word, at) => {
    if (taken.has(at) || !starts(at)) return;
    if (word.kind === 'percentile') measures.push({ kind: 'percentile', at, share: word.value ?? 0.5 });
    for (const kind of MEASURES) if (is(at, kind as Tag)) measures.push({ kind, at });
    if (/ rate$/.test(word.forms[0] ?? '')) measures.push({ kind: 'ratio', at });
  });
  // "on average and at most"
  words.forEach((_, at) => {
    if (!starts(at) || measures.length === 0) return;
    if (numberIn(words[past(at)]) !== null) return;
    if (is(at, 'at most')) measures.push({ kind: 'max', at });
    if (is(at, 'at least')) measures.push({ kind: 'min', at });
  });
  // "how much of X is Y, in %"
  const part = measures.find(({ kind, at }) => kind === 'how much' && words[past(at)]?.folded === 'of');
  if (part && words.some(({ folded }) => /^(%|percent|pct|percentage)$/.test(folded)))
    measures.push({ kind: 'ratio', at: part.at });

  const negations = words.flatMap((_, at) => (is(at, 'not') && starts(at) ? [skip(past(at), 4)] : []));
  const found = SUPERLATIVES.flatMap(([tag, descending]) =>
    words.flatMap((_, at): Superlative[] => (is(at, tag) && starts(at) ? [{ tag, descending, at }] : [])),
  ).filter(({ tag, at }) => !(tag === 'top' && !isTop(at)));
  function isTop(at: number) {
    return words[at]?.folded !== 'first' || limit !== null;
  }
  const superlative =
    found.find(({ tag }) => tag !== 'top' && tag !== 'bottom' && tag !== 'newest' && tag !== 'oldest') ??
    found[0] ??
    null;

  const cues = words.flatMap((word, at): GroupCue[] => {
    if (taken.has(at) || !starts(at)) return [];
    const next = skip(past(at));
    if (is(at, 'by')) return [{ kind: 'by', next }];
    if (is(at, 'each')) return [{ kind: 'each', next }];
    if (is(at, 'who') && !is(at, 'stop word')) return [{ kind: 'who', next: at }];
    if (is(at, 'which'))
      return / (is|was|are|were)\b|什么/.test(
        words
          .slice(at, past(at))
          .map(({ folded }) => folded)
          .join(' '),
      )
        ? []
        : [{ kind: 'which', next }];
    if (is(at, 'top', 'bottom'))
      return [{ kind: 'top', next: skip(taken.has(past(at)) ? past(at) + 1 : past(at)) }];
    if (SUPERLATIVES.some(([tag]) => is(at, tag)) && word.kind === 'word')
      return [{ kind: 'superlative', next: skip(taken.has(past(at)) ? past(at) + 1 : past(at), 2) }];
    return [];
  });

  const tags = new Set<Tag>(
    words.flatMap(({ meanings }, at) =>
      taken.has(at) || at >= (details ?? words.length)
        ? []
        : meanings.flatMap((meaning) => ('tag' in meaning ? [meaning.tag] : [])),
    ),
  );
  return {
    ...marked,
    request,
    times,
    taken,
    measures,
    bucket,
    perSecond,
    limit,
    conditions,
    negations,
    cues,
    superlative,
    isYesOrNo,
    details,
    inPercent,
    has: (tag) => tags.has(tag),
  };
}

/** Words of questions about streams themselves; in all others they are content. */
const DATA_TAGS: ReadonlySet<Tag> = new Set(['storage', 'retention']);

/** Whether a word is content: nothing of the language, and not taken by a time or a number. */
export const isContentWord = ({ taken }: Pick<ParsedQuestion, 'taken'>, word: TaggedWord): boolean =>
  !taken.has(word.index) &&
  word.kind !== 'symbol' &&
  word.kind !== 'percentile' &&
  (word.meanings.length === 0 ||
    word.meanings.every((meaning) => 'tag' in meaning && DATA_TAGS.has(meaning.tag)) ||
    word.kind === 'quoted' ||
    word.kind === 'id' ||
    word.kind === 'number' ||
    word.meanings.every((meaning) => !('tag' in meaning) && !('number' in meaning) && !('unit' in meaning)));
