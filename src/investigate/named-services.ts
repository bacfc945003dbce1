import { utcFromUs } from '../call/arguments/times.ts';
import { amount } from './reading/findings.ts';
import type { StreamReading } from './reading/stream-reading.ts';

/** A service or stream that words name, and what was counted of it from the onset on, or in the window. */
export interface NamedService {
  readonly name: string;
  readonly records: number;
  /** Records that report a failure. */
  readonly failures: number;
  /** More of its records fail than was usual. */
  readonly isUnusual: boolean;
  /** Its newest record, in microseconds since the epoch; null where there is none. */
  readonly lastUs: number | null;
}

const SHORTEST_WORD = 3;
const MOST_NAMED = 2;

const partsOf = (name: string) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u);

/**
 * The services that words name, else the streams. `failing` holds the names of services and streams with more failures than usual.
 */
export function namedServices(
  about: string,
  readings: readonly StreamReading[],
  failing: ReadonlySet<string>,
): NamedService[] {
  const said = new Set(partsOf(about).filter((word) => word.length >= SHORTEST_WORD));
  const isSaid = (name: string) => partsOf(name).some((part) => said.has(part));
  const sums = new Map<string, NamedService>();
  const add = (name: string, { now, nowBad, lastUs }: StreamReading['counted']['whole']) => {
    const { records = 0, failures = 0, lastUs: before = null } = sums.get(name) ?? {};
    sums.set(name, {
      name,
      records: records + now,
      failures: failures + nowBad,
      isUnusual: failing.has(name),
      lastUs: Math.max(before ?? 0, lastUs) || null,
    });
  };
  for (const { counted, fields } of readings)
    for (const value of counted.values)
      if (value.field === fields.service && isSaid(value.value)) add(value.value, value);
  if (sums.size === 0)
    for (const { stream, counted } of readings) if (isSaid(stream.name)) add(stream.name, counted.whole);
  return [...sums.values()].sort((a, b) => b.failures - a.failures).slice(0, MOST_NAMED);
}

/** What is to be said of a service that was asked about. */
export function namedText({ name, records, failures, isUnusual, lastUs }: NamedService): string {
  const newest = lastUs === null ? '' : `, the newest at ${utcFromUs(Math.floor(lastUs / 1e6) * 1e6)}`;
  const counts = `${amount(failures)} of its ${amount(records)} records report a failure${newest}`;
  if (isUnusual) return `${name} fails more than usual: ${counts}. `;
  if (records === 0) return `${name} has sent nothing since then${newest}. `;
  return `${name} does not fail more than usual: ${counts}. `;
}
