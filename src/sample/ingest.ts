import { parseExact } from '../json/exact-json.ts';
import { plainRefusal } from './http/refusal.ts';
import type { Route } from './http/route.ts';
import { type Field, type SampleStream, type Store, storedName } from './store/store.ts';

const HOUR_US = 3600e6;
const OLDEST_HOURS = 5;
const FARTHEST_HOURS = 24;

type Row = Record<string, unknown>;

/** Nested objects as flat columns, lists as JSON text, names as OpenObserve stores them. */
function flatten(value: Row, prefix = ''): Row {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const name = prefix + (key === '_timestamp' ? key : storedName(key));
      if (Array.isArray(item)) return [[name, JSON.stringify(item)]];
      if (typeof item === 'object' && item !== null) return Object.entries(flatten(item as Row, `${name}_`));
      return [[name, item]];
    }),
  );
}

/** A time as ingestion reads it, in µs; null when it is none. */
function timeUs(value: unknown, nowUs: number): number | null {
  if (value === undefined || value === null) return nowUs;
  if (typeof value === 'string') {
    const ms = Date.parse(value);
    return Number.isNaN(ms) ? null : ms * 1000;
  }
  const number = Number(value);
  if (!Number.isFinite(number)) return null;
  return number < 1e11 ? number * 1e6 : number < 1e14 ? number * 1e3 : number < 1e17 ? number : number / 1e3;
}

function refusalOf(us: number | null, nowUs: number): string | null {
  if (us === null) return `Can't parse timestamp`;
  if (us < nowUs - OLDEST_HOURS * HOUR_US) {
    return `Too old data, only last ${OLDEST_HOURS} hours data can be ingested. Data discarded. You can adjust ingestion max time by setting the environment variable ZO_INGEST_ALLOWED_UPTO=<max_hours>`;
  }
  if (us > nowUs + FARTHEST_HOURS * HOUR_US) {
    return `Too far data, only future ${FARTHEST_HOURS} hours data can be ingested. Data discarded. You can adjust ingestion max time by setting the environment variable ZO_INGEST_ALLOWED_IN_FUTURE=<max_hours>`;
  }
  return null;
}

const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;

function typeOf(value: unknown): string {
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'Int64' : 'Float64';
  if (typeof value !== 'bigint') return 'Utf8';
  if (value >= -INT64_MAX && value <= INT64_MAX) return 'Int64';
  return value > 0n && value <= UINT64_MAX ? 'UInt64' : 'Float64';
}

/** The type of a new column whose rows differ. */
function widerType(a: string, b: string): string {
  if (a === b) return a;
  return [a, b].every((type) => /^(U?Int|Float)64$/.test(type)) ? 'Float64' : 'Utf8';
}

/** A whole number that the column holds; null for any other. */
function wholeNumber(value: bigint, type: string): bigint | null {
  const isHeld =
    type === 'UInt64' ? value >= 0n && value <= UINT64_MAX : value >= -INT64_MAX && value <= INT64_MAX;
  return isHeld ? value : null;
}

/** A value as its column takes it; what does not fit into a column of numbers is dropped. */
function fitted(value: unknown, { type }: Field): unknown {
  if (type === 'Utf8' || value === null) return value;
  if (type === 'Boolean') return value === true || value === 'true';
  const text = String(value);
  if (type !== 'Float64' && /^-?\d+$/.test(text)) return wholeNumber(BigInt(text), type);
  const number = Number(text);
  if (text === '' || !Number.isFinite(number)) return null;
  return type === 'Float64' ? number : wholeNumber(BigInt(Math.trunc(number)), type);
}

async function prepare(store: Store, name: string, rows: readonly Row[]): Promise<SampleStream> {
  const stream = store.find('logs', name) ?? (await store.create('logs', name, []));
  const known = new Set(stream.fields.map((field) => field.name));
  const fresh = new Map<string, Field>();
  for (const row of rows) {
    for (const [key, value] of Object.entries(row)) {
      if (known.has(key) || value === null) continue;
      const type = typeOf(value);
      fresh.set(key, { name: key, type: widerType(fresh.get(key)?.type ?? type, type) });
    }
  }
  await store.addFields(stream, [...fresh.values()]);
  return stream;
}

/** Take log records into a stream, which is made when it is new. Records that are refused are counted, as in the real answer. */
async function ingest(
  store: Store,
  streamName: string,
  text: string,
  nowMs: number,
): Promise<Record<string, unknown>> {
  if (streamName === '') throw plainRefusal(400, 'Error# Stream name is empty');
  let body: unknown;
  try {
    body = parseExact(text);
  } catch {
    throw plainRefusal(
      400,
      `SerdeJsonError# EOF while parsing ${text === '' ? 'a value' : 'an object'} at line 1 column ${text.length}`,
    );
  }
  const records = Array.isArray(body) ? body : [body];
  const name = storedName(streamName);
  const nowUs = nowMs * 1000;
  const rows: Row[] = [];
  let error: string | null = null;
  for (const record of records) {
    if (typeof record !== 'object' || record === null || Array.isArray(record)) {
      error = 'flatten value must be an object';
      continue;
    }
    const us = timeUs((record as Row)._timestamp, nowUs);
    const refused = refusalOf(us, nowUs);
    if (refused === null) rows.push({ ...flatten(record as Row), _timestamp: us });
    else error = refused;
  }
  if (rows.length > 0) {
    const stream = await prepare(store, name, rows);
    const byName = new Map(stream.fields.map((field) => [field.name, field]));
    const fit = (row: Row) =>
      Object.fromEntries(
        Object.entries(row).flatMap(([key, value]) =>
          byName.has(key) ? [[key, fitted(value, byName.get(key) as Field)]] : [],
        ),
      );
    await store.insert(stream, rows.map(fit), true);
  }
  return {
    code: 200,
    status: [
      {
        name,
        successful: rows.length,
        failed: records.length - rows.length,
        ...(error === null ? {} : { error }),
      },
    ],
  };
}

/** Routes that take in records. */
export function ingestRoutes(store: Store, nowMs: () => number): Route[] {
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: two calls could make the same stream, or the same field. */
  function take(stream: string, text: string) {
    const taken = last.then(() => ingest(store, stream, text, nowMs()));
    last = taken.catch(() => undefined);
    return taken;
  }
  return [
    ['POST', '/api/default/:stream/_json', async ({ path, text }) => take(path.stream ?? '', await text())],
    ['POST', '/api/default//_json', async ({ text }) => take('', await text())],
  ];
}
