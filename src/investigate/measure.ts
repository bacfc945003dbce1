import type { StreamType } from '../ask/data/source.ts';
import type { AnswerUnit, ToolRow } from '../contract/tool.ts';
import { readingOf } from '../result/list.ts';
import { searchColumns, unitsOfColumns } from '../result/search-columns.ts';
import { inUnit, rounded } from '../result/values.ts';

const LONGEST_NAME = 40;

/** A measure of a query: its unit, null where it has none, and its figures as an answer shows them. */
export interface Measure {
  readonly unit: AnswerUnit | null;
  shown(value: number): number;
}

/** What a column of a measure is called: `count` for `count(*)`, `avg_duration` for `avg(duration)`. */
export const measureName = (measure: string) =>
  measure
    .toLowerCase()
    .match(/[a-z0-9]+/g)
    ?.join('_')
    .slice(0, LONGEST_NAME) ?? 'value';

/** The measure that a query has as its column `name`. */
export function measureOf(sql: string, name: string, type: StreamType, searchRow: ToolRow): Measure {
  const { units } = readingOf({ row: searchRow, args: { type }, isFull: false });
  const { [name]: unit = null } = unitsOfColumns(searchColumns(sql).selected ?? [], units);
  return {
    unit,
    shown: (value) => rounded(unit === null ? value : Number(inUnit(value, unit))),
  };
}
