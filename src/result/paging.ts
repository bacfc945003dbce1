import type { Outcome } from '../call/outcome.ts';
import { fromUs } from '../call/arguments/times.ts';
import type { ToolRow } from '../contract/tool.ts';

const FINAL_LIMIT = /\blimit\s+(\d+)(?:\s+offset\s+(\d+))?\s*;?\s*$/i;

/** Fewer rows a page would make the way through an endless answer endless too. */
const FEWEST = 100;

/** The call that continues an answer. */
export interface NextCall {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** SQL with its own LIMIT ignores from and size, so the LIMIT itself has to move on. */
function continuedSql(sql: string, shown: number): string | null {
  const found = FINAL_LIMIT.exec(sql);
  if (!found) return null;
  const left = Number(found[1]) - shown;
  return left <= 0
    ? null
    : `${sql.slice(0, found.index)}LIMIT ${left} OFFSET ${Number(found[2] ?? 0) + shown}`;
}

/** Pages have one size, so the next page begins right after the rows seen only when its size divides their number. */
function largestDivisor(seen: number, atMost: number): number {
  let divisor = atMost;
  while (seen % divisor !== 0) divisor -= 1;
  return divisor;
}

/** The end of the range where the call does not name it: rows that come meanwhile must not move the others. */
function frozenEnd(
  { time }: ToolRow,
  args: Readonly<Record<string, unknown>>,
  askedAtUs: number,
): Record<string, unknown> {
  const [name, use] = Object.entries(time?.arguments ?? {}).find(([, { role }]) => role === 'end') ?? [];
  return name === undefined || use === undefined || args[name] !== undefined
    ? {}
    : { [name]: fromUs(askedAtUs, use.unit) };
}

/**
 * How to get the rows after those shown; null when there are none, or the operation cannot page.
 * The range is frozen: the arguments hold absolute times, and where the call left the end to OpenObserve, it is the
 * moment of the call.
 */
export function nextCall(
  { row, args, truncated, askedAtUs }: Outcome,
  shown: number,
  received: number,
): NextCall | null {
  const { page } = row;
  if (page === null || shown === 0) return null;
  const call = (changed: Record<string, unknown>) => ({
    tool: row.name,
    arguments: { ...frozenEnd(row, args, askedAtUs), ...args, ...changed },
  });
  if (typeof args.sql === 'string' && FINAL_LIMIT.test(args.sql)) {
    const sql = shown < received || truncated ? continuedSql(args.sql, shown) : null;
    return sql === null ? null : call({ sql });
  }
  const asked = typeof args[page.size] === 'number' ? (args[page.size] as number) : page.defaultSize;
  const isFullPage = asked !== null && asked > 0 && received >= asked;
  if (shown >= received && !isFullPage && !truncated) return null;
  // Who asked for every row goes on with as many as one answer shows.
  const size = asked !== null && asked > 0 ? asked : Math.max(shown, FEWEST);
  const offset = Number(args[page.offset] ?? 0);
  if (page.style === 'page-index') {
    const seen = offset * size + shown;
    const pageSize = largestDivisor(seen, Math.min(size, shown));
    return call({ [page.size]: pageSize, [page.offset]: seen / pageSize });
  }
  return call({ [page.offset]: offset + shown, [page.size]: size });
}
