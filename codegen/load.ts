import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import SwaggerParser from '@apidevtools/swagger-parser';
import { parse } from 'yaml';
import { z } from 'zod';
import { isObject, type JsonObject, type Operation, type Parameter } from '../src/contract/operation.ts';
import type { Contract, Toolset } from './contract.ts';
import { checkExtensions } from './extensions.ts';
import type { Problems } from '../src/contract/problems.ts';
import { checkReferences, target } from './references.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'];

/** Names of profiles, which stand where toolset names may stand too. */
const PROFILES = ['all', 'core', 'search'];

const rootSchema = z.looseObject({
  openapi: z.string().startsWith('3.1.'),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  'x-operations': z.int().positive(),
  'x-newer-operations': z.int().min(0).default(0),
  'x-internal-operations': z.array(z.string()).default([]),
  'x-toolsets': z
    .array(
      z.strictObject({
        file: z.string().regex(/^[a-z0-9-]+\.yaml$/),
        name: z
          .string()
          .regex(/^[a-z][a-z0-9_]*$/)
          .refine((name) => !PROFILES.includes(name), 'is the name of a profile; choose another'),
        title: z.string(),
        description: z.string(),
        newer: z.boolean().default(false),
      }),
    )
    .min(1),
});

async function readYaml(directory: string, file: string, problems: Problems): Promise<JsonObject | null> {
  try {
    const document: unknown = parse(await readFile(join(directory, file), 'utf8'));
    if (isObject(document)) return document;
    problems.add(file, 'is no YAML object; it needs "paths" and "components"');
  } catch (error) {
    problems.add(
      file,
      `cannot be read as YAML: ${(error as Error).message.split('\n')[0]?.replace(/[.:]$/, '')}`,
    );
  }
  return null;
}

/** The toolset files as one document, with the toolset of each path and method. */
interface Merged {
  readonly paths: Record<string, JsonObject>;
  readonly components: Record<string, JsonObject>;
  readonly toolsetOf: Map<string, string>;
}

function mergePiece(
  into: Merged,
  piece: JsonObject,
  file: string,
  toolset: string,
  problems: Problems,
): void {
  for (const key of Object.keys(piece)) {
    if (key !== 'paths' && key !== 'components')
      problems.add(file, `"${key}" does not belong in a toolset file; it holds "paths" and "components"`);
  }
  for (const [path, item] of Object.entries((piece.paths ?? {}) as JsonObject)) {
    if (!isObject(item)) {
      problems.add(`${file} ${path}`, 'is no object; write the methods under it');
      continue;
    }
    into.paths[path] ??= {};
    const known = into.paths[path];
    for (const [method, operation] of Object.entries(item)) {
      if (method in known)
        problems.add(
          `${method.toUpperCase()} ${path}`,
          `is in two files, the second time in ${file}; keep one`,
        );
      known[method] = operation;
      into.toolsetOf.set(`${method} ${path}`, toolset);
    }
  }
  for (const [kind, entries] of Object.entries((piece.components ?? {}) as JsonObject)) {
    if (!isObject(entries)) {
      problems.add(file, `components.${kind} is no object; write the components by name under it`);
      continue;
    }
    into.components[kind] ??= {};
    const known = into.components[kind];
    for (const [name, value] of Object.entries(entries)) {
      if (name in known)
        problems.add(
          `components.${kind}.${name}`,
          `is in two files, the second time in ${file}; rename one, or keep one in common.yaml`,
        );
      known[name] = value;
    }
  }
}

function operationsOf({ paths, components, toolsetOf }: Merged, problems: Problems): Operation[] {
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, raw] of Object.entries(item)) {
      if (!METHODS.includes(method)) {
        problems.add(path, `"${method}" is no HTTP method; give each operation its own parameters`);
        continue;
      }
      const id =
        isObject(raw) && typeof raw.operationId === 'string' && raw.operationId !== ''
          ? raw.operationId
          : undefined;
      const label = id ?? `${method.toUpperCase()} ${path}`;
      if (!isObject(raw)) {
        problems.add(label, 'is no object');
        continue;
      }
      checkExtensions(raw, label, problems);
      if (!checkReferences(raw, label, components, problems)) continue;
      const resolved = (value: unknown): unknown =>
        isObject(value) && typeof value.$ref === 'string' ? target(components, value.$ref) : value;
      const body = isObject(raw.requestBody) ? raw.requestBody : null;
      operations.push({
        label,
        operationId: id,
        method: method.toUpperCase(),
        path,
        toolset: toolsetOf.get(`${method} ${path}`) as string,
        summary: raw.summary as string | undefined,
        description: raw.description as string | undefined,
        parameters: (Array.isArray(raw.parameters) ? raw.parameters : []).map(
          (item) => resolved(item) as Parameter,
        ),
        body: body && {
          required: body.required === true,
          content: (body.content ?? {}) as NonNullable<Operation['body']>['content'],
        },
        responses: isObject(raw.responses) ? raw.responses : {},
        mcp: raw['x-mcp'],
      });
    }
  }
  return operations;
}

/**
 * Reads `openapi.yaml` and its toolset files, joins and validates them. What is wrong with one operation is added to
 * `problems` and the operation left out, so that the rest is still looked at.
 * @throws {ContractError} when there is no document to look at
 */
export async function load(directory: string, problems: Problems): Promise<Contract> {
  const document = await readYaml(directory, 'openapi.yaml', problems);
  problems.throwIfAny();
  const root = rootSchema.safeParse(document);
  if (!root.success) {
    for (const { path, message } of root.error.issues)
      problems.add('openapi.yaml', `"${path.join('.')}": ${message}`);
    problems.throwIfAny();
    throw root.error;
  }
  const {
    'x-toolsets': pieces,
    'x-operations': count,
    'x-newer-operations': newerCount,
    'x-internal-operations': internal,
    ...head
  } = root.data;
  const merged: Merged = { paths: {}, components: {}, toolsetOf: new Map() };
  for (const { file, name } of pieces) {
    const piece = await readYaml(directory, file, problems);
    if (piece) mergePiece(merged, piece, file, name, problems);
  }
  problems.throwIfAny();
  const { paths, components } = merged;
  const operations = operationsOf(merged, problems);
  checkExtensions(components, 'components', problems);
  if (problems.count === 0) await validate({ ...head, paths, components }, operations, problems);
  const used = new Set(merged.toolsetOf.values());
  const toolsets: Toolset[] = pieces
    .filter(({ name }) => used.has(name))
    .map(({ name, title, description, newer }) => ({ name, title, description, newer }));
  return {
    count,
    newerCount,
    internal,
    found: [...merged.toolsetOf.values()],
    toolsets,
    operations,
    schemas: (components.schemas ?? {}) as Contract['schemas'],
  };
}

/** swagger-parser's message in one line, with operations by name instead of by JSON pointer. */
function inOneLine(message: string, operations: readonly Operation[]): string {
  let line = message
    .replace('Swagger schema validation failed.', '')
    .trim()
    .replaceAll(/\s*\n\s*/g, '; ')
    .replace(/\.$/, '');
  for (const { label, method, path } of operations) {
    line = line.replaceAll(`#/paths/${path.replaceAll('/', '~1')}/${method.toLowerCase()}`, label);
  }
  return line;
}

async function validate(
  document: JsonObject,
  operations: readonly Operation[],
  problems: Problems,
): Promise<void> {
  try {
    const copy = structuredClone(document) as unknown as Parameters<typeof SwaggerParser.validate>[0];
    await SwaggerParser.validate(copy, { resolve: { external: false } });
  } catch (error) {
    problems.add(
      'The toolset files together',
      `are no valid OpenAPI 3.1: ${inOneLine((error as Error).message, operations)}`,
    );
  }
  problems.throwIfAny();
}
