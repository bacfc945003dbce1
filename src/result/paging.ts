import type { Outcome } from '../call/outcome.ts';
import { listAt } from '../openobserve/answer.ts';
import { utcFromUs } from '../call/arguments/times.ts';

const FINAL_LIMIT = /\blimit\s+(\d+)(?:\s+offset\s+(\d+))?(?:\s*;)?$/i;

/** Fewer rows a page would make the way through an endless answer endless too. */
const FEWEST = 100;

/** How to continue an answer: the same call with these arguments, in place of its own of the same names. */
export interface NextCall {
  readonly same_call_with: Readonly<Record<string, unknown>>;
}

/** SQL with its own LIMIT ignores from and size, so the LIMIT itself has to move on. */
function continuedSql(sql: string, shown: number): string | null {
  const found = FINAL_LIMIT.exec(sql.trimEnd());
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

/**
 * The range as absolute times, so that rows that come meanwhile do not move the others: `1h` would mean another hour.
 * Where the call left the end to OpenObserve, it is the moment of the call.
 */
function pinnedRange({ row: { time }, args, askedAtUs, range }: Outcome): Record<string, unknown> {
  const pinned = Object.entries(time?.arguments ?? {}).flatMap(([name, { role }]) => {
    if (role === 'end') return [[name, utcFromUs(range?.endUs ?? askedAtUs)]];
    return role === 'start' && args[name] !== undefined && range ? [[name, utcFromUs(range.startUs)]] : [];
  });
  return Object.fromEntries(pinned);
}

/** How to get the rows after those shown; null when there are none, or the operation cannot page. */
export function nextCall(outcome: Outcome, shown: number, received: number): NextCall | null {
  const { row, args, truncated } = outcome;
  const { page } = row;
  if (page === null || shown === 0) return null;
  const call = (changed: Record<string, unknown>) => ({
    same_call_with: { ...pinnedRange(outcome), ...changed },
  });
  if (typeof args.sql === 'string' && FINAL_LIMIT.test(args.sql.trimEnd())) {
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
  const isGiven = args[page.size] === size || size === page.defaultSize;
  return call({ [page.offset]: offset + shown, ...(isGiven ? {} : { [page.size]: size }) });
}

/** Items that each row holds of a list when the call does not say how many. */
const DEFAULT_ITEMS = 10;

/** Whether a list inside of a row is as long as was asked for, so that there may be more of it. */
function hasMore({ row, args, value }: Outcome, field: string): boolean {
  const most = typeof args.size === 'number' && args.size > 0 ? args.size : DEFAULT_ITEMS;
  return (listAt(value, row.rows ?? '') ?? []).some((each) => (listAt(each, field)?.length ?? 0) >= most);
}

/** How many rows there are in all, this page and those before it; null where the answer does not tell. */
export function totalOf(outcome: Outcome, received: number): number | null {
  const { row, args, truncated, value } = outcome;
  const { page } = row;
  const said = (value as { readonly total?: unknown } | null)?.total;
  if (truncated || (value as { readonly is_partial?: unknown } | null)?.is_partial === true) return null;
  if (row.shows?.unnest) return hasMore(outcome, row.shows.unnest) ? null : received;
  if (page === null) return received;
  const asked = typeof args[page.size] === 'number' ? (args[page.size] as number) : page.defaultSize;
  const offset = Number(args[page.offset] ?? 0);
  const before = page.style === 'page-index' ? offset * (asked ?? 0) : offset;
  const limit = typeof args.sql === 'string' ? FINAL_LIMIT.exec(args.sql) : null;
  if (typeof said === 'number' && said > received) return said;
  if (limit) return received < Number(limit[1]) && limit[2] === undefined ? received : null;
  return asked !== null && asked > 0 && received >= asked ? null : before + received;
}
