import { rename, rm, writeFile } from 'node:fs/promises';
import type { Difference } from '../../catalog/file/make-catalog.ts';
import type { Config } from '../../config/options.ts';
import { DocumentError, InputError } from '../../errors.ts';
import { VERSION } from '../../version.ts';
import { readSpec } from './spec-source.ts';
import { escapedControls, withoutControls } from '../../redact/control-characters.ts';

/** Flags of `codegen`. */
export interface CodegenOptions {
  readonly spec?: string;
  readonly out: string;
  readonly json?: boolean;
}

/** A file is there whole or not at all. */
async function writeWhole(name: string, text: string): Promise<void> {
  const draft = `${name}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text);
    await rename(draft, name);
  } catch (error) {
    await rm(draft, { force: true });
    throw new InputError(
      `${name} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
      {
        cause: error,
      },
    );
  }
}

async function make(config: Config, spec: string | undefined) {
  const [
    { source, content },
    { makeCatalog },
    { TOOLS },
    { NEWER_TOOLS },
    { PUBLISHED },
    { Ajv2020 },
    formats,
  ] = await Promise.all([
    readSpec(spec, config),
    import('../../catalog/file/make-catalog.ts'),
    import('../../generated/tools.ts'),
    import('../../generated/newer-tools.ts'),
    import('../../generated/published.ts'),
    import('ajv/dist/2020.js'),
    import('ajv-formats'),
  ]);
  const ajv = new Ajv2020({ strict: false, logger: false });
  formats.default.default(ajv);
  try {
    return makeCatalog(
      content,
      source,
      `openobserve-mcp ${VERSION}`,
      { rows: [...TOOLS, ...NEWER_TOOLS], baseline: PUBLISHED },
      ajv,
    );
  } catch (error) {
    if (error instanceof RangeError)
      throw new DocumentError(`${source} is nested too deeply to be a document of OpenObserve.`, {
        cause: error,
      });
    throw error;
  }
}

const part = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ['', `${title} (${lines.length}):`, ...lines.map((line) => `  ${line}`)];

/** Fields without those inside of another one that is told too. */
const outermost = (fields: readonly string[]) =>
  fields.filter((field) => !fields.some((other) => field.startsWith(`${other}.`)));

/** New and missing fields in the line of the tool, others each in a line below. */
function changeText({
  name,
  newFields,
  missingFields,
  changedFields,
}: Difference['changed'][number]): string {
  const fields = [
    ...outermost(newFields).map((field) => ` +${field}`),
    ...outermost(missingFields).map((field) => ` -${field}`),
  ];
  const changes = changedFields.map(({ field, change }) => `\n    ${field}: ${change}`);
  return `${[name, ...fields].join(' ')}${changes.join('')}`;
}

/** The difference in lines, as a person reads it. */
export function differenceText(difference: Difference): string {
  const {
    release,
    contract,
    kept,
    added,
    telling,
    missing,
    moved,
    renamed,
    changed,
    deprecated,
    unusable,
    notes,
  } = difference;
  return [
    `OpenObserve ${release ?? 'of unknown release'} beside ${contract}, for which the tools were written: ${kept} tools kept, ${added.length} new, ${missing.length} left out.`,
    ...part(
      'New, from their own words',
      added.map(({ name, does }) => `${name}  ${does}`),
    ),
    ...part(
      'Words to a model in new tools: read them before you use the file',
      telling.map(({ name, text }) => `${name}  ${text}`),
    ),
    ...part(
      'Left out',
      missing.map(({ name, reason }) => `${name}  ${reason}`),
    ),
    ...part(
      'At another address',
      moved.map(
        ({ name, from, to, remade }) =>
          `${name}  ${from} -> ${to}${remade ? ', made anew as its path takes other arguments' : ''}`,
      ),
    ),
    ...part(
      'Called otherwise',
      renamed.map(({ name, from, to }) => `${name}  ${from} -> ${to}`),
    ),
    ...part('With other fields (the tools keep theirs)', changed.map(changeText)),
    ...part(
      'Deprecated',
      deprecated.map(({ name }) => name),
    ),
    ...part(
      'Not made into tools',
      unusable.map(({ label, reason }) => `${label}  ${reason}`),
    ),
    ...part('Notes', notes),
  ].join('\n');
}

/** Write the catalog file for a release of OpenObserve, and print how it differs. */
export async function runCodegen(config: Config, { spec, out, json }: CodegenOptions): Promise<number> {
  const { file, difference } = await make(config, spec);
  await writeWhole(out, `${JSON.stringify(file, null, 1)}\n`);
  process.stdout.write(
    `${json ? escapedControls(JSON.stringify(difference)) : withoutControls(differenceText(difference))}\n`,
  );
  process.stderr.write(`Wrote ${out}. Start with --catalog ${out}, or set O2_CATALOG.\n`);
  return 0;
}
