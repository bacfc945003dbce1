import type { Arguments } from './tool.ts';

/** The parts of `ask` that complete a call from words. */
export type MakerName = 'dashboard' | 'alert' | 'alert change' | 'destination' | 'panel';

/** What completes an operation from words, and the operationIds of what it reads on the way, by what they are for. */
export interface Maker {
  readonly as: MakerName;
  readonly using: Readonly<Record<string, string>>;
}

/** OperationIds of the reads that tell about data, by what they are for; empty texts where the contract names none. */
export interface DataOperations {
  readonly streams: string;
  readonly schema: string;
  readonly search: string;
  readonly values: string;
  readonly promqlAt: string;
  readonly promqlOver: string;
}

/** Turns a name into what an argument takes: rows of the operation `list`, the field that is taken, those compared. */
export interface NameLookup {
  readonly argument: string;
  readonly list: string;
  readonly id: string;
  readonly names: readonly string[];
  /** What the list is asked, beside the arguments that the operation has too. */
  readonly arguments: Readonly<Arguments>;
  /** Further arguments of the operation, and the field of the row that tells each. */
  readonly gives: Readonly<Record<string, string>>;
}

/**
 * How what a write made is found again: the operationId of the list that shows it, the argument that names it there, and
 * the operationId that undoes it. The fields of the list are those of its `names`.
 */
export interface Stands {
  readonly list: string;
  readonly by: string;
  /** Null where it cannot be undone. */
  readonly undo: string | null;
  /** In which form OpenObserve keeps the name: in small letters, or as those of streams are; null for as it is given. */
  readonly kept: 'lower' | 'stream' | null;
}

/** What shows whether a write had its effect: rows of the operation `read`. */
export interface Shows {
  readonly read: string;
  /** What the read is asked, as in the lines of a preview. */
  readonly arguments: Readonly<Arguments>;
  /** Where the rows are in the answer, as in an update; null for the rows of the read, or its whole answer. */
  readonly rows: string | null;
  /** Field of the rows, and the argument whose every value must be in one of them. */
  readonly match: Readonly<Record<string, string>>;
  /** Argument, and where the row shows it. */
  readonly fields: Readonly<Record<string, string>>;
  /** Argument whose objects must each be in a row. */
  readonly items: string | null;
  /** Identifier of such an object that OpenObserve makes up when it is empty, and refuses twice. */
  readonly fills: string | null;
  /** The effect is that no row has these values. */
  readonly gone: boolean;
  /** It may be so before the write too, and tells something only afterwards. */
  readonly after: boolean;
  /** The operation that takes away what was not there before. */
  readonly undo: string | null;
  /** What that one is given beside the arguments that it shares, as in the lines of a preview. */
  readonly undoWith: Readonly<Arguments>;
  /** It moves things to the folder in `to`; asked with `asks`, the read shows them in whatever folder they are. */
  readonly moves: { readonly to: string; readonly asks: Readonly<Arguments> } | null;
}

/** What plain words need beyond the rows of tools, by operationId. */
export interface ContractWords {
  readonly data: DataOperations;
  readonly makers: Readonly<Record<string, Maker>>;
  /** Values that are taken when nobody states one. */
  readonly assume: Readonly<Record<string, Readonly<Arguments>>>;
  /** Arguments that are secrets: made up, and shown once. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  readonly names: Readonly<Record<string, readonly NameLookup[]>>;
  readonly stands: Readonly<Record<string, Stands>>;
  readonly shows: Readonly<Record<string, Shows>>;
}
