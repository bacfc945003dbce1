import { button, el } from '../dom/dom.ts';
import { withLocalTimes } from './format.ts';
import type { Host, ToolAnswer, ToolArguments } from './host.ts';
import { drawObject } from './object.ts';
import { drawRange, drawRows, trouble } from './rows-view.ts';
import { type DrawnResult, drawnResultOf } from './shown.ts';
import { objectsOf, type RowObject, tableIn } from './table-data.ts';

const COLUMNS = ['kind', 'stream', 'finding', 'query'];

const textIn = (value: unknown) => (typeof value === 'string' ? value : '');

/** Whether an answer holds the findings of an investigation, or says that there are none. */
export const isInvestigation = ({ data: { columns } }: DrawnResult) =>
  Array.isArray(columns) && COLUMNS.every((column) => columns.includes(column));

/** The call that gives the figures of a finding. */
function queryOf({ kind, query }: RowObject, range: ToolArguments) {
  if (typeof query !== 'string') return null;
  return kind === 'metric'
    ? { tool: 'prometheus_range_query', arguments: { query, ...range } }
    : { tool: 'search_sql', arguments: { sql: query, start_time: range.start, end_time: range.end } };
}

function drawFinding(finding: RowObject, range: ToolArguments, host: Host): HTMLElement {
  const onto = el('div', { class: 'beside' });
  const query = queryOf(finding, range);
  const { call } = host;
  async function run(): Promise<void> {
    if (!query || !call) return;
    onto.replaceChildren(el('p', { class: 'quiet', role: 'status' }, 'Reading …'));
    try {
      onto.replaceChildren(...drawRows(await call(query.tool, query.arguments), query, host, onto));
    } catch (error) {
      onto.replaceChildren(trouble((error as Error).message));
    }
  }
  const since = textIn(finding.since);
  return el(
    'li',
    {},
    el(
      'p',
      {},
      el('span', { class: 'badge' }, textIn(finding.kind)),
      ' ',
      withLocalTimes(textIn(finding.finding), host.timeZone),
    ),
    el(
      'p',
      { class: 'quiet small' },
      [textIn(finding.stream), since === '' ? '' : `since ${withLocalTimes(since, host.timeZone)}`]
        .filter((text) => text !== '')
        .join(', '),
    ),
    query && call ? button('Show the data', () => void run(), { class: 'link' }) : null,
    onto,
  );
}

function drawEvent(event: RowObject, { timeZone }: Host): HTMLElement {
  return el(
    'li',
    {},
    el('p', {}, el('span', { class: 'badge write' }, textIn(event.event)), ' ', textIn(event.record)),
    el(
      'p',
      { class: 'quiet small' },
      `${textIn(event.stream)}, ${withLocalTimes(textIn(event.at), timeZone)}`,
    ),
  );
}

/** What came before the onset, the findings with their data on request, who is affected, and what was looked at. */
export function drawFindings({ body, data, range, cut }: DrawnResult, host: Host): HTMLElement[] {
  const [start, end] = (range ?? []).map((ms) => new Date(ms).toISOString());
  const events = objectsOf(tableIn(data.events_before_the_onset));
  const findings = objectsOf(tableIn(data));
  const { traces, services, affected } = data;
  const { looked_at, not_looked_at } = { ...body, ...data } as Readonly<Record<string, unknown>>;
  const beside = Object.entries({ traces, services, affected }).filter(([, value]) => value !== undefined);
  return [
    ...(events.length === 0
      ? []
      : [
          el('h2', {}, 'Before it began'),
          el('ul', { class: 'findings' }, ...events.map((event) => drawEvent(event, host))),
        ]),
    ...(findings.length === 0
      ? []
      : [
          el('h2', {}, 'Findings, the likeliest first'),
          el(
            'ol',
            { class: 'findings' },
            ...findings.map((finding) => drawFinding(finding, { start, end }, host)),
          ),
        ]),
    ...(cut === null ? [] : [el('p', { class: 'quiet small' }, cut)]),
    ...(beside.length === 0 ? [] : [drawObject(Object.fromEntries(beside), host.timeZone)]),
    el(
      'details',
      {},
      el('summary', {}, 'What was looked at'),
      drawObject({ looked_at, not_looked_at }, host.timeZone),
    ),
  ];
}

/** What an investigation found. */
export function drawInvestigation(answer: ToolAnswer, host: Host): HTMLElement[] {
  const shown = drawnResultOf(answer);
  if (shown.isError) return [trouble(shown.words)];
  return [
    el('p', { class: 'said' }, withLocalTimes(shown.words, host.timeZone)),
    ...drawRange(shown, host.timeZone),
    ...drawFindings(shown, host),
  ];
}
