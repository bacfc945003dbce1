import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { ApiError } from '../../src/errors.ts';
import { createSample, type Sample } from '../../src/sample/server.ts';

/** How often somebody else is still to be quicker, between our reading and our writing. */
let quicker = 0;
let writes = 0;
let sample: Sample;
let between: Server;
let app: App;
/** Somebody else's change, straight at the sample. */
let changeElsewhere = async () => {};

type Row = Record<string, unknown>;

async function call(name: string, args: Row): Promise<Row> {
  const context = {
    view: app.view,
    signal: AbortSignal.timeout(20_000),
    approved: () => true,
    caller: 'test',
  };
  const result = await app.run({ name, arguments: { ...args, detail: 'full' } }, context);
  const { untrusted_data: data } = JSON.parse(result.content[0]?.text ?? '{}') as { untrusted_data: Row };
  return (app.view.reach(name).access === 'read' ? data : data.answer) as Row;
}

beforeAll(async () => {
  sample = await createSample({
    dataDir: new URL('../../fixtures/sample/', import.meta.url),
    shiftToNow: true,
  });
  const { email, token } = sample.credentials;
  between = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === 'PUT') {
      writes += 1;
      if (quicker > 0) {
        quicker -= 1;
        await changeElsewhere();
      }
    }
    const answer = await fetch(sample.url + request.url, {
      method: request.method ?? 'GET',
      headers: { authorization: String(request.headers.authorization), 'content-type': 'application/json' },
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  const env = {
    O2_BASE_URL: `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
    API_KEY: `${email}:${token}`,
    O2_CONFIRM: 'never',
    O2_LOG_LEVEL: 'error',
  };
  app = await createApp(readConfig({}, env));
});
afterAll(async () => {
  await app.close();
  between.closeAllConnections();
  between.close();
  await sample.close();
});

async function direct(method: string, path: string, body?: unknown): Promise<Row> {
  const { email, token } = sample.credentials;
  const answer = await fetch(sample.url + path, {
    method,
    headers: { authorization: `Basic ${btoa(`${email}:${token}`)}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as Row;
}

const node = (id: string, io_type: string, stream_name: string) => ({
  id,
  io_type,
  position: { x: 0, y: 0 },
  data: { node_type: 'stream', org_id: 'default', stream_name, stream_type: 'logs' },
});

const PANEL = {
  id: 'Panel_1',
  type: 'line',
  title: 'before',
  description: '',
  config: { show_legends: true },
  queries: [],
};

/** A dashboard whose description somebody else changes. */
async function makeDashboard() {
  const made = await call('create_dashboard', {
    title: 'before',
    description: 'before',
    tabs: [{ tabId: 'default', name: 'Default', panels: [PANEL] }],
  });
  const dashboard_id = (made.v8 as Row).dashboardId as string;
  const path = `/api/default/dashboards/${dashboard_id}`;
  let edits = 0;
  return {
    dashboard_id,
    content: async () =>
      (await direct('GET', path)).v8 as Row & { tabs: ReadonlyArray<{ panels: readonly Row[] }> },
    async elsewhere() {
      const { v8, hash } = await direct('GET', path);
      edits += 1;
      await direct('PUT', `${path}?hash=${hash}`, { ...(v8 as Row), description: `edit ${edits}` });
    },
  };
}

/** Each makes an object, and says how somebody else changes it and what an update and its outcome look like. */
const KINDS = {
  async dashboard() {
    const { dashboard_id, elsewhere, content } = await makeDashboard();
    return {
      elsewhere,
      update: () => call('update_dashboard', { dashboard_id, title: 'after' }),
      async read() {
        const { title, description } = await content();
        return [title, description];
      },
    };
  },
  async panel() {
    const { dashboard_id, elsewhere, content } = await makeDashboard();
    const panel = { title: 'after' };
    return {
      elsewhere,
      update: () => call('update_panel', { dashboard_id, panel_id: 'Panel_1', panel }),
      async read() {
        const { tabs, description } = await content();
        return [tabs[0]?.panels[0]?.title, description];
      },
    };
  },
  async pipeline() {
    const { id } = await call('create_pipeline', {
      name: 'before',
      description: 'before',
      nodes: [node('a', 'input', 'from'), node('b', 'output', 'to')],
      edges: [{ id: 'a-b', source: 'a', target: 'b' }],
    });
    const path = `/api/default/pipelines/${id}`;
    let edits = 0;
    return {
      async elsewhere() {
        edits += 1;
        const pipeline = await direct('GET', path);
        await direct('PUT', '/api/default/pipelines', { ...pipeline, description: `edit ${edits}` });
      },
      update: () => call('update_pipeline', { pipeline_id: id, name: 'after' }),
      async read() {
        const { name, description } = await direct('GET', path);
        return [name, description];
      },
    };
  },
};

describe.each(Object.entries(KINDS))('an update of a %s that somebody else changes meanwhile', (_, make) => {
  let kind: Awaited<ReturnType<typeof make>>;
  beforeEach(async () => {
    kind = await make();
    changeElsewhere = kind.elsewhere;
    writes = 0;
  });

  it('is written once where nobody is quicker', async () => {
    quicker = 0;
    await kind.update();
    expect([await kind.read(), writes]).toEqual([['after', 'before'], 1]);
  });

  it('is read again and repeated once, over the other change', async () => {
    quicker = 1;
    await kind.update();
    expect([await kind.read(), writes]).toEqual([['after', 'edit 1'], 2]);
  });

  it('is reported after the second conflict, with nothing of it written', async () => {
    quicker = 2;
    const error = await kind.update().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).code).toBe('conflict');
    expect((error as ApiError).message).toMatch(/conflict|somebody else/i);
    expect([await kind.read(), writes]).toEqual([['before', 'edit 2'], 2]);
  });
});

describe('an update that names nothing', () => {
  it('is refused with the fields that there are, and nothing is written', async () => {
    const { dashboard_id } = await makeDashboard();
    writes = 0;
    await expect(call('update_dashboard', { dashboard_id })).rejects.toThrow(
      /does not say what to change\. Give at least one of: .*title.*Nothing was sent\.$/,
    );
    expect(writes).toBe(0);
  });
});

describe('an update of what is not there', () => {
  it('says which id belongs to the name that was given instead', async () => {
    const made = await call('create_dashboard', { title: 'one of a kind' });
    const id = (made.v8 as Row).dashboardId;
    await expect(call('update_dashboard', { dashboard_id: 'one of a kind', title: 'after' })).rejects.toThrow(
      `"one of a kind" is ${id}`,
    );
  });
});
