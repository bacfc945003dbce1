import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ContractWords, Shows } from '../src/contract/words.ts';
import type { ToolRow } from '../src/contract/tool.ts';
import type { ToolPlan } from './plan.ts';
import type { Problems } from '../src/contract/problems.ts';

const FILE = 'words.yaml';
const values = z.record(z.string(), z.unknown());

const wordsSchema = z.strictObject({
  makers: z
    .record(
      z.string(),
      z.strictObject({
        as: z.enum(['dashboard', 'alert', 'alert change', 'destination', 'panel']),
        using: z.record(z.string(), z.string()),
      }),
    )
    .default({}),
  data: z
    .strictObject({
      streams: z.string().default(''),
      schema: z.string().default(''),
      search: z.string().default(''),
      values: z.string().default(''),
      promqlAt: z.string().default(''),
      promqlOver: z.string().default(''),
    })
    .prefault({}),
  assume: z.record(z.string(), values).default({}),
  secrets: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  names: z
    .array(
      z.strictObject({
        argument: z.string(),
        toolsets: z.array(z.string()).min(1).optional(),
        except: z.array(z.string()).default([]),
        list: z.string(),
        also: z.array(z.string()).default([]),
        arguments: values.default({}),
        gives: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default([]),
  stands: z
    .record(
      z.string(),
      z.strictObject({
        list: z.string(),
        by: z.string(),
        undo: z.string().nullable().default(null),
        kept: z.enum(['lower', 'stream']).nullable().default(null),
      }),
    )
    .default({}),
  shows: z
    .record(
      z.string(),
      z.strictObject({
        read: z.string(),
        arguments: values.default({}),
        rows: z.string().nullable().default(null),
        match: z.record(z.string(), z.string()).default({}),
        fields: z.record(z.string(), z.string()).default({}),
        items: z.string().nullable().default(null),
        fills: z.string().nullable().default(null),
        gone: z.boolean().default(false),
        after: z.boolean().default(false),
        undo: z.string().nullable().default(null),
        undoWith: values.default({}),
        moves: z
          .strictObject({ to: z.string(), asks: values.default({}) })
          .nullable()
          .default(null),
      }),
    )
    .default({}),
});

type Words = z.infer<typeof wordsSchema>;

async function readWords(directory: string, problems: Problems): Promise<Words> {
  const none = wordsSchema.parse({});
  const text = await readFile(join(directory, FILE), 'utf8').catch(() => null);
  if (text === null) return none;
  const read = wordsSchema.safeParse(parse(text));
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) problems.add(`${FILE} ${path.join('.')}`, message);
  return none;
}

/** What undoes a creation has had its effect when the list of what was created shows it no more. */
function goneFrom(list: ToolRow, undo: ToolRow, argument: string, lookups: Words['names']): Shows {
  const { names, rows } = list;
  const lookup = lookups.find((each) => each.argument === argument && each.list === list.operationId);
  const shared = Object.keys(list.places).filter(
    (name) => name in undo.places && (list.places[name] ?? []).some((place) => place.in === 'query'),
  );
  return {
    read: list.operationId,
    arguments: { ...lookup?.arguments, ...Object.fromEntries(shared.map((name) => [name, `{${name}}`])) },
    rows,
    match: { [names?.id ?? '']: argument },
    fields: {},
    items: null,
    fills: null,
    gone: true,
    after: false,
    undo: null,
    undoWith: {},
    moves: null,
  };
}

function goneOf(stands: Words['stands'], rows: ReadonlyMap<string, ToolRow>, lookups: Words['names']) {
  return Object.values(stands).flatMap(({ list: listId, undo: undoId }) => {
    const [list, undo] = [rows.get(listId), rows.get(undoId ?? '')];
    const argument = Object.keys(list?.names?.arguments ?? {}).find((name) => undo && name in undo.places);
    if (!list || !undo || argument === undefined) return [];
    return [[undo.operationId, goneFrom(list, undo, argument, lookups)] as const];
  });
}

/** What plain words need, each operation and argument checked against the plan. A contract may do without the file. */
export async function planWords(
  directory: string,
  plans: readonly ToolPlan[],
  problems: Problems,
): Promise<ContractWords> {
  const { makers, data, assume, secrets, names, stands, shows } = await readWords(directory, problems);
  const rows = new Map(plans.map(({ row }) => [row.operationId, row]));
  const known = (operationId: string, where: string, args: readonly string[] = []) => {
    const row = rows.get(operationId);
    if (!row)
      problems.add(`${FILE} ${where}`, `"${operationId}" is no operationId of the contract; correct it`);
    for (const name of args.filter((each) => row && !(each in row.places)))
      problems.add(`${FILE} ${where}`, `${operationId} has no argument "${name}"; correct it`);
  };
  for (const [operationId, { using }] of Object.entries(makers))
    for (const id of [operationId, ...Object.values(using)]) known(id, 'makers');
  for (const id of Object.values(data)) if (id !== '') known(id, 'data');
  for (const [operationId, given] of Object.entries(assume)) known(operationId, 'assume', Object.keys(given));
  for (const [operationId, given] of Object.entries(secrets)) known(operationId, 'secrets', given);
  const knownList = (list: string, where: string, args: readonly string[] = []) => {
    known(list, where, args);
    if (rows.get(list)?.names === null)
      problems.add(`${FILE} ${where}`, `${list} does not say what its names are; give it x-mcp.names`);
  };
  for (const { list, arguments: given, except } of names) {
    knownList(list, 'names', Object.keys(given));
    for (const operationId of except) known(operationId, 'names.except');
  }
  for (const [operationId, { list, by, undo }] of Object.entries(stands)) {
    known(operationId, 'stands', [by]);
    if (undo !== null) known(undo, 'stands');
    knownList(list, 'stands');
  }
  for (const [operationId, { read, arguments: asked, match, fields, items, undo }] of Object.entries(shows)) {
    const named = [...Object.values(match), ...Object.keys(fields), ...(items === null ? [] : [items])];
    known(operationId, 'shows', named);
    known(read, 'shows', Object.keys(asked));
    if (undo !== null) known(undo, 'shows');
  }
  const lookups = [...rows.values()].map((row) => {
    const own = names.filter(
      ({ argument, toolsets, except }) =>
        argument in row.places &&
        (toolsets?.includes(row.toolset) ?? true) &&
        !except.includes(row.operationId),
    );
    const toLookup = ({ argument, list, also, arguments: given, gives }: Words['names'][number]) => {
      const { id = '', label = '' } = rows.get(list)?.names ?? {};
      const told = Object.fromEntries(Object.entries(gives).filter(([name]) => name in row.places));
      return { argument, list, id, names: [label, ...also], arguments: given, gives: told };
    };
    return [row.operationId, own.map(toLookup)] as const;
  });
  return {
    makers,
    data,
    assume,
    secrets,
    names: Object.fromEntries(lookups.filter(([, own]) => own.length > 0)),
    stands,
    shows: Object.fromEntries([...goneOf(stands, rows, names), ...Object.entries(shows)]),
  };
}
