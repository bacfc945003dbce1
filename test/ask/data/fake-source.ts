import type { DataSource, ListedStream, StreamType, ValuesQuery } from '../../../src/ask/data/source.ts';

export interface FakeData {
  readonly streams: readonly ListedStream[];
  readonly values?: (query: ValuesQuery, field: string) => readonly string[];
  /** Runs before each read; throws to refuse it. */
  readonly before?: (read: string) => void | Promise<void>;
}

export const listed = (
  type: StreamType,
  name: string,
  fields: ReadonlyArray<readonly [name: string, type: string]>,
  records = 1000,
): ListedStream => ({
  type,
  name,
  records,
  firstUs: records === 0 ? 0 : 1_790_000_000e6,
  lastUs: records === 0 ? 0 : 1_790_086_400e6,
  sizeBytes: records * 200,
  retentionDays: null,
  fullText: [],
  fields: fields.map(([field, stored]) => ({ name: field, type: stored })),
  metric: type === 'metrics' ? { type: 'Gauge', unit: '', help: '' } : null,
});

/** An OpenObserve that only counts what it is asked. */
export function fakeSource({ streams, values, before }: FakeData) {
  const asked: string[] = [];
  async function read<T>(what: string, answer: () => T): Promise<T> {
    asked.push(what);
    await before?.(what);
    return answer();
  }
  const source: DataSource = {
    get reads() {
      return asked.length;
    },
    streams: ({ type, withFields, most }) =>
      read(`streams ${type ?? 'all'}${withFields ? ' with fields' : ''}`, () => {
        const all = streams.filter((stream) => type === null || stream.type === type);
        const sorted = most === null ? all : [...all].sort((a, b) => b.records - a.records);
        return {
          streams: sorted
            .slice(0, most ?? undefined)
            .map((stream) => (withFields ? stream : { ...stream, fields: null })),
          isWhole: most === null || all.length <= most,
        };
      }),
    stream: (type, name) =>
      read(`stream ${name}`, () => streams.find((each) => each.type === type && each.name === name) ?? null),
    values: (query) =>
      read(
        `values ${query.stream}`,
        () =>
          new Map(
            query.fields.map((field) => [
              field,
              (values?.(query, field) ?? []).map((value) => ({ value, count: 10 })),
            ]),
          ),
      ),
    search: () => read('search', () => []),
    promqlAt: () => read('promql', () => []),
    promqlOver: () => read('promql', () => []),
  };
  return { source, asked };
}
