import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/call/outcome.ts';
import { nextCall } from '../../src/result/paging.ts';
import type { Page, ToolRow } from '../../src/contract/tool.ts';

const bySize: Page = { style: 'offset', offset: 'from', size: 'size', defaultSize: 1000 };
const byIndex: Page = { style: 'page-index', offset: 'page_idx', size: 'page_size', defaultSize: null };

function outcome(page: Page | null, args: Record<string, unknown>, truncated = false): Outcome {
  return { row: { name: 'a_tool', page } as ToolRow, args, truncated } as Outcome;
}

describe('the call that continues an answer', () => {
  it('starts after the rows shown and keeps every argument', () => {
    const args = { sql: 'SELECT * FROM s', start_time: 1, end_time: 2, size: 100, org_id: 'default' };
    expect(nextCall(outcome(bySize, args), 40, 100)).toEqual({
      tool: 'a_tool',
      arguments: { ...args, from: 40 },
    });
    expect(nextCall(outcome(bySize, { ...args, from: 40 }), 60, 100)?.arguments.from).toBe(100);
  });

  it('is offered when a page is full, and not when it is short', () => {
    expect(nextCall(outcome(bySize, { size: 10 }), 10, 10)?.arguments).toEqual({ from: 10, size: 10 });
    expect(nextCall(outcome(bySize, { size: 10 }), 9, 9)).toBeNull();
    expect(nextCall(outcome(bySize, {}), 999, 999)).toBeNull();
    expect(nextCall(outcome(bySize, {}), 1000, 1000)?.arguments).toEqual({ from: 1000, size: 1000 });
  });

  it('moves the LIMIT of SQL that has its own, because from and size are ignored then', () => {
    const sql = 'SELECT * FROM s ORDER BY a LIMIT 50 OFFSET 10';
    expect(nextCall(outcome(bySize, { sql }), 20, 50)?.arguments.sql).toBe(
      'SELECT * FROM s ORDER BY a LIMIT 30 OFFSET 30',
    );
    expect(nextCall(outcome(bySize, { sql }), 50, 50)).toBeNull();
    expect(nextCall(outcome(bySize, { sql: 'SELECT 1 limit 5;' }), 2, 5)?.arguments.sql).toBe(
      'SELECT 1 LIMIT 3 OFFSET 2',
    );
  });

  it('continues after an answer that was cut at the size cap', () => {
    expect(nextCall(outcome(bySize, { size: -1 }, true), 300, 300)?.arguments).toEqual({
      size: 300,
      from: 300,
    });
  });

  it('finds a page size that begins right after the rows seen', () => {
    const second = nextCall(outcome(byIndex, { page_size: 10, page_idx: 1 }), 5, 10);
    expect(second?.arguments).toEqual({ page_size: 5, page_idx: 3 });
    expect(nextCall(outcome(byIndex, { page_size: 10, page_idx: 1 }), 10, 10)?.arguments).toEqual({
      page_size: 10,
      page_idx: 2,
    });
  });

  it('is nothing for an operation that cannot page', () => {
    expect(nextCall(outcome(null, {}), 5, 10)).toBeNull();
  });
});
