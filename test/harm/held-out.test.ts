import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { appWith, askOnce, startSample } from '../ask/model/asking.ts';
import { orderedWrites } from '../../src/ask/understand/orders/ordered-writes.ts';
import { changesBetween, stateOf } from '../helpers/sample-state.ts';

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

const HARMLESS = SENTENCES.filter(([wanted]) => wanted === 'none');
const LANGUAGES = [...new Set(HARMLESS.map(([, language]) => language))];

it.each(LANGUAGES)(
  'changes nothing in OpenObserve by what orders nothing in %s',
  async (language) => {
    const sample = await startSample();
    const app = await appWith({ ...sample.env, O2_CONFIRM: 'never' });
    try {
      const before = await stateOf(sample);
      for (const [, , request] of HARMLESS.filter(([, own]) => own === language))
        await askOnce(app, { request, mode: 'semantic' }, { approved: () => true });
      expect(changesBetween(before, await stateOf(sample))).toEqual([]);
    } finally {
      await app.close();
      await sample.close();
    }
  },
  240_000,
);
