import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { ConfigError, InputError } from '../../errors.ts';
import { textOf } from '../../json/exact-json.ts';
import { hasMoreValues } from '../../limits.ts';
import { meantBy } from './synonyms.ts';
import { didYouMean, nearestNames } from '../../names/nearest.ts';
import type { InputSchemas } from '../../contract/catalog-rows.ts';
import type { JsonSchema } from '../../contract/tool.ts';

/**
 * Checks arguments against the full schema of a tool. Where `named` is given, only what it names is held against it:
 * the rest is what the server itself stores, which a newer release may have more of.
 */
export type Validate = (
  tool: string,
  args: Readonly<Record<string, unknown>>,
  named?: Readonly<Record<string, unknown>>,
) => void;

/** `bigint` is how whole numbers beyond 2^53 travel here; to a validator they are numbers. */
function asNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(asNumbers);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asNumbers(item)]));
  return value;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string')
    return `the text ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value)}`;
  return typeof value === 'object' ? 'an object' : `${typeof value} ${String(value)}`;
}

const typeNames = (types: unknown) =>
  [types]
    .flat()
    .map(
      (type) =>
        ({
          integer: 'a whole number',
          number: 'a number',
          boolean: 'true or false',
          string: 'text',
          array: 'a list',
          object: 'an object',
        })[String(type)] ?? String(type),
    )
    .join(' or ');

function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const key of pointer.split('/').slice(1))
    found = (found as Record<string, unknown>)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')];
  return found;
}

const firstLine = (text: unknown) =>
  typeof text === 'string' && text !== '' ? ` (${text.split('\n')[0]?.replace(/\.$/, '')})` : '';

const requiredOf = ({ required = [] }: JsonSchema) => required as readonly string[];

function sentence(tool: string, error: ErrorObject, args: unknown, schema: JsonSchema): string {
  const where = error.instancePath.split('/').slice(1).join('.');
  const name = where === '' ? tool : `"${where}"`;
  const parent = error.parentSchema as JsonSchema;
  if (error.keyword === 'additionalProperties') {
    const extra = error.params.additionalProperty as string;
    const known = Object.keys((parent.properties ?? {}) as object);
    const meant = where === '' ? meantBy(extra, [...known, 'detail'], requiredOf(parent)) : null;
    const near = nearestNames(extra, known);
    const names =
      meant !== null
        ? ` Did you mean ${meant}?`
        : near.length > 0
          ? didYouMean(extra, known)
          : ` It has: ${known.filter((key) => key !== 'org_id').join(', ') || 'none'}.`;
    return `${where === '' ? `${tool} has no argument` : `${name} has no field`} "${extra}".${names}`;
  }
  if (error.keyword === 'required') {
    const missing = error.params.missingProperty as string;
    const field = ((parent.properties ?? {}) as Record<string, JsonSchema>)[missing];
    return `${where === '' ? '' : `In ${name}, `}"${missing}" is missing${firstLine(field?.description)}.`;
  }
  if (error.keyword === 'dependentRequired') {
    const { property, missingProperty } = error.params as { property: string; missingProperty: string };
    return `"${property}" counts only together with "${missingProperty}": give both, or neither.`;
  }
  const given = kindOf(at(args, error.instancePath));
  if (error.keyword === 'enum') {
    const allowed = (error.params.allowedValues as unknown[]).filter((item) => item !== null).map(String);
    return `${name} must be one of ${allowed.join(', ')}, but got ${given}.${didYouMean(textOf(at(args, error.instancePath)), allowed, 1)}`;
  }
  if (error.keyword === 'type') return `${name} must be ${typeNames(error.params.type)}, but got ${given}.`;
  const isEmpty = /^min(Length|Items)$/.test(error.keyword) && error.params.limit === 1;
  if (isEmpty) return `${name} must not be empty.`;
  const meaning =
    where === '' ? '' : firstLine((at(schema.properties, `/${where}`) as JsonSchema)?.description);
  return `${name} ${(error.message ?? 'is not valid').replace('NOT', 'not')}, but got ${given}${meaning}.`;
}

/** Looked at more closely, of those that one call has. */
const MOST_ERRORS = 20;
/** Of more values than that only the first error is told: to gather all takes a time that grows with their square. */
const MOST_VALUES = 5000;

const UNIONS = new Set(['anyOf', 'oneOf', 'if', 'allOf', 'not']);

/** Errors of the branches that could be meant: a value that is there was not meant to be null. */
function withoutUnions(errors: readonly ErrorObject[], args: unknown): ErrorObject[] {
  return errors.filter(
    ({ keyword, params, instancePath }) =>
      !UNIONS.has(keyword) &&
      !(keyword === 'type' && params.type === 'null' && at(args, instancePath) !== undefined),
  );
}

/** Errors without the missing names that a wrong name was meant for. */
function withoutMeant(errors: readonly ErrorObject[]): ErrorObject[] {
  const meant = new Set(
    errors.flatMap(({ keyword, params, parentSchema, instancePath }) => {
      if (keyword !== 'additionalProperties') return [];
      const known = Object.keys((parentSchema as JsonSchema).properties ?? {});
      const extra = params.additionalProperty as string;
      const meant =
        instancePath === '' ? meantBy(extra, known, requiredOf(parentSchema as JsonSchema)) : null;
      return (meant === null ? nearestNames(extra, known, 1) : [meant]).map(
        (name) => `${instancePath}/${name}`,
      );
    }),
  );
  return errors.filter(
    ({ keyword, params, instancePath }) =>
      keyword !== 'required' || !meant.has(`${instancePath}/${params.missingProperty}`),
  );
}

/** Whether an error is about something that the call itself gave. */
function isNamed({ instancePath, keyword, params }: ErrorObject, named: Readonly<Record<string, unknown>>) {
  const extra = keyword === 'additionalProperties' ? `/${params.additionalProperty}` : '';
  return at(named, `${instancePath}${extra}`) !== undefined;
}

/**
 * Compiles a schema when its tool is first called: all of them at once would cost the start half a second.
 * @throws {InputError} from the check, naming each argument, what was wrong, what is allowed and the nearest name
 */
export async function createValidate({ inputs, definitions }: InputSchemas): Promise<Validate> {
  const [{ Ajv2020 }, formats] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]);
  // The schemas were checked when they were made: to check them here would cost the first call most of its time.
  const options = { strict: false, verbose: true, logger: false, validateSchema: false } as const;

  /** Those of the contract are compiled when they are made; those of a catalog file may have been edited. */
  function createChecks(allErrors: boolean): (tool: string) => ValidateFunction {
    const ajv = new Ajv2020({ ...options, allErrors });
    formats.default.default(ajv);
    const compiled = new Map<string, ValidateFunction>();
    return (tool) => {
      try {
        const check = compiled.get(tool) ?? ajv.compile({ ...inputs[tool], $defs: definitions });
        compiled.set(tool, check);
        return check;
      } catch (error) {
        throw new ConfigError(
          `The schema of ${tool} in the catalog file cannot be used. Write the file anew with openobserve-mcp-codegen.`,
          { code: 'catalog_file', cause: error },
        );
      }
    };
  }

  const quick = createChecks(false);
  const thorough = createChecks(true);

  return (tool, args, named) => {
    const schema = inputs[tool] ?? {};
    const plain = asNumbers(args);
    let check = quick(tool);
    if (check(plain)) return;
    if (!hasMoreValues(plain, MOST_VALUES)) {
      check = thorough(tool);
      check(plain);
    }
    const found = withoutUnions(check.errors ?? [], plain);
    const own = named ? found.filter((error) => isNamed(error, named)) : found;
    // Each is compared with names that are known, which a body of a hundred thousand wrong ones would make endless.
    const errors = withoutMeant(own.slice(0, MOST_ERRORS));
    if (errors.length === 0 && named) return;
    errors.sort(
      (a, b) => Number(b.keyword === 'additionalProperties') - Number(a.keyword === 'additionalProperties'),
    );
    const sentences = [
      ...new Set(
        (errors.length > 0 ? errors : (check.errors ?? []).slice(0, MOST_ERRORS)).map((error) =>
          sentence(tool, error, plain, schema),
        ),
      ),
    ];
    const more = sentences.length > 4 ? ` And ${sentences.length - 4} more of the kind.` : '';
    throw new InputError(
      `${sentences.slice(0, 4).join(' ')}${more} describe_tool shows the full schema of ${tool}, with an example.`,
    );
  };
}
