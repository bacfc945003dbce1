import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

const ROOT = join(import.meta.dirname, '../..');
/** What is not run over texts of others: made by the build, run in a browser, or the stand-in for OpenObserve. */
const LEFT_OUT = /^(generated|page\/client|sample)\//;

/** A regular expression in the code, and the files that it stands in. */
export interface FoundExpression {
  readonly source: string;
  readonly flags: string;
  readonly files: readonly string[];
}

function literalsIn(node: unknown, found: (pattern: string, flags: string) => void): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, pattern, flags } = node as Record<string, unknown>;
  if (type === 'RegExpLiteral') found(String(pattern), String(flags));
  for (const child of Object.values(node)) literalsIn(child, found);
}

/** Every literal of `src/` once. */
export function expressionsInSource(): FoundExpression[] {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts') && !LEFT_OUT.test(file));
  const found = new Map<string, { source: string; flags: string; files: string[] }>();
  for (const file of files) {
    const tree = parseSync(readFileSync(join(ROOT, 'src', file), 'utf8'), { syntax: 'typescript' });
    literalsIn(tree, (source, flags) => {
      const key = `/${source}/${flags}`;
      const known = found.get(key) ?? { source, flags, files: [] };
      known.files.push(file);
      found.set(key, known);
    });
  }
  return [...found.values()];
}

/** Characters that a class or escape stands for, one of each kind. */
const SAMPLES = ['a', 'A', '0', ' ', '\t', '\n', '-', '_', '.', '/', ':', '"', "'", '\\', '@', ',', '=', '!'];

/** Texts of this length that would make the expression try again and again: its own words and characters, repeated. */
export function pumps({ source }: FoundExpression, length: number): string[] {
  const words = [...source.matchAll(/[a-z]{2,}/gi)].map(([word]) => word);
  const signs = [...new Set(source.replaceAll(/[\w\s]/g, ''))];
  const units = [...new Set([...SAMPLES, ...signs, ...words.slice(0, 12)])];
  const repeated = (unit: string) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  const pairs = [...new Set([...words.slice(0, 6), 'a', '0', '"a"'])].flatMap((first) =>
    SAMPLES.concat(signs).map((second) => repeated(first + second)),
  );
  const runs = words
    .slice(0, 12)
    .flatMap((word) => [' ', 'a', '0', '\\'].map((run) => `${word} ${repeated(run)}`));
  return [...units.map(repeated), ...pairs, ...runs].map((text) => `${text}\u0000`);
}
