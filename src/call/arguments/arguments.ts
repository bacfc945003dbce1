import { coerce, type Definitions } from './coerce.ts';
import { InputError } from '../../errors.ts';
import { parseExact } from '../../json/exact-json.ts';
import { MASK } from '../../redact/patterns.ts';
import { fromUs, parseDurationUs, parseMomentUs, type TimeContext, type TimeRange } from './times.ts';
import type { Arguments, JsonSchema, ToolRow } from '../../contract/tool.ts';

const LAST_HOUR_US = 3600e6;

/** Arguments as the API wants them, and the range that they name, null where the tool has none. */
export interface NormalArguments {
  readonly args: Arguments;
  readonly range: TimeRange | null;
}

const isObject = (value: unknown): value is Arguments =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(into: Arguments, from: Arguments, source: string): void {
  for (const [name, value] of Object.entries(from)) {
    if (name in into && JSON.stringify(into[name]) !== JSON.stringify(value)) {
      throw new InputError(
        `"${name}" is given twice with different values, once in "${source}". Give it once.`,
      );
    }
    into[name] = value;
  }
}

function parsedObject(value: unknown): unknown {
  if (typeof value !== 'string' || !value.trim().startsWith('{')) return value;
  try {
    return parseExact(value);
  } catch {
    return value;
  }
}

/** Fields of a body under the names of their arguments, where the contract gives one another name. */
function underArgumentNames(row: ToolRow, body: Arguments): Arguments {
  const renamed = Object.entries(row.places).flatMap(([argument, places]) =>
    places.flatMap((place) =>
      place.in === 'body' && place.path.length === 1 && place.path[0] !== argument
        ? [[place.path[0] as string, argument] as const]
        : [],
    ),
  );
  const names = new Map(renamed);
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [names.get(key) ?? key, value]));
}

/** Flat arguments from either shape: flat already, or the vendor's `{org_id, request_body: {...}}`. */
function flatten(row: ToolRow, given: Arguments, names: readonly string[]): Arguments {
  const { request_body: wrapped, ...flat } = given;
  const body = row.body?.kind === 'content' ? wrapped : parsedObject(wrapped);
  if (wrapped !== undefined) {
    if (row.body === null) throw new InputError(`${row.name} has no body: leave "request_body" out.`);
    if (row.body.kind === 'content') flat.content ??= wrapped;
    else if (isObject(body)) merge(flat, underArgumentNames(row, body), 'request_body');
    else throw new InputError('"request_body" must be an object.');
  }
  const lift = row.body?.lift;
  if (lift && !names.includes(lift) && lift in flat) {
    const { [lift]: inner, ...rest } = flat;
    const lifted = parsedObject(inner);
    if (!isObject(lifted))
      throw new InputError(
        `"${lift}" must be an object. Its fields may also be given as arguments of their own.`,
      );
    merge(rest, lifted, lift);
    return rest;
  }
  return flat;
}

const fold = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** `startTime` for `start_time`: names that differ only in case and punctuation are the same. */
function withRightNames(given: Arguments, names: readonly string[]): Arguments {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const right = names.includes(name)
        ? name
        : (names.filter((known) => fold(known) === fold(name))[0] ?? name);
      return [right in given && right !== name ? name : right, value];
    }),
  );
}

function refuseMasks(value: unknown, path: string): void {
  if (typeof value === 'string' && value.includes(MASK)) {
    throw new InputError(
      `"${path}" holds ${MASK}, which stands for a secret that was not shown. Give the real value, or leave the field out to keep what is stored.`,
    );
  }
  if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) refuseMasks(item, `${path}.${key}`);
  }
}

/** Times in the unit that the operation wants; where a range is required and none is given, the last hour. */
function withTimes(row: ToolRow, given: Arguments, context: TimeContext): NormalArguments {
  const { time } = row;
  if (time === null) return { args: given, range: null };
  const args = { ...given };
  const us: { start?: number; end?: number } = {};
  const names: { start?: string; end?: string } = {};
  for (const [name, { role, unit }] of Object.entries(time.arguments)) {
    if (role === 'start' || role === 'end') names[role] = name;
    const value = args[name];
    if (value === undefined || value === null) continue;
    if (role === 'duration') {
      const durationUs = typeof value === 'string' ? parseDurationUs(value) : null;
      if (durationUs !== null) args[name] = fromUs(durationUs, unit);
      continue;
    }
    const moment = parseMomentUs(name, value, context, role);
    if (role !== 'at') us[role] = moment;
    args[name] = fromUs(moment, unit);
  }
  if (!names.start || !names.end) return { args, range: null };
  if (us.start === undefined && us.end === undefined && time.range !== 'required')
    return { args, range: null };
  const endUs = us.end ?? context.nowUs;
  const startUs =
    us.start ?? (time.range === 'required' || us.end === undefined ? endUs - LAST_HOUR_US : undefined);
  if (startUs === undefined) return { args, range: null };
  if (startUs > endUs) {
    throw new InputError(
      `The time range is upside down: "${names.start}" is after "${names.end}". Swap them.`,
    );
  }
  args[names.start] = fromUs(startUs, time.arguments[names.start]?.unit ?? 'us');
  args[names.end] = fromUs(endUs, time.arguments[names.end]?.unit ?? 'us');
  return { args, range: { startUs, endUs } };
}

/**
 * Arguments in any of the shapes that people and models use, as the API wants them; not yet validated.
 * @throws {InputError} on a value that has no right reading
 */
export function normaliseArguments(
  row: ToolRow,
  given: Arguments,
  schema: JsonSchema,
  definitions: Definitions,
  context: TimeContext,
): NormalArguments {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const names = Object.keys(properties);
  const named = withRightNames(flatten(row, given, names), names);
  refuseMasks(named, row.name);
  const times = row.time?.arguments ?? {};
  const coerced = Object.fromEntries(
    Object.entries(named)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        name in times ? value : coerce(name, value, properties[name], definitions),
      ]),
  );
  return withTimes(row, coerced, context);
}
