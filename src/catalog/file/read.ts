import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CatalogRows } from '../../contract/catalog-rows.ts';
import { fold, MAX_NAME_CHARACTERS, OWN_TOOLS } from '../../contract/names.ts';
import { ConfigError } from '../../errors.ts';
import { NEWER_TOOLS, NEWER_TOOLSETS } from '../../generated/newer-tools.ts';
import { TOOLS, TOOLSETS } from '../../generated/tools.ts';
import { type ToolRow, UNKNOWN_SINCE } from '../../contract/tool.ts';
import { isSoundPath, mayMove } from './sound-address.ts';
import { type AddedTool, type CatalogFile, MORE_TOOLS } from './file.ts';

const KNOWN_TOOLS = [...TOOLS, ...NEWER_TOOLS];
const ALL_TOOLSETS = [...TOOLSETS, ...NEWER_TOOLSETS, MORE_TOOLS];

const method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const path = z.string().refine(isSoundPath, 'must be a plain path below /api/');
const jsonSchema = z.looseObject({});
const place = z.union([
  z.strictObject({ in: z.enum(['path', 'query']), name: z.string() }),
  z.strictObject({ in: z.literal('body'), path: z.array(z.string()).min(1) }),
  z.strictObject({ in: z.literal('content') }),
]);

const added = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9_]+$/, 'must be of small letters, digits and underscores')
    .max(MAX_NAME_CHARACTERS),
  operationId: z.string().min(1),
  title: z.string(),
  description: z.string(),
  details: z.string(),
  toolset: z.string(),
  access: z.enum(['read', 'write', 'destructive']),
  idempotent: z.boolean(),
  method,
  path,
  places: z.record(z.string(), z.array(place).min(1)),
  body: z
    .strictObject({
      kind: z.enum(['object', 'content']),
      contentType: z.enum(['application/json', 'text/plain', 'multipart/form-data']),
      required: z.boolean(),
      lift: z.string().nullable(),
    })
    .nullable(),
  time: z
    .strictObject({
      range: z.enum(['required', 'optional', 'none']),
      arguments: z.record(
        z.string(),
        z.strictObject({
          role: z.enum(['start', 'end', 'at', 'duration']),
          unit: z.enum(['us', 'ms', 's', 'ns', 'prometheus']),
        }),
      ),
    })
    .nullable()
    .default(null),
  inputSchema: z.looseObject({ type: z.literal('object'), properties: z.record(z.string(), jsonSchema) }),
  schema: z.looseObject({ type: z.literal('object'), properties: z.record(z.string(), jsonSchema) }),
});

const catalogFile = z.strictObject({
  format: z.literal(1),
  madeBy: z.string(),
  release: z
    .string()
    .regex(/^v\d+\.\d+\.\d+$/)
    .nullable(),
  operations: z.array(z.string()),
  addresses: z.record(z.string(), z.strictObject({ method, path })),
  added: z.array(added),
  definitions: z.record(z.string(), jsonSchema),
});

/** A row without what only the contract knows. Text in its answers is taken for what others wrote. */
function rowOf({ schema: _, ...tool }: AddedTool): ToolRow {
  return {
    ...tool,
    edition: 'all',
    since: UNKNOWN_SINCE,
    instead: '',
    switch: null,
    hides: [],
    releases: [],
    core: false,
    aliases: [],
    update: null,
    page: null,
    rows: null,
    summaryFields: [],
    shows: null,
    uiPath: null,
    reveals: [],
    confirm: [],
    preview: [],
    names: null,
    checks: null,
    short: {},
    exported: null,
    unasked: {},
    untrusted: true,
  };
}

function parsed(content: string): CatalogFile {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new ConfigError('it is no JSON', { cause: error });
  }
  const read = catalogFile.safeParse(value);
  if (read.success) return read.data as unknown as CatalogFile;
  const [issue] = read.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new ConfigError(`${where === '' ? '' : `"${where}": `}${(issue?.message ?? '').replace(/\.$/, '')}`);
}

/** What a file can say wrongly although each part of it is well formed. */
function check({ operations, addresses, added: tools }: CatalogFile): void {
  const known = new Map(KNOWN_TOOLS.map((row) => [row.operationId, row]));
  const stranger = [...operations, ...Object.keys(addresses)].find((id) => !known.has(id));
  if (stranger !== undefined)
    throw new ConfigError(`it names the operation "${stranger}", which this version does not know`);
  for (const [id, address] of Object.entries(addresses)) {
    const row = known.get(id) as ToolRow;
    if (!mayMove(row, address))
      throw new ConfigError(
        `it sends ${row.name} with ${address.method} to ${address.path}, which is another thing`,
      );
  }
  const kept = [...new Set(operations)].map((id) => known.get(id) as ToolRow);
  const owners = new Set(OWN_TOOLS.map(fold));
  for (const row of [...kept, ...tools]) {
    const names = [row.name, row.operationId, ...('aliases' in row ? (row.aliases as string[]) : [])];
    const folded = new Set(names.map(fold));
    const twice = [...folded].find((name) => owners.has(name));
    if (twice !== undefined) throw new ConfigError(`two tools of it are called ${row.name}`);
    for (const name of folded) owners.add(name);
  }
  for (const tool of tools) {
    const filled = new Set(
      Object.values(tool.places).flatMap((places) =>
        places.flatMap((each) => (each.in === 'path' ? [each.name] : [])),
      ),
    );
    const open = [...tool.path.matchAll(/\{([^{}]*)\}/g)].find(([, name]) => !filled.has(name as string));
    if (open) throw new ConfigError(`no argument of ${tool.name} fills ${open[0]} of its path`);
    const lost = Object.keys(tool.schema.properties as object).find(
      (name) => !Object.hasOwn(tool.places, name),
    );
    if (lost !== undefined) throw new ConfigError(`the argument "${lost}" of ${tool.name} has no place`);
  }
  if (operations.length + tools.length === 0) throw new ConfigError('it has no tools');
}

function rowsOf(file: CatalogFile): CatalogRows {
  const { operations, addresses, added: tools, definitions, release } = file;
  const kept = new Set(operations);
  const known = KNOWN_TOOLS.filter(({ operationId }) => kept.has(operationId)).map((row) => ({
    ...row,
    ...addresses[row.operationId],
  }));
  const rows = [...known, ...tools.map((tool) => rowOf(tool))].sort((a, b) => (a.name < b.name ? -1 : 1));
  const toolsets = ALL_TOOLSETS.filter(({ name }) => rows.some((row) => row.toolset === name));
  return {
    rows,
    newer: [],
    absent: {
      rows: KNOWN_TOOLS.filter(({ operationId }) => !kept.has(operationId)),
      why: `the catalog file says that OpenObserve${release === null ? '' : ` ${release}`} does not have it`,
    },
    toolsets,
    schemas: { inputs: Object.fromEntries(tools.map(({ name, schema }) => [name, schema])), definitions },
  };
}

/**
 * The tools of a catalog file.
 * @throws {ConfigError} in one sentence, when it cannot be read, or is not what openobserve-mcp-codegen writes
 */
export async function readCatalogFile(name: string): Promise<CatalogRows> {
  try {
    const content = await readFile(name, 'utf8');
    const file = parsed(content);
    check(file);
    const toolsets = ALL_TOOLSETS.map((toolset) => toolset.name as string);
    const stray = file.added.find(({ toolset }) => !toolsets.includes(toolset));
    if (stray) throw new ConfigError(`the toolset "${stray.toolset}" of ${stray.name} does not exist`);
    return rowsOf(file);
  } catch (error) {
    const why =
      error instanceof ConfigError
        ? error.message
        : `it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`;
    throw new ConfigError(
      `The catalog file ${name} (O2_CATALOG) cannot be used: ${why}. Write it anew with openobserve-mcp-codegen --spec, or leave it out.`,
      { code: 'catalog_file', cause: error },
    );
  }
}
