import { cannot, plainRefusal, searchRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { plainRequest, type Searcher } from './search.ts';
import { type Json, traceId } from '../http/search-body.ts';
import { quoted, type SampleStream, type Store } from '../store/store.ts';

const MINUTE_US = 60e6;
const HOUR_US = 3600e6;
const MOST_SPANS = 10_000;
const DEFAULT_SIZE = 10;

type Span = Readonly<Record<string, unknown>>;

interface Range {
  readonly startUs: number;
  readonly endUs: number;
}

const literal = (text: string) => `'${text.replaceAll(`'`, `''`)}'`;
const nsOf = (span: Span, field: 'start_time' | 'end_time') => BigInt(String(span[field] ?? 0));
const total = (spans: readonly Span[], field: string) =>
  spans.reduce((sum, span) => sum + Number(span[field] ?? 0), 0);
const known = (spans: readonly Span[], field: string) =>
  [...new Set(spans.flatMap((span) => (span[field] === undefined ? [] : [String(span[field])])))].sort();
const isError = ({ span_status: status }: Span) => status === 'ERROR';

/** Start and end of some spans in ns. */
function boundsNs(spans: readonly Span[]) {
  const sorted = (field: 'start_time' | 'end_time') =>
    spans.map((span) => nsOf(span, field)).sort((a, b) => (a < b ? -1 : 1));
  return {
    startNs: sorted('start_time')[0] as bigint,
    endNs: sorted('end_time').at(-1) as bigint,
  };
}

/** The window that a UUIDv7 tells of the time it was made at; null for any other id. */
function windowOf(id: string | undefined): Range | null {
  if (!/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/i.test(id ?? '')) return null;
  const madeUs = Number.parseInt((id as string).slice(0, 12), 16) * 1000;
  return { startUs: madeUs - MINUTE_US, endUs: madeUs + HOUR_US };
}

/** How long each service took part, databases and queues that were inferred beside it. */
function services(spans: readonly Span[]): Json[] {
  const found = new Map<
    string,
    { count: number; duration: number; service_name: string; service_type?: string }
  >();
  for (const span of spans) {
    const inferred = span.infer_service_name;
    const name = String(inferred ?? span.service_name);
    const type = inferred === undefined ? {} : { service_type: String(span.infer_service_type) };
    const key = JSON.stringify([name, type]);
    const before = found.get(key) ?? { count: 0, duration: 0, service_name: name, ...type };
    found.set(key, {
      ...before,
      count: before.count + 1,
      duration: Math.max(before.duration, Number(span.duration)),
    });
  }
  return [...found.values()];
}

const usage = (spans: readonly Span[]) => ({
  gen_ai_usage_cost: total(spans, 'gen_ai_usage_cost'),
  gen_ai_usage_input_tokens: total(spans, 'gen_ai_usage_input_tokens'),
  gen_ai_usage_output_tokens: total(spans, 'gen_ai_usage_output_tokens'),
  gen_ai_usage_total_tokens: total(spans, 'gen_ai_usage_total_tokens'),
});

function traceHit(id: string, spans: readonly Span[]): Json {
  const { startNs, endNs } = boundsNs(spans);
  const [first] = spans as [Span];
  return {
    duration: Math.max(...spans.map((span) => Number(span.duration))),
    end_time: endNs,
    first_event: { operation_name: first.operation_name, service_name: first.service_name },
    gen_ai_input_messages: spans.find((span) => span.gen_ai_input_messages)?.gen_ai_input_messages ?? null,
    ...usage(spans),
    models: known(spans, 'gen_ai_response_model'),
    service_name: services(spans),
    spans: [spans.length, spans.filter(isError).length],
    start_time: startNs,
    trace_id: id,
  };
}

/** @throws {Refusal} for spans of language models in the columns that came before `gen_ai_*` */
function refuseOlderColumns({ fields }: SampleStream): void {
  if (fields.some(({ name }) => name.startsWith('llm_usage_'))) throw cannot('sum the older llm_* columns');
}

/** What the first message of somebody says. */
function firstUserMessage(spans: readonly Span[]): string | null {
  const text = spans.find((span) => span.gen_ai_input_messages)?.gen_ai_input_messages;
  try {
    const messages = JSON.parse(String(text)) as ReadonlyArray<{ role?: string; content?: string }>;
    return messages.find(({ role }) => role === 'user')?.content ?? null;
  } catch {
    return null;
  }
}

function sessionHit(id: string, spans: readonly Span[]): Json {
  const { startNs, endNs } = boundsNs(spans);
  return {
    duration: endNs - startNs,
    end_time: endNs,
    error_count: spans.filter(isError).length,
    first_user_message: firstUserMessage(spans),
    ...usage(spans),
    session_id: id,
    start_time: startNs,
    trace_count: known(spans, 'trace_id').length,
    user_ids: known(spans, 'user_id'),
  };
}

function emptyAnswer(from: number, size: number, isHistogramEligible: boolean): Json {
  return {
    took: 0,
    took_detail: {},
    hits: [],
    total: 0,
    from,
    size,
    cached_ratio: 0,
    scan_size: 0,
    idx_scan_size: 0,
    scan_records: 0,
    trace_id: traceId(),
    is_partial: false,
    result_cache_ratio: 0,
    order_by: 'desc',
    order_by_metadata: [['zo_sql_timestamp', 'desc']],
    is_histogram_eligible: isHistogramEligible,
    peak_memory_usage: 0,
  };
}

/** Spans in groups, in the order of `ids`, each oldest first. */
function inGroups(
  spans: readonly Span[],
  field: string,
  ids: readonly string[],
): Array<readonly [string, Span[]]> {
  const groups = new Map(ids.map((id) => [id, [] as Span[]]));
  for (const span of spans) groups.get(String(span[field]))?.push(span);
  for (const group of groups.values())
    group.sort((a, b) => (nsOf(a, 'start_time') < nsOf(b, 'start_time') ? -1 : 1));
  return [...groups].filter(([, group]) => group.length > 0);
}

/** Routes of traces. */
export function traceRoutes(store: Store, searcher: Searcher): Route[] {
  const refuse = (message: string) => plainRefusal(400, message);

  function existing({ path: { stream: name = '' } }: Call): SampleStream {
    const stream = store.find('traces', name);
    if (!stream) throw searchRefusal(20002, `Search stream not found: ${name}`);
    return stream;
  }

  /** A time of the query in µs. @throws {Refusal} 400 */
  function timeUs(query: URLSearchParams, name: string): number {
    const us = Number(query.get(name) ?? 0);
    if (!Number.isInteger(us) || us === 0) throw refuse(`${name} is empty`);
    return us;
  }

  function pageOf(query: URLSearchParams) {
    const filter = query.get('filter') ?? '';
    const named = /\btrace_id\s*=\s*'([0-9a-f]{32})'/i.exec(filter)?.[1];
    const given = { startUs: timeUs(query, 'start_time'), endUs: timeUs(query, 'end_time') };
    return {
      filter,
      from: Number(query.get('from') ?? 0),
      size: Number(query.get('size') ?? DEFAULT_SIZE),
      range: windowOf(query.get('trace_id') ?? undefined) ?? windowOf(named) ?? given,
    };
  }

  const rows = (sql: string, { startUs, endUs }: Range, size: number | null = null, from = 0) =>
    searcher.rows(plainRequest(sql, 'traces', { startUs, endUs }, size, from));

  /** Names of one page of groups, as `order` sorts them. */
  async function idsOf(
    stream: SampleStream,
    field: string,
    { filter, from, size, range }: ReturnType<typeof pageOf>,
    order: string,
  ): Promise<string[]> {
    const where = [`${field} IS NOT NULL`, ...(filter === '' ? [] : [filter])].join(' AND ');
    const found = await rows(
      `SELECT ${field} AS id, max(duration) AS longest, min(_timestamp) AS zo_sql_timestamp FROM ${quoted(stream.name)} WHERE ${where} GROUP BY ${field} ORDER BY ${order}, id LIMIT ${size} OFFSET ${from}`,
      range,
    );
    return found.map(({ id }) => String(id));
  }

  async function spansOf(
    stream: SampleStream,
    field: string,
    ids: readonly string[],
    { startUs, endUs }: Range,
  ) {
    return rows(
      `SELECT * FROM ${quoted(stream.name)} WHERE ${field} IN (${ids.map(literal).join(', ')})`,
      { startUs: startUs - HOUR_US, endUs: endUs + HOUR_US },
      MOST_SPANS,
    );
  }

  async function latest(call: Call) {
    const { query } = call;
    const page = pageOf(query);
    const sortBy = query.get('sort_by') ?? 'start_time';
    if (!/^(start_time|duration)$/.test(sortBy))
      throw refuse('Invalid sort_by field, only support duration and start_time');
    const stream = existing(call);
    const order = query.get('sort_order') === 'asc' ? 'ASC' : 'DESC';
    const column = sortBy === 'duration' ? 'longest' : 'zo_sql_timestamp';
    const ids = await idsOf(stream, 'trace_id', page, `${column} ${order}`);
    if (ids.length === 0) return emptyAnswer(page.from, page.size, true);
    const spans = await spansOf(stream, 'trace_id', ids, page.range);
    const hits = inGroups(spans, 'trace_id', ids).map(([id, group]) => traceHit(id, group));
    return { took: 1, total: hits.length, from: page.from, size: page.size, hits, trace_id: traceId() };
  }

  async function sessions(call: Call) {
    const page = pageOf(call.query);
    const stream = existing(call);
    refuseOlderColumns(stream);
    if (!stream.fields.some(({ name }) => name.startsWith('gen_ai_')))
      throw refuse(`Missing required LLM field 'llm_usage_tokens_input' in stream '${stream.name}'`);
    const ids = await idsOf(stream, 'session_id', page, 'zo_sql_timestamp DESC');
    if (ids.length === 0) return emptyAnswer(page.from, page.size, false);
    const spans = await spansOf(stream, 'session_id', ids, page.range);
    const hits = inGroups(spans, 'session_id', ids).map(([id, group]) => sessionHit(id, group));
    return { took: 1, total: hits.length, from: page.from, size: page.size, hits, trace_id: traceId() };
  }

  /** It fails on every stream of the real server. */
  function users(call: Call): never {
    pageOf(call.query);
    const stream = existing(call);
    refuseOlderColumns(stream);
    throw stream.fields.some(({ name }) => name.startsWith('gen_ai_'))
      ? searchRefusal(
          20008,
          'This feature is not implemented: Dot access not supported for non-string expr: Identifier(Ident { value: "id", quote_style: None, span: Span(Location(1,118)..Location(1,120)) })',
        )
      : searchRefusal(
          20004,
          `Search field not found: Schema error: No field named llm_user_id. Valid fields are ${stream.name}._timestamp, ${stream.name}.trace_id.`,
        );
  }

  function required(query: URLSearchParams, name: string): number {
    const text = query.get(name);
    if (text === null) throw refuse(`${name} parameter is required`);
    if (!/^-?\d+$/.test(text)) throw refuse(`Invalid ${name} parameter`);
    return Number(text);
  }

  async function tree(call: Call) {
    const [startUs, endUs] = ['start_time', 'end_time'].map((name) => required(call.query, name)) as [
      number,
      number,
    ];
    if (startUs >= endUs) throw refuse('start_time must be less than end_time');
    const stream = existing(call);
    if (!stream.fields.some(({ name }) => name === 'gen_ai_operation_name'))
      throw searchRefusal(
        20004,
        `Search field not found: Schema error: No field named gen_ai_operation_name. Did you mean '${stream.name}.operation_name'?.`,
      );
    const id = call.path.trace ?? '';
    const spans = await rows(
      `SELECT * FROM ${quoted(stream.name)} WHERE trace_id = ${literal(id)} ORDER BY start_time DESC`,
      { startUs, endUs },
      MOST_SPANS,
    );
    if (spans.length === 0) throw plainRefusal(404, 'Trace not found');
    const nodes = spans.map((span) => ({
      end_time: span.end_time,
      gen_ai_operation_name: span.gen_ai_operation_name ?? null,
      operation_name: span.operation_name,
      parent_span_id: span.reference_parent_span_id ?? null,
      service_name: span.service_name,
      span_id: span.span_id,
      span_status: span.span_status,
      start_time: span.start_time,
    }));
    const edges = nodes
      .filter(({ parent_span_id: parent }) => nodes.some(({ span_id }) => span_id === parent))
      .map(({ parent_span_id: from, span_id: to }) => ({ from, to }));
    return { took: 1, edges, trace_id: id, internal_trace_id: traceId(), nodes };
  }

  const BASE = '/api/default/:stream/traces';
  return [
    ['GET', `${BASE}/latest`, latest],
    ['GET', `${BASE}/session`, sessions],
    ['GET', `${BASE}/user`, users],
    ['GET', `${BASE}/:trace/dag`, tree],
  ];
}
