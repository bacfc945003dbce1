import type { MetricEntry } from '../../data/dictionary.ts';
import { stemOf } from '../../language/word-forms.ts';
import { rolesFor } from '../link/concepts.ts';
import type { MetricNames } from '../link/metric-names.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import { impliedBy } from '../conditions/measured-fields.ts';
import { saysLength } from '../conditions/measures.ts';
import { mainMeasure } from '../parse/asked-measures.ts';

/** Where the present is asked for, a gauge tells it. */
const NOW = 0.1;
/** What happened in a time is counted in records; a gauge tells how many there were at once. */
const COUNTED_OVER_TIME = -0.25;
const SERIES_OF_RECORDS = -0.1;
/** A histogram counts what it measures, beside a counter or the records themselves. */
const COUNTED_BY_HISTOGRAM = -0.1;
const SPREAD = 0.02;
const PER_SECOND = 0.2;
const RECORDS = -0.1;

const LONG: readonly string[] = ['slowest', 'fastest'];

/** "the hottest": only what measures temperatures tells it. */
function lacksImplied({ superlative, words }: ParsedQuestion, names: MetricNames): boolean {
  const word = superlative === null ? undefined : words[superlative.at];
  const implied = impliedBy(word?.forms[0]) ?? impliedBy(word?.folded);
  return (
    implied !== undefined &&
    // A queue is long that holds much.
    word?.folded !== 'longest' &&
    !implied.some((each) => {
      const stem = stemOf(each);
      return (
        names.parts.some((part) => part.has(stem)) ||
        names.help.has(stem) ||
        (names.of !== null && rolesFor(stem).includes(names.of))
      );
    })
  );
}

/** What speaks for a metric of this kind, or against it, besides the words that it explains; null where it cannot tell what is asked. */
export function metricFit(
  parsed: ParsedQuestion,
  { kind }: MetricEntry,
  names: MetricNames,
  isNow: boolean,
  isRange: boolean,
): number | null {
  const asked = mainMeasure(parsed)?.kind ?? null;
  const isLong = LONG.includes(parsed.superlative?.tag ?? '');
  const isSpread = asked === 'percentile' || asked === 'median';
  const isCount = asked === 'count' || asked === 'sum' || asked === 'rate' || parsed.perSecond;
  const wantsRecords = parsed.has('show') || parsed.has('records') || parsed.has('first');
  const general = (isNow ? NOW : 0) + (wantsRecords || parsed.has('values') ? RECORDS : 0);
  if (asked === 'distinct' || lacksImplied(parsed, names)) return null;
  // "payments over 500", "requests longer than 2 s": no counter knows the size of what it counts.
  const isOfSize = parsed.conditions.some(
    ({ isDuration, quantity }) => isDuration || quantity.of !== 'plain',
  );
  if (kind === 'counter' && (isOfSize || (asked === 'count' && parsed.conditions.length > 0))) return null;
  if (kind === 'counter') return isSpread || isLong ? null : general + (parsed.perSecond ? PER_SECOND : 0);
  if (kind === 'histogram') {
    if (asked === 'ratio') return null;
    if (isCount) return isLong ? null : general + COUNTED_BY_HISTOGRAM;
    const isOfLength = asked !== null || isLong || saysLength(parsed);
    return isOfLength ? general + (isSpread ? SPREAD : 0) : null;
  }
  if (asked === 'ratio' && names.of !== 'percentage') return null;
  const isSeries = parsed.bucket !== null && asked === null;
  const isOverTime = asked === 'count' && isRange && !parsed.has('max') && !parsed.has('min');
  return general + (isSeries ? SERIES_OF_RECORDS : 0) + (isOverTime ? COUNTED_OVER_TIME : 0);
}
