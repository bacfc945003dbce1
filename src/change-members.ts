/**
 * A list or object with each member as `change` answers for it. Where none changes it is the value itself and no copy:
 * of most answers nothing is masked or cut. `key` is empty for the items of a list.
 */
export function changeMembers(value: object, change: (item: unknown, key: string) => unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => change(item, ''));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  let copy: Record<string, unknown> | null = null;
  for (const [key, item] of Object.entries(value)) {
    const changed = change(item, key);
    if (changed === item) continue;
    copy ??= { ...value };
    copy[key] = changed;
  }
  return copy ?? value;
}
