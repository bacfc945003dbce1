import { button, el, svg } from '../dom/dom.ts';
import { lengthText } from './format.ts';
import { type DrawnSpan, unfolded } from './trace.ts';

const COLORS = 8;
const TICKS = 4;
/** Percent: a shorter bar could not be seen. */
const SHORTEST_BAR = 0.4;

/** The spans of a trace as bars over time, one below the other. Those below a span can be folded away. */
export function drawWaterfall(spans: readonly DrawnSpan[]): HTMLElement {
  const services = [...new Set(spans.map(({ service }) => service))];
  const colorOf = (service: string) => `series-${services.indexOf(service) % COLORS}`;
  const wholeMs = Math.max(1e-6, ...spans.map(({ startMs, durationMs }) => startMs + durationMs));
  const folded = new Set<number>();
  /** The part of the trace that is drawn. */
  let [fromMs, untilMs] = [0, wholeMs];
  // The roles are said outright: where the view is narrow, rows are laid out as no table.
  const body = el('tbody', { role: 'rowgroup' });
  const axis = el('div', { class: 'time-axis', 'aria-hidden': 'true' });
  const reset = button('Show the whole trace', () => zoomTo(0, wholeMs), { hidden: true });
  const details = el('div', { class: 'details', role: 'status' });

  function zoomTo(startMs: number, endMs: number): void {
    [fromMs, untilMs] = [startMs, Math.max(endMs, startMs + 1e-6)];
    reset.hidden = startMs === 0 && endMs === wholeMs;
    fill();
  }

  function bar({ startMs, durationMs, service, isCritical, error }: DrawnSpan): SVGElement {
    const percent = (ms: number) => ((ms - fromMs) / (untilMs - fromMs)) * 100;
    const width = Math.max(SHORTEST_BAR, percent(startMs + durationMs) - percent(startMs));
    return svg(
      'svg',
      { class: 'span-bar', viewBox: '0 0 100 14', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('rect', {
        class: `${colorOf(service)}${error === null ? '' : ' failed'}`,
        x: Math.min(100 - SHORTEST_BAR, percent(startMs)),
        width,
        y: 2,
        height: 9,
      }),
      isCritical
        ? svg('rect', {
            class: 'critical',
            x: Math.min(100 - SHORTEST_BAR, percent(startMs)),
            width,
            y: 12,
            height: 2,
          })
        : null,
    );
  }

  function select(span: DrawnSpan): void {
    const facts = [
      `starts at ${lengthText(span.startMs)}`,
      `takes ${lengthText(span.durationMs)}`,
      `${lengthText(span.selfMs)} itself`,
      ...(span.isCritical ? ['on the critical path'] : []),
    ];
    details.replaceChildren(
      el('p', {}, el('strong', {}, `${span.service}: ${span.operation}`)),
      el('p', { class: 'quiet' }, facts.join(', ')),
      ...(span.error === null ? [] : [el('p', { class: 'trouble' }, span.error)]),
      button('Zoom to this span', () => zoomTo(span.startMs, span.startMs + span.durationMs)),
    );
  }

  function row(at: number): HTMLElement {
    const span = spans[at] as DrawnSpan;
    const { depth, service, operation, durationMs, isParent, isCritical, error } = span;
    const isFolded = folded.has(at);
    const name = button(operation === '' ? service : operation, () => select(span), {
      class: 'link',
      'aria-label': `${operation}, ${service}, ${lengthText(durationMs)}${error === null ? '' : ', failed'}${isCritical ? ', critical path' : ''}`,
    });
    const fold = isParent
      ? button(
          isFolded ? '▸' : '▾',
          () => {
            if (!folded.delete(at)) folded.add(at);
            fill();
            body.querySelector<HTMLElement>(`[data-span="${at}"] .fold`)?.focus();
          },
          { class: 'fold', 'aria-expanded': String(!isFolded), 'aria-label': `Spans below ${operation}` },
        )
      : el('span', { class: 'fold' });
    const indent = svg('svg', { class: 'indent', width: depth * 12, height: 1, 'aria-hidden': 'true' });
    return el(
      'tr',
      { 'data-span': at, role: 'row', class: error === null ? null : 'failed' },
      el(
        'th',
        { scope: 'row', role: 'rowheader' },
        el(
          'div',
          { class: 'span-name' },
          indent,
          fold,
          el('span', { class: `swatch ${colorOf(service)}`, 'aria-hidden': 'true' }),
          name,
          error === null ? null : el('span', { class: 'badge failed' }, 'error'),
        ),
      ),
      el('td', { class: 'lane', role: 'cell' }, bar(span)),
      el('td', { class: 'number', role: 'cell' }, lengthText(durationMs)),
    );
  }

  function fill(): void {
    body.replaceChildren(...unfolded(spans, folded).map(row));
    axis.replaceChildren(
      ...Array.from({ length: TICKS + 1 }, (_, at) =>
        el('span', {}, lengthText(fromMs + ((untilMs - fromMs) * at) / TICKS)),
      ),
    );
  }

  fill();
  return el(
    'div',
    { class: 'waterfall' },
    el(
      'ul',
      { class: 'legend', 'aria-label': 'Services' },
      ...services.map((service) => el('li', { class: `key ${colorOf(service)}` }, service)),
    ),
    el(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Spans' },
      el(
        'table',
        { role: 'table' },
        el('caption', { class: 'hidden' }, `${spans.length} spans over ${lengthText(wholeMs)}`),
        el(
          'thead',
          { role: 'rowgroup' },
          el(
            'tr',
            { role: 'row' },
            el('th', { scope: 'col', role: 'columnheader' }, 'Span'),
            el(
              'th',
              { scope: 'col', role: 'columnheader', class: 'lane' },
              el('span', { class: 'hidden' }, 'Time'),
              axis,
            ),
            el('th', { scope: 'col', role: 'columnheader', class: 'number' }, 'Duration'),
          ),
        ),
        body,
      ),
    ),
    el('div', { class: 'under-chart' }, details, reset),
  );
}
