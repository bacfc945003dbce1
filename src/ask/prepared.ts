import type { Arguments } from '../contract/tool.ts';
import type { Outcome } from '../call/outcome.ts';
import type { OutcomeText } from './outcome-text.ts';
import type { MissingArgument } from './types.ts';

/** A call that is about to be made: its arguments, or what must be asked first. */
export interface Prepared {
  /** As the operation takes them. */
  readonly arguments: Readonly<Arguments>;
  readonly missing: readonly MissingArgument[];
  /** What was found out so far, under the names that answers have. */
  readonly known?: Readonly<Arguments>;
  /** What it is about, where its identifiers say nothing to a person. */
  readonly about?: string;
  /** Words that it covers in another form, such as "failed" for `level = 'error'`. */
  readonly covers?: string;
  /** How its outcome is told; left out where it needs no words of its own. */
  readonly tell?: (outcome: Outcome) => OutcomeText;
}

/** What was said so far. `asked`: optional questions were put already. */
export interface StatedRequest {
  readonly words: string;
  readonly arguments: Readonly<Arguments>;
  readonly asked: boolean;
}
