import { button, el } from '../dom/dom.ts';
import { drawBars } from './bars.ts';
import { pictureOf } from './chart-data.ts';
import { rangeText, withLocalTimes } from './format.ts';
import type { Host, ToolAnswer, ToolArguments } from './host.ts';
import { drawObject } from './object.ts';
import { type DrawnResult, drawnResultOf } from './shown.ts';
import { drawTable } from './table.ts';
import { drawTimeChart } from './time-chart.ts';
import { spansIn } from './trace.ts';
import { drawTrace } from './trace-view.ts';

const GET_TRACE = 'get_trace';
/** Tools that take a range, and so can be asked for a part of it. */
const WITH_RANGE = ['search_sql', 'prometheus_range_query', 'timeline'];

/** The call whose answer is drawn. */
export interface DrawnCall {
  readonly tool: string;
  readonly arguments: ToolArguments;
}

/** The one trace that a query is about; null where it is about none, or about several. */
function traceIn(call: DrawnCall | null): string | null {
  const found = String(call?.arguments.sql ?? '').match(/\btrace_id"?\s*=\s*'[0-9a-f]{16,32}'/gi) ?? [];
  const ids = new Set(found.map((text) => text.split("'")[1] as string));
  const [only] = ids;
  return ids.size === 1 && only !== undefined ? only : null;
}

/** Any text of an error, where people see it. */
export const trouble = (words: string) => el('p', { class: 'trouble', role: 'alert' }, words);

/** The time that an answer is of, and what it is compared with. */
export function drawRange({ range, baseline }: DrawnResult, timeZone: string | undefined): HTMLElement[] {
  if (range === null) return [];
  const than = baseline === null ? '' : `, compared with ${rangeText(baseline, timeZone)}`;
  return [el('p', { class: 'quiet small' }, `${rangeText(range, timeZone)}${than}`)];
}

/** Rows as a chart and a table, or one object as names and values. Empty where there is nothing. */
export function drawData(
  shown: DrawnResult,
  call: DrawnCall | null,
  host: Host,
  onto: HTMLElement,
): HTMLElement[] {
  const { timeZone } = host;
  const { table } = shown;
  if (!table) {
    const { columns, rows, ...object } = shown.data;
    return Object.keys(object).length === 0 ? [] : [drawObject(object, timeZone)];
  }
  if (spansIn(table)) return [drawTrace(shown, call?.arguments ?? {}, host)];
  const beside = el('div', { class: 'beside' });

  async function openTrace(traceId: string): Promise<void> {
    if (!host.call) return;
    beside.replaceChildren(el('p', { class: 'quiet', role: 'status' }, 'Reading the trace …'));
    try {
      const args = { trace_id: traceId };
      const answer = drawnResultOf(await host.call(GET_TRACE, args));
      const close = button('Close the trace', () => beside.replaceChildren());
      beside.replaceChildren(answer.table ? drawTrace(answer, args, host) : trouble(answer.words), close);
      close.focus();
    } catch (error) {
      beside.replaceChildren(trouble((error as Error).message));
    }
  }

  const canNarrow = call !== null && host.call !== null && WITH_RANGE.includes(call.tool);
  async function readAgain(startMs: number, endMs: number): Promise<void> {
    if (!call || !host.call) return;
    const iso = (ms: number) => new Date(ms).toISOString();
    const part = {
      ...call,
      arguments: { ...call.arguments, start_time: iso(startMs), end_time: iso(endMs) },
    };
    try {
      const answer = await host.call(part.tool, part.arguments);
      onto.replaceChildren(
        ...drawRows(answer, part, host, onto),
        button('Back to the whole range', () => onto.replaceChildren(...whole)),
      );
      onto.querySelector<HTMLElement>('.plot')?.focus();
    } catch (error) {
      beside.replaceChildren(trouble((error as Error).message));
    }
  }

  const picture = pictureOf(table);
  const count = `${table.rows.length} ${table.rows.length === 1 ? 'row' : 'rows'}`;
  const drawn = drawTable(table, {
    caption: count,
    timeZone,
    onCell: (column) => (column === 'trace_id' && host.call ? (value) => void openTrace(value) : null),
  });
  const pictured =
    picture === null
      ? [drawn]
      : [
          picture.kind === 'bars'
            ? drawBars(picture)
            : drawTimeChart(picture, {
                timeZone,
                range: shown.range,
                readAgain: canNarrow ? (startMs, endMs) => void readAgain(startMs, endMs) : null,
              }),
          el('details', {}, el('summary', {}, `Show ${count}`), drawn),
        ];
  const traceId = host.call ? traceIn(call) : null;
  const drawTraceOf = traceId === null ? [] : [button('Draw this trace', () => void openTrace(traceId))];
  const whole = [...onto.childNodes, ...drawTraceOf, ...pictured, beside];
  return [...drawTraceOf, ...pictured, beside];
}

/** An answer with rows: what it says, what is drawn of it, and what is left out. */
export function drawRows(
  answer: ToolAnswer,
  call: DrawnCall | null,
  host: Host,
  onto: HTMLElement,
): HTMLElement[] {
  const shown = drawnResultOf(answer);
  const { words, cut, notes, link } = shown;
  if (shown.isError) return [trouble(words)];
  const data = drawData(shown, call, host, onto);
  const { open } = host;
  return [
    ...(words === '' ? [] : [el('p', { class: 'said' }, withLocalTimes(words, host.timeZone))]),
    ...drawRange(shown, host.timeZone),
    ...(data.length === 0 && words === '' ? [el('p', { class: 'said' }, 'No rows.')] : data),
    ...[...(cut === null ? [] : [cut]), ...notes].map((note) =>
      el('p', { class: 'quiet small' }, withLocalTimes(note, host.timeZone)),
    ),
    ...(link === null || open === null
      ? []
      : [button('Open in OpenObserve', () => open(link), { class: 'link' })]),
  ];
}
