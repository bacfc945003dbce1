import { answerQuestion } from '../../../src/ask/questions/answer-question.ts';
import { sketch } from '../../../src/ask/questions/sketch.ts';
import { streamFacts } from '../../../src/ask/questions/stream-facts.ts';
import { createDictionaries } from '../../../src/ask/data/dictionaries.ts';
import { loadWorld, type Question, readWorld, readYaml, type Truth, trueRows } from '../../worlds/load.ts';
import { type Given, isRight, withoutNames } from './compare.ts';
import { sampleSource } from './direct-source.ts';

export type Verdict = 'right' | 'wrong' | 'honest';

export interface Judged {
  readonly world: string;
  readonly question: Question;
  readonly verdict: Verdict;
  readonly given: Given;
  readonly query: string;
  readonly reads: number;
  readonly cpuMs: number;
  readonly truth: string;
  readonly sure: number;
}

const isMoment = (truth: Truth): boolean => truth.moment === true || (truth.all ?? []).some(isMoment);

async function judge(
  world: string,
  sample: Parameters<typeof trueRows>[0],
  question: Question,
  nowUs: number,
  dictionaryFor: ReturnType<typeof createDictionaries>,
): Promise<Judged> {
  const source = sampleSource(sample);
  const { signal } = new AbortController();
  const dictionary = dictionaryFor(world, { source, signal });
  let given: Given = { answer: null, rows: [], notUsed: [] };
  let others: readonly Given[] = [];
  let query = '';
  let sure = 0;
  try {
    const facts = await streamFacts(sketch(question.question, { nowUs, timeZone: 'UTC' }), dictionary);
    if (facts) given = { answer: facts.headline, rows: facts.rows, notUsed: [] };
    const answer = facts ? null : await answerQuestion(question.question, {
      dictionary,
      source,
      context: { nowUs, timeZone: 'UTC' },
      signal,
    });
    if (answer) {
      given = { answer: answer.answer, rows: answer.rows, notUsed: answer.notUsed };
      others = answer.others.map(({ headline, rows }) => ({ answer: headline, rows, notUsed: [] }));
      query = answer.query;
      sure = answer.reading.coverage;
    }
  } catch (error) {
    query = `ERROR ${error instanceof Error ? (process.env.STACK ? error.stack : error.message) : error}`;
  }
  const isRanked = question.kind === 'top';
  let verdict: Verdict = 'wrong';
  const truths: string[] = [];
  if (question.truth.honest !== undefined)
    verdict =
      given.answer === null ||
      given.notUsed.length > 0 ||
      /\b(no|none|keine|aucun)\b/i.test(given.answer.split('\n')[0] ?? '')
        ? 'right'
        : 'wrong';
  else {
    for (const truth of [question.truth, ...(question.accept ?? [])]) {
      const tables = await trueRows(sample, truth, nowUs);
      for (const { rows, range } of tables) {
        truths.push(`${range}: ${JSON.stringify(rows.slice(0, 4)).slice(0, 240)}`);
        if ([given, ...others].some((each) => isRight(each, { rows: truth.promql === undefined ? rows : withoutNames(rows), isMoment: isMoment(truth) }, isRanked))) verdict = 'right';
      }
    }
    if (verdict !== 'right' && (given.answer === null || given.notUsed.length > 0)) verdict = 'honest';
  }
  return {
    world,
    question,
    verdict,
    given,
    query,
    reads: source.reads,
    cpuMs: 0, sure,
    truth: truths.slice(0, 2).join(' || '),
  };
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const option = (name: string) => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? '') : null);
  const names = (option('--world') ?? 'orbit,kestrel,meridian,rookery').split(',');
  const only = option('--only');
  const all: Judged[] = [];
  for (const name of names) {
    const nowUs = Date.parse('2026-11-26T16:40:00Z') * 1e3;
    const sample = await loadWorld(await readWorld(name), nowUs);
    try {
      const dictionaryFor = createDictionaries(() => nowUs / 1e3);
      for (const question of readYaml<Question[]>(name, 'questions.yaml')) {
        if (only && !only.split(',').includes(question.id)) continue;
        all.push(await judge(name, sample, question, nowUs, dictionaryFor));
      }
    } finally {
      await sample.close();
    }
  }
  const write = (line: string) => process.stdout.write(`${line}\n`);
  if (args.includes('--misses'))
    for (const { world, question, verdict, given, query, truth } of all)
      if (verdict !== 'right' || only) {
        write(
          `\n${verdict.toUpperCase()} ${world} ${question.id} ${question.kind} ${question.language}: ${question.question}`,
        );
        write(`  said: ${(given.answer ?? 'DECLINED').split('\n')[0]?.slice(0, 260)}`);
        write(`  query: ${query.slice(0, 300)}`);
        write(
          `  truth: ${(question.truth.sql ?? question.truth.promql ?? JSON.stringify(question.truth)).slice(0, 260)}`,
        );
        write(`  cells: ${truth.slice(0, 300)}`);
      }
  const tally = (key: (judged: Judged) => string) => {
    for (const [group, list] of [...Map.groupBy(all, key)].sort()) {
      const count = (verdict: Verdict) => list.filter((each) => each.verdict === verdict).length;
      const percent = (n: number) => `${((100 * n) / list.length).toFixed(0)} %`.padStart(5);
      write(
        `${group.padEnd(12)} ${String(list.length).padStart(4)}  right ${percent(count('right'))}  wrong ${percent(count('wrong'))}  honest ${percent(count('honest'))}`,
      );
    }
  };
  write('');
  tally(({ world }) => world);
  tally(({ question }) => question.kind);
  tally(({ question }) => question.language);
  tally(({ sure }) => `sure ${Math.floor(sure * 20) / 20}`);
  tally(() => 'all');
  write(
    `reads ${(all.reduce((sum, { reads }) => sum + reads, 0) / all.length).toFixed(1)} on average, ${Math.max(...all.map(({ reads }) => reads))} at most`,
  );
}

await main();
