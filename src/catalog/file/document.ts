import { isObject, type JsonObject, type Parameter } from '../../contract/operation.ts';
import type { Schemas } from '../../contract/schema.ts';
import { DocumentError } from '../../errors.ts';
import type { HttpMethod, JsonSchema } from '../../contract/tool.ts';

/** One operation as a release of OpenObserve publishes it. Everything but the address may be missing or wrong. */
export interface PublishedOperation {
  /** The operationId, or method and path where it has none: what messages call it. */
  readonly label: string;
  readonly operationId: string | null;
  readonly method: HttpMethod;
  readonly path: string;
  readonly tag: string | null;
  readonly summary: string;
  readonly description: string;
  /** False where the document switches it off for tools. */
  readonly isEnabled: boolean;
  /** False where the document leaves out /api in its path: only a known operation is taken from there. */
  readonly isBelowApi: boolean;
  readonly needsConfirmation: boolean;
  readonly isDeprecated: boolean;
  readonly parameters: readonly Parameter[];
  /** `content` maps content types to schemas. */
  readonly body: {
    readonly required: boolean;
    readonly content: Readonly<Record<string, JsonSchema>>;
  } | null;
}

/** The OpenAPI document of a release, as far as tools are made of it. */
export interface PublishedDocument {
  /** For example `v0.91.5`; null where the document does not say. */
  readonly release: string | null;
  /** Those under /api, the disabled ones included. */
  readonly operations: readonly PublishedOperation[];
  readonly schemas: Schemas;
}

const METHODS: Readonly<Record<string, HttpMethod>> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
};
const PLACES = ['path', 'query', 'header', 'cookie'];
const WHERE_IT_IS =
  'OpenObserve serves its own at /api-doc/openapi.json, unless ZO_SWAGGER_ENABLED is false.';

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** What a `$ref` into `#/components/...` points at; the value itself without one, or where it points at nothing. */
function resolved(value: unknown, components: JsonObject): JsonObject {
  const [, kind = '', name = ''] = /^#\/components\/(\w+)\/(.+)$/.exec(text(objectOf(value).$ref)) ?? [];
  return objectOf(objectOf(components[kind])[name] ?? value);
}

function parametersOf(lists: readonly unknown[], components: JsonObject): Parameter[] {
  const all = lists.flatMap((list) => (Array.isArray(list) ? list : []));
  const byPlace = new Map<string, Parameter>();
  for (const raw of all) {
    const parameter = resolved(raw, components);
    const { name, in: where } = parameter;
    if (typeof name !== 'string' || name === '' || !PLACES.includes(text(where))) continue;
    const { description } = parameter;
    byPlace.set(`${where} ${name}`, {
      name,
      in: where as Parameter['in'],
      required: parameter.required === true,
      ...(parameter.deprecated === true ? { deprecated: true } : {}),
      schema: objectOf(parameter.schema),
      ...(typeof description === 'string' ? { description } : {}),
    });
  }
  return [...byPlace.values()];
}

function bodyOf(raw: unknown, components: JsonObject): PublishedOperation['body'] {
  if (!isObject(raw)) return null;
  const { required, content } = resolved(raw, components);
  const media = Object.entries(objectOf(content)).map(
    ([type, value]) =>
      [type.split(';')[0]?.trim().toLowerCase() ?? '', objectOf(objectOf(value).schema)] as const,
  );
  return media.length === 0 ? null : { required: required === true, content: Object.fromEntries(media) };
}

function operationsOf(paths: JsonObject, components: JsonObject): PublishedOperation[] {
  return Object.entries(paths).flatMap(([published, item]) =>
    Object.entries(objectOf(item)).flatMap(([key, raw]): PublishedOperation[] => {
      const method = Object.hasOwn(METHODS, key) ? METHODS[key] : undefined;
      const isBelowApi = published.startsWith('/api/');
      const path = published.startsWith('/{org_id}/') ? `/api${published}` : published;
      if (!path.startsWith('/api/') || method === undefined || !isObject(raw)) return [];
      const operationId = text(raw.operationId).trim() || null;
      const marks = objectOf(raw['x-o2-mcp']);
      return [
        {
          label: operationId ?? `${method} ${path}`,
          operationId,
          method,
          path,
          tag: Array.isArray(raw.tags) ? text(raw.tags[0]) || null : null,
          summary: text(raw.summary),
          description: text(marks.description) || text(raw.description),
          isEnabled: marks.enabled !== false,
          isBelowApi,
          needsConfirmation: marks.requires_confirmation === true,
          isDeprecated: raw.deprecated === true,
          parameters: parametersOf([objectOf(item).parameters, raw.parameters], components),
          body: bodyOf(raw.requestBody, components),
        },
      ];
    }),
  );
}

function parsed(content: string, source: string): JsonObject {
  if (/^\s*<(!doctype|html|head|body)/i.test(content.slice(0, 200)))
    throw new DocumentError(`${source} is a web page, not an OpenAPI document. ${WHERE_IT_IS}`);
  try {
    const document: unknown = JSON.parse(content);
    if (isObject(document)) return document;
  } catch (error) {
    throw new DocumentError(`${source} is no JSON, so it is no document of OpenObserve. ${WHERE_IT_IS}`, {
      cause: error,
    });
  }
  throw new DocumentError(`${source} is JSON, but no OpenAPI document. ${WHERE_IT_IS}`);
}

/**
 * The document in `content`; `source` names it in messages.
 * @throws {DocumentError} when it is no OpenAPI 3 document, or has nothing under /api
 */
export function readDocument(content: string, source: string): PublishedDocument {
  const document = parsed(content, source);
  if (!text(document.openapi).startsWith('3.') || !isObject(document.paths))
    throw new DocumentError(`${source} is JSON, but no OpenAPI 3 document. ${WHERE_IT_IS}`);
  const components = objectOf(document.components);
  const operations = operationsOf(document.paths, components);
  if (!operations.some(({ isEnabled, isBelowApi }) => isEnabled && isBelowApi))
    throw new DocumentError(
      `${source} has no operation under /api that is enabled for tools, so it is not the document of an OpenObserve. ${WHERE_IT_IS}`,
    );
  const schemas = Object.entries(objectOf(components.schemas)).map(
    ([name, schema]) => [name, objectOf(schema)] as const,
  );
  const [release] = /\d+\.\d+\.\d+/.exec(text(objectOf(document.info).version)) ?? [];
  return {
    release: release === undefined ? null : `v${release}`,
    operations,
    schemas: Object.fromEntries(schemas),
  };
}
