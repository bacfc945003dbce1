import type { Arguments } from '../../contract/tool.ts';
import { isoFromUs, type TimeRange } from '../../call/arguments/times.ts';
import { unitsPerMs } from '../data/conditions.ts';
import type { LogIntent } from '../data/log-intent.ts';
import type { LogQuery } from '../data/log-sql.ts';
import type { Target } from '../data/target.ts';

const MOST_NAMED = 5;

/** Values that may stand in a sentence: one word. Anything longer is other people's text, and stays with the data. */
const isNameable = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && /^[\w.:/@%+-]{1,60}$/.test(value));

const number = (value: unknown) =>
  Number(value).toLocaleString('en', { maximumFractionDigits: 2, useGrouping: false });

/** What the records are called: errors, warnings, or plain records. */
export function nounFor({ levels, status }: LogIntent, count: number): string {
  const word = levels.includes('error')
    ? 'error'
    : levels.includes('fatal')
      ? 'critical error'
      : levels.includes('warn')
        ? 'warning'
        : status
          ? 'response'
          : 'record';
  return count === 1 ? word : `${word}s`;
}

/** `A (32), B (12)`: the groups of an answer as far as they can be named, and how many are left. */
function groupsIn(rows: readonly Arguments[], field: string): string {
  const named = rows.filter((row) => isNameable(row[field])).slice(0, MOST_NAMED);
  if (named.length === 0) return '';
  const rest = rows.length - named.length;
  const parts = named.map((row) => `${row[field]} (${number(row.n)})`).join(', ');
  return `${parts}${rest > 0 ? `, and ${rest} more` : ''}`;
}

export function rangeText({ startUs, endUs }: TimeRange, timeZone: string): string {
  return `${isoFromUs(startUs, timeZone)} to ${isoFromUs(endUs, timeZone)}`;
}

export interface Counted {
  /** Records that the conditions hold. */
  readonly matching: number;
  /** Records in the range at all; counted only where nothing matches. */
  readonly inRange: number | null;
}

/** What to try when nothing was found. */
function nothingFound(intent: LogIntent, target: Target, { inRange }: Counted): string {
  const none = `Found no ${nounFor(intent, 0)} in ${target.name}`;
  return inRange === 0
    ? `${none}: the stream has no records at all in this time. Try a longer one, such as "in the last 24 hours".`
    : `${none}, though ${inRange} other records were written in this time. Try a longer time, or fewer conditions.`;
}

/** The answer to a query over records, in words; values of other people only where they are single words. */
export function logAnswer(
  intent: LogIntent,
  query: LogQuery,
  target: Target,
  counted: Counted,
  rows: readonly Arguments[],
): string {
  const { matching } = counted;
  if (matching === 0 && query.shape !== 'values') return nothingFound(intent, target, counted);
  const found = `Found ${matching} ${nounFor(intent, matching)} in ${target.name}`;
  const { field } = query;
  switch (query.shape) {
    case 'errors':
    case 'top': {
      const groups = field ? groupsIn(rows, field.name) : '';
      const by = query.shape === 'top' && field ? ` by ${field.name}` : '';
      return groups === ''
        ? `${found}; the most frequent kinds are in the data.`
        : `${found}${by}: ${groups}`;
    }
    case 'values': {
      const groups = field ? groupsIn(rows, field.name) : '';
      const count = `${field?.name} has ${rows.length} ${rows.length === 1 ? 'value' : 'values'} in ${target.name}`;
      return groups === '' ? `${count}.` : `${count}: ${groups}`;
    }
    case 'histogram': {
      const most = rows.reduce((top, row) => (Number(row.n) > Number(top?.n ?? -1) ? row : top), rows[0]);
      return `${found}, ${rows.length} buckets of ${query.bucket} with any; most at ${most?.time}: ${number(most?.n)}.`;
    }
    case 'latency': {
      const [first = {}] = rows;
      const unit = field ? (unitsPerMs(field)?.unit ?? '') : '';
      const measures = Object.entries(first)
        .filter(([name]) => /^p\d/.test(name) || name === 'average' || name === 'highest')
        .map(([name, value]) => `${name.replace('_', '.')} ${number(value)}${unit === '' ? '' : ` ${unit}`}`);
      return rows.length > 1
        ? `${found}; ${field?.name} for ${rows.length} groups, the slowest first, is in the data.`
        : `${field?.name} in ${target.name}: ${measures.join(', ')}, over ${number(first.n)} records.`;
    }
    case 'count':
      return `${found}.`;
    case 'recent':
      return matching > rows.length ? `${found}; the newest ${rows.length} are in the data.` : `${found}.`;
  }
}

/** The question that is worth asking next. */
export function nextQuestion(
  intent: LogIntent,
  query: LogQuery,
  target: Target,
  counted: Counted,
  rows: readonly Arguments[],
): string {
  const noun = nounFor(intent, 2);
  if (counted.matching === 0) return `${noun} in ${target.name} in the last 24 hours`;
  const { field } = query;
  const [first] = rows;
  if (query.shape === 'errors' && field && first && isNameable(first[field.name]))
    return `show the latest ${first[field.name]} ${noun} in ${target.name}`;
  if (query.shape === 'errors' || query.shape === 'top' || query.shape === 'count')
    return `${noun} in ${target.name} over time`;
  if (query.shape === 'histogram') return `show the latest ${noun} in ${target.name}`;
  if (query.shape === 'recent') return `${noun} in ${target.name} over time`;
  return `show the latest ${noun} in ${target.name}`;
}
