import type { View } from '../../catalog/catalog.ts';
import type { ContractWords } from '../../contract/words.ts';
import type { JsonSchema, ToolRow } from '../../contract/tool.ts';
import { tokensOf } from '../data/find-stream.ts';
import type { OfferedTool } from '../providers/provider.ts';
import type { Router } from '../types.ts';

/** A row of the view as a model sees it. */
export function offeredTool(row: ToolRow, view: View): OfferedTool {
  const { org_id: organization, ...properties } = (row.inputSchema.properties ?? {}) as Record<
    string,
    JsonSchema
  >;
  const hides = view.options.org !== null || organization === undefined;
  return {
    name: row.name,
    description: row.description,
    inputSchema: hides ? { ...row.inputSchema, properties } : row.inputSchema,
  };
}

/** Reads that a model needs for nearly everything: what completes queries, and what that leans on. */
export function pinnedRows(view: View, { makers, data }: ContractWords): ToolRow[] {
  const pinned = new Set([
    ...Object.entries(makers).flatMap(([operationId, { using }]) => [operationId, ...Object.values(using)]),
    ...Object.values(data ?? {}),
  ]);
  return view.rows.filter(({ operationId, access }) => access === 'read' && pinned.has(operationId));
}

/** Where a list stands that shows what a write leans on, such as the destinations of an alert. */
function listsFor(rows: readonly ToolRow[], view: View): ToolRow[] {
  const named = new Set(
    rows.filter(({ access }) => access !== 'read').flatMap((row) => Object.keys(row.places)),
  );
  return view.rows.filter((row) =>
    Object.keys(row.names?.arguments ?? {}).some((name) => name !== 'org_id' && named.has(name)),
  );
}

/** What makes the kinds of things that the words name, such as an alert. */
function makersOfNamed(request: string, view: View, { stands }: ContractWords): ToolRow[] {
  const said = new Set(tokensOf(request));
  return view.rows.filter(
    ({ operationId, toolset }) =>
      operationId in stands && tokensOf(toolset.replaceAll('_', ' ')).some((kind) => said.has(kind)),
  );
}

/** What makes the things that lists show, so that a plan can have what its other steps lean on. */
function makersOf(lists: readonly ToolRow[], view: View, { stands }: ContractWords): ToolRow[] {
  const shown = new Set(lists.map(({ operationId }) => operationId));
  return view.rows.filter(({ operationId }) => shown.has(stands[operationId]?.list ?? ''));
}

/** What changes something is offered only where the words speak of it: among so many of the likeliest. */
const SURE = { write: 6, destructive: 3 } as const;
/** Probability from which words that mean a read mean nothing else. */
const SURELY = 0.9;

/**
 * The tools that a request may need. What changes something comes from the words of the person alone: nothing that is
 * read later adds to it.
 */
export function rowsFor(
  request: string,
  view: View,
  router: Router,
  words: ContractWords,
  count: number,
): ToolRow[] {
  const { steps } = router.route(request, view);
  const parts = [...new Set([request, ...steps])];
  const found = parts.flatMap((part) => {
    const { row: surest, confidence } = router.route(part, view);
    const onlyReads = surest?.access === 'read' && confidence >= SURELY;
    const named = onlyReads ? [] : makersOfNamed(part, view, words);
    return router
      .shortlist(part, view, count)
      .filter(({ row }, index) => row.access === 'read' || (!onlyReads && index < SURE[row.access]))
      .map(({ row }) => row)
      .concat(named);
  });
  const likely = [...new Set(found)];
  const lists = listsFor(likely, view);
  const needed = likely.some(({ access }) => access !== 'read') ? makersOf(lists, view, words) : [];
  return [...new Set([...pinnedRows(view, words), ...likely, ...lists, ...needed])].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}
