import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/call/outcome.ts';
import { nextCall, totalOf } from '../../src/result/paging.ts';
import type { Page, ToolRow } from '../../src/contract/tool.ts';

const bySize: Page = { style: 'offset', offset: 'from', size: 'size', defaultSize: 1000 };
const byIndex: Page = { style: 'page-index', offset: 'page_idx', size: 'page_size', defaultSize: null };

function outcome(page: Page | null, args: Record<string, unknown>, truncated = false): Outcome {
  return { row: { name: 'a_tool', page, time: null, shows: null } as ToolRow, args, truncated } as Outcome;
}

describe('the call that continues an answer', () => {
  it('starts after the rows shown and says only what changes', () => {
    const args = { sql: 'SELECT * FROM s', start_time: 1, end_time: 2, size: 100, org_id: 'default' };
    expect(nextCall(outcome(bySize, args), 40, 100)).toEqual({ same_call_with: { from: 40 } });
    expect(nextCall(outcome(bySize, { ...args, from: 40 }), 60, 100)?.same_call_with.from).toBe(100);
  });

  it('is offered when a page is full, and not when it is short', () => {
    expect(nextCall(outcome(bySize, { size: 10 }), 10, 10)?.same_call_with).toEqual({ from: 10 });
    expect(nextCall(outcome(bySize, { size: 10 }), 9, 9)).toBeNull();
    expect(nextCall(outcome(bySize, {}), 999, 999)).toBeNull();
    expect(nextCall(outcome(bySize, {}), 1000, 1000)?.same_call_with).toEqual({ from: 1000 });
  });

  it('moves the LIMIT of SQL that has its own, because from and size are ignored then', () => {
    const sql = 'SELECT * FROM s ORDER BY a LIMIT 50 OFFSET 10';
    expect(nextCall(outcome(bySize, { sql }), 20, 50)?.same_call_with.sql).toBe(
      'SELECT * FROM s ORDER BY a LIMIT 30 OFFSET 30',
    );
    expect(nextCall(outcome(bySize, { sql }), 50, 50)).toBeNull();
    expect(nextCall(outcome(bySize, { sql: 'SELECT 1 limit 5;' }), 2, 5)?.same_call_with.sql).toBe(
      'SELECT 1 LIMIT 3 OFFSET 2',
    );
  });

  it('continues after an answer that was cut at the size cap', () => {
    expect(nextCall(outcome(bySize, { size: -1 }, true), 300, 300)?.same_call_with).toEqual({
      size: 300,
      from: 300,
    });
  });

  it('finds a page size that begins right after the rows seen', () => {
    const second = nextCall(outcome(byIndex, { page_size: 10, page_idx: 1 }), 5, 10);
    expect(second?.same_call_with).toEqual({ page_size: 5, page_idx: 3 });
    expect(nextCall(outcome(byIndex, { page_size: 10, page_idx: 1 }), 10, 10)?.same_call_with).toEqual({
      page_size: 10,
      page_idx: 2,
    });
  });

  it('pins the range, which relative times would move', () => {
    const time = {
      range: 'required',
      arguments: { start_time: { role: 'start', unit: 'us' }, end_time: { role: 'end', unit: 'us' } },
    };
    const asked = {
      ...outcome(bySize, { size: 5, start_time: 1_795_419_188_716_764, end_time: 1_795_422_788_716_764 }),
      row: { name: 'a_tool', page: bySize, time },
      range: { startUs: 1_795_419_188_716_764, endUs: 1_795_422_788_716_764 },
    } as unknown as Outcome;
    expect(nextCall(asked, 5, 5)?.same_call_with).toEqual({
      start_time: '2026-11-23T07:33:08.716764Z',
      end_time: '2026-11-23T08:33:08.716764Z',
      from: 5,
    });
  });

  it('is nothing for an operation that cannot page', () => {
    expect(nextCall(outcome(null, {}), 5, 10)).toBeNull();
  });
});

describe('how many rows there are in all', () => {
  it('is said where the answer tells it, and null where there may be more', () => {
    expect(totalOf(outcome(bySize, { size: 10 }), 9)).toBe(9);
    expect(totalOf(outcome(bySize, { size: 10, from: 20 }), 9)).toBe(29);
    expect(totalOf(outcome(bySize, { size: 10 }), 10)).toBeNull();
    expect(totalOf({ ...outcome(bySize, { size: 10 }), value: { total: 24 } }, 10)).toBe(24);
    expect(totalOf(outcome(bySize, { sql: 'SELECT a FROM s LIMIT 5' }), 5)).toBeNull();
    expect(totalOf(outcome(bySize, { sql: 'SELECT a FROM s LIMIT 5' }), 3)).toBe(3);
    expect(totalOf(outcome(bySize, {}, true), 3)).toBeNull();
    expect(totalOf({ ...outcome(bySize, {}), value: { is_partial: true } }, 3)).toBeNull();
    expect(totalOf(outcome(byIndex, {}), 30)).toBe(30);
    expect(totalOf(outcome(null, {}), 7)).toBe(7);
  });
});
