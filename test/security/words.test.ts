import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockedMs } from '../helpers/blocked.ts';
import { sendJson } from '../helpers/fake-openobserve.ts';
import { slowdown } from '../helpers/slow-core.ts';
import { type Running, start } from '../transports/running.ts';
import { HOSTILE_SHAPES } from './hostile-shapes.ts';

const MOST_BLOCKED_MS = 50 * slowdown();
const LENGTH = 1900;

/** A stream as OpenObserve lists it, and the values of its fields. */
interface World {
  readonly streams: ReadonlyArray<{ readonly name: string; readonly fields: readonly string[] }>;
  readonly valueOf: (field: string, at: number) => string;
  readonly values: number;
}

const FIELDS = ['level', 'message', 'host', 'status', 'duration_ms', 'customer', 'region', 'error_type'];
const times = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));
const repeated = (unit: string, length: number) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const UNITS: Readonly<Record<string, string>> = {
  'one word': 'a',
  'words with a line': 'error_host_',
  humps: 'ErrorHost',
  'letters and digits': 'a1b2',
  'right to left': 'שלום ',
  'marks of direction': '\u202eabc\u2066',
  joiners: 'a\u200d\u200b',
  Chinese: '支付服务错误',
  'combining marks': 'e\u0301\u0302',
  tags: '\u{E0041}\u{E0042}',
  quotes: '"\'`',
  brackets: '((',
  'words of questions': 'errors by host in the last hour ',
  numbers: '5 10 15 ms ',
};

const plain: World = {
  streams: ['payment_service', 'checkout', 'nginx_access'].map((name) => ({ name, fields: FIELDS })),
  valueOf: (field, at) => `${field} ${at}`,
  values: 20,
};
const wide: World = {
  streams: [{ name: 'payment_service', fields: times(300, (at) => `${FIELDS[at % 8]}_${at}`) }],
  valueOf: (field, at) => repeated(`${field} failed ${at} times with a timeout of the host, `, 10_000),
  values: 3,
};
const longNames: World = {
  streams: Object.values(UNITS).map((unit, at) => ({
    name: `${repeated(unit, 5000)}${at}`,
    fields: Object.values(UNITS).map((each) => `${repeated(each, 5000)}${at}`),
  })),
  valueOf: (field) => field.slice(0, 100),
  values: 2,
};
const hostileValues: World = {
  streams: [{ name: 'payment_service', fields: [...FIELDS, ...times(60, (at) => `field_${at}`)] }],
  valueOf: (_, at) => repeated(Object.values(UNITS)[at % Object.keys(UNITS).length] ?? 'a', 10_000),
  values: 14,
};
const many: World = {
  streams: times(500, (at) => ({
    name: `payment_service_errors_${at}`,
    fields: [...FIELDS, ...times(12, (field) => `error_host_${field}_${at % 7}`)],
  })),
  valueOf: (_, at) => ['errors', 'the', 'in', 'payment', 'service', 'host', 'last', 'hour'][at % 8] ?? '',
  values: 90,
};
const full: World = {
  streams: [{ name: 'payment_service', fields: times(80, (at) => `${FIELDS[at % 8]}_${at}`) }],
  valueOf: (field, at) =>
    repeated(
      `${times(12, (word) => `w${(at * 131 + word * 17 + field.length).toString(36)}x`).join(' ')} `,
      160,
    ),
  values: 100,
};
const words: World = {
  streams: ['errors', 'the', 'last_hour', 'count', 'by', 'and', 'payment_service'].map((name) => ({
    name,
    fields: ['errors', 'host', 'the', 'by', 'count', 'and', 'last', 'hour', 'level', 'payment', 'service'],
  })),
  valueOf: (_, at) =>
    ['errors by host', 'payment service', 'and', 'the', 'count', 'a a a a', 'or', '5'][at % 8] ?? '',
  values: 90,
};
const WORLDS: Readonly<Record<string, World>> = {
  'plain data': plain,
  '300 fields with values of 10 KB': wide,
  'names of 5,000 characters': longNames,
  'values of hostile shapes': hostileValues,
  'as many values as are read': full,
  '500 streams alike': many,
  'names that are words of questions': words,
};

const PHRASES = [
  'errors by host ',
  'count errors by host and by status and ',
  'payment service errors and ',
  'top 5 hosts by errors, ',
  'between 3 and 4 and ',
  'from 10:00 to 11:00 ',
  'yesterday last week ',
  'since monday until friday ',
  '5 ms more than 10 ',
  'not without no ',
  'status=500 and level=error or ',
  'where host is not a or b, ',
  'percent of errors of ',
  'ratio of errors to errors per ',
  'compared with errors versus ',
  'average max min p95 of duration ',
  '"payment service" ',
  '\'a\' "b" `c` ',
  'payment_service.error_host_1 ',
  'if errors then alert me when ',
  'create an alert for errors and delete the dashboard and ',
  'list the streams, show the alerts, ',
  'in org other in the organization ',
  'errrors in teh paymnt servce ',
  'which host has the most errors by ',
  'how many how much why what ',
  'a@b.example.com 10.0.0.1 ',
  '2026-11-30T10:00:00Z ',
  '0af7651916cd43dd8448eb211c80319c ',
  'payment-service-errors-',
  'fehler pro host und ',
  'errores por host y ',
  'erreurs par hôte et ',
  'erros por host e ',
  '支付服务的错误按主机统计和',
  'أخطاء الدفع حسب المضيف و ',
  'ошибки по хостам и ',
  'Fehlerratenüberwachungsdienst',
  'a, b; c. ',
  'and ',
  'of ',
  'the ',
  'by by ',
  'error ',
  'more than ',
  'last ',
  '1 2 3 ',
  '😀 ',
  'constructor toString __proto__ valueOf hasOwnProperty ',
];
const QUESTIONS = [
  ...PHRASES.map((phrase) => repeated(phrase, LENGTH)),
  ...PHRASES.map((phrase) => `how many errors ${repeated(phrase, LENGTH - 60)} in payment_service by host?`),
  // Each word another one.
  times(300, (at) => `w${(at * 7919).toString(36)}`)
    .join(' ')
    .slice(0, LENGTH),
  times(300, (at) => `error${at}`)
    .join(' and ')
    .slice(0, LENGTH),
  times(300, (at) => `"name ${at}"`)
    .join(', ')
    .slice(0, LENGTH),
  times(300, (at) => `field_${at}=${at}`)
    .join(' and ')
    .slice(0, LENGTH),
  ...HOSTILE_SHAPES.map(({ text }) => text(LENGTH)),
];

/** Made before it is asked for: this process is also the one that is measured. */
const answers = new Map<string, Buffer>();
function valuesOf(fields: readonly string[]): Buffer {
  const known = answers.get(fields.join());
  if (known) return known;
  const hits = fields.map((field) => ({
    field,
    values: times(world.values, (at) => ({ zo_sql_key: world.valueOf(field, at), zo_sql_num: 100 - at })),
  }));
  const made = Buffer.from(JSON.stringify({ hits, total: hits.length }));
  answers.set(fields.join(), made);
  return made;
}

let running: Running;
let world: World = plain;
beforeAll(async () => {
  running = await start({ O2_AUTH: 'caller', O2_PROFILE: 'all', O2_MAX_BYTES: '16MiB' });
  running.openobserve.answer = ({ path, query, body }, response) => {
    if (path.endsWith('/streams')) {
      const list = world.streams.map(({ name, fields }, at) => ({
        name,
        stream_type: 'logs',
        stats: { doc_num: 1000 - at, doc_time_min: 1e15, doc_time_max: 2e15 },
        schema: fields.map((field) => ({
          name: field,
          type: /status|duration/.test(field) ? 'Int64' : 'Utf8',
        })),
        settings: {},
      }));
      return sendJson(response, { list, total: list.length });
    }
    if (path.endsWith('/_values')) {
      const asked = (new URLSearchParams(query).get('fields') ?? '').split(',');
      response.setHeader('content-type', 'application/json');
      return void response.end(valuesOf(asked));
    }
    if (path.includes('_search') || body !== '')
      return sendJson(response, { hits: times(20, (at) => ({ value: at, host: `h${at}` })), total: 20 });
    sendJson(response, { list: [], data: [] });
  };
  for (let count = 0; count < 3; count++)
    for (const question of QUESTIONS.slice(0, 60)) await ask(question, 'warm');
}, 300_000);
afterAll(() => running.close());

/** One question of a caller; what is read of the data is kept for each apart. */
function ask(request: string, caller: string) {
  const authorization = `Basic ${Buffer.from(`${caller}@example.com:token`).toString('base64')}`;
  return running.call('ask', { request, mode: 'semantic' }, { headers: { authorization } });
}

describe.each(Object.keys(WORLDS))('over %s', { retry: 2 }, (name) => {
  it('no question blocks others, whatever its words', async () => {
    answers.clear();
    world = WORLDS[name] as World;
    const caller = `reader-${name.length}-${process.hrtime.bigint()}`;
    const slow: string[] = [];
    // Their words alone take as long over any data.
    const asked = QUESTIONS.filter((_, at) => name === 'plain data' || at % 4 === 0);
    for (const question of asked) {
      const ms = await blockedMs(() => ask(question, caller), MOST_BLOCKED_MS);
      if (ms > MOST_BLOCKED_MS) slow.push(`${Math.round(ms)} ms: ${question.slice(0, 60)}`);
    }
    expect(slow).toEqual([]);
  }, 300_000);

  it('what is read of the data with the first question blocks nobody', async () => {
    answers.clear();
    world = WORLDS[name] as World;
    const first = () =>
      ask('how many errors by host in payment_service in the last hour?', `first-${process.hrtime.bigint()}`);
    expect(await blockedMs(first, MOST_BLOCKED_MS)).toBeLessThan(MOST_BLOCKED_MS);
  }, 60_000);
});
