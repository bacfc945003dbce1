import type { LogIntent } from './log-intent.ts';
import { fieldInWords, comparableName, isNumeric, type Roles } from '../data/roles.ts';
import { identifier, literal } from '../data/sql.ts';
import type { Field, StreamSchema, ValueCount } from '../data/telemetry.ts';

/** Fields that full-text search always looks into. */
const FULL_TEXT = new Set('log message msg content data body json error'.split(' '));
const OTEL_ERROR = 17;
const OTEL_WARN = 13;

function numericLevel(field: Field, levels: readonly string[], values: readonly ValueCount[]): string {
  const name = identifier(field.name);
  const isError = levels.includes('error') || levels.includes('fatal');
  if (comparableName(field.name).endsWith('severitynumber'))
    return `${name} >= ${isError ? OTEL_ERROR : OTEL_WARN}`;
  // Two habits: 10 to 60, rising, and the 0 to 7 of syslog, falling.
  return values.some(({ value }) => Number(value) >= 10)
    ? `${name} >= ${isError ? 50 : 40}`
    : `${name} <= ${isError ? 3 : 4}`;
}

/** Records of these levels, however the stream writes them; `values` are those that it has. Null when it cannot be told. */
export function levelCondition(
  levels: readonly string[],
  roles: Roles,
  values: readonly ValueCount[],
): string | null {
  const { level, severityNumber, status, errorType, message } = roles;
  const field = level ?? severityNumber;
  if (field && isNumeric(field)) return numericLevel(field, levels, values);
  if (field) {
    const name = identifier(field.name);
    const known = values.map(({ value }) => value).filter((value) => levels.includes(value.toLowerCase()));
    const [only] = known;
    if (only !== undefined && known.length === 1) return `${name} = ${literal(only)}`;
    if (known.length > 1) return `${name} IN (${known.sort().map(literal).join(', ')})`;
    return `lower(${name}) IN (${levels.slice(0, 4).map(literal).join(', ')})`;
  }
  if (!levels.includes('error')) return null;
  if (status) return statusCondition({ hundreds: 5 }, status);
  if (errorType) return `${identifier(errorType.name)} IS NOT NULL`;
  return message ? `str_match_ignore_case(${identifier(message.name)}, 'error')` : null;
}

export function statusCondition(status: NonNullable<LogIntent['status']>, field: Field): string {
  const name = identifier(field.name);
  if ('code' in status) return `${name} = ${isNumeric(field) ? status.code : literal(String(status.code))}`;
  const { hundreds } = status;
  if (!isNumeric(field)) return `${name} LIKE ${literal(`${hundreds}%`)}`;
  return hundreds === 5 ? `${name} >= 500` : `${name} >= ${hundreds}00 AND ${name} < ${hundreds + 1}00`;
}

/** Records that hold a text, case not counting. Null where there is no field to look into. */
export function textCondition(text: string, schema: StreamSchema, roles: Roles): string | null {
  const hasFullText = schema.fullText.length > 0 || schema.fields.some(({ name }) => FULL_TEXT.has(name));
  if (hasFullText && text.length > 1) return `match_all(${literal(text)})`;
  return roles.message ? `str_match_ignore_case(${identifier(roles.message.name)}, ${literal(text)})` : null;
}

/** How many units of a duration field make one ms, from its name; null when the name does not say. */
export function unitsPerMs(field: Field): { readonly perMs: number; readonly unit: string } | null {
  const name = field.name.toLowerCase();
  if (/(_|^)(ms|millis|milliseconds)$|ms$/.test(name)) return { perMs: 1, unit: 'ms' };
  if (/(_|^)(us|micros|microseconds)$/.test(name)) return { perMs: 1000, unit: 'µs' };
  if (/(_|^)(ns|nanos|nanoseconds)$/.test(name)) return { perMs: 1e6, unit: 'ns' };
  if (/(_|^)(s|secs|seconds)$|^request_time$|^upstream_response_time$/.test(name))
    return { perMs: 0.001, unit: 's' };
  return null;
}

export function equalsCondition(
  name: string,
  value: string,
  fields: readonly Field[],
  roles: Roles,
): string | null {
  const field = fieldInWords(name, fields, roles);
  if (!field) return null;
  const isNumber = isNumeric(field) && /^-?\d+(\.\d+)?$/.test(value);
  return `${identifier(field.name)} = ${isNumber ? value : literal(value)}`;
}
