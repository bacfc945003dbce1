import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/server/app.ts';
import type { AskAnswer } from '../../src/ask/types.ts';
import { ASK_TOOL } from '../../src/catalog/ask-tool.ts';
import { readConfig } from '../../src/config/config.ts';
import { type HttpServer, serveHttp } from '../../src/transports/http/http.ts';
import { type AnyClient, CLIENTS, type Reach } from '../helpers/clients.ts';

const isAnswer = new Ajv2020({ strict: true }).compile(ASK_TOOL.outputSchema ?? {});
const ERRORS = 'Show me errors in the payment service from the last hour';
const FOUND =
  'Found 47 errors in payment_service: DatabaseConnectionTimeout (32), InvalidCardNumber (12), RateLimitExceeded (3)';
const DASHBOARD = "create a dashboard called 'My Dashboard'";

let app: App;
let http: HttpServer;
let reach: Reach;

beforeAll(async () => {
  const env = { O2_DEMO: 'true', O2_PORT: '0', O2_TZ: 'UTC', O2_LOG_LEVEL: 'error' };
  app = await createApp(readConfig({}, env));
  http = await serveHttp(app);
  reach = { url: http.url, env };
}, 60_000);
afterAll(async () => {
  await http.close();
  await app.close();
});

async function ask(client: AnyClient, args: Record<string, unknown>): Promise<AskAnswer> {
  const result = await client.callTool({ name: 'ask', arguments: args });
  expect(isAnswer(result.structuredContent), JSON.stringify([result, isAnswer.errors])).toBe(true);
  expect(JSON.parse(result.content[0]?.text ?? '')).toEqual(result.structuredContent);
  return result.structuredContent as AskAnswer;
}

async function dashboardsCalled(client: AnyClient, title: string): Promise<number> {
  const result = await client.callTool({ name: 'list_dashboards', arguments: { title } });
  return JSON.parse(result.content[0]?.text ?? '').shown;
}

describe.each(CLIENTS)('$name, nobody to ask', { timeout: 60_000 }, ({ connect, name }) => {
  let client: AnyClient;
  beforeAll(async () => {
    client = await connect(reach, { person: null });
    await client.listTools();
  }, 60_000);
  afterAll(() => client.close());

  it('finds the errors of the payment service', async () => {
    const answer = await ask(client, { request: ERRORS });
    expect(answer).toMatchObject({ mode: 'semantic', decision: 'run', missing: [] });
    expect(answer.answer.split('\n')[0]).toBe(FOUND);
    expect(answer.query).toBe(
      "SELECT error_type, count(*) AS n FROM payment_service WHERE level = 'error' GROUP BY error_type ORDER BY n DESC, error_type",
    );
    expect(answer.answer).toMatch(/\nTime: \d{4}-\d\d-\d\dT[\d:.]+Z to \d{4}-\d\d-\d\dT[\d:.]+Z \(UTC\)$/);
    expect(answer.next).toBe('show the latest DatabaseConnectionTimeout errors in payment_service');
    const next = await ask(client, { request: answer.next });
    expect(next.answer).toContain('Found 32 errors in payment_service');
  });

  it('shows recent error logs of whatever stream has them', async () => {
    const answer = await ask(client, { request: 'show me recent error logs' });
    expect(answer.answer).toMatch(/^Found \d+ errors in [\w-]+; the newest 20 are in the data\. By stream: /);
    expect(answer.answer).toContain('payment_service 47');
  });

  it('asks in the answer what a dashboard should show, and makes it when it is called again', async () => {
    const title = `My Dashboard ${name}`;
    const request = DASHBOARD.replace('My Dashboard', title);
    const question = await ask(client, { request });
    expect(question.decision).toBe('ask');
    expect(question.steps).toMatchObject([{ tool: 'create_dashboard', state: 'waiting' }]);
    expect(question.missing.map((each) => [each.name, each.optional])).toEqual([
      ['stream', true],
      ['folder', true],
    ]);
    expect(question.missing[0]?.choices).toContain('payment_service');
    expect(question.resume).toEqual({ tool: 'create_dashboard', answers: { title } });
    expect(await dashboardsCalled(client, title)).toBe(0);
    const empty = await ask(client, { request, ...question.resume });
    expect(empty).toMatchObject({ decision: 'run', steps: [{ tool: 'create_dashboard', state: 'done' }] });
    expect(empty.answer).toContain(`"${title}" is there, without panels`);
    const full = await ask(client, {
      request,
      tool: 'create_dashboard',
      answers: { ...question.resume?.answers, stream: 'payment_service' },
    });
    expect(full.answer).toContain('Kinds of errors');
    expect(await dashboardsCalled(client, title)).toBe(2);
  });

  it('makes a destination and an alert on it, one after the other', async () => {
    const request =
      'Make a destination for on-call, and an alert that sends to it when payment errors pile up.';
    const first = await ask(client, { request });
    expect(first.steps.map(({ tool, state }) => [tool, state])).toEqual([
      ['create_destination', 'waiting'],
      ['create_alert', 'skipped'],
    ]);
    expect(first.missing.map((each) => each.name)).toEqual(['name', 'send_to']);
    const destination = `oncall-${name.replaceAll(/\W+/g, '-')}`;
    const threshold = 3 + CLIENTS.findIndex((each) => each.name === name);
    const nowhere = await ask(client, {
      request,
      tool: 'create_destination',
      answers: { name: destination, send_to: 'the usual' },
    });
    expect(nowhere.missing.map((each) => each.question)).toEqual([
      expect.stringContaining('"the usual" is neither.'),
    ]);
    const asked = await ask(client, {
      request,
      tool: 'create_destination',
      answers: { name: destination, send_to: 'https://hooks.slack.com/services/T0/B0/secret' },
    });
    expect(asked.answer).toContain('OpenObserve will send messages or records to https://hooks.slack.com/');
    const made = await ask(client, { request, ...asked.resume });
    expect(made.answer).toBe(`Created: the destination "${destination}" sends to hooks.slack.com.`);
    expect(made.next).toBe('Make an alert that sends to it when payment errors pile up.');
    const alert = await ask(client, {
      request: made.next,
      tool: 'create_alert',
      answers: { threshold, destination },
    });
    expect(alert.answer).toContain(
      `"errors_in_payment_service_over_${threshold}" is on. It sends to ${destination}`,
    );
  });

  it('shows what a deletion would do, and does it only with the token', async () => {
    const request = 'drop the sales orders stream';
    const asked = await ask(client, {
      request,
      tool: 'stream_delete',
      answers: { stream_name: 'sales_orders', type: 'logs' },
    });
    expect(asked.decision).toBe('ask');
    expect(asked.answer).toContain('Nothing was done yet');
    const streams = await client.callTool({ name: 'stream_list', arguments: { keyword: 'sales_orders' } });
    expect(streams.content[0]?.text).toContain('sales_orders');
    const { answers = {} } = asked.resume ?? {};
    const other = await client.callTool({
      name: 'ask',
      arguments: { request, tool: 'stream_delete', answers: { ...answers, stream_name: 'k8s_logs' } },
    });
    expect(other.isError).toBe(true);
    expect(other.content[0]?.text).toContain('does not belong to this call');
  });
});

describe.each(CLIENTS.filter(({ canAsk }) => canAsk))(
  '$name, with a person',
  { timeout: 60_000 },
  ({ connect, name }) => {
    async function talk(
      person: Parameters<typeof connect>[1]['person'],
      args: Record<string, unknown>,
    ): Promise<{ result: Awaited<ReturnType<AnyClient['callTool']>>; client: AnyClient }> {
      const client = await connect(reach, { person });
      await client.listTools();
      return { client, result: await client.callTool({ name: 'ask', arguments: args }) };
    }

    it('asks the person what a dashboard should show, once, and makes one dashboard', async () => {
      const title = `Asked ${name}`;
      const asked: string[] = [];
      const { client, result } = await talk(
        (message) => {
          asked.push(message);
          return { action: 'accept', content: { stream: 'payment_service' } };
        },
        { request: DASHBOARD.replace('My Dashboard', title) },
      );
      try {
        expect(asked).toHaveLength(1);
        expect(asked[0]).toContain('Which stream should it show?');
        expect((result.structuredContent as AskAnswer).answer).toContain(
          `"${title}" is there, with 5 panels`,
        );
        expect(await dashboardsCalled(client, title)).toBe(1);
      } finally {
        await client.close();
      }
    });

    it('makes nothing when the person closes the form', async () => {
      const title = `Closed ${name}`;
      const { client, result } = await talk(() => ({ action: 'cancel' }), {
        request: DASHBOARD.replace('My Dashboard', title),
      });
      try {
        expect((result.structuredContent as AskAnswer).answer).toContain('Nothing was done');
        expect(await dashboardsCalled(client, title)).toBe(0);
      } finally {
        await client.close();
      }
    });

    it('asks which stream is meant, and then whether it may be deleted', async () => {
      const asked: string[] = [];
      const { client, result } = await talk(
        (message) => {
          asked.push(message);
          const content: Record<string, string | boolean> =
            asked.length === 1 ? { stream_name: 'payment_service' } : { approve: false };
          return { action: 'accept', content };
        },
        { request: 'drop the payments stream' },
      );
      try {
        expect(asked).toHaveLength(2);
        expect(asked[1]).toContain('payment_service');
        expect((result.structuredContent as AskAnswer).answer).toContain('Nothing was done');
        const streams = await client.callTool({ name: 'stream_list', arguments: { keyword: 'payment' } });
        expect(streams.content[0]?.text).toContain('payment_service');
      } finally {
        await client.close();
      }
    });
  },
);
