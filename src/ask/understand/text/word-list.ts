import type { Phrases } from './concepts.ts';

/** What the contract says of an operation for plain words. */
export interface OperationWords {
  readonly entity: string;
  readonly action: string;
  /** The question for each argument that a person is asked for when it is not said. */
  readonly asks: Readonly<Record<string, string>>;
}

/** What words mean, and what each operation is about, by operationId. */
export interface SemanticWords {
  /** What phrases mean. */
  readonly phrases: Phrases;
  readonly operations: Readonly<Record<string, OperationWords>>;
}
