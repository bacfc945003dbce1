import type { StreamEntry } from '../../ask/data/dictionary.ts';
import type { FieldEntry, Role } from '../../ask/data/fields/field.ts';
import { fieldsFor } from '../../ask/data/fields/field-entry.ts';
import { identifier, literal } from '../../ask/data/sql.ts';

/** A field that says who is affected, and what those are called, such as tenants. */
export interface Party {
  readonly field: string;
  readonly called: string;
}

/** Which fields of a stream tell what, and which rows are bad. */
export interface StreamFields {
  readonly message: string | null;
  /** SQL that is true for rows that report a failure; null where no field can tell. */
  readonly isBad: string | null;
  /** The same with only those words that the values hold, for people to read. */
  isBadOf(values: ReadonlyArray<{ readonly field: string; readonly value: string }>): string | null;
  /** The field says by itself that a row is bad, so that its values explain nothing. */
  isTrivial(field: string): boolean;
  /** A field equals a value. */
  equals(field: string, value: string): string;
  /** Fields whose values may tell rows apart, the most telling first. */
  readonly telling: readonly string[];
  /** How long something took, what unit it counts in, and the field that says what it was. */
  readonly duration: { readonly field: string; readonly unit: string | null; readonly of: string } | null;
  readonly service: string | null;
  /** Who is affected: customers, users, tenants, devices. */
  readonly who: readonly Party[];
}

const BAD_LEVELS =
  'error err erro erreur fehler e failure failed severe schwerwiegend falha fallo audit_failure fatal critical crit emergency emerg alert panic kritisch critique critico crítico fatale f c dpanic'.split(
    ' ',
  );
const BAD_OUTCOMES =
  'error err fail failed failure fehler fehlgeschlagen denied deny declined rejected reject refused abgelehnt timeout timed_out ko nok aborted crashed crash expired invalid unavailable dropped bounced lost false_positive échec echec refusé fallo fallido rechazado falha falhou recusado'.split(
    ' ',
  );
/** At most so many fields are counted in one query. */
const MOST_TELLING = 14;

/** In this order, because a query holds only so many. */
const TELLING: readonly Role[] = [
  'error type',
  'error code',
  'status',
  'outcome',
  'reason',
  'level',
  'version',
  'service',
  'operation',
  'path',
  'region',
  'site',
  'host',
  'pod',
  'customer',
  'event',
  'action',
  'environment',
  'queue',
  'database',
  'category',
  'product',
  'device',
  'country',
  'zone',
  'cluster',
  'namespace',
  'container',
  'method',
  'currency',
  'logger',
  'team',
  'user',
  'ip',
  'city',
  'user agent',
];
/** Every row has another value, or the value says nothing by itself. */
const NOT_TELLING: ReadonlySet<Role> = new Set<Role>([
  'message',
  'trace id',
  'span id',
  'parent span id',
  'request id',
  'order id',
  'session id',
  'duration',
  'amount',
  'quantity',
  'bytes',
  'time',
  'temperature',
  'percentage',
  'e-mail',
  'thread',
]);
/** Words of numbers that measure or count something. */
const MEASURED = new Set(
  'count total sum length size number sequence offset port position index depth age score points level height width rate speed weight ts ms timestamp time line column pid amount quantity attempt attempts retry retries'.split(
    ' ',
  ),
);
const TRIVIAL = new Set(['span_status', 'span_kind', 'status_code', '_stream_name']);
const SPAN_PARTS = new Set([
  'duration',
  'start_time',
  'end_time',
  'trace_id',
  'span_id',
  'reference_parent_span_id',
  'reference_parent_trace_id',
  'reference_ref_type',
  'events',
  'links',
  'flags',
]);

function mayTell(field: FieldEntry): boolean {
  const [role] = field.roles;
  if (SPAN_PARTS.has(field.name) || field.type === 'decimal') return false;
  if (role !== undefined && NOT_TELLING.has(role)) return false;
  if (field.type === 'whole') return field.unit === null && !field.words.some((word) => MEASURED.has(word));
  return true;
}

function rankOf({ roles, name }: FieldEntry): number {
  const at = TELLING.indexOf(roles[0] as Role);
  return (at < 0 ? TELLING.length : at) + name.length / 1000;
}

/** A test for bad rows: the field is one of the words, or SQL of its own. */
interface BadTest {
  readonly field: string;
  readonly words: readonly string[] | null;
  readonly sql: string;
}

const wordTest = ({ name }: FieldEntry, words: readonly string[]): BadTest => ({
  field: name,
  words,
  sql: `lower(${identifier(name)}) IN (${words.map(literal).join(', ')})`,
});

const ownTest = ({ name }: FieldEntry, sql: (name: string) => string): BadTest => ({
  field: name,
  words: null,
  sql: sql(identifier(name)),
});

function badTests(fields: readonly FieldEntry[], isSpans: boolean): BadTest[] {
  const first = (role: Role) => fields.filter(({ roles }) => roles[0] === role);
  const tests: BadTest[] = [];
  if (isSpans)
    return fields
      .filter(({ name }) => name === 'span_status')
      .map((field) => ownTest(field, (name) => `${name} = 'ERROR'`));
  for (const field of first('level')) if (field.type === 'text') tests.push(wordTest(field, BAD_LEVELS));
  for (const field of fields.filter(({ roles }) => roles.includes('status')))
    if (field.type === 'whole')
      tests.push(ownTest(field, (name) => `(${name} BETWEEN 500 AND 599 OR ${name} = 429)`));
    else if (field.type === 'text') tests.push(wordTest(field, BAD_OUTCOMES));
  for (const field of first('outcome'))
    if (field.type === 'text') tests.push(wordTest(field, BAD_OUTCOMES));
    else if (field.type === 'boolean') tests.push(ownTest(field, (name) => `${name} = false`));
  for (const field of first('error type'))
    if (field.type === 'text') tests.push(ownTest(field, (name) => `${name} <> ''`));
  return tests;
}

const anyOf = (tests: readonly string[]) => (tests.length === 0 ? null : `(${tests.join(' OR ')})`);

const MESSAGE_WORDS = new Set(
  'note notes detail details info comment remark title what statement output stdout stderr err exception data payload change changes record hint bemerkung hinweis meldung nachricht detalle nota'.split(
    ' ',
  ),
);
const saysSomething = ({ words }: FieldEntry) => words.some((word) => MESSAGE_WORDS.has(word));

const IDENTIFIES = new Set(['id', 'ids', 'identifier', 'no', 'nr', 'number', 'key', 'code', 'name', 'uuid']);

/** What the values of a field are called: `turbineid` holds turbines. */
function pluralOf({ words, name }: FieldEntry): string {
  const word = words.findLast((each) => !IDENTIFIES.has(each)) ?? name;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}${/(s|x|ch|sh)$/.test(word) ? 'es' : 's'}`;
}

/** What is worth reading of a stream, told by the names and types of its fields. */
export function streamFields({ type, fields = [] }: StreamEntry): StreamFields {
  const isSpans = type === 'traces';
  const named = (role: Role, of?: FieldEntry['type']) =>
    fieldsFor(fields, role).find((field) => of === undefined || field.type === of)?.name ?? null;
  const message = isSpans
    ? (fields.find(({ name }) => name === 'status_message' || name === 'span_status_message')?.name ?? null)
    : (named('message', 'text') ??
      fields.find((field) => field.type === 'text' && saysSomething(field))?.name ??
      null);
  const telling = fields
    .filter((field) => mayTell(field) && field.name !== message)
    .sort((a, b) => rankOf(a) - rankOf(b))
    .slice(0, MOST_TELLING)
    .map(({ name }) => name);
  const durations = fieldsFor(fields, 'duration').filter(
    ({ type: of, roles }) => of !== 'text' && of !== 'boolean' && roles[0] === 'duration',
  );
  const of =
    named('path', 'text') ??
    named('operation', 'text') ??
    named('action', 'text') ??
    named('event', 'text') ??
    named('service', 'text');
  const [took] = durations;
  const tests = badTests(fields, isSpans);
  const types = new Map(fields.map((field) => [field.name, field.type]));
  return {
    message,
    isBad: anyOf(tests.map(({ sql }) => sql)),
    isBadOf(values) {
      const short = tests.flatMap(({ field, words, sql }) => {
        if (words === null) return [sql];
        const known = values.filter((each) => each.field === field);
        const held = known.map(({ value }) => value).filter((value) => words.includes(value.toLowerCase()));
        if (known.length === 0) return [sql];
        return held.length === 0 ? [] : [`${identifier(field)} IN (${held.map(literal).join(', ')})`];
      });
      return anyOf(short);
    },
    isTrivial: (name) =>
      TRIVIAL.has(name) ||
      fields.some((field) => field.name === name && field.roles[0] === 'level') ||
      tests.some(({ field, words }) => field === name && words !== null),
    equals: (field, value) =>
      `${identifier(field)} = ${types.get(field) === 'text' ? literal(value) : value}`,
    telling,
    duration: took && of !== null && !isSpans ? { field: took.name, unit: took.unit, of } : null,
    service: named('service', 'text'),
    who: (['customer', 'user', 'device', 'host'] as const).flatMap((role) => {
      const field = fieldsFor(fields, role).at(0);
      return field === undefined ? [] : [{ field: field.name, called: pluralOf(field) }];
    }),
  };
}
