import type { Address } from '../../contract/published.ts';
import type { BodyUse, JsonSchema, TimeUse, ToolRow } from '../../contract/tool.ts';

/** A tool made from the words of a release alone: what a row needs and nothing that only our contract knows. */
export type AddedTool = Pick<
  ToolRow,
  | 'name'
  | 'operationId'
  | 'title'
  | 'description'
  | 'details'
  | 'toolset'
  | 'access'
  | 'idempotent'
  | 'method'
  | 'path'
  | 'places'
  | 'inputSchema'
> & {
  readonly body: BodyUse | null;
  /** Which arguments are times, as far as the document tells. */
  readonly time: TimeUse | null;
  /** The full schema of its arguments; its `$ref`s point into the definitions of the file. */
  readonly schema: JsonSchema;
};

/** The tools of one release of OpenObserve: those of the contract that it has, and those that only it has. */
export interface CatalogFile {
  readonly format: 1;
  /** Name and version of what wrote it. */
  readonly madeBy: string;
  /** For example `v0.91.5`; null where its document does not say. */
  readonly release: string | null;
  /** operationIds of the contract, sorted. */
  readonly operations: readonly string[];
  readonly addresses: Readonly<Record<string, Address>>;
  readonly added: readonly AddedTool[];
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

/** A group for what fits into none of the contract's. */
export const MORE_TOOLS = {
  name: 'more',
  title: 'More',
  description: 'Operations of this OpenObserve that the contract does not know.',
} as const;
