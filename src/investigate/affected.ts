import { identifier } from '../ask/data/sql.ts';
import type { DataSource } from '../ask/data/source.ts';
import type { Finding } from './reading/findings.ts';
import type { Periods } from './reading/log-queries.ts';
import type { Reads } from './reading/reads.ts';
import type { StreamReading } from './reading/stream-reading.ts';

const MOST_AFFECTED = 2;
const MOST_PARTIES = 3000;
/** Rows that are expected of who is told to be gone. */
const FEWEST_EXPECTED = 2;

/** How many of those that a field names, such as tenants, a finding is about. */
export interface Affected {
  readonly field: string;
  /** What its values are called, such as tenants. */
  readonly called: string;
  /** Different values that the finding is about in the window, of all in the window and the time before. */
  readonly count: number;
  readonly of: number;
  readonly stream: string;
  /** They sent rows before and none since the onset. */
  readonly isGone: boolean;
}

/** Who is affected by a finding of a stream: how many different customers, users, devices or hosts of all. One read each. */
export async function affectedBy(
  { fields, stream }: StreamReading,
  { condition, isGone }: Finding,
  focus: Periods,
  source: DataSource,
  reads: Reads,
): Promise<Affected[]> {
  const { type, name } = stream;
  const { startUs, endUs, baselineStartUs } = focus;
  const ask = (sql: string, size: number) =>
    reads.take(`who is affected in ${name}`, (signal) =>
      source.search({ sql, type, startUs: baselineStartUs, endUs, size }, signal),
    );
  const rowsOf = condition ?? 'true';
  if (isGone) {
    const [party] = fields.who;
    if (!party) return [];
    const who = identifier(party.field);
    const rows = await ask(
      `SELECT ${who} AS v, count(*) AS n, max(CASE WHEN ${rowsOf} THEN _timestamp END) AS last FROM ${identifier(name)} WHERE ${who} IS NOT NULL GROUP BY ${who}`,
      MOST_PARTIES,
    );
    if (!rows || rows.length === MOST_PARTIES) return [];
    const part = (endUs - startUs) / (endUs - baselineStartUs);
    const gone = rows.filter(
      ({ n, last }) =>
        last !== null && last !== undefined && Number(last) < startUs && Number(n) * part >= FEWEST_EXPECTED,
    );
    return gone.length === 0 ? [] : [{ ...party, count: gone.length, of: rows.length, stream: name, isGone }];
  }
  const columns = fields.who.flatMap(({ field }, at) => [
    `count(DISTINCT CASE WHEN _timestamp >= ${Math.floor(startUs)} AND ${rowsOf} THEN ${identifier(field)} END) AS c${at}`,
    `count(DISTINCT ${identifier(field)}) AS n${at}`,
  ]);
  const rows = await ask(`SELECT ${columns.join(', ')} FROM ${identifier(name)}`, 1);
  return fields.who.flatMap((party, at) => {
    const [count, of] = [Number(rows?.[0]?.[`c${at}`] ?? 0), Number(rows?.[0]?.[`n${at}`] ?? 0)];
    return count > 0 ? [{ ...party, count, of, stream: name, isGone: false }] : [];
  });
}

/** The streams with the best findings that say who is affected, each with its best one. */
export function withPeople<F extends Finding & { readonly score: number }>(
  ranked: readonly F[],
  readings: readonly StreamReading[],
) {
  return readings
    .filter(({ fields }) => fields.who.length > 0)
    .flatMap((reading) => {
      const best = ranked.find(
        ({ stream, condition, isGone }) => stream === reading.stream.name && (condition !== null || isGone),
      );
      return best ? [{ reading, best }] : [];
    })
    .sort((a, b) => b.best.score - a.best.score)
    .slice(0, MOST_AFFECTED);
}
