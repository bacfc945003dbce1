import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/server/app.ts';
import { createSample, type Sample } from '../../src/sample/server.ts';
import { type FakeOpenObserve, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, type Ran, runTool } from '../helpers/run-tool.ts';

/** Of up to 10 GB that are sent. How much garbage lies about meanwhile depends on the load. */
const MAX_GROWTH_BYTES = 300 * 2 ** 20;
const ROWS = 10_000_000;
const START_US = 1_700_000_000_000_000;

interface Next {
  readonly same_call_with: Record<string, unknown>;
}

/** Rows of a result as objects. */
function rowsOf({ answer }: Ran): Record<string, unknown>[] {
  const { columns, rows } = answer.untrusted_data as { columns: string[]; rows: unknown[][] };
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
}

/** The first answer and those that `next` leads to, at most `most`. */
async function follow(app: App, tool: string, args: Record<string, unknown>, most: number): Promise<Ran[]> {
  const answers: Ran[] = [];
  let call: Record<string, unknown> | undefined = args;
  while (call !== undefined && answers.length < most) {
    const ran: Ran = await runTool(app, tool, call);
    expect(ran.error).toBeNull();
    answers.push(ran);
    const next = ran.answer.next as Next | undefined;
    call = next && { ...call, ...next.same_call_with };
  }
  return answers;
}

/** Most memory beyond that of the start while `work` runs. */
async function growthBytes(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 10);
  await work();
  clearInterval(timer);
  return Math.max(most, process.memoryUsage().rss) - before;
}

/** Sends rows from `from` on as fast as they are taken, without holding them. */
function stream(response: ServerResponse, from: number, to: number, padding: string): void {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"hits":[');
  let row = from;
  const write = () => {
    while (row < to && !response.destroyed) {
      const text = `${row === from ? '' : ','}{"_timestamp":${START_US + row},"n":${row},"message":"row ${row}${padding}"}`;
      row += 1;
      if (!response.write(text)) return void response.once('drain', write);
    }
    if (!response.destroyed) response.end(`],"total":${to - from}}`);
  };
  write();
}

describe('an answer without end', () => {
  let fake: FakeOpenObserve;
  let app: App;
  let padding = '';
  beforeAll(async () => {
    fake = await startFakeOpenObserve(({ body }, response) => {
      const { query } = JSON.parse(body || '{}') as { query?: { sql: string; from?: number; size?: number } };
      if (query === undefined) return void response.writeHead(404).end();
      // As the real server: a LIMIT of the SQL counts instead of from and size, and a size below -998 means all.
      const found = /LIMIT (\d+)(?: OFFSET (\d+))?/i.exec(query.sql);
      const limit = found ? Number(found[1]) : undefined;
      const size = query.size ?? 1000;
      const from = limit === undefined ? (query.from ?? 0) : Number(found?.[2] ?? 0);
      const count = limit ?? (size <= -999 ? ROWS : size);
      stream(response, from, Math.min(ROWS, from + count), padding);
    });
    app = await appAt(fake.url);
    // What is loaded with the first call is no growth.
    await runTool(app, 'search_sql', { sql: 'SELECT n FROM a LIMIT 5' });
  });
  afterAll(async () => {
    await app.close();
    await fake.close();
  });

  it.each([
    ['every row, short ones', 'SELECT n, message FROM a', -999, ''],
    ['rows of 1 kB, 10 GB in all', 'SELECT n, message FROM a', -999, 'x'.repeat(1000)],
    ['a LIMIT of its own', `SELECT n, message FROM a LIMIT ${ROWS}`, undefined, ''],
    ['pages of a million', 'SELECT n, message FROM a', 1_000_000, ''],
  ])(
    '%s: a right head, a next that goes on where it ends, and little memory',
    async (_, sql, size, pad) => {
      padding = pad;
      const answers: Ran[] = [];
      const grown = await growthBytes(async () => {
        const args = {
          sql,
          start_time: START_US,
          end_time: START_US + ROWS,
          ...(size === undefined ? {} : { size }),
        };
        answers.push(...(await follow(app, 'search_sql', args, 3)));
      });
      const numbers = answers.flatMap(rowsOf).map(({ n }) => n);
      expect(answers).toHaveLength(3);
      expect(numbers.length).toBeGreaterThan(100);
      expect(numbers).toEqual(numbers.map((_number, index) => index));
      for (const { answer, text } of answers) {
        expect(text.length).toBeLessThan(8000 * 4);
        const { same_call_with: next } = answer.next as Next;
        expect([next.start_time, next.end_time]).toEqual(['2023-11-14T22:13:20Z', '2023-11-14T22:13:30Z']);
      }
      expect(answers[0]?.text).toMatch(/larger than this server reads at once/);
      process.stdout.write(
        `${_}: ${numbers.length} rows in 3 answers, ${Math.round(grown / 2 ** 20)} MiB more\n`,
      );
      expect(grown).toBeLessThan(MAX_GROWTH_BYTES);
    },
    60_000,
  );
});

describe('pages that are numbered', () => {
  it('go on where the shown rows end, although all alerts came at once', async () => {
    const alerts = Array.from({ length: 2503 }, (_, n) => ({
      alert_id: `id${n}`,
      name: `alert number ${n}`,
      enabled: true,
    }));
    const fake = await startFakeOpenObserve(({ query }, response) => {
      const given = new URLSearchParams(query);
      const size = Number(given.get('page_size') ?? alerts.length);
      const start = Number(given.get('page_idx') ?? 0) * size;
      response.end(JSON.stringify({ list: alerts.slice(start, start + size) }));
    });
    const app = await appAt(fake.url);
    const answers = await follow(app, 'list_alerts', {}, 500);
    expect(answers.flatMap(rowsOf).map(({ alert_id }) => alert_id)).toEqual(
      alerts.map(({ alert_id }) => alert_id),
    );
    expect(answers.length).toBeGreaterThan(1);
    await app.close();
    await fake.close();
  });
});

describe('a range that the call leaves to OpenObserve', () => {
  it('is frozen at its end, so that new entries do not move the others', async () => {
    const fake = await startFakeOpenObserve((_, response) => {
      response.end(
        JSON.stringify({
          total: 500,
          hits: Array.from({ length: 100 }, (_hit, n) => ({ alert_name: `a${n}` })),
        }),
      );
    });
    const app = await appAt(fake.url);
    const before = Date.now() * 1000;
    const { answer } = await runTool(app, 'get_alert_history', {});
    const { same_call_with: next } = answer.next as Next;
    expect(next).toMatchObject({ from: 100 });
    expect(Date.parse(String(next.end_time)) * 1000).toBeGreaterThanOrEqual(before);
    expect(Date.parse(String(next.end_time))).toBeLessThanOrEqual(Date.now());
    await app.close();
    await fake.close();
  });
});

describe('the sample', () => {
  let sample: Sample;
  let app: App;
  beforeAll(async () => {
    sample = await createSample({
      dataDir: new URL('../../fixtures/sample/', import.meta.url),
      shiftToNow: true,
      withObjects: true,
    });
    app = await appAt(sample.url, {
      API_KEY: `${sample.credentials.email}:${sample.credentials.token}`,
      O2_MAX_TOKENS: '1500',
    });
  });
  afterAll(async () => {
    await app.close();
    await sample.close();
  });

  it.each([
    [
      'by size',
      'SELECT order_id, _timestamp FROM payment_service ORDER BY _timestamp, order_id',
      { size: 300 },
    ],
    [
      'by its own LIMIT',
      'SELECT order_id, _timestamp FROM payment_service ORDER BY _timestamp, order_id LIMIT 900',
      {},
    ],
  ])('is read to its end %s, each row once', async (_, sql, size) => {
    const range = { start_time: '30d', end_time: 'now' };
    const answers = await follow(app, 'search_sql', { sql, ...range, ...size }, 300);
    const rows = answers.flatMap(rowsOf).map((row) => JSON.stringify(row));
    const counted = await runTool(app, 'search_sql', {
      sql: 'SELECT count(*) AS n FROM payment_service',
      ...range,
    });
    const all = Number(rowsOf(counted)[0]?.n);
    expect(all).toBeGreaterThan(900);
    expect(rows).toHaveLength(/LIMIT 900/.test(sql) ? 900 : all);
    expect(new Set(rows).size).toBe(rows.length);
    const ranges = new Set(answers.slice(1).map(({ answer }) => JSON.stringify(answer.range)));
    expect(ranges.size).toBeLessThanOrEqual(1);
  });

  it('makes no course of what is told of a bucket besides, such as its latest text', async () => {
    const sql =
      "SELECT histogram(_timestamp, '1 hour') AS t, count(*) AS n, max(message) AS m, max(_timestamp) AS last FROM payment_service GROUP BY t ORDER BY t";
    const { answer } = await runTool(app, 'search_sql', { sql, start_time: '6h' });
    const { rows, summary } = answer.untrusted_data as {
      rows: Array<[at: string, n: number, m: string | null, last: string | null]>;
      summary: { courses: object };
    };
    expect(new Set(rows.map(([at]) => at)).size).toBe(rows.length);
    for (const [, n, m, last] of rows) expect([m === null, last === null]).toEqual([n === 0, n === 0]);
    expect(Object.keys(summary.courses)).toEqual(['n']);
  });

  it('tells a histogram in short, with its peak among the points', async () => {
    const sql =
      "SELECT histogram(_timestamp, '1 second') AS t, count(*) AS n FROM payment_service GROUP BY t ORDER BY t";
    const { answer } = await runTool(app, 'search_sql', { sql, start_time: '30d', size: -999 });
    const { summary, rows } = answer.untrusted_data as {
      summary: { courses: { n: { max: unknown[] } } };
      rows: unknown[][];
    };
    expect(rows).toContainEqual(summary.courses.n.max);
    expect(Number(answer.shown)).toBeLessThanOrEqual(120);
    expect(answer.cut).toMatch(/points: of each stretch the lowest and the highest/);
    expect(answer.next).toBeUndefined();
  });
});
