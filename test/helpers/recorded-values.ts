import { DateTime } from 'luxon';
import type { ToolRow } from '../../src/contract/tool.ts';
import { stringifyExact } from '../../src/json/exact-json.ts';
import type { Exchange } from './exchanges.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** What a result shows of a list. */
export interface ShownList {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly unknown[]>;
  readonly at?: string;
  readonly labels?: JsonObject;
}

const SUFFIXES: ReadonlyArray<readonly [string, readonly number[]]> = [
  ['_ms', [1e-3, 1e-6, 1]],
  ['_bytes', [2 ** 20]],
  ['_s', [1]],
  ['_min', [1]],
];

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Nanoseconds of ISO 8601 text in UTC; null for any other text. */
function nsOf(text: string): bigint | null {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(text);
  if (!found) return null;
  return BigInt(Date.parse(`${found[1]}Z`)) * 1_000_000n + BigInt((found[2] ?? '').padEnd(9, '0'));
}

const isNumeric = (value: unknown): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint';

/** Whether a shown value says the same as the recorded one: its moment, its length in the unit of the column, or itself. */
export function isSame(column: string, shown: unknown, raw: unknown, isFull: boolean): boolean {
  if (stringifyExact(shown ?? null) === stringifyExact(raw ?? null)) return true;
  if (Array.isArray(raw) && Array.isArray(shown))
    return raw.length === shown.length && raw.every((item, at) => isSame('', shown[at], item, isFull));
  if (isObject(raw) && isObject(shown))
    return Object.entries(raw).every(([key, item]) => {
      const name = [key, ...SUFFIXES.map(([suffix]) => `${key}${suffix}`)].find((each) => each in shown);
      return name === undefined ? item === null : isSame(name, shown[name], item, isFull);
    });
  if (typeof shown === 'string') {
    const ns = nsOf(shown);
    if (typeof raw === 'string') return ns !== null && ns === nsOf(`${raw}Z`);
    if (!isNumeric(raw) || ns === null) return false;
    return [1n, 1000n].some((factor) =>
      typeof raw === 'bigint' || Number.isInteger(raw) ? BigInt(raw) * factor === ns : false,
    );
  }
  if (typeof shown === 'string' && shown.endsWith('characters)')) return true;
  const number = typeof raw === 'string' ? Number(raw) : isNumeric(raw) ? Number(raw) : Number.NaN;
  if (!isNumeric(shown) || Number.isNaN(number)) return false;
  const factors = SUFFIXES.filter(([suffix]) => column.endsWith(suffix)).flatMap(([, each]) => each);
  const within = isFull ? 1e-12 : 1e-5;
  return [1, ...factors].some((factor) => {
    const wanted = number * factor;
    const most =
      factor === 2 ** 20 ? 0.5 : Math.max(Math.abs(wanted) * within, factor === 1 && isFull ? 0 : 1e-12);
    return Math.abs(Number(shown) - wanted) <= most;
  });
}

/** Everything that a recorded row holds, by its path. */
function fieldsOf(value: unknown, path = ''): Array<readonly [string, unknown]> {
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  const own = path === '' ? [] : [[path, value] as const];
  if (Array.isArray(value)) {
    const items = value.flatMap((item, at) => fieldsOf(item, below(String(at))));
    const keys = new Set(value.filter(isObject).flatMap((item) => Object.keys(item)));
    const each = [...keys].map(
      (key) => [below(`*.${key}`), value.map((item) => (item as JsonObject)[key])] as const,
    );
    return [...own, ...items, ...each];
  }
  if (isObject(value))
    return [...own, ...Object.entries(value).flatMap(([key, item]) => fieldsOf(item, below(key)))];
  return [[path, value]];
}

const isSample = (value: unknown): value is [number, string] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'string';

const timeText = (seconds: number) => Math.round(seconds * 1e6);

/** The rows that a recorded answer holds, one for each sample, item or row. */
function recordsOf(row: ToolRow, list: readonly unknown[]): JsonObject[] {
  if (isSample(list)) return [{ time: timeText(list[0]), value: list[1] }];
  return list.flatMap((item): JsonObject[] => {
    if (isObject(item) && isObject(item.metric)) {
      const { metric } = item;
      const samples = [item.value, ...(Array.isArray(item.values) ? item.values : [])].filter(isSample);
      return samples.map(([time, value]) => ({ ...(metric as JsonObject), time: timeText(time), value }));
    }
    const inner = row.shows?.unnest && isObject(item) ? item[row.shows.unnest] : undefined;
    if (isObject(item) && Array.isArray(inner))
      return inner.map((each) => ({
        ...item,
        [row.shows?.unnest as string]: null,
        ...(isObject(each) ? each : {}),
      }));
    if (Array.isArray(item))
      return [Object.fromEntries(item.map((each, at) => [row.shows?.columns[at] ?? String(at), each]))];
    return [isObject(item) ? item : { value: item }];
  });
}

/** Where a result of a list says something else than what was recorded, or leaves out a row; null where it does not. */
export function differenceOf(
  row: ToolRow,
  { request, response }: Exchange,
  list: readonly unknown[],
  shown: ShownList,
  isFull: boolean,
): string | null {
  const records = recordsOf(row, list).map((record) => {
    const fields = new Map<string, unknown[]>();
    for (const [path, value] of fieldsOf(record)) {
      const name = row.shows?.rename[path] ?? path;
      fields.set(name, [...(fields.get(name) ?? []), value]);
    }
    return { fields, isSeen: false };
  });
  const { timezone: zone } = (request.body as { query?: { timezone?: string } } | undefined)?.query ?? {};
  const inZone = (raw: unknown) =>
    zone === undefined || typeof raw !== 'string'
      ? raw
      : DateTime.fromISO(raw, { zone }).toUTC().toISO({ includeOffset: false, suppressMilliseconds: true });
  const unknown = new Set((row.shows?.zeroIsUnknown ?? []).map((field) => row.shows?.rename[field] ?? field));
  const isBucket = records.some(({ fields }) =>
    [...fields.values()]
      .flat()
      .some((value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:]{8}$/.test(value)),
  );
  for (const cells of shown.rows) {
    const all = [
      ...shown.columns.map((column, at) => [column, cells[at] ?? null] as const),
      ...Object.entries(shown.labels ?? {}),
      ...(shown.at === undefined ? [] : [['time', shown.at] as const]),
    ];
    const fits = ({ fields }: (typeof records)[number]) =>
      all.every(([column, value]) => {
        const name = [
          column,
          ...SUFFIXES.map(([suffix]) => column.replace(new RegExp(`${suffix}$`), '')),
        ].find((each) => fields.has(each));
        const raws = name === undefined ? [null] : (fields.get(name) ?? []);
        if (value === null)
          return raws.some((raw) => (raw ?? null) === null || (raw === 0 && unknown.has(name ?? column)));
        return raws.some(
          (raw) => isSame(column, value, raw, isFull) || isSame(column, value, inZone(raw), isFull),
        );
      });
    const found = records.find((record) => !record.isSeen && fits(record));
    if (found) found.isSeen = true;
    else if (!isBucket || cells.some((value) => isNumeric(value) && value !== 0))
      return `no recorded row says ${stringifyExact(all).slice(0, 300)}`;
  }
  const lost = isFull ? records.find(({ isSeen }) => !isSeen) : undefined;
  if (lost) return `the row ${stringifyExact(Object.fromEntries(lost.fields)).slice(0, 300)} is lost`;
  return response.status < 300 ? null : 'no success';
}
