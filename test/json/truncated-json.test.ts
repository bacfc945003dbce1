import fc from 'fast-check';
import { expect, it } from 'vitest';
import { closeTruncatedJson } from '../../src/json/truncated-json.ts';

it('closes an answer after its last whole row, wherever it was cut', () => {
  const rows = fc.array(
    fc.record({
      a: fc.integer(),
      text: fc.string(),
      list: fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 3 }),
    }),
    { minLength: 2, maxLength: 12 },
  );
  fc.assert(
    fc.property(rows, fc.double({ min: 0.3, max: 1, noNaN: true }), (all, share) => {
      const text = JSON.stringify({ took: 1, hits: all, total: all.length });
      const cut = text.slice(0, Math.max(text.indexOf(',{"a"') + 1, Math.floor(text.length * share)));
      const { hits } = JSON.parse(closeTruncatedJson(cut, 2));
      expect(hits).toEqual(JSON.parse(text).hits.slice(0, hits.length));
      expect(hits.length).toBeGreaterThan(0);
    }),
  );
});
