import { NEWER_TOOLS, NEWER_TOOLSETS } from '../generated/newer-tools.ts';
import { TOOLS, TOOLSETS } from '../generated/tools.ts';
import type { CatalogRows } from '../contract/catalog-rows.ts';

/**
 * The rows of the contract, or of the catalog file that is set.
 * @throws {ConfigError} when the file cannot be used
 */
export async function loadCatalogRows(file: string | null): Promise<CatalogRows> {
  if (file === null)
    return {
      rows: TOOLS,
      newer: NEWER_TOOLS,
      absent: null,
      toolsets: [...TOOLSETS, ...NEWER_TOOLSETS],
      schemas: null,
    };
  const { readCatalogFile } = await import('./file/read.ts');
  return readCatalogFile(file);
}
