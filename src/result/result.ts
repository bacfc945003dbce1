import { listAt } from '../openobserve/answer.ts';
import { notesOn } from './notes.ts';
import { stringifyExact, textOf } from '../json/exact-json.ts';
import { maskSecrets } from '../redact/patterns.ts';
import type { Change } from '../json/merge.ts';
import type { Outcome } from '../call/outcome.ts';
import { nextCall } from './paging.ts';
import { compactSeries, MOST_POINTS, summariseHistogram, thinned } from './series.ts';
import { fitRows, project, shrink } from './shape.ts';
import { isoFromUs, type TimeRange } from '../call/arguments/times.ts';

/** Telemetry of a search, of no use to who asked. */
const NOISE = new Set(
  'took took_detail from size total columns trace_id scan_size scan_records scan_files idx_scan_size cached_ratio result_cache_ratio work_group order_by peak_memory_usage response_type function_error is_partial new_start_time new_end_time is_histogram_eligible query_index converted_histogram_query order_by_metadata'.split(
    ' ',
  ),
);
const CHARACTERS_PER_TOKEN = 3;
const CHANGES_BUDGET = 3000;
/** Characters of the shortest row there can be, with its comma. */
const SHORTEST_ROW = 4;

/** One text block of compact JSON, as MCP carries it. */
export interface ToolResult {
  readonly content: ReadonlyArray<{ readonly type: 'text'; readonly text: string }>;
  readonly isError?: boolean;
  readonly structuredContent?: Readonly<Record<string, unknown>>;
}

interface ResultOptions {
  /** Cap of one result in tokens, estimated from characters. */
  readonly maxTokens: number;
  readonly timeZone: string;
  /** Address of the OpenObserve UI, for links; null when none is configured. */
  readonly baseUrl: string | null;
  /** The sample has no UI to link to. */
  readonly demo: boolean;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The range that was searched: OpenObserve shortens one that is longer than the stream allows. */
function searchedRange(range: TimeRange, answer: unknown): TimeRange {
  const { new_start_time: startUs, new_end_time: endUs } = isObject(answer) ? answer : {};
  return typeof startUs === 'number' && startUs > 0 && typeof endUs === 'number' && endUs > 0
    ? { startUs, endUs }
    : range;
}

function linkTo(outcome: Outcome, baseUrl: string | null): string | undefined {
  const { row, args, organization, value } = outcome;
  if (row.uiPath === null || baseUrl === null) return undefined;
  const fields: Record<string, unknown> = {
    ...(isObject(value) ? value : {}),
    org_id: organization,
    ...args,
  };
  let known = true;
  const path = row.uiPath.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    known &&= fields[name] !== undefined;
    return encodeURIComponent(textOf(fields[name]));
  });
  return known ? `${baseUrl}${path}` : undefined;
}

function about(value: unknown, rows: string): Record<string, unknown> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== rows && !NOISE.has(key)));
}

/** The answer without its list, which may be long and is shaped by itself. */
function withoutList(value: unknown, rows: string): unknown {
  if (rows === '' || !isObject(value)) return {};
  const [key = '', ...rest] = rows.split('.');
  return { ...value, [key]: rest.length === 0 ? [] : withoutList(value[key], rest.join('.')) };
}

/** What an update changed, from what to what; unchanged fields are not worth a word. */
function changesOf(changes: readonly Change[]): unknown {
  if (changes.length === 0) return 'nothing: it was like this already';
  return shrink(
    maskSecrets(
      Object.fromEntries(
        changes.map(({ field, from, to }) => [field, { from: from ?? null, to: to ?? null }]),
      ),
    ),
    CHANGES_BUDGET,
  ).value;
}

/** An outcome as a small, whole answer: rows projected and capped, secrets masked, what is left reachable by `next`. */
export function toResult(outcome: Outcome, options: ResultOptions): ToolResult {
  const { maxTokens, timeZone, baseUrl, demo } = options;
  const { row, range, isFull, truncated } = outcome;
  const list = row.rows === null ? null : listAt(outcome.value, row.rows);
  const value = maskSecrets(
    list === null ? outcome.value : withoutList(outcome.value, row.rows ?? ''),
    row.reveals,
  );
  const notes = [...outcome.notes, ...notesOn(value, truncated, timeZone)];
  const head: Record<string, unknown> = {};
  const searched = range && searchedRange(range, value);
  if (searched)
    head.range = { start: isoFromUs(searched.startUs, timeZone), end: isoFromUs(searched.endUs, timeZone) };
  const link = demo ? undefined : linkTo(outcome, baseUrl);
  if (row.access !== 'read') head.done = row.title;
  if (outcome.changes !== null) head.changed = changesOf(outcome.changes);
  if (link !== undefined) head.link = link;
  const key = row.untrusted ? 'untrusted_data' : 'data';
  const budget = maxTokens * CHARACTERS_PER_TOKEN - 600;

  if (list === null) {
    const fitted = shrink(value, budget - stringifyExact(head).length);
    if (fitted.cut) notes.push('Long parts were cut to keep the answer small.');
    return asResult({
      ...head,
      ...(fitted.value === '' ? {} : { [key]: fitted.value }),
      ...(notes.length > 0 ? { notes } : {}),
    });
  }

  const rest = shrink(about(value, row.rows ?? ''), Math.floor(budget / 3));
  if (Object.keys(rest.value as object).length > 0) head.about = rest.value;
  // No more rows are looked at than could fit, however many came.
  const first = list.slice(0, Math.ceil(budget / SHORTEST_ROW)).map((item) => maskSecrets(item, row.reveals));
  const projected = isFull ? first : first.map((item) => compactSeries(project(item, row.summaryFields)));
  const summary = isFull ? null : summariseHistogram(projected);
  if (summary !== null) head.summary = summary;
  const room = budget - stringifyExact(head).length;
  // A series of one number is as well told by fewer points, evenly spread, as by the first of them.
  const isSeries = summary !== null && 'trend' in summary && projected.length === list.length;
  const points = isSeries ? thinned(projected, MOST_POINTS) : projected;
  const all = fitRows(points, room, isFull);
  const fitted =
    isSeries && all.shown < points.length ? fitRows(thinned(points, all.shown), room, isFull) : all;
  const isThinned = isSeries && fitted.shown < list.length;
  if (isThinned)
    notes.push(
      `${fitted.shown} of ${list.length} points are shown, evenly spread; the summary counts all. detail: "full" shows every one.`,
    );
  if (fitted.shortened) notes.push('Long texts were cut; detail: "full" shows more of each.');
  if (!isFull && row.summaryFields.length > 0 && list.length > 0)
    notes.push('detail: "full" shows all fields.');
  const total =
    isObject(value) && typeof value.total === 'number' && value.total > list.length ? value.total : undefined;
  const next = nextCall(outcome, isThinned ? list.length : fitted.shown, list.length);
  if (next === null && !isThinned && fitted.shown < list.length) {
    notes.push(
      `${list.length - fitted.shown} more rows did not fit. Narrow the request with its filters to see them.`,
    );
  }
  return asResult({
    ...head,
    shown: fitted.shown,
    ...(list.length > fitted.shown ? { received: list.length } : {}),
    ...(total === undefined ? {} : { total }),
    [key]: fitted.data,
    ...(notes.length > 0 ? { notes } : {}),
    ...(next === null ? {} : { next }),
  });
}

function asResult(body: Record<string, unknown>): ToolResult {
  return { content: [{ type: 'text', text: stringifyExact(body) }] };
}
