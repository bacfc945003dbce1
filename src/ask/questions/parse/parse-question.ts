import type { TimeContext } from '../../../call/arguments/times.ts';
import type { Language, Tag } from '../../language/lexicon/lexicon.ts';
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
import {
  isComparative,
  type NumberCondition,
  OPERATORS,
  operatorBefore,
  SUPERLATIVES,
  type Superlative,
  SYMBOLS,
} from './comparison-words.ts';
import { agentsIn } from './agents.ts';
import { detailsAt, timesAmongParts } from './details.ts';
import { limitIn } from './limit.ts';
import { listedBucket, peakWidth } from './listed-bucket.ts';
import type { MeasureWord } from './measure-word.ts';
import { negationsIn } from './negations.ts';
import { withoutPreamble } from './preamble.ts';
import { quantityAt } from './quantities.ts';
import { type SortWish, sortIn } from './sort-words.ts';
import { spellOut } from './spell-out.ts';
import { unitAsked, unitDenied } from './unit-asked.ts';

/** Words that announce groups: `by`, `per`, `which`, `who`, `top`. */
export interface GroupCue {
  readonly kind: 'by' | 'each' | 'which' | 'who' | 'top' | 'superlative';
  /** The word after the cue, and the first after it that is no filler. */
  readonly after: number;
  readonly next: number;
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
  /** The order that the answer is wanted in; null where none is stated. */
  readonly sort: SortWish | null;
  /** The request is a question that is answered with yes or no. */
  readonly isYesOrNo: boolean;
  /** First word of a clause that asks for more of the same record; null without one. */
  readonly details: number | null;
  /** The answer is wanted in percent. */
  readonly inPercent: boolean;
  /** The unit that the answer is wanted in, such as `gb`, as written; null where none is said. */
  readonly answerUnit: string | null;
  has(tag: Tag): boolean;
}

const YES_OR_NO =
  /^[¿\s]*(?:(?:and |so |hey |ok )?(?:did|do|does|is|are|was|were|has|have|had|can|could|if|whether)|hat|haben|ist|sind|war|waren|wurde|wurden|gab|gibt|kam|kamen|kommt|kommen|laeuft|läuft|est-ce|y[ -]?(?:en )?a(?:[ -]t)?[ -]il|y a|avons|ont|ha|han|hubo|está|esta|houve|foi|foram|tem|alguém|alguien|algún|alguna?|algum|alguma|teve|tivemos|ocorreu|tuvimos|tenemos|temos|jemand|quelqu.un|有人|有没有|是否)(?![\p{L}])/iu;

/** What takes, or may take, so long. */
const LASTS =
  /^(?:wait(?:s|ed|ing)?|took|takes?|taking|lasts?|lasted|lasting|held|open|ran|running|pending|stuck|queued|idle|delayed|late|offline|down)$/;

const LEVEL = /^(?:levels?|severity)$/;
/** "ratings given by clients": who did it, and no group. */
const GIVEN = /^(?:given|left|made|written|done)$/;
const PEOPLE = /^(?:people|persons?|leute|personen|personnes?|personas?|gente|pessoas?)$/;

/** "who waited over 2 hours": no time range, but a limit. */
const isLimit = ({ kind, from }: StatedRange, words: readonly TaggedWord[]) =>
  kind === 'length' && hasTag(words[from], 'more than') && LASTS.test(words[from - 1]?.folded ?? '');

/** Parse a question. Without `language`, the language is detected. */
export function parseQuestion(
  asked: string,
  context: TimeContext,
  language: Language | null = null,
): ParsedQuestion {
  const request = withoutPreamble(asked);
  const marked = tagWords(spellOut(request), language);
  const { words, language: spoken } = marked;
  const { ranges, bucket: bucketWords } = readTimes(marked, context);
  const times = ranges.filter((range) => !isLimit(range, words));
  const { perSecond } = bucketWords;
  const listed = bucketWords.bucket === null ? listedBucket(words) : null;
  const peak = bucketWords.bucket === null && listed === null ? peakWidth(words) : null;
  const bucket = bucketWords.bucket ?? listed?.bucket ?? peak?.bucket ?? null;
  const taken = new Set<number>(bucketWords.taken);
  const take = (from: number, to = from) => {
    for (let index = from; index <= to; index++) taken.add(index);
  };
  // "against yesterday": the word that compares is no part of the time.
  for (const { from, to } of times) take(hasTag(words[from], 'versus') ? from + 1 : from, to);
  // "the last 3h vs the same 3h yesterday"
  words.forEach((word, at) => {
    const isSame = /^(?:same|gleichen|selben|memes?|mismas?|mismos|mesmas?)$/.test(
      words[at - 1]?.folded ?? '',
    );
    if (!isSame || taken.has(at) || word.kind !== 'number' || times.length < 2) return;
    take(at, word.unit === undefined && unitIn(words[at + 1]) !== null ? at + 1 : at);
  });
  if (listed) take(listed.at);
  if (peak) take(peak.from, peak.to);
  for (const at of agentsIn(words)) take(at);
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
  if (details !== null) for (const at of timesAmongParts(words, details)) take(at);
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
    /^(ms|milliseconds?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days|tb|mb|gb|kb|megabytes?|gigabytes?|terabytes?|bytes|percent|%|pct|degrees|celsius|kwh|wh|mwh|kw|mw|km|kilomet(?:er|re)s?|met(?:er|re)s|miles|kg|tons|tonnes|sekunden|millisekunden|minuten|stunden|prozent|tagen|kilometern?|metern?|secondes|heures|segundos|minutos|horas|minutes|kilometres|kilometros|quilometros|metros)$/;
  let inPercent = false;
  let answerUnit: string | null = null;
  words.forEach((word, at) => {
    const before = words[at - 1];
    if (
      !taken.has(at) &&
      ANSWER_UNITS.test(word.folded) &&
      before &&
      /^(in|en|em|als|as)$/.test(before.folded) &&
      !taken.has(at - 1) &&
      // "as pct of all": a share.
      words[at + 1]?.folded !== 'of'
    ) {
      take(at - 1, at);
      if (/^(percent|%|pct|prozent)$/.test(word.folded)) inPercent = true;
      else answerUnit = word.folded;
    }
  });

  const denied = unitDenied(words);
  if (denied) take(denied.from, denied.to);
  const sort = sortIn(words, is, (at) => taken.has(at));
  for (const at of sort?.words ?? []) if (!sort?.isCue || !hasTag(words[at], 'by')) take(at);

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
    // The "a" of "a second" is a number.
    const isSpoken = quantityAt(words, past(at)) !== null;
    const first = symbol !== undefined ? at + 1 : isSpoken ? past(at) : skip(past(at), 2);
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
      operator: symbol ?? operatorBefore(word, (operator as (typeof OPERATORS)[number])[1]),
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
  });
  // 最低温度是多少: beside another measure it only asks.
  const other = spoken === 'zh' && measures.some(({ kind }) => kind !== 'how much');
  const idle = measures.findIndex(({ kind }) => kind === 'how much');
  if (other && idle >= 0) measures.splice(idle, 1);
  const unit = unitAsked(measures, words);
  if (unit !== null) take(unit.from, unit.to);
  // "median and worst": the worst of the same.
  const isWorst = (at: number) =>
    words[at]?.folded === 'worst' &&
    hasTag(words[at - 1], 'and') &&
    measures.some((measure) => (words[measure.at]?.phrase[1] ?? 0) === at - 2);
  words.forEach((_, at) => {
    if (!taken.has(at) && isWorst(at)) measures.push({ kind: 'max', at });
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

  const negations = negationsIn({
    request: marked.request,
    words,
    isContent: (at) => words[at] !== undefined && isContentWord({ taken }, words[at]),
    isNot: (at) => is(at, 'not') && starts(at),
    afterPhrase: (at) => skip(past(at), 4),
  });
  for (const at of negations.behind) take(at);
  const found = SUPERLATIVES.flatMap(([tag, descending]) =>
    words.flatMap((_, at): Superlative[] => (is(at, tag) && starts(at) ? [{ tag, descending, at }] : [])),
  ).filter(({ tag, at }) => !(tag === 'top' && !isTop(at)) && !isWorst(at));
  function isTop(at: number) {
    return words[at]?.folded !== 'first' || limit !== null;
  }
  const superlative =
    found.find(({ tag }) => tag !== 'top' && tag !== 'bottom' && tag !== 'newest' && tag !== 'oldest') ??
    found[0] ??
    null;

  // "which people" are who.
  const isWho = (at: number) => is(at, 'which') && PEOPLE.test(words[past(at)]?.folded ?? '');
  const cues = words.flatMap((word, at): GroupCue[] => {
    if (taken.has(at) || !starts(at)) return [];
    // The level of "by level" is a field, and no filler.
    const next = LEVEL.test(words[past(at)]?.folded ?? '') ? past(at) : skip(past(at));
    if (is(at, 'by') && GIVEN.test(words[at - 1]?.folded ?? '')) return [];
    if (is(at, 'by')) return [{ kind: 'by', after: past(at), next }];
    if (is(at, 'each')) return [{ kind: 'each', after: past(at), next }];
    if (isWho(at)) return [{ kind: 'who', after: past(at), next: at }];
    // French "qui" asks at the beginning, and relates after a noun.
    if (is(at, 'who') && (at === 0 || !is(at, 'stop word'))) return [{ kind: 'who', after: at, next: at }];
    if (is(at, 'which'))
      return / (is|was|are|were|e|es|est|foi|fue)$|什么/.test(
        words
          .slice(at, past(at))
          .map(({ folded }) => folded)
          .join(' '),
      )
        ? []
        : [
            {
              kind: 'which',
              after: past(at),
              next: taken.has(next) && first?.at === next ? skip(next + 1) : next,
            },
          ];
    if (is(at, 'top', 'bottom'))
      return [{ kind: 'top', after: past(at), next: skip(taken.has(past(at)) ? past(at) + 1 : past(at)) }];
    if (SUPERLATIVES.some(([tag]) => is(at, tag)) && word.kind === 'word' && !isWorst(at))
      return [
        {
          kind: 'superlative',
          after: past(at),
          next: skip(taken.has(past(at)) ? past(at) + 1 : past(at), 2),
        },
      ];
    return [];
  });

  const tags = new Set<Tag>(
    words.flatMap(({ meanings }, at) =>
      taken.has(at) || at >= (details ?? words.length)
        ? []
        : meanings.flatMap((meaning) => ('tag' in meaning ? [meaning.tag] : [])),
    ),
  );
  // "higher than yesterday": a comparison with a time.
  const isThan = times.some(({ from }) => isComparative(words[from - 1]) && !taken.has(from - 1));
  if (isThan) tags.add('than');
  if (words.some((_, at) => isWho(at))) tags.add('who');
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
    negations: negations.starts,
    cues,
    superlative,
    sort,
    isYesOrNo,
    details,
    inPercent,
    answerUnit,
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
