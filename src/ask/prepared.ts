import type { Arguments } from '../contract/tool.ts';
import type { MaskedOutcome } from '../result/masked-outcome.ts';
import type { OutcomeText } from './outcome-text.ts';
import type { Language } from './language/lexicon/lexicon.ts';
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
  /** What it would do, in sentences; left out where its name and arguments say it. */
  readonly preview?: string;
  /** Words that it covers in another form, such as "failed" for `level = 'error'`. */
  readonly covers?: string;
  /** Parts of the words that it has no place for, which are asked about. */
  readonly left?: readonly string[];
  /** Arguments that were read before, whole: of the words they have only what `covers` says. */
  readonly kept?: readonly string[];
  /** Arguments that were made up and that nobody sees before it is done, such as a first password. */
  readonly made?: readonly string[];
  /** What people call the things that its identifiers stand for, by argument. */
  readonly labels?: Readonly<Record<string, string>>;
  /** How its outcome is told, with what `was` before where that is known; left out where it needs no words of its own. */
  readonly tell?: (outcome: MaskedOutcome, was: Readonly<Arguments> | null) => OutcomeText;
}

/** What was said so far. `asked`: optional questions were put already. */
export interface StatedRequest {
  readonly words: string;
  readonly arguments: Readonly<Arguments>;
  readonly asked: boolean;
  /** The language that the person wrote in; left out for English. */
  readonly language?: Language;
  /** The whole request as the person wrote it. */
  readonly written?: string;
}
