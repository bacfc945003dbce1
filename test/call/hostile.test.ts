import { createServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogRows } from '../../src/catalog/rows.ts';
import { createServerKnowledge } from '../../src/openobserve/server-facts.ts';
import { createCatalog } from '../../src/catalog/catalog.ts';
import { readConfig } from '../../src/config/config.ts';
import { OpenObserveMcpError } from '../../src/errors.ts';
import { INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { TOOLS, TOOLSETS } from '../../src/generated/tools.ts';
import { HELPER_TOOLS } from '../../src/catalog/helper-tools.ts';
import type {
  OpenObserveClient,
  OpenObserveRequest,
  OpenObserveResponse,
} from '../../src/openobserve/client.ts';
import { createRuns } from '../../src/server/run.ts';
import { hostileArguments, randomFrom } from '../helpers/hostile.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

const CALLS = Number(process.env.HOSTILE_CALLS ?? 100_000);
const SEED = Number(process.env.HOSTILE_SEED ?? 20_261_125);
const OVER_SOCKET = 1500;
const MAX_GROWTH_BYTES = 40 * 2 ** 20;

const exampleOf = (name: string) =>
  ((INPUT_SCHEMAS[name]?.examples ?? []) as Record<string, unknown>[])[0] ?? {};

/** Answers of every kind in turn, so that shaping and refusing meet hostile arguments too. */
const ANSWERS: ReadonlyArray<readonly [status: number, text: string]> = [
  [200, '{"list":[{"name":"a","enabled":true}],"total":1}'],
  [200, '{"hits":[{"a":1},{"a":2}],"total":2}'],
  [200, '[]'],
  [200, ''],
  [404, '{"code":404,"message":"stream not found"}'],
  [400, '{"code":20002,"message":"Search stream not found: x","error_detail":""}'],
  [422, 'Failed to deserialize the JSON body into the target type'],
];

/** Why a request is not what its tool may send; null when it is. */
function offence(request: OpenObserveRequest, own: boolean, template: string): string | null {
  const { path, query, contentType, body } = request;
  if (!/^\/[\x21-\x7e]+$/.test(path) || /[?#\\]/.test(path)) return `path ${JSON.stringify(path)}`;
  const url = new URL(`http://openobserve.example${path}`);
  if (url.host !== 'openobserve.example' || url.pathname !== path)
    return `path that changes: ${path} to ${url.href}`;
  const segments = path.split('/');
  if (
    segments.some((segment) => ['', '.', '..'].includes(decodeURIComponent(segment))) &&
    segments.indexOf('') !== 0
  )
    return `empty or dot segment: ${path}`;
  if (own) {
    const wanted = template.split('/');
    if (wanted.length !== segments.length) return `${segments.length} segments: ${path}`;
    const moved = wanted.findIndex((part, index) => !part.startsWith('{') && part !== segments[index]);
    if (moved >= 0) return `another address: ${path}`;
  }
  if (contentType !== null && !/^[\w/-]+(; boundary=[\w-]+)?$/.test(contentType))
    return `content type ${contentType}`;
  if (query.some(([name, value]) => typeof name !== 'string' || typeof value !== 'string'))
    return 'query that is no text';
  if (contentType === 'application/json' && typeof body === 'string') JSON.parse(body);
  return null;
}

/** SQL in a body that is not the caller's own, apart from the quotes put around stream names; null when there is none. */
function foreignSql({ body, contentType }: OpenObserveRequest, given: readonly string[]): string | null {
  if (contentType !== 'application/json' || typeof body !== 'string' || !body.includes('"sql"')) return null;
  const sqlOf = (value: unknown): string[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, item]) =>
          key === 'sql' && typeof item === 'string' ? [item] : sqlOf(item),
        );
  const plain = (sql: string) => sql.replaceAll('"', '');
  return (
    sqlOf(JSON.parse(body)).find((sql) => !given.some((text) => plain(text).includes(plain(sql)))) ?? null
  );
}

const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value, ...(value.trim().startsWith('{') ? [value.replaceAll('\\"', '"')] : [])]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [String(value)];

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

const rejections: unknown[] = [];
const onRejection = (reason: unknown) => rejections.push(reason);
beforeAll(() => void process.on('unhandledRejection', onRejection));
afterAll(() => void process.off('unhandledRejection', onRejection));

describe('hostile arguments', () => {
  it(`${CALLS} sets over all tools leave no path, header or query, and are refused in sentences or sent as they are`, async () => {
    const random = randomFrom(SEED);
    const sent: OpenObserveRequest[] = [];
    let answered = 0;
    const client = {
      baseUrl: 'http://openobserve.example',
      async send(request: OpenObserveRequest): Promise<OpenObserveResponse> {
        sent.push(request);
        const [status, text] = ANSWERS[answered++ % ANSWERS.length] as readonly [number, string];
        return {
          status,
          text,
          contentType: 'application/json',
          location: null,
          truncated: false,
          parsed: null,
          attempts: 1,
          date: null,
          retryAfter: null,
        };
      },
    } as unknown as OpenObserveClient;
    const config = readConfig(
      {},
      { O2_BASE_URL: 'http://openobserve.example', O2_ORG: 'default', O2_CONFIRM: 'never' },
    );
    const source = await loadCatalogRows(null);
    const server = createServerKnowledge(client, Date.now);
    const run = createRuns(source, null)({ config, stateKey: 'k'.repeat(40), server, isInFile: false })(
      client,
      [],
      () => '',
    );
    const view = createCatalog(TOOLS, TOOLSETS, HELPER_TOOLS).view({
      profile: 'all',
      narrow: [],
      readOnly: false,
      allow: [],
      deny: [],
      org: null,
    });
    const context = { view, signal: new AbortController().signal, approved: () => false, caller: 'test' };
    const counts = { passed: 0, refused: 0, requests: 0 };
    const reached = new Set<string>();
    let heapBefore = 0;
    for (let count = 0; count < CALLS; count++) {
      const row = TOOLS[count % TOOLS.length] as (typeof TOOLS)[number];
      const args = hostileArguments(row, exampleOf(row.name), random);
      sent.length = 0;
      const where = () => `call ${count} of seed ${SEED}: ${row.name}`;
      try {
        const { content } = await run({ name: row.name, arguments: args }, context);
        counts.passed += 1;
        if (!content[0]?.text.startsWith('{')) expect.fail(`${where()}: no JSON`);
      } catch (error) {
        counts.refused += 1;
        if (!(error instanceof OpenObserveMcpError))
          expect.fail(`${where()} crashed: ${(error as Error).stack}`);
        if (!/[.?)]$/.test(error.message)) expect.fail(`${where()}: no sentence: ${error.message}`);
      }
      counts.requests += sent.length;
      const given = sent.length > 0 ? textsIn(args) : [];
      for (const request of sent) {
        const own = request.access === row.access && request.method === row.method && row.access !== 'read';
        const found = offence(request, own, row.path) ?? foreignSql(request, given);
        if (found !== null) expect.fail(`${where()}: ${found}`);
        reached.add(row.name);
      }
      if (count === Math.floor(CALLS / 5)) heapBefore = heapBytes();
    }
    const grown = heapBytes() - heapBefore;
    process.stdout.write(
      `${CALLS} argument sets: ${counts.passed} answered, ${counts.refused} refused, ${counts.requests} requests, heap ${(grown / 2 ** 20).toFixed(1)} MiB more after four fifths of them\n`,
    );
    expect(grown).toBeLessThan(MAX_GROWTH_BYTES);
    expect(reached.size).toBe(TOOLS.length);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    await new Promise((resolve) => setImmediate(resolve));
    expect(rejections).toEqual([]);
  }, 300_000);

  it('put no header and no second request on a real socket', async () => {
    const heads: string[] = [];
    const server = createServer((socket) => {
      let received = '';
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1');
        const end = received.indexOf('\r\n\r\n');
        if (end < 0) return;
        const head = received.slice(0, end);
        const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
        if (received.length < end + 4 + length) return;
        heads.push(head);
        // What came beyond the announced length would be a request of its own.
        if (received.length > end + 4 + length) heads.push(received.slice(end + 4 + length));
        received = '';
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}');
      });
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const app = await appAt(`http://127.0.0.1:${port}`, { O2_CONFIRM: 'never' });
    const random = randomFrom(SEED + 1);
    const known =
      /^(host|authorization|accept|accept-encoding|user-agent|content-type|content-length|connection|traceparent|transfer-encoding)$/i;
    for (let count = 0; count < OVER_SOCKET; count++) {
      const row = TOOLS[count % TOOLS.length] as (typeof TOOLS)[number];
      await runTool(app, row.name, hostileArguments(row, exampleOf(row.name), random));
    }
    await app.close();
    server.close();
    expect(heads.length).toBeGreaterThan(OVER_SOCKET / 4);
    for (const head of heads) {
      const [line = '', ...headers] = head.split('\r\n');
      expect(line).toMatch(/^(GET|POST|PUT|PATCH|DELETE) \/[\x21-\x7e]* HTTP\/1\.1$/);
      for (const header of headers) expect(header.split(':')[0]).toMatch(known);
    }
  }, 120_000);
});
