import { type TimeRange, utcFromUs } from '../../arguments/times.ts';
import { wrongTimeUnit } from '../sql-guard.ts';
import { type Equality, explainValue, foldedOtherwise } from './conditions.ts';
import type { Explanation } from './explanation.ts';
import { type EmptyReads, LOOK_BACK_DAYS, lookBack, type StreamOf } from './read.ts';

const MOST_FIELDS = 3;
const MOST_SEEN = 10;

/** When the newest record of a stream was, for one that has none in a range. */
export async function newestRecord(
  reads: EmptyReads,
  of: StreamOf,
  nowUs: number,
  signal: AbortSignal,
): Promise<string> {
  const found = await reads.records(of, lookBack(nowUs), signal);
  if (found === null) return '';
  return found.newestUs === null
    ? `${of.stream} has no record of the last ${LOOK_BACK_DAYS} days.`
    : `The newest record of ${of.stream} is of ${utcFromUs(found.newestUs)}.`;
}

/** Why a condition on a stream leaves no record: its values, its times, or that the range holds none. */
export async function explainConditions(
  reads: EmptyReads,
  of: StreamOf,
  { condition, equalities }: { condition: string; equalities: readonly Equality[] },
  { range, nowUs }: { range: TimeRange; nowUs: number },
  signal: AbortSignal,
): Promise<Explanation | null> {
  // The call says so by itself.
  if (wrongTimeUnit(condition) !== null) return null;
  const folded = foldedOtherwise(condition);
  if (folded !== null) return { notes: [folded], seen: {} };
  const fields = [...new Set(equalities.map(({ field }) => field))].slice(0, MOST_FIELDS);
  const values = fields.length === 0 ? null : await reads.values(of, fields, range, signal);
  const known = values && [...values.values()].some((seen) => seen.length > 0) ? values : null;
  if (known === null) {
    const records = await reads.records(of, range, signal);
    if (records === null) return null;
    if (records.count === 0) {
      const newest = await newestRecord(reads, of, nowUs, signal);
      return {
        notes: [`${of.stream} has no records in this range.`, newest].filter((note) => note !== ''),
        seen: {},
      };
    }
    return {
      notes: [`${of.stream} has ${records.count} records in this range; the conditions leave none of them.`],
      seen: {},
    };
  }
  const notes = equalities.flatMap((equality) =>
    known.has(equality.field) ? (explainValue(equality, known.get(equality.field) ?? []) ?? []) : [],
  );
  return notes.length === 0
    ? { notes: ['Each value occurs in this range, but no record meets all conditions together.'], seen: {} }
    : {
        notes,
        seen: Object.fromEntries([...known].map(([field, all]) => [field, all.slice(0, MOST_SEEN)])),
      };
}
