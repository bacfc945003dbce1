/** What somebody wrote: one map for each kind of object in each organization, in the order of writing. */
export interface Objects {
  of<T>(organization: string, kind: string): Map<string, T>;
}

/** Objects of the sample in memory, by organization and kind. */
export function createObjects(): Objects {
  const maps = new Map<string, Map<string, unknown>>();
  return {
    of<T>(organization: string, kind: string) {
      const key = `${organization}/${kind}`;
      const known = maps.get(key) ?? new Map<string, unknown>();
      maps.set(key, known);
      return known as Map<string, T>;
    },
  };
}

/** `items` by the text that `key` gives, by code points as a database sorts them. */
export function sortedBy<T>(items: Iterable<T>, key: (item: T) => string): T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
