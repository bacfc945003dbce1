import type { FieldEntry } from '../../data/fields/field.ts';
import type { DataRow, DataSource } from '../../data/source.ts';
import type { Condition, FormRange, LogicalForm } from '../query/logical-form.ts';
import { LONGEST_RANGE_US } from '../read/ranges.ts';
import { countSql, MEASURE_COLUMN, orderColumn, type Sql, sqlFor } from '../query/sql-query.ts';

/** What a question over logs or traces came to. */
export interface RecordResult {
  readonly form: LogicalForm;
  readonly sql: Sql;
  readonly rows: readonly DataRow[];
  /** Of a comparison of two periods: the rows of the other one; none where it holds no records of any kind. */
  readonly other: readonly DataRow[] | null;
  /** Records that the conditions hold; null where the rows tell it themselves. */
  readonly matching: number | null;
  /** How many records have the value of the one that is the highest or lowest; undefined where more are listed. */
  readonly tied?: number;
  /** A longer time was taken because the first held nothing. */
  readonly isWidened: boolean;
  /** Conditions that were left out because no record that they hold has the number that is measured. */
  readonly relaxed: readonly Condition[];
}

const isNothing = (form: LogicalForm, rows: readonly DataRow[]): boolean => {
  if (rows.length === 0) return true;
  const [first] = rows;
  if (form.answer === 'yes or no' || (form.answer === 'number' && form.measure.kind === 'count'))
    return Number(first?.[MEASURE_COLUMN] ?? 0) === 0;
  if (form.answer === 'number' && 'records' in (first ?? {})) return Number(first?.records ?? 0) === 0;
  return false;
};

/** Whether no record was found to answer from. */
export function holdsNothing({ form, rows }: RecordResult): boolean {
  if (form.compare && 'range' in form.compare) return false;
  const [first] = rows;
  return (
    isNothing(form, rows) ||
    (form.measure.kind === 'ratio' && rows.every((row) => Number(row.total ?? 0) === 0)) ||
    (form.answer === 'number' && 'records' in (first ?? {}) && Number(first?.records ?? 0) === 0)
  );
}

/** Whether a count or a sum is 0, which also one of nothing is; an average of nothing says so itself. */
const isZero = ({ groupBy, answer, measure }: LogicalForm, [row]: readonly DataRow[]): boolean =>
  groupBy.length === 0 &&
  answer === 'number' &&
  (measure.kind === 'count' || measure.kind === 'sum') &&
  Number(row?.[MEASURE_COLUMN] ?? 0) === 0;

/** Whether records were found, and none of them has the number that is measured. */
const isUnmeasured = (form: LogicalForm, rows: readonly DataRow[]): boolean => {
  const { measure, answer } = form;
  const column = orderColumn(form);
  return (
    'field' in measure &&
    measure.kind !== 'distinct' &&
    measure.kind !== 'summary' &&
    (answer === 'number' || answer === 'table' || answer === 'series') &&
    rows.some((row) => Number(row.records ?? 0) > 0) &&
    rows.every((row) => row[column] === null || row[column] === undefined)
  );
};

/** Without the conditions on a state: those that are implied, else the only one. */
function withoutState(form: LogicalForm, fields: readonly FieldEntry[], implied: readonly Condition[]) {
  const isState = (condition: Condition) =>
    condition.kind === 'in' &&
    fields.some(
      ({ name, roles }) =>
        name === condition.field &&
        roles.slice(0, 2).some((role) => ['status', 'event', 'action', 'outcome'].includes(role)),
    );
  const states = implied.length > 0 ? implied : form.where.filter(isState);
  return states.length === 0
    ? null
    : { relaxed: states, form: { ...form, where: form.where.filter((each) => !states.includes(each)) } };
}

const inRange = (form: LogicalForm, range: FormRange): LogicalForm => ({ ...form, range });

/** Run the query of a form; where it names no time and finds nothing, over a longer one. */
export async function runRecords(
  form: LogicalForm,
  fields: readonly FieldEntry[],
  source: DataSource,
  nowUs: number,
  signal: AbortSignal,
  implied: readonly Condition[] = [],
): Promise<RecordResult> {
  const run = async (of: LogicalForm) => {
    const sql = sqlFor(of, fields);
    const rows = await source.search(
      {
        ...sql,
        type: of.signal,
        startUs: Math.floor(of.range.startUs),
        endUs: Math.ceil(of.range.endUs) + (of.range.endUs >= nowUs ? 1 : 0),
      },
      signal,
    );
    return { sql, rows };
  };
  const counts = form.answer === 'rows' || form.answer === 'kinds';
  const count = async (of: LogicalForm) => {
    const [row] = await source.search(
      {
        sql: countSql(of, fields),
        type: of.signal,
        startUs: Math.floor(of.range.startUs),
        endUs: Math.ceil(of.range.endUs) + (of.range.endUs >= nowUs ? 1 : 0),
        size: 1,
      },
      signal,
    );
    return Number(row?.[MEASURE_COLUMN] ?? 0);
  };
  const other = form.compare && 'range' in form.compare ? inRange(form, form.compare.range) : null;
  const [main, second, matching] = await Promise.all([
    run(form),
    other ? run(other) : null,
    counts ? count(form) : null,
  ]);
  const isUnrecorded =
    other !== null &&
    second !== null &&
    isZero(other, second.rows) &&
    (await count({ ...other, where: [] })) === 0;
  if (
    isNothing(form, main.rows) &&
    form.range.text === null &&
    form.having?.of === undefined &&
    form.range.endUs - form.range.startUs < LONGEST_RANGE_US &&
    !other
  ) {
    const wide = inRange(form, { startUs: nowUs - LONGEST_RANGE_US, endUs: nowUs, text: null });
    const again = await run(wide);
    if (!isNothing(wide, again.rows))
      return {
        form: wide,
        ...again,
        other: null,
        matching: counts ? await count(wide) : null,
        isWidened: true,
        relaxed: [],
      };
  }
  const isUngrouped = form.answer === 'table' && form.groupBy.length > 0 && main.rows.length === 0 && !other;
  const plain = !other && isUnmeasured(form, main.rows) ? withoutState(form, fields, implied) : null;
  const again = plain ? await run(plain.form) : null;
  if (plain && again && !isUnmeasured(plain.form, again.rows))
    return { ...plain, ...again, other: null, matching, isWidened: false };
  const extreme =
    form.answer === 'rows' && form.limit === 1 ? Number(main.rows[0]?.[form.order.by]) : Number.NaN;
  const tied = Number.isFinite(extreme)
    ? await count({
        ...form,
        where: [...form.where, { kind: 'compare', field: form.order.by, operator: '=', value: extreme }],
      })
    : undefined;
  return {
    form,
    ...main,
    ...(tied === undefined ? {} : { tied }),
    other: isUnrecorded ? [] : (second?.rows ?? null),
    matching: isUngrouped ? await count(form) : matching,
    isWidened: false,
    relaxed: [],
  };
}
