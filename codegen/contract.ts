import type { Operation } from '../src/contract/operation.ts';
import type { JsonSchema } from '../src/contract/tool.ts';

export interface Toolset {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

export interface Contract {
  /** The number of operations that the contract says it has. */
  readonly count: number;
  /** The number that its toolset files have, those with problems included. */
  readonly found: number;
  /** Toolsets that have operations, in the order of the root document. */
  readonly toolsets: readonly Toolset[];
  readonly operations: readonly Operation[];
  /** `components.schemas` of all files. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}
