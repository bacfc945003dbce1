import type { BodyUse, JsonSchema, Place } from './tool.ts';
import type { Operation } from './operation.ts';
import type { Problems } from './problems.ts';
import { mergedObject, resolve, type Schemas, typesOf } from './schema.ts';

/** Arguments that the product itself takes. `request_body` is the wrapper that the vendor's own server wants. */
export const RESERVED = ['detail', 'confirm', 'request_body'];
/** Content types of bodies that a call can send, the preferred first. */
export const CONTENT_TYPES = ['application/json', 'text/plain', 'multipart/form-data'];

/** What OpenAPI does not say of a body: which field's fields are arguments of their own, and what equal names mean. */
export interface BodyRules {
  readonly lift?: string | undefined;
  /** By body field: `same`, `same: other_name` or `rename: other_name`. */
  readonly collisions: Readonly<Record<string, string>>;
  /** The whole body is the one argument `content`, also where it is an object. */
  readonly whole?: boolean;
}

/** One argument of a tool: where it goes, and its schema as the contract has it. */
export interface Argument {
  readonly name: string;
  readonly places: readonly Place[];
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly listed: boolean | 'full';
}

/** Arguments of a tool, and how its body is made from them. */
export interface ArgumentPlan {
  readonly arguments: readonly Argument[];
  readonly body: BodyUse | null;
}

const listedOf = (...values: unknown[]): Argument['listed'] =>
  values.includes(false) ? false : values.includes('full') ? 'full' : true;

function parameterArguments(
  { label, path, parameters }: Operation,
  schemas: Schemas,
  problems: Problems,
): Argument[] {
  const placeholders = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name as string);
  for (const name of placeholders) {
    if (!parameters.some((parameter) => parameter.in === 'path' && parameter.name === name)) {
      problems.add(
        label,
        `its path has {${name}}, but there is no path parameter "${name}"; add it to parameters`,
      );
    }
  }
  const planned: Argument[] = [];
  for (const { name, in: where, required, description, schema = {}, 'x-listed': listed } of parameters) {
    if (where !== 'path' && where !== 'query') {
      problems.add(label, `the parameter "${name}" is in ${where}; only path and query become arguments`);
      continue;
    }
    if (where === 'path' && !placeholders.includes(name)) {
      problems.add(label, `the path parameter "${name}" has no {${name}} in the path ${path}`);
    }
    const argument = name.replace(/\[\]$/, '');
    if (planned.some((other) => other.name === argument))
      problems.add(label, `two parameters are called "${argument}"`);
    planned.push({
      name: argument,
      places: [{ in: where, name }],
      schema: description === undefined ? schema : { ...schema, description },
      required: required === true,
      listed: listedOf(listed, resolve(schema, schemas)['x-listed']),
    });
  }
  return planned;
}

interface BodyField {
  readonly path: readonly string[];
  readonly schema: JsonSchema;
  readonly required: boolean;
}

function fieldsOf(
  object: JsonSchema,
  path: readonly string[],
  label: string,
  problems: Problems,
): BodyField[] {
  const { properties, required, additionalProperties = false } = object;
  const fields = Object.entries((properties ?? {}) as Record<string, JsonSchema>);
  const what = path.length === 0 ? 'its body' : `the body's ${path.join('.')}`;
  if (fields.length === 0)
    problems.add(label, `${what} is an object without properties, so it has no arguments; name its fields`);
  if (additionalProperties !== false) {
    problems.add(
      label,
      `${what} takes any key, which flat arguments cannot carry; name its fields and leave additionalProperties out`,
    );
  }
  return fields.map(([name, schema]) => ({
    path: [...path, name],
    schema,
    required: ((required ?? []) as string[]).includes(name),
  }));
}

function bodyFields(
  root: JsonSchema,
  { lift }: BodyRules,
  label: string,
  schemas: Schemas,
  problems: Problems,
): BodyField[] {
  const fields = fieldsOf(mergedObject(root, schemas), [], label, problems);
  if (lift === undefined) return fields;
  const lifted = fields.find(({ path }) => path[0] === lift);
  if (!lifted) {
    problems.add(label, `x-mcp.lift is "${lift}", but its body has no such field`);
    return fields;
  }
  const inner = fieldsOf(mergedObject(lifted.schema, schemas), lifted.path, label, problems);
  return [
    ...inner.map((field) => ({ ...field, required: field.required && lifted.required })),
    ...fields.filter((field) => field !== lifted),
  ];
}

/** Adds the arguments of a body that is an object to those of the parameters, by the declared collisions. */
function addFields(
  planned: Argument[],
  fields: readonly BodyField[],
  { collisions }: BodyRules,
  bodyRequired: boolean,
  label: string,
  schemas: Schemas,
  problems: Problems,
): void {
  const unused = new Set(Object.keys(collisions));
  for (const { path, schema, required: needed } of fields) {
    const field = path.at(-1) as string;
    const required = needed && bodyRequired;
    const place: Place = { in: 'body', path };
    const rule = collisions[field];
    const twin = rule?.startsWith('same: ') ? rule.slice('same: '.length) : field;
    const same = planned.findIndex(({ name }) => name === twin);
    unused.delete(field);
    if (same >= 0 && rule?.startsWith('same')) {
      const other = planned[same] as Argument;
      planned[same] = { ...other, places: [...other.places, place], required: other.required || required };
      continue;
    }
    const name = rule?.startsWith('rename: ') ? rule.slice('rename: '.length) : field;
    if (planned.some((other) => other.name === name)) {
      problems.add(
        label,
        name === field
          ? `the body field "${path.join('.')}" has the name of another argument; say in x-mcp.collisions whether it is "same" or "rename: other_name"`
          : `x-mcp.collisions renames "${field}" to "${name}", which another argument has already`,
      );
      continue;
    }
    if (same < 0 && rule !== undefined && !RESERVED.includes(field)) {
      problems.add(
        label,
        `x-mcp.collisions names "${field}", but no other argument has that name; take it out`,
      );
    }
    planned.push({
      name,
      places: [place],
      schema,
      required,
      listed: listedOf(resolve(schema, schemas)['x-listed']),
    });
  }
  for (const field of unused)
    problems.add(label, `x-mcp.collisions names "${field}", which is no field of its body; take it out`);
}

/** Every argument of an operation, flat: path, query and top-level body fields, or `content`. */
export function planArguments(
  operation: Operation,
  rules: BodyRules,
  schemas: Schemas,
  problems: Problems,
): ArgumentPlan {
  const { label } = operation;
  const planned = parameterArguments(operation, schemas, problems);
  let body: BodyUse | null = null;
  const media = Object.entries(operation.body?.content ?? {});
  if (operation.body && media.length !== 1)
    problems.add(label, `its body has ${media.length} content types; one is needed`);
  const [first] = media;
  if (operation.body && first) {
    const [contentType, { schema = {} }] = first;
    if (!CONTENT_TYPES.includes(contentType))
      problems.add(label, `the content type ${contentType} is not one of ${CONTENT_TYPES.join(', ')}`);
    const types = typesOf(schema, schemas);
    if (types === null) problems.add(label, 'the schema of its body says no type');
    const isObject = contentType === 'application/json' && types?.join() === 'object';
    const kind = isObject && rules.whole !== true ? 'object' : 'content';
    const { required } = operation.body;
    body = { kind, contentType: contentType as BodyUse['contentType'], required, lift: rules.lift ?? null };
    const fields: BodyField[] =
      kind === 'object'
        ? bodyFields(schema, rules, label, schemas, problems)
        : [{ path: ['content'], schema, required: true }];
    addFields(planned, fields, rules, required, label, schemas, problems);
    if (kind === 'content') {
      const index = planned.findIndex(({ name }) => name === 'content');
      planned[index] = { ...(planned[index] as Argument), places: [{ in: 'content' }] };
    }
  }
  if (body?.kind !== 'object' && rules.lift !== undefined)
    problems.add(label, 'x-mcp.lift is set, but its body is no object');
  if (body === null) {
    for (const field of Object.keys(rules.collisions))
      problems.add(label, `x-mcp.collisions names "${field}", but it has no body`);
  }
  for (const { name } of planned) {
    if (RESERVED.includes(name))
      problems.add(
        label,
        `the argument "${name}" is reserved for the product; give the field another name with x-mcp.collisions`,
      );
  }
  return { arguments: planned, body };
}
