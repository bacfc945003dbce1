import type { ShownCall } from '../page-data.ts';
import { byId, el } from '../../views/client/dom/dom.ts';

const duration = (ms: number) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

function drawCall(call: ShownCall): HTMLElement {
  const { startMs, durationMs, tool, operations, argumentNames, end, error, caller } = call;
  const other = operations.filter((name) => name !== tool);
  return el(
    'tr',
    {},
    el('td', { class: 'when' }, new Date(startMs).toLocaleTimeString()),
    el(
      'td',
      {},
      el('code', {}, tool),
      other.length === 0 ? null : el('span', { class: 'quiet' }, ` → ${other.join(', ')}`),
    ),
    el('td', { class: 'quiet' }, argumentNames.join(', ')),
    el('td', {}, el('span', { class: `badge ${end}` }, end === 'asked' ? end : (error ?? end))),
    el('td', { class: 'number' }, duration(durationMs)),
    el('td', { class: 'quiet' }, caller),
  );
}

/** Shows the latest calls. */
export function showCalls(calls: readonly ShownCall[]): void {
  const recent = byId('recent');
  if (calls.length === 0) {
    recent.replaceChildren(el('p', { class: 'quiet' }, 'No calls yet. Ask something, or connect a client.'));
    return;
  }
  const head = ['time', 'tool', 'arguments', 'end', 'took', 'caller'];
  recent.replaceChildren(
    el(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Recent calls' },
      el(
        'table',
        {},
        el('thead', {}, el('tr', {}, ...head.map((name) => el('th', { scope: 'col' }, name)))),
        el('tbody', {}, ...calls.map(drawCall)),
      ),
    ),
  );
}
