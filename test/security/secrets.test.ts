import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { hideRequestSecrets } from '../../src/redact/request-secrets.ts';
import type { CallRecord } from '../../src/telemetry/records.ts';
import { appWith, askOnce } from '../ask/model/asking.ts';
import { type ModelServer, startModelServer } from '../ask/model/model-server.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { fileWith, modern, type Running, start } from '../transports/running.ts';
import { createRedactKnown } from '../../src/redact/known-secrets.ts';

const SECRETS = {
  first: 'MARKkeyone0000000001',
  second: 'MARKkeytwo0000000002',
  inFile: 'MARKfilekey000000003',
  otlp: 'MARKotlp000000000004',
  person: 'MARKperson0000000005',
};
const ALL = Object.values(SECRETS);

const running: Running[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

describe('secrets of the settings: finding 10', () => {
  async function serve() {
    const server = await start({
      MCP_KEYS: `a:${SECRETS.first},b:${SECRETS.second}`,
      MCP_KEYS_FILE: fileWith({ keys: [{ name: 'c', key: SECRETS.inFile }] }),
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=${SECRETS.otlp}`,
      O2_IDENTITIES_FILE: fileWith({
        people: [{ user: 'zoe@example.com', credential: `zoe@example.com:${SECRETS.person}` }],
      }),
    });
    running.push(server);
    return server;
  }
  const headers = { 'x-api-key': SECRETS.first };
  const forms = (secret: string) => [
    secret,
    Buffer.from(secret).toString('base64'),
    encodeURIComponent(secret),
  ];

  it('stand in no result and no error, in no form', async () => {
    const server = await serve();
    const said = ALL.flatMap(forms).join(' ');
    server.openobserve.answer = (_, response) => sendJson(response, { list: [{ name: said }], total: 1 });
    const listed = await server.call('stream_list', {}, { headers });
    server.openobserve.answer = (_, response) => sendJson(response, { code: 400, message: said }, 400);
    const refused = await server.call('stream_list', {}, { headers });
    for (const { text } of [listed, refused]) {
      expect(text).toContain('***');
      for (const secret of ALL.flatMap(forms)) expect(text).not.toContain(secret);
    }
  });

  it.each<[string, (secret: string) => string]>([
    ['HTML', (secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&#39;')],
    [
      'HTML in hex',
      (secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&#x27;'),
    ],
    ['XML', (secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&apos;')],
    ['HTML by number', (secret) => secret.replaceAll(/[&<']/g, (sign) => `&#${sign.charCodeAt(0)};`)],
    ['SQL', (secret) => secret.replaceAll("'", "''")],
    ['code', (secret) => secret.replaceAll("'", "\\'")],
    ['a shell', (secret) => secret.replaceAll("'", "'\\''")],
    ['JSON of Go', (secret) => secret.replaceAll('&', '\\u0026').replaceAll('<', '\\u003c')],
    [
      'JSON of templates',
      (secret) => secret.replaceAll(/[&<']/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
    ],
    ['JSON in capitals', (secret) => secret.replaceAll('é', '\\u00E9')],
  ])('are known as %s has them', (_, written) => {
    const secret = "Tr0ub4dor&3'x<yé";
    const said = written(secret);
    expect(createRedactKnown([secret], 6)(`a ${said} b`)).toBe('a *** b');
  });

  /** Ways to write a text that is read as the same: over lines, sign by sign in another form, and one way in another. */
  const spelled: Readonly<Record<string, (secret: string) => string>> = {
    'over two lines': (secret) => `${secret.slice(0, 7)}\n${secret.slice(7)}`,
    'over many lines': (secret) => [...secret].join('\r\n  '),
    'over lines of JSON': (secret) => `${secret.slice(0, 7)}\\n    ${secret.slice(7)}`,
    'over lines of base64': (secret) =>
      Buffer.from(`user@example.com:${secret}:${secret}`)
        .toString('base64')
        .replaceAll(/.{16}/g, (line) => `${line}\r\n`),
    'with signs that nobody sees': (secret) => [...secret].join('\u200b'),
    'with soft hyphens and tags': (secret) => [...secret].join('\u00ad\u{E0041}'),
    'in escapes of JSON': (secret) =>
      secret.replaceAll(/[\s\S]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
    'in capital escapes': (secret) =>
      secret.replaceAll(
        /[\s\S]/g,
        (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`,
      ),
    'in escapes of a shell': (secret) =>
      [...Buffer.from(secret)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
    'all in percent': (secret) =>
      [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    'in part in percent': (secret) =>
      secret.replaceAll(/[a-f0-9]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
    'in percent twice': (secret) => encodeURIComponent(encodeURIComponent(`${secret}/`)),
    'all in entities': (secret) => secret.replaceAll(/[\s\S]/g, (sign) => `&#${sign.charCodeAt(0)};`),
    'all in entities of hex': (secret) =>
      secret.replaceAll(/[\s\S]/g, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`),
    'in JSON in JSON in JSON': (secret) => JSON.stringify(JSON.stringify(JSON.stringify(secret))),
    'in the base64 of addresses, in percent': (secret) =>
      encodeURIComponent(Buffer.from(`user:${secret}`).toString('base64')),
    'as the path and the query of an address': (secret) =>
      `https://a.b/${secret}?x=${encodeURIComponent(secret)}#${secret}`,
    'as the user of an address': (secret) => `https://${encodeURIComponent(secret)}:x@a.b/`,
  };
  const SPELLED_SECRETS = [
    'k3y-of8c',
    "Tr0ub4dor&3'x<y",
    'pass%41word&amp;x',
    'sk_live_0123456789abcdefghijklmnopqrstuvwxyz',
    `long-${'0123456789abcdef'.repeat(40)}`,
  ];
  it.each(Object.keys(spelled))('are known %s', (way) => {
    const written = spelled[way] as (secret: string) => string;
    for (const secret of SPELLED_SECRETS) {
      const hide = createRedactKnown([secret], 8);
      const hidden = hide(`before ${written(secret)} after`);
      expect(hidden).toContain('***');
      expect(hidden).toMatch(/^before [\s\S]* after$/);
      // What is left is no way back to it.
      const left = hidden.replaceAll('***', '');
      expect(left.length, hidden).toBeLessThan(60);
      for (const part of [secret.slice(0, 8), written(secret).slice(20, 60)])
        if (part.length >= 8) expect(left).not.toContain(part);
    }
  });

  it('leave all else as it was', () => {
    const hide = createRedactKnown(SPELLED_SECRETS, 8);
    for (const text of [
      'one\n  two\r\nthree %41 \\u0041 &amp; &#65; \\\\ C:\\new\\table 100% %zz \\u12 &#; \u200b\u{E0041}',
      JSON.stringify({ a: 'x\ny', b: ['"', '\\', '\u2028'] }, null, 2),
      '%'.repeat(100),
      '\\'.repeat(101),
    ])
      expect(hide(text)).toBe(text);
    const around = `a\n%41 \\u0041 ${SPELLED_SECRETS[0]} b\n%42`;
    expect(hide(around)).toBe(around.replace('k3y-of8c', '***'));
  });

  it.each([['token'], ['person']])(
    'stand in no preview and no question to a person, under %s',
    async (confirm) => {
      const server = await start({
        O2_CONFIRM: confirm,
        MCP_KEYS: `a:${SECRETS.first},b:${SECRETS.second}`,
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=${SECRETS.otlp}`,
      });
      running.push(server);
      const said = [SECRETS.first, SECRETS.second, SECRETS.otlp].flatMap(forms);
      server.openobserve.answer = (_, response) =>
        sendJson(response, { id: 'A1', name: said.join(' '), enabled: true, destinations: said });
      const asked = async (canAsk: boolean) => {
        const _meta = canAsk
          ? { 'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } } }
          : {};
        const args = { alert_id: 'A1' };
        const { headers: era, body } = modern('tools/call', {
          name: 'trigger_alert',
          arguments: args,
          _meta,
        });
        return server.ask({ body, headers: { ...era, ...headers } });
      };
      const question = await asked(true);
      expect(question.json.result.inputRequests.form.params.message).toContain('would run with');
      for (const { text } of [question, await asked(false)]) {
        expect(text).toContain('***');
        for (const secret of said) expect(text).not.toContain(secret);
      }
    },
  );

  it('stand in no audit line and no list of calls when a caller writes them where names go', async () => {
    const server = await serve();
    const calls: CallRecord[] = [];
    server.app.telemetry.add({ call: (record) => void calls.push(record) });
    for (const secret of ALL) await server.call(secret, { [secret]: 1 }, { headers });
    await server.call('stream_list', { [SECRETS.second]: 1 }, { headers });
    const { text } = await server.ask({ method: 'GET', path: '/page/calls', headers });
    for (const secret of ALL) expect(text + JSON.stringify(calls)).not.toContain(secret);
  });
});

describe('addresses with a password: finding 19', () => {
  it.each([
    ['LLM_BASE_URL', 'http://u:hunter2hunter2@127.0.0.1:1/v1'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'https://u:hunter2hunter2@otlp.example.com'],
    ['O2_PUBLIC_URL', 'https://u:hunter2hunter2@mcp.example.com/mcp'],
    ['O2_OAUTH_ISSUER', 'https://hunter2hunter2@issuer.example.com'],
    ['O2_ACCESS_TEAM', 'https://u:hunter2hunter2@team.example.com'],
    ['O2_BASE_URL', 'https://u:hunter2hunter2@o2.example.com'],
  ])('are refused in %s, and not shown', (variable, value) => {
    expect(() => readConfig({}, { [variable]: value })).toThrow(/must not hold a user name or password/);
    try {
      readConfig({}, { [variable]: value });
    } catch (error) {
      expect((error as Error).message).not.toContain('hunter2');
    }
  });
});

describe('what reaches a model', () => {
  let openobserve: FakeOpenObserve;
  let model: ModelServer;
  beforeAll(async () => {
    openobserve = await startFakeOpenObserve(() => undefined);
    model = await startModelServer(() => ({ text: '' }));
  });
  afterAll(async () => {
    await model.close();
    await openobserve.close();
  });
  const settings = () => ({
    O2_BASE_URL: openobserve.url,
    API_KEY: 'root@example.com:secret-of-the-server',
    O2_ORG: 'default',
    O2_LOG_LEVEL: 'error',
    ...model.env('anthropic'),
  });
  const PASSWORD = 'Tr0ub4dor&3xyz';

  it('is no password of the request, though a read asks for it: finding 11', async () => {
    openobserve.answer = (request, response) =>
      sendJson(
        response,
        request.path.includes('_search') ? { hits: [{ plain: PASSWORD }], total: 1 } : { list: [] },
      );
    model.brain = ({ turns }) =>
      turns.length > 3
        ? { text: 'done' }
        : {
            calls: [
              { name: 'search_sql', arguments: { sql: `SELECT 'SECRET_1' AS plain, ${turns.length} AS n` } },
              { name: 'search_sql', arguments: { sql: `SELECT plain, ${turns.length} AS n FROM "app"` } },
            ],
          };
    const app = await appWith(settings());
    await askOnce(app, { request: `why do logins fail? the password is ${PASSWORD}`, mode: 'agent' });
    await app.close();
    expect(model.asked.map(({ body }) => body).join()).not.toContain('Tr0ub4dor');
    expect(openobserve.seen.map(({ body }) => body).join()).not.toContain('Tr0ub4dor');
  });

  it('is no number of rows where only names and types may go: finding 12', async () => {
    const counts = [81, 122, 55];
    openobserve.answer = (request, response) => {
      const rows = counts[openobserve.seen.filter(({ path }) => path.includes('_search')).length - 1] ?? 3;
      sendJson(
        response,
        request.path.includes('_search')
          ? { hits: Array.from({ length: rows }, () => ({ a: 1 })), total: rows }
          : { list: [] },
      );
    };
    openobserve.seen.length = 0;
    model.asked.length = 0;
    model.brain = ({ turns }) =>
      turns.length > 6
        ? { text: 'done' }
        : { calls: [{ name: 'search_sql', arguments: { sql: `SELECT ${turns.length} AS n FROM "app"` } }] };
    const app = await appWith({ ...settings(), O2_LLM_SEND: 'schema' });
    await askOnce(app, { request: 'why do logins fail?', mode: 'agent' });
    await app.close();
    const answers = model.asked.flatMap(({ turns }) =>
      turns.flatMap((turn) => (turn.role === 'tools' ? turn.answers.map(({ text }) => text) : [])),
    );
    expect(answers.length).toBeGreaterThan(2);
    expect(answers.filter((text) => /\b(81|122|55)\b/.test(text))).toEqual([]);
  });

  it('has names for secrets, which come back in the right order', () => {
    const { text, restore, hide } = hideRequestSecrets(
      'password is first-secret-1 and token: second-secret-22',
    );
    expect(text).toBe('password is SECRET_2 and token: SECRET_1');
    expect(restore({ a: ['SECRET_1', 'SECRET_2'] })).toEqual({ a: ['second-secret-22', 'first-secret-1'] });
    expect(hide('x first-secret-1 y')).toBe('x SECRET_2 y');
  });
});
