import type { Table } from './table-data.ts';

/** A span as its bar is drawn. Times in milliseconds from the start of the trace. */
export interface DrawnSpan {
  readonly depth: number;
  readonly service: string;
  readonly operation: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly selfMs: number;
  /** The end of the trace waited for it. */
  readonly isCritical: boolean;
  readonly error: string | null;
  /** Has spans below it. */
  readonly isParent: boolean;
}

const NEEDED = ['depth', 'service', 'operation', 'start_ms', 'duration_ms'];

/** The spans in the rows of `get_trace`, from the top down; null where the rows are none. */
export function spansIn({ columns, rows }: Table): readonly DrawnSpan[] | null {
  if (!NEEDED.every((name) => columns.includes(name))) return null;
  const at = (name: string) => columns.indexOf(name);
  const number = (row: readonly unknown[], name: string) => Number(row[at(name)] ?? 0);
  return rows.map((row, index) => {
    const error = row[at('error')];
    const depth = number(row, 'depth');
    const below = rows[index + 1];
    return {
      depth,
      service: String(row[at('service')] ?? ''),
      operation: String(row[at('operation')] ?? ''),
      startMs: number(row, 'start_ms'),
      durationMs: number(row, 'duration_ms'),
      selfMs: number(row, 'self_ms'),
      isCritical: Boolean(row[at('critical')]),
      error: typeof error === 'string' && error !== '' ? error : null,
      isParent: below !== undefined && number(below, 'depth') > depth,
    };
  });
}

/** The spans that are shown when those below some are folded away, by their place in the list. */
export function unfolded(spans: readonly DrawnSpan[], folded: ReadonlySet<number>): number[] {
  const shown: number[] = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const [at, { depth }] of spans.entries()) {
    if (depth > hiddenBelow) continue;
    hiddenBelow = folded.has(at) ? depth : Number.POSITIVE_INFINITY;
    shown.push(at);
  }
  return shown;
}
