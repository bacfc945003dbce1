import type { JsonSchema, ToolRow } from './tool.ts';

/** The full input schemas, as generated: one per tool, and what their `$ref`s point to. */
export interface InputSchemas {
  readonly inputs: Readonly<Record<string, JsonSchema>>;
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

/** A group of tools that a view can be narrowed to. */
export interface Toolset {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

/** The operations that a server offers, wherever they come from. */
export interface CatalogRows {
  readonly rows: readonly ToolRow[];
  /** Operations that releases after that of the contract added: called by name, and listed only where asked for. */
  readonly newer: readonly ToolRow[];
  /** Known operations that this OpenObserve does not have, and why not. */
  readonly absent: { readonly rows: readonly ToolRow[]; readonly why: string } | null;
  readonly toolsets: readonly Toolset[];
  /** Full schemas of the rows that are not those of the contract. */
  readonly schemas: InputSchemas | null;
}
