import type { FieldEntry } from '../../data/fields/field.ts';
import type { LogicalForm } from './logical-form.ts';

const MOST_COLUMNS = 14;

/** Columns of rows that are shown: those asked for, or what tells most of a record. */
export function rowColumns(form: LogicalForm, fields: readonly FieldEntry[]): string[] {
  const ordered = form.order.by !== 'time' && form.order.by !== 'measure' ? [form.order.by] : [];
  return fields.length <= 16
    ? []
    : usual(fields, [
        ...form.columns,
        ...ordered,
        ...form.where.flatMap((condition) => ('field' in condition ? [condition.field] : [])),
      ]);
}

const USUAL = [
  'level',
  'service',
  'event',
  'operation',
  'status',
  'outcome',
  'error type',
  'error code',
  'reason',
  'message',
  'method',
  'path',
  'duration',
  'user',
  'customer',
  'amount',
  'trace id',
  'order id',
  'host',
];

const TECHNICAL: readonly string[] = [
  'trace id',
  'span id',
  'parent span id',
  'request id',
  'session id',
  'thread',
];

/** The ID of what a record is of, such as `payout_id`: without it nobody can tell which one it is. */
const isThingId = ({ type, words, roles }: FieldEntry) =>
  type === 'text' &&
  !TECHNICAL.includes(roles[0] ?? '') &&
  words.some((word) => word === 'id' || word === 'number' || word === 'reference');

function usual(fields: readonly FieldEntry[], always: readonly string[]): string[] {
  const telling = fields.filter(
    (field) =>
      always.includes(field.name) ||
      isThingId(field) ||
      field.roles.slice(0, 1).some((role) => USUAL.includes(role)),
  );
  if (telling.length < 3) return [];
  const rankOf = (field: FieldEntry) =>
    always.includes(field.name) || field.name === 'trace_id' || isThingId(field)
      ? -1
      : USUAL.indexOf(field.roles[0] ?? '');
  const most = new Set(telling.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, MOST_COLUMNS));
  return ['_timestamp', ...telling.filter((field) => most.has(field)).map(({ name }) => name)];
}
