import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { type HttpServer, serveHttp } from '../../src/transports/http/http.ts';
import { type AnyClient, CLIENTS } from '../helpers/clients.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';

type Environment = Readonly<Record<string, string>>;
type Arguments = Record<string, unknown>;

const SEARCH = { sql: 'SELECT * FROM "payment_service"' };
const open: Array<{ http: HttpServer; app: App; client: AnyClient }> = [];
let openobserve: FakeOpenObserve;
let sample: AnyClient;

/** A client of a server of its own, set up as `env` says. */
async function start(env: Environment): Promise<AnyClient> {
  const app = await createApp(
    readConfig({}, { O2_PORT: '0', O2_ORG: 'default', O2_LOG_LEVEL: 'error', ...env }),
  );
  const http = await serveHttp(app);
  const [, overHttp] = CLIENTS;
  const client = await (overHttp as (typeof CLIENTS)[number]).connect(
    { url: http.url, env: {} },
    { person: null },
  );
  open.push({ http, app, client });
  return client;
}

async function call(
  client: AnyClient,
  name: string,
  args: Arguments,
): Promise<{ text: string; isError: boolean }> {
  const result = await client.callTool({ name, arguments: args });
  return { text: result.content[0]?.text ?? '', isError: result.isError === true };
}

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  openobserve = await startFakeOpenObserve(() => undefined);
  sample = await start({ O2_DEMO: 'true', O2_TZ: 'UTC' });
});
afterAll(async () => {
  for (const { http, app, client } of open) {
    await client.close();
    await http.close();
    await app.close();
  }
  await openobserve.close();
});

describe('settings that are wrong, told with each call', () => {
  it('no address, no credentials', async () => {
    expect((await call(await start({ API_KEY: 'a@example.com:b' }), 'search_sql', SEARCH)).text).toMatch(
      /No OpenObserve is configured. Set O2_BASE_URL.*--demo/,
    );
    const { text, isError } = await call(await start({ O2_BASE_URL: openobserve.url }), 'search_sql', SEARCH);
    expect(isError).toBe(true);
    expect(text).toMatch(/needs credentials and none are set. Set API_KEY to "email:token"/);
    expect(openobserve.seen).toEqual([]);
  });

  it('wrong credentials', async () => {
    openobserve.answer = (_, response) =>
      response
        .writeHead(401, { 'www-authenticate': 'Bearer realm="openobserve"' })
        .end('Unauthorized Access');
    const { text, isError } = await call(
      await start({ O2_BASE_URL: openobserve.url, API_KEY: 'a@example.com:wrong-secret' }),
      'search_sql',
      SEARCH,
    );
    expect(isError).toBe(true);
    expect(text).toMatch(/refused the credentials \(401\).*Check the e-mail and token in API_KEY/);
    expect(text).not.toContain('wrong-secret');
  });

  it('nobody there', async () => {
    const { text, isError } = await call(
      await start({ O2_BASE_URL: `http://127.0.0.1:${await freePort()}`, API_KEY: 'a@example.com:b' }),
      'search_sql',
      SEARCH,
    );
    expect(isError).toBe(true);
    expect(text).toMatch(
      /Nothing answers at 127.0.0.1:\d+: the connection was refused. Check that OpenObserve runs/,
    );
  });
});

describe('arguments that are wrong, against the sample', () => {
  it.each<[what: string, tool: string, args: Arguments, says: RegExp]>([
    [
      'an unknown stream',
      'search_sql',
      { sql: 'SELECT * FROM payments' },
      /stream not found: payments.*Did you mean payment_service\?/,
    ],
    [
      'an unknown stream in a path',
      'stream_schema',
      { stream_name: 'paymnt_service' },
      /stream not found.*payment_service/,
    ],
    [
      'an unknown field',
      'search_sql',
      { sql: 'SELECT levl FROM payment_service' },
      /There is no field "levl"\. Did you mean level\?/,
    ],
    [
      'a syntax error, with the server’s own detail',
      'search_sql',
      { sql: 'SELEC 1' },
      /must only read, and SELEC does not.*Did you mean SELECT\?/,
    ],
    [
      'a range upside down',
      'search_sql',
      { ...SEARCH, start_time: 'now', end_time: '1h' },
      /upside down: "start_time" is after "end_time"/,
    ],
    [
      'no time',
      'search_sql',
      { ...SEARCH, start_time: 'whenever' },
      /"start_time" is no time that can be read: "whenever".*ISO 8601/,
    ],
    [
      'an unknown argument',
      'search_sql',
      { ...SEARCH, star_time: '1h' },
      /no argument "star_time". Did you mean start_time/,
    ],
    [
      'an argument of the wrong type',
      'search_sql',
      { ...SEARCH, size: 'many' },
      /"size" must be a whole number, but got the text "many"/,
    ],
    ['a missing argument', 'search_values', { stream_name: 'payment_service' }, /"fields" is missing/],
    [
      'a word that is not allowed',
      'stream_list',
      { type: 'log' },
      /"type" must be one of logs, metrics, traces.*Did you mean logs\?/,
    ],
    [
      'a path that would leave its place',
      'stream_schema',
      { stream_name: '..' },
      /"stream_name" must not be "..": it is part of the address/,
    ],
    [
      'a path that would leave its place where a proxy decodes it',
      'stream_schema',
      { stream_name: '../../other/streams/app' },
      /"stream_name" must not be "..\/..\/other\/streams\/app": it is part of the address/,
    ],
    [
      'a whole number that lost its last digits',
      'search_sql',
      { ...SEARCH, size: 2 ** 60 },
      /"size" is a whole number beyond 2\^53.*Send it as a string/,
    ],
    [
      'a mask written back',
      'search_sql',
      { sql: "SELECT '***masked***'" },
      /stands for a secret that was not shown/,
    ],
  ])('%s', async (_, tool, args, says) => {
    const { text, isError } = await call(sample, tool, args);
    expect(text).toMatch(says);
    expect(isError).toBe(true);
  });

  it('seconds where microseconds belong mean what they say', async () => {
    const end = Math.floor(Date.now() / 1000);
    const sql = `SELECT count(*) AS n FROM payment_service WHERE level = 'error'`;
    const { text } = await call(sample, 'search_sql', { sql, start_time: end - 3600, end_time: end });
    expect(JSON.parse(text).untrusted_data.rows[0][0]).toBeGreaterThan(40);
    expect(JSON.parse(text).range.end).toBe(new Date(end * 1000).toISOString().replace('.000', ''));
  });
});

describe('answers that are wrong', () => {
  async function search(): Promise<{ text: string; isError: boolean }> {
    return call(
      await start({ O2_BASE_URL: openobserve.url, API_KEY: 'a@example.com:b', O2_MAX_BYTES: '4MiB' }),
      'search_sql',
      { ...SEARCH, size: -999 },
    );
  }

  it('a web page', async () => {
    openobserve.answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
    expect(await search()).toMatchObject({
      isError: true,
      text: expect.stringMatching(/An HTML page came instead of data.*O2_BASE_URL/),
    });
  });

  it('broken JSON', async () => {
    openobserve.answer = (_, response) => sendJson(response, '{"hits":[{"a":1},');
    expect(await search()).toMatchObject({
      isError: true,
      text: expect.stringMatching(/not valid JSON.*try again/),
    });
  });

  it('a redirect, which is not followed', async () => {
    openobserve.seen.length = 0;
    openobserve.answer = (_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:9/login' }).end();
    expect(await search()).toMatchObject({
      isError: true,
      text: expect.stringMatching(/redirect \(302\).*final address/),
    });
    expect(openobserve.seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('100 MB: its head, and how to go on', async () => {
    let sent = 0;
    openobserve.answer = ({ method }, response) => {
      // The fields of the stream are asked for beside the rows.
      if (method === 'GET') return sendJson(response, { total_fields: 2, schema: [] });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"took":1,"hits":[');
      const write = () => {
        while (sent < 100e6 && !response.destroyed) {
          const row = `${sent === 0 ? '' : ','}{"n":${sent},"message":"${'x'.repeat(1000)}"}`;
          sent += row.length;
          if (!response.write(row)) return void response.once('drain', write);
        }
        if (!response.destroyed) response.end('],"total":1}');
      };
      write();
    };
    const { text, isError } = await search();
    expect(isError).toBe(false);
    const result = JSON.parse(text);
    expect(result.untrusted_data.rows[0][0]).toBe(0);
    expect(result.notes.join(' ')).toContain('larger than this server reads at once');
    expect(result.next).toMatchObject({ same_call_with: { from: result.shown } });
    expect(text.length).toBeLessThan(8000 * 4);
    expect(sent).toBeLessThan(30e6);
  });
});
