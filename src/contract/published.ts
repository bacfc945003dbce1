import type { HttpMethod } from './tool.ts';

/** Where a known operation is in this release, if elsewhere than in the contract. */
export interface Address {
  readonly method: HttpMethod;
  readonly path: string;
}

/** What a document says of a field, as far as a call could fail by it. */
export interface Field {
  /** JSON types joined by `or`, null left out; of a list also what is in it. `any` where the document says nothing. */
  readonly type: string;
  /** Left out where it need not be given. */
  readonly required?: true;
  /** The values that it may have, sorted; left out where any will do. */
  readonly values?: readonly string[];
  /** Left out where it is not. */
  readonly deprecated?: true;
}

/** By `query NAME`, `body` for the body as a whole, and `body NAME` or `body NAME.INNER`. */
export type Fields = Readonly<Record<string, Field>>;

/** The published document that the contract was written from, by operationId. */
export interface Baseline {
  readonly release: string;
  /** operationIds that are for parts of OpenObserve itself: no tool is made of them. */
  readonly internal: readonly string[];
  readonly operations: Readonly<Record<string, BaselineOperation>>;
}

interface BaselineOperation extends Address {
  readonly fields: Fields;
  readonly isDeprecated: boolean;
}
