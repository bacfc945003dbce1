import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { appWith, askOnce, startSample } from './asking.ts';
import { type Asked, type ModelServer, startModelServer } from './model-server.ts';

let sample: Awaited<ReturnType<typeof startSample>>;
let model: ModelServer;
let app: App;
beforeAll(async () => {
  sample = await startSample();
  model = await startModelServer(() => ({ text: '' }));
  app = await appWith({ ...sample.env, ...model.env('anthropic'), O2_TZ: 'Asia/Kolkata' });
});
afterAll(async () => {
  await app.close();
  await model.close();
  await sample.close();
});

/** Microseconds, nanoseconds and seconds since the epoch as numbers, and ISO without a zone. */
const RAW = /\b1[78]\d{8}(?:\.\d+)?(?:\d{6}|\d{9})?\b|\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?![\d:.+Z-])/;

it.each([
  ['search_sql', { sql: 'SELECT min(_timestamp) AS first, max(_timestamp) AS last FROM "payment_service"' }],
  [
    'search_sql',
    {
      sql: `SELECT histogram(_timestamp, '30 minutes') AS time, count(*) AS n FROM "payment_service" GROUP BY time`,
    },
  ],
  ['search_sql', { sql: 'SELECT start_time, end_time, duration FROM "default" LIMIT 3', type: 'traces' }],
  ['prometheus_query', { query: 'cpu_usage' }],
  ['prometheus_range_query', { query: 'sum(cpu_usage)', start: '1h', step: '600' }],
  ['list_alerts', {}],
])('%s %j: the model and the person read times with a zone, and none as a number', async (name, args) => {
  model.asked.length = 0;
  model.brain = ({ turns }) =>
    turns.length > 1 ? { text: 'That is all.' } : { calls: [{ name, arguments: { ...args } }] };
  const { answer } = await askOnce(app, {
    request: 'show the alerts, the payments and the CPU',
    mode: 'agent',
  });
  const told = (model.asked[1] as Asked).turns.flatMap((turn) =>
    turn.role === 'tools' ? turn.answers.map(({ text }) => text) : [],
  );
  for (const text of [...told, JSON.stringify(answer.untrusted_data)]) {
    expect(text).not.toMatch(RAW);
    if (name !== 'list_alerts') expect(text).toMatch(/T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+05:30)/);
  }
});
