import type { Ajv2020 } from 'ajv/dist/2020.js';
import { type Argument, CONTENT_TYPES, planArguments, RESERVED } from '../../contract/arguments.ts';
import { compactSchema } from '../../contract/compact.ts';
import { splitDescription } from '../../contract/descriptions.ts';
import { isObject, type Operation, type Parameter } from '../../contract/operation.ts';
import { Problems } from '../../contract/problems.ts';
import {
  mergedObject,
  reachableDefinitions,
  type Schemas,
  toJsonSchema,
  typesOf,
} from '../../contract/schema.ts';
import { filledIn, withTime } from '../../contract/times.ts';
import type { Access, JsonSchema, TimeUse } from '../../contract/tool.ts';
import type { PublishedOperation } from './document.ts';
import type { AddedTool } from './file.ts';
import { firstWords, plainText } from './plain-text.ts';

const MOST_WORDS = { title: 7, tool: 35, argument: 18 };

/** A tool and the definitions that its schema needs; or why there is none. */
export type NewTool =
  | { readonly tool: AddedTool; readonly definitions: Readonly<Record<string, JsonSchema>> }
  | { readonly reason: string };

/** What an operation is called as a tool, and which group it belongs to. */
export interface Naming {
  readonly name: string;
  readonly operationId: string;
  readonly toolset: string;
}

/** Whether the body's fields can be arguments of their own: an object whose fields are all named. */
function isFlat(schema: JsonSchema, schemas: Schemas): boolean {
  if (typesOf(schema, schemas)?.join() !== 'object') return false;
  const { properties, additionalProperties = false, oneOf, anyOf } = mergedObject(schema, schemas);
  return (
    isObject(properties) &&
    Object.keys(properties).length > 0 &&
    additionalProperties === false &&
    oneOf === undefined &&
    anyOf === undefined
  );
}

/** A path parameter and a body field of one name mean the same thing; any other two do not. */
function collisionsOf(
  schema: JsonSchema,
  parameters: readonly Parameter[],
  schemas: Schemas,
): Record<string, string> {
  const names = Object.keys(mergedObject(schema, schemas).properties as object);
  return Object.fromEntries(
    names.flatMap((name): Array<[string, string]> => {
      const twin = parameters.find((parameter) => parameter.name === name);
      if (twin?.in === 'path') return [[name, 'same']];
      return twin || RESERVED.includes(name) ? [[name, `rename: body_${name}`]] : [];
    }),
  );
}

/** The parameters that become arguments: those of the path complete, and none that the product keeps for itself. */
function usable(operation: PublishedOperation, problems: Problems): Parameter[] {
  const { label, path, parameters } = operation;
  const wanted = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name as string);
  for (const { name, in: where, required } of parameters)
    if (required && (where === 'header' || where === 'cookie'))
      problems.add(label, `it needs the ${where} "${name}", which tools cannot send`);
  const inPath = wanted.map(
    (name): Parameter =>
      parameters.find((each) => each.in === 'path' && each.name === name) ?? {
        name,
        in: 'path',
        schema: { type: 'string' },
      },
  );
  const inQuery = parameters.filter(
    ({ name, in: where, required }) =>
      where === 'query' && !wanted.includes(name) && (required || !RESERVED.includes(name)),
  );
  return [...inPath.map((parameter) => ({ ...parameter, required: true })), ...inQuery];
}

function accessOf({ method, needsConfirmation }: PublishedOperation): Access {
  if (method === 'DELETE' || needsConfirmation) return 'destructive';
  return method === 'GET' ? 'read' : 'write';
}

const EDGES: Readonly<Record<string, 'start' | 'end'>> = { start_time: 'start', end_time: 'end' };

/** Both edges of a range in the unit that the server has everywhere but in PromQL; null where they are none. */
function timeOf({ parameters }: PublishedOperation): TimeUse | null {
  const edges = parameters.filter(
    ({ name, in: where, schema, description = '' }) =>
      where === 'query' &&
      Object.hasOwn(EDGES, name) &&
      typesOf(schema ?? {}, {})?.includes('integer') &&
      !/\b(?:milli|nano)?seconds?\b/i.test(description),
  );
  if (edges.length !== 2) return null;
  return {
    range: edges.every(({ required }) => required) ? 'required' : 'optional',
    arguments: Object.fromEntries(
      edges.map(({ name }) => [name, { role: EDGES[name] as 'start' | 'end', unit: 'us' as const }]),
    ),
  };
}

/** A short schema with a few words on each argument. */
function withShortTexts(argument: Argument): Argument {
  const { description } = argument.schema;
  if (typeof description !== 'string') return argument;
  const { first } = splitDescription(description);
  return {
    ...argument,
    schema: { ...argument.schema, description: firstWords(first, MOST_WORDS.argument) },
  };
}

/** Marks of the server's own machinery that its document leaves in texts. */
const MARKS = /#\{[\s\S]*?\}#/g;
/** A summary that is no more than the address. */
const ADDRESS = /^(?:GET|POST|PUT|PATCH|DELETE) \//;

function textsOf({ summary, description, method, path }: PublishedOperation, name: string) {
  const words = name.replaceAll('_', ' ');
  const said = ADDRESS.test(summary) ? '' : plainText(summary);
  const title = firstWords(said, MOST_WORDS.title) || `${words[0]?.toUpperCase()}${words.slice(1)}`;
  const { first, rest } = splitDescription(
    plainText(description.replaceAll(MARKS, ' ')) || said || `${title} (${method} ${path}).`,
  );
  const short = firstWords(first, MOST_WORDS.tool);
  const details = [short === first ? '' : first, rest].filter((part) => part !== '');
  return { title, description: short, details: details.join('\n\n') };
}

/** The operation as a tool, from nothing but its own words. `schemas` must hold no `$ref` that points at nothing. */
export function makeNewTool(
  operation: PublishedOperation,
  naming: Naming,
  schemas: Schemas,
  ajv: Ajv2020,
): NewTool {
  const { label, method, path } = operation;
  const problems = new Problems();
  const parameters = usable(operation, problems);
  const contentType = CONTENT_TYPES.find((type) => Object.hasOwn(operation.body?.content ?? {}, type));
  if (operation.body && contentType === undefined)
    problems.add(
      label,
      `its body is ${Object.keys(operation.body.content).join(' or ')}, which tools cannot send`,
    );
  const published = contentType === undefined ? {} : (operation.body?.content[contentType] ?? {});
  const schema: JsonSchema =
    typesOf(published, schemas) === null
      ? { type: ['object', 'array', 'string', 'number', 'boolean'] }
      : published;
  const whole = !isFlat(schema, schemas);
  const planned: Operation = {
    label,
    operationId: naming.operationId,
    method,
    path,
    toolset: naming.toolset,
    summary: operation.summary,
    description: operation.description,
    parameters,
    body: operation.body &&
      contentType !== undefined && {
        required: operation.body.required,
        content: { [contentType]: { schema } },
      },
    responses: {},
    mcp: undefined,
  } as Operation;
  const rules = {
    whole,
    collisions: whole || planned.body === null ? {} : collisionsOf(schema, parameters, schemas),
  };
  const { arguments: own, body } = planArguments(planned, rules, schemas, problems);
  const time = timeOf(operation);
  const args = own.map((argument) => withTime(argument, time));
  const filled = new Set(filledIn(time));
  const [reason] = problems.sentences;
  if (reason !== undefined) return { reason };
  const required = args
    .filter((argument) => argument.required && !filled.has(argument.name))
    .map(({ name }) => name);
  const full: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(args.map((argument) => [argument.name, toJsonSchema(argument.schema)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
  const definitions = reachableDefinitions([full], schemas);
  const inputSchema = compactSchema(args.map(withShortTexts), new Set(['org_id', ...filled]), schemas);
  try {
    for (const each of [{ ...full, $defs: definitions }, inputSchema]) ajv.compile(each);
  } catch (error) {
    return {
      reason: `the schema of its arguments is broken: ${firstWords(plainText((error as Error).message), 20)}`,
    };
  }
  const access = accessOf(operation);
  const tool: AddedTool = {
    ...naming,
    ...textsOf(operation, naming.name),
    access,
    idempotent: method !== 'POST' && method !== 'PATCH',
    method,
    path,
    places: Object.fromEntries(args.map((argument) => [argument.name, argument.places])),
    body,
    time,
    inputSchema,
    schema: full,
  };
  return { tool, definitions };
}
