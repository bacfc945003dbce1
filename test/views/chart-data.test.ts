import { describe, expect, it } from 'vitest';
import { pictureOf } from '../../src/views/client/draw/chart-data.ts';
import { type DrawnSpan, spansIn, unfolded } from '../../src/views/client/draw/trace.ts';

const at = (minute: number) => `2026-01-01T00:${String(minute).padStart(2, '0')}:00Z`;
const msAt = (minute: number) => Date.parse(at(minute));

describe('what is drawn of a table', () => {
  it('is a course for each group, with holes where it has no row', () => {
    const rows = [
      [at(0), 'a', 1],
      [at(1), 'a', 2],
      [at(3), 'a', 3],
      [at(1), 'b', 9],
      [at(3), 'b', null],
    ];
    expect(pictureOf({ columns: ['t', 'host', 'n'], rows })).toEqual({
      kind: 'time',
      of: 'n',
      times: [msAt(0), msAt(1), msAt(3)],
      courses: [
        { name: 'a', values: [1, 2, 3] },
        { name: 'b', values: [null, 9, null] },
      ],
      stepMs: 60_000,
      left: 0,
    });
  });

  it('leaves out the courses with the lowest peaks, and counts them', () => {
    const rows = Array.from({ length: 10 }, (_, group) =>
      [0, 1, 2].map((minute) => [at(minute), `g${group}`, group]),
    ).flat();
    const picture = pictureOf({ columns: ['t', 'g', 'n'], rows });
    expect(picture).toMatchObject({ kind: 'time', left: 2 });
    expect(picture?.kind === 'time' && picture.courses.map(({ name }) => name)).toEqual(
      [9, 8, 7, 6, 5, 4, 3, 2].map((group) => `g${group}`),
    );
  });

  it('is nothing for single things that happened, each with its time', () => {
    const rows = [0, 1, 2, 3].map((minute) => [`trace-${minute}`, at(minute), 100 + minute]);
    expect(pictureOf({ columns: ['trace_id', 'start_time', 'duration_ms'], rows })).toBeNull();
  });

  it('is bars for a few counts, and nothing for records', () => {
    const rows = [
      ['x', 3],
      ['y', 1],
    ];
    expect(pictureOf({ columns: ['name', 'n'], rows })).toMatchObject({
      kind: 'bars',
      bars: [
        { name: 'x', value: 3 },
        { name: 'y', value: 1 },
      ],
    });
    expect(pictureOf({ columns: ['name', 'other'], rows: [['x', 'y']] })).toBeNull();
  });
});

describe('the spans of a trace', () => {
  const columns = [
    'depth',
    'service',
    'operation',
    'start_ms',
    'duration_ms',
    'self_ms',
    'critical',
    'error',
  ];
  const rows = [
    [0, 'front', 'GET /', 0, 100, 10, 1, null],
    [1, 'back', 'find', 5, 90, 20, 1, 'timeout'],
    [2, 'db', 'query', 10, 70, 70, 0, null],
    [1, 'back', 'log', 96, 2, 2, 0, null],
  ];
  const spans = spansIn({ columns, rows }) as readonly DrawnSpan[];

  it('are read from the rows of get_trace, and from no others', () => {
    expect(spans.map(({ isParent, isCritical, error }) => [isParent, isCritical, error])).toEqual([
      [true, true, null],
      [true, true, 'timeout'],
      [false, false, null],
      [false, false, null],
    ]);
    expect(spansIn({ columns: ['service', 'n'], rows: [['a', 1]] })).toBeNull();
  });

  it('are hidden below one that is folded, and only there', () => {
    expect(unfolded(spans, new Set())).toEqual([0, 1, 2, 3]);
    expect(unfolded(spans, new Set([1]))).toEqual([0, 1, 3]);
    expect(unfolded(spans, new Set([0, 1]))).toEqual([0]);
  });
});
