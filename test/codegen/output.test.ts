import { appendFile, cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFINITIONS, INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { TOOLS, TOOLSETS } from '../../src/generated/tools.ts';
import type { JsonSchema, ToolRow } from '../../src/contract/tool.ts';
import { emptyDirectory, runCodegen, SPECS } from './run-codegen.ts';

const FILES = ['published.ts', 'schemas.ts', 'tools.ts', 'newer-tools.ts', 'types.ts', 'words.ts'];
const COMPACT_KEYWORDS = [
  'type',
  'properties',
  'required',
  'items',
  'enum',
  'description',
  'additionalProperties',
  'minimum',
];

const readAll = (directory: string) =>
  Promise.all(FILES.map((name) => readFile(join(directory, name), 'utf8')));

/** Every schema inside a compact one, by its path. */
function schemasIn(schema: JsonSchema, path: string): Array<readonly [string, JsonSchema]> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const items = schema.items === undefined ? [] : schemasIn(schema.items as JsonSchema, `${path}[]`);
  return [
    [path, schema],
    ...items,
    ...properties.flatMap(([name, field]) => schemasIn(field, `${path}.${name}`)),
  ];
}

describe('codegen', { timeout: 60_000 }, () => {
  const sound = ['--openapi', join(SPECS, 'sound'), '--out'];
  let made: string;
  beforeAll(async () => {
    made = await emptyDirectory();
    await runCodegen(...sound, made);
  });

  it('makes the same bytes every time', async () => {
    const again = await emptyDirectory();
    await runCodegen(...sound, again);
    expect(await readAll(again)).toEqual(await readAll(made));
    expect(await runCodegen('--check', ...sound, made)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it.each(FILES)('--check names %s when one byte of it changed', async (name) => {
    const out = await emptyDirectory();
    await cp(made, out, { recursive: true });
    await appendFile(join(out, name), ' ');
    const { exitCode, stderr } = await runCodegen('--check', ...sound, out);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(`${name} in ${out} differ from what the contract makes; run node codegen/main.ts\n`);
  });

  it('--check writes nothing', async () => {
    const out = await emptyDirectory();
    const { exitCode, stderr } = await runCodegen('--check', ...sound, out);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(FILES.join(', '));
    await expect(readAll(out)).rejects.toThrow('ENOENT');
  });
});

describe('what codegen makes of a contract', () => {
  let row: (name: string) => ToolRow;
  let schemas: Record<string, JsonSchema>;

  beforeAll(async () => {
    const out = await emptyDirectory();
    await runCodegen('--openapi', join(SPECS, 'sound'), '--out', out);
    const { TOOLS: tools } = (await import(join(out, 'tools.ts'))) as { TOOLS: readonly ToolRow[] };
    row = (name) => tools.find((tool) => tool.name === name) as ToolRow;
    schemas = ((await import(join(out, 'schemas.ts'))) as { INPUT_SCHEMAS: Record<string, JsonSchema> })
      .INPUT_SCHEMAS;
  });

  it('puts every argument in its place: path, query, body, lifted body, both, renamed, content', () => {
    expect(row('update_thing_v2').places).toMatchObject({
      thing_id: [
        { in: 'path', name: 'thing_id' },
        { in: 'body', path: ['thing_id'] },
      ],
      org_id: [{ in: 'path', name: 'org_id' }],
      new_org_id: [{ in: 'body', path: ['org_id'] }],
      match: [{ in: 'query', name: 'match[]' }],
      name: [{ in: 'body', path: ['name'] }],
    });
    expect(row('find_things').places).toMatchObject({
      words: [{ in: 'body', path: ['query', 'words'] }],
      timeout: [{ in: 'body', path: ['timeout'] }],
    });
    expect(row('set_note').places.content).toEqual([{ in: 'content' }]);
    expect(row('set_note').body).toEqual({
      kind: 'content',
      contentType: 'text/plain',
      required: true,
      lift: null,
    });
  });

  it('lists the first paragraph and keeps the rest as details', () => {
    expect(row('update_thing_v2')).toMatchObject({
      title: 'Change a thing',
      description: 'Change one thing, keeping what is not named.',
      details: 'Names are unique.',
    });
  });

  it('cuts the short schema to its top level, without null, unlisted fields or what the product fills in', () => {
    const { properties, required } = row('update_thing_v2').inputSchema as {
      properties: Record<string, JsonSchema>;
      required: string[];
    };
    expect(required).toEqual(['thing_id', 'name']);
    expect(properties.size).toEqual({ type: 'integer', description: 'Bytes.' });
    expect(properties.kind).toEqual({ type: 'string', enum: ['a', 'b'] });
    expect(properties.parts).toEqual({ type: 'array', items: { type: 'object' } });
    expect(properties.shown).toMatchObject({
      type: 'object',
      required: ['id'],
      properties: { id: { description: 'Which.' } },
    });
    expect((properties.shown as { properties: object }).properties).not.toHaveProperty('secret');
    expect(properties).not.toHaveProperty('rare');
    expect(row('find_things').inputSchema.required).toEqual(['words']);
  });

  it('keeps everything in the full schema', () => {
    const { properties, required } = schemas.update_thing_v2 as {
      properties: Record<string, JsonSchema>;
      required: string[];
    };
    expect(required).toEqual(['org_id', 'thing_id', 'name']);
    expect(properties.size).toEqual({ type: ['integer', 'null'], description: 'Bytes.\n\nRounded up.' });
    expect(properties.name).toEqual({ type: 'string', minLength: 1, examples: ['lamp'] });
    expect(properties.shown).toEqual({ $ref: '#/$defs/Part' });
    expect(properties).toHaveProperty('rare');
  });

  it('requires of an update only what says which object is meant', () => {
    expect(schemas.update_note).toMatchObject({ required: ['note_id', 'key'] });
    expect(row('update_note').inputSchema.required).toEqual(['note_id', 'key']);
    expect(row('update_note').update).toEqual({
      read: 'FindThings',
      replaces: true,
      object: null,
      rows: 'list',
      arguments: {},
      match: { key: 'key' },
      into: null,
      version: { argument: 'hash', field: 'hash' },
      conflict: [],
      omit: [],
      rename: {},
      also: [],
      locate: null,
    });
  });

  it('says of a time that text is taken, and makes an example that does not age', () => {
    expect(schemas.find_things).toMatchObject({
      properties: {
        start: {
          type: ['string', 'integer'],
          description: 'Start; default 1 hour ago: 1h (ago), today, 17:00, ISO 8601',
        },
      },
      examples: [{ words: 'red', start: 'now-1h', end: 'now', timeout: 5 }],
    });
    expect(schemas.update_thing_v2).toMatchObject({
      properties: { span: { type: ['string', 'integer'], description: 'Length: 5m, 1h or seconds' } },
      examples: [{ thing_id: 't1', name: 'x', new_org_id: 'other', span: 5 }],
    });
  });
});

describe('the generated tools', () => {
  it('are sorted by name, each in a toolset that there is', () => {
    const names = TOOLS.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(TOOLS.length);
    expect(new Set(TOOLS.map(({ toolset }) => toolset))).toEqual(new Set(TOOLSETS.map(({ name }) => name)));
  });

  it.each(TOOLS.map((tool) => [tool.name, tool] as const))(
    '%s has schemas that agree with each other',
    (name, tool) => {
      const full = INPUT_SCHEMAS[name] as JsonSchema & {
        properties: Record<string, JsonSchema>;
        examples: [object];
      };
      const names = new Set([...Object.keys(tool.places), ...Object.keys(tool.short)]);
      expect(Object.keys(full.properties)).toEqual([...names]);
      expect(Object.keys(full.properties)).toEqual(
        expect.arrayContaining(Object.keys(tool.inputSchema.properties as object)),
      );
      for (const [path, schema] of schemasIn(tool.inputSchema, name)) {
        expect(COMPACT_KEYWORDS, path).toEqual(expect.arrayContaining(Object.keys(schema)));
        if ([schema.type].flat().includes('array')) expect(schema.items, path).toBeDefined();
        expect([schema.type].flat(), path).not.toContain('null');
      }
      const ajv = new Ajv2020({ strict: false });
      formats.default(ajv);
      const example = { ...(tool.places.org_id ? { org_id: 'default' } : {}), ...full.examples[0] };
      const ownErrors = () =>
        // An update names a part of the object: what is missing inside it is read from the server.
        (ajv.errors ?? []).filter(
          ({ keyword, instancePath }) =>
            tool.update === null || keyword !== 'required' || instancePath === '',
        );
      ajv.validate({ ...full, $defs: DEFINITIONS }, example);
      expect(ownErrors()).toEqual([]);
      expect(ajv.validate(tool.inputSchema, example), ajv.errorsText()).toBe(true);
      expect(ajv.validate({ ...full, $defs: DEFINITIONS }, { ...example, no_such_argument: 1 })).toBe(false);
    },
  );
});
