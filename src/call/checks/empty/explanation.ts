import type { ResolvedNames } from '../resolve-names.ts';
import type { SeenValue } from './conditions.ts';

/** What explains an answer without rows. */
export interface Explanation {
  readonly notes: readonly string[];
  /** Values that there are instead, by field, with how many records have each. Others wrote them. */
  readonly seen: Readonly<Record<string, readonly SeenValue[]>>;
  /** The answer that the call should have had; left out where there is none. */
  readonly value?: unknown;
  /** Arguments with which the call is worth a repeat; left out where it is not. */
  readonly repeat?: ResolvedNames;
}
