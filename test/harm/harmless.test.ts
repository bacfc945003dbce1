import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { objectionToWrite } from '../../src/ask/understand/orders/ordered-call.ts';
import { orderedWrites } from '../../src/ask/understand/orders/ordered-writes.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import type { App } from '../../src/server/app.ts';
import { readSentences } from '../evals/sentences.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appWith, askApproved } from '../ask/model/asking.ts';
import { type Asked, type ModelServer, type Reply, startModelServer } from '../ask/model/model-server.ts';
import { HARMLESS, ORDERS, WISHED } from './sentences.ts';

const WRITES = TOOLS.filter(({ access }) => access !== 'read');
const every = <T>(list: readonly T[], step: number) => list.filter((_, index) => index % step === 0);

let openobserve: FakeOpenObserve;
beforeAll(async () => {
  openobserve = await startFakeOpenObserve((_, response) => sendJson(response, {}));
  openobserve.answer = ({ path }, response) => {
    const stream = (name: string) => ({ name, stream_type: 'logs', stats: { doc_num: 9 } });
    const lists: Record<string, unknown> = {
      '/api/default/streams': {
        list: ['payment_service', 'nginx_access', 'k8s_logs', 'sales_orders'].map(stream),
        total: 4,
      },
      '/api/v2/default/alerts': {
        list: [{ alert_id: '37dGbJ8Ro3IlevFMyIekhivfr57', name: 'payment_errors' }],
      },
      '/api/default/dashboards': {
        dashboards: [{ dashboard_id: '7531', title: 'Payment service', folder_name: 'default' }],
      },
      '/api/default/users': {
        data: [{ email: 'bob@example.com', first_name: 'Bob', last_name: '', role: 'admin' }],
      },
      '/api/default/alerts/destinations': [{ name: 'payment_oncall', type: 'http' }],
    };
    sendJson(response, lists[path] ?? { list: [], data: [], hits: [], code: 200 });
  };
});
afterAll(() => openobserve.close());
beforeEach(() => {
  openobserve.seen.length = 0;
});

/** What would have changed something. */
const written = () =>
  openobserve.seen
    .filter(({ method, path }) => method !== 'GET' && !/_search|_values|prometheus/.test(path))
    .map(({ method, path }) => `${method} ${path}`);

const ENV = {
  API_KEY: 'a@example.com:b',
  O2_ORG: 'default',
  O2_LOG_LEVEL: 'error',
  O2_CONFIRM: 'never',
  O2_STATE_KEY: 'k'.repeat(40),
};

const LANGUAGES = ['de', 'en', 'es', 'fr', 'pt', 'zh'];

describe('sentences that order nothing', () => {
  it('are many, in six languages and of every kind', () => {
    expect(new Set(HARMLESS.map(({ words }) => words)).size).toBeGreaterThan(3000);
    expect([...new Set(HARMLESS.map(({ language }) => language))].sort()).toEqual(LANGUAGES);
    const kinds = ['conditional', 'negation', 'question', 'quotation', 'report', 'retraction'];
    for (const language of LANGUAGES) {
      const own = HARMLESS.filter((each) => each.language === language);
      expect([...new Set(own.map(({ kind }) => kind))].sort(), language).toEqual(kinds);
    }
  });

  it('order no write', () => {
    const ordering = HARMLESS.filter(({ words }) => orderedWrites(words).length > 0);
    expect(ordering.map(({ words }) => words)).toEqual([]);
  });

  it.each(LANGUAGES)(
    'write nothing in the semantic mode in %s, though nobody is asked for a yes',
    async (language) => {
      const app = await appWith({ ...ENV, O2_BASE_URL: openobserve.url });
      try {
        for (const { words } of every(
          HARMLESS.filter((each) => each.language === language),
          2,
        )) {
          const { structuredContent } = await app.run(
            { name: 'ask', arguments: { request: words, mode: 'semantic' } },
            { view: app.view, signal: new AbortController().signal, approved: () => true, caller: 'test' },
          );
          const { candidates = [], steps = [] } = structuredContent as {
            candidates?: { tool: string }[];
            steps?: { tool: string }[];
          };
          const named = [...candidates, ...steps]
            .map(({ tool }) => WRITES.find(({ name }) => name === tool))
            .filter(Boolean);
          expect(named, words).toEqual([]);
        }
      } finally {
        await app.close();
      }
      expect(written()).toEqual([]);
    },
    240_000,
  );
});

/** Calls every write that it is offered, and those that it knows by heart, whatever the person said. */
function writesAnyway({ tools, turns }: Asked): Reply {
  if (turns.length > 3) return { text: 'Done as you wished.' };
  const args: Record<string, Record<string, unknown>> = {
    stream_delete: { stream_name: 'payment_service' },
    delete_alert: { alert_id: '37dGbJ8Ro3IlevFMyIekhivfr57' },
    enable_alert: { alert_id: '37dGbJ8Ro3IlevFMyIekhivfr57', value: false },
    delete_dashboard: { dashboard_id: '7531' },
    remove_user_from_org: { email_id: 'bob@example.com' },
    create_folder: { name: 'Ops', folder_type: 'dashboards', description: '' },
    update_stream_settings: { stream_name: 'payment_service', data_retention: 7 },
    create_dashboard: { title: 'nginx' },
  };
  const offered = tools.map(({ name }) => name).filter((name) => name in args);
  const names = offered.length > 0 ? offered : ['stream_delete', 'enable_alert'];
  return { calls: names.map((name) => ({ name, arguments: args[name] })) };
}

describe('a model that writes anyway', () => {
  let model: ModelServer;
  let app: App;
  beforeAll(async () => {
    model = await startModelServer(writesAnyway);
    app = await appWith({
      ...ENV,
      O2_BASE_URL: openobserve.url,
      ...model.env('anthropic'),
      O2_LLM_STEPS: '6',
      O2_LLM_CALLER_TOKENS: '100000000',
    });
  });
  afterAll(async () => {
    await app.close();
    await model.close();
  });

  it.each(['llm', 'agent'])(
    'writes nothing in the %s mode for a person who says yes to everything',
    async (mode) => {
      for (const { words } of every(HARMLESS, 29)) await askApproved(app, { request: words, mode });
      expect(written()).toEqual([]);
      expect(model.asked.length).toBeGreaterThan(200);
    },
    240_000,
  );

  it('writes where the words order it', async () => {
    await askApproved(app, { request: 'create a folder called Ops', mode: 'agent' });
    expect(written()).toEqual(['POST /api/v2/default/folders/dashboards']);
  });

  it('makes nothing else than what is ordered', async () => {
    await askApproved(app, {
      request: 'show me the payment errors and create a folder called Ops',
      mode: 'agent',
    });
    expect(written().filter((each) => !each.includes('/folders/'))).toEqual([]);
  });
});

describe('sentences that order something', () => {
  it('are many, and each is one order', () => {
    expect(ORDERS.length).toBeGreaterThan(200);
    const lost = ORDERS.filter(({ words }) => orderedWrites(words).length !== 1);
    expect(lost.map(({ words }) => words)).toEqual([]);
  });

  it('are wishes too', () => {
    expect(WISHED.length).toBeGreaterThan(50);
    const lost = WISHED.filter(
      ({ words }) =>
        !(orderedWrites(words).length === 1 && orderedWrites(words)[0]?.actions.includes('create')),
    );
    expect(lost.map(({ words }) => words)).toEqual([]);
  });

  it('are taken for what they are where people say directly what they want', () => {
    const rows = new Map(TOOLS.map((row) => [row.operationId, row]));
    const direct = readSentences('sentences').filter(
      ({ kind, operation }) =>
        kind === 'direct' && rows.get(operation) !== undefined && rows.get(operation)?.access !== 'read',
    );
    const passed = direct.filter(({ request, operation, arguments: args }) => {
      const row = rows.get(operation);
      return row !== undefined && objectionToWrite(orderedWrites(request), row, args) === null;
    });
    expect(passed.length / direct.length).toBeGreaterThan(0.85);
  });
});

it('objects to every write that nobody orders', () => {
  for (const row of WRITES)
    expect(objectionToWrite([], row, {}), row.name).toMatch(/^You did not ask me to /);
});
