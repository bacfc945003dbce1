import { readFileSync } from 'node:fs';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { ConfigError } from '../../errors.ts';
import { parseExact, stringifyExact } from '../../json/exact-json.ts';

/** A field of a stream with its Arrow type, as OpenObserve names types. */
export interface Field {
  readonly name: string;
  readonly type: string;
}

/** One stream of the sample. `name` is as stored; `settings` is what stream settings show. */
export interface SampleStream {
  readonly type: string;
  readonly name: string;
  readonly fields: Field[];
  readonly createdAtUs: number;
  settings: Record<string, unknown>;
  /** Length of its rows as JSON. */
  bytes: number;
  records: number;
  /** What a stream of metrics says of itself; null for others. */
  readonly metric: Readonly<Record<string, string>> | null;
}

/** DuckDB with one table per stream, in a schema per stream type. Times in the tables are those of the data. */
export interface Store {
  readonly streams: Map<string, SampleStream>;
  find(type: string, name: string): SampleStream | undefined;
  create(
    type: string,
    name: string,
    fields: readonly Field[],
    metric?: SampleStream['metric'],
  ): Promise<SampleStream>;
  drop(stream: SampleStream): Promise<void>;
  addFields(stream: SampleStream, fields: readonly Field[]): Promise<void>;
  /** Add rows. Rows that somebody sent stay at their own times; the sample's move along with the clock. */
  insert(stream: SampleStream, rows: ReadonlyArray<Record<string, unknown>>, isSent: boolean): Promise<void>;
  /** Rows of a query, values as JSON has them, whole numbers beyond 2^53 as bigint. @throws whatever DuckDB says */
  query(sql: string, values?: readonly DuckDBValue[]): Promise<Record<string, unknown>[]>;
  close(): void;
}

interface SampleFile {
  readonly type: string;
  readonly stream: string;
  readonly fields: readonly Field[];
}

const DUCKDB_TYPES: Readonly<Record<string, string>> = {
  Int64: 'BIGINT',
  UInt64: 'UBIGINT',
  Float64: 'DOUBLE',
  Utf8: 'VARCHAR',
  Boolean: 'BOOLEAN',
};
/** Types of streams of OpenObserve. */
export const STREAM_TYPES = ['logs', 'metrics', 'traces', 'enrichment_tables', 'metadata', 'index'];

/** Names as OpenObserve stores them: lower case, everything but letters, digits and `_` as `_`. */
export const storedName = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, '_')
    .replaceAll(/^_+(?=_)/g, '');

/** A name as an identifier of SQL. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
/** The table of a stream. */
export const tableOf = ({ type, name }: Pick<SampleStream, 'type' | 'name'>) =>
  `${quoted(type)}.${quoted(name)}`;
/** Column that tells rows that somebody sent from the sample's. No stored name holds a blank, so that it never meets a field. */
export const SENT = quoted('sent row');
const keyOf = (type: string, name: string) => `${type}/${name}`;

/** No statement reaches a file, the network or these settings, nor runs for long. */
const SETTINGS = [
  `TimeZone = 'UTC'`,
  // Descending order begins with what has no value.
  `default_null_order = 'postgres'`,
  `memory_limit = '1GB'`,
  'enable_external_access = false',
  'lock_configuration = true',
];
const LONGEST_QUERY_MS = 20_000;

/** OpenObserve's functions as macros. histogram and match_all need the query around them: see rewrite.ts. */
const MACROS = [
  `str_match(f, x) AS contains(f::VARCHAR, x)`,
  `match_field(f, x) AS contains(f::VARCHAR, x)`,
  `str_match_ignore_case(f, x) AS contains(lower(f::VARCHAR), lower(x))`,
  `re_match(f, re) AS regexp_matches(f::VARCHAR, re)`,
  `re_not_match(f, re) AS NOT regexp_matches(f::VARCHAR, re)`,
  `fuzzy_match(f, x, d) AS len(list_filter(string_split_regex(lower(f::VARCHAR), '\\W+'), lambda t: levenshtein(t, lower(x)) <= d)) > 0`,
  `to_timestamp_micros(us) AS make_timestamp(us::BIGINT)`,
  `date_bin(step, t) AS time_bucket(step, t, TIMESTAMP '1970-01-01'), (step, t, origin) AS time_bucket(step, t, origin::TIMESTAMP)`,
  `date_format(us, pattern, zone) AS strftime(make_timestamp(us::BIGINT) + (zone[2:3]::INT * 60 + zone[5:6]::INT) * (CASE WHEN zone[1] = '-' THEN -1 ELSE 1 END) * INTERVAL 1 MINUTE, pattern)`,
  `approx_percentile_cont(f, q) AS CASE WHEN any_value(typeof(f)) = 'BIGINT' THEN floor(quantile_cont(f, q)) ELSE quantile_cont(f, q) END`,
  // Buckets are counted from 2001, so that weeks begin on Mondays.
  `o2_histogram(us, step, shift) AS make_timestamp((floor((us + shift - 978307200000000) / step::DOUBLE) * step + 978307200000000)::BIGINT)`,
  `to_utf8(x) AS x::VARCHAR`,
  `approx_distinct(f) AS count(DISTINCT f)`,
  `regexp_like(f, re) AS regexp_matches(f::VARCHAR, re)`,
  // Whole numbers divide to whole numbers; DuckDB gives null for a division by zero.
  `o2_whole(x) AS typeof(x) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'UBIGINT', 'HUGEINT')`,
  `o2_divide(a, b) AS CASE WHEN b = 0 AND o2_whole(a) AND o2_whole(b) THEN error('Arrow error: Divide by zero error') ELSE a // b END`,
  // DuckDB rounds where OpenObserve cuts.
  `o2_bigint(x) AS CASE WHEN typeof(x) IN ('DOUBLE', 'FLOAT') OR starts_with(typeof(x), 'DECIMAL') THEN trunc(TRY_CAST(x AS DOUBLE))::BIGINT ELSE x::BIGINT END`,
];

/** `2024-01-01T00:00:00`, with three or six digits of a second where there are any. */
function timeText(us: bigint): string {
  const below = ((us % 1000n) + 1000n) % 1000n;
  const text = new Date(Number((us - below) / 1000n)).toISOString().slice(0, -1);
  return below > 0n ? text + String(below).padStart(3, '0') : text.replace(/\.000$/, '');
}

function toJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toJson);
  const holder = value as { micros?: bigint; items?: unknown[]; toDouble?: () => number };
  if (typeof holder.micros === 'bigint') return timeText(holder.micros);
  if (Array.isArray(holder.items)) return holder.items.map(toJson);
  if (typeof holder.toDouble === 'function') return holder.toDouble();
  return String(value);
}

async function connect(): Promise<{ connection: DuckDBConnection; close(): void }> {
  const { DuckDBInstance } = await import('@duckdb/node-api').catch((error) => {
    throw new ConfigError(
      'The sample needs the package @duckdb/node-api, which is not installed. Install it beside openobserve-mcp: npm install @duckdb/node-api',
      { cause: error },
    );
  });
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/**
 * Load the sample rows. `dataDir` holds `streams.json`, `metrics.json` and a `.jsonl` file per stream.
 * @throws {ConfigError} when DuckDB is not installed
 */
export async function createStore(dataDir: URL): Promise<Store> {
  const { connection, close } = await connect();
  const streams = new Map<string, SampleStream>();
  for (const type of STREAM_TYPES) await connection.run(`CREATE SCHEMA ${quoted(type)}`);
  for (const macro of MACROS) await connection.run(`CREATE MACRO ${macro}`);
  for (const setting of SETTINGS) await connection.run(`SET ${setting}`);

  const store: Store = {
    streams,
    find: (type, name) => streams.get(keyOf(type, name)),
    async create(type, name, fields, metric = null) {
      const all = fields.some((field) => field.name === '_timestamp')
        ? [...fields]
        : [...fields, { name: '_timestamp', type: 'Int64' }];
      const isLlm = type === 'traces' && all.some((field) => field.name.startsWith('gen_ai_'));
      const stream: SampleStream = {
        type,
        name,
        fields: all,
        createdAtUs: Date.now() * 1000,
        settings: isLlm ? { is_llm_stream: true } : {},
        bytes: 0,
        records: 0,
        metric,
      };
      const columns = all.map((field) => `${quoted(field.name)} ${DUCKDB_TYPES[field.type]}`);
      await connection.run(`CREATE TABLE ${tableOf(stream)} (${SENT} BOOLEAN, ${columns.join(', ')})`);
      streams.set(keyOf(type, name), stream);
      return stream;
    },
    async drop(stream) {
      await connection.run(`DROP TABLE ${tableOf(stream)}`);
      streams.delete(keyOf(stream.type, stream.name));
    },
    async addFields(stream, fields) {
      for (const field of fields) {
        await connection.run(
          `ALTER TABLE ${tableOf(stream)} ADD COLUMN ${quoted(field.name)} ${DUCKDB_TYPES[field.type]}`,
        );
        stream.fields.push(field);
      }
    },
    async insert(stream, rows, isSent) {
      const columns = await connection.runAndReadAll(`SELECT * FROM ${tableOf(stream)} LIMIT 0`);
      const order = columns
        .columnNames()
        .slice(1)
        .map((name) => stream.fields.find((field) => field.name === name) as Field);
      const appender = await connection.createAppender(stream.name, stream.type);
      for (const row of rows) {
        stream.bytes += stringifyExact(row).length;
        stream.records += 1;
        appender.appendBoolean(isSent);
        for (const { name, type } of order) {
          const value = row[name];
          if (value === undefined || value === null) appender.appendNull();
          else if (type === 'Int64') appender.appendBigInt(BigInt(value as number | bigint));
          else if (type === 'UInt64') appender.appendUBigInt(BigInt(value as number | bigint));
          else if (type === 'Float64') appender.appendDouble(Number(value));
          else if (type === 'Boolean') appender.appendBoolean(value === true);
          else appender.appendVarchar(typeof value === 'string' ? value : String(value));
        }
        appender.endRow();
      }
      appender.closeSync();
    },
    async query(sql, values = []) {
      const timer = setTimeout(() => connection.interrupt(), LONGEST_QUERY_MS);
      const reader = await connection.runAndReadAll(sql, [...values]).finally(() => clearTimeout(timer));
      return reader
        .getRowObjects()
        .map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, toJson(value)])));
    },
    close,
  };

  const read = (file: string) => parseExact(readFileSync(new URL(file, dataDir), 'utf8'));
  const metrics = read('metrics.json') as Readonly<Record<string, SampleStream['metric']>>;
  for (const { type, stream: name, fields } of read('streams.json') as SampleFile[]) {
    const stream = await store.create(type, name, fields, type === 'metrics' ? metrics[name] : null);
    const lines = readFileSync(new URL(`${type}-${name}.jsonl`, dataDir), 'utf8')
      .trim()
      .split('\n');
    await store.insert(
      stream,
      lines.map((line) => parseExact(line) as Record<string, unknown>),
      false,
    );
  }
  return store;
}
