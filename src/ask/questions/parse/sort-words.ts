import type { Tag } from '../../language/lexicon/lexicon.ts';
import { hasTag, type TaggedWord } from '../../language/tagged-words.ts';
import { SUPERLATIVES } from './comparison-words.ts';

/** An order that the answer is wanted in: "slowest first", "sorted by name", "descending". */
export interface SortWish {
  /** What is ordered by, as far as function words say it: `stated` is the number that a superlative or a noun names. */
  readonly by: 'name' | 'count' | 'time' | 'stated' | null;
  /** The superlative of "slowest first"; null without one. */
  readonly tag: Tag | null;
  /** Null where the words do not say. */
  readonly descending: boolean | null;
  /** The first word of the noun that is ordered by, as in "sorted by duration"; null without one. */
  readonly noun: number | null;
  /** The noun may also be what is grouped by: no other word asks for groups or records. */
  readonly isCue: boolean;
  /** The words that say so, without the noun. */
  readonly words: readonly number[];
}

const ASCENDING =
  /^(?:asc|ascending|aufsteigend(?:e[nrms]?)?|croissante?s?|ascendentes?|crescentes?|(?:升序|正序|从小到大|从低到高).?)$/;
const DESCENDING =
  /^(?:desc|descending|absteigend(?:e[nrms]?)?|decroissante?s?|descendentes?|decrescentes?|(?:降序|倒序|从大到小|从高到低).?)$/;
const MONOTONE = /^(increasing|decreasing)$/;
const ALPHABETICAL =
  /^(?:alphabetical(?:ly)?|alphabetisch(?:e[nrms]?)?|alphabetiques?|alphabetiquement|alfabetic[oa]s?|alfabeticamente|a-z|字母|字母顺序)$/;
const SORTED =
  /^(?:sort|sorted|sorting|ordered|order|arranged|ranked|ranking|sortiert|sortiere|geordnet|trie|tries|triee|triees|classe|classes|ordenad[oa]s?|ordenar|ordena|排序|排列)$/;
const SEQUENCE = /^(?:order|reihenfolge|ordre|orden|ordem|顺序|排序|排列)$/;
const BY = /^(?:by|nach|par|por|按|按照)$/;
const CHINESE_BY = /^(?:按|按照)$/;
const NAME = /^(?:names?|namen?|noms?|nombres?|nomes?|名称|名字)$/;
const COUNT =
  /^(?:counts?|number|frequency|occurrences?|total|anzahl|haufigkeit|nombre|frequence|numero|cantidad|frecuencia|quantidade|frequencia|数量|次数|总数)$/;
const TIME = /^(?:time|date|timestamp|zeit|datum|zeitstempel|heure|horodatage|fecha|hora|data|时间)$/;
const FIRST = /^(?:first|zuerst|abord|premiers?|premieres?|primer[oa]s?|primeir[oa]s?|优先|在前|排前|前)$/;
/** Words between a superlative and "first" that say nothing. */
const LINK = /^(?:en|d|em|de|the|in|在|排)$/;
const MOST_NOUN = 2;

const LOW = /^(?:low|lowest|least|smallest|fewest|small|cheapest|fastest|shortest|min)$/;
const HIGH = /^(?:high|highest|most|largest|biggest|large|dearest|slowest|longest|max)$/;

/** "least to most", "from high to low": whether it descends; null where the words say no such thing. */
function spanWish(words: readonly TaggedWord[], at: number): boolean | null {
  const [low = '', to = '', high = ''] = words.slice(at, at + 3).map(({ folded }) => folded);
  if (to !== 'to') return null;
  return LOW.test(low) && HIGH.test(high) ? false : HIGH.test(low) && LOW.test(high) ? true : null;
}

type Is = (at: number, ...tags: Tag[]) => boolean;

/** "slowest first", "highest revenue first", "älteste zuerst", and "primero los más lentos". */
function firstWish(words: readonly TaggedWord[], is: Is): SortWish | null {
  for (const [at, word] of words.entries()) {
    if (!FIRST.test(word.folded) || word.kind !== 'word') continue;
    const next = words[at + 1];
    const isLast =
      next === undefined ||
      next.kind === 'symbol' ||
      hasTag(next, 'preposition', 't:in', 't:last', 't:today');
    for (let back = 1; isLast && back <= MOST_NOUN + 2; back++) {
      const start = at - back;
      const found = SUPERLATIVES.find(([tag]) => tag !== 'top' && tag !== 'bottom' && is(start, tag));
      const isMin = is(start, 'min');
      if (!found && !isMin && !is(start, 'max')) continue;
      const from = words[start]?.phrase[0] ?? start;
      const end = (words[start]?.phrase[1] ?? start) + 1;
      const between = words.slice(end, at).filter(({ folded }) => !LINK.test(folded));
      if (between.some((each) => each.kind !== 'word' || each.meanings.length > 0)) break;
      const noun = between[0]?.index ?? null;
      // "most common reason first": the reasons are counted, as the superlative says itself.
      const isFrequent = noun !== null && (found?.[0] === 'most' || found?.[0] === 'least');
      if (isFrequent)
        return {
          by: 'count',
          tag: null,
          descending: found?.[1] ?? true,
          noun: null,
          isCue: false,
          words: [at],
        };
      const nouns = new Set(between.map(({ index }) => index));
      const all = Array.from({ length: at - from + 1 }, (_, index) => from + index);
      return {
        by: found && (found[0] === 'newest' || found[0] === 'oldest') ? 'time' : 'stated',
        tag: found?.[0] ?? (isMin ? 'min' : 'max'),
        descending: found ? found[1] : !isMin,
        noun,
        isCue: false,
        words: all.filter((index) => !nouns.has(index)),
      };
    }
  }
  return null;
}

const OF = /^(?:of|von|der|des?|del?|do|da)$/;

/** "by total downtime", "by number of pieces": a measure of what follows, by which groups are ordered anyway. */
function isTotalOf(words: readonly TaggedWord[], at: number, isFree: (at: number) => boolean): boolean {
  const past = (words[at]?.phrase[1] ?? at) + 1;
  const noun = OF.test(words[past]?.folded ?? '') ? past + 1 : past;
  return (
    (COUNT.test(words[at]?.folded ?? '') || hasTag(words[at], 'sum', 'count')) &&
    isFree(noun) &&
    words[noun]?.kind === 'word' &&
    words[noun]?.meanings.length === 0
  );
}

/** The order that words ask the answer to be in; null where they ask for none. */
export function sortIn(
  words: readonly TaggedWord[],
  is: Is,
  isTaken: (at: number) => boolean,
): SortWish | null {
  const first = firstWish(words, is);
  if (first) return first;
  const taken: number[] = [];
  let by: SortWish['by'] = null;
  let descending: boolean | null = null;
  let noun: number | null = null;
  let isCue = false;
  const isFree = (at: number) => words[at] !== undefined && !isTaken(at);
  for (const { index: at, folded, kind } of words) {
    if (isTaken(at) || kind !== 'word') continue;
    const isSequence = SEQUENCE.test(words[at + 1]?.folded ?? '');
    const spanned = spanWish(words, at);
    const [monotone] = isSequence ? (MONOTONE.exec(folded) ?? []) : [];
    if (spanned !== null) {
      descending = spanned;
      taken.push(at + 1, at + 2);
    } else if (ASCENDING.test(folded) || monotone === 'increasing') descending = false;
    else if (DESCENDING.test(folded) || monotone === 'decreasing') descending = true;
    else if (ALPHABETICAL.test(folded)) by = 'name';
    else if (BY.test(folded) && isFree(at + 1)) {
      // "order by country" may be of orders; with a thing before it, it is how the things are sorted.
      const isOrders =
        words[at - 1]?.folded === 'order' &&
        !words.slice(0, at - 1).some((word) => word.kind === 'word' && word.meanings.length === 0);
      const isSorted =
        (SORTED.test(words[at - 1]?.folded ?? '') && !isOrders) ||
        (CHINESE_BY.test(folded) && SORTED.test(words[at + 2]?.folded ?? ''));
      const isSecond = words.slice(0, at - 1).some((word) => hasTag(word, 'by', 'which', 'top', 'each'));
      const next = words[at + 1]?.folded ?? '';
      if (isSecond && isTotalOf(words, at + 1, isFree)) {
        if (isSorted) taken.push(at - 1);
        continue;
      }
      if (!isSorted && !(isSecond && (NAME.test(next) || COUNT.test(next)))) continue;
      const isPlain = isSecond || words.some((word) => hasTag(word, 'show', 'records'));
      const lead = SORTED.test(words[at - 1]?.folded ?? '') ? [at - 1, at] : [at];
      if (NAME.test(next)) by = 'name';
      else if (TIME.test(next)) by = 'time';
      else if (COUNT.test(next) || is(at + 1, 'count')) by = 'count';
      else {
        by = 'stated';
        noun = at + 1;
        while (is(noun, 'stop word')) noun += 1;
        isCue = !isPlain;
      }
      const named = noun === null ? (words[at + 1]?.phrase[1] ?? at) : at;
      taken.push(...lead, ...Array.from({ length: named - at }, (_, index) => at + 1 + index));
      continue;
    } else continue;
    taken.push(at);
    const after = words[at + 1]?.folded ?? '';
    if (SEQUENCE.test(after) || SORTED.test(after)) taken.push(at + 1);
    for (let before = at - 1; before >= 0; before--) {
      const { folded: lead = '' } = words[before] ?? {};
      const isLead =
        SORTED.test(lead) || SEQUENCE.test(lead) || /^(?:in|from|en|em|par|por|按|以)$/.test(lead);
      if (!isLead || isTaken(before)) break;
      taken.push(before);
    }
  }
  if (taken.length === 0) return null;
  return { by, tag: null, descending, noun, isCue, words: [...new Set(taken)].sort((a, b) => a - b) };
}
