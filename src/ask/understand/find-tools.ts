import Fuse from 'fuse.js';
import type { View } from '../../catalog/catalog.ts';
import { InputError } from '../../errors.ts';
import { refuseLong } from '../../limits.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import type { ToolResult } from '../../result/result.ts';
import type { ToolRow } from '../../contract/tool.ts';
import type { Router } from '../types.ts';

const DEFAULT_LIMIT = 8;
/** From this probability on, a tool may be the one that is meant. */
const LIKELY = 0.1;

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

/** The surest first; what the router has not heard of comes by its own texts, before what is hardly meant. */
function find(query: string, view: View, router: Router, limit: number): ToolRow[] {
  const ranked = router.shortlist(query, view, view.rows.length);
  const likely = ranked.filter(({ score }) => score >= LIKELY).map(({ row }) => row);
  const unheard = findByTexts(
    query,
    ranked.filter(({ score }) => score === 0).map(({ row }) => row),
  );
  const others = ranked.filter(({ score }) => score > 0).map(({ row }) => row);
  return [...new Set([...likely, ...unheard, ...others])].slice(0, limit);
}

/**
 * Tools for a task, each with what it does and its arguments.
 * @throws {InputError} without a query
 */
export function findTools(args: Readonly<Record<string, unknown>>, view: View, router: Router): ToolResult {
  if (typeof args.query !== 'string' || args.query.trim() === '')
    throw new InputError('"query" is missing: say in plain words what you want to do.');
  refuseLong('"query"', args.query, 'question');
  const limit = Number(args.limit ?? DEFAULT_LIMIT);
  const found = find(args.query, view, router, Number.isInteger(limit) && limit > 0 ? limit : DEFAULT_LIMIT);
  const text = stringifyExact({
    tools: found.map((row) => ({
      name: row.name,
      does: row.description,
      call_with: row.access === 'read' ? 'read_tool' : 'write_tool',
      access: row.access,
      arguments: Object.keys((row.inputSchema.properties ?? {}) as object).filter(
        (name) => name !== 'org_id',
      ),
    })),
    ...(found.length === 0
      ? { note: 'No tool has these words. Try others, such as logs, alert, dashboard, stream, user.' }
      : {}),
  });
  return { content: [{ type: 'text', text }] };
}
