import { join } from 'node:path';
import type { Plugin } from 'rolldown';
import { defineConfig } from 'tsdown';
import { thirdPartyLicenses } from './third-party-licenses.ts';

const SOURCE = join(import.meta.dirname, 'src/');

interface ModuleGraph {
  getModuleInfo(
    id: string,
  ): { readonly importedIds: readonly string[]; readonly importers: readonly string[] } | null;
}

/** All that a start on stdio loads. */
function startOf(graph: ModuleGraph): ReadonlySet<string> {
  const found = new Set([join(SOURCE, 'cli/bare-stdio.ts')]);
  // A set can grow while it is walked.
  for (const id of found) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

/**
 * An import of a part of Node reads all that it exports, such as the promises of node:fs, which a start pays with 10 ms and
 * does not need.
 */
const nodeWithoutExports: Plugin = {
  name: 'node-without-exports',
  renderChunk: (code, { name }) =>
    name !== 'start'
      ? null
      : code.replaceAll(
          /^import (\{[^}]*\}|[\w$]+) from "(node:[\w/]+)";$/gm,
          (_, names: string, part: string) =>
            `const ${names.replaceAll(' as ', ': ')} = process.getBuiltinModule("${part}");`,
        ),
};

/** One file per command and its shared parts, with every dependency inside: a client waits for the start. */
export default defineConfig({
  entry: { cli: 'src/cli.ts', codegen: 'src/codegen.ts', library: 'src/library.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node22.19',
  dts: false,
  fixedExtension: false,
  report: false,
  copy: ['src/generated/semantic-model.bin'],
  deps: { alwaysBundle: [/^[^.]/], neverBundle: [/^node:/, '@duckdb/node-api'], onlyBundle: false },
  // In one file, as each file takes time to find and to read.
  inputOptions: { preserveEntrySignatures: 'allow-extension' },
  outputOptions: {
    comments: false,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: (id, graph) => (startOf(graph).has(id) ? 'start' : null), debugName: 'start' }],
    },
  },
  plugins: [thirdPartyLicenses(), nodeWithoutExports],
});
