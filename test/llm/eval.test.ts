import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startModelServer } from './model-server.ts';

const MAIN = new URL('../evals/main.ts', import.meta.url).pathname;

it.each(['llm', 'agent'])(
  'scores the calls of a model in mode %s by code',
  { timeout: 60_000 },
  async (mode) => {
    const model = await startModelServer(({ tools }) =>
      tools.some(({ name }) => name === 'none_of_these')
        ? { calls: [{ name: 'none_of_these', arguments: { reason: 'no' } }] }
        : { text: 'no' },
    );
    const env = { PATH: process.env.PATH ?? '', ...model.env('responses') };
    const { stdout } = await promisify(execFile)(process.execPath, [MAIN, '--mode', mode, '--limit', '6'], {
      env,
    });
    await model.close();
    expect(stdout).toMatch(new RegExp(`${mode}: \\d of 6 right, \\d+ tokens each`));
    expect(model.asked).toHaveLength(6);
  },
);
