import { createApp } from '../../../src/server/app.ts';
import { readConfig } from '../../../src/config/config.ts';
import { loadWorld, type Question, readWorld, readYaml, type Truth, trueRows } from '../../worlds/load.ts';
import type { Sample } from '../../../src/sample/server.ts';
import { runTool } from '../../helpers/run-tool.ts';
import { atFixedTime } from '../fixed-time.ts';
import { type Given, isRight, withoutNames } from './compare.ts';

/**
 * `right`: the first answer is. `honest`: it asks, declines, names what it left out, or gives the right answer as its second reading.
 */
export type Verdict = 'right' | 'wrong' | 'honest';

export interface Judged {
  readonly world: string;
  readonly question: Question;
  readonly verdict: Verdict;
  /** Whether the sentences alone say it, without the rows. */
  readonly isWorded: boolean;
  readonly answer: string;
  /** Of a language model; 0 where none was asked. */
  readonly tokens: number;
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
  readonly usage?: { readonly input: number; readonly output: number };
  readonly untrusted_data?: Table & { readonly others?: ReadonlyArray<Table> };
}

/** How questions are asked: in which mode, and with which settings beside those of the sample. */
export interface AskedAs {
  readonly mode: 'semantic' | 'llm' | 'agent' | 'auto';
  readonly env: Readonly<Record<string, string>>;
  /** Told before each question, by what names it. */
  readonly onAsk?: (id: string) => void;
}

const SEMANTIC: AskedAs = { mode: 'semantic', env: {} };

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

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && 'columns' in value && 'rows' in value;

/** What a model says in its own words, and the rows of its last read: earlier ones are on the way there. */
function givenByModel(said: string, data: object, notUsed: readonly string[]): Given[] {
  const last = isTable(data) ? data : Object.values(data).findLast(isTable);
  return [{ answer: said, rows: rowsOf(last), notUsed, isProse: true }];
}

const WORDS_OF_MODEL = /^“([^”]*)” \(words of the language model\)/m;

/** What a person got: the answer, and one for each other reading that it gives beside it. */
function givenBy({ decision, answer, not_used: notUsed = [], untrusted_data: data }: Asked): Given[] {
  if (decision !== 'run') return [{ answer: null, rows: [], notUsed }];
  const [, said] = WORDS_OF_MODEL.exec(answer) ?? [];
  if (said !== undefined) return givenByModel(said, data ?? {}, notUsed);
  const [main = '', ...others] = answer
    .split('\n')
    .filter((line, at) => at === 0 || /^(Or|Oder|Ou|O|或者): /.test(line));
  return [
    { answer: main, rows: rowsOf(data), notUsed },
    ...others.map((line, at) => ({ answer: line, rows: rowsOf(data?.others?.[at]), notUsed: [] })),
  ];
}

/** So many rows are told in sentences. */
const MOST_WORDED = 3;

const saysNone = (answer: string) => /\b(no|none|keine|nein|aucun|no hay|nenhum)\b|没有/i.test(answer);

async function judge(
  sample: Pick<Sample, 'url' | 'credentials'>,
  { kind, truth, accept = [] }: Question,
  given: readonly Given[],
  nowUs: number,
): Promise<Pick<Judged, 'verdict' | 'isWorded'>> {
  const [main, ...others] = given as [Given, ...Given[]];
  let isOffered = false;
  let isWorded = false;
  let verdict: Verdict | null = null;
  const isHonest = main.answer === null || main.notUsed.length > 0;
  if (truth.honest !== undefined) {
    const isSaid = isHonest || saysNone(main.answer ?? '');
    return { verdict: isSaid ? 'right' : 'wrong', isWorded: isSaid };
  }
  for (const each of [truth, ...accept])
    for (const { rows } of await trueRows(sample, each, nowUs)) {
      const table = {
        rows: each.promql === undefined ? rows : withoutNames(rows),
        isMoment: isMoment(each),
        isCount: isCount(each),
      };
      if (isRight(main, table, kind === 'top')) verdict = 'right';
      // Sentences name the first of many.
      const told = { ...table, rows: table.rows.slice(0, table.rows.length > MOST_WORDED ? 1 : undefined) };
      isWorded ||= isRight({ ...main, rows: [] }, told, false);
      isOffered ||= others.some((one) => isRight(one, table, kind === 'top'));
    }
  return { verdict: verdict ?? (isHonest || isOffered ? 'honest' : 'wrong'), isWorded };
}

/** Asks through `ask`, over HTTP from end to end. An error is told as the decision `error`. */
export type AskWords = (request: string, previous?: string) => Promise<Asked>;

/** Ask a sample with an app that ends with what `use` does. */
async function asking<T>(
  { url, credentials: { email, token } }: Pick<Sample, 'url' | 'credentials'>,
  use: (ask: AskWords) => Promise<T>,
  { mode, env }: AskedAs = SEMANTIC,
): Promise<T> {
  const settings = {
    ...env,
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
        mode,
        ...(previous === undefined ? {} : { previous }),
      });
      return error ? { decision: 'error', answer: error.message } : (answer as unknown as Asked);
    });
  } finally {
    await app.close();
  }
}

/** Load a world with a clock that stands still, so that figures are the same however long the questions take. */
const withSample = <T>(name: string, use: (sample: Sample, nowUs: number) => Promise<T>): Promise<T> =>
  atFixedTime(Date.now(), async (nowMs) => {
    const sample = await loadWorld(await readWorld(name), nowMs * 1000);
    try {
      return await use(sample, nowMs * 1000);
    } finally {
      await sample.close();
    }
  });

/** Load a world and ask it what `use` asks. */
export const inWorld = <T>(
  name: string,
  use: (questions: readonly Question[], ask: AskWords) => Promise<T>,
): Promise<T> =>
  withSample(name, (sample) =>
    asking(sample, (ask) => use(readYaml<Question[]>(name, 'questions.yaml'), ask)),
  );

/** Ask every question of a world, or the first `limit`. */
export const askWorld = (name: string, as: AskedAs = SEMANTIC, limit = Infinity): Promise<Judged[]> =>
  withSample(name, (sample, nowUs) =>
    asking(
      sample,
      async (ask) => {
        const judged: Judged[] = [];
        for (const question of readYaml<Question[]>(name, 'questions.yaml').slice(0, limit)) {
          as.onAsk?.(`${name}/${question.id}`);
          const startMs = performance.now();
          const asked = await ask(question.question);
          const tookMs = performance.now() - startMs;
          judged.push({
            world: name,
            question,
            ...(await judge(sample, question, givenBy(asked), nowUs)),
            answer: asked.answer,
            query: asked.query ?? '',
            reads: asked.steps?.length ?? 0,
            tokens: (asked.usage?.input ?? 0) + (asked.usage?.output ?? 0),
            tookMs,
          });
        }
        return judged;
      },
      as,
    ),
  );

const percent = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(0)} %`.padStart(5);

function lineFor(name: string, list: readonly Judged[]): string {
  const count = (verdict: Verdict) => list.filter((each) => each.verdict === verdict).length;
  const parts = (['right', 'wrong', 'honest'] as const).map(
    (verdict) => `${verdict} ${percent(count(verdict), list.length)}`,
  );
  const answered = list.filter(({ verdict, query }) => verdict === 'honest' && query !== '').length;
  return `${name.padEnd(12)} ${String(list.length).padStart(4)}  ${parts.join('  ')} (with another figure ${percent(answered, list.length).trim()})`;
}

/** How many were right, wrong and honest: of each world, kind and language, and of all. */
export function linesFor(judged: readonly Judged[]): string[] {
  const groups: ReadonlyArray<(each: Judged) => string> = [
    (each) => each.world,
    (each) => each.question.kind,
    (each) => each.question.language,
    () => 'all',
  ];
  return groups.flatMap((keyOf) =>
    [...Map.groupBy(judged, keyOf)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, list]) => lineFor(name, list)),
  );
}
