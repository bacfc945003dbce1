import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSample, type Sample } from '../../src/sample/server.ts';
import { createStore } from '../../src/sample/store/store.ts';
import { get, search, send } from './call.ts';

const DATA = new URL('../../fixtures/sample/', import.meta.url);
const NOW_MS = 1_795_422_826_000;
const RANGE = { start_time: 1_795_404_788_716_764, end_time: 1_795_422_889_763_301 };

let sample: Sample;
beforeAll(async () => {
  sample = await createSample({ dataDir: DATA, shiftToNow: false, nowMs: () => NOW_MS });
});
afterAll(() => sample.close());

const rowsOf = async (sql: string) => (await search(sample, { sql, ...RANGE })).hits;

describe('SQL over the sample', () => {
  it.each([
    `SELECT * FROM read_csv('/etc/passwd')`,
    `SELECT * FROM read_text('/etc/hostname')`,
    `SELECT * FROM '/etc/passwd'`,
    `SELECT * FROM glob('/*')`,
    `SELECT * FROM duckdb_settings()`,
    `SELECT * FROM query('SELECT 1')`,
    `SELECT * FROM query_table('logs.payment_service')`,
    `SELECT * FROM (SHOW TABLES)`,
    `SELECT * FROM information_schema.tables`,
    `WITH x AS (SELECT * FROM read_csv('/etc/passwd')) SELECT * FROM x`,
    `SELECT (SELECT content FROM read_text('/etc/hostname')) AS x`,
    `SELECT * FROM payment_service WHERE message IN (SELECT content FROM read_text('/etc/hostname'))`,
    `COPY (SELECT 1) TO 'sample.csv'`,
    `SET enable_external_access = true`,
    `ATTACH 'sample.db'`,
    `INSTALL httpfs`,
    `SELECT 1; DROP TABLE logs.payment_service`,
    `SELECT getenv('PATH') AS x`,
  ])('reaches nothing but the streams: %s', async (sql) => {
    const { httpStatus, hits } = await search(sample, { sql, ...RANGE });
    expect({ httpStatus, hits }).toEqual({ httpStatus: 400, hits: [] });
    expect(await rowsOf('SELECT count(*) AS n FROM payment_service')).toEqual([{ n: 1000 }]);
  });

  it.each([
    [
      `10/4 AS a, -7/2 AS b, 10/4.0 AS c, 9007199254742297/1 AS d`,
      { a: 2, b: -3, c: 2.5, d: 9007199254742297n },
    ],
    [`CAST(2.9 AS BIGINT) AS a, max(ledger_id)::bigint AS b`, { a: 2, b: 9223372036854775807n }],
    [`count(*), max(duration_ms)`, { 'count(*)': 1000, 'max(payment_service.duration_ms)': 5884 }],
    [`approx_distinct(user_id) AS n`, { n: 100 }],
  ])('computes as OpenObserve does: %s', async (list, row) => {
    const [hit] = await rowsOf(`SELECT ${list} FROM payment_service ORDER BY 1 LIMIT 1`);
    expect(hit).toMatchObject(row);
  });

  it('has no way to a file below the SQL that it lets through, and none to open one', async () => {
    const store = await createStore(DATA);
    try {
      for (const sql of [`SELECT * FROM read_csv('/etc/passwd')`, 'SET enable_external_access = true'])
        await expect(store.query(sql)).rejects.toThrow(
          /disabled by configuration|configuration has been locked/,
        );
    } finally {
      store.close();
    }
  });

  it('says that a function is missing in the sample, not in OpenObserve', async () => {
    const { httpStatus, message } = await search(sample, {
      sql: 'SELECT spath(message) FROM payment_service',
      ...RANGE,
    });
    expect(httpStatus).toBe(400);
    expect(message).toMatch(/^The sample OpenObserve cannot compute spath\(\)/);
  });

  it.each([
    `SELECT level, amount FROM payment_service GROUP BY level`,
    `SELECT level FROM payment_service WHERE sum(amount) > 1`,
    `SELECT level FROM payment_service UNION SELECT level, host FROM payment_service`,
    `SELECT level, count(*) AS level FROM payment_service GROUP BY level`,
    `SELECT count(*) AS n, sum(amount) AS n FROM payment_service`,
  ])('refuses with 20008 what cannot be planned: %s', async (sql) => {
    expect(await search(sample, { sql, ...RANGE })).toMatchObject({ httpStatus: 400, code: 20008 });
  });

  it('knows no column of the answer in a condition on records', async () => {
    const sql = `SELECT level AS severity FROM payment_service WHERE severity = 'error'`;
    expect(await search(sample, { sql, ...RANGE })).toMatchObject({ httpStatus: 400, code: 20004 });
  });

  it.each([
    [String.raw`message LIKE 'Database\_%'`, 0],
    [`message LIKE 'Database_%'`, 39],
    [`message ILIKE 'DATABASE%'`, 39],
    [String.raw`NOT message ILIKE 'database\%'`, 1000],
  ])('takes a backslash in a pattern as an escape: %s', async (where, n) => {
    expect(await rowsOf(`SELECT count(*) AS n FROM payment_service WHERE ${where}`)).toEqual([{ n }]);
  });

  it.each([
    'date_bin(INTERVAL 10 MINUTE, t)',
    `date_bin(INTERVAL '10 minutes', t, TIMESTAMP '1970-01-01T00:00:00Z')`,
  ])('bins times as the histogram does: %s', async (bin) => {
    const counts = async (time: string) =>
      rowsOf(
        `SELECT ${time} AS b, count(*) AS n FROM (SELECT *, to_timestamp_micros(_timestamp) AS t FROM payment_service) GROUP BY b ORDER BY b`,
      );
    expect(await counts(bin)).toEqual(await counts(`histogram(_timestamp, '10 minutes')`));
  });

  it('begins with what has no value in descending order, and ends with it in ascending', async () => {
    const sql = (order: string) =>
      `SELECT level, max(CASE WHEN level = 'error' THEN amount END) AS n FROM payment_service WHERE level IN ('error', 'info') GROUP BY level ORDER BY n ${order}`;
    const levelsOf = async (order: string) => (await rowsOf(sql(order))).map(({ level }) => level);
    expect(await levelsOf('DESC')).toEqual(['info', 'error']);
    expect(await levelsOf('ASC')).toEqual(['error', 'info']);
    expect(await levelsOf('DESC NULLS LAST')).toEqual(['error', 'info']);
  });

  it('answers in part where a value cannot be read', async () => {
    const sql = 'SELECT CAST(level AS BIGINT) AS n FROM payment_service';
    const { httpStatus, hits, is_partial, function_error } = await search(sample, { sql, ...RANGE });
    expect({ httpStatus, hits, is_partial }).toEqual({ httpStatus: 200, hits: [], is_partial: true });
    expect(String(function_error)).toContain(`Cannot cast string 'warn' to value of Int64 type`);
  });

  it('turns a query into a histogram by level that counts every row', async () => {
    const answer = await search(
      sample,
      { sql: `SELECT * FROM payment_service WHERE host = 'pay-1' ORDER BY amount`, ...RANGE },
      '?is_ui_histogram=true',
    );
    expect(answer.converted_histogram_query).toContain(`FROM payment_service WHERE host = 'pay-1' GROUP BY`);
    const total = answer.hits.reduce((sum, hit) => sum + Number(hit.zo_sql_num), 0);
    expect([{ n: total }]).toEqual(
      await rowsOf(`SELECT count(*) AS n FROM payment_service WHERE host = 'pay-1'`),
    );
  });
});

describe('bodies of the wrong shape', () => {
  it.each([
    ['null', null],
    ['a list', []],
    ['a number', 1],
    ['no sql', { ...RANGE }],
    ['sql that is a number', { sql: 1, ...RANGE }],
    ['a fraction of a time', { sql: 'SELECT 1', ...RANGE, start_time: 1.5 }],
    ['a time as text', { sql: 'SELECT 1', ...RANGE, end_time: 'now' }],
    ['a time beyond 64 bits', { sql: 'SELECT 1', ...RANGE, end_time: 10n ** 30n }],
    ['size as text', { sql: 'SELECT 1', ...RANGE, size: 'ten' }],
    ['from as a fraction', { sql: 'SELECT 1', ...RANGE, from: 0.5 }],
  ])('are refused with 422: %s', async (_, query) => {
    const { httpStatus, message } = await search(sample, query);
    expect(httpStatus).toBe(422);
    expect(message).toMatch(/^Failed to deserialize the JSON body into the target type: /);
  });
});

describe('what is sent', () => {
  it('keeps every digit of whole numbers', async () => {
    const numbers = {
      big: 9223372036854775807n,
      odd: 9007199254740993n,
      less: -9007199254740993n,
      unsigned: 18446744073709551615n,
      beyond: 36893488147419103232n,
      real: 0.1,
    };
    await send(sample, 'POST', '/api/default/Own Numbers/_json', [numbers]);
    await send(sample, 'POST', '/api/default/own_numbers/_json', [{ odd: '9007199254740995' }]);
    const hits = await rowsOf('SELECT * FROM own_numbers');
    expect(hits).toContainEqual({ ...numbers, beyond: 36893488147419103000n, _timestamp: NOW_MS * 1000 });
    expect(hits).toContainEqual({ odd: 9007199254740995n, _timestamp: NOW_MS * 1000 });
  });

  it('widens the type of a new field that holds numbers of both kinds, or text', async () => {
    await send(sample, 'POST', '/api/default/own_mixed/_json', [
      { a: 1, b: 1 },
      { a: 1.5, b: 'x' },
    ]);
    expect(await rowsOf('SELECT a, b FROM own_mixed ORDER BY a')).toEqual([
      { a: 1, b: '1', _timestamp: NOW_MS * 1000 },
      { a: 1.5, b: 'x', _timestamp: NOW_MS * 1000 },
    ]);
  });

  it('is taken whole where many send to a new stream at once', async () => {
    const sent = Array.from({ length: 20 }, (_, n) =>
      send(sample, 'POST', '/api/default/own_crowd/_json', [{ n, [`field_${n % 3}`]: n }]),
    );
    expect((await Promise.all(sent)).flatMap(({ status }) => status)).toEqual(
      sent.map(() => ({ name: 'own_crowd', successful: 1, failed: 0 })),
    );
    expect(await rowsOf('SELECT count(*) AS n, sum(n) AS s FROM own_crowd')).toEqual([{ n: 20, s: 190 }]);
  });

  it('shows in the list, with the span of its times', async () => {
    await send(sample, 'POST', '/api/default/own_listed/_json', [{ a: 1 }]);
    const { list } = await get(sample, '/api/default/streams?type=logs&keyword=own_listed');
    expect(list).toMatchObject([
      { name: 'own_listed', stats: { doc_num: 1, doc_time_min: NOW_MS * 1000, doc_time_max: NOW_MS * 1000 } },
    ]);
  });

  it('is cut to the longest range of its stream', async () => {
    await send(sample, 'POST', '/api/default/streams/own_ranged?type=logs', { fields: [], settings: {} });
    await send(sample, 'PUT', '/api/default/streams/own_ranged/settings?type=logs', { max_query_range: 1 });
    await send(sample, 'POST', '/api/default/own_ranged/_json', [
      { message: 'new' },
      { message: 'old', _timestamp: NOW_MS - 2 * 3_600_000 },
    ]);
    const answer = await search(sample, { sql: 'SELECT message FROM own_ranged', ...RANGE });
    expect(answer).toMatchObject({
      hits: [{ message: 'new' }],
      is_partial: true,
      function_error: ['Query duration is modified due to query range restriction of 1 hours'],
      new_start_time: RANGE.end_time - 3600e6,
      new_end_time: RANGE.end_time,
    });
  });
});

describe('starting', () => {
  it('takes a folder as text, a port and credentials of its own', async () => {
    const own = await createSample({
      dataDir: fileURLToPath(DATA),
      shiftToNow: false,
      email: 'me@example.com',
      password: 'Own#Passw0rd',
    });
    try {
      expect((await get(own, '/api/organizations')).data).toMatchObject([{ identifier: 'default' }]);
      const strange = { ...own, credentials: sample.credentials };
      expect((await get(strange, '/api/organizations')).httpStatus).toBe(401);
      expect((await get(own, '/api/other/streams')).message).toBe('Organization not found');
    } finally {
      await own.close();
    }
  });

  it('says what to install where DuckDB is missing', async () => {
    const hook = `import { registerHooks } from 'node:module';
registerHooks({ resolve(name, context, next) { if (name === '@duckdb/node-api') throw new Error('missing'); return next(name, context); } });`;
    const main = `import { createSample } from ${JSON.stringify(new URL('../../src/sample/server.ts', import.meta.url).href)};
await createSample({ dataDir: new URL(${JSON.stringify(DATA.href)}), shiftToNow: true }).catch((error) => console.log(error.message));`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      `data:text/javascript,${encodeURIComponent(hook)}`,
      '--input-type=module',
      '--eval',
      main,
    ]);
    expect(stdout).toContain('npm install @duckdb/node-api');
  });
});
