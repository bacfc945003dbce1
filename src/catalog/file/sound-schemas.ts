import { isObject } from '../../contract/operation.ts';
import type { Schemas } from '../../contract/schema.ts';
import type { JsonSchema } from '../../contract/tool.ts';
import type { PublishedDocument, PublishedOperation } from './document.ts';
import { withPlainTexts } from './plain-text.ts';

const COMPONENT = '#/components/schemas/';

/** Names beside which the definitions of the contract can stand, in letters that a `$ref` may have. */
function safeNames(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    names.map((name) => {
      const base = `published.${name.replaceAll(/[^\w.-]/g, '_')}`;
      let safe = base;
      for (let count = 2; taken.has(safe); count++) safe = `${base}-${count}`;
      taken.add(safe);
      return [name, safe];
    }),
  );
}

/**
 * The document with schemas that can be used: every `$ref` points at something, descriptions are plain text.
 * `unresolved`: the references that pointed at nothing; what they stood for may now be anything.
 */
export function withSoundSchemas(document: PublishedDocument): {
  readonly operations: readonly PublishedOperation[];
  readonly schemas: Schemas;
  readonly unresolved: readonly string[];
} {
  const names = safeNames(Object.keys(document.schemas));
  const unresolved = new Set<string>();

  function sound(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(sound);
    if (!isObject(value)) return value;
    const { $ref, ...rest } = value;
    const beside = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, sound(inner)]));
    if (typeof $ref !== 'string') return $ref === undefined ? beside : { ...beside, $ref: sound($ref) };
    const name = $ref.startsWith(COMPONENT) ? names.get($ref.slice(COMPONENT.length)) : undefined;
    if (name !== undefined) return { ...beside, $ref: `${COMPONENT}${name}` };
    unresolved.add($ref);
    return beside;
  }

  const clean = (schema: JsonSchema) => withPlainTexts(sound(schema)) as JsonSchema;
  const operations = document.operations.map(
    (operation): PublishedOperation => ({
      ...operation,
      parameters: operation.parameters.map(({ schema = {}, description, ...rest }) => ({
        ...rest,
        schema: clean(schema),
        ...(description === undefined
          ? {}
          : (withPlainTexts({ description }) as { readonly description: string })),
      })),
      body: operation.body && {
        required: operation.body.required,
        content: Object.fromEntries(
          Object.entries(operation.body.content).map(([type, schema]) => [type, clean(schema)]),
        ),
      },
    }),
  );
  const schemas = Object.fromEntries(
    Object.entries(document.schemas).map(([name, schema]) => [names.get(name) as string, clean(schema)]),
  );
  return { operations, schemas, unresolved: [...unresolved].sort() };
}
