import type { TimeRange } from '../call/arguments/times.ts';
import { stringifyExact, textOf } from '../json/exact-json.ts';
import type { RedactKnown } from '../redact/known-secrets.ts';
import { hideIn, hideInText } from '../redact/redact-json.ts';
import type { ViewData } from '../views/view-data.ts';
import { bodyOf, type ResultParts, rangeText } from './body.ts';
import { listAnswer, readingOf } from './list.ts';
import { budgetOf, type MaskedOutcome, rowsOf } from './masked-outcome.ts';
import { notesOn } from './notes.ts';
import { nextCall, totalOf } from './paging.ts';
import { fitRows, shrink } from './cut-to-size.ts';
import { presented } from './values.ts';
import { viewRows } from './view-rows.ts';
import { writtenOf } from './write-result.ts';

const CHANGES_BUDGET = 3000;

/** One text block of compact JSON, as MCP carries it. */
export interface ToolResult {
  readonly content: ReadonlyArray<{ readonly type: 'text'; readonly text: string }>;
  readonly isError?: boolean;
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  /** What a view draws, for clients that have views. No model reads it. */
  readonly view?: ViewData;
}

interface ResultOptions {
  /** Cap of one result in tokens, estimated from characters. */
  readonly maxTokens: number;
  /** Address of the OpenObserve UI, for links; null when none is configured. */
  readonly baseUrl: string | null;
  /** The sample has no UI to link to. */
  readonly demo: boolean;
  /** Whether rows are given whole beside the text, for a view; left out for no. */
  readonly withView?: boolean;
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

function linkTo(outcome: MaskedOutcome, baseUrl: string | null): string | undefined {
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

/** The answer without its list, which may be long and is shaped by itself. */
function withoutList(value: unknown, rows: string): unknown {
  if (rows === '' || !isObject(value)) return {};
  const [key = '', ...rest] = rows.split('.');
  return { ...value, [key]: rest.length === 0 ? [] : withoutList(value[key], rest.join('.')) };
}

const asCount = (count: number) => count.toLocaleString('en');

/** The parts of a result as MCP carries them: one text of compact JSON. */
export const asResult = (parts: ResultParts): ToolResult => ({
  content: [{ type: 'text', text: stringifyExact(bodyOf(parts)) }],
});

function written(
  outcome: MaskedOutcome,
  head: Readonly<Record<string, unknown>>,
  notes: readonly string[],
): ToolResult {
  const { row, isFull, changes, masked } = outcome;
  const { value } = masked;
  const answer = (isFull || row.untrusted) && value !== '' ? { answer: value } : {};
  const changed =
    changes === null || changes.length === 0 ? {} : { changed: shrink(masked.changes, CHANGES_BUDGET).value };
  const all = { ...changed, ...answer };
  const isSame = changes !== null && changes.length === 0;
  return asResult({
    head: {
      done: row.title,
      ...writtenOf(outcome, value),
      ...(isSame ? { changed: 'nothing: it was like this already' } : {}),
      ...head,
    },
    data: Object.keys(all).length === 0 ? '' : all,
    tail: {},
    cut: [],
    notes,
  });
}

/** An answer that is one object, or a text. In full it is as OpenObserve holds it, to be changed and sent back. */
function whole(
  outcome: MaskedOutcome,
  head: Readonly<Record<string, unknown>>,
  notes: readonly string[],
  budget: number,
): ToolResult {
  const { value } = outcome.masked;
  const read =
    outcome.isFull || typeof value !== 'object' || value === null
      ? value
      : withoutNulls(presented(value, readingOf(outcome)));
  const fitted = shrink(read, budget);
  return asResult({
    head,
    data: fitted.value,
    tail: {},
    cut: fitted.cut ? ['Long parts were cut to keep the answer small.'] : [],
    notes,
  });
}

/** An object without its members that are null: of a dashboard, the versions that it does not have. */
function withoutNulls(value: unknown): unknown {
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null))
    : value;
}

function listed(
  outcome: MaskedOutcome,
  { looked, received }: { readonly looked: readonly unknown[]; readonly received: number },
  head: Readonly<Record<string, unknown>>,
  notes: readonly string[],
  budget: number,
  withView: boolean,
): ToolResult {
  const { isFull, masked } = outcome;
  const total = totalOf(outcome, received);
  const isComplete = total !== null && looked.length === received;
  const answer = listAnswer(outcome, looked, isComplete);
  const { about, whole: all } = answer;
  // Most of it is settings, statistics and telemetry.
  const rest = isFull ? shrink(masked.value, Math.floor(budget / 3)).value : {};
  const aside = { ...(rest as object), ...about };
  const room = budget - stringifyExact(head).length - stringifyExact(aside).length;
  let { table, thinned } = answer;
  let fitted = fitRows(table, room, isFull);
  // Of a course that does not fit fewer points are shown, not its beginning alone.
  if (answer.thinTo !== undefined && fitted.shown < table.rows.length) {
    ({ table, thinned } = answer.thinTo(fitted.shown));
    fitted = fitRows(table, room, isFull);
  }
  const isTabled = table.rows.length === looked.length;
  // A course that was thinned is whole, and so are the rows that came before the one that did not fit.
  const seen = fitted.shown === table.rows.length ? received : isTabled ? fitted.shown : 0;
  const next = nextCall(outcome, seen, received);
  const left = table.rows.length - fitted.shown;
  const cut = [
    ...(thinned === null ? [] : [thinned]),
    ...(left === 0
      ? []
      : [
          next === null
            ? `${asCount(fitted.shown)} of ${asCount(table.rows.length)} rows fit into one answer. Narrow the request to see the others.`
            : `${asCount(fitted.shown)} of ${asCount(table.rows.length)} rows fit into one answer; next brings the others. Name fewer columns, or aggregate.`,
        ]),
    ...(fitted.columnsLeft === 0
      ? []
      : [`${asCount(fitted.columnsLeft)} more columns did not fit. Name those that you need.`]),
    ...(fitted.shortened ? ['Long texts were cut; detail: "full" shows more of each.'] : []),
  ];
  const text = asResult({
    head,
    data: {
      ...aside,
      ...fitted.table,
      ...(Object.keys(outcome.seen).length > 0 ? { seen: outcome.seen } : {}),
    },
    tail: {
      shown: fitted.shown,
      total: isComplete && all.rows.length !== received ? all.rows.length : total,
      ...(next === null ? {} : { next }),
    },
    cut,
    notes,
  });
  return withView ? { ...text, view: viewRows(all) } : text;
}

/** An outcome as a small, whole answer: rows projected and capped, secrets masked, what is left reachable by `next`. */
export function toResult(outcome: MaskedOutcome, options: ResultOptions): ToolResult {
  const { maxTokens, baseUrl, demo, withView = false } = options;
  const { row, range, truncated, masked } = outcome;
  const list = rowsOf(outcome);
  const value = list === null ? outcome.value : withoutList(outcome.value, row.rows ?? '');
  const notes = [...outcome.notes, ...notesOn(value, truncated)];
  const searched = range && searchedRange(range, value);
  const link = demo ? undefined : linkTo(outcome, baseUrl);
  const head = {
    ...(searched ? { range: rangeText(searched) } : {}),
    ...(link === undefined ? {} : { link }),
  };
  const budget = budgetOf(maxTokens);
  if (row.access !== 'read') return written(outcome, head, notes);
  return list === null
    ? whole(outcome, head, notes, budget)
    : listed(outcome, { looked: masked.rows, received: list.length }, head, notes, budget, withView);
}

/** A result without known secrets. */
export function hideInResult(
  { content, structuredContent, view, ...rest }: ToolResult,
  hide: RedactKnown,
): ToolResult {
  return {
    ...rest,
    content: content.map(({ type, text }) => ({ type, text: hideInText(text, hide) })),
    ...(structuredContent === undefined ? {} : { structuredContent: hideIn(structuredContent, hide) }),
    ...(view === undefined ? {} : { view: hideIn(view, hide) }),
  };
}
