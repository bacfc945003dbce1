import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { type App, createApp } from '../src/server/app.ts';
import type { ListedTool } from '../src/catalog/listed-tool.ts';
import { readConfig } from '../src/config/config.ts';
import { alone, type Figure, type Measurement, type Skipped } from './figure.ts';
import goals from './goals.json' with { type: 'json' };
import { ROOT } from './server-process.ts';

const ROWS = 1500;
const DASHBOARDS = 8;

type Arguments = Readonly<Record<string, unknown>>;

/** What an engineer asks most, of the sample's payment service and of what was made for it. */
const EVERYDAY_READS: ReadonlyArray<readonly [name: string, args: Arguments]> = [
  ['stream_list', {}],
  ['stream_schema', { stream_name: 'payment_service' }],
  [
    'search_sql',
    {
      sql: "SELECT error_type, COUNT(*) AS n FROM payment_service WHERE level = 'error' GROUP BY error_type",
    },
  ],
  [
    'search_sql',
    {
      sql: "SELECT _timestamp, message FROM payment_service WHERE level = 'error' ORDER BY _timestamp DESC LIMIT 5",
    },
  ],
  ['list_dashboards', {}],
  ['list_alerts', {}],
];

interface Result {
  readonly text: string;
  readonly isError: boolean;
}

async function call(app: App, name: string, args: Arguments): Promise<Result> {
  const context = {
    view: app.view,
    signal: AbortSignal.timeout(30_000),
    approved: () => false,
    caller: 'bench',
  };
  try {
    const { content, isError = false } = await app.run({ name, arguments: { ...args } }, context);
    return { text: content[0]?.text ?? '', isError };
  } catch (error) {
    return { text: (error as Error).message, isError: true };
  }
}

function listTokens(tools: readonly ListedTool[]): number {
  return countTokens(
    JSON.stringify(tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }))),
  );
}

interface Page {
  readonly shown: number;
  readonly next?: { readonly same_call_with: Arguments };
}

/** All rows by following `next`. Answers with the tokens of the longest answer, how many answers, and the rows. */
async function allRows(app: App): Promise<{ longest: number; answers: number; rows: number }> {
  const first = { sql: 'SELECT * FROM k8s_logs', start_time: '4h', size: ROWS };
  let args: Arguments | undefined = first;
  const found = { longest: 0, answers: 0, rows: 0 };
  while (args && found.answers < ROWS) {
    const { text, isError } = await call(app, 'search_sql', args);
    if (isError) throw new Error(`The rows ended early: ${text}`);
    const page = JSON.parse(text) as Page;
    found.longest = Math.max(found.longest, countTokens(text));
    found.answers++;
    found.rows += page.shown;
    args = page.next && { ...args, ...page.next.same_call_with };
  }
  return found;
}

/** Dashboards as they were recorded, made in the sample under titles of their own. @throws when it does not take them */
async function makeDashboards(app: App): Promise<void> {
  const text = readFileSync(join(ROOT, 'fixtures/recordings/dashboards.json'), 'utf8');
  const recorded = JSON.parse(text) as Array<{ op: string; title: string; request: { body: Arguments } }>;
  const body = recorded.find(({ op, title }) => op === 'CreateDashboard' && title === 'with one panel')
    ?.request.body;
  for (let index = 1; index <= DASHBOARDS; index++) {
    const made = await call(app, 'create_dashboard', { ...body, title: `Payments ${index}` });
    if (made.isError) throw new Error(made.text);
  }
}

async function resultFigures(app: App): Promise<Measurement> {
  const figures: Figure[] = [];
  const skipped: Skipped[] = [];
  const rows = await allRows(app);
  figures.push(
    alone(`longest answer to a request for ${ROWS} log rows`, 'tokens', rows.longest, goals.logRowsTokens),
    alone('answers until all of them were there, by next', 'answers', rows.answers, null),
    alone('rows that came', 'rows', rows.rows, { atLeast: ROWS - 1 }),
  );
  const dashboards = `titles of ${DASHBOARDS} dashboards`;
  await makeDashboards(app).catch((error: Error) => skipped.push({ name: dashboards, why: error.message }));
  const everyday: Result[] = [];
  for (const [name, args] of EVERYDAY_READS) {
    const result = await call(app, name, args);
    everyday.push(result);
    if (result.isError) skipped.push({ name: `${name} among the everyday reads`, why: result.text });
    else if (name === 'list_dashboards' && !skipped.some((item) => item.name === dashboards))
      figures.push(alone(dashboards, 'tokens', countTokens(result.text), goals.dashboardTitlesTokens));
  }
  if (everyday.every(({ isError }) => !isError)) {
    const tokens = everyday.reduce((sum, { text }) => sum + countTokens(text), 0);
    figures.push(alone('six everyday reads together', 'tokens', tokens, goals.everydayReadsTokens));
  }
  return { figures, skipped };
}

async function longestDescription(app: App): Promise<number> {
  const all = app.catalog.view({ ...app.view.options, profile: 'all' });
  let longest = 0;
  for (const { name } of all.rows) {
    const { text, isError } = await call(app, 'describe_tool', { name });
    if (isError) throw new Error(text);
    longest = Math.max(longest, countTokens(text));
  }
  return longest;
}

/** What lists and answers cost a model, by the tokens of o200k_base. */
export async function measureTokens(): Promise<Measurement> {
  const app = await createApp(readConfig({ demo: true }, { O2_LOG_LEVEL: 'error' }));
  try {
    const tokensOf = (profile: string) =>
      listTokens(app.catalog.view({ ...app.view.options, profile }).listed);
    const { figures, skipped } = await resultFigures(app);
    return {
      figures: [
        alone('tools/list, all tools', 'tokens', tokensOf('all'), goals.tokensAll),
        alone('tools/list, core profile', 'tokens', tokensOf('core'), goals.tokensCore),
        alone('tools/list, search profile', 'tokens', tokensOf('search'), goals.tokensSearch),
        alone(
          'longest answer of describe_tool',
          'tokens',
          await longestDescription(app),
          goals.describeToolTokens,
        ),
        ...figures,
      ],
      skipped,
    };
  } finally {
    await app.close();
  }
}
