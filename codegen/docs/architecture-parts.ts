import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { BROWSER, ROOMS, SAMPLE } from '../../layers.ts';
import { markdownTable } from './markdown-table.ts';

const ROOT = new URL('../../', import.meta.url);

/** The folder of `src/` that a file lies in, or the file itself where it lies loose. */
const folderOf = (path: string) => /^src\/([^/]+)/.exec(path)?.[1] ?? null;

/** Which folders of `src/` import which, both by name. */
async function importsByFolder(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { output } = await cruise(['src'], {
    baseDir: ROOT.pathname,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  });
  const found = new Map<string, Set<string>>();
  for (const { source, dependencies } of (output as ICruiseResult).modules) {
    const from = folderOf(source);
    if (from === null) continue;
    const targets = found.get(from) ?? new Set();
    found.set(from, targets);
    for (const { resolved } of dependencies) {
      const to = folderOf(resolved);
      if (to !== null && to !== from) targets.add(to);
    }
  }
  return found;
}

/** Whether `to` is reached from `from` by more than one step. */
function isReachedOtherwise(
  imports: ReadonlyMap<string, ReadonlySet<string>>,
  from: string,
  to: string,
): boolean {
  const seen = new Set<string>();
  const next = [...(imports.get(from) ?? [])].filter((each) => each !== to);
  for (const each of next) {
    if (seen.has(each)) continue;
    seen.add(each);
    const further = imports.get(each) ?? new Set();
    if (further.has(to)) return true;
    next.push(...further);
  }
  return false;
}

/** Files that everything may use would only draw lines over the picture. */
const EVERYWHERE = new Set(['errors.ts', 'log.ts', 'version.ts', 'json', 'names', 'contract', 'redact']);

/** The folders of `src/` and their imports; an arrow that follows from others is left out. */
export async function folderDiagram(): Promise<string> {
  const all = await importsByFolder();
  const imports = new Map(
    [...all]
      .filter(([from]) => !EVERYWHERE.has(from))
      .map(([from, targets]) => [from, new Set([...targets].filter((to) => !EVERYWHERE.has(to)))] as const),
  );
  const id = (name: string) => name.replaceAll(/\W/g, '_');
  const names = [...imports.keys()].sort();
  const nodes = names.map((name) => `  ${id(name)}["${name.endsWith('.ts') ? name : `${name}/`}"]`);
  const arrows = names.flatMap((from) =>
    [...(imports.get(from) ?? [])]
      .filter((to) => !isReachedOtherwise(imports, from, to))
      .sort()
      .map((to) => `  ${id(from)} --> ${id(to)}`),
  );
  return ['```mermaid', 'flowchart TD', ...nodes, ...arrows, '```'].join('\n');
}

/** Every room with what it holds, from the top to the ground. */
export function roomsTable(): string {
  const rows = [...ROOMS, ...SAMPLE, ...BROWSER].map(({ paths, holds }) => [
    paths.map((path) => (path.endsWith('.ts') ? `\`${path}\`` : `\`${path}/\``)).join(', '),
    holds,
  ]);
  return markdownTable(['folder', 'holds'], rows);
}
