import { readDocument } from '../src/catalog/file/document.ts';
import { fieldsOf } from '../src/catalog/file/fields.ts';
import type { Baseline } from '../src/contract/published.ts';
import { publishedDocument } from './published-document.ts';

/** What other releases are compared with, from the facts in `directory`. */
export async function baseline(directory: string, internal: readonly string[]): Promise<Baseline> {
  const document = readDocument(JSON.stringify(await publishedDocument(directory)), directory);
  const operations = document.operations.map((operation) => {
    const { label, method, path, isDeprecated } = operation;
    return [label, { method, path, isDeprecated, fields: fieldsOf(operation, document.schemas) }] as const;
  });
  return {
    release: document.release ?? '',
    internal,
    operations: Object.fromEntries(operations.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
