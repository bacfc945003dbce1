import { execFile } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { brain } from './brain.ts';
import { type Brain, type ModelServer, startModelServer } from './model-server.ts';

const MAIN = new URL('../../evals/main.ts', import.meta.url).pathname;
const COMMON = new Set(['the', 'and', 'for', 'with', 'that', 'this', 'what', 'from', 'are', 'was', 'not']);

const tokensOf = (text: string) =>
  new Set(
    (text.toLowerCase().match(/[a-z]{3,}/g) ?? [])
      .filter((token) => !COMMON.has(token))
      .map((token) => token.replace(/s$/, '')),
  );

/** Where its own rules say nothing, the brain calls the tool whose text has most words of the request. */
const overlapping: Brain = async (asked) => {
  const reply = await brain(asked);
  const gaveUp = reply.calls === undefined || reply.calls[0]?.name === 'none_of_these';
  const called = asked.turns.some(({ role }) => role === 'model');
  if (!gaveUp || called) return reply;
  const [first] = asked.turns;
  const wants = tokensOf(
    /The person wants: ([\s\S]*)$/.exec(first?.role === 'user' ? first.text : '')?.[1] ?? '',
  );
  const ranked = asked.tools
    .filter(({ name }) => !['none_of_these', 'ask_person', 'more_tools'].includes(name))
    .map(({ name, description }) => {
      const said = tokensOf(`${name.replaceAll('_', ' ')} ${description}`);
      return { name, shared: [...wants].filter((token) => said.has(token)).length };
    })
    .sort((a, b) => b.shared - a.shared);
  const [best] = ranked;
  return best && best.shared > 1 ? { calls: [{ name: best.name, arguments: {} }] } : reply;
};

let model: ModelServer;
beforeAll(async () => {
  model = await startModelServer(overlapping);
});
afterAll(() => model.close());

function evaluate(args: readonly string[], env: Record<string, string>) {
  return new Promise<{ code: number; stdout: string }>((resolve) => {
    const settings = { env: { PATH: process.env.PATH ?? '', ...env } };
    execFile(process.execPath, [MAIN, ...args], settings, (error, stdout) =>
      resolve({ code: Number(error?.code ?? 0), stdout }),
    );
  });
}

it.each([
  ['llm', 'responses'],
  ['agent', 'anthropic'],
] as const)(
  'eval --mode %s asks the model of the settings over %s, and scores its calls by code',
  { timeout: 120_000 },
  async (mode, protocol) => {
    model.asked.length = 0;
    const { code, stdout } = await evaluate(['--mode', mode, '--limit', '24'], model.env(protocol));
    expect(code, stdout).toBe(0);
    const [, right = '0', tokens = '0'] =
      new RegExp(`${mode}: (\\d+) of 24 right, (\\d+) tokens each`).exec(stdout) ?? [];
    // A brain of words is sometimes right and often not; what is wrong is told line by line.
    expect(Number(right), stdout).toBeGreaterThan(2);
    expect(Number(right)).toBeLessThan(24);
    expect(stdout.match(/^ {2}\w+: \S+ <- .+ \| .+$/gm)).toHaveLength(24 - Number(right));
    expect(Number(tokens)).toBeGreaterThan(1000);
    expect(model.asked.length).toBeGreaterThanOrEqual(24);
    expect(new Set(model.asked.map(({ protocol }) => protocol))).toEqual(new Set([protocol]));
  },
);

it('says what it needs', { timeout: 60_000 }, async () => {
  const { code, stdout } = await evaluate(['--mode', 'llm'], {});
  expect(code).toBe(2);
  expect(stdout).toContain('LLM_PROVIDER');
});
