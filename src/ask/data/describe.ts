import { utcFromUs } from '../../call/arguments/times.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import type { Table } from '../../result/table.ts';
import type { MetricEntry, StreamEntry } from './dictionary.ts';
import type { FieldEntry, Role, ValueCount } from './fields/field.ts';

/** Parts of a text that models read as one token or several: letters, digits, single marks. */
const TOKEN_PARTS = /\p{L}+|\d+|[^\s\p{L}\d]/gu;
const LETTERS_PER_TOKEN = 3.8;
const DIGITS_PER_TOKEN = 3;
/** Marks are sometimes part of a token with what is beside them. */
const TOKENS_PER_MARK = 1;
/** Of the room, what the names of streams may take before anything is told of them. */
const NAMES_SHARE = 0.6;
const LONGEST_VALUE = 40;
/** Numbers that stand for something, such as statuses, are few; others measure. */
const FEW_NUMBERS = 12;
/** For the line that tells how many are left out. */
const MORE_TOKENS = 10;

/** How much is told of a stream: its name and size alone, what its fields are for, their values too, or everything. */
type Detail = 'name' | 'fields' | 'values' | 'all';

/** In which order the room is given away, and to how many of the first streams. */
const STEPS: ReadonlyArray<readonly [detail: Detail, streams: number]> = [
  ['values', 1],
  ['fields', 3],
  ['values', 3],
  ['fields', Number.POSITIVE_INFINITY],
  ['values', Number.POSITIVE_INFINITY],
  ['all', Number.POSITIVE_INFINITY],
];
const VALUES: Readonly<Record<Detail, number>> = { name: 0, fields: 0, values: 4, all: 8 };
const LEVELS = 5;
const FIELDS: Readonly<Record<Detail, number>> = { name: 0, fields: 14, values: 30, all: 100 };

/** What many questions are about comes first. */
const FIRST_ROLES: readonly Role[] = [
  'level',
  'message',
  'service',
  'duration',
  'status',
  'outcome',
  'error type',
  'error code',
  'reason',
  'user',
  'customer',
  'amount',
  'host',
  'operation',
  'environment',
  'version',
  'region',
];

const shortened = (text: string) => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE - 1)}…` : line;
};

/** About how many tokens a text is, rather too many than too few. */
function tokensOf(text: string): number {
  let tokens = 0;
  for (const [part] of text.matchAll(TOKEN_PARTS))
    tokens += /^\p{L}/u.test(part)
      ? Math.ceil(part.length / LETTERS_PER_TOKEN)
      : /^\d/.test(part)
        ? Math.ceil(part.length / DIGITS_PER_TOKEN)
        : TOKENS_PER_MARK;
  return tokens;
}

const moment = (us: number) => `${new Date(us / 1000).toISOString().slice(0, 16)}Z`;
// To make one takes longer than to write a hundred numbers with it.
const NUMBERS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });
const number = (value: number) =>
  Math.abs(value) < 1 ? String(Number(value.toPrecision(3))) : NUMBERS.format(value);

function valuesText(values: readonly ValueCount[], most: number, isComplete: boolean): string {
  const telling = values.filter(({ value, count }) => value !== '' && (count > 1 || isComplete));
  const shown = telling.slice(0, most).map(({ value, count }) => `${shortened(value)} ${number(count)}`);
  return `${shown.join(', ')}${telling.length > most || !isComplete ? ', …' : ''}`;
}

/** `severity: level; INFO 1,057, WARN 94`. Only what is known. */
function fieldText(field: FieldEntry, detail: Detail): string {
  const { name, roles, unit, values = [], valuesComplete, form, least, greatest } = field;
  const [role] = roles;
  const isNumber = field.type === 'whole' || field.type === 'decimal';
  // How a level is written decides whether a query finds anything.
  const most = detail === 'fields' && role === 'level' ? LEVELS : VALUES[detail];
  const isFew = values.some(({ count }) => count > 2);
  const facts = [
    role !== undefined && role !== name ? role : '',
    unit === null || unit === 'currency' ? '' : unit,
    most === 0 && isNumber && unit === null ? 'number' : '',
    field.numberAsText && !form ? 'numbers as text' : '',
    most > 0 && form ? `like ${shortened(form.example)}` : '',
    most > 0 &&
    !form &&
    isFew &&
    field.type !== 'decimal' &&
    (field.type !== 'whole' || (valuesComplete && values.length <= FEW_NUMBERS))
      ? valuesText(values, most, valuesComplete)
      : '',
    most > 0 && !isFew && !form && values[0] !== undefined && field.type === 'text'
      ? `such as ${shortened(values[0].value)}`
      : '',
    most > 0 &&
    !form &&
    least !== undefined &&
    greatest !== undefined &&
    !(valuesComplete && values.length <= most)
      ? `${number(least)} to ${number(greatest)}`
      : '',
  ].filter((fact) => fact !== '');
  return facts.length === 0 ? name : `${name} (${facts.join('; ')})`;
}

const rankOf = ({ roles: [role] }: FieldEntry) => {
  const rank = role === undefined ? -1 : FIRST_ROLES.indexOf(role);
  return rank < 0 ? FIRST_ROLES.length + (role === undefined ? 1 : 0) : rank;
};

function labelText(label: string, fields: readonly FieldEntry[], most: number): string {
  const { values = [] } = fields.find(({ name }) => name === label) ?? {};
  const shown = values.slice(0, most).map(({ value }) => shortened(value));
  return shown.length === 0 ? label : `${label} (${shown.join(', ')}${values.length > most ? ', …' : ''})`;
}

function metricText(
  { kind, unit, help, labels }: MetricEntry,
  fields: readonly FieldEntry[],
  most: number,
): string {
  const by = labels.filter((label) => label !== 'le').map((label) => labelText(label, fields, most));
  const facts = [
    kind === 'unknown' ? 'metric' : kind,
    unit ?? '',
    by.length > 0 ? `by ${by.join(', ')}` : '',
    help,
  ];
  return facts.filter((fact) => fact !== '').join('; ');
}

function headOf(
  { type, name, records, firstUs, lastUs, sizeBytes, retentionDays }: StreamEntry,
  detail: Detail,
): string {
  const count = records === null ? '' : `${number(records)} records`;
  if (detail === 'name') return `${type} ${name}${count === '' ? '' : `: ${count}`}`;
  const facts = [
    count,
    firstUs !== null && lastUs !== null ? `${moment(firstUs)} to ${moment(lastUs)}` : '',
    sizeBytes > 0 ? `${number(Math.max(1, Math.round(sizeBytes / 1e6)))} MB` : '',
    retentionDays === null ? '' : `kept ${retentionDays} days`,
  ].filter((fact) => fact !== '');
  return `${type} ${name}${facts.length > 0 ? `: ${facts.join(', ')}` : ''}`;
}

/** What a stream holds: its fields or its metric, and the operations of its services; empty where only its name is told. */
function holdsOf(
  stream: StreamEntry,
  first: readonly FieldEntry[],
  detail: Detail,
  schemaOnly: boolean,
): string[] {
  if (detail === 'name') return [];
  if (stream.metric)
    return [
      metricText(
        schemaOnly ? { ...stream.metric, help: '' } : stream.metric,
        stream.fields ?? [],
        VALUES[detail],
      ),
    ];
  if (!stream.fields) return [];
  const sorted = [...stream.fields].sort((a, b) => rankOf(a) - rankOf(b));
  const all = [...new Set([...first, ...sorted])];
  const shown = all.slice(0, FIELDS[detail]).map((field) => fieldText(field, detail));
  const fields = all.length > shown.length ? [...shown, `${all.length - shown.length} more fields`] : shown;
  const services = (stream.services ?? []).slice(0, VALUES[detail]).map(({ name, operations }) => {
    const named = operations.slice(0, VALUES[detail]).map(({ value }) => shortened(value));
    return `${name}: ${named.join(', ')}${operations.length > named.length ? ', …' : ''}`;
  });
  return [fields.join(' · '), ...(services.length > 0 ? [`operations of ${services.join(' | ')}`] : [])];
}

/** The name of a stream; buckets, sums and counts of a histogram are told as one. */
function nameOf({ name, metric }: StreamEntry): string {
  return metric && metric.family !== null && metric.part === 'bucket'
    ? `${metric.family} (_bucket, _sum, _count)`
    : name;
}

function streamText(
  stream: StreamEntry,
  first: readonly FieldEntry[],
  detail: Detail,
  schemaOnly: boolean,
): string {
  const holds = holdsOf(stream, first, detail, schemaOnly);
  if (stream.metric) return [`metric ${nameOf(stream)}`, ...holds].join(': ');
  const head = schemaOnly ? `${stream.type} ${stream.name}` : headOf(stream, detail);
  return [head, ...holds].join('\n  ');
}

const COLUMNS = ['type', 'stream', 'records', 'first', 'last', 'holds'];

/** A stream as a row of `COLUMNS`. The second that its first record lies in, and the one after its last. */
function streamRow(stream: StreamEntry, first: readonly FieldEntry[], detail: Detail): readonly unknown[] {
  const { type, records, firstUs, lastUs, metric } = stream;
  const isTimed = !metric && firstUs !== null && lastUs !== null;
  return [
    type,
    nameOf(stream),
    records,
    isTimed ? utcFromUs(Math.floor(firstUs / 1e6) * 1e6) : null,
    isTimed ? utcFromUs(Math.ceil(lastUs / 1e6) * 1e6) : null,
    holdsOf(stream, first, detail, false).join('\n') || null,
  ];
}

/** Sums and counts of a histogram are told with its buckets. */
const isTold = ({ metric }: StreamEntry) => metric?.part !== 'sum' && metric?.part !== 'count';

/** A stream that is described, and the fields to name first. */
export interface StreamDescription {
  readonly stream: StreamEntry;
  /** Fields to name first. */
  readonly fields: readonly FieldEntry[];
}

/** How each stream is told of within so many tokens: as much of the first as fits, the rest more briefly. */
function toldWithin<T>(
  all: readonly StreamDescription[],
  mostTokens: number,
  tell: (described: StreamDescription, detail: Detail) => { readonly told: T; readonly text: string },
): { readonly told: readonly T[]; readonly more: number } {
  const streams = all.filter(({ stream }) => isTold(stream));
  const lines: Array<{ told: T; tokens: number }> = [];
  let tokens = 0;
  for (const described of streams) {
    const { told, text } = tell(described, 'name');
    const cost = tokensOf(text);
    if (tokens + cost > mostTokens * NAMES_SHARE) break;
    tokens += cost;
    lines.push({ told, tokens: cost });
  }
  for (const [detail, count] of STEPS)
    for (const [at, line] of lines.slice(0, count).entries()) {
      const { told, text } = tell(streams[at] as StreamDescription, detail);
      const cost = tokensOf(text);
      if (cost < line.tokens || tokens - line.tokens + cost > mostTokens - MORE_TOKENS) continue;
      tokens += cost - line.tokens;
      lines[at] = { told, tokens: cost };
    }
  return { told: lines.map(({ told }) => told), more: streams.length - lines.length };
}

/**
 * What streams hold, in plain lines of at most so many tokens, and at last only how many more there are. Names and values
 * come from whoever wrote the data. `schemaOnly`: names and types alone, no statistics.
 */
export function describeStreams(
  all: readonly StreamDescription[],
  mostTokens: number,
  schemaOnly = false,
): readonly string[] {
  const { told, more } = toldWithin(all, mostTokens, ({ stream, fields }, detail) => {
    const text = streamText(stream, fields, detail, schemaOnly);
    return { told: text, text };
  });
  return [...told, ...(more > 0 ? [`and ${number(more)} more streams`] : [])];
}

/** The same as a table, and how many streams are left out. */
export function streamsTable(
  all: readonly StreamDescription[],
  mostTokens: number,
): { readonly table: Table; readonly more: number } {
  const { told, more } = toldWithin(all, mostTokens, ({ stream, fields }, detail) => {
    const row = streamRow(stream, fields, detail);
    return { told: row, text: stringifyExact(row) };
  });
  return { table: { columns: COLUMNS, rows: told }, more };
}
