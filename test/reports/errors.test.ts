import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { ConfigError, failureId, toMessage } from '../../src/errors.ts';
import { normalizeBaseUrl } from '../../src/openobserve/base-url.ts';
import { authorizationFrom } from '../../src/openobserve/credentials.ts';
import { createApp } from '../../src/server/app.ts';
import {
  type Answer,
  type FakeOpenObserve,
  sendJson,
  startFakeOpenObserve,
} from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';
import { rpc, start } from '../transports/running.ts';

let fake: FakeOpenObserve;
let answer: Answer;
beforeAll(async () => {
  fake = await startFakeOpenObserve((request, response) => answer(request, response));
});
afterAll(() => fake.close());

async function said(to: Answer, tool = 'stream_list', args: Record<string, unknown> = {}): Promise<string> {
  answer = to;
  const app = await appAt(fake.url, { O2_CONFIRM: 'never', O2_TIMEOUT: '1s' });
  const { text } = await runTool(app, tool, args);
  await app.close();
  return text;
}
const page =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<html>x</html>');
const refusal =
  (status: number, message: string, code = status): Answer =>
  (_, response) =>
    sendJson(response, { code, message, error_detail: '' }, status);

describe('what stands between', () => {
  it.each([502, 503, 504])('a page with status %i is no login', async (status) => {
    const text = await said(page(status));
    expect(text).toContain(`A proxy in front of OpenObserve answered in its place (${status})`);
    expect(text).not.toMatch(/login|O2_BASE_URL/);
  });

  it('a page of a login is still named', async () => {
    expect(await said(page(200))).toContain('a login or a proxy');
  });

  it.each([
    ['in seconds', { 'retry-after': '37' }, 'Call again in 37 s.'],
    ['not at all', {}, 'Wait a little, then call again.'],
  ])('a 429 tells %s when to call again', async (_, headers, says) => {
    const limited: Answer = (__, response) =>
      void response
        .writeHead(429, { 'content-type': 'application/json', ...headers })
        .end('{"message":"slow down"}');
    expect(await said(limited)).toContain(says);
    expect(await said(page(429, headers))).toContain(says);
  });
});

describe('nothing internal is shown', () => {
  it.each([
    [
      'a parser dump',
      refusal(
        400,
        'This feature is not implemented: Dot access not supported for non-string expr: Identifier(Ident { value: "id", quote_style: None, span: Span(Location(1,118)..Location(1,120)) })',
        20008,
      ),
      'use service_name for service.name',
    ],
    [
      'a deserializer',
      refusal(
        422,
        'Failed to deserialize the JSON body into the target type: trigger_condition.operator: unknown variant `contains`, expected one of `=`, `!=` at line 1 column 230',
      ),
      'trigger_condition.operator: unknown variant',
    ],
    ['a role', refusal(400, 'Custom roles not allowed'), 'The open-source edition has only the role admin'],
    [
      'an interval',
      refusal(400, 'Invalid histogram interval: second', 20001),
      "histogram(_timestamp, '1 second')",
    ],
  ])('of %s', async (_, to, says) => {
    const text = await said(to, 'search_sql', { sql: 'SELECT 1' });
    expect(text).toContain(says);
    expect(text).not.toMatch(/Ident|Span\(|at line \d+ column|Failed to deserialize/);
  });

  it('an unforeseen failure has an ID, the same in the message and for the log', () => {
    const failure = new TypeError('x is undefined');
    expect(toMessage(failure)).toContain(`(ID ${failureId(failure)})`);
    expect(failureId(failure)).toMatch(/^[0-9a-f]{8}$/);
    expect(toMessage(failure)).not.toContain('x is undefined');
  });
});

describe('hints', () => {
  const schema = {
    schema: ['_timestamp', 'level', 'error_type', 'service_name'].map((name) => ({ name, type: 'Utf8' })),
  };
  const withoutField =
    (name: string): Answer =>
    ({ path }, response) =>
      path.endsWith('/schema')
        ? sendJson(response, schema)
        : sendJson(
            response,
            {
              code: 20004,
              message: 'Search field not found',
              error_detail: `Schema error: No field named ${name}.`,
            },
            400,
          );

  it.each([
    ['level = "error"', 'error', "Write text in single quotes: 'error'"],
    ['match_all("error")', 'error', "Write text in single quotes: 'error'"],
    ['level IN ("error", "warn")', 'warn', "Write text in single quotes: 'warn'"],
    ["service.name = 'x'", 'name', 'There is no field "service.name"'],
    ["Level = 'x'", 'level', 'The field is called level'],
    ["eror_type = 'x'", 'eror_type', 'Did you mean error_type?'],
  ])('of %s lead to a right query', async (condition, field, says) => {
    const text = await said(withoutField(field), 'search_sql', {
      sql: `SELECT * FROM app WHERE ${condition}`,
    });
    expect(text).toContain(says);
    if (/quotes/.test(says)) expect(text).not.toContain('error_type');
  });

  it('say of other languages that they are no SQL', async () => {
    expect(await said(page(500), 'search_sql', { sql: '{service="payment"} |= "error"' })).toContain(
      'is not SQL',
    );
  });
});

describe('settings that nobody filled in', () => {
  it.each([
    '"ann@example.com:tok"',
    "'ann@example.com:tok'",
    `\${env:API_KEY}`,
    `\${API_KEY}`,
    '$API_KEY',
    '%API_KEY%',
    '$(cat key)',
    '“ann@example.com:tok”',
    '<email:token>',
  ])('a credential %s is refused at the start', async (value) => {
    expect(() => authorizationFrom(value)).toThrow(ConfigError);
    expect(() => readConfig({}, { API_KEY: value })).toThrow(
      /^API_KEY (holds a reference|is enclosed in quotes|is a placeholder)/,
    );
  });

  it.each(['O2_ORG', 'O2_BASE_URL', 'O2_TZ'])('%s in quotes is refused', (name) => {
    expect(() => readConfig({}, { [name]: '"default"' })).toThrow(
      new RegExp(`^${name} is enclosed in quotes`),
    );
  });

  it('an ordinary credential is none of them', () => {
    expect(readConfig({}, { API_KEY: 'ann@example.com:a$b"c' }).apiKey).toBe('ann@example.com:a$b"c');
  });
});

describe('the address of OpenObserve', () => {
  it.each([
    ['http://h:5080', 'http://h:5080', null],
    ['http://h/base/api/', 'http://h/base', null],
    ['http://h:3150/api/prod/', 'http://h:3150', 'prod'],
    ['http://h/base/api/prod/app/_json', 'http://h/base', 'prod'],
    ['http://h/api/v2/prod/alerts', 'http://h', 'prod'],
    ['http://h/web/logs?org_identifier=prod', 'http://h', 'prod'],
    ['http://h/base/web/?org_identifier=my%20org#x', 'http://h/base', 'my org'],
    ['http://h/apiary', 'http://h/apiary', null],
  ])('%s is %s, organization %s', (text, url, org) => {
    expect(normalizeBaseUrl(text)).toEqual({ url, org });
    expect(readConfig({}, { O2_BASE_URL: text }).org).toBe(org);
    expect(readConfig({}, { O2_BASE_URL: text, O2_ORG: 'mine' }).org).toBe('mine');
  });
});

describe('a 401', () => {
  it('says why to browsers, and to OAuth clients that look for a sign-in', async () => {
    const running = await start({
      MCP_KEYS: 'ci:0123456789abcdef',
      O2_ALLOWED_ORIGINS: 'https://app.example',
    });
    const headers = { origin: 'https://app.example' };
    const refused = await running.ask({ headers, body: rpc('tools/list') });
    expect(refused.status).toBe(401);
    expect(refused.json.error.message).toContain('needs a key');
    expect(refused.headers['access-control-allow-origin']).toBe('https://app.example');
    expect(refused.headers['www-authenticate']).toMatch(/error_description="This server needs a key[^"]*"/);
    const register = await running.ask({ path: '/register', body: {} });
    expect(register.json).toMatchObject({ error: 'access_denied' });
    expect(register.json.error_description).toContain('--header');
    await running.close();
  });

  it.each([null, '', [], '{}'])('arguments that are %j are none', async (args) => {
    const running = await start();
    const { json } = await running.ask({ body: rpc('tools/call', { name: 'stream_list', arguments: args }) });
    expect(json.result.isError ?? false).toBe(false);
    await running.close();
  });
});

it('the sample computes present_over_time', async () => {
  const app = await createApp(readConfig({}, { O2_DEMO: 'true', O2_LOG_LEVEL: 'error' }));
  const { error } = await runTool(app, 'prometheus_query', {
    query: 'present_over_time(http_requests_total[5m])',
  });
  expect(error).toBeNull();
  await app.close();
});
