import Fuse from 'fuse.js';
import { ASK } from '../../catalog/ask-tool.ts';
import type { View } from '../../catalog/catalog.ts';
import type { ListedTool } from '../../catalog/listed-tool.ts';
import { DESCRIBE_TOOL, FIND_TOOLS, READ_TOOL, WRITE_TOOL } from '../../catalog/helper-tools.ts';
import { InputError } from '../../errors.ts';
import { refuseLong } from '../../limits.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import { isTooOld } from '../../openobserve/releases.ts';
import type { ServerFacts } from '../../openobserve/server-facts.ts';
import type { ToolResult } from '../../result/result.ts';
import type { JsonSchema, ToolRow } from '../../contract/tool.ts';
import type { Router } from '../types.ts';
import { isListedPlain } from './text/plain-words.ts';
import { stemOf } from './text/words.ts';

const DEFAULT_LIMIT = 8;
/** From this probability on, a tool may be the one that is meant. */
const LIKELY = 0.1;

/** From this part of the words of a query on, a tool of our own may be meant. */
const MOST_WORDS = 0.5;
/** Tools that only lead to others. */
const LEADING: ReadonlySet<string> = new Set([ASK, DESCRIBE_TOOL, FIND_TOOLS, READ_TOOL, WRITE_TOOL]);

/** Rows one of whose names has all words of the query. */
function findByAlias(query: string, rows: readonly ToolRow[]): ToolRow[] {
  const words = query.toLowerCase().match(/[a-z]+/g) ?? [];
  const hasAll = (name: string) => words.length > 0 && words.every((word) => name.split('_').includes(word));
  return rows.filter(({ name, aliases }) => [name, ...aliases].some(hasAll));
}

/** Rows whose own texts have the words: for operations that nobody's sentences were collected for. */
function findByTexts(query: string, rows: readonly ToolRow[]): ToolRow[] {
  const fuse = new Fuse(rows, {
    keys: ['name', 'title', 'description'],
    useTokenSearch: true,
    ignoreLocation: true,
    threshold: 0.3,
  });
  return fuse.search(query).map(({ item }) => item);
}

/** Words of a query that say what is wanted: without those of any sentence, and without IDs. */
const tellingStems = (text: string) =>
  (text.toLowerCase().match(/(?<![\p{L}\d])\p{L}+(?![\p{L}\d])/gu) ?? [])
    .filter((word) => !isListedPlain(word))
    .map(stemOf);

/** Tools that are no operations and whose own texts have most words of the query, one of them in the name, such as get_trace. */
function findOwn(query: string, view: View): ListedTool[] {
  const words = tellingStems(query);
  const found = view.listed
    .filter(({ name, annotations }) => !view.reaches(name) && !LEADING.has(name) && annotations.readOnlyHint)
    .map((tool) => {
      const inName = new Set(tellingStems(tool.name.replaceAll('_', ' ')));
      const inText = new Set([...inName, ...tellingStems(`${tool.title} ${tool.description}`)]);
      const isNamed = words.some((word) => inName.has(word));
      return { tool, part: isNamed ? words.filter((word) => inText.has(word)).length / words.length : 0 };
    });
  return found
    .filter(({ part }) => part > MOST_WORDS)
    .sort((a, b) => b.part - a.part)
    .map(({ tool }) => tool);
}

/** Whether this server cannot do it: enterprise operations unless it is known to be that edition. */
const isLacking = (row: ToolRow, server: ServerFacts) =>
  (row.edition === 'enterprise' && server.edition !== 'enterprise') || isTooOld(server.version, row);

const lackOf = ({ edition, since }: ToolRow, server: ServerFacts) =>
  edition === 'enterprise' && server.edition !== 'enterprise' ? 'enterprise edition only' : `needs ${since}`;

function argumentsOf({ inputSchema }: { readonly inputSchema: JsonSchema }) {
  const { properties, required = [] } = inputSchema as {
    readonly properties?: object;
    readonly required?: readonly string[];
  };
  const names = Object.keys(properties ?? {}).filter((name) => name !== 'org_id');
  const needed = names.filter((name) => required.includes(name));
  const optional = names.filter((name) => !required.includes(name));
  return {
    ...(needed.length > 0 ? { required: needed } : {}),
    ...(optional.length > 0 ? { optional } : {}),
  };
}

const VERB =
  /\b(?:create|make|set up|add|move|copy|delete|remove|update|change|rename|list|read|get|show|enable|disable|pause|test|run|export)\b/i;
const BETWEEN_PARTS = new RegExp(`[,;:+]|\\b(?:and|then)\\b|(?=${VERB.source})`, 'i');
/** From this probability on, a part of a task means one tool. */
const MEANT = 0.5;
/** No task has more, and each takes as long as a query. */
const MOST_PARTS = 20;

/** What a task consists of: a part without a verb has that of the part before. */
function partsOf(query: string): string[] {
  let verb = '';
  return query.split(BETWEEN_PARTS).flatMap((part) => {
    const text = part.trim();
    const own = VERB.exec(text)?.[0];
    verb = own ?? verb;
    if (text === '' || text.toLowerCase() === own?.toLowerCase()) return [];
    return [own === undefined ? `${verb} ${text}` : text];
  });
}

/** The tools of a task of several parts, in their order. */
function findByParts(query: string, view: View, router: Router): ToolRow[] {
  const parts = partsOf(query).slice(0, MOST_PARTS);
  if (parts.length < 2) return [];
  return parts.flatMap((part) =>
    router.shortlist(part, view, 1).flatMap(({ row, score }) => (score >= MEANT ? [row] : [])),
  );
}

/**
 * The surest first; what the router has not heard of comes by its own texts, before what is hardly meant. What the
 * server lacks comes last.
 */
function find(query: string, view: View, router: Router, server: ServerFacts): ToolRow[] {
  const named = findByAlias(query, view.rows);
  const ranked = router.shortlist(query, view, view.rows.length);
  const likely = ranked.filter(({ score }) => score >= LIKELY).map(({ row }) => row);
  const unheard = findByTexts(
    query,
    ranked.filter(({ score }) => score === 0).map(({ row }) => row),
  );
  const others = ranked.filter(({ score }) => score > 0).map(({ row }) => row);
  const all = [...new Set([...findByParts(query, view, router), ...named, ...likely, ...unheard, ...others])];
  return [...all.filter((row) => !isLacking(row, server)), ...all.filter((row) => isLacking(row, server))];
}

/**
 * Tools for a task, each with what it does and its arguments: first those of our own that have its words.
 * @throws {InputError} without a query
 */
export function findTools(
  args: Readonly<Record<string, unknown>>,
  view: View,
  router: Router,
  server: ServerFacts,
): ToolResult {
  if (typeof args.query !== 'string' || args.query.trim() === '')
    throw new InputError('"query" is missing: say in plain words what you want to do.');
  refuseLong('"query"', args.query, 'question');
  const limit = Number(args.limit ?? DEFAULT_LIMIT);
  const most = Number.isInteger(limit) && limit > 0 ? limit : DEFAULT_LIMIT;
  const own = findOwn(args.query, view).slice(0, most);
  const found = find(args.query, view, router, server).slice(0, most - own.length);
  const text = stringifyExact({
    tools: [
      ...own.map((tool) => ({ name: tool.name, does: tool.description, ...argumentsOf(tool) })),
      ...found.map((row) => ({
        name: row.name,
        does: row.description,
        call_with: row.access === 'read' ? 'read_tool' : 'write_tool',
        ...(row.access === 'destructive' || row.confirm.length > 0 ? { confirms: true } : {}),
        ...argumentsOf(row),
        ...(isLacking(row, server) ? { lacking: lackOf(row, server) } : {}),
      })),
    ],
    ...(own.length + found.length === 0
      ? { note: 'No tool has these words. Try others, such as logs, alert, dashboard, stream, user.' }
      : {}),
  });
  return { content: [{ type: 'text', text }] };
}
