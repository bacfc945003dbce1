import type { View } from '../../catalog/catalog.ts';
import { DESCRIBE_DATA, GET_TRACE } from '../../catalog/helper-tools.ts';
import { COMPARE, INVESTIGATE, PATTERNS, TIMELINE } from '../../catalog/investigate-tools.ts';
import type { ListedTool } from '../../catalog/listed-tool.ts';
import type { ContractWords } from '../../contract/words.ts';
import type { JsonSchema, ToolRow } from '../../contract/tool.ts';
import { nounsIn } from '../understand/orders/kinds.ts';
import type { OfferedTool } from '../providers/provider.ts';
import type { Router } from '../types.ts';

/** Our own tools that a model has at hand, in this order, with the arguments that it is told of at first. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  [DESCRIBE_DATA]: ['about'],
  [INVESTIGATE]: ['about', 'start_time', 'end_time'],
  [COMPARE]: ['stream', 'type', 'measure', 'by', 'where', 'start_time', 'end_time', 'with'],
  [TIMELINE]: ['stream', 'type', 'measure', 'where', 'start_time', 'end_time'],
  [PATTERNS]: ['stream', 'where', 'start_time', 'end_time'],
  [GET_TRACE]: ['trace_id', 'logs'],
};
const SEARCH_ARGUMENTS = ['type', 'sql', 'start_time', 'end_time', 'size'];

/** Told with the search, and the same everywhere. */
const TOLD_ONCE = new Set(['stream', 'type', 'start_time', 'end_time', 'where', 'measure']);

/** Reads beyond those at hand that the words likely need: of what people have made, as data have those at hand. */
const MOST_READS = 2;
const OF_DATA = new Set(['queries', 'search_jobs', 'traces', 'metrics', 'streams', 'logs', 'incidents']);
/** What changes something is offered only where the words order it: among so many of the likeliest. */
const SURE = { read: 0, write: 6, destructive: 3 } as const;

function withArguments(schema: JsonSchema, names: readonly string[] | null): JsonSchema {
  const { org_id: _, ...properties } = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const kept = Object.entries(properties).filter(([name]) => names === null || names.includes(name));
  return { ...schema, properties: Object.fromEntries(kept) };
}

/** Without what is told with another tool already. */
function withoutTold(schema: JsonSchema): JsonSchema {
  const told = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).map(
    ([name, { description, ...rest }]): [string, JsonSchema] => [
      name,
      TOLD_ONCE.has(name) || description === undefined ? rest : { ...rest, description },
    ],
  );
  return { ...schema, properties: Object.fromEntries(told) };
}

/** A row of the view as a model sees it. */
export function offeredTool(row: ToolRow, view: View, names: readonly string[] | null = null): OfferedTool {
  const needsOrganization = view.options.org === null && 'org_id' in row.places;
  return {
    name: row.name,
    description: row.description,
    inputSchema: needsOrganization ? row.inputSchema : withArguments(row.inputSchema, names),
  };
}

const ownTool = ({ name, description, inputSchema }: ListedTool): OfferedTool => ({
  name,
  description,
  inputSchema: withoutTold(withArguments(inputSchema, OWN[name] ?? null)),
});

/** Whether a tool of our own is one that a model has. */
export const isOwnRead = (name: string, view: View): boolean =>
  name in OWN && view.listedAs(name) !== undefined;

/** The reads that nearly every request needs: the same in every request of an organization, and always first. */
export function pinnedTools(view: View, { data }: ContractWords): OfferedTool[] {
  const reads = [data.search, data.promqlAt, data.promqlOver].flatMap(
    (operationId) => view.rows.find((row) => row.operationId === operationId) ?? [],
  );
  return [
    ...reads.map((row) => offeredTool(row, view, row.operationId === data.search ? SEARCH_ARGUMENTS : null)),
    ...Object.keys(OWN).flatMap((name) => {
      const listed = view.listedAs(name);
      return listed === undefined ? [] : [ownTool(listed)];
    }),
  ];
}

/** Reads that are at hand, or whose answer the first message has. */
function isAtHand({ operationId }: ToolRow, { data }: ContractWords): boolean {
  return Object.values(data).includes(operationId);
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

/** What makes the kinds of things that the words name in any language, such as an alert. */
function makersOfNamed(request: string, view: View, { stands }: ContractWords): ToolRow[] {
  const said = new Set(nounsIn(request).map(({ kind }) => kind));
  return view.rows.filter(
    ({ operationId, toolset }) => operationId in stands && said.has(toolset.replace(/s$/, '')),
  );
}

/** What makes the things that lists show, so that a plan can have what its other steps lean on. */
function makersOf(lists: readonly ToolRow[], view: View, { stands }: ContractWords): ToolRow[] {
  const shown = new Set(lists.map(({ operationId }) => operationId));
  return view.rows.filter(({ operationId }) => shown.has(stands[operationId]?.list ?? ''));
}

/** What one part of a request may need. */
function likelyFor(
  part: string,
  view: View,
  router: Router,
  words: ContractWords,
  isOrdered: (row: ToolRow) => boolean,
): ToolRow[] {
  const found = router.shortlist(part, view, 16).map(({ row }) => row);
  const reads = found
    .filter((row) => row.access === 'read' && !isAtHand(row, words) && !OF_DATA.has(row.toolset))
    .slice(0, MOST_READS);
  const writes = [
    ...found.filter((row, index) => index < SURE[row.access]),
    ...makersOfNamed(part, view, words),
  ];
  return [...reads, ...writes.filter(isOrdered)];
}

/**
 * The tools of OpenObserve that a request may need beside the pinned ones, by name. What changes something is offered
 * only where the words of the person order it (`isOrdered`): nothing that is read later adds to it.
 */
export function rowsFor(
  request: string,
  view: View,
  router: Router,
  words: ContractWords,
  isOrdered: (row: ToolRow) => boolean,
): ToolRow[] {
  const { steps } = router.route(request, view);
  const parts = [...new Set([request, ...steps])];
  const likely = [...new Set(parts.flatMap((part) => likelyFor(part, view, router, words, isOrdered)))];
  const lists = listsFor(likely, view).filter((row) => !isAtHand(row, words));
  const writes = likely.some(({ access }) => access !== 'read');
  const needed = writes ? makersOf(lists, view, words).filter(isOrdered) : [];
  return [...new Set([...likely, ...lists, ...needed])].sort((a, b) => (a.name < b.name ? -1 : 1));
}
