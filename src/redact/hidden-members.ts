import { changeMembers } from '../json/map-members.ts';
import type { Change } from '../json/merge.ts';
import { MASK } from './patterns.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function maskAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value === null || value === undefined ? value : MASK;
  if (!isObject(value) || (key === '*' && !Array.isArray(value))) return value;
  return changeMembers(value, (item, name) => (key === '*' || name === key ? maskAt(item, rest) : item));
}

/** A value with what stands at `paths` masked: keys joined by dots, `*` for every item of a list on the way. */
export function maskPaths(value: unknown, paths: readonly string[]): unknown {
  return paths.reduce((masked, path) => maskAt(masked, path.split('.')), value);
}

/** Changes of an object without what stands at `paths` of it, before and after. */
export function maskChanges(changes: readonly Change[], paths: readonly string[]): readonly Change[] {
  if (paths.length === 0) return changes;
  return changes.map((change) => {
    const { field } = change;
    const inside = paths.flatMap((path) => {
      if (path === field || field.startsWith(`${path}.`)) return [[]];
      return path.startsWith(`${field}.`) ? [path.slice(field.length + 1).split('.')] : [];
    });
    const masked = (value: unknown) => inside.reduce((each, path) => maskAt(each, path), value);
    return { ...change, from: masked(change.from), to: masked(change.to) };
  });
}
