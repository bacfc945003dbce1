import { isObject, type JsonObject } from '../src/contract/operation.ts';
import type { Problems } from '../src/contract/problems.ts';

const LOCAL = /^#\/components\/(schemas|parameters|responses)\/([A-Za-z0-9_.-]+)$/;

/** What a `$ref` of the contract points at; undefined where it points at nothing. */
export function target(components: JsonObject, ref: string): unknown {
  const [, kind, name] = LOCAL.exec(ref) ?? [];
  const group = kind && components[kind];
  return name && isObject(group) && Object.hasOwn(group, name) ? group[name] : undefined;
}

function unresolved(ref: string): string {
  return ref.startsWith('#')
    ? `the $ref "${ref}" points at nothing; add the component to a toolset file or correct the name`
    : `the $ref "${ref}" is external; move what it points at to components and write "#/components/schemas/Name"`;
}

/** Reports every `$ref` under `node`, also through other components, that is external or points at nothing. */
export function checkReferences(
  node: unknown,
  where: string,
  components: JsonObject,
  problems: Problems,
): boolean {
  const seen = new Set<string>();
  let sound = true;
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(item);
    } else if (isObject(value)) {
      if (typeof value.$ref === 'string' && !seen.has(value.$ref)) {
        seen.add(value.$ref);
        const found = value.$ref.startsWith('#') ? target(components, value.$ref) : undefined;
        walk(found);
        if (found === undefined) {
          sound = false;
          problems.add(where, unresolved(value.$ref));
        }
      }
      for (const item of Object.values(value)) walk(item);
    }
  };
  walk(node);
  return sound;
}
