import { button, el } from '../dom/dom.ts';
import type { Host, ToolAnswer } from './host.ts';
import { drawObject } from './object.ts';
import { drawRows, trouble } from './rows-view.ts';
import { shownOf } from './shown.ts';
import { withLocalTimes } from './words.ts';

type Members = Readonly<Record<string, unknown>>;

const listIn = (value: unknown) => (Array.isArray(value) ? (value as readonly Members[]) : []);
const textIn = (value: unknown) => (typeof value === 'string' ? value : '');

/** The call that gives the figures of a finding. */
function queryOf({ sql, promql }: Members, window: Members) {
  const range = { start_time: window.start, end_time: window.end };
  if (typeof sql === 'string') return { tool: 'search_sql', arguments: { sql, ...range } };
  return typeof promql === 'string'
    ? { tool: 'prometheus_range_query', arguments: { query: promql, start: window.start, end: window.end } }
    : null;
}

function drawFinding(finding: Members, window: Members, host: Host): HTMLElement {
  const onto = el('div', { class: 'beside' });
  const query = queryOf(finding, window);
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

/** What an investigation found: the answer, what came before the onset, the findings with their data on request. */
export function drawInvestigation(answer: ToolAnswer, host: Host): HTMLElement[] {
  const { body, data, isError, words } = shownOf(answer);
  if (isError) return [trouble(words)];
  const window = (body.window ?? {}) as Members;
  const events = listIn(data.events_before_the_onset);
  const findings = listIn(data.findings);
  const { findings: _, events_before_the_onset: __, ...rest } = data;
  const looked = { looked_at: body.looked_at, not_looked_at: body.not_looked_at };
  return [
    el('p', { class: 'said' }, withLocalTimes(words, host.timeZone)),
    ...(events.length === 0
      ? []
      : [
          el('h2', {}, 'Before it began'),
          el(
            'ul',
            { class: 'findings' },
            ...events.map((event) =>
              el(
                'li',
                {},
                el(
                  'p',
                  {},
                  el('span', { class: 'badge write' }, textIn(event.event)),
                  ' ',
                  textIn(event.record),
                ),
                el(
                  'p',
                  { class: 'quiet small' },
                  `${textIn(event.stream)}, ${withLocalTimes(textIn(event.at), host.timeZone)}`,
                ),
              ),
            ),
          ),
        ]),
    ...(findings.length === 0
      ? []
      : [
          el('h2', {}, 'Findings, the likeliest first'),
          el('ol', { class: 'findings' }, ...findings.map((finding) => drawFinding(finding, window, host))),
        ]),
    ...(Object.keys(rest).length === 0 ? [] : [drawObject(rest, host.timeZone)]),
    el('details', {}, el('summary', {}, 'What was looked at'), drawObject(looked, host.timeZone)),
  ];
}
