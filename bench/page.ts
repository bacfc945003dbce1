import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './server-process.ts';

const PAGE = join(ROOT, 'docs/benchmarks.md');

/** Write the part of the page between `<!-- name -->` and `<!-- /name -->`. @throws when a marker is missing */
export function writePart(name: 'figures' | 'soak', markdown: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const pattern = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!pattern.test(page))
    throw new Error(`${PAGE} has no part between <!-- ${name} --> and <!-- /${name} -->.`);
  writeFileSync(
    PAGE,
    page.replace(pattern, (_, start: string, end: string) => `${start}${markdown}\n${end}`),
  );
}
