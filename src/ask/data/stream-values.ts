import { setImmediate as pause } from 'node:timers/promises';
import type { StreamEntry } from './dictionary.ts';
import type { FieldEntry } from './fields/field.ts';
import { fieldEntry } from './fields/field-entry.ts';
import { isSecretKey, secretsInText } from '../../redact/patterns.ts';
import { isLabel } from './metrics.ts';
import type { DataSource } from './source.ts';
import { fieldsOf } from './stream-index.ts';

/** Values of each field that are asked for; fewer than these are all. */
const MOST_VALUES = 100;
const MOST_FIELDS = 60;
/** Records that are looked through: OpenObserve groups them once per field. */
const MOST_RECORDS = 1e6;
const DAY_US = 86_400e6;
const LONGEST_US = 30 * DAY_US;
const MOST_OPERATIONS = 500;

/** Fields of spans whose values tell nothing, beside identifiers. */
const NOT_OF_SPANS: ReadonlySet<string> = new Set([
  'start_time',
  'end_time',
  'duration',
  'events',
  'links',
  'flags',
]);

/** The time to look through: all that is there, or the newest part of it that holds about a million records. */
export function valuesRange(
  { records, firstUs, lastUs }: Pick<StreamEntry, 'records' | 'firstUs' | 'lastUs'>,
  nowUs: number,
): { startUs: number; endUs: number } {
  const newestUs = Math.min(lastUs ?? nowUs, nowUs);
  const spanUs = firstUs === null ? LONGEST_US : Math.max(newestUs - firstUs, 1);
  const share = records === null || records <= MOST_RECORDS ? 1 : MOST_RECORDS / records;
  const lengthUs = Math.min(Math.ceil(spanUs * share) + 1e6, LONGEST_US);
  return { startUs: Math.floor(newestUs - lengthUs), endUs: Math.ceil(nowUs) };
}

/** Whether values of a field may be named in a question, or tell what the field is. */
function isTelling(field: FieldEntry, { type, metric }: StreamEntry): boolean {
  const { name, roles, unit } = field;
  if (isSecretKey(name)) return false;
  if (metric) return isLabel(name) || name === 'value';
  if (type === 'traces' && NOT_OF_SPANS.has(name)) return false;
  if (roles.some((role) => role === 'trace id' || role === 'span id' || role === 'parent span id'))
    return false;
  return field.type !== 'decimal' || (unit === null && roles.length > 0);
}

/** The fields to ask the values of: first those of a known role, text before numbers. */
function tellingFields(stream: StreamEntry): readonly FieldEntry[] {
  const rank = ({ roles, type }: FieldEntry) => (roles.length > 0 ? 0 : 2) + (type === 'text' ? 0 : 1);
  return (stream.fields ?? [])
    .filter((field) => isTelling(field, stream))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST_FIELDS);
}

const STORED: Readonly<Record<FieldEntry['type'], string>> = {
  text: 'Utf8',
  whole: 'Int64',
  decimal: 'Float64',
  boolean: 'Boolean',
};

/** Services and operations of spans, in one read. */
async function servicesOf(
  { name }: StreamEntry,
  range: { readonly startUs: number; readonly endUs: number },
  source: DataSource,
  signal: AbortSignal,
): Promise<NonNullable<StreamEntry['services']>> {
  const sql = `SELECT service_name, operation_name, count(*) AS n FROM "${name.replaceAll('"', '""')}" GROUP BY service_name, operation_name ORDER BY n DESC, service_name, operation_name`;
  const rows = await source.search({ sql, type: 'traces', ...range, size: MOST_OPERATIONS }, signal);
  const byService = new Map<string, Array<{ value: string; count: number }>>();
  for (const { service_name: service, operation_name: operation, n } of rows) {
    const operations = byService.get(String(service)) ?? [];
    operations.push({ value: String(operation), count: Number(n) });
    byService.set(String(service), operations);
  }
  return [...byService].map(([service, operations]) => ({ name: service, operations }));
}

/** Reads that the values of a stream take. */
export const readsFor = ({ type }: Pick<StreamEntry, 'type'>) => (type === 'traces' ? 2 : 1);

/** A stream with the frequent values of its fields, and with its services where it holds spans. */
export async function withValues(
  stream: StreamEntry,
  nowUs: number,
  source: DataSource,
  signal: AbortSignal,
): Promise<StreamEntry> {
  const range = valuesRange(stream, nowUs);
  const telling = tellingFields(stream);
  const isSpans =
    stream.type === 'traces' && (stream.fields ?? []).some(({ name }) => name === 'operation_name');
  const [values, services] = await Promise.all([
    telling.length === 0
      ? new Map<string, never[]>()
      : source.values(
          {
            type: stream.type,
            stream: stream.name,
            fields: telling.map(({ name }) => name),
            ...range,
            size: MOST_VALUES,
          },
          signal,
        ),
    isSpans ? servicesOf(stream, range, source, signal) : undefined,
  ]);
  const counts = [...values.values()].map((each) => each.reduce((sum, { count }) => sum + count, 0));
  const most = Math.max(0, ...counts);
  const fields: FieldEntry[] = [];
  const names = (stream.fields ?? []).map(({ name }) => name);
  for (const field of stream.fields ?? []) {
    const all = values.get(field.name);
    // A masked value equals none that is stored: a condition on it could not be run.
    const found = all?.filter(({ value }) => field.type !== 'text' || secretsInText(value).length === 0);
    if (found) await pause();
    fields.push(
      found
        ? fieldEntry(
            fieldsOf(stream.type),
            field.name,
            STORED[field.type],
            {
              values: found,
              isComplete: found.length === all?.length && found.length < MOST_VALUES,
              most,
            },
            names,
          )
        : field,
    );
  }
  return { ...stream, fields, hasValues: true, ...(services ? { services } : {}) };
}
