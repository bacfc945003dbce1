/** The member of a table under a key that somebody else wrote: `constructor` and the like are none. */
export const ownMember = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
