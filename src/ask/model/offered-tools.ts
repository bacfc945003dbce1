import type { View } from '../../catalog/catalog.ts';
import type { ListedTool } from '../../catalog/listed-tool.ts';
import { DESCRIBE_DATA, GET_TRACE } from '../../catalog/helper-tools.ts';
import { COMPARE, INVESTIGATE, PATTERNS, TIMELINE } from '../../catalog/investigate-tools.ts';
import type { ContractWords } from '../../contract/words.ts';
import type { JsonSchema, ToolRow } from '../../contract/tool.ts';
import { argumentsNaming } from '../plan/named-things.ts';
import { nounsIn } from '../understand/orders/kinds.ts';
import { kindOf } from '../understand/orders/ordered-call.ts';
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
/** What changes something is offered only where the words order it: so many of the likeliest of those. */
const MOST_WRITES = { write: 6, destructive: 3 } as const;

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

/** What the words of the person order. */
export interface OrderedTools {
  /** Whether they order what a tool does. */
  readonly may: (row: ToolRow) => boolean;
  /** The kinds of things that they name; empty for none. */
  readonly kinds: ReadonlySet<string>;
  /** Whether all of them make something new, for which nothing of its kind must be read. */
  readonly makesOnly: boolean;
}

/** The kinds of things that a tool is about, by its name. */
const kindsOf = (row: ToolRow) => [
  ...nounsIn(row.name.replaceAll('_', ' ')).map(({ kind }) => kind),
  ...[kindOf(row)].flatMap((kind) => kind ?? []),
];

/** Of the likeliest tools those about these kinds, and the likeliest of all, which may be about none; all, where nothing is about them. */
function aboutKinds(found: readonly ToolRow[], kinds: ReadonlySet<string>): readonly ToolRow[] {
  if (kinds.size === 0) return found;
  const named = found.filter((row, index) => {
    const own = kindsOf(row);
    return own.length === 0 ? index === 0 : own.some((kind) => kinds.has(kind));
  });
  return named.length === 0 ? found : named;
}

/** An older interface that a newer one stands beside: `create_report` beside `create_report_v2`. */
const isSuperseded = ({ name }: ToolRow, { rows }: View) => rows.some((other) => other.name === `${name}_v2`);
const OLD_INTERFACE = /(?<![\p{L}\d])(?:v1|legacy|old(?:er)? (?:api|interface|way))(?![\p{L}\d])/iu;

/** Where a list stands that shows what a write names, such as the destinations of an alert. */
function listsFor(rows: readonly ToolRow[], view: View, { stands }: ContractWords): ToolRow[] {
  const writes = rows.filter(({ access }) => access !== 'read');
  return view.rows.filter((list) =>
    writes.some((row) => argumentsNaming(row, list, stands).some(([argument]) => argument in row.places)),
  );
}

/** What reads a thing whose parts a write names beside it, such as the tabs of a dashboard in a report. */
function readersFor(
  rows: readonly ToolRow[],
  lists: readonly ToolRow[],
  view: View,
  { stands }: ContractWords,
): ToolRow[] {
  const writes = rows.filter(({ access }) => access !== 'read');
  const toolsets = lists
    .filter((list) =>
      writes.some((row) =>
        argumentsNaming(row, list, stands).some(
          ([argument, path]) => argument in row.places && path.includes('.'),
        ),
      ),
    )
    .map(({ toolset }) => toolset);
  const reads = view.rows.flatMap(({ toolset, update }) =>
    update?.replaces && toolsets.includes(toolset) ? [update.read] : [],
  );
  return view.rows.filter(({ operationId, rows: list }) => list === null && reads.includes(operationId));
}

/** What makes the kinds of things that the orders name in any language, such as an alert. */
function makersOfNamed(view: View, { stands }: ContractWords, { may, kinds }: OrderedTools): ToolRow[] {
  return view.rows.filter(
    (row) => row.operationId in stands && kinds.has(row.toolset.replace(/s$/, '')) && may(row),
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
  ordered: OrderedTools,
): ToolRow[] {
  const found = router.shortlist(part, view, 16).map(({ row }) => row);
  const kinds = ordered.kinds.size > 0 ? ordered.kinds : new Set(nounsIn(part).map(({ kind }) => kind));
  const reads = (ordered.makesOnly ? [] : aboutKinds(found, kinds))
    .filter((row) => row.access === 'read' && !isAtHand(row, words) && !OF_DATA.has(row.toolset))
    .slice(0, MOST_READS);
  const written = aboutKinds(found.filter(ordered.may), ordered.kinds);
  const writes = (['write', 'destructive'] as const).flatMap((access) =>
    written.filter((row) => row.access === access).slice(0, MOST_WRITES[access]),
  );
  return [...reads, ...writes];
}

/**
 * The tools of OpenObserve that a request may need beside the pinned ones, by name. What changes something is offered
 * only where the words of the person order it: nothing that is read later adds to it.
 */
export function rowsFor(
  request: string,
  view: View,
  router: Router,
  words: ContractWords,
  ordered: OrderedTools,
): ToolRow[] {
  const { steps } = router.route(request, view);
  const parts = [...new Set([request, ...steps])];
  const likely = [
    ...new Set([
      ...parts.flatMap((part) => likelyFor(part, view, router, words, ordered)),
      ...makersOfNamed(view, words, ordered),
    ]),
  ];
  // Without a word of a folder, things lie where they lie by default.
  const isMeant = (row: ToolRow) => !kindsOf(row).includes('folder') || ordered.kinds.has('folder');
  const lists = listsFor(likely, view, words).filter((row) => !isAtHand(row, words) && isMeant(row));
  // What a plan makes so that its other steps can stand on it: a destination for an alert, and its template.
  const makers = (shown: readonly ToolRow[]) =>
    makersOf(shown, view, words).filter((row) => ordered.may(row) && isMeant(row));
  const needed = makers(lists);
  const listsOfNeeded = listsFor(needed, view, words).filter(isMeant);
  const readers = readersFor(likely, lists, view, words);
  const all = [
    ...new Set([...likely, ...lists, ...readers, ...needed, ...listsOfNeeded, ...makers(listsOfNeeded)]),
  ];
  return all
    .filter((row) => OLD_INTERFACE.test(request) || !isSuperseded(row, view))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
