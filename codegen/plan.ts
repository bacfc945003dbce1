import type { HttpMethod, JsonSchema, ToolRow } from '../src/contract/tool.ts';
import { type Argument, planArguments } from '../src/contract/arguments.ts';
import { compactSchema } from '../src/contract/compact.ts';
import type { Operation } from '../src/contract/operation.ts';
import type { Contract } from './contract.ts';
import { checkDescription, checkLength, splitDescription } from '../src/contract/descriptions.ts';
import { flatExample, strayFields } from './example.ts';
import { type Mcp, readMcp } from './mcp.ts';
import { checkNames, snakeCase } from '../src/contract/names.ts';
import type { Problems } from '../src/contract/problems.ts';
import { type Schemas, toJsonSchema, typesOf } from '../src/contract/schema.ts';
import { filledIn, withTime } from '../src/contract/times.ts';

/** An object or a list may take more: its words stand for the schema inside it, which is not listed. */
const MOST_WORDS = { title: 7, tool: 35, argument: 18, nested: 60 };
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** One tool: its row, and the full schema of its arguments with a minimal example. */
export interface ToolPlan {
  readonly label: string;
  readonly row: ToolRow;
  readonly schema: JsonSchema;
  readonly mcp: Mcp;
}

function checkTexts(
  operation: Operation,
  planned: readonly Argument[],
  schemas: Schemas,
  problems: Problems,
): void {
  const { label, summary, description } = operation;
  if (!summary) problems.add(label, 'has no summary; it is the title of the tool');
  else {
    checkDescription(summary, label, 'the summary', problems);
    checkLength(summary, MOST_WORDS.title, label, 'the summary', problems);
  }
  if (!description)
    problems.add(label, 'has no description; say what it does and when to take it rather than its sibling');
  else {
    checkDescription(description, label, 'the description', problems);
    checkLength(splitDescription(description).first, MOST_WORDS.tool, label, 'the description', problems);
  }
  for (const { name, schema, listed } of planned) {
    if (typeof schema.description !== 'string' || listed === false) continue;
    const isNested = typesOf(schema, schemas)?.some((type) => type === 'object' || type === 'array');
    checkLength(
      splitDescription(schema.description).first,
      isNested ? MOST_WORDS.nested : MOST_WORDS.argument,
      label,
      `the description of "${name}"`,
      problems,
    );
  }
}

/** Every description inside a schema goes through a gateway, not only those of arguments. */
function checkSchemaTexts(schema: unknown, name: string, where: string, problems: Problems): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'description' && typeof value === 'string')
      checkDescription(value, where, `the description of "${name}"`, problems);
    else checkSchemaTexts(value, Array.isArray(schema) || key === 'properties' ? name : key, where, problems);
  }
}

/** The argument that a path of keys begins with. */
const firstKey = (path: string) => path.split('.')[0] as string;

function checkUses(operation: Operation, planned: readonly Argument[], mcp: Mcp, problems: Problems): void {
  const { label } = operation;
  const known = (name: string, keyword: string) => {
    if (!planned.some((argument) => argument.name === name)) {
      problems.add(
        label,
        `x-mcp.${keyword} names the argument "${name}", which it does not have; it has ${planned.map((argument) => argument.name).join(', ')}`,
      );
    }
  };
  for (const name of Object.keys(mcp.time?.arguments ?? {})) known(name, 'time');
  const roles = Object.values(mcp.time?.arguments ?? {}).map(({ role }) => role);
  if (
    mcp.time?.range !== undefined &&
    mcp.time.range !== 'none' &&
    !(roles.includes('start') && roles.includes('end'))
  ) {
    problems.add(label, `x-mcp.time.range is ${mcp.time.range}, but not both a start and an end are named`);
  }
  if (mcp.page) {
    known(mcp.page.offset, 'page.offset');
    known(mcp.page.size, 'page.size');
  }
  for (const [, name] of mcp.uiPath?.matchAll(/\{([^}]*)\}/g) ?? []) known(name as string, 'uiPath');
  for (const { argument } of Object.values(mcp.checks ?? {}).flat()) known(argument, 'checks');
  for (const name of Object.entries(mcp.together).flat(2)) known(name, 'together');
  for (const { given, frees } of mcp.unless)
    for (const name of [firstKey(given), ...frees]) known(name, 'unless');
  for (const { makes } of Object.values(mcp.short)) known(makes, 'short');
  for (const name of Object.keys(mcp.ask ?? {})) known(name, 'ask');
  if (mcp.update) {
    const { version, match, rename, rows, into, locate, also } = mcp.update;
    for (const name of also) known(name, 'update.also');
    if (into !== null) known(into, 'update.into');
    if (version) known(version.argument, 'update.version');
    if (locate)
      for (const name of [locate.argument, ...Object.values(locate.match)]) known(name, 'update.locate');
    for (const name of Object.values(match)) known(name, 'update.match');
    for (const name of Object.values(rename)) known(name, 'update.rename');
    if (rows !== null && Object.keys(match).length === 0)
      problems.add(
        label,
        'x-mcp.update has rows but no match; say which field of a row equals which argument',
      );
  }
  if (mcp.confirm.length > 0 && mcp.access === 'destructive')
    problems.add(
      label,
      'x-mcp.confirm is for operations that are not destructive; those are confirmed anyway, so take it out',
    );
  for (const { argument, unless, among, adds } of mcp.confirm)
    for (const name of [argument, unless, ...among, ...adds])
      if (name !== null) known(firstKey(name), 'confirm');
  for (const { match } of mcp.preview)
    for (const name of Object.values(match)) known(firstKey(name), 'preview');
  if (
    mcp.preview.length > 0 &&
    mcp.access !== 'destructive' &&
    mcp.confirm.length === 0 &&
    mcp.update === undefined
  )
    problems.add(label, 'x-mcp.preview is for operations that are confirmed; take it out');
  if (mcp.names !== undefined && mcp.rows === undefined)
    problems.add(label, 'x-mcp has names but no rows; say where the rows are');
  if (mcp.summaryFields.length > 0 && mcp.rows === undefined)
    problems.add(label, 'x-mcp has summaryFields but no rows; say where the rows are');
  for (const { lacks, sorts, picks, completes } of mcp.releases) {
    for (const name of Object.keys(lacks)) known(firstKey(name), 'releases.lacks');
    const { by, order, offset, size } = sorts ?? {};
    for (const name of [by, order, offset, size]) if (name !== undefined) known(name, 'releases.sorts');
    for (const name of Object.values({ ...picks?.match, ...completes?.match })) known(name, 'releases.match');
  }
  if (mcp.shows?.unitsWhen) known(mcp.shows.unitsWhen.argument, 'shows.unitsWhen');
  if (!Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status)))
    problems.add(label, 'has no 2xx response');
  if (!METHODS.includes(operation.method))
    problems.add(label, `the method ${operation.method} is not one of ${METHODS.join(', ')}`);
}

/**
 * Required arguments that the product fills in when the caller leaves them out: the last hour, and for an update
 * everything that is read from the current object.
 */
function filledArguments(planned: readonly Argument[], { time, update }: Mcp): Set<string> {
  const filled = filledIn(time);
  if (!update) return new Set(filled);
  const version = update.version ? [update.version.argument] : [];
  if (!update.replaces) return new Set([...filled, ...version]);
  const kept = planned.filter(({ places }) =>
    places.every((place) => place.in === 'body' || place.in === 'content'),
  );
  const identity = Object.values(update.match);
  const read = kept.map(({ name }) => name).filter((name) => !identity.includes(name));
  return new Set([...filled, ...read, ...version]);
}

/** A schema that holds where a value stands at a path of keys. */
function whereGiven(path: string): JsonSchema {
  const [key = '', ...rest] = path.split('.');
  return {
    required: [key],
    ...(rest.length === 0 ? {} : { properties: { [key]: whereGiven(rest.join('.')) } }),
  };
}

/** What is required unless something else is given, each as a condition of its own. */
function conditionallyRequired(required: readonly string[], { unless }: Mcp): JsonSchema[] {
  const freed = new Set(unless.flatMap(({ frees }) => frees));
  return required.flatMap((name) =>
    freed.has(name)
      ? [
          {
            if: {
              not: {
                anyOf: unless
                  .filter(({ frees }) => frees.includes(name))
                  .map(({ given }) => whereGiven(given)),
              },
            },
            // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
            then: { required: [name] },
          },
        ]
      : [],
  );
}

function fullSchema(
  operation: Operation,
  planned: readonly Argument[],
  filled: ReadonlySet<string>,
  mcp: Mcp,
): JsonSchema {
  const needed = planned
    .filter((argument) => argument.required && !filled.has(argument.name))
    .map(({ name }) => name);
  const made = new Set(Object.values(mcp.short).map(({ makes }) => makes));
  const conditions = conditionallyRequired(
    needed.filter((name) => !made.has(name)),
    mcp,
  );
  const freed = new Set(mcp.unless.flatMap(({ frees }) => frees));
  const required = needed.filter((name) => !freed.has(name));
  return withShortForms(
    {
      type: 'object',
      properties: Object.fromEntries(planned.map(({ name, schema }) => [name, toJsonSchema(schema)])),
      ...(required.length > 0 ? { required } : {}),
      ...(conditions.length > 0 ? { allOf: conditions } : {}),
      ...(Object.keys(mcp.together).length > 0 ? { dependentRequired: mcp.together } : {}),
      additionalProperties: false,
      examples: [flatExample(operation, planned, mcp)],
    },
    mcp,
  );
}

/** A schema with the short forms beside what they make, which is then no longer required. */
function withShortForms(schema: JsonSchema, { short }: Mcp): JsonSchema {
  // A short form under the name of what it makes stands in its place, and is told by its shape.
  const made = new Set(Object.entries(short).flatMap(([name, { makes }]) => (name === makes ? [] : [makes])));
  if (made.size === 0) return schema;
  const {
    required = [],
    properties,
    ...rest
  } = schema as {
    readonly required?: readonly string[];
    readonly properties: Readonly<Record<string, JsonSchema>>;
  };
  const own = Object.entries(short).flatMap(([name, { schema: own }]) =>
    own === undefined ? [] : [[name, own] as const],
  );
  return {
    ...rest,
    properties: { ...properties, ...Object.fromEntries(own) },
    required: required.filter((name) => !made.has(name)),
  };
}

function planTool(
  operation: Operation,
  schemas: Schemas,
  problems: Problems,
): { plan: ToolPlan; mcp: Mcp } | null {
  const { label, operationId } = operation;
  if (operationId === undefined) problems.add(label, 'has no operationId');
  const mcp = readMcp(operation.mcp, label, operation.toolset, problems);
  if (operationId === undefined || mcp === null) return null;
  const { arguments: own, body } = planArguments(operation, mcp, schemas, problems);
  checkUses(operation, own, mcp, problems);
  const planned = own.map((argument) => withTime(argument, mcp.time));
  checkTexts(operation, own, schemas, problems);
  const example = Object.values(operation.body?.content ?? {})[0]?.example;
  if (operation.body && example === undefined)
    problems.add(label, 'its body has no example; write a minimal working one beside the schema');
  for (const field of strayFields(example, own, mcp.lift))
    problems.add(label, `the example of its body has "${field}", which the schema does not have`);
  const { first, rest } = splitDescription(operation.description ?? '');
  const filled = filledArguments(planned, mcp);
  const schema = fullSchema(operation, planned, filled, mcp);
  checkSchemaTexts(schema.properties, 'argument', label, problems);
  const row: ToolRow = {
    name: snakeCase(operationId),
    operationId,
    title: operation.summary ?? '',
    description: first,
    details: rest,
    toolset: mcp.toolset,
    access: mcp.access,
    idempotent: mcp.idempotent,
    edition: mcp.edition,
    since: mcp.since,
    instead: mcp.instead,
    switch: mcp.switch ?? null,
    hides: mcp.hides,
    releases: mcp.releases,
    core: mcp.core,
    aliases: mcp.aliases,
    method: operation.method as HttpMethod,
    path: operation.path,
    places: Object.fromEntries(planned.map(({ name, places }) => [name, places])),
    body,
    time: mcp.time ?? null,
    update: mcp.update ?? null,
    page: mcp.page ?? null,
    rows: mcp.rows ?? null,
    summaryFields: mcp.summaryFields,
    shows: mcp.shows ?? null,
    uiPath: mcp.uiPath ?? null,
    reveals: mcp.reveals,
    confirm: mcp.confirm,
    preview: mcp.preview,
    names: mcp.names ?? null,
    checks: mcp.checks ?? null,
    exported: mcp.exported ?? null,
    unasked: mcp.unasked,
    untrusted: mcp.untrusted,
    short: Object.fromEntries(
      Object.entries(mcp.short).map(([name, { as, makes }]) => [
        name,
        {
          as,
          makes,
          needed: planned.some((each) => each.name === makes && each.required),
          unless: mcp.unless.flatMap(({ given, frees }) => (frees.includes(makes) ? [given] : [])),
        },
      ]),
    ),
    inputSchema: withShortForms(compactSchema(planned, new Set(['org_id', ...filled]), schemas), mcp),
  };
  return { plan: { label, row, schema, mcp }, mcp };
}

/** Names of the toolsets that releases after that of the contract added. */
export const newerToolsets = ({ toolsets }: Contract): ReadonlySet<string> =>
  new Set(toolsets.filter(({ newer }) => newer).map(({ name }) => name));

/** Every operation as a tool, sorted by name. What is wrong is added to `problems`. */
export function plan(contract: Contract, problems: Problems): ToolPlan[] {
  const plans: ToolPlan[] = [];
  const ids = new Map<string, Operation>();
  const intents = new Map<string, string>();
  const reads: Array<{ label: string; keyword: string; read: string }> = [];
  for (const operation of contract.operations) {
    const { operationId, label, method, path } = operation;
    const twin = operationId === undefined ? undefined : ids.get(operationId);
    if (twin) {
      problems.add(
        label,
        `two operations have this operationId: ${twin.method} ${twin.path} and ${method} ${path}`,
      );
      continue;
    }
    if (operationId !== undefined) ids.set(operationId, operation);
    const planned = planTool(operation, contract.schemas, problems);
    if (planned === null) continue;
    const { entity, action, facets } = planned.mcp.intent;
    const intent = [entity, action, ...[...facets].sort()].join(' ');
    const owner = intents.get(intent);
    if (owner !== undefined)
      problems.add(label, `its intent "${intent}" is that of ${owner} too; give one of them another facet`);
    intents.set(intent, label);
    if (planned.mcp.update) reads.push({ label, keyword: 'update.read', read: planned.mcp.update.read });
    if (planned.mcp.update?.locate)
      reads.push({ label, keyword: 'update.locate', read: planned.mcp.update.locate.read });
    for (const [kind, checks] of Object.entries(planned.mcp.checks ?? {})) {
      for (const { list } of checks) reads.push({ label, keyword: `checks.${kind}`, read: list });
    }
    for (const { current } of planned.mcp.confirm)
      if (current !== null) reads.push({ label, keyword: 'confirm.current', read: current.read });
    for (const { read } of planned.mcp.preview) reads.push({ label, keyword: 'preview', read });
    for (const { picks, completes } of planned.mcp.releases)
      for (const each of [picks, completes])
        if (each !== null) reads.push({ label, keyword: 'releases', read: each.operation });
    plans.push(planned.plan);
  }
  for (const { label, keyword, read } of reads) {
    if (!ids.has(read))
      problems.add(label, `x-mcp.${keyword} is "${read}", which is no operationId of the contract`);
  }
  const newer = newerToolsets(contract);
  const counts = [
    {
      key: 'x-operations',
      said: contract.count,
      kind: 'toolset',
      isCounted: (name: string) => !newer.has(name),
    },
    {
      key: 'x-newer-operations',
      said: contract.newerCount,
      kind: 'newer toolset',
      isCounted: (name: string) => newer.has(name),
    },
  ];
  for (const { key, said, kind, isCounted } of counts) {
    const found = contract.found.filter(isCounted).length;
    if (found !== said)
      problems.add(
        'openapi.yaml',
        `${key} says ${said}, but the ${kind} files have ${found} operations; correct whichever is wrong`,
      );
  }
  checkNames(
    plans.map(({ label, row }) => ({ label, name: row.name, aliases: row.aliases })),
    problems,
  );
  return plans.sort((a, b) => (a.row.name < b.row.name ? -1 : 1));
}
