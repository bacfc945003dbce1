import { el, svg } from '../dom/dom.ts';
import type { BarPicture } from './chart-data.ts';
import { numberText } from './format.ts';

/** Bars with their names and values. */
export function drawBars({ of, bars }: BarPicture): HTMLElement {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  const rows = bars.flatMap(({ name, value }) => {
    const bar = svg(
      'svg',
      { class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('rect', { width: most === 0 ? 0 : Math.max(0.5, (value / most) * 100), height: 10 }),
    );
    return [el('dt', {}, name), el('dd', {}, bar, el('span', { class: 'amount' }, numberText(value)))];
  });
  return el('figure', { class: 'bars' }, el('figcaption', {}, of), el('dl', {}, ...rows));
}
