import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** Every page that people read, by its path from the root. */
export const PAGES: readonly string[] = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name))
    .sort(),
];

export const textOf = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** A fenced block of commands. `reason`: why it cannot run here, from `<!-- not run: ... -->` above it. */
export interface Block {
  readonly line: number;
  readonly text: string;
  readonly reason: string | null;
}

/** The fenced `sh` blocks of a page, those in lists with their indent taken away. */
export function blocksOf(markdown: string): Block[] {
  const pattern = /(?:^[ \t]*<!-- not run: (.+?) -->\n)?^([ \t]*)```sh\n([\s\S]*?)^[ \t]*```$/gm;
  return [...markdown.matchAll(pattern)].map((match) => ({
    line: markdown.slice(0, match.index).split('\n').length,
    text: (match[3] ?? '').replaceAll(new RegExp(`^${match[2] ?? ''}`, 'gm'), ''),
    reason: match[1] ?? null,
  }));
}

/** A page without what is generated, quoted as code in blocks, or a comment. */
export function proseOf(markdown: string): string {
  return markdown
    .replaceAll(/<!-- ([\w-]+) -->[\s\S]*?<!-- \/\1 -->/g, '')
    .replaceAll(/^[ \t]*```[\s\S]*?^[ \t]*```$/gm, '')
    .replaceAll(/<!--[\s\S]*?-->/g, '');
}
