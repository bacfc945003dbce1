import type { FieldEntry } from '../../data/fields/field.ts';
import type { Condition } from '../query/logical-form.ts';
import type { State } from './states.ts';

/** What a span of words may mean in a stream; `score` is 0 to 1. */
export type Link =
  | { readonly kind: 'stream'; readonly score: number }
  | { readonly kind: 'field'; readonly field: FieldEntry; readonly score: number }
  | {
      readonly kind: 'value';
      readonly field: FieldEntry;
      readonly values: readonly string[];
      readonly score: number;
    }
  | { readonly kind: 'state'; readonly state: State; readonly condition: Condition; readonly score: number }
  | { readonly kind: 'condition'; readonly condition: Condition; readonly score: number };
