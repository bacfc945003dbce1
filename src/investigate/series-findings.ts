import type { DataRow, DataSource } from '../ask/data/source.ts';
import { shiftOf } from './change-points.ts';
import type { Finding } from './findings.ts';
import { type Periods, seriesSql } from './log-queries.ts';
import type { Evidence } from './ranking.ts';
import type { Reads } from './reads.ts';
import type { StreamReading } from './stream-reading.ts';

export interface Refined {
  readonly findings: readonly Finding[];
  /** When series of bad rows moved. */
  readonly evidence: readonly Evidence[];
  /** When they were back to what is usual; null while it lasts, and where no series tells. */
  readonly endUs: number | null;
}

const MOST_SERIES = 4;
const HOUR_US = 3600e6;
const STEPS: ReadonlyArray<readonly [stepUs: number, words: string]> = [
  [60e6, '1 minute'],
  [120e6, '2 minute'],
  [300e6, '5 minute'],
  [900e6, '15 minute'],
  [HOUR_US, '1 hour'],
];
const MOST_BUCKETS = 240;
const WEIGHT = 5;

const bucketUs = (text: unknown) => Date.parse(`${String(text)}Z`) * 1000;

/** Rows that fulfil a condition, by bucket; empty buckets count none. */
function valuesOf(rows: readonly DataRow[], fromUs: number, stepUs: number, buckets: number): number[] {
  const values: number[] = new Array(buckets).fill(0);
  for (const { t, n } of rows) {
    const at = Math.floor((bucketUs(t) - fromUs) / stepUs);
    if (at >= 0 && at < buckets) values[at] = Number(n ?? 0);
  }
  return values;
}

/**
 * Reads the bad rows of the streams with the best findings by time, for when it began and ended. One read a stream.
 */
export async function refineFindings(
  ranked: readonly Finding[],
  readings: readonly StreamReading[],
  { startUs, endUs }: Periods,
  source: DataSource,
  reads: Reads,
): Promise<Refined> {
  const worst = [
    ...new Set(ranked.filter(({ isBad, kind }) => isBad && kind !== 'metric').map(({ stream }) => stream)),
  ];
  const chosen = worst
    .flatMap(
      (name) => readings.find(({ stream, fields }) => stream.name === name && fields.isBad !== null) ?? [],
    )
    .slice(0, MOST_SERIES);
  const fromUs = Math.floor((startUs - Math.max(endUs - startUs, 2 * HOUR_US)) / HOUR_US) * HOUR_US;
  const [stepUs, words] = STEPS.find(([each]) => (endUs - fromUs) / each <= MOST_BUCKETS) ?? [
    HOUR_US,
    '1 hour',
  ];
  const buckets = Math.ceil((endUs - fromUs) / stepUs);
  const shifts = await Promise.all(
    chosen.map(async ({ stream, fields }) => {
      const sql = seriesSql(stream.name, fields.isBad as string, words);
      const rows = await reads.take(`failures by time of ${stream.name}`, (signal) =>
        source.search({ sql, type: stream.type, startUs: fromUs, endUs, size: MOST_BUCKETS + 10 }, signal),
      );
      if (!rows) return null;
      const values = valuesOf(rows, fromUs, stepUs, buckets);
      const shift = shiftOf(values, { from: Math.floor((startUs - fromUs) / stepUs) });
      if (!shift || shift.direction === 'down') return null;
      return {
        onsetUs: fromUs + shift.onset * stepUs,
        endUs: shift.end === null || shift.end >= buckets - 1 ? null : fromUs + shift.end * stepUs,
      };
    }),
  );
  const found = shifts.filter((shift) => shift !== null);
  const ends = [
    ...found.map((shift) => shift.endUs),
    ...ranked
      .filter(({ kind }) => kind === 'metric')
      .slice(0, 3)
      .map(({ lastUs }) => lastUs),
  ];
  const over = ends.filter((us) => us !== null).sort((a, b) => a - b);
  return {
    findings: ranked,
    evidence: found.map(({ onsetUs }) => ({ atUs: onsetUs, weight: WEIGHT })),
    endUs: over.length > ends.length / 2 ? (over[Math.floor(over.length / 2)] as number) : null,
  };
}
