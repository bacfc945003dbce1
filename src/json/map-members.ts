type Change = (item: unknown, key: string) => unknown;

function changeItems(list: readonly unknown[], change: Change): readonly unknown[] {
  let copy: unknown[] | null = null;
  for (let index = 0; index < list.length; index++) {
    const changed = change(list[index], '');
    if (changed === list[index]) continue;
    copy ??= [...list];
    copy[index] = changed;
  }
  return copy ?? list;
}

/**
 * A list or object with each member as `change` answers for it. Where none changes it is the value itself and no copy:
 * of most answers nothing is masked or cut. `key` is empty for the items of a list.
 */
export function changeMembers(value: object, change: Change): unknown {
  if (Array.isArray(value)) return changeItems(value, change);
  const members = value as Readonly<Record<string, unknown>>;
  let copy: Record<string, unknown> | null = null;
  for (const key of Object.keys(members)) {
    const changed = change(members[key], key);
    if (changed === members[key]) continue;
    copy ??= { ...members };
    copy[key] = changed;
  }
  return copy ?? value;
}
