import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { brain } from '../model/brain.ts';
import { type ModelServer, startModelServer } from '../model/model-server.ts';
import { appWith, askOnce, startSample } from '../model/asking.ts';

const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?/g;
/** Microseconds or nanoseconds since the epoch. */
const EPOCH = /(?<![\d."])1[6-9]\d{14}(?:\d{3})?(?![\d."])/;

let sample: Awaited<ReturnType<typeof startSample>>;
let model: ModelServer;
let app: App;
beforeAll(async () => {
  sample = await startSample();
  model = await startModelServer(brain);
  app = await appWith({ ...sample.env, ...model.env('anthropic'), O2_TZ: 'Asia/Kolkata' });
}, 60_000);
afterAll(async () => {
  await app.close();
  await model.close();
  await sample.close();
});

describe('every time in an answer of ask says its zone', () => {
  it.each([
    ['semantic', 'errors in payment_service per hour in the last 3 hours'],
    ['semantic', 'show the last 3 error logs of payment_service'],
    ['semantic', 'when was the first error in payment_service'],
    ['semantic', 'were there errors in payment_service in the last 3 hours?'],
    ['semantic', 'average duration of traces per hour in the last 3 hours'],
    ['semantic', 'cpu_usage per 10 minutes in the last hour'],
    ['semantic', 'SELECT _timestamp, level FROM "payment_service" LIMIT 3'],
    ['llm', 'Show me errors in the payment service from the last hour'],
    ['agent', 'Show me errors in the payment service from the last hour'],
  ])('%s: %s', async (mode, request) => {
    const { answer } = await askOnce(app, { request, mode });
    expect(answer.decision).toBe('run');
    const { untrusted_data: data, answer: words } = answer;
    const shown = `${words}\n${JSON.stringify(data)}`;
    const times = [...shown.matchAll(TIME)];
    expect(times.length).toBeGreaterThan(0);
    expect(times.filter(([, zone]) => zone === undefined).map(([time]) => time)).toEqual([]);
    expect(EPOCH.exec(shown)?.[0]).toBeUndefined();
    // In words a time is in the zone of the person.
    for (const [time, zone] of words.matchAll(TIME)) expect(zone, time).toBe('+05:30');
  });

  it('names the fullest bucket by the same moment in words and in the rows', async () => {
    const { answer } = await askOnce(app, {
      request: 'errors in payment_service per hour in the last 3 hours',
      mode: 'semantic',
    });
    const { columns, rows } = answer.untrusted_data as { columns: string[]; rows: unknown[][] };
    const [time, n] = [columns.indexOf('time'), columns.indexOf('n')];
    const most = rows.reduce((top, row) => (Number(row[n]) > Number(top[n]) ? row : top));
    const said = /most at (\S+): /.exec(answer.answer)?.[1];
    expect(Date.parse(String(said))).toBe(Date.parse(String(most[time])));
  });
});
