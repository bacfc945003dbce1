import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, type JsonObject } from '../src/contract/operation.ts';

interface Fact {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly category?: string;
  readonly confirmationAskedByNativeServer?: boolean;
  readonly pinnedByNativeServer?: boolean;
  readonly summaryFields?: readonly string[];
  readonly parameters: ReadonlyArray<JsonObject>;
  readonly requestBody?: JsonObject;
  readonly responses: Readonly<Record<string, JsonObject>>;
  /** Where the published document differs from the server. */
  readonly published?: {
    readonly path?: string;
    readonly parameters?: Readonly<Record<string, JsonObject>>;
    readonly requestBody?: JsonObject | null;
    readonly responses?: Readonly<Record<string, JsonObject>>;
  };
}

/** Objects merge, everything else is replaced. */
function overlaid(value: unknown, over: unknown): unknown {
  if (!isObject(value) || !isObject(over) || '$ref' in value || 'oneOf' in over) return over ?? value;
  const keys = [...new Set([...Object.keys(value), ...Object.keys(over)])];
  return Object.fromEntries(
    keys.map((key) => [key, key in over ? overlaid(value[key], over[key]) : value[key]]),
  );
}

function media({ contentType, schema, required }: JsonObject): JsonObject {
  return {
    ...(required === undefined ? {} : { required }),
    content: { [String(contentType ?? 'application/json')]: { ...(schema === undefined ? {} : { schema }) } },
  };
}

function operationOf(fact: Fact): JsonObject {
  const { published = {} } = fact;
  const body = published.requestBody === null ? null : overlaid(fact.requestBody, published.requestBody);
  return {
    tags: [fact.tag],
    operationId: fact.operationId,
    parameters: fact.parameters.map((parameter) =>
      overlaid(parameter, published.parameters?.[String(parameter.name)] ?? {}),
    ),
    ...(isObject(body) ? { requestBody: media(body) } : {}),
    responses: Object.fromEntries(
      Object.entries({ ...fact.responses, ...published.responses }).map(([status, response]) => [
        status,
        { description: '', ...('contentType' in response ? media(response) : {}) },
      ]),
    ),
    'x-o2-mcp': {
      ...(fact.category === undefined ? {} : { category: fact.category }),
      ...(fact.confirmationAskedByNativeServer ? { requires_confirmation: true } : {}),
      ...(fact.pinnedByNativeServer ? { pinned: true } : {}),
      ...(fact.summaryFields === undefined ? {} : { summary_fields: fact.summaryFields }),
    },
  };
}

/**
 * The OpenAPI document that the release of the facts in `directory` publishes, as far as they tell: its operations for tools,
 * without their sentences.
 */
export async function publishedDocument(directory: string): Promise<JsonObject> {
  const read = async (name: string) => JSON.parse(await readFile(join(directory, name), 'utf8'));
  const [{ release, operations }, schemas] = await Promise.all([
    read('operations.json'),
    read('schemas.json'),
  ]);
  const paths: Record<string, JsonObject> = {};
  for (const fact of operations as readonly Fact[]) {
    const path = fact.published?.path ?? fact.path;
    paths[path] = { ...paths[path], [fact.method.toLowerCase()]: operationOf(fact) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'OpenObserve', version: release },
    paths,
    components: { schemas },
  };
}
