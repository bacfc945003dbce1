import { TOOLS, TOOLSETS } from './generated/tools.ts';
import type { Toolset } from './catalog.ts';
import type { ToolRow } from './tool.ts';
import type { InputSchemas } from './validate.ts';

/** The operations that a server offers, wherever they come from. */
export interface CatalogRows {
  readonly rows: readonly ToolRow[];
  /** Known operations that this OpenObserve does not have, and why not. */
  readonly absent: { readonly rows: readonly ToolRow[]; readonly why: string } | null;
  readonly toolsets: readonly Toolset[];
  /** Full schemas of the rows that are not those of the contract. */
  readonly schemas: InputSchemas | null;
}

/**
 * The rows of the contract, or of the catalogue file that is set.
 * @throws {ConfigError} when the file cannot be used
 */
export async function loadCatalogRows(file: string | null): Promise<CatalogRows> {
  if (file === null) return { rows: TOOLS, absent: null, toolsets: TOOLSETS, schemas: null };
  const { readCatalogFile } = await import('./catalog-file/read.ts');
  return readCatalogFile(file);
}
