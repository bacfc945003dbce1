import type { Arguments } from './arguments.ts';

/** The parts of `ask` that complete a call from words. */
export type MakerName = 'search' | 'values' | 'around' | 'metric' | 'traces' | 'dashboard' | 'alert';

/** What completes an operation from words, and the operationIds of what it reads on the way, by what they are for. */
export interface Maker {
  readonly as: MakerName;
  readonly using: Readonly<Record<string, string>>;
}

/** Turns a name into what an argument takes: rows of the operation `list`, the field that is taken, those compared. */
export interface NameLookup {
  readonly argument: string;
  readonly list: string;
  readonly id: string;
  readonly names: readonly string[];
  /** What the list is asked, beside the arguments that the operation has too. */
  readonly arguments: Readonly<Arguments>;
}

/**
 * How what a write made is found again: the operationId of the list that shows it, the argument that names it there, and
 * the operationId that undoes it. The fields of the list are those of its `names`.
 */
export interface Stands {
  readonly list: string;
  readonly by: string;
  readonly undo: string;
}

/** What plain words need beyond the rows of tools, by operationId. */
export interface ContractWords {
  readonly makers: Readonly<Record<string, Maker>>;
  /** Values that are taken when nobody states one. */
  readonly assume: Readonly<Record<string, Readonly<Arguments>>>;
  /** Arguments that are secrets: made up, and shown once. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  readonly names: Readonly<Record<string, readonly NameLookup[]>>;
  readonly stands: Readonly<Record<string, Stands>>;
}
