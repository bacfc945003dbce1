import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isKept, type Measurement } from './figure.ts';
import { writePart } from './page.ts';
import { markdown } from './report.ts';

const OUT = join(import.meta.dirname, 'out');

/** Loaded one by one, so that one can be run alone: `npm run bench -- load tokens`. */
const MEASUREMENTS: Readonly<Record<string, () => Promise<Measurement>>> = {
  'cold-start': async () => (await import('./cold-start.ts')).measureColdStart(),
  load: async () => (await import('./load.ts')).measureLoad(),
  'direct-call': async () => (await import('./direct-call.ts')).measureDirectCall(),
  ask: async () => (await import('./ask.ts')).measureAsk(),
  tokens: async () => (await import('./tokens.ts')).measureTokens(),
  answers: async () => (await import('./answers.ts')).measureAnswers(),
  'idle-gap': async () => (await import('./idle-gap.ts')).measureIdleGap(),
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(MEASUREMENTS);
const all: { figures: Measurement['figures'][number][]; skipped: Measurement['skipped'][number][] } = {
  figures: [],
  skipped: [],
};
for (const name of names) {
  const measure = MEASUREMENTS[name];
  if (!measure) {
    process.stderr.write(
      `There is no measurement ${name}; there are ${Object.keys(MEASUREMENTS).join(', ')}.\n`,
    );
    process.exit(2);
  }
  const { figures, skipped } = await measure();
  all.figures.push(...figures);
  all.skipped.push(...skipped);
  process.stderr.write(`${name} is measured.\n`);
}
const text = markdown(all);
process.stdout.write(`\nA ratio compares with a floor measured in the same run.\n\n${text}\n`);
if (names.length === Object.keys(MEASUREMENTS).length) writePart('figures', text);
mkdirSync(OUT, { recursive: true });
writeFileSync(join(OUT, 'figures.md'), `${text}\n`);
writeFileSync(
  join(OUT, 'figures.json'),
  `${JSON.stringify({ node: process.versions.node, ...all }, null, 2)}\n`,
);
process.exitCode = all.figures.every(isKept) ? 0 : 1;
