import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { TOOLS } from '../../../src/generated/tools.ts';
import { runCli } from '../../cli/run-cli.ts';
import { CLIENTS } from '../../helpers/clients.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../../helpers/run-tool.ts';
import { type Document, newer, older } from './releases.ts';

let openobserve: FakeOpenObserve;
let version = 'v0.91.5';

/** The catalog file of a release, changed as a test wants it. */
async function catalogOf(document: Document, change: (file: Document) => void = () => undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'catalog-'));
  const [spec, out] = [join(folder, 'spec.json'), join(folder, 'catalog.json')];
  await writeFile(spec, JSON.stringify(document));
  const { exitCode, stderr } = await runCli(['codegen', '--spec', spec, '--out', out]);
  expect(exitCode, stderr).toBe(0);
  const file = JSON.parse(await readFile(out, 'utf8'));
  change(file);
  await writeFile(out, JSON.stringify(file));
  return out;
}

beforeAll(async () => {
  openobserve = await startFakeOpenObserve(({ path }, response) => {
    if (path === '/config') return sendJson(response, { version, build_type: 'opensource' });
    sendJson(response, { list: [{ name: 'w1' }] });
  });
});
afterAll(() => openobserve.close());

async function withApp<Result>(file: string, use: (app: App) => Promise<Result>, env = {}) {
  const app = await appAt(openobserve.url, { O2_CATALOG: file, ...env });
  try {
    return await use(app);
  } finally {
    await app.close();
  }
}

describe('with the catalog of a newer release', () => {
  let file: string;
  beforeAll(async () => {
    file = await catalogOf(await newer());
  });

  it('new tools are listed, checked, and sent as the document says', () =>
    withApp(file, async (app) => {
      expect(app.view.rows).toHaveLength(TOOLS.length + 5);
      const { inputSchema } = app.view.listed.find(({ name }) => name === 'create_widget') as Document;
      expect(inputSchema).toMatchObject({ required: ['name'] });
      const wrong = await runTool(app, 'create_widget', { nam: 'a' });
      expect(wrong.text).toMatch(/has no argument "nam"\. Did you mean "?name"?/);
      const made = await runTool(app, 'create_widget', { name: 'a', size: '3', parent: { name: 'b' } });
      expect(made.error).toBeNull();
      expect(openobserve.seen.at(-1)).toMatchObject({ method: 'POST', path: '/api/default/widgets' });
      expect(JSON.parse(openobserve.seen.at(-1)?.body ?? '')).toEqual({
        name: 'a',
        size: 3,
        parent: { name: 'b' },
        org_id: 'default',
      });
    }));

  it('what destroys asks first, and is found and described like any other', () =>
    withApp(
      file,
      async (app) => {
        const { error } = await runTool(app, 'write_tool', {
          name: 'delete_widgets_widget_id',
          arguments: { widget_id: 'w 1' },
        });
        expect(error?.code).toBe('confirmation_required');
        const found = await runTool(app, 'find_tools', { query: 'list widgets' });
        expect(found.text).toContain('"list_widgets"');
        const described = await runTool(app, 'describe_tool', { name: 'create_widget' });
        expect(described.text).toContain('#/$defs/published.Wid_get_');
        const listed = await runTool(app, 'read_tool', { name: 'ListWidgets', arguments: { limit: 2 } });
        expect(listed.text).toContain('untrusted_data');
      },
      { O2_PROFILE: 'search' },
    ));

  it('plain words still find what the contract knows, and a tool by its name', () =>
    withApp(file, async (app) => {
      const known = await runTool(app, 'ask', { request: 'list the streams', dry_run: true });
      expect(known.text).toContain('stream_list');
      const fresh = await runTool(app, 'ask', { request: 'widgets', tool: 'list_widgets' });
      expect(fresh.text).toContain('w1');
      expect(openobserve.seen.at(-1)?.path).toBe('/api/default/widgets');
    }));

  it('it works over a real client', async () => {
    const [v2] = CLIENTS;
    const env = { O2_BASE_URL: openobserve.url, API_KEY: 'a@b.c:t', O2_ORG: 'default', O2_CATALOG: file };
    const client = await v2?.connect({ url: '', env }, { person: null });
    const { tools = [] } = (await client?.listTools()) ?? {};
    expect(tools.map(({ name }) => name)).toContain('list_widgets');
    await client?.close();
  });
});

describe('with the catalog of an older release', () => {
  let file: string;
  beforeAll(async () => {
    file = await catalogOf(await older());
  });

  it('what is absent is left out and says so, moved tools go to their address, remade ones take their arguments', () =>
    withApp(
      file,
      async (app) => {
        expect(app.view.listed.map(({ name }) => name)).not.toContain('list_reports_v2');
        const absent = await runTool(app, 'list_reports_v2', {});
        expect(absent.text).toContain(
          'The tool list_reports_v2 is not offered: the catalog file says that OpenObserve v0.80.0 does not have it.',
        );
        await runTool(app, 'delete_alert', { alert_id: 'a1' });
        expect(openobserve.seen.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/default/alerts/a1' });
        await runTool(app, 'stream_schema', { stream_name: 's', kind: 'logs' });
        expect(openobserve.seen.at(-1)?.path).toBe('/api/default/s/logs/schema');
      },
      { O2_CONFIRM: 'never', O2_DENY: 'create_report_v2' },
    ));
});

describe('a catalog file that is wrong', () => {
  it.each<[string, (file: Document) => void, RegExp]>([
    ['of another format', (file) => (file.format = 2), /"format": /],
    ['with an unknown key', (file) => (file.extra = 1), /extra/],
    [
      'with an unknown operation',
      (file) => file.operations.push('NoSuch'),
      /operation "NoSuch", which this version/,
    ],
    [
      'with two tools of one name',
      (file) => (file.added[0].name = 'search_sql'),
      /two tools of it are called search_sql/,
    ],
    ['with a tool named like ours', (file) => (file.added[0].name = 'ask'), /two tools of it are called ask/],
    ['with a path out of /api', (file) => (file.added[0].path = '/web'), /"added\.0\.path": .*\/api\//],
    [
      'with a path that nothing fills',
      (file) => (file.added[0].path = '/api/{x}'),
      /fills \{x\} of its path/,
    ],
    ['with an argument without a place', (file) => (file.added[0].places = {}), /has no place|of its path/],
    ['with an unknown toolset', (file) => (file.added[0].toolset = 'x'), /toolset "x" of \w+ does not exist/],
    [
      'with nothing in it',
      (file) => Object.assign(file, { operations: [], addresses: {}, added: [] }),
      /it has no tools/,
    ],
  ])('%s stops the start with one line', async (_, change, message) => {
    const file = await catalogOf(await newer(), change);
    const { exitCode, stderr, stdout } = await runCli(['tools', '--catalog', file]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(
      /^openobserve-mcp: The catalog file \S+ \(O2_CATALOG\) cannot be used: .*--spec, or leave it out\.\n$/,
    );
  });

  it('that is none, or is not there, stops it too', async () => {
    const none = await runCli(['tools', '--catalog', 'README.md']);
    expect(none.stderr).toMatch(/cannot be used: it is no JSON\. Write it anew/);
    const lost = await runCli(['stdio'], { environment: { O2_CATALOG: '/no/such.json' } });
    expect(lost).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('(ENOENT)') });
  });

  it('a schema that no validator takes is told at the call', async () => {
    const file = await catalogOf(await newer(), ({ added }) => {
      added.find((tool: Document) => tool.name === 'list_widgets').schema.properties.limit.pattern = '(';
    });
    await withApp(file, async (app) => {
      const { error, text } = await runTool(app, 'list_widgets', { limit: 1 });
      expect(error?.remedy).toBe('operator');
      expect(text).toMatch(/schema of list_widgets in the catalog file cannot be used/);
    });
  });
});

describe('the version of the server', () => {
  const noticed = async (at: string, args: readonly string[] = []) => {
    version = at;
    const environment = { O2_BASE_URL: openobserve.url, API_KEY: 'a@b.c:t', O2_ORG: 'default' };
    let seen = '';
    await runCli(['--port', '0', ...args], {
      environment,
      onOutput: (text, stop) => {
        seen = text;
        if (/codegen/.test(text)) stop('SIGINT');
      },
      interrupt: AbortSignal.timeout(4000),
    });
    version = 'v0.91.5';
    return seen;
  };

  it('is noticed at start where tools lack, and they say so', async () => {
    const text = await noticed('v0.14.7');
    expect(text).toMatch(/OpenObserve v0\.14\.7 is too old for \w+, .* and \d+ more: they say so/);
    version = 'v0.14.7';
    const app = await appAt(openobserve.url);
    await app.instances.current()[0]?.server.learn(AbortSignal.timeout(2000));
    const { text: described } = await runTool(app, 'describe_tool', { name: 'add_panel' });
    expect(described).toContain('since OpenObserve v0.80.0. This server is v0.14.7, so it lacks the tool.');
    version = 'v0.91.5';
    await app.close();
  });

  it('is noticed where it is newer than the tools, unless they are those of a file', async () => {
    expect(await noticed('v1.2.0')).toMatch(/OpenObserve v1\.2\.0 is newer than v0\.91\.5/);
    expect(await noticed('v1.2.0', ['--catalog', await catalogOf(await newer())])).not.toMatch(/newer/);
  });
});
