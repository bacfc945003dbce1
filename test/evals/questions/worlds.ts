import { createApp } from '../../../src/server/app.ts';
import { readConfig } from '../../../src/config/config.ts';
import { loadWorld, type Question, readWorld, readYaml, type Truth, trueRows } from '../../worlds/load.ts';
import type { Sample } from '../../../src/sample/server.ts';
import { runTool } from '../../helpers/run-tool.ts';
import { type Given, isRight, withoutNames } from './compare.ts';

/**
 * `right`: the first answer is. `honest`: it asks, declines, names what it left out, or gives the right answer as its second reading.
 */
export type Verdict = 'right' | 'wrong' | 'honest';

export interface Judged {
  readonly world: string;
  readonly question: Question;
  readonly verdict: Verdict;
  readonly answer: string;
  readonly query: string;
  readonly reads: number;
  readonly tookMs: number;
}

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly unknown[][];
}

/** What `ask` answers. */
export interface Asked {
  readonly decision: string;
  readonly answer: string;
  readonly steps?: readonly unknown[];
  readonly query?: string;
  readonly previous?: string;
  readonly next?: string;
  readonly not_used?: readonly string[];
  readonly untrusted_data?: Table & { readonly others?: ReadonlyArray<Table> };
}

const rowsOf = (table: Table | undefined) =>
  (table?.rows ?? []).map((row) =>
    Object.fromEntries((table?.columns ?? []).map((column, at) => [column, row[at]])),
  );

const isMoment = (truth: Truth): boolean => truth.moment === true || (truth.all ?? []).some(isMoment);

/** Whether the truth counts records or values, and measures nothing. */
const isCount = ({ sql, all }: Truth): boolean =>
  all !== undefined
    ? all.every(isCount)
    : sql !== undefined &&
      /\bcount\(/i.test(sql) &&
      !/\b(?:avg|sum|min|max|stddev|approx_\w+)\(|[/*] ?\d|\d ?[/*]/i.test(sql);

/** What a person got: the answer, and one for each other reading that it gives beside it. */
function givenBy({ decision, answer, not_used: notUsed = [], untrusted_data: data }: Asked): Given[] {
  if (decision !== 'run') return [{ answer: null, rows: [], notUsed }];
  const [main = '', ...others] = answer
    .split('\n')
    .filter((line, at) => at === 0 || /^(Or|Oder|Ou|O|或者): /.test(line));
  return [
    { answer: main, rows: rowsOf(data), notUsed },
    ...others.map((line, at) => ({ answer: line, rows: rowsOf(data?.others?.[at]), notUsed: [] })),
  ];
}

const saysNone = (answer: string) => /\b(no|none|keine|nein|aucun|no hay|nenhum)\b|没有/i.test(answer);

async function judge(
  sample: Pick<Sample, 'url' | 'credentials'>,
  { kind, truth, accept = [] }: Question,
  given: readonly Given[],
  nowUs: number,
): Promise<Verdict> {
  const [main, ...others] = given as [Given, ...Given[]];
  let isOffered = false;
  const isHonest = main.answer === null || main.notUsed.length > 0;
  if (truth.honest !== undefined) return isHonest || saysNone(main.answer ?? '') ? 'right' : 'wrong';
  for (const each of [truth, ...accept])
    for (const { rows } of await trueRows(sample, each, nowUs)) {
      const table = {
        rows: each.promql === undefined ? rows : withoutNames(rows),
        isMoment: isMoment(each),
        isCount: isCount(each),
      };
      if (isRight(main, table, kind === 'top')) return 'right';
      isOffered ||= others.some((one) => isRight(one, table, kind === 'top'));
    }
  return isHonest || isOffered ? 'honest' : 'wrong';
}

/** Asks through `ask`, over HTTP from end to end. An error is told as the decision `error`. */
export type AskWords = (request: string, previous?: string) => Promise<Asked>;

/** Ask a sample with an app that ends with what `use` does. */
async function asking<T>(
  { url, credentials: { email, token } }: Pick<Sample, 'url' | 'credentials'>,
  use: (ask: AskWords) => Promise<T>,
): Promise<T> {
  const settings = {
    O2_BASE_URL: url,
    API_KEY: `${email}:${token}`,
    O2_ORG: 'default',
    O2_TZ: 'UTC',
    O2_LOG_LEVEL: 'error',
  };
  const app = await createApp(readConfig({}, settings));
  try {
    return await use(async (request, previous) => {
      const { answer, error } = await runTool(app, 'ask', {
        request,
        mode: 'semantic',
        ...(previous === undefined ? {} : { previous }),
      });
      return error ? { decision: 'error', answer: error.message } : (answer as unknown as Asked);
    });
  } finally {
    await app.close();
  }
}

/** Load a world with a clock that stands still, so that figures are the same however long the questions take. */
async function withSample<T>(name: string, use: (sample: Sample, nowUs: number) => Promise<T>): Promise<T> {
  const { now } = Date;
  const nowMs = now();
  Date.now = () => nowMs;
  const sample = await loadWorld(await readWorld(name), nowMs * 1000);
  try {
    return await use(sample, nowMs * 1000);
  } finally {
    await sample.close();
    Date.now = now;
  }
}

/** Load a world and ask it what `use` asks. */
export const inWorld = <T>(
  name: string,
  use: (questions: readonly Question[], ask: AskWords) => Promise<T>,
): Promise<T> =>
  withSample(name, (sample) =>
    asking(sample, (ask) => use(readYaml<Question[]>(name, 'questions.yaml'), ask)),
  );

/** Ask every question of a world. */
export const askWorld = (name: string): Promise<Judged[]> =>
  withSample(name, (sample, nowUs) => askOf(sample, name, nowUs));

/** Ask every question of a world that a sample holds. */
export const askOf = (
  sample: Pick<Sample, 'url' | 'credentials'>,
  name: string,
  nowUs: number,
): Promise<Judged[]> =>
  asking(sample, async (ask) => {
    const judged: Judged[] = [];
    for (const question of readYaml<Question[]>(name, 'questions.yaml')) {
      const startMs = performance.now();
      const asked = await ask(question.question);
      const tookMs = performance.now() - startMs;
      judged.push({
        world: name,
        question,
        verdict: await judge(sample, question, givenBy(asked), nowUs),
        answer: asked.answer,
        query: asked.query ?? '',
        reads: asked.steps?.length ?? 0,
        tookMs,
      });
    }
    return judged;
  });
