import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createSample, type Sample } from '../../src/sample/server.ts';
import { createRandom } from './random.ts';
import type { Row, World, WorldStream } from './world.ts';

export interface Truth {
  readonly sql?: string;
  readonly type?: 'logs' | 'metrics' | 'traces';
  readonly promql?: string;
  readonly at?: string;
  /** Seconds. */
  readonly step?: number;
  readonly ranges?: ReadonlyArray<readonly [string, string] | readonly ['all'] | 'all'>;
  readonly all?: readonly Truth[];
  readonly moment?: boolean;
  readonly honest?: string;
}

export interface Question {
  readonly id: string;
  readonly voice: string;
  readonly kind: string;
  readonly language: string;
  readonly question: string;
  readonly truth: Truth;
  readonly accept?: readonly Truth[];
}

const FOLDER = import.meta.dirname;
const SEED = 20260;
const DAY_US = 86_400e6;
const UNITS_US: Readonly<Record<string, number>> = { s: 1e6, m: 60e6, h: 3600e6, d: DAY_US };

/** Microseconds of `now-2h`, `today+9h`, `yesterday`; days begin at midnight UTC. @throws for anything else */
export function momentUs(text: string, nowUs: number): number {
  const match = /^(now|today|yesterday)(?:([+-])(\d+)([smhd]))?$/.exec(text.trim());
  if (!match) throw new Error(`No moment: ${text}`);
  const [, anchor, sign, count, unit] = match;
  const midnightUs = Math.floor(nowUs / DAY_US) * DAY_US;
  const fromUs = anchor === 'now' ? nowUs : anchor === 'today' ? midnightUs : midnightUs - DAY_US;
  return fromUs + (sign === '-' ? -1 : 1) * Number(count ?? 0) * (UNITS_US[unit ?? 's'] as number);
}

export const readYaml = <T>(world: string, file: string): T =>
  parse(readFileSync(join(FOLDER, world, file), 'utf8')) as T;

export async function readWorld(name: string): Promise<World> {
  return ((await import(`./${name}/world.ts`)) as { world: World }).world;
}

function typeOf(name: string, rows: readonly Row[]): string {
  const values = rows.map((row) => row[name]).filter((value) => value !== undefined && value !== null);
  const kinds = new Set(values.map((value) => (typeof value === 'bigint' ? 'number' : typeof value)));
  if (kinds.size > 1) throw new Error(`Field ${name} has values of several types: ${[...kinds].join(', ')}`);
  if (kinds.has('string') || kinds.size === 0) return 'Utf8';
  if (kinds.has('boolean')) return 'Boolean';
  return values.every((value) => typeof value === 'bigint' || Number.isInteger(value)) ? 'Int64' : 'Float64';
}

function fieldsOf({ type, rows }: WorldStream) {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].map((name) => ({
    name,
    type: type === 'metrics' && name === 'value' ? 'Float64' : typeOf(name, rows),
  }));
}

/** A metric's rows need the name and a number of their series. */
function storedRow({ type, name }: WorldStream, row: Row): Row {
  if (type !== 'metrics') return row;
  const { _timestamp, value, ...labels } = row;
  let hash = 5381;
  for (const letter of JSON.stringify(Object.entries(labels).sort()))
    hash = (hash * 33 + letter.charCodeAt(0)) >>> 0;
  return { __hash__: String(hash), __name__: name, ...row };
}

const asJson = (row: Row) =>
  `{${Object.entries(row)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => `${JSON.stringify(key)}:${typeof value === 'bigint' ? value : JSON.stringify(value)}`,
    )
    .join(',')}}`;

/** Start a sample OpenObserve that holds the world, its last record at `nowUs`. */
export async function loadWorld(
  world: World,
  nowUs: number,
  incident: string | null = null,
): Promise<Sample> {
  const folder = mkdtempSync(join(tmpdir(), 'world-'));
  try {
    const streams = world
      .build({ random: createRandom(SEED), nowUs, incident })
      .map((stream) => ({ ...stream, rows: stream.rows.map((row) => storedRow(stream, row)) }));
    for (const { type, name, rows } of streams) {
      if (rows.length === 0) throw new Error(`Stream ${name} holds no rows.`);
      const lines = [...rows].sort((a, b) => a._timestamp - b._timestamp).map(asJson);
      writeFileSync(join(folder, `${type}-${name}.jsonl`), `${lines.join('\n')}\n`);
    }
    const described = streams.map((stream) => ({
      type: stream.type,
      stream: stream.name,
      fields: fieldsOf(stream),
    }));
    writeFileSync(join(folder, 'streams.json'), JSON.stringify(described));
    const metrics = streams
      .filter(({ type }) => type === 'metrics')
      .map(({ name, metric }) => [
        name,
        {
          metric_type: metric?.type ?? 'Gauge',
          metric_family_name: name,
          help: metric?.help ?? '',
          unit: metric?.unit ?? '',
        },
      ]);
    writeFileSync(join(folder, 'metrics.json'), JSON.stringify(Object.fromEntries(metrics)));
    cpSync(join(FOLDER, '../../fixtures/sample/templates.json'), join(folder, 'templates.json'));
    const sample = await createSample({ dataDir: folder, shiftToNow: false });
    for (const { type, name, fullText, retentionDays } of streams) {
      if (!fullText && !retentionDays) continue;
      const body = {
        ...(fullText ? { full_text_search_keys: { add: fullText, remove: [] } } : {}),
        ...(retentionDays ? { data_retention: retentionDays } : {}),
      };
      await request(sample, 'PUT', `/api/default/streams/${name}/settings?type=${type}`, body);
    }
    return sample;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** JSON of an answer of the sample. @throws with its text when it refuses */
export async function request(
  sample: Pick<Sample, 'url' | 'credentials'>,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const { email, token } = sample.credentials;
  const answer = await fetch(`${sample.url}${path}`, {
    method,
    headers: { authorization: `Basic ${btoa(`${email}:${token}`)}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text}`);
  return JSON.parse(text);
}

export interface TrueRows {
  readonly range: string;
  readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

const rangeOf = (range: NonNullable<Truth['ranges']>[number]): readonly [string, string] =>
  range === 'all' || range[0] === 'all' ? ['now-400d', 'now'] : (range as readonly [string, string]);

/** What the truth is in each of its ranges. @throws when a query is refused */
export async function trueRows(
  sample: Pick<Sample, 'url' | 'credentials'>,
  truth: Truth,
  nowUs: number,
): Promise<TrueRows[]> {
  if (truth.all) {
    const parts = await Promise.all(truth.all.map((part) => trueRows(sample, part, nowUs)));
    return [{ range: 'all', rows: parts.flatMap((part) => part[0]?.rows ?? []) }];
  }
  if (truth.promql !== undefined) {
    const query = encodeURIComponent(truth.promql);
    const [from, to] = rangeOf(truth.ranges?.[0] ?? ['now-1h', 'now']).map(
      (text) => momentUs(text, nowUs) / 1e6,
    );
    const path = truth.step
      ? `query_range?query=${query}&start=${from}&end=${to}&step=${truth.step}`
      : `query?query=${query}&time=${momentUs(truth.at ?? 'now', nowUs) / 1e6}`;
    const answer = (await request(sample, 'GET', `/api/default/prometheus/api/v1/${path}`)) as {
      data: {
        result: ReadonlyArray<{ metric: object; value?: [number, string]; values?: [number, string][] }>;
      };
    };
    const rows = answer.data.result.map(({ metric, value, values }) => ({
      ...metric,
      ...(value ? { value: Number(value[1]) } : { values: values?.map(([, text]) => Number(text)) }),
    }));
    return [{ range: truth.at ?? `${from} ${to}`, rows }];
  }
  if (truth.sql === undefined) return [];
  const found: TrueRows[] = [];
  for (const range of truth.ranges ?? ['all' as const]) {
    const [from, to] = rangeOf(range);
    const query = {
      sql: truth.sql,
      start_time: momentUs(from, nowUs),
      end_time: momentUs(to, nowUs),
      from: 0,
      size: 1000,
    };
    const answer = (await request(sample, 'POST', `/api/default/_search?type=${truth.type ?? 'logs'}`, {
      query,
    })) as {
      hits: TrueRows['rows'];
    };
    // OpenObserve adds the time of a row to what was selected.
    const isSelected = /_timestamp|select\s+\*/i.test(truth.sql.replace(/order by[\s\S]*$/i, ''));
    const rows = isSelected ? answer.hits : answer.hits.map(({ _timestamp, ...row }) => row);
    found.push({ range: `${from} to ${to}`, rows });
  }
  return found;
}
