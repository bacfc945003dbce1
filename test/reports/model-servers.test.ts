import { afterEach, describe, expect, it } from 'vitest';
import { loadProvider } from '../../src/ask/providers/load.ts';
import type { CompletionRequest } from '../../src/ask/providers/provider.ts';
import { readConfig } from '../../src/config/config.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';

const REQUEST: CompletionRequest = {
  system: 'You help.',
  messages: [{ role: 'user', text: 'how many logs per level' }],
  tools: [
    {
      name: 'search_sql',
      description: 'Search',
      inputSchema: {
        type: 'object',
        properties: { sql: { type: 'string' }, size: { type: 'integer' } },
        required: ['sql'],
      },
    },
  ],
  toolChoice: 'auto',
  maxTokens: 1000,
  signal: new AbortController().signal,
};
const SQL = 'SELECT level, count(*) FROM app GROUP BY level';
const ARGS = JSON.stringify({ sql: SQL });

let server: FakeOpenObserve;
afterEach(() => server.close());

async function complete(wire: 'chat' | 'responses', answer: Parameters<typeof startFakeOpenObserve>[0]) {
  server = await startFakeOpenObserve(answer);
  const env = {
    LLM_PROVIDER: 'openai',
    LLM_WIRE: wire,
    LLM_BASE_URL: `${server.url}/v1`,
    OPENAI_API_KEY: 'k',
  };
  return (await loadProvider(readConfig({}, env))).complete(REQUEST);
}

const stream = (chunks: readonly unknown[]) =>
  `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`;
const delta = (content: object, reason: string | null = null) => ({
  id: 'c',
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: content, finish_reason: reason }],
});

/** An answer of Chat Completions, streamed. */
const streaming =
  (...chunks: readonly unknown[]): Parameters<typeof startFakeOpenObserve>[0] =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(stream([...chunks, delta({}, 'stop')]));
  };

const called = (calls: readonly { name: string; arguments: unknown }[]) =>
  calls.map(({ name, arguments: args }) => [name, args]);
const ONE_CALL = [['search_sql', { sql: SQL }]];

describe('a server of Chat Completions', () => {
  it.each([
    ['without an index', [{ id: 'a', function: { name: 'search_sql', arguments: ARGS } }]],
    [
      'with arguments as an object',
      [{ index: 0, id: 'a', function: { name: 'search_sql', arguments: { sql: SQL } } }],
    ],
    ['without an ID', [{ function: { name: 'search_sql', arguments: ARGS } }]],
    [
      'with null for what is left out',
      [{ id: 'a', function: { name: 'search_sql', arguments: JSON.stringify({ sql: SQL, size: null }) } }],
    ],
  ])('may stream a call %s', async (_, calls) => {
    const { toolCalls, stop } = await complete(
      'chat',
      streaming(delta({ role: 'assistant', tool_calls: calls })),
    );
    expect(called(toolCalls as never)).toEqual(ONE_CALL);
    expect(stop).toBe('tools');
  });

  it('may stream two calls without an index, in pieces', async () => {
    const pieces = ['a', 'b'].flatMap((id) => [
      delta({ tool_calls: [{ id, function: { name: 'search_sql', arguments: ARGS.slice(0, 9) } }] }),
      delta({ tool_calls: [{ id, function: { arguments: ARGS.slice(9) } }] }),
    ]);
    const { toolCalls } = await complete('chat', streaming(...pieces));
    expect(called(toolCalls as never)).toEqual([...ONE_CALL, ...ONE_CALL]);
    expect(toolCalls.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it.each([
    ['fenced', `I look.\n\`\`\`json\n{"name": "search_sql", "arguments": ${ARGS}}\n\`\`\``],
    ['tagged', `<tool_call>\n{"name": "search_sql", "arguments": ${ARGS}}\n</tool_call>`],
    ['bare', `{"function": {"name": "search_sql", "parameters": ${ARGS}}}`],
  ])('may write a call as %s text', async (_, content) => {
    const { toolCalls, turn } = await complete('chat', streaming(delta({ content })));
    expect(called(toolCalls as never)).toEqual(ONE_CALL);
    expect(turn).toMatchObject({ own: { tool_calls: [{ id: toolCalls[0]?.id }] } });
  });

  it.each([
    ['of another tool', '```json\n{"name": "stream_delete", "arguments": {"stream_name": "app"}}\n```'],
    [
      'in the middle of words',
      'Such as ```json\n{"name": "search_sql", "arguments": {"sql": "x"}}\n``` for one.',
    ],
    ['that is data', '```json\n{"level": "error", "count": 3}\n```'],
  ])('is not taken to call by text %s', async (_, content) => {
    const { toolCalls, text } = await complete('chat', streaming(delta({ content })));
    expect(toolCalls).toEqual([]);
    expect(text).toBe(content);
  });

  it('may answer JSON where a stream was asked for', async () => {
    const message = {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'a', type: 'function', function: { name: 'search_sql', arguments: ARGS } }],
    };
    const { toolCalls, usage } = await complete('chat', (_, response) =>
      sendJson(response, {
        choices: [{ index: 0, message, finish_reason: 'tool_calls' }],
        usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
      }),
    );
    expect(called(toolCalls as never)).toEqual(ONE_CALL);
    expect(usage).toEqual({ input: 5, output: 2, cached: 0 });
  });

  it.each([
    [400, 'Unsupported parameter: max_completion_tokens'],
    [422, 'body.max_completion_tokens: Extra inputs are not permitted'],
  ])('may refuse max_completion_tokens (%i), and is asked as older ones are', async (status, message) => {
    const answer = streaming(delta({ content: 'yes' }));
    const { text } = await complete('chat', (request, response) => {
      const body = JSON.parse(request.body);
      if ('max_completion_tokens' in body || body.max_tokens !== 1000)
        sendJson(response, { error: { message } }, status);
      else answer(request, response);
    });
    expect(text).toBe('yes');
    expect(server.seen).toHaveLength(2);
  });

  it('has its reason told where it refuses for another', async () => {
    const failure = await complete('chat', (_, response) =>
      sendJson(response, { error: { message: 'tools are not supported by this model' } }, 400),
    ).catch((error) => error);
    expect(failure).toMatchObject({ code: 'model_refused_request' });
    expect(failure.message).toContain('status 400): tools are not supported by this model. Check LLM_MODEL');
  });

  it('is said to answer with a page', async () => {
    const failure = await complete('chat', (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>'),
    ).catch((error) => error);
    expect(failure.message).toContain('a page');
  });
});

describe('a server of Responses', () => {
  it('may answer JSON, with arguments as an object', async () => {
    const { toolCalls } = await complete('responses', (_, response) =>
      sendJson(response, {
        status: 'completed',
        output: [
          { type: 'function_call', call_id: 'a', name: 'search_sql', arguments: { sql: SQL, size: null } },
        ],
      }),
    );
    expect(called(toolCalls as never)).toEqual(ONE_CALL);
  });
});
