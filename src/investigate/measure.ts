import type { StreamType } from '../ask/data/source.ts';
import type { AnswerUnit, ToolRow } from '../contract/tool.ts';
import { readingOf } from '../result/list.ts';
import { searchColumns, unitsOfColumns } from '../result/search-columns.ts';
import { inUnit, rounded } from '../result/values.ts';

/** What a query calls `value`: its unit, null where it has none, and its figures as an answer shows them. */
export interface Measure {
  readonly unit: AnswerUnit | null;
  shown(value: number): number;
}

export function measureOf(sql: string, type: StreamType, searchRow: ToolRow): Measure {
  const { units } = readingOf({ row: searchRow, args: { type }, isFull: false });
  const { value: unit = null } = unitsOfColumns(searchColumns(sql).selected ?? [], units);
  return {
    unit,
    shown: (value) => rounded(unit === null ? value : Number(inUnit(value, unit))),
  };
}
