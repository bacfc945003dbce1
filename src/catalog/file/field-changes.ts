import type { Field, Fields } from '../../contract/published.ts';

/** How the fields of one operation differ from those before. Everything is sorted. */
export interface FieldChanges {
  readonly newFields: readonly string[];
  readonly missingFields: readonly string[];
  /** In words, such as `body size` with `integer became string`. */
  readonly changedFields: ReadonlyArray<{ readonly field: string; readonly change: string }>;
}

const list = (names: readonly string[]) => names.map((name) => JSON.stringify(name)).join(', ');

function valuesChange(before: Field, now: Field): string[] {
  const [old, fresh] = [before.values, now.values];
  if (old === undefined && fresh === undefined) return [];
  if (old === undefined) return [`only takes ${list(fresh ?? [])}`];
  if (fresh === undefined) return ['takes any value'];
  const added = fresh.filter((value) => !old.includes(value));
  const gone = old.filter((value) => !fresh.includes(value));
  return [
    ...(added.length > 0 ? [`also takes ${list(added)}`] : []),
    ...(gone.length > 0 ? [`no longer takes ${list(gone)}`] : []),
  ];
}

function changesOf(before: Field, now: Field): string[] {
  return [
    ...(before.type === now.type ? [] : [`${before.type} became ${now.type}`]),
    ...(before.required === now.required ? [] : [now.required ? 'must be given' : 'need not be given']),
    ...valuesChange(before, now),
    ...(before.deprecated === now.deprecated ? [] : [now.deprecated ? 'deprecated' : 'no longer deprecated']),
  ];
}

/** What is new, gone or other; null where nothing is. A field that is new and must be given says so. */
export function fieldChanges(before: Fields, now: Fields): FieldChanges | null {
  const newFields = Object.keys(now).filter((field) => !(field in before));
  const missingFields = Object.keys(before).filter((field) => !(field in now));
  const changedFields = Object.entries(now).flatMap(([field, is]) => {
    const was = before[field];
    const changes = was === undefined ? (is.required ? ['must be given'] : []) : changesOf(was, is);
    return changes.map((change) => ({ field, change }));
  });
  return newFields.length + missingFields.length + changedFields.length === 0
    ? null
    : { newFields, missingFields, changedFields };
}
