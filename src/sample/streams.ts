import { movedRows, type Offset } from './store/clock.ts';
import { plainRefusal } from './http/refusal.ts';
import type { Route } from './http/route.ts';
import { type Json, unreadable } from './http/search-body.ts';
import { type Field, type SampleStream, STREAM_TYPES, type Store, storedName } from './store/store.ts';

const FIELD_TYPES = new Set(['Int64', 'UInt64', 'Float64', 'Utf8', 'Boolean']);
const DEFAULT_SETTINGS = {
  partition_keys: {},
  full_text_search_keys: [],
  index_fields: [],
  bloom_filter_fields: [],
  distinct_value_fields: [],
  data_retention: 0,
  max_query_range: 0,
  store_original_data: false,
  approx_partition: false,
  index_updated_at: 0,
  extended_retention_days: [],
  index_original_data: false,
  index_all_values: false,
  enable_distinct_fields: true,
  enable_log_patterns_extraction: false,
  is_llm_stream: false,
  storage_type: 'normal',
};

function checkType(type: string): void {
  if (type === 'enrichment_tables') throw plainRefusal(400, `Stream type 'enrichment_tables' not allowed`);
}

function checkFields(fields: readonly Field[], status: number): void {
  const wrong = fields.find(({ type }) => !FIELD_TYPES.has(type));
  if (wrong) throw plainRefusal(status, `invalid data type: ${wrong.type}`);
}

/** Partition keys are written as a list and read as a map. */
const partitionLevels = (keys: ReadonlyArray<{ readonly field: string }>) =>
  Object.fromEntries(
    keys.map(({ field }, index) => [`L${index}`, { field, types: 'value', disabled: false }]),
  );

/** The stream endpoints: list, schema, create, settings, delete. */
function createStreams(store: Store, offset: Offset) {
  async function describe(stream: SampleStream, fields: readonly Field[]): Promise<Json> {
    const [stats] = await store.query(
      `SELECT min(_timestamp) AS first, max(_timestamp) AS last, count(*) AS n FROM (${movedRows(stream, offset(stream))})`,
    );
    const n = Number(stats?.n ?? 0);
    const megabytes = stream.bytes / 1048576;
    return {
      name: stream.name,
      storage_type: 'disk',
      stream_type: stream.type,
      stats: {
        created_at: stream.createdAtUs,
        doc_time_min: Number(stats?.first ?? 0),
        doc_time_max: Number(stats?.last ?? 0),
        doc_num: n,
        file_num: n === 0 ? 0 : 1,
        storage_size: megabytes,
        compressed_size: megabytes / 8,
        index_size: 0,
      },
      schema: fields,
      settings: { ...DEFAULT_SETTINGS, ...stream.settings },
      ...(stream.metric === null ? {} : { metrics_meta: stream.metric }),
      total_fields: fields.length,
    };
  }

  function existing(type: string, name: string): SampleStream {
    const stream = store.find(type, name);
    if (!stream) throw plainRefusal(404, 'stream not found');
    return stream;
  }

  function page<T>(items: readonly T[], query: URLSearchParams): readonly T[] {
    const limit = Number(query.get('limit')) || 0;
    const skip = Number(query.get('offset')) || 0;
    if (limit > 0) return items.slice(skip, skip + limit);
    return skip >= items.length && skip > 0 ? [] : items;
  }

  return {
    async list(query: URLSearchParams): Promise<Json> {
      const fetchSchema = query.get('fetchSchema') ?? 'false';
      if (!/^(true|false)$/.test(fetchSchema))
        throw plainRefusal(400, ` 'fetchSchema' query param with value 'true' or 'false' allowed`);
      const asked = query.get('type');
      const type = asked === null || STREAM_TYPES.includes(asked) ? asked : 'logs';
      const keyword = (query.get('keyword') ?? '').toLowerCase();
      const wanted = [...store.streams.values()].filter(
        (stream) => (type === null || stream.type === type) && stream.name.includes(keyword),
      );
      const described = await Promise.all(
        wanted.map((stream) => describe(stream, fetchSchema === 'true' ? stream.fields : [])),
      );
      const sort = query.get('sort') ?? 'name';
      const key = (stream: Json) =>
        sort === 'name' ? String(stream.name) : Number((stream.stats as Record<string, unknown>)[sort] ?? 0);
      const sign = query.get('asc') === 'false' ? -1 : 1;
      described.sort((a, b) => (key(a) < key(b) ? -sign : sign));
      return { list: page(described, query), total: described.length };
    },
    async schema(name: string, query: URLSearchParams): Promise<Json> {
      const stream = existing(query.get('type') ?? 'logs', storedName(name));
      const keyword = (query.get('keyword') ?? '').toLowerCase();
      const fields = stream.fields.filter((field) => field.name.includes(keyword));
      return { ...(await describe(stream, page(fields, query) as Field[])), total_fields: fields.length };
    },
    async create(name: string, query: URLSearchParams, body: unknown): Promise<Json> {
      const type = query.get('type') ?? 'logs';
      checkType(type);
      const { fields, settings } = (body ?? {}) as { fields?: Field[]; settings?: Record<string, unknown> };
      if (fields === undefined) throw unreadable('missing field `fields`');
      if (settings === undefined) throw unreadable('missing field `settings`');
      if (!Array.isArray(fields))
        throw unreadable(`fields: invalid type: ${typeof fields}, expected a sequence`);
      checkFields(fields, 400);
      if (store.find(type, storedName(name))) throw plainRefusal(400, 'stream already exists');
      const stream = await store.create(type, storedName(name), fields);
      const keys = (settings.partition_keys ?? []) as Array<{ field: string }>;
      stream.settings = { enable_distinct_fields: false, ...settings, partition_keys: partitionLevels(keys) };
      return { code: 200, message: 'stream created' };
    },
    async settings(name: string, query: URLSearchParams, body: unknown): Promise<Json> {
      const type = query.get('type') ?? 'logs';
      checkType(type);
      const stream = existing(type, storedName(name));
      const settings = { ...stream.settings };
      for (const [key, value] of Object.entries((body ?? {}) as Json)) {
        const change = value as { add?: unknown[]; remove?: unknown[] } | null;
        if (Array.isArray(value))
          throw unreadable(
            `${key}[0]: invalid type: string ${JSON.stringify(value[0])}, expected a sequence`,
          );
        if (key === 'fields') {
          checkFields((change?.add ?? []) as Field[], 500);
          await store.addFields(
            stream,
            ((change?.add ?? []) as Field[]).filter(
              (field) => !stream.fields.some((known) => known.name === field.name),
            ),
          );
        } else if (key === 'partition_keys') {
          const levels = Object.values((settings.partition_keys ?? {}) as Record<string, { field: string }>);
          const kept = [...levels, ...((change?.add ?? []) as Array<{ field: string }>)].filter(
            ({ field }) =>
              !(change?.remove ?? []).some((gone) => (gone as { field: string }).field === field),
          );
          settings.partition_keys = partitionLevels(kept);
        } else if (change !== null && typeof change === 'object') {
          const now = new Set((settings[key] ?? []) as unknown[]);
          for (const item of change.add ?? []) now.add(item);
          for (const item of change.remove ?? []) now.delete(item);
          settings[key] = [...now];
        } else if (value !== null) settings[key] = value;
      }
      const both = ((settings.full_text_search_keys ?? []) as string[]).find((field) =>
        ((settings.index_fields ?? []) as string[]).includes(field),
      );
      if (both)
        throw plainRefusal(
          400,
          `field [${both}] cannot be both full text search and secondary index — choose one`,
        );
      stream.settings = settings;
      return { code: 200, message: '' };
    },
    async remove(name: string, query: URLSearchParams): Promise<Json> {
      await store.drop(existing(query.get('type') ?? 'logs', name));
      return { code: 200, message: 'stream deleted' };
    },
  };
}

/** Routes of streams and their schemas. */
export function streamRoutes(store: Store, offset: Offset): Route[] {
  const streams = createStreams(store, offset);
  const name = (path: Readonly<Record<string, string>>) => path.stream ?? '';
  return [
    ['GET', '/api/default/streams', ({ query }) => streams.list(query)],
    ['GET', '/api/default/streams/:stream/schema', ({ path, query }) => streams.schema(name(path), query)],
    [
      'POST',
      '/api/default/streams/:stream',
      async ({ path, query, body }) => streams.create(name(path), query, await body()),
    ],
    [
      'PUT',
      '/api/default/streams/:stream/settings',
      async ({ path, query, body }) => streams.settings(name(path), query, await body()),
    ],
    ['DELETE', '/api/default/streams/:stream', ({ path, query }) => streams.remove(name(path), query)],
  ];
}
