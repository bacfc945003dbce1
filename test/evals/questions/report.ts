import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quantile } from '../report.ts';
import { askWorld, type Judged, type Verdict } from './worlds.ts';

const FOLDER = join(import.meta.dirname, '../../worlds');

/** Worlds that may be looked at; those in locked.txt are asked only by name. */
function openWorlds(): string[] {
  const locked = new Set(
    readFileSync(join(FOLDER, 'locked.txt'), 'utf8')
      .split('\n')
      .filter((line) => line !== ''),
  );
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !locked.has(entry.name))
    .map(({ name }) => name);
}

const percent = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(0)} %`.padStart(5);

function lineFor(name: string, list: readonly Judged[]): string {
  const count = (verdict: Verdict) => list.filter((each) => each.verdict === verdict).length;
  const parts = (['right', 'wrong', 'honest'] as const).map(
    (verdict) => `${verdict} ${percent(count(verdict), list.length)}`,
  );
  const answered = list.filter(({ verdict, query }) => verdict === 'honest' && query !== '').length;
  return `${name.padEnd(12)} ${String(list.length).padStart(4)}  ${parts.join('  ')} (with another figure ${percent(answered, list.length).trim()})`;
}

/** Ask the questions of the worlds, and print how many were right, wrong and honest. */
export async function reportQuestions(
  world: string | undefined,
  showsMisses: boolean,
  write: (line: string) => void,
): Promise<void> {
  const judged: Judged[] = [];
  for (const name of world === undefined ? openWorlds() : world.split(','))
    judged.push(...(await askWorld(name)));
  if (showsMisses)
    for (const { world: name, question, verdict, answer, query } of judged.filter(
      (each) => each.verdict !== 'right',
    )) {
      write(`${verdict} ${name} ${question.id} ${question.kind} ${question.language}: ${question.question}`);
      write(`  ${answer.split('\n')[0]}`);
      write(`  ${query}`);
    }
  const groups: ReadonlyArray<(each: Judged) => string> = [
    (each) => each.world,
    (each) => each.question.kind,
    (each) => each.question.language,
    () => 'all',
  ];
  for (const keyOf of groups)
    for (const [name, list] of [...Map.groupBy(judged, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1)))
      write(lineFor(name, list));
  const times = judged.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  write(
    `Queries per answer: ${(judged.reduce((sum, { reads }) => sum + reads, 0) / judged.length).toFixed(1)}`,
  );
  write(
    `Time per question: p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`,
  );
}
