import Fuse from 'fuse.js';
import type { View } from './catalog.ts';
import { InputError } from './errors.ts';
import { stringifyExact } from './exact-json.ts';
import type { ToolResult } from './result.ts';
import type { ToolRow } from './tool.ts';

const DEFAULT_LIMIT = 8;
const COMMON_WORDS = new Set(
  'a an and are at by can do for from get how i in is it me my of on or our please show tell that the this to want what which with you'.split(
    ' ',
  ),
);

/** Finds tools of a view by plain words: the more words stand in a tool's texts, and the nearer its name, the higher. */
function createWordIndex(rows: readonly ToolRow[]) {
  const entries = rows.map((row) => ({
    row,
    name: row.name.replaceAll('_', ' '),
    title: row.title,
    text: `${row.description} ${row.details}`,
    toolset: row.toolset,
  }));
  const fuse = new Fuse(entries, {
    keys: [
      { name: 'name', weight: 3 },
      { name: 'title', weight: 2 },
      { name: 'toolset', weight: 1 },
      { name: 'text', weight: 1 },
    ],
    includeScore: true,
    ignoreLocation: true,
    threshold: 0.3,
  });
  return (query: string, limit: number): ToolRow[] => {
    const scores = new Map<ToolRow, number>();
    const words = query
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1 && !COMMON_WORDS.has(word));
    for (const word of words) {
      for (const { item, score = 1 } of fuse.search(word.replace(/s$/, '')))
        scores.set(item.row, (scores.get(item.row) ?? 0) + 1 - score);
    }
    return [...scores]
      .sort(([, a], [, b]) => b - a)
      .slice(0, limit)
      .map(([row]) => row);
  };
}

/**
 * Tools for a task, each with what it does and its arguments.
 * @throws {InputError} without a query
 */
export function findTools(args: Readonly<Record<string, unknown>>, view: View): ToolResult {
  if (typeof args.query !== 'string' || args.query.trim() === '')
    throw new InputError('"query" is missing: say in plain words what you want to do.');
  const limit = Number(args.limit ?? DEFAULT_LIMIT);
  const found = createWordIndex(view.rows)(
    args.query,
    Number.isInteger(limit) && limit > 0 ? limit : DEFAULT_LIMIT,
  );
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
