import type { Store } from '../store/store.ts';
import type { Ids } from './ids.ts';
import type { Objects } from './objects.ts';

/** What the handlers of written objects share. */
export interface World {
  readonly objects: Objects;
  readonly ids: Ids;
  readonly store: Store;
  /** Microseconds since the epoch. */
  readonly nowUs: () => number;
  /** The e-mail of root. */
  readonly root: string;
}

/** The organization that is there from the start. */
export const DEFAULT_ORGANIZATION = 'default';
