import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quantile } from '../report.ts';
import { askNexts } from './next-answers.ts';
import { askUnknownConditions } from './unknown-conditions.ts';
import { askWorld, inWorld, type Judged, linesFor } from './worlds.ts';

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

const worldsOf = (world: string | undefined) => (world === undefined ? openWorlds() : world.split(','));

/** How often the `next` of a `next` is followed. */
const STEPS = 3;

/** Ask every `next` of the answers in turn, and print which came to no answer. */
export async function reportNexts(world: string | undefined, write: (line: string) => void): Promise<void> {
  let total = 0;
  for (const name of worldsOf(world)) {
    const { answers, nexts, unanswered } = await inWorld(name, (questions, ask) =>
      askNexts(
        questions.map(({ question }) => question),
        ask,
        STEPS,
      ),
    );
    total += answers;
    write(`${name.padEnd(12)} ${answers} answers, ${nexts} nexts, ${unanswered.length} of them not answered`);
    for (const { asked, next, came } of unanswered) write(`  ${asked} -> ${next} -> ${came}`);
  }
  write(`${total} answers`);
}

/** Ask every question with a condition that the data cannot express, and print which answers do not say so. */
export async function reportUnknownConditions(
  world: string | undefined,
  write: (line: string) => void,
): Promise<void> {
  for (const name of worldsOf(world)) {
    const { asked, refused, unnamed } = await inWorld(name, askUnknownConditions);
    write(
      `${name.padEnd(12)} ${asked} conditions, ${refused} refused, ${unnamed.length} not named in the answer`,
    );
    for (const { request, came } of unnamed) write(`  ${request} -> ${came}`);
  }
}

/** Ask the questions of the worlds, and print how many were right, wrong and honest. */
export async function reportQuestions(
  world: string | undefined,
  showsMisses: boolean,
  write: (line: string) => void,
): Promise<void> {
  const judged: Judged[] = [];
  for (const name of worldsOf(world)) judged.push(...(await askWorld(name)));
  if (showsMisses)
    for (const { world: name, question, verdict, answer, query } of judged.filter(
      (each) => each.verdict !== 'right',
    )) {
      write(`${verdict} ${name} ${question.id} ${question.kind} ${question.language}: ${question.question}`);
      write(`  ${answer.split('\n')[0]}`);
      write(`  ${query}`);
    }
  for (const line of linesFor(judged)) write(line);
  const times = judged.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  write(
    `Queries per answer: ${(judged.reduce((sum, { reads }) => sum + reads, 0) / judged.length).toFixed(1)}`,
  );
  write(
    `Time per question: p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`,
  );
}
