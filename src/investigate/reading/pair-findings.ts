import { identifier } from '../../ask/data/sql.ts';
import type { DataSource } from '../../ask/data/source.ts';
import { valueDifferences } from '../detection/value-differences.ts';
import type { Finding } from './findings.ts';
import { combinationsSql, type CountedValue, countedCombinations, type Periods } from './log-queries.ts';
import type { Reads } from './reads.ts';
import { differenceText } from './stream-findings.ts';
import type { StreamReading } from './stream-reading.ts';

const MOST_FIELDS = 4;
const MOST_COMBINATIONS = 2000;
const MOST_PAIRS = 2;
const FEWEST_BEFORE = 5;
/** A value of which so many rows fail tells as much as any pair could. */
const ENOUGH = 0.67;

/** Values that were there before and fail more often now, those that explain most first. */
function failingValues({ findings, counted }: StreamReading): CountedValue[] {
  return findings
    .filter(({ kind, isBad }) => kind === 'values' && isBad)
    .toSorted((a, b) => b.explains - a.explains)
    .flatMap(({ field, names }) => {
      const found = counted.values.find(
        (each) => each.field === field && each.value.toLowerCase() === names[0],
      );
      return found && found.before >= FEWEST_BEFORE ? [found] : [];
    });
}

/** Pairs of values that tell failures apart where neither value alone does. One read. */
export async function readPairs(
  reading: StreamReading,
  periods: Periods,
  source: DataSource,
  reads: Reads,
): Promise<Finding[]> {
  const { stream, fields: of, counted } = reading;
  const { type, name } = stream;
  const bad = of.isBadOf(counted.values);
  const failing = failingValues(reading);
  const fields = [...new Set(failing.map(({ field }) => field))].slice(0, MOST_FIELDS);
  const isTold = failing.some(({ nowBad, now }) => nowBad / now > ENOUGH);
  if (bad === null || fields.length < 2 || isTold) return [];
  const rows = await reads.take(`pairs of values of ${name}`, (signal) =>
    source.search(
      {
        sql: combinationsSql(name, fields, bad, periods),
        type,
        startUs: periods.baselineStartUs,
        endUs: periods.endUs,
        size: MOST_COMBINATIONS,
      },
      signal,
    ),
  );
  return valueDifferences(countedCombinations(rows ?? [], fields))
    .filter(({ values }) => values.length === 2)
    .slice(0, MOST_PAIRS)
    .map((difference): Finding => {
      const where = difference.values.map(({ field, value }) => of.equals(field, value)).join(' AND ');
      return {
        kind: 'values',
        stream: name,
        text: `${differenceText(difference, 'report a failure')}; neither value alone tells as much`,
        isBad: true,
        explains: difference.explains,
        probability: difference.probability,
        firstUs: null,
        lastUs: null,
        isNew: false,
        count: difference.window.hits,
        names: difference.values.map(({ value }) => value.toLowerCase()),
        condition: `${where} AND ${bad}`,
        query: {
          type,
          sql: `SELECT count(*) AS n, sum(CASE WHEN ${bad} THEN 1 ELSE 0 END) AS bad FROM ${identifier(name)} WHERE ${where}`,
        },
      };
    });
}
