import { valueAt } from '../../../src/openobserve/answer.ts';
import type { Session } from './session.ts';

type Row = Record<string, unknown>;
const ERRORS = 47;
const PAYMENTS = 100;

/** Records of one minute: 47 errors among 100 payments, one of them with a number beyond 2^53. */
function payments(endMs: number): Row[] {
  return Array.from({ length: PAYMENTS }, (_, index) => ({
    _timestamp: (endMs - 60_000 + index * 500) * 1000,
    level: index < ERRORS ? 'error' : 'info',
    message: index < ERRORS ? 'DatabaseConnectionTimeout while charging' : 'charged',
    ledger_id: 9007199254740993n,
  }));
}

export async function streams({
  name,
  call,
  about,
  refused,
  tried,
  same,
  later,
  until,
}: Session): Promise<void> {
  const stream = name('payments');
  later('stream_delete', { stream_name: stream, type: 'logs' });
  await call('stream_create', {
    stream_name: stream,
    type: 'logs',
    fields: [{ name: 'level', type: 'Utf8' }],
    settings: {},
  });
  await call('update_stream_settings', {
    stream_name: stream,
    type: 'logs',
    data_retention: 7,
    full_text_search_keys: { add: ['message'], remove: [] },
  });
  await call('update_stream_settings', { stream_name: stream, type: 'logs', max_query_range: 24 });
  const settings = valueAt(await about('stream_schema', { stream_name: stream, type: 'logs' }), 'settings');
  same('a stream keeps its retention when its range is set', valueAt(settings, 'data_retention'), 7);
  same('a stream takes its range', valueAt(settings, 'max_query_range'), 24);

  const nowMs = Date.now();
  await call('logs_ingestion_json', { stream_name: stream, content: payments(nowMs) });
  const sql = `SELECT COUNT(*) AS n FROM "${stream}" WHERE level = 'error'`;
  const range = { start_time: 'now-15m', end_time: 'now' };
  const counted = await until(
    'search_sql',
    { sql, ...range },
    (rows) => Number(valueAt((rows as Row[])[0], 'n')) >= ERRORS,
  );
  same('the errors are counted', valueAt((counted as Row[])[0], 'n'), ERRORS);
  const rows = (await call('search_sql', {
    sql: `SELECT * FROM "${stream}" WHERE match_all('DatabaseConnectionTimeout')`,
    ...range,
  })) as Row[];
  same('full text finds them', rows.length, ERRORS);
  same('64-bit whole numbers keep their digits', rows[0]?.ledger_id, 9007199254740993n);
  await call('search_values', { stream_name: stream, fields: 'level', ...range });
  const around = (await call('search_around', {
    stream_name: stream,
    key: String(rows[0]?._timestamp),
    size: 10,
  })) as Row[];
  same('a record has neighbors', around.length > 1, true);
  await call('search_partition', { sql: `SELECT * FROM "${stream}"`, ...range });
  const listed = (await call('stream_list', { type: 'logs', keyword: stream })) as Row[];
  same(
    'the stream is listed',
    listed.map((row) => row.name),
    [stream],
  );
  await tried('search_history', { start_time: '1h', end_time: 'now' }, /usage reporting/i);
  await refused(
    'search_sql',
    { sql: `SELECT * FROM "${stream}_missing"`, ...range },
    /no stream|not found|does not exist/i,
  );
  await call('stream_delete', { stream_name: stream, type: 'logs' });
}

export async function enrichment({ name, call, same, later, refused, until }: Session): Promise<void> {
  const table = name('hosts');
  later('stream_delete', { stream_name: table, type: 'enrichment_tables' });
  await call('create_update_enrichment_table', {
    table_name: table,
    content: 'host,owner\npay-1,anna\npay-2,ben\n',
  });
  await call('create_update_enrichment_table', {
    table_name: table,
    content: 'host,owner\npay-3,cleo\n',
    append: true,
  });
  const rows = await until(
    'search_sql',
    { sql: `SELECT * FROM "${table}"`, type: 'enrichment_tables', start_time: '1d', end_time: 'now' },
    (found) => (found as Row[]).length >= 3,
  );
  same('a table keeps its rows when some are added', (rows as Row[]).map((row) => row.host).sort(), [
    'pay-1',
    'pay-2',
    'pay-3',
  ]);
  await refused(
    'create_enrichment_table_from_url',
    { table_name: name('remote'), url: 'http://localhost:9/hosts.csv' },
    /localhost|address/i,
  );
}

export async function keys({ name, call, same, later, refused }: Session): Promise<void> {
  const key = name('key');
  const text = 'two lines\nand ünïcode';
  later('remove_kv_value', { key });
  await call('set_kv_value', { key, content: text });
  same('a value comes back as it was stored', await call('get_kv_value', { key }), text);
  same('a key is listed', await call('list_kv_keys', { prefix: key }), [key]);
  await call('remove_kv_value', { key });
  await refused('get_kv_value', { key }, /not found|no /i);
}
