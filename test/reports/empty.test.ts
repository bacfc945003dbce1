import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/server/app.ts';
import { createApp } from '../../src/server/app.ts';
import { equalitiesIn } from '../../src/call/checks/empty/conditions.ts';
import { selectorsIn } from '../../src/call/checks/empty/selectors.ts';
import { readConfig } from '../../src/config/config.ts';
import { sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';

let app: App;
beforeAll(async () => {
  app = await createApp(readConfig({}, { O2_DEMO: 'true', O2_CONFIRM: 'never', O2_LOG_LEVEL: 'error' }));
});
afterAll(() => app.close());

async function notesOf(name: string, args: Record<string, unknown>): Promise<string> {
  const { answer, text } = await runTool(app, name, args);
  return ((answer.notes as string[] | undefined) ?? [text]).join(' ');
}
const where = (condition: string) => ({ sql: `SELECT * FROM payment_service WHERE ${condition}` });

describe('an answer without rows says why', () => {
  it.each([
    ['another letter case', 'search_sql', where("level = 'ERROR'"), `"level" is 'error' here, not 'ERROR'`],
    [
      'a count of zero',
      'search_sql',
      { sql: "SELECT count(*) AS n FROM payment_service WHERE level = 'Error'" },
      `is 'error' here`,
    ],
    ['a value that is not there', 'search_sql', where("level = 'fatal'"), `"level" has no value 'fatal'`],
    [
      'a text in another case',
      'search_sql',
      where("level LIKE 'ERR%'"),
      'LIKE compares with the letter case. Use ILIKE',
    ],
    ['a text that is nowhere', 'search_sql', where("level ILIKE 'fatal%'"), `No frequent value of "level"`],
    [
      'a match in another case',
      'search_sql',
      where("str_match(level, 'ERROR')"),
      'Use str_match_ignore_case',
    ],
    ['a folded value', 'search_sql', where("lower(level) = 'ERROR'"), "Compare it with 'error'"],
    [
      'a field with the name of its stream',
      'search_sql',
      { sql: "SELECT * FROM payment_service p WHERE p.level = 'ERROR'" },
      `"level" is 'error' here`,
    ],
    [
      'a date for a number',
      'search_sql',
      where("_timestamp >= '2026-11-30'"),
      '"_timestamp" holds microseconds as a number',
    ],
    [
      'a label that a metric has not',
      'prometheus_label_values',
      { label_name: 'hosts', match: 'cpu_usage' },
      'cpu_usage has no label "hosts". Did you mean host?',
    ],
    [
      'a word of SQL as the stream',
      'search_sql',
      { sql: "SELECT * FROM default WHERE service_name = 'Checkout'", type: 'traces' },
      `"service_name" is 'checkout' here`,
    ],
    ['one of a list', 'search_sql', where("level IN ('Warn', 'fatal')"), `"level" is 'warn' here`],
    ['a near value', 'search_sql', where("region = 'eu-wset'"), 'Did you mean eu-west?'],
    [
      'another condition',
      'search_sql',
      where('duration_ms > 99999999'),
      'records in this range; the conditions leave none',
    ],
    [
      'an empty range',
      'search_sql',
      { ...where("level = 'error'"), start_time: '9d', end_time: '8d' },
      'The newest record of payment_service is of',
    ],
    [
      'a filter of values',
      'search_values',
      { stream_name: 'payment_service', fields: 'level', filter: 'region=EU-WEST' },
      `"region" is 'eu-west' here`,
    ],
    [
      'unknown fields',
      'search_values',
      { stream_name: 'payment_service', fields: 'level,regoin' },
      'There is no field "regoin". Did you mean region?',
    ],
    [
      'a dotted field',
      'search_values',
      { stream_name: 'default', fields: 'service.name' },
      'Did you mean service_name',
    ],
    [
      'a misspelt stream',
      'search_values',
      { stream_name: 'payment_servic', fields: 'level' },
      'Did you mean payment_service?',
    ],
    [
      'traces',
      'get_latest_traces',
      { stream_name: 'default', filter: "service_name = 'Checkout'" },
      `is 'checkout' here`,
    ],
    ['a folder by its name', 'list_alerts', { folder: 'Default' }, 'has the ID default'],
    ['an unknown folder', 'list_dashboards', { folder: 'nope' }, 'For "folder" there are'],
    [
      'an unknown metric',
      'prometheus_query',
      { query: 'rate(cpu_usagee[5m])' },
      'There is no metric "cpu_usagee". Did you mean cpu_usage?',
    ],
    [
      'an unknown label',
      'prometheus_query',
      { query: 'cpu_usage{hst="pay-1"}' },
      'cpu_usage has no label "hst". Did you mean host?',
    ],
    [
      'the case of a label',
      'prometheus_query',
      { query: 'avg by (host) (cpu_usage{host="Pay-1"})' },
      'host is "pay-1" here',
    ],
    [
      'old samples',
      'prometheus_query',
      { query: 'cpu_usage', time: '5d' },
      'The newest sample of cpu_usage is of',
    ],
    ['a label without a metric', 'prometheus_label_values', { label_name: 'host' }, 'Give match'],
  ])('for %s', async (_, tool, args, says) => {
    expect(await notesOf(tool, args)).toContain(says);
  });

  it('with what there is instead, under what others wrote', async () => {
    const { answer } = await runTool(app, 'search_sql', where("level = 'fatal'"));
    const { seen } = answer.untrusted_data as { seen: { level: ReadonlyArray<readonly [string, number]> } };
    expect(seen.level.map(([value]) => value)).toEqual(['info', 'warn', 'error', 'debug']);
  });

  it('finds dashboards of all folders where none is named', async () => {
    const { answer } = await runTool(app, 'list_dashboards', {});
    expect(answer.shown).toBe(1);
  });

  it('says that times in a condition have the wrong unit, rows or not', async () => {
    const notes = await notesOf('search_sql', where('_timestamp > 1796015944 LIMIT 1'));
    expect(notes).toContain('1796015944 is in seconds');
    expect(await notesOf('search_sql', where('_timestamp >= 1796015944000 LIMIT 1'))).toContain(
      'milliseconds',
    );
    expect(await notesOf('search_sql', where('_timestamp > 1796015944000000 LIMIT 1'))).not.toContain(
      'microseconds',
    );
  });

  it('reads nothing more where there are rows, and nothing where it is refused', async () => {
    const fake = await startFakeOpenObserve((_, response) =>
      sendJson(response, { hits: [{ level: 'error' }], total: 1 }),
    );
    const faked = await appAt(fake.url);
    await runTool(faked, 'search_sql', where("level = 'error'"));
    expect(fake.seen.filter(({ path }) => path.endsWith('/_search'))).toHaveLength(1);
    await faked.close();
    await fake.close();
  });
});

describe('PromQL over a past window', () => {
  const nowS = Math.floor(Date.now() / 1000);
  const points = Array.from({ length: 13 }, (_, index) => [nowS - 12 * 3600 + index * 3600, String(index)]);

  /** As OpenObserve does: nothing for a range that ends in the past, the samples for one that ends now, points on multiples of the step. */
  async function withSamples(use: (faked: App) => Promise<void>): Promise<void> {
    const fake = await startFakeOpenObserve(({ path, query }, response) => {
      const asked = new URLSearchParams(query);
      const isNow = Number(asked.get('end')) > nowS - 30;
      const isRange = path.endsWith('/query_range');
      const [start = 0, end = 0, step = 1] = ['start', 'end', 'step'].map((name) =>
        Number(asked.get(name) ?? 1),
      );
      const first = start - (start % step);
      const moments = isRange
        ? Array.from({ length: Math.floor((end - first) / step) + 1 }, (_, index) => first + index * step)
        : [];
      const values = moments.map((at) => [
        at,
        String(points.findLast(([sampled]) => Number(sampled) <= at)?.[1]),
      ]);
      const result = isRange && isNow ? [{ metric: { host: 'a' }, values }] : [];
      sendJson(response, { status: 'success', data: { resultType: isRange ? 'matrix' : 'vector', result } });
    });
    const faked = await appAt(fake.url);
    await use(faked);
    await faked.close();
    await fake.close();
  }

  it('is asked up to now, and cut at its end', () =>
    withSamples(async (faked) => {
      const args = { query: 'depth', start: '12h', end: '6h', step: '3600' };
      const { answer, text } = await runTool(faked, 'prometheus_range_query', args);
      expect(answer.notes).toContain(
        'OpenObserve answered this past time with nothing, so it was asked up to now, and what came after was cut off.',
      );
      expect(text).toContain('"host"');
      expect(text).not.toMatch(/"12"|,12[\],]/);
    }));

  it('is asked so for one moment too', () =>
    withSamples(async (faked) => {
      const { answer } = await runTool(faked, 'prometheus_query', { query: 'depth', time: '9h' });
      expect(answer.shown).toBe(1);
      expect(String(answer.notes)).toContain('asked up to now');
    }));

  it.each([1, 2, 3, 5, 7, 11])('with the value of that moment, and of none before: %i hours ago', (hours) =>
    withSamples(async (faked) => {
      const time = nowS - hours * 3600 + 1800;
      const { text } = await runTool(faked, 'prometheus_query', { query: 'depth', time });
      expect(text).toMatch(new RegExp(`"a",\\s*"?${12 - hours}"?\\]`));
    }),
  );
});

describe('one wide row', () => {
  it.each([300, 1500, 20_000])(
    'of 300 fields with %i characters each keeps within the cap',
    async (length) => {
      const row = Object.fromEntries(
        Array.from({ length: 300 }, (_, index) => [`field_${index}`, 'x'.repeat(length)]),
      );
      const fake = await startFakeOpenObserve((_, response) =>
        sendJson(response, { hits: [row, row], total: 2 }),
      );
      for (const [tokens, detail] of [
        ['8000', undefined],
        ['2000', undefined],
        ['2000', 'full'],
      ] as const) {
        const faked = await appAt(fake.url, { O2_MAX_TOKENS: tokens });
        const { text, answer } = await runTool(faked, 'search_sql', {
          sql: 'SELECT * FROM a',
          ...(detail === undefined ? {} : { detail }),
        });
        expect(text.length).toBeLessThanOrEqual(Number(tokens) * 3);
        expect(answer.shown).toBeGreaterThan(0);
        expect(answer.cut).toBeDefined();
        await faked.close();
      }
      await fake.close();
    },
  );

  it('says how many of many rows fit', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => ({
      message: `message ${index} ${'x'.repeat(60)}`,
    }));
    const fake = await startFakeOpenObserve((_, response) => sendJson(response, { hits: rows, total: 3000 }));
    const faked = await appAt(fake.url);
    const { answer } = await runTool(faked, 'search_sql', { sql: 'SELECT message FROM a', size: 3000 });
    expect(answer.cut).toMatch(/^\d+ of 3,000 rows fit/);
    await faked.close();
    await fake.close();
  });
});

describe('parts of conditions', () => {
  it('equalities are read from SQL, not from comparisons or negations', () => {
    const sql = `SELECT 1 FROM a WHERE "Level" = 'it''s' AND b != 'x' AND c >= 'y' AND d IN ('1', '2') OR d='1'`;
    expect(equalitiesIn(sql)).toEqual([
      { field: 'Level', value: "it's" },
      { field: 'd', value: '1' },
      { field: 'd', value: '2' },
    ]);
  });

  it.each([
    ['up', ['up']],
    ['sum by (host, job) (rate(a_total{job="x"}[5m])) / on (host) b', ['a_total', 'b']],
    ['histogram_quantile(0.95, sum(rate(h_bucket[5m])) by (le))', ['h_bucket']],
    ['a:b:rate5m offset 5m > bool 3', ['a:b:rate5m']],
    ['1 + 2', []],
  ])('metrics are read from %s', (query, metrics) => {
    expect(selectorsIn(query).map(({ metric }) => metric)).toEqual(metrics);
  });
});

describe('records that are not counted yet', () => {
  it('are null, and never 0', async () => {
    const nothing = { doc_num: 0, doc_time_min: 0, doc_time_max: 0, storage_size: 0, compressed_size: 0 };
    const fake = await startFakeOpenObserve((_, response) =>
      sendJson(response, {
        list: [
          { name: 'fresh', stream_type: 'logs', stats: nothing },
          { name: 'old', stream_type: 'logs', stats: { ...nothing, doc_num: 5 } },
        ],
        total: 2,
      }),
    );
    const app = await appAt(fake.url);
    const { text } = await runTool(app, 'stream_list', {});
    await app.close();
    await fake.close();
    const { columns, rows } = (
      JSON.parse(text) as { untrusted_data: { columns: string[]; rows: unknown[][] } }
    ).untrusted_data;
    expect(rows.map((row) => row[columns.indexOf('records')])).toEqual([null, 5]);
  });
});
