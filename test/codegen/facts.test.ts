import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { TOOLS } from '../../src/generated/tools.ts';
import { FACTS, OPENAPI } from './run-codegen.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly $ref?: string;
}

interface Published {
  readonly parameters?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly parametersAdded?: readonly string[];
}

interface Fact {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly sinceRelease: string;
  readonly access: string;
  readonly idempotent: boolean;
  readonly edition: string;
  readonly parameters: readonly Parameter[];
  readonly published?: Published;
}

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly 'x-published'?: Published;
}

interface Piece {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly parameters?: Readonly<Record<string, Parameter>> };
}

/** What is known of the server, by operationId. */
const facts = new Map<string, Fact>();
/** The operations of our contract as written, by operationId, their parameters resolved. */
const contract = new Map<string, Operation>();

beforeAll(async () => {
  const { operations } = JSON.parse(await readFile(join(FACTS, 'operations.json'), 'utf8')) as {
    operations: Fact[];
  };
  for (const fact of operations) facts.set(fact.operationId, fact);
  const names = (await readdir(OPENAPI)).filter((name) => name.endsWith('.yaml'));
  const pieces = await Promise.all(
    names.map(async (name) => parse(await readFile(join(OPENAPI, name), 'utf8')) as Piece),
  );
  const shared: Record<string, Parameter> = Object.assign(
    {},
    ...pieces.map((piece) => piece.components?.parameters ?? {}),
  );
  for (const operation of pieces.flatMap(({ paths }) =>
    Object.values(paths ?? {}).flatMap((item) => Object.values(item)),
  )) {
    const parameters = (operation.parameters ?? []).map(
      (parameter) => shared[parameter.$ref?.split('/').at(-1) ?? ''] ?? parameter,
    );
    contract.set(operation.operationId, { ...operation, parameters });
  }
});

describe.each(TOOLS.map((tool) => [tool.operationId, tool] as const))('%s', (operationId, tool) => {
  const fact = () => facts.get(operationId) as Fact;
  const own = () => contract.get(operationId) as Operation;
  const key = (parameter: Parameter) => `${parameter.in} ${parameter.name}`;

  it('is the operation that the server has', () => {
    const { method, path, sinceRelease: since, access, idempotent } = fact();
    const edition = fact().edition === 'partly-enterprise' ? 'partial' : fact().edition;
    expect(tool).toMatchObject({ method, path, since, access, idempotent, edition });
  });

  it('has only parameters that the server reads, required where it requires them', () => {
    const known = new Map(
      fact().parameters.map((parameter) => [key(parameter), parameter.required === true]),
    );
    const added = own()['x-published']?.parametersAdded ?? [];
    const parameters = own().parameters.filter(({ name }) => !added.includes(name));
    expect(
      Object.fromEntries(parameters.map((parameter) => [key(parameter), parameter.required === true])),
    ).toEqual(Object.fromEntries(parameters.map((parameter) => [key(parameter), known.get(key(parameter))])));
    for (const [name, required] of known) if (required) expect(parameters.map(key)).toContain(name);
  });

  it('says where it differs from the published document, and only there', () => {
    const { parametersAdded = [], ...published } = own()['x-published'] ?? {};
    expect(published).toEqual(fact().published ?? {});
    const publishedNames = fact().parameters.map(({ name }) => name);
    const names = own().parameters.map(({ name }) => name);
    for (const name of parametersAdded) {
      expect(publishedNames).not.toContain(name);
      expect(names).toContain(name);
    }
  });
});
