import type { Address } from '../../contract/published.ts';
import type { ToolRow } from '../../contract/tool.ts';

/** One part of a path: words and placeholders, and nothing that a URL reads as more than that. */
const SEGMENT = /^(?:[\w~:.-]|\{[\w.-]+\})+$/;

/** Whether a path of a document stays below /api/ whatever a client makes of it. */
export function isSoundPath(path: string): boolean {
  const [root, api, ...segments] = path.replace(/\/$/, '').split('/');
  return (
    root === '' &&
    api === 'api' &&
    segments.length > 0 &&
    segments.every((segment) => SEGMENT.test(segment) && segment !== '.' && segment !== '..')
  );
}

/**
 * Whether a known tool may go to another address and keep what it is. A document could make a read of one method delete:
 * only the method that the contract has, and of reads only GET, which changes nothing.
 */
export function mayMove(row: Pick<ToolRow, 'method' | 'access'>, { method }: Address): boolean {
  return method === row.method && (row.access !== 'read' || method === 'GET');
}
