import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/server/app.ts';
import { createCatalog, type View, type ViewOptions } from '../../src/catalog/catalog.ts';
import type { ListedTool } from '../../src/catalog/listed-tool.ts';
import { readConfig } from '../../src/config/config.ts';
import { OpenObserveMcpError } from '../../src/errors.ts';
import { INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { TOOLS, TOOLSETS } from '../../src/generated/tools.ts';
import { HELPER_TOOLS } from '../../src/catalog/helper-tools.ts';
import type { JsonSchema } from '../../src/contract/tool.ts';
import { tokensOf, viewOf } from '../prove/tools-page.ts';

const catalog = createCatalog(TOOLS, TOOLSETS, HELPER_TOOLS);
const options = (change: Partial<ViewOptions>): ViewOptions => ({
  profile: 'all',
  narrow: [],
  readOnly: false,
  allow: [],
  deny: [],
  org: 'default',
  ...change,
});
const everything = catalog.view(options({ org: null })).listed;
const helpers = HELPER_TOOLS.map(({ listed }) => listed);
const tools = [...new Map([...everything, ...helpers].map((tool) => [tool.name, tool])).values()];

function* schemasIn(schema: JsonSchema): Generator<JsonSchema> {
  yield schema;
  for (const inner of Object.values((schema.properties ?? {}) as Record<string, JsonSchema>))
    yield* schemasIn(inner);
  if (schema.items) yield* schemasIn(schema.items as JsonSchema);
}

const textsOf = (tool: ListedTool) => [
  tool.title,
  tool.description,
  ...[...schemasIn(tool.inputSchema)].flatMap(({ description }) =>
    typeof description === 'string' ? [description] : [],
  ),
];

/** What gateways refuse, strip, or drop a tool for without a word. */
const REFUSED_TEXT = [
  /&&|\|\||\$\(/,
  /<[a-z]+>/i,
  /\bon\w*\s*=/i,
  /\/\/["']/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there
  /[\u0000-\u0008\u000b-\u001f\u007f]/,
];

describe.each(TOOLS.map((row) => [row.name, row] as const))('%s', (name, row) => {
  it('lists the arguments that its description names', () => {
    const listed = Object.keys(row.inputSchema.properties ?? {});
    const named = new Set(row.description.match(/\w+/g));
    const all = Object.keys(INPUT_SCHEMAS[name]?.properties ?? {});
    expect(all.filter((argument) => named.has(argument) && !listed.includes(argument))).toEqual([]);
  });
});

describe.each(tools.map((tool) => [tool.name, tool] as const))('%s', (name, tool) => {
  it('is listed in a form that every client and gateway takes', () => {
    expect(name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
    expect(name.length).toBeLessThanOrEqual(40);
    expect(tool.title).not.toBe('');
    const { title, readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = tool.annotations;
    expect(title).toBe(tool.title);
    for (const hint of [readOnlyHint, destructiveHint, idempotentHint, openWorldHint])
      expect(hint).toBeTypeOf('boolean');
    expect(readOnlyHint && destructiveHint).toBe(false);
    const schema = tool.inputSchema;
    expect(schema.type).toBe('object');
    expect(schema.properties).toBeTypeOf('object');
    for (const keyword of ['anyOf', 'oneOf', 'allOf', 'not', '$ref'])
      expect(schema).not.toHaveProperty(keyword);
    for (const inner of schemasIn(schema)) {
      expect(inner.type).toBeTypeOf('string');
      if (inner.type === 'array') expect(inner.items).toBeDefined();
      for (const list of [inner.required, inner.enum])
        if (list !== undefined) expect((list as unknown[]).length).toBeGreaterThan(0);
    }
    expect(() => new Ajv2020({ strict: true }).compile(schema)).not.toThrow();
    for (const text of textsOf(tool)) for (const pattern of REFUSED_TEXT) expect(text).not.toMatch(pattern);
    expect(tool.description.length).toBeLessThanOrEqual(1024);
  });
});

it('has names that stay apart when case and punctuation are folded', () => {
  const folded = tools.map(({ name }) => name.replaceAll('_', ''));
  expect(new Set(folded).size).toBe(tools.length);
});

it('stays small in the prompt', () => {
  const named = new Set(TOOLS.map(({ name }) => name));
  const operations = viewOf('all').listed.filter(({ name }) => named.has(name));
  expect(operations).toHaveLength(161);
  expect(tokensOf(operations)).toBeLessThanOrEqual(20_000);
  expect(tokensOf(viewOf('core').listed)).toBeLessThanOrEqual(6_000);
  expect(tokensOf(viewOf('search').listed)).toBeLessThanOrEqual(1_000);
});

describe('what may be called is what is listed', () => {
  let app: App;
  beforeAll(async () => {
    app = await createApp(readConfig({}, { O2_BASE_URL: 'http://127.0.0.1:9', O2_ORG: 'default' }));
    return () => app.close();
  });

  /** Whether a call gets past the view: what then stops it is its arguments or that nobody listens. */
  async function isOffered(view: View, name: string, args: Record<string, unknown> = {}): Promise<boolean> {
    const context = { view, signal: AbortSignal.abort(), approved: () => false, caller: 'test' };
    try {
      await app.run({ name, arguments: args }, context);
      return true;
    } catch (error) {
      if (error instanceof OpenObserveMcpError) return error.code !== 'unknown_tool';
      return true;
    }
  }

  const changes = [
    {},
    { narrow: ['core'] },
    { narrow: ['search'] },
    { allow: ['SearchSQL', 'DeleteDashboard', 'stream_list'] },
    { deny: ['search_sql', 'create_alert'] },
  ];
  const kinds = ['all', 'core', 'search', 'streams,queries'].flatMap((profile) =>
    changes.map((change) => ({ profile, ...change })),
  );
  const cases = [...kinds, ...TOOLSETS.map(({ name }) => ({ profile: name }))].flatMap((change) =>
    [false, true].map(
      (readOnly) => [JSON.stringify({ ...change, readOnly }), { ...change, readOnly }] as const,
    ),
  );

  it.each(cases)('%s', async (_, change) => {
    const view = catalog.view(options(change));
    const listed = new Set(view.listed.map(({ name }) => name));
    for (const tool of view.listed)
      if (change.readOnly) expect(tool.annotations.readOnlyHint, tool.name).toBe(true);
    for (const row of TOOLS) expect(await isOffered(view, row.name), row.name).toBe(listed.has(row.name));
    for (const helper of helpers)
      expect(await isOffered(view, helper.name), helper.name).toBe(listed.has(helper.name));
    for (const [proxy, reads] of [
      ['read_tool', true],
      ['write_tool', false],
    ] as const) {
      if (!listed.has(proxy)) continue;
      for (const row of TOOLS) {
        const allowed = view.rows.includes(row);
        const reached = await isOffered(view, proxy, { name: row.name });
        if (!allowed) expect(reached, `${proxy} ${row.name}`).toBe(false);
        else if ((row.access === 'read') === reads) expect(reached, `${proxy} ${row.name}`).toBe(true);
      }
    }
  });
});
