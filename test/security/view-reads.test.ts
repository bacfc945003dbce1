import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import type { ToolRow } from '../../src/contract/tool.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

/** What OpenObserve may answer a read that makes the server want to look further. */
const ANSWERS: Readonly<Record<string, readonly [status: number, body: unknown]>> = {
  nothing: [200, { list: [], data: [], hits: [], total: 0, dashboards: [], destinations: [] }],
  'no metric': [200, { status: 'success', data: { resultType: 'vector', result: [] } }],
  'a list without rows': [200, []],
  'no such thing': [404, { code: 404, message: 'not found' }],
  'no such stream': [400, { code: 20002, message: 'Search stream not found: payment_servic' }],
  'no such field': [400, { code: 20004, message: 'Schema error: No field named levle.' }],
};

let fake: FakeOpenObserve;
let answer: readonly [number, unknown] = [200, {}];
beforeAll(async () => {
  fake = await startFakeOpenObserve((_, response) => sendJson(response, answer[1], answer[0]));
});
afterAll(() => fake.close());

const exampleOf = ({ name }: ToolRow) =>
  ((INPUT_SCHEMAS[name]?.examples ?? []) as Record<string, unknown>[])[0] ?? {};
const patternOf = ({ path }: ToolRow) =>
  new RegExp(`^${path.replaceAll(/[.[\]()]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/?]+')}(\\?|$)`);
/** What tells its version and edition, which every caller may know. */
const isOfServer = (path: string) => /^\/(config|healthz)$/.test(path);

describe('a view with one read makes no other read, whatever is answered: weak row 4', () => {
  const reads = TOOLS.filter(({ access }) => access === 'read');

  it.each(Object.keys(ANSWERS))(
    '%s',
    async (kind) => {
      answer = ANSWERS[kind] as readonly [number, unknown];
      const others: string[] = [];
      for (const row of reads) {
        const app = await appAt(fake.url, { O2_ALLOW: row.name });
        fake.seen.length = 0;
        await runTool(app, row.name, { detail: 'full', ...exampleOf(row) });
        const own = patternOf(row);
        others.push(
          ...fake.seen
            .filter(({ path }) => !own.test(path) && !isOfServer(path))
            .map(({ method, path }) => `${row.name}: ${method} ${path}`),
        );
        await app.close();
      }
      expect(others).toEqual([]);
    },
    60_000,
  );

  it('with all reads there are some', async () => {
    answer = ANSWERS.nothing as readonly [number, unknown];
    const app = await appAt(fake.url);
    fake.seen.length = 0;
    await runTool(app, 'search_sql', { sql: "SELECT a FROM app WHERE b = 'c'", start_time: '1h' });
    expect(fake.seen.length).toBeGreaterThan(1);
    await app.close();
  });
});

it('a name that a write leans on is looked up, but what else there is is not told', async () => {
  answer = [200, [{ name: 'secret_template' }]];
  const args = exampleOf(TOOLS.find(({ name }) => name === 'create_destination') as ToolRow);
  const said: string[] = [];
  for (const allowed of ['create_destination', 'create_destination,list_templates']) {
    const app = await appAt(fake.url, { O2_ALLOW: allowed });
    const { error, text } = await runTool(app, 'create_destination', { ...args, template: 'secret_templat' });
    expect(error?.code, text).toBe('name_not_found');
    said.push(text);
    await app.close();
  }
  expect(said[0]).not.toContain('secret_template');
  expect(said[1]).toContain('secret_template');
});
