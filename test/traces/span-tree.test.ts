import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalPath, flatNodes, type Span, selfUsOf, spanTrees } from '../../src/traces/span-tree.ts';

const span = (spanId: string, parentId: string, startUs: number, durationUs: number): Span => ({
  spanId,
  parentId,
  service: 's',
  operation: spanId,
  startUs,
  durationUs,
  isError: false,
});

const idsOf = (spans: readonly Span[]) =>
  flatNodes(spanTrees(spans)).map(({ span: each, depth }) => `${depth}${each.spanId}`);

describe('the spans of a trace', () => {
  it('are a tree in the order in which they began', () => {
    const spans = [
      span('c', 'a', 50, 20),
      span('a', '', 0, 100),
      span('d', 'b', 12, 5),
      span('b', 'a', 10, 30),
    ];
    expect(idsOf(spans)).toEqual(['0a', '1b', '2d', '1c']);
  });

  it('whose parent is not there stand at the top, and circles and repeats end', () => {
    expect(idsOf([span('b', 'gone', 5, 1), span('a', '', 0, 9)])).toEqual(['0a', '0b']);
    expect(idsOf([span('a', 'b', 0, 9), span('b', 'a', 1, 2)])).toEqual(['0a', '1b']);
    expect(idsOf([span('a', 'a', 0, 9)])).toEqual(['0a']);
    expect(idsOf([span('a', '', 0, 9), span('a', '', 0, 9)])).toEqual(['0a']);
  });

  it('took themselves what no child covers, also where children overlap or reach beyond', () => {
    const parent = span('a', '', 100, 100);
    expect(selfUsOf(parent, [])).toBe(100);
    expect(selfUsOf(parent, [span('b', 'a', 110, 30), span('c', 'a', 120, 40)])).toBe(50);
    expect(selfUsOf(parent, [span('b', 'a', 90, 30), span('c', 'a', 180, 90)])).toBe(60);
    expect(selfUsOf(parent, [span('b', 'a', 0, 500)])).toBe(0);
  });

  it('take together what the trace took, where children run one after the other inside of their parents', () => {
    const nested = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true })),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(nested, (choices) => {
        const spans: Span[] = [span('0', '', 0, 1_000_000)];
        const usedUs = new Map<string, number>();
        for (const [pick, share] of choices) {
          const parent = spans[pick % spans.length] as Span;
          const from = parent.startUs + (usedUs.get(parent.spanId) ?? 0);
          const duration = Math.floor((parent.startUs + parent.durationUs - from) * share);
          usedUs.set(parent.spanId, from + duration - parent.startUs);
          spans.push(span(String(spans.length), parent.spanId, from, duration));
        }
        const nodes = flatNodes(spanTrees(spans));
        expect(nodes).toHaveLength(spans.length);
        expect(nodes.reduce((sum, { selfUs }) => sum + selfUs, 0)).toBe(1_000_000);
      }),
    );
  });
});

describe('the critical path', () => {
  it('goes backwards from the end over the children that it waited for', () => {
    const spans = [
      span('root', '', 0, 100),
      span('fast', 'root', 5, 20),
      span('slow', 'root', 5, 50),
      span('inner', 'slow', 10, 40),
      span('last', 'root', 60, 38),
      span('beside', 'root', 62, 10),
    ];
    const [root] = spanTrees(spans);
    expect(root && [...criticalPath(root)].sort()).toEqual(['inner', 'last', 'root', 'slow']);
  });
});
