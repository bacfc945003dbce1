import { filledPath, valueAt } from '../../openobserve/answer.ts';
import { InputError } from '../../errors.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import { jsonInText } from '../../json/json-in-text.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';

const isObject = (value: unknown): value is Arguments =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(into: Arguments, from: Arguments, source: string): void {
  for (const [name, value] of Object.entries(from)) {
    if (name in into && stringifyExact(into[name]) !== stringifyExact(value)) {
      throw new InputError(
        `"${name}" is given twice with different values, once in "${source}". Give it once.`,
      );
    }
    into[name] = value;
  }
}

function parsedObject(value: unknown): unknown {
  if (typeof value !== 'string' || !value.trim().startsWith('{')) return value;
  const found = jsonInText(value);
  return found === null ? value : found.value;
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

/** What wraps an object in our own results, and in what a read of it answers. */
const ENVELOPES = ['untrusted_data', 'data'] as const;

/**
 * The arguments of a call that creates, with an exported object in them unwrapped: a whole result of ours, the answer of
 * the operation that reads it, or the object under the name of its kind.
 */
function unwrapped(row: Pick<ToolRow, 'exported' | 'places'>, given: Arguments): Arguments {
  const { exported, places } = row;
  if (exported === null) return given;
  const names = [...ENVELOPES, exported.kind].filter((name) => !(name in places));
  const wrapper = names.find((name) => isObject(parsedObject(given[name])));
  if (wrapper !== undefined) {
    const { [wrapper]: wrapped, link: _, notes: __, ...beside } = given;
    return { ...unwrapped(row, parsedObject(wrapped) as Arguments), ...beside };
  }
  const path = exported.object === null ? null : filledPath(exported.object, given);
  const inner = path === null ? undefined : parsedObject(valueAt(given, path));
  if (!isObject(inner)) return given;
  const beside = Object.entries(given).filter(
    ([name, value]) => name !== path && value !== null && !exported.omit.includes(name),
  );
  return { ...Object.fromEntries(beside), ...inner };
}

/**
 * Flat arguments from any shape: flat already, the vendor's `{org_id, request_body: {...}}`, or an exported object.
 * `names` are those of the arguments that the tool has.
 * @throws {InputError} when a part is no object, or a name is given twice with different values
 */
export function flatten(row: ToolRow, whole: Arguments, names: readonly string[]): Arguments {
  const { request_body: wrapped, ...flat } = unwrapped(row, whole);
  const body = row.body?.kind === 'content' ? wrapped : parsedObject(wrapped);
  const isEmpty =
    wrapped === undefined || wrapped === null || (wrapped === '' && row.body?.kind !== 'content');
  if (!isEmpty) {
    if (row.body === null) throw new InputError(`${row.name} has no body: leave "request_body" out.`);
    if (row.body.kind === 'content') flat.content ??= wrapped;
    else if (isObject(body)) merge(flat, underArgumentNames(row, unwrapped(row, body)), 'request_body');
    else throw new InputError('"request_body" must be an object.');
  }
  const lift = row.body?.lift;
  if (!lift || names.includes(lift) || !(lift in flat)) return flat;
  const { [lift]: inner, ...rest } = flat;
  const lifted = parsedObject(inner);
  // Text in its place is what the object would hold, under the name that other tools have for it.
  if (!isObject(lifted)) return flat;
  merge(rest, lifted, lift);
  return rest;
}
