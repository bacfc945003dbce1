import { describe, expect, it } from 'vitest';
import {
  type ExampleSpan,
  type OperationCalls,
  operationDifferences,
  selfTimes,
} from '../../src/investigate/detection/trace-differences.ts';

const calls = (
  operation: string,
  inWindow: boolean,
  count: number,
  errors: number,
  meanMs: number,
): OperationCalls => ({
  service: 'shop',
  operation,
  inWindow,
  calls: count,
  errors,
  meanUs: meanMs * 1000,
  p50Us: meanMs * 800,
  p95Us: meanMs * 3000,
  peer: null,
});

describe('operations', () => {
  it('that got slower or fail more often are found', () => {
    const found = operationDifferences([
      calls('GET /search', false, 1000, 5, 80),
      calls('GET /search', true, 100, 1, 2400),
      calls('POST /pay', false, 500, 4, 90),
      calls('POST /pay', true, 60, 30, 95),
      calls('GET /', false, 5000, 20, 30),
      calls('GET /', true, 600, 3, 33),
    ]);
    expect(found.map(({ operation, kind }) => `${operation} ${kind}`).sort()).toEqual([
      'GET /search slower',
      'POST /pay failing',
    ]);
    expect(found.find(({ kind }) => kind === 'slower')?.ratio).toBeCloseTo(30);
  });

  it('that always failed, or were not called before, are not', () => {
    expect(
      operationDifferences([
        calls('GET /old', false, 400, 120, 50),
        calls('GET /old', true, 50, 15, 50),
        calls('GET /new', true, 50, 0, 900),
      ]),
    ).toEqual([]);
  });
});

describe('self time', () => {
  const span = (
    spanId: string,
    parentId: string,
    operation: string,
    startUs: number,
    durationUs: number,
    isError = false,
  ): ExampleSpan => ({
    traceId: 't',
    spanId,
    parentId,
    service: 'shop',
    operation,
    startUs,
    durationUs,
    isError,
  });

  it('is the duration without what ran below, overlaps counted once', () => {
    const found = selfTimes([
      span('a', '', 'GET /', 0, 1000, true),
      span('b', 'a', 'db', 100, 400, true),
      span('c', 'a', 'cache', 300, 400),
      span('d', 'b', 'disk', 100, 100),
    ]);
    const self = Object.fromEntries(found.map(({ operation, selfUs }) => [operation, selfUs]));
    expect(self).toEqual({ 'GET /': 400, db: 300, cache: 400, disk: 100 });
    expect(found.find(({ operation }) => operation === 'db')?.ownErrors).toBe(1);
    expect(found.find(({ operation }) => operation === 'GET /')?.ownErrors).toBe(0);
  });

  it('never is negative for a child that outlives its parent', () => {
    expect(selfTimes([span('a', '', 'GET /', 0, 100), span('b', 'a', 'later', 50, 900)])).toContainEqual(
      expect.objectContaining({ operation: 'GET /', selfUs: 50 }),
    );
  });
});
