import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { askOnce, sharedApp } from '../model/asking.ts';

/**
 * Orders with values, lists, names and second steps: the calls that they make with the arguments that the words state,
 * or the words that are asked about or said not to be done.
 */
const ORDERS = readFileSync(new URL('stated-parts.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' | ') as [order: string, kind: string, wanted: string]);

const shared = sharedApp();

it.each(ORDERS)('%s: %s', async (request, kind, wanted) => {
  const { answer } = await askOnce(shared.app, { request, mode: 'semantic', dry_run: true });
  if (kind === 'says') {
    expect(answer.answer).toContain(wanted);
    return;
  }
  expect(answer.answer).not.toContain('without these words of yours');
  const planned = answer.steps.map(({ tool, arguments: args }) => ({ tool, arguments: args }));
  expect(planned).toMatchObject(
    (JSON.parse(wanted) as [string, object][]).map(([tool, args]) => ({ tool, arguments: args })),
  );
});
