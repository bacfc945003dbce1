import { afterEach, describe, expect, it } from 'vitest';
import { loadProvider } from '../../../src/ask/providers/load.ts';
import type { CompletionRequest, OfferedTool, Turn } from '../../../src/ask/providers/provider.ts';
import { readConfig } from '../../../src/config/config.ts';
import { NetworkError, ProviderError } from '../../../src/errors.ts';
import { TOOLS } from '../../../src/generated/tools.ts';
import {
  type Brain,
  type ModelServer,
  PROTOCOLS,
  type ProtocolName,
  startModelServer,
} from './model-server.ts';

const TOOL: OfferedTool = {
  name: 'search_sql',
  description: 'Search',
  inputSchema: {
    type: 'object',
    properties: { sql: { type: 'string' }, size: { type: 'integer' } },
    required: ['sql'],
  },
};

let server: ModelServer;
afterEach(() => server.close());

async function providerFor(protocol: ProtocolName, brain: Brain, env: Record<string, string> = {}) {
  server = await startModelServer(brain);
  return loadProvider(readConfig({}, { ...server.env(protocol), ...env }));
}

const asking = (messages: readonly Turn[], more: Partial<CompletionRequest> = {}): CompletionRequest => ({
  system: 'You help.',
  messages,
  tools: [TOOL],
  toolChoice: 'auto',
  maxTokens: 1000,
  signal: new AbortController().signal,
  ...more,
});
const HELLO: Turn = { role: 'user', text: 'hello' };

describe.each(PROTOCOLS)('%s', (protocol) => {
  it('carries tools, calls and their answers, and counts tokens', async () => {
    const provider = await providerFor(protocol, ({ turns }) =>
      turns.length === 1
        ? {
            text: 'I look.',
            calls: [
              { name: 'search_sql', arguments: { sql: 'SELECT 1' } },
              { name: 'search_sql', arguments: { sql: `SELECT '${'x'.repeat(100)}'` } },
            ],
            usage: { input: 100, output: 7 },
          }
        : { text: 'Nothing there.' },
    );
    const first = await provider.complete(asking([HELLO]));
    expect(first).toMatchObject({ text: 'I look.', stop: 'tools', usage: { input: 100, output: 7 } });
    expect(first.toolCalls.map((call) => call.arguments)).toEqual([
      { sql: 'SELECT 1' },
      { sql: `SELECT '${'x'.repeat(100)}'` },
    ]);
    const answers = first.toolCalls.map(({ id }, index) => ({ id, text: `answer ${index}`, failed: false }));
    const second = await provider.complete(asking([HELLO, first.turn, { role: 'tools', answers }]));
    expect(second).toMatchObject({ text: 'Nothing there.', stop: 'end', toolCalls: [] });
    const [, asked] = server.asked;
    expect(asked).toMatchObject({
      system: 'You help.',
      tools: [{ name: 'search_sql', description: 'Search' }],
    });
    expect(asked?.turns.at(-1)).toEqual({
      role: 'tools',
      answers: answers.map(({ id, text }) => ({ id, text })),
    });
    expect(asked?.turns.slice(1, -1)).toMatchObject(
      // Responses keeps words and calls as items of their own.
      [{ role: 'model', calls: [{ name: 'search_sql' }, { name: 'search_sql' }] }],
    );
  });

  it('takes every tool of the contract', async () => {
    const provider = await providerFor(protocol, () => ({ text: 'yes' }));
    const tools = TOOLS.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
    expect((await provider.complete(asking([HELLO], { tools }))).text).toBe('yes');
    expect(server.asked[0]?.tools).toHaveLength(TOOLS.length);
  });

  it('gives arguments that are no JSON as null, or says that the answer makes no sense', async () => {
    const provider = await providerFor(protocol, () => ({
      calls: [{ name: 'search_sql', arguments: '{"sql": "SELECT' }],
    }));
    const outcome = await provider.complete(asking([HELLO])).catch((error) => error);
    if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'model_broken_answer' });
    else expect(outcome.toolCalls[0].arguments).toBeNull();
  });

  it('tells a refusal', async () => {
    const provider = await providerFor(protocol, () => ({ refusal: true }));
    expect((await provider.complete(asking([HELLO]))).stop).toBe('refusal');
  });

  it('sends the key, and only the one of the provider', async () => {
    const provider = await providerFor(protocol, () => ({ text: 'yes' }));
    await provider.complete(asking([HELLO]));
    const key = protocol === 'anthropic' ? 'test-key-of-anthropic' : 'test-key-of-openai';
    expect(server.asked[0]?.headers.authorization).toBe(`Bearer ${key}`);
  });

  const error = (message: string) => ({ error: { message, type: 'error', code: 'error' } });
  it.each([
    ['model_key', 401, error('invalid key')],
    ['model_unknown', 404, error('model not found')],
    [
      'model_quota',
      429,
      error('You exceeded your current quota, please check your plan and billing details'),
    ],
    ['model_busy', 429, error('slow down')],
    ['model_down', 529, error('overloaded')],
    ['model_refused_request', 400, error('bad')],
  ])('says %s of status %i', async (code, status, body) => {
    const headers = { 'x-should-retry': 'false' };
    const provider = await providerFor(protocol, () => ({
      fault: { kind: 'status', status, body, headers },
    }));
    const failure = await provider.complete(asking([HELLO])).catch((thrown) => thrown);
    expect(failure).toBeInstanceOf(ProviderError);
    expect(failure).toMatchObject({ code });
    expect(failure.message).not.toMatch(/plan and billing|invalid key/);
  });

  it('tries again what may pass', async () => {
    let count = 0;
    const provider = await providerFor(protocol, () => {
      count += 1;
      const headers = { 'retry-after-ms': '5' };
      return count < 3
        ? { fault: { kind: 'status', status: 503, body: error('busy'), headers } }
        : { text: 'yes' };
    });
    expect((await provider.complete(asking([HELLO]))).text).toBe('yes');
    expect(count).toBe(3);
  });

  it.each(['cut', 'nonsense'] as const)('says so when the answer is %s', async (kind) => {
    const provider = await providerFor(protocol, () => ({ text: 'a'.repeat(200), fault: { kind } }));
    await expect(provider.complete(asking([HELLO]))).rejects.toMatchObject({ code: 'model_broken_answer' });
  });

  it.each(['hang', 'stall'] as const)('stops waiting when the answer does %s', async (kind) => {
    const provider = await providerFor(protocol, () => ({ text: 'a'.repeat(200), fault: { kind } }), {
      O2_LLM_TIMEOUT: '300ms',
    });
    await expect(provider.complete(asking([HELLO]))).rejects.toMatchObject({ code: 'model_slow' });
  });

  it('says when nothing listens', async () => {
    const provider = await providerFor(protocol, () => ({ text: 'yes' }));
    await server.close();
    await expect(provider.complete(asking([HELLO]))).rejects.toMatchObject({ code: 'model_unreachable' });
  });

  it('is cancelled down to the socket', async () => {
    const provider = await providerFor(protocol, () => ({ fault: { kind: 'hang' } }));
    const cancel = new AbortController();
    const call = provider.complete(asking([HELLO], { signal: cancel.signal }));
    setTimeout(() => cancel.abort(), 100);
    await expect(call).rejects.toBeInstanceOf(NetworkError);
  });
});

it('marks for Anthropic what it may keep: tools, system and the conversation so far', async () => {
  const provider = await providerFor('anthropic', () => ({ text: 'yes' }));
  await provider.complete(asking([HELLO]));
  const body = JSON.parse(server.asked[0]?.body ?? '{}');
  const kept = { cache_control: { type: 'ephemeral' } };
  expect(body.system.at(-1)).toMatchObject(kept);
  expect(body.tools.at(-1)).toMatchObject(kept);
  expect(body.messages.at(-1).content.at(-1)).toMatchObject(kept);
});

it('wants a key for the addresses of the providers', async () => {
  server = await startModelServer(() => ({}));
  for (const [LLM_PROVIDER, variable] of [
    ['anthropic', 'ANTHROPIC_API_KEY'],
    ['openai', 'OPENAI_API_KEY'],
  ]) {
    const failure = loadProvider(readConfig({}, { LLM_PROVIDER }));
    await expect(failure).rejects.toThrow(variable);
  }
});
