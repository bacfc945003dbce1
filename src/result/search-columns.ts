import { parseDurationUs } from '../call/arguments/lengths.ts';
import type { AnswerUnit } from '../contract/tool.ts';
import { type Selected, selectedColumns } from './select-list.ts';

/** Buckets of time that a query makes. */
export interface Buckets {
  readonly column: string;
  /** Null where the query leaves it to OpenObserve, or where buckets have no one width. */
  readonly widthUs: number | null;
  /** Columns that are 0 in a bucket without records; the others have no value there. */
  readonly counted: readonly string[];
  /** Columns that are made of all records of a bucket. */
  readonly aggregated: readonly string[];
  /** Whether the query sorts by something else first, so that its rows are no course over time. */
  readonly isSortedOtherwise: boolean;
}

/** What a query says of the columns of its rows. */
export interface SearchColumns {
  readonly selected: readonly Selected[] | null;
  readonly buckets: Buckets | null;
}

const BUCKET = /^(histogram|date_bin|date_trunc)\s*\(/i;
const AGGREGATED =
  /\b(?:count|sum|avg|mean|min|max|median|approx_\w+|percentile_cont|stddev\w*|var\w*|first_value|last_value|any_value|array_agg|string_agg)\s*\(/i;
const COUNTED = /^(?:count|sum|approx_distinct)\s*\(/i;
const AGGREGATE =
  /^(?:avg|mean|min|max|sum|median|approx_median|approx_percentile_cont|percentile_cont|stddev\w*|first_value|last_value)\s*\(/i;

function widthUsOf(expression: string): number | null {
  const [, text] = /'([^']+)'/.exec(expression) ?? [];
  if (text === undefined) return null;
  return parseDurationUs(/^date_trunc/i.test(expression) ? `1 ${text}` : text);
}

/** Whether brackets close at the very end, so that the whole text is one call. */
function isOneCall(expression: string): boolean {
  let depth = 0;
  for (let at = 0; at < expression.length; at++) {
    if (expression[at] === '(') depth += 1;
    if (expression[at] === ')') depth -= 1;
    if (depth === 0 && expression[at] === ')') return expression.slice(at + 1).trim() === '';
  }
  return false;
}

function isSortedOtherwise(sql: string, bucket: Selected): boolean {
  const order = [...sql.matchAll(/\border\s+by\s/gi)].at(-1);
  const rest = order === undefined ? '' : sql.slice(order.index + order[0].length).trimStart();
  const [first = ''] = /^(?:\([^()]*\)|[^,()])+/.exec(rest) ?? [];
  // What closes a bracket that was opened before is the order of a window, not of the rows.
  if (rest.slice(first.length).includes(')')) return false;
  const name = first
    .replace(/\s(?:asc|desc)\b[\s\S]*$/i, '')
    .trim()
    .replaceAll('"', '');
  return name !== '' && name !== bucket.name && name !== '1' && !BUCKET.test(name);
}

/** Columns that a SELECT names, in order. */
export function searchColumns(sql: string): SearchColumns {
  const selected = selectedColumns(sql);
  const bucket = selected?.find(({ name, expression }) => name !== null && BUCKET.test(expression));
  return {
    selected,
    buckets: bucket
      ? {
          column: bucket.name as string,
          widthUs: widthUsOf(bucket.expression),
          counted: (selected ?? []).flatMap(({ name, expression }) =>
            name !== null && COUNTED.test(expression) && isOneCall(expression) ? [name] : [],
          ),
          aggregated: (selected ?? []).flatMap(({ name, expression }) =>
            name !== null && AGGREGATED.test(expression) ? [name] : [],
          ),
          isSortedOtherwise: isSortedOtherwise(sql, bucket),
        }
      : null,
  };
}

/** Columns that the query makes of a field with a unit, and that have it still. */
export function unitsOfColumns(
  selected: readonly Selected[],
  units: Readonly<Record<string, AnswerUnit>>,
): Record<string, AnswerUnit> {
  const found: Record<string, AnswerUnit> = {};
  for (const { name, expression } of selected) {
    if (name === null) continue;
    const bare = expression.replaceAll('"', '');
    for (const [field, unit] of Object.entries(units)) {
      const isField = bare === field || bare.endsWith(`.${field}`);
      const isOfField =
        AGGREGATE.test(bare) && new RegExp(`\\b${field}\\b`).test(bare) && !/[*/+]|\s-\s/.test(bare);
      if (isField || isOfField) found[name] = unit;
    }
  }
  return found;
}

/** The names of the rows' columns in the order of the query; what it does not name follows. */
export function inOrder(
  selected: readonly Selected[],
  keys: readonly string[],
  isComplete: boolean,
): string[] {
  const left = new Set(keys);
  const named = selected.map(({ name }) => {
    const key =
      name === null
        ? undefined
        : (keys.find((each) => each === name) ??
          keys.find((each) => each.toLowerCase() === name.toLowerCase()));
    if (key !== undefined) left.delete(key);
    return key ?? (isComplete ? name : null);
  });
  const nameless = selected.filter(({ name }) => name === null).length;
  const others = [...left].filter((key) => key !== '_timestamp');
  if (nameless === 0 || others.length !== nameless) return named.filter((name) => name !== null);
  return named
    .map((name, at) => (name === null && selected[at]?.name === null ? others.shift() : name))
    .filter((name) => name !== null && name !== undefined) as string[];
}
