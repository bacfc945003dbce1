import type { Change } from '../../json/merge.ts';

/** What an update changes, null where it replaces nothing, and the object as it is stored now. */
export interface Replaced {
  readonly changes: readonly Change[] | null;
  readonly before: unknown;
}
