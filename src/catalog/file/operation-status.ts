import type { ToolRow } from '../../contract/tool.ts';
import { mayMove } from './sound-address.ts';
import type { PublishedOperation } from './document.ts';
import type { Address, Baseline } from '../../contract/published.ts';

/** What became of an operation of the contract in a release. */
export type OperationStatus =
  | {
      readonly is: 'kept';
      readonly row: ToolRow;
      readonly operation: PublishedOperation;
      readonly address: Address | null;
    }
  | { readonly is: 'remade'; readonly row: ToolRow; readonly operation: PublishedOperation }
  | { readonly is: 'missing'; readonly row: ToolRow; readonly reason: string };

/** An address without the names of its placeholders, which say nothing to the server. */
const shapeOf = ({ method, path }: Address) => `${method} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`;

const placeholdersOf = (path: string) =>
  [...path.matchAll(/\{([^{}]*)\}/g)]
    .map(([, name]) => name)
    .sort()
    .join();

/**
 * What became of each operation of the contract. One is found by its operationId, else by its address: a new name changes
 * no request. A row that moved keeps its words where it may, and its path takes the same arguments, and else is made anew.
 */
export function operationStatuses(
  rows: readonly ToolRow[],
  baseline: Baseline,
  operations: readonly PublishedOperation[],
): OperationStatus[] {
  const known = new Set(rows.map(({ operationId }) => operationId));
  return rows.map((row): OperationStatus => {
    const published = baseline.operations[row.operationId] ?? row;
    const shapes = new Set([shapeOf(published), shapeOf(row)]);
    const isHere = (operation: PublishedOperation) => shapes.has(shapeOf(operation));
    const named = operations.filter(({ operationId }) => operationId === row.operationId);
    const unnamed = operations.filter(
      (each) => isHere(each) && (each.operationId === null || !known.has(each.operationId)),
    );
    const candidates = [...named.filter(isHere), ...named, ...unnamed];
    const operation = candidates.find(({ isEnabled }) => isEnabled);
    if (operation === undefined)
      return {
        is: 'missing',
        row,
        reason: candidates.length > 0 ? 'switched off for tools' : 'not in this release',
      };
    const { method, path } = operation;
    if (isHere(operation)) return { is: 'kept', row, operation, address: null };
    if (!mayMove(row, operation)) return { is: 'remade', row, operation };
    return placeholdersOf(path) === placeholdersOf(row.path)
      ? { is: 'kept', row, operation, address: { method, path } }
      : { is: 'remade', row, operation };
  });
}
