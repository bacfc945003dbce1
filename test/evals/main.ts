import { clockIn } from '../../src/call/arguments/times.ts';
import { Command } from 'commander';
import { loadRouter } from '../../src/ask/understand/router.ts';
import type { Router } from '../../src/ask/types.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { nearDuplicates } from './duplicates.ts';
import { routerWithout } from './left-out.ts';
import { groupBy, precisionBySurety, quantile, table } from './report.ts';
import { evaluateIncidents, openWorlds } from './incidents.ts';
import { evaluateModel } from './model/evaluate.ts';
import { reportNexts, reportQuestions, reportUnknownConditions } from './questions/report.ts';
import { type Scored, score } from './score.ts';
import { NONE, readLessons, readSentences, type Sentence } from './sentences.ts';
import { VARIANTS } from './variants.ts';
import { viewOf } from '../prove/tools-page.ts';

const write = (line: string) => process.stdout.write(`${line}\n`);
const view = viewOf('all');

const toolsetOf = ({ sentence }: Scored) =>
  TOOLS.find(({ operationId }) => operationId === sentence.operation)?.toolset ?? NONE;

function showMisses(all: readonly Scored[]): void {
  for (const { sentence, first, isFirst, isDeclined } of all) {
    const isRight = sentence.operation === NONE ? isDeclined : isFirst;
    if (!isRight)
      write(`  ${sentence.voice} ${sentence.kind}: ${sentence.operation} <- ${first} | ${sentence.request}`);
  }
}

/** How much of what was right stays right when the same is said otherwise. */
function invariance(router: Router, all: readonly Scored[]): string {
  const right = all.filter(({ isFirst }) => isFirst);
  return Object.entries(VARIANTS)
    .map(([name, vary]) => {
      const varied = right.flatMap(({ sentence }, at) => {
        const request = vary(sentence.request, at);
        return request === sentence.request ? [] : [score(router, view, { ...sentence, request })];
      });
      const kept = varied.filter(({ isFirst }) => isFirst).length;
      return `${name} ${((100 * kept) / Math.max(1, varied.length)).toFixed(1)} % of ${varied.length}`;
    })
    .join(', ');
}

/** How often candidates are offered instead of a call: it should be often where the first is wrong, rarely where it is right. */
function asked(ours: readonly Scored[]): string {
  const share = (list: readonly Scored[]) =>
    (100 * list.filter(({ route }) => route.decision === 'candidates').length) / Math.max(1, list.length);
  const wrong = ours.filter(({ isFirst, isDeclined }) => !isFirst && !isDeclined);
  const right = ours.filter(({ isFirst }) => isFirst);
  return `${share(wrong).toFixed(1)} % of the wrong, ${share(right).toFixed(1)} % of the right`;
}

/** Sentences routed before any is timed: a server that runs has compiled what it uses. */
const WARMING = 300;

function warmUp(router: Router): void {
  const lessons = readLessons();
  const every = Math.max(1, Math.floor(lessons.length / WARMING));
  for (let at = 0; at < lessons.length; at += every)
    router.route((lessons[at] as (typeof lessons)[number]).request, view);
}

function report(router: Router, sentences: readonly Sentence[], misses: boolean): void {
  warmUp(router);
  const all = sentences.map((sentence) => score(router, view, sentence));
  const total = new Map([['all', all]]);
  write(table('voice', new Map([...groupBy(all, ({ sentence }) => sentence.voice), ...total])));
  write(
    table(
      'kind',
      groupBy(all, ({ sentence }) => sentence.kind),
    ),
  );
  write(table('toolset', groupBy(all, toolsetOf)));
  const ours = all.filter(({ sentence }) => sentence.operation !== NONE);
  write(`Right first among the ${precisionBySurety(ours)}`);
  write(`Asked which is meant: ${asked(ours)}`);
  write(`Still right with ${invariance(router, ours)}`);
  const times = all.map(({ tookMs }) => tookMs);
  write(
    `Time once warm: p50 ${quantile(times, 0.5).toFixed(3)} ms, p99 ${quantile(times, 0.99).toFixed(3)} ms`,
  );
  if (misses) showMisses(all);
}

/** Every voice of the lessons as if it were unseen: what is to be expected of people who have not been heard yet. */
function reportLeftOut(): void {
  const lessons = readLessons();
  const groups = new Map<string, Scored[]>();
  for (const voice of new Set(lessons.map((lesson) => lesson.voice))) {
    const router = routerWithout(voice);
    const sentences = lessons
      .filter((lesson) => lesson.voice === voice)
      .map(({ operation, request }, index) => ({
        id: `${voice}-${index}`,
        voice,
        kind: 'direct' as const,
        request,
        operation,
        also: [],
        steps: [],
        arguments: {},
        missing: [],
      }));
    groups.set(
      voice,
      sentences.map((sentence) => score(router, view, sentence)),
    );
  }
  write('Each voice of the lessons, by a model that has not heard it (their arguments are not labelled):');
  write(table('voice', new Map([...groups, ['all', [...groups.values()].flat()]])));
}

const options = new Command()
  .name('eval')
  .option('--lock-box', 'score the voices that are looked at only for a final figure')
  .option('--left-out', 'score every voice of the lessons by a model that has not heard it; takes minutes')
  .option('--misses', 'print what was wrong')
  .option('--questions', 'ask the questions of the worlds about their data instead')
  .option('--world <names>', 'with --questions or --mode: only these worlds, separated by commas')
  .option('--next', 'with --questions: ask every next of the answers in turn')
  .option('--unknown', 'with --questions: add to each a condition that the data cannot express')
  .option(
    '--mode <mode>',
    'ask a language model (llm, agent or auto; LLM_PROVIDER and its key are set) the questions of the worlds, about their incidents, and to carry out tasks; --questions, --incidents or --tasks for one of them',
  )
  .option('--tasks', 'with --mode: only tasks, scored by what exists afterwards')
  .option('--scripted', 'with --mode: ask a scripted model that knows the truth')
  .option('--record <file>', 'with --mode: keep all that is sent to the model and what it answers')
  .option('--replay <file>', 'with --mode: answer from what was kept, and tell requests that differ')
  .option(
    '--incidents [worlds]',
    'plant the incidents of worlds, joined by commas, and investigate each; all by default but locked ones',
  )
  .option('--words', 'with --incidents: ask with the words alone, without the window')
  .option('--answers', 'with --incidents: print the answers')
  .option('--limit <count>', 'with --mode: so many questions and incidents of each world, and tasks')
  .parse()
  .opts<{
    lockBox?: true;
    leftOut?: true;
    misses?: true;
    questions?: true;
    world?: string;
    next?: true;
    unknown?: true;
    mode?: string;
    tasks?: true;
    scripted?: true;
    record?: string;
    replay?: string;
    limit?: string;
    incidents?: true | string;
    words?: true;
    answers?: true;
  }>();

async function evaluateRouter(): Promise<void> {
  const startMs = performance.now();
  const router = await loadRouter(clockIn('UTC'));
  write(`The index was loaded in ${(performance.now() - startMs).toFixed(1)} ms`);
  const sentences = readSentences(options.lockBox ? 'lock-box' : 'sentences');
  const repeated = new Set(nearDuplicates(sentences));
  write(`${sentences.length} sentences, ${repeated.size} of them left out as near copies of lessons`);
  const scored = sentences.filter((sentence) => !repeated.has(sentence));
  report(router, scored, options.misses === true && !options.lockBox);
  if (options.leftOut) reportLeftOut();
}

if (options.mode !== undefined)
  process.exitCode = await evaluateModel({
    mode: options.mode,
    worlds: options.world?.split(',') ?? null,
    limit: Number(options.limit ?? Infinity),
    only: options.questions ? 'questions' : options.incidents ? 'incidents' : options.tasks ? 'tasks' : null,
    record: options.record ?? null,
    replay: options.replay ?? null,
    isScripted: options.scripted === true,
    write,
  });
else if (options.questions && options.next) await reportNexts(options.world, write);
else if (options.questions && options.unknown) await reportUnknownConditions(options.world, write);
else if (options.questions) await reportQuestions(options.world, options.misses === true, write);
else if (options.incidents === undefined) await evaluateRouter();
else
  await evaluateIncidents({
    worlds: options.incidents === true ? openWorlds() : options.incidents.split(','),
    asking: options.words ? 'words' : 'window',
    only: null,
    write,
    showsAnswers: options.answers === true,
  });
