import type { Argument } from '../src/contract/arguments.ts';
import { isObject, type JsonObject, type Operation } from '../src/contract/operation.ts';
import type { Mcp } from './mcp.ts';
import { exampleTime } from '../src/contract/times.ts';

const UNSET = Symbol('unset');

function at(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (!isObject(found) || !Object.hasOwn(found, key)) return UNSET;
    found = found[key];
  }
  return found;
}

/** The fields of the body's example that no argument carries, as keys joined by dots. */
export function strayFields(body: unknown, planned: readonly Argument[], lift: string | undefined): string[] {
  const known = new Set(
    planned.flatMap(({ places }) =>
      places.flatMap((place) => (place.in === 'body' ? [place.path.join('.')] : [])),
    ),
  );
  if (!isObject(body)) return [];
  const keys = Object.entries(body).flatMap(([key, value]) =>
    key === lift && isObject(value) ? Object.keys(value).map((inner) => `${key}.${inner}`) : [key],
  );
  return keys.filter((key) => !known.has(key));
}

/**
 * The smallest working call as flat arguments: the body's example, and parameters by their own examples.
 * `org_id` stays out, as the product knows it, and a range becomes the last hour.
 */
export function flatExample(operation: Operation, planned: readonly Argument[], { time }: Mcp): JsonObject {
  const body = Object.values(operation.body?.content ?? {})[0]?.example ?? UNSET;
  const flat: JsonObject = {};
  for (const { name, places } of planned) {
    if (name === 'org_id') continue;
    for (const place of places) {
      const value =
        place.in === 'content'
          ? body
          : place.in === 'body'
            ? at(body, place.path)
            : (operation.parameters.find((parameter) => parameter.name === place.name)?.example ?? UNSET);
      if (value !== UNSET) flat[name] ??= value;
    }
    const moment = exampleTime(name, time);
    if (moment !== undefined && (flat[name] !== undefined || time?.range === 'required')) flat[name] = moment;
  }
  return flat;
}
