import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { baseline } from './baseline.ts';
import { checkSchemas } from './compile.ts';
import { emit } from './emit.ts';
import { load } from './load.ts';
import { emitPage } from './page.ts';
import { emitViews } from './views.ts';
import { newerToolsets, plan } from './plan.ts';
import { ContractError, Problems } from '../src/contract/problems.ts';
import { reachableDefinitions } from '../src/contract/schema.ts';
import { emitSemantic } from './semantic/emit.ts';
import { planWords } from './words.ts';

const ROOT = join(import.meta.dirname, '..');

/** How a generated file is read and written: one character a byte where it is no text. */
const encodingOf = (name: string) => (name.endsWith('.bin') ? 'latin1' : 'utf8');

const readGenerated = (out: string, name: string) =>
  readFile(join(out, name), encodingOf(name)).catch(() => null);

/**
 * The generated files of the contract in `directory`.
 * @throws {ContractError} with everything that is wrong, one line each
 */
async function generate(
  directory: string,
  facts: string,
  out: string,
  retrain: boolean,
): Promise<Readonly<Record<string, string>>> {
  const problems = new Problems();
  const contract = await load(directory, problems);
  const plans = plan(contract, problems);
  checkSchemas(plans, contract.schemas, problems);
  const words = await planWords(directory, plans, problems);
  const present = (name: string) => readGenerated(out, name);
  const semantic = await emitSemantic(directory, plans, problems, present, retrain);
  problems.throwIfAny();
  const files = await emit(
    contract,
    plans,
    reachableDefinitions(
      plans.map(({ schema }) => schema),
      contract.schemas,
    ),
    words,
    await baseline(facts, contract.internal),
    newerToolsets(contract),
  );
  return { ...files, ...semantic, ...(await emitPage()), ...(await emitViews()) };
}

/** Names of the files in `out` that are not, byte for byte, what the contract makes. */
async function differing(files: Readonly<Record<string, string>>, out: string): Promise<string[]> {
  const states = await Promise.all(
    Object.entries(files).map(async ([name, text]) => {
      const present = await readGenerated(out, name);
      return present === text ? [] : [name];
    }),
  );
  return states.flat();
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      retrain: { type: 'boolean', default: false },
      openapi: { type: 'string', default: join(ROOT, 'openapi') },
      facts: { type: 'string', default: join(ROOT, 'fixtures/openobserve') },
      out: { type: 'string', default: join(ROOT, 'src/generated') },
    },
  });
  const files = await generate(values.openapi, values.facts, values.out, values.retrain);
  const changed = await differing(files, values.out);
  if (values.check) {
    if (changed.length === 0) return 0;
    process.stderr.write(
      `${changed.join(', ')} in ${values.out} differ from what the contract makes; run node codegen/main.ts\n`,
    );
    return 1;
  }
  await mkdir(values.out, { recursive: true });
  await Promise.all(
    changed.map((name) => writeFile(join(values.out, name), files[name] as string, encodingOf(name))),
  );
  process.stdout.write(
    `${changed.length === 0 ? 'Nothing changed' : `Wrote ${changed.join(', ')}`} in ${values.out}\n`,
  );
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  process.stderr.write(`The contract has problems:\n${error.message}\n`);
  process.exitCode = 1;
}
