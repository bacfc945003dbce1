import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

interface SourceFile {
  readonly path: string;
  readonly lines: number;
  /** What is imported: paths from the root, or names of packages. `isType` when nothing is loaded. */
  readonly imports: ReadonlyArray<{ readonly target: string; readonly isType: boolean }>;
}

/** Static imports stand at the start of a line, or after the brace that closes their names. */
const IMPORT = /^(?:import|export|\}).*?(?:from |import )'([^']+)'|import\('([^']+)'\)/gm;

function sourcePaths(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function targetOf(path: string, specifier: string): string {
  return specifier.startsWith('.') ? relative(ROOT, join(ROOT, dirname(path), specifier)) : specifier;
}

function read(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const specifiersOf = (source: string) =>
    [...source.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
  const loaded = new Set(specifiersOf(stripTypeScriptTypes(text)));
  const all = new Set([...loaded, ...specifiersOf(text)]);
  return {
    path,
    lines: text.split('\n').length - 1,
    imports: [...all].map((specifier) => ({
      target: targetOf(path, specifier),
      isType: !loaded.has(specifier),
    })),
  };
}

/** The floors of the house, from the top. A file may import from its own floor and below. */
const FLOORS: ReadonlyArray<readonly [name: string, pattern: RegExp]> = [
  ['cli', /^src\/(library\.ts|cli(\.ts|\/))/],
  ['transports', /^src\/transports\//],
  ['server', /^src\/server\.ts$/],
  ['app', /^src\/(app|run)\.ts$/],
  ['ask', /^src\/ask\//],
  ['execute', /^src\/(execute|describe-tool)\.ts$/],
  ['parts', /^src\//],
  ['ground', /^src\/(errors|hide|log|tool|question|exact-json|nearest)\.ts$/],
];

function floorOf(path: string): number {
  if (FLOORS.at(-1)?.[1].test(path)) return FLOORS.length - 1;
  return FLOORS.findIndex(([, pattern]) => pattern.test(path));
}

const files = [...sourcePaths('src'), ...sourcePaths('codegen')].map(read);

/** Every import that breaks a rule, as `from -> to`. */
function offences(breaks: (from: string, to: string, isType: boolean) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter(({ target, isType }) => breaks(file.path, target, isType))
      .map(({ target }) => `${file.path} -> ${target}`),
  );
}

/** What the product does at run time and the code generator at build time, by the same code. */
const LENT = ['src/ask/semantic', 'src/contract', 'src/catalog-file'];

const isIn = (folder: string) => (path: string) => path.startsWith(`${folder}/`);
const inSource = isIn('src');
const inSample = isIn('src/sample');

describe('imports', () => {
  it('are found at all', () => {
    expect(files.length).toBeGreaterThan(30);
    const app = files.find((file) => file.path === 'src/server/app.ts');
    expect(app?.imports).toContainEqual({ target: 'src/sample/server.ts', isType: false });
    const server = files.find((file) => file.path === 'src/server/server.ts');
    expect(server?.imports).toContainEqual({ target: 'src/server/app.ts', isType: true });
  });

  it('point down the floors of the house only', () => {
    // A type of a floor above loads nothing, but only the app's own is needed there.
    const isApp = (to: string) => to === 'src/server/app.ts';
    expect(
      offences(
        (from, to, isType) =>
          inSource(from) &&
          inSource(to) &&
          !inSample(from) &&
          !inSample(to) &&
          floorOf(to) < floorOf(from) &&
          !(isType && (isApp(to) || isIn('src/generated')(from))),
      ),
    ).toEqual([]);
  });

  it('reach the sample only from the app and the command line, and nothing but the ground from the sample', () => {
    const mayImport = (path: string) =>
      inSample(path) || path === 'src/server/app.ts' || isIn('src/cli')(path);
    expect(offences((from, to) => inSample(to) && inSource(from) && !mayImport(from))).toEqual([]);
    expect(
      offences(
        (from, to) => inSample(from) && inSource(to) && !inSample(to) && floorOf(to) !== FLOORS.length - 1,
      ),
    ).toEqual([]);
  });

  it('touch the MCP SDK only in the server, the transports and where the person is asked', () => {
    const isAllowed = (path: string) =>
      path === 'src/server/server.ts' || isIn('src/transports')(path) || path === 'src/ask/person.ts';
    expect(
      offences((from, to) => to.startsWith('@modelcontextprotocol/') && inSource(from) && !isAllowed(from)),
    ).toEqual([]);
  });

  it('take only types from src into codegen, besides how requests and documents are looked at, and nothing of the building site into src', () => {
    expect(
      offences(
        (from, to, isType) =>
          isIn('codegen')(from) && inSource(to) && !LENT.some((folder) => isIn(folder)(to)) && !isType,
      ),
    ).toEqual([]);
    expect(
      offences((from, to) => inSource(from) && /^(codegen|openapi|fixtures|test|bench|docs)\//.test(to)),
    ).toEqual([]);
  });

  it('make no cycle', () => {
    const graph = new Map(
      files.map((file) => [
        file.path,
        file.imports.filter(({ isType }) => !isType).map(({ target }) => target),
      ]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      if (done.has(path) || trail.includes(path)) return;
      for (const target of graph.get(path) ?? []) walk(target, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) walk(path, []);
    expect(cycles).toEqual([]);
  });
});

describe('files', () => {
  it('are no barrels', () => {
    expect(files.map((file) => file.path).filter((path) => /\/index\.ts$/.test(path))).toEqual([]);
  });

  it('have at most 400 lines, unless they are generated', () => {
    const own = files.filter((file) => !isIn('src/generated')(file.path));
    expect(own.filter((file) => file.lines > 400).map((file) => `${file.path} ${file.lines}`)).toEqual([]);
  });
});
