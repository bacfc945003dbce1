import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILES, withTables } from '../../codegen/docs/observability.ts';
import { OPTIONS } from '../../src/config/options.ts';
import { INSTRUMENTS } from '../../src/telemetry/instruments.ts';
import { fileWith, rpc, type Running, start } from '../transports/running.ts';

const page = readFileSync(new URL('../../docs/http.md', import.meta.url), 'utf8');
const [keys = '', identities = ''] = [...page.matchAll(/```yaml\n((?:keys|people):[\s\S]*?)```/g)].map(
  (match) => match[1] ?? '',
);

describe('docs/http.md', () => {
  it('has the tables of the code (npm run docs writes them)', () => {
    expect(withTables(page)).toBe(page);
    for (const name of Object.keys(INSTRUMENTS)) expect(page).toContain(name);
  });

  it('names only variables that exist', () => {
    const known = Object.values(OPTIONS).flatMap(({ variable, otherVariables }) => [
      variable,
      ...(otherVariables ?? []),
    ]);
    const named = [...page.matchAll(/\b(?:O2|MCP|OTEL)_[A-Z_0-9]+\b/g)].map(([name]) => name);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('shows files that the server takes, and that do what is said', async () => {
    const server = await start({ MCP_KEYS_FILE: fileWith(keys), O2_IDENTITIES_FILE: fileWith(identities) });
    try {
      const [kong, bot] = parse(keys).keys;
      expect(kong.gateway).toBe('kong');
      expect(bot.sha256).toHaveLength(64);
      const as = (user: string) =>
        server.list({ headers: { 'x-api-key': kong.key, 'x-consumer-username': user } });
      expect(await as('ann@example.com')).toContain('stream_delete');
      expect(await as('auditor@example.com')).not.toContain('stream_delete');
      expect(await as('somebody@example.com')).not.toContain('stream_delete');
      expect((await server.ask({ body: rpc('ping') })).status).toBe(401);
    } finally {
      await server.close();
    }
  });
});

describe('docs/observability', () => {
  let server: Running;
  beforeAll(async () => {
    server = await start();
    server.openobserve.answer = (request, response) => {
      response.setHeader('content-type', 'application/json');
      if (request.method === 'POST')
        return void response.end('{"code":200,"id":"3Gp","name":"x","message":"saved"}');
      const isDestinations = request.path.includes('destinations');
      response.end(
        JSON.stringify(isDestinations ? [{ name: 'on_call' }] : { list: [], dashboards: [], total: 0 }),
      );
    };
  });
  afterAll(() => server.close());

  it.each(Object.entries(FILES))('%s is as generated, valid, and sent as it is', async (name, content) => {
    const file = readFileSync(new URL(`../../docs/observability/${name}`, import.meta.url), 'utf8');
    expect(JSON.parse(file)).toEqual(content);
    const tool = name === 'dashboard.json' ? 'create_dashboard' : 'create_alert';
    const { json } = await server.call(tool, JSON.parse(file));
    expect(json.result.isError, json.result.content[0].text).toBeFalsy();
    const sent = server.openobserve.seen.findLast(({ method }) => method === 'POST');
    expect(JSON.parse(sent?.body ?? '')).toMatchObject(content);
  });

  it('asks only for metrics that there are', () => {
    const named = [...JSON.stringify(FILES).matchAll(/openobserve_mcp_(?!failing|openobserve_down)\w+/g)].map(
      ([metric]) => metric.replace(/_bucket$/, ''),
    );
    expect(named.length).toBeGreaterThan(10);
    for (const name of named) expect(Object.keys(INSTRUMENTS)).toContain(name);
  });
});
