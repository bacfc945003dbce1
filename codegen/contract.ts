import type { Operation } from '../src/contract/operation.ts';
import type { JsonSchema } from '../src/contract/tool.ts';

/** A toolset as the contract describes it. */
export interface Toolset {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Whether releases after that of the contract added it. */
  readonly newer: boolean;
}

/** What was read of the contract, before rows are made from it. */
export interface Contract {
  /** The number of operations that the contract says it has in toolsets of its release, and in newer ones. */
  readonly count: number;
  readonly newerCount: number;
  /** The toolset of each operation in the files, those with problems included. */
  readonly found: readonly string[];
  /** operationIds of other releases that are for parts of OpenObserve itself. */
  readonly internal: readonly string[];
  /** Toolsets that have operations, in the order of the root document. */
  readonly toolsets: readonly Toolset[];
  readonly operations: readonly Operation[];
  /** `components.schemas` of all files. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}
