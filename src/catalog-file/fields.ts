import { isObject } from '../contract/operation.ts';
import type { Schemas } from '../contract/schema.ts';
import type { PublishedOperation } from './document.ts';

const COMPONENT = '#/components/schemas/';
/** Fields of the body, and fields of those: where a release adds to a query or a condition it shows here. */
const DEPTH = 2;

function collect(
  schema: unknown,
  at: string,
  depth: number,
  schemas: Schemas,
  seen: ReadonlySet<string>,
  found: Set<string>,
): void {
  if (!isObject(schema)) return;
  const { $ref } = schema;
  if (typeof $ref === 'string' && $ref.startsWith(COMPONENT) && !seen.has(`${at} ${$ref}`))
    collect(
      schemas[$ref.slice(COMPONENT.length)],
      at,
      depth,
      schemas,
      new Set([...seen, `${at} ${$ref}`]),
      found,
    );
  for (const branches of [schema.allOf, schema.oneOf, schema.anyOf])
    if (Array.isArray(branches))
      for (const branch of branches) collect(branch, at, depth, schemas, seen, found);
  if (!isObject(schema.properties)) return;
  for (const [name, field] of Object.entries(schema.properties)) {
    found.add(`${at}${name}`);
    if (depth > 1) collect(field, `${at}${name}.`, depth - 1, schemas, seen, found);
  }
}

/** What an operation takes besides its address, sorted: `query NAME`, and `body NAME` or `body NAME.INNER`. */
export function fieldsOf({ parameters, body }: PublishedOperation, schemas: Schemas): string[] {
  const found = new Set(parameters.filter((each) => each.in === 'query').map(({ name }) => `query ${name}`));
  for (const schema of Object.values(body?.content ?? {}))
    collect(schema, 'body ', DEPTH, schemas, new Set(), found);
  return [...found].sort();
}
