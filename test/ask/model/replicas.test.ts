import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import type { AskAnswer } from '../../../src/ask/types.ts';
import { type Answer, type FakeOpenObserve, startFakeOpenObserve } from '../../helpers/fake-openobserve.ts';
import { runTool } from '../../helpers/run-tool.ts';
import { type ServerProcess, startProcess } from '../../robustness/server-process.ts';
import { appWith, startSample } from './asking.ts';
import { type ModelServer, startModelServer, type WantedCall } from './model-server.ts';
import { panelQuery } from './panel-query.ts';
import { passOn } from './pass-on.ts';

const REQUEST =
  'Create a dashboard called Twins, create an alert called twins, then add a panel to the Payment service dashboard, then store a value under a key';
const PANEL = { title: 'Twin', type: 'line', description: '', queryType: 'sql', id: '' };
const QUERY = panelQuery(
  'SELECT histogram(_timestamp) AS time, count(*) AS n FROM "payment_service" GROUP BY time',
);

let sample: Awaited<ReturnType<typeof startSample>>;
let model: ModelServer;
let between: FakeOpenObserve;
let app: App;
let servers: ServerProcess[];
let calls: WantedCall[] = [];
let dashboardId: string;

/** So long the second of two servers may take to begin, on a busy machine. */
const ALONE_MS = 8000;

/** Lets the first two writes of a thing through together, as two servers send them in one moment; what comes later goes at once. */
function inPairs(answer: Answer): Answer {
  const waiting = new Map<string, () => void>();
  const gone = new Set<string>();
  return (seen, response) => {
    const isCreation = seen.method === 'POST' && /(dashboards|alerts|panels)$/.test(seen.path);
    const thing = `${seen.path} ${/twins_\d/.exec(seen.body)?.[0]}`;
    const go = () => answer(seen, response);
    if (!isCreation || gone.has(thing)) return go();
    const other = waiting.get(thing);
    if (other) {
      other();
      return go();
    }
    const leave = () => {
      clearTimeout(alone);
      gone.add(thing);
      go();
    };
    const alone = setTimeout(leave, ALONE_MS);
    waiting.set(thing, leave);
  };
}

beforeAll(async () => {
  sample = await startSample();
  between = await startFakeOpenObserve(inPairs(passOn(sample.url)));
  model = await startModelServer(({ turns }) =>
    turns.some(({ role }) => role === 'tools') ? { text: 'That is all.' } : { calls },
  );
  app = await appWith(sample.env);
  const env = {
    ...sample.env,
    ...model.env('anthropic'),
    O2_BASE_URL: between.url,
    O2_STATE_KEY: 'k'.repeat(40),
  };
  const { text } = await runTool(app, 'list_dashboards', { title: 'Payment service' });
  dashboardId = /"rows":\[\["(\d+)"/.exec(text)?.[1] ?? text;
  servers = await Promise.all([startProcess(env), startProcess(env)]);
}, 60_000);
afterAll(async () => {
  for (const { child } of servers) child.kill();
  await app.close();
  await model.close();
  await between.close();
  await sample.close();
});
afterEach(() => {
  between.seen.length = 0;
});

async function ask({ url }: ServerProcess, args: Record<string, unknown>): Promise<AskAnswer> {
  const client = new Client({ name: 'test', version: '1' }, { capabilities: {} });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  const { structuredContent } = await client.callTool({ name: 'ask', arguments: args });
  await client.close();
  return structuredContent as unknown as AskAnswer;
}

/** How often OpenObserve answers with this text. */
async function times(path: string, text: string): Promise<number> {
  const authorization = `Basic ${Buffer.from(sample.env.API_KEY).toString('base64')}`;
  const answer = await fetch(`${sample.url}/api/${path}`, { headers: { authorization } });
  return (await answer.text()).split(`"${text}"`).length - 1;
}

describe('two servers that get the same yes in the same moment', { timeout: 60_000 }, () => {
  it.each([1, 2, 3])('make each thing of the plan once, and tell of the same: round %i', async (round) => {
    const name = `twins_${round}`;
    calls = [
      { name: 'create_dashboard', arguments: { title: name } },
      {
        name: 'create_alert',
        arguments: {
          name,
          stream_name: 'payment_service',
          stream_type: 'logs',
          destinations: ['payment_oncall'],
          condition: { operator: '>=', threshold: 5, period: 60 },
        },
      },
      {
        name: 'add_panel',
        arguments: {
          dashboard_id: dashboardId,
          folder: '7500000000000000001',
          panel: { ...PANEL, title: name, config: { show_legends: true }, queries: [QUERY] },
        },
      },
      { name: 'set_kv_value', arguments: { key: name, content: 'one' } },
    ];
    const [one, two] = servers as [ServerProcess, ServerProcess];
    const request = `${REQUEST} ${round}`;
    const planned = await ask(one, { request, mode: 'agent' });
    expect(planned.steps, planned.answer).toHaveLength(4);
    const yes = { request, mode: 'agent', ...planned.resume };
    const [first, second] = await Promise.all([ask(one, yes), ask(two, yes)]);
    for (const { answer, steps } of [first, second]) {
      expect(
        steps.map(({ state }) => state),
        answer,
      ).toEqual(['done', 'done', 'done', 'done']);
      expect(answer).not.toContain('several stand');
    }
    // Both did try.
    const posts = between.seen.filter(({ method, path }) => method === 'POST' && path.endsWith('/alerts'));
    expect(posts).toHaveLength(2);
    expect(`${first.answer}${second.answer}`.match(/was taken away again/g)).toHaveLength(2);
    expect(await times(`default/dashboards?title=${name}`, 'dashboard_id')).toBe(1);
    expect(await times('v2/default/alerts', name)).toBe(1);
    expect(await times(`default/dashboards/${dashboardId}`, name)).toBe(1);
    // What is offered to be taken back is what stands.
    const [alert] = [first, second].flatMap(({ undo = [] }) =>
      undo.filter(({ tool }) => tool === 'delete_alert'),
    );
    expect(await times('v2/default/alerts', String(alert?.arguments.alert_id))).toBe(1);
  });
});
