import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { makeCatalog } from '../../../src/catalog/file/make-catalog.ts';
import { PUBLISHED } from '../../../src/generated/published.ts';
import { TOOLS } from '../../../src/generated/tools.ts';
import { runCli } from '../../cli/run-cli.ts';
import { type Document, newer, older, ours } from './releases.ts';

/** The command on a document, as a process of its own. */
async function codegen(document: Document, args: readonly string[] = ['--json']) {
  const folder = await mkdtemp(join(tmpdir(), 'catalog-'));
  const spec = join(folder, 'spec.json');
  const out = join(folder, 'out.json');
  await writeFile(spec, typeof document === 'string' ? document : JSON.stringify(document));
  const run = await runCli(['codegen', '--spec', spec, '--out', out, ...args]);
  const file = await readFile(out, 'utf8').catch(() => null);
  return { ...run, folder, file: file === null ? null : JSON.parse(file) };
}

let server: Server | null = null;
afterEach(() => {
  server?.close();
  server = null;
});

async function serve(status: number, body: string | (() => Iterable<string>), seen: string[] = []) {
  const own = createServer((request, response) => {
    seen.push(`${request.url} ${request.headers.authorization ?? ''}`.trim());
    response.writeHead(status);
    if (typeof body === 'string') return void response.end(body);
    response.on('error', () => undefined);
    for (const chunk of body()) if (!response.destroyed) response.write(chunk);
    response.end();
  });
  server = own;
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(own.address() as AddressInfo).port}`;
}

describe('the document of the release that the contract was written from', () => {
  it('differs in nothing', async () => {
    const { exitCode, stdout, file } = await codegen(await ours(), []);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      `OpenObserve v0.91.5 beside v0.91.5, for which the tools were written: ${TOOLS.length} tools kept, 0 new, 0 left out.\n`,
    );
    expect(file).toMatchObject({ format: 1, release: 'v0.91.5', addresses: {}, added: [], definitions: {} });
    expect(file.operations).toEqual(TOOLS.map((row) => row.operationId).sort());
  });

  it('is read from an OpenObserve too, that of the settings when nothing else is said', async () => {
    const seen: string[] = [];
    const address = await serve(200, JSON.stringify(await ours()), seen);
    const folder = await mkdtemp(join(tmpdir(), 'catalog-'));
    const run = (args: string[]) =>
      runCli(['codegen', '--out', join(folder, 'out.json'), ...args], {
        environment: { O2_BASE_URL: address, API_KEY: 'ann@example.com:token' },
      });
    expect(await run([])).toMatchObject({ exitCode: 0 });
    expect(seen).toEqual([
      `/api-doc/openapi.json Basic ${Buffer.from('ann@example.com:token').toString('base64')}`,
    ]);
    const elsewhere = await run(['--spec', `${address.replace('127.0.0.1', 'localhost')}/spec.json?v=1`]);
    expect(elsewhere).toMatchObject({ exitCode: 0 });
    expect(seen[1]).toBe('/spec.json?v=1');
  });
});

describe.each([
  ['0.60.5', { release: 'v0.60.0', kept: 145, added: ['export_dashboard', 'get_service_account_token'] }],
  ['0.91.5', { release: 'v0.91.0', kept: 161, added: [] }],
  ['0.93.0', { release: 'v0.93.0', kept: 200, added: [] }],
] as const)('the document that %s publishes', (version, { release, kept, added }) => {
  const spec = join(import.meta.dirname, `../../../fixtures/published/openapi-${version}.json`);

  it('gives every tool that it has, and says since when the others exist', async () => {
    const { exitCode, stdout, file } = await codegen(await readFile(spec, 'utf8'));
    expect(exitCode).toBe(0);
    const difference = JSON.parse(stdout);
    expect(difference).toMatchObject({ release, kept, notes: [], unusable: [] });
    expect(difference.added.map(({ name }: { name: string }) => name)).toEqual(added);
    const late = TOOLS.filter(({ since }) => version === '0.60.5' && /^v0\.[78]0\./.test(since));
    expect(difference.missing).toEqual(
      late.map(({ name, since }) => ({ name, reason: `came with ${since}` })),
    );
    expect(file.operations).toHaveLength(kept);
  });

  it('prints what is new of a tool once, and in lines that can be read', async () => {
    const { stdout } = await codegen(await readFile(spec, 'utf8'), []);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(260);
    expect(stdout).not.toMatch(/ratelimit_module|\+body composite_condition/);
  });
});

it('makes good tools of operations that only a newer document has', async () => {
  const content = await readFile(
    join(import.meta.dirname, '../../../fixtures/published/openapi-0.93.0.json'),
    'utf8',
  );
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats.default(ajv);
  const { file, difference } = makeCatalog(content, 'it', 'test', { rows: TOOLS, baseline: PUBLISHED }, ajv);
  expect(difference.added).toHaveLength(35);
  const tool = (name: string) => file.added.find((each) => each.name === name);
  expect(tool('query_functions')).toMatchObject({ title: 'Query functions', access: 'read' });
  expect(tool('get_trace_details')).toMatchObject({
    title: 'Get all spans for a trace',
    description: 'Get all spans for a trace',
    time: { range: 'optional', arguments: { start_time: { role: 'start', unit: 'us' } } },
  });
  expect(tool('delete_slo')?.access).toBe('destructive');
  for (const { description, title } of file.added) {
    expect(description).not.toMatch(/#\{|\}#/);
    expect(title.length).toBeGreaterThan(5);
  }
});

describe('an older release', () => {
  it('keeps what it has, and is told apart in what it lacks', async () => {
    const { file, stdout, exitCode } = await codegen(await older());
    expect(exitCode).toBe(0);
    const difference = JSON.parse(stdout);
    const v2 = TOOLS.filter(({ operationId }) => operationId.endsWith('V2')).map(({ name }) => name);
    expect(v2.length).toBeGreaterThan(3);
    expect(difference.missing).toEqual(
      [
        ...v2.map((name) => ({ name, reason: 'not in this release' })),
        { name: 'get_organization_summary', reason: 'switched off for tools' },
      ].sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
    expect(difference.changed).toContainEqual({
      name: 'search_sql',
      newFields: [],
      missingFields: ['body query.track_total_hits', 'query type'],
      changedFields: [
        { field: 'body query.end_time', change: 'need not be given' },
        { field: 'body query.size', change: 'integer became string' },
        { field: 'body query.start_time', change: 'need not be given' },
        { field: 'body search_type', change: 'also takes "legacy"' },
        { field: 'body search_type', change: 'no longer takes "insights"' },
      ],
    });
    expect(difference.deprecated).toEqual([]);
    expect(difference.moved).toEqual([
      {
        name: 'delete_alert',
        from: 'DELETE /api/v2/{org_id}/alerts/{alert_id}',
        to: 'DELETE /api/{org_id}/alerts/{alert_id}',
        remade: false,
      },
      {
        name: 'stream_schema',
        from: 'GET /api/{org_id}/streams/{stream_name}/schema',
        to: 'GET /api/{org_id}/{stream_name}/{kind}/schema',
        remade: true,
      },
    ]);
    expect(difference.added.map((each: Document) => each.name)).toEqual(['stream_schema']);
    expect(difference.kept).toBe(TOOLS.length - v2.length - 2);
    expect(file.operations).toContain('StreamList');
    expect(file.addresses).toEqual({
      DeleteAlert: { method: 'DELETE', path: '/api/{org_id}/alerts/{alert_id}' },
    });
  });
});

describe('a newer release', () => {
  it('has its new operations as tools, from their own words, fit for gateways', async () => {
    const { file, stdout, stderr, exitCode } = await codegen(await newer());
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('Wrote ')]);
    const difference = JSON.parse(stdout);
    expect(difference.missing).toEqual([]);
    expect(difference.moved).toEqual([]);
    expect(difference.kept).toBe(TOOLS.length);
    expect(difference.changed.find((each: Document) => each.name === 'search_sql')).toEqual({
      name: 'search_sql',
      newFields: ['body query.region', 'body query.sampling', 'query team'],
      missingFields: [],
      changedFields: [
        { field: 'body query.quick_mode', change: 'deprecated' },
        { field: 'body query.region', change: 'must be given' },
        { field: 'body query.sql', change: 'string became array of string or string' },
        { field: 'body search_type', change: 'also takes "agent"' },
        { field: 'query team', change: 'must be given' },
      ],
    });
    expect(difference.deprecated).toEqual([{ name: 'get_organization_summary' }]);
    expect(difference.renamed).toEqual([{ name: 'stream_list', from: 'StreamList', to: 'ListAllStreams' }]);
    const byName = Object.fromEntries(file.added.map((tool: Document) => [tool.name, tool]));
    expect(Object.keys(byName)).toEqual([
      'create_widget',
      'delete_widgets_widget_id',
      'list_widgets',
      'put_widgets_widget_id',
      'reset_widget_and_everything_that_it_ever',
    ]);
    expect(byName.list_widgets).toMatchObject({
      title: 'List widgets',
      description: 'Widgets of the organization more less.',
      details: 'Second paragraph.',
      toolset: 'dashboards',
      access: 'read',
      method: 'GET',
    });
    expect(byName.create_widget).toMatchObject({ toolset: 'more', access: 'write', idempotent: false });
    expect(byName.create_widget.places).toMatchObject({
      org_id: [
        { in: 'path', name: 'org_id' },
        { in: 'body', path: ['org_id'] },
      ],
      body_detail: [{ in: 'body', path: ['detail'] }],
    });
    expect(byName.delete_widgets_widget_id.access).toBe('destructive');
    expect(byName.put_widgets_widget_id.places.content).toEqual([{ in: 'content' }]);
    expect(byName.reset_widget_and_everything_that_it_ever).toMatchObject({ access: 'destructive' });
    expect(byName.reset_widget_and_everything_that_it_ever.places).toHaveProperty('widget_id');
    expect(JSON.stringify(file)).not.toMatch(/&&|\|\||\$\(|<script|onload=/);
    expect(difference.unusable).toEqual([
      { label: 'Upload', reason: 'its body is application/x-protobuf, which tools cannot send' },
      { label: 'MakeCircle', reason: 'its schema refers to itself without end' },
      { label: 'BadPattern', reason: expect.stringContaining('the schema of its arguments is broken') },
      { label: 'Signed', reason: 'it needs the header "x-signature", which tools cannot send' },
    ]);
    expect(difference.notes).toEqual([
      'The $ref "#/components/schemas/NoSuchThing" points at nothing; anything is taken there.',
      'Another operation is called CreateWidget too: PUT /api/{org_id}/widgets/{widget_id} is put_widgets_widget_id.',
    ]);
  });

  it('prints the difference for people', async () => {
    const { stdout } = await codegen(await newer(), []);
    expect(stdout).toContain('161 tools kept, 5 new, 0 left out.');
    expect(stdout).toContain('  list_widgets  List widgets\n');
    expect(stdout).toContain('Called otherwise (1):\n  stream_list  StreamList -> ListAllStreams\n');
    expect(stdout).toContain(
      '  search_sql  +body query.region  +body query.sampling  +query team\n    body query.quick_mode: deprecated\n    body query.region: must be given\n',
    );
    expect(stdout).toContain('Deprecated (1):\n  get_organization_summary\n');
    expect(stdout).toContain('Not made into tools (4):');
  });
});

describe('what is no document of an OpenObserve', () => {
  const petstore = {
    openapi: '3.0.0',
    info: { version: '1.0.0' },
    paths: { '/api/pets': { get: { operationId: 'pets' } } },
  };
  it.each<[string, string | object, RegExp]>([
    ['a web page', '<!doctype html><html></html>', /is a web page, not an OpenAPI document/],
    ['nothing', '', /is no JSON/],
    ['half of a document', '{"openapi":"3.1.0","paths":{', /is no JSON/],
    ['a list', [], /is JSON, but no OpenAPI document/],
    ['other JSON', { code: 404 }, /is JSON, but no OpenAPI 3 document/],
    ['Swagger 2', { swagger: '2.0', paths: {} }, /no OpenAPI 3 document/],
    ['a document of nothing', { openapi: '3.1.0', paths: {} }, /has no operation under \/api/],
    [
      'paths of nonsense',
      { openapi: '3.1.0', paths: { '/api/x': [1], '/api/y': { get: 3 } } },
      /has no operation/,
    ],
    ['the document of something else', petstore, /shares no operation with OpenObserve v0\.91\.5/],
    ['too many levels', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, /no OpenAPI 3 document/],
  ])('%s is refused in one line, and nothing is written', async (_, document, message) => {
    const { exitCode, stdout, stderr, folder } = await codegen(document);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['spec.json']);
  });

  it('a schema of too many levels is refused too', async () => {
    const text = JSON.stringify(await ours());
    const deep = `${'{"items":'.repeat(30_000)}{}${'}'.repeat(30_000)}`;
    const { exitCode, stderr } = await codegen(text.replace('"schemas":{', `"schemas":{"Deep":${deep},`));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/nested too deeply/);
  });

  it.each<[string, number, string | (() => Iterable<string>), RegExp]>([
    ['404', 404, 'Not Found', /answered 404 in place of an OpenAPI document.*ZO_SWAGGER_ENABLED/],
    ['a login', 302, '', /answered 302/],
    ['HTML', 200, '<html><body>login</body></html>', /is a web page/],
    [
      '50 MB',
      200,
      function* () {
        for (let count = 0; count < 50; count++) yield ' '.repeat(1_000_000);
      },
      /larger than 32 MiB/,
    ],
  ])('an address that answers with %s is told', async (_, status, body, message) => {
    const address = await serve(status, body);
    const out = join(await mkdtemp(join(tmpdir(), 'catalog-')), 'out.json');
    const { exitCode, stderr } = await runCli([
      'codegen',
      '--spec',
      `${address}/api-doc/openapi.json?key=secret`,
      '--out',
      out,
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('secret');
  });

  it('a file that is not there, an address that nobody has, and no document at all are told', async () => {
    const run = async (...args: string[]) => (await runCli(['codegen', ...args])).stderr;
    expect(await run('--spec', 'no-such.json')).toMatch(/There is no file no-such\.json\. Give --spec/);
    expect(await run('--spec', 'http://127.0.0.1:9/x', '--timeout', '1s')).toMatch(/127\.0\.0\.1:9/);
    expect(await run()).toMatch(/Say with --spec which document to read/);
    const { stderr } = await codegen(await ours(), ['--out', '/no-such-folder/out.json']);
    expect(stderr).toMatch(/\/no-such-folder\/out\.json cannot be written \(ENOENT\)/);
  });
});
