import type { StreamEntry } from '../../data/dictionary.ts';
import { meaningsOf, partsOf } from '../../data/fields/name-parts.ts';
import type { Role } from '../../data/fields/field.ts';
import { BYTES_PER, US_PER } from '../../data/fields/unit-sizes.ts';
import { isUnitWord } from '../../data/fields/units.ts';
import { translationsOf, vocabularyFor } from '../../language/vocabulary.ts';
import { splitIntoParts, stemOf } from '../../language/word-forms.ts';
import { areSynonyms, rolesFor } from './concepts.ts';

const GENERIC: ReadonlySet<string> = new Set(
  'total bucket sum count http server current gauge number value'.split(' ').map(stemOf),
);

/** What a metric says it measures, ready to be compared with words. */
export interface MetricNames {
  /** The telling parts of its name, each as the stems of all that it may mean. */
  readonly parts: ReadonlyArray<ReadonlySet<string>>;
  /** Parts that are written together of words that no table has. */
  readonly together: readonly string[];
  /** Stems of its help, in English too. */
  readonly help: ReadonlySet<string>;
  /** What its unit says that its values are, such as a duration; null for no such thing. */
  readonly of: Role | null;
}

function roleOf(unit: string | null): Role | null {
  if (unit === null) return null;
  if (unit in US_PER) return 'duration';
  if (unit in BYTES_PER) return 'bytes';
  return unit === 'percent' || unit === 'fraction' ? 'percentage' : null;
}

const isFunctionWord = (word: string) =>
  vocabularyFor('en')
    .phrases.get(word)
    ?.some(
      ({ words, meanings }) =>
        words.length === 1 &&
        meanings.some(
          (meaning) =>
            'tag' in meaning && ['stop word', 'preposition', 'by', 'and', 'or', 'not'].includes(meaning.tag),
        ),
    ) ?? false;

/** Shortest words that a name written together is searched for. */
const LEAST_LETTERS = 4;
const LEAST_TOGETHER = 9;

/** What the name and the help of a metric say; null for what is no metric. */
export function metricNames({ name, metric }: StreamEntry): MetricNames | null {
  if (!metric) return null;
  const all = partsOf(metric.family ?? name);
  const telling = all.filter((part) => !GENERIC.has(stemOf(part)) && !isUnitWord(part) && part.length > 1);
  const parts = telling.length > 0 ? telling : all;
  const help = splitIntoParts(metric.help).filter((word) => word.length > 1 && !isFunctionWord(word));
  return {
    parts: parts.map((part) => new Set([part, ...meaningsOf(part).flat()].map(stemOf))),
    of: roleOf(metric.unit),
    together: parts.filter((part) => part.length >= LEAST_TOGETHER),
    help: new Set(
      help
        .flatMap((word) => [word, ...translationsOf(word)])
        .flatMap(splitIntoParts)
        .map(stemOf)
        .filter((stem) => !GENERIC.has(stem)),
    ),
  };
}

const isIn = (stem: string, { together }: MetricNames) =>
  stem.length >= LEAST_LETTERS && together.some((part) => part.length > stem.length && part.includes(stem));

const isAlike = (stem: string, own: ReadonlySet<string>) =>
  own.has(stem) || [...own].some((each) => areSynonyms(stem, each));

/** How well words are a part of what a metric measures, 0 to 1. */
export function metricScore(stems: readonly string[], names: MetricNames): number {
  const scores = stems.map((stem) => {
    if (names.parts.some((part) => part.has(stem))) return 0.95;
    if (isIn(stem, names)) return 0.85;
    if (names.help.has(stem)) return 0.82;
    if (names.parts.some((part) => isAlike(stem, part))) return 0.74;
    if (names.of !== null && (stem === 'time' ? names.of === 'duration' : rolesFor(stem).includes(names.of)))
      return 0.7;
    return isAlike(stem, names.help) ? 0.66 : 0;
  });
  return Math.min(...scores);
}

/** Words of a help that are enough to mean the metric. */
const ENOUGH = 3;
/** A name begins with what it is of, which people leave out. */
const OWNER_WEIGHT = 0.5;

/** How much of what a metric measures stands in the request, 0 to 1. */
export function namedShare(names: MetricNames, stems: readonly string[]): number {
  const { parts, help } = names;
  const weights = parts.map((_, at) => (at === 0 && parts.length > 2 ? OWNER_WEIGHT : 1));
  const hit = parts.reduce((sum, part, at) => {
    const isHit =
      stems.some((stem) => isAlike(stem, part)) ||
      stems.some((stem) => [...part].some((own) => names.together.includes(own)) && isIn(stem, names));
    return isHit ? sum + (weights[at] as number) : sum;
  }, 0);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const said = [...help].filter((own) => stems.some((stem) => stem === own || areSynonyms(stem, own))).length;
  const explained = said / Math.max(1, Math.min(ENOUGH, help.size));
  return Math.min(1, Math.max(all === 0 ? 0 : hit / all, explained));
}
