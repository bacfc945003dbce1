import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { appWith, askOnce, startSample } from './asking.ts';
import { type Asked, type ModelServer, PROTOCOLS, startModelServer } from './model-server.ts';
import { createPromptCache } from './prompt-cache.ts';

/** Reads in six languages, of data and of what people made. */
const READS = [
  'show me recent error logs',
  'how many payments failed by region since this morning?',
  'which dashboards are there?',
  'Zeige mir die fehlgeschlagenen Zahlungen der letzten Stunde nach Region',
  'Welche Fehler hatte der Checkout heute?',
  "Montre-moi le total des ventes par ville aujourd'hui",
  'Quelles sont les erreurs du service de paiement depuis ce matin ?',
  'Quais usuários tiveram mais erros hoje?',
  'Mostre os pedidos mais lentos da última hora',
  '¿Qué servicio tuvo más errores hoy?',
  'Muéstrame los registros de errores de la última hora',
  '最近一小时哪个服务的错误最多？',
  '显示支付服务最近的错误日志',
];
const WRITES = [
  'create an alert when the payment service has more than 10 errors in 5 minutes',
  'Erstelle einen Alarm, wenn der Zahlungsdienst mehr als 10 Fehler in 5 Minuten hat',
  'Crée une alerte quand le service de paiement a plus de 10 erreurs en 5 minutes',
  'Crie um alerta quando o serviço de pagamento tiver mais de 10 erros em 5 minutos',
  'Crea una alerta cuando el servicio de pagos tenga más de 10 errores en 5 minutos',
  '创建一个告警：支付服务在5分钟内错误超过10个时通知',
];
const MOST_TOKENS = 2500;
const PINNED = [
  'search_sql',
  'prometheus_query',
  'prometheus_range_query',
  'describe_data',
  'investigate',
  'compare',
  'timeline',
  'patterns',
  'get_trace',
  'ask_person',
  'more_tools',
  'tool_details',
  'none_of_these',
];

let sample: Awaited<ReturnType<typeof startSample>>;
let model: ModelServer;
let app: App;
beforeAll(async () => {
  sample = await startSample();
  model = await startModelServer(() => ({ text: 'Nothing.' }));
  app = await appWith({ ...sample.env, ...model.env('anthropic') });
});
afterAll(async () => {
  await app.close();
  await model.close();
  await sample.close();
});
beforeEach(() => {
  model.asked.length = 0;
});

async function firstOf(request: string): Promise<Asked> {
  model.asked.length = 0;
  await askOnce(app, { request, mode: 'llm' });
  return model.asked[0] as Asked;
}

/** Tokens of what a model reads: the system, the messages, and the tools as they are sent. */
function tokensOf({ body, system, turns }: Asked): number {
  const { tools } = JSON.parse(body);
  const texts = turns.map((turn) => ('text' in turn ? turn.text : JSON.stringify(turn)));
  return encode([system, ...texts, JSON.stringify(tools)].join('\n')).length;
}

const isWrite = (name: string) => app.view.rows.some((row) => row.name === name && row.access !== 'read');

describe('the first request of a read', () => {
  it.each(READS)('has at most 2,500 tokens, and no tool that writes: %s', async (request) => {
    const first = await firstOf(request);
    expect(tokensOf(first)).toBeLessThanOrEqual(MOST_TOKENS);
    expect(first.tools.map(({ name }) => name).filter(isWrite)).toEqual([]);
    expect(first.tools.slice(0, PINNED.length).map(({ name }) => name)).toEqual(PINNED);
  });

  it('begins with the same in every request, up to the mark of the cache', async () => {
    const heads = new Set<string>();
    for (const request of [...READS, ...WRITES]) {
      model.asked.length = 0;
      const { body } = await firstOf(request);
      const { tools, system } = JSON.parse(body);
      heads.add(JSON.stringify([tools.slice(0, PINNED.length), system]));
      expect(tools[PINNED.length - 1].cache_control).toEqual({ type: 'ephemeral' });
    }
    expect(heads.size).toBe(1);
  });

  it('tells of logs, of traces with their unit, and of the values of levels', async () => {
    const { turns } = await firstOf('what are the slowest traces of the checkout?');
    const [first] = turns;
    const text = first?.role === 'user' ? first.text : '';
    expect(text).toMatch(/traces default: .*\n.*\bduration \((?:duration; )?us\b/);
    const { turns: others } = await firstOf('which errors did the payment service have?');
    expect(JSON.stringify(others)).toMatch(/level \(info \d+, warn \d+, debug \d+, error \d+\)/);
  });
});

/** Words, and the stream that they are about with fields that answer them, whatever other word has a stream of its own. */
it.each([
  ["Montre-moi le total des ventes par ville aujourd'hui", /^logs sales_orders: .*\n {2}.*\brevenue\b/m],
  ['Quais usuários tiveram mais erros hoje?', /^logs payment_service: .*\n {2}.*\buser_id\b/m],
  ['what are the slowest spans of the checkout?', /^traces default: .*\n {2}.*\bduration\b/m],
  ['which pods were killed?', /^logs k8s_logs: .*\n {2}.*\bkubernetes_pod_name\b/m],
  ['5xx by path since this morning', /^logs nginx_access: .*\n {2}.*\bstatus\b/m],
  ['cpu by host', /^metric cpu_usage: gauge; by host/m],
])('has the schema that the words need: %s', async (request, needed) => {
  const { turns } = await firstOf(request);
  expect(turns[0]?.role === 'user' ? turns[0].text : '').toMatch(needed);
});

it.each(WRITES)('offers what writes where the words order it: %s', async (request) => {
  const { tools } = await firstOf(request);
  expect(tools.map(({ name }) => name)).toContain('create_alert');
});

it.each(PROTOCOLS)(
  'hits the cache of the provider with the second request of each conversation: %s',
  async (protocol) => {
    const cache = createPromptCache();
    const uses: Array<{ readonly turns: number; readonly input: number; readonly cached: number }> = [];
    model.brain = (asked) => {
      const use = cache.use(asked);
      uses.push({ turns: asked.turns.length, ...use });
      const usage = { ...use, output: 10 };
      return asked.turns.length > 1
        ? { text: 'Done.', usage }
        : {
            calls: [
              { name: 'search_sql', arguments: { sql: 'SELECT count(*) AS n FROM "payment_service"' } },
            ],
            usage,
          };
    };
    const own = await appWith({ ...sample.env, ...model.env(protocol) });
    for (const request of [
      'count the payments',
      'count the errors of the checkout',
      'create a folder called Ops',
    ]) {
      const { answer } = await askOnce(own, { request, mode: 'agent' });
      expect(answer.usage?.cached).toBeGreaterThan(0);
    }
    await own.close();
    const second = uses.filter(({ turns }) => turns > 1);
    expect(second.length).toBeGreaterThanOrEqual(3);
    // All but the answer of the read was there before.
    for (const { input, cached } of second) expect(cached).toBeGreaterThan(0.75 * input);
    // Another request finds the tools of the one before.
    const firsts = uses.filter(({ turns }) => turns === 1).slice(1);
    for (const { cached } of firsts) expect(cached).toBeGreaterThan(1000);
  },
);
