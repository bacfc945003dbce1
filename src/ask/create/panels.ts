import type { PanelIntent } from '../../call/short-forms/panel.ts';
import type { StreamEntry } from '../data/dictionary.ts';
import type { FieldEntry, Role } from '../data/fields/field.ts';
import { meaningOfState } from '../questions/link/states.ts';
import type { Condition, LogicalForm, Measure } from '../questions/query/logical-form.ts';
import { promqlFor } from '../questions/query/promql-query.ts';
import { sqlFor } from '../questions/query/sql-query.ts';
import { bucketFor } from '../questions/read/bucket-width.ts';
import type { Reading } from '../questions/read/reading.ts';

/** What a dashboard shows when it is opened. */
const SHOWN_US = 3600e6;
const BUCKET = bucketFor(SHOWN_US);

/** A panel of a question: over time where it computes one number, else a table of its groups. */
export function panelOf(title: string, { form, entry }: Pick<Reading, 'form' | 'entry'>): PanelIntent {
  const isGrouped = form.groupBy.length > 0 && form.bucket === null;
  const shown: LogicalForm = {
    ...form,
    range: { startUs: 0, endUs: SHOWN_US, text: null },
    bucket: isGrouped ? null : (form.bucket ?? BUCKET),
    answer: isGrouped ? 'table' : 'series',
    compare: null,
    measure:
      form.measure.kind === 'summary'
        ? { kind: 'percentile', field: form.measure.field, share: 0.95 }
        : form.measure,
  };
  if (form.signal === 'metrics')
    return { title, promql: promqlFor({ ...shown, bucket: BUCKET, answer: 'series' }, entry), type: 'line' };
  const { sql } = sqlFor(shown, entry.fields ?? [], true);
  return { title, sql, streamType: form.signal, ...(isGrouped ? { type: 'table' } : { type: 'line' }) };
}

const roleOf = ({ fields = [] }: StreamEntry, role: Role): FieldEntry | undefined =>
  fields.find(({ roles }) => roles[0] === role);

/** Panels that are worth having for a stream, from what its fields are for; of the records that `where` holds. */
export function usualPanels(entry: StreamEntry, where: readonly Condition[]): PanelIntent[] {
  const form = (more: Partial<LogicalForm>): LogicalForm => ({
    signal: entry.type,
    stream: entry.name,
    measure: { kind: 'count' },
    also: [],
    where,
    groupBy: [],
    bucket: null,
    order: { by: 'measure', descending: true },
    limit: null,
    having: null,
    range: { startUs: 0, endUs: SHOWN_US, text: null },
    compare: null,
    answer: 'number',
    columns: [],
    ...more,
  });
  const panel = (title: string, type: PanelIntent['type'], more: Partial<LogicalForm>): PanelIntent => ({
    ...panelOf(title, { form: form(more), entry }),
    ...(type === undefined ? {} : { type }),
  });
  const grouped = (title: string, type: PanelIntent['type'], field: FieldEntry | undefined, of = where) =>
    field ? [panel(title, type, { groupBy: [field.name], where: of, limit: 20 })] : [];
  const errors = meaningOfState('error', entry)?.condition;
  const isOfErrors = errors && where.some((each) => JSON.stringify(each) === JSON.stringify(errors));
  const failed = errors && !isOfErrors ? [...where, errors] : where;
  const duration = (entry.fields ?? []).find(
    ({ roles, type }) => roles[0] === 'duration' && (type === 'whole' || type === 'decimal'),
  );
  const p95 = (field: string): Measure => ({ kind: 'percentile', field, share: 0.95 });
  return [
    panel('Records over time', 'line', {}),
    ...(failed === where ? [] : [panel('Errors over time', 'bar', { where: failed })]),
    ...(errors ? grouped('Kinds of errors', 'table', roleOf(entry, 'error type'), failed) : []),
    ...grouped('Records by level', 'h-bar', roleOf(entry, 'level')),
    ...grouped('Responses by status', 'h-bar', roleOf(entry, 'status')),
    ...(duration ? [panel(`p95 of ${duration.name}`, 'line', { measure: p95(duration.name) })] : []),
  ];
}
