import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { orderedWrites } from '../../src/ask/understand/orders/ordered-writes.ts';

/** What a sentence orders, its language, and its words: written before the rules were. */
const SENTENCES = readFileSync(new URL('held-out.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t') as [wanted: string, language: string, words: string]);

it.each(SENTENCES)('orders %s (%s): %s', (wanted, _, words) => {
  const actions = orderedWrites(words).flatMap((order) => order.actions);
  if (wanted === 'none') expect(actions).toEqual([]);
  else expect(actions).toContain(wanted);
});
