import { el, svg } from '../dom/dom.ts';
import { momentText, numberText, roundTicks, timeTicks } from './scale.ts';
import type { Picture, Series } from './series.ts';

type TimePicture = Extract<Picture, { kind: 'time' }>;
type BarPicture = Extract<Picture, { kind: 'bars' }>;

const HEIGHT = 240;
const LEFT = 48;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 30;
const PIXELS_PER_TIME = 110;
const LEVELS = 4;

function frame(label: string, width: number, ...children: SVGElement[]): HTMLElement {
  const attributes = { viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': label };
  return el('figure', { class: 'chart' }, svg('svg', attributes, ...children));
}

function spanOf({ series, range, stepMs }: TimePicture): readonly [number, number] {
  const moments = series.flatMap(({ points }) => points.map(({ ms }) => ms));
  const [first, last] = [Math.min(...moments), Math.max(...moments) + (stepMs ?? 0)];
  return range === null ? [first, last] : [Math.min(range[0], first), Math.max(range[1], last)];
}

function describe({ of, series }: TimePicture, span: number): string {
  const parts = series.map(({ name, points }) => {
    const most = points.reduce((best, point) => (point.value > best.value ? point : best));
    return `${name}: ${points.length} points, highest ${numberText(most.value)} at ${momentText(most.ms, span)}`;
  });
  return `Chart of ${of} over time. ${parts.join('; ')}.`;
}

function drawTime(picture: TimePicture, width: number): HTMLElement {
  const { series, stepMs, of } = picture;
  const [startMs, endMs] = spanOf(picture);
  const span = Math.max(1, endMs - startMs);
  const levels = roundTicks(
    Math.max(...series.flatMap(({ points }) => points.map(({ value }) => value))),
    LEVELS,
  );
  const top = levels.at(-1) ?? 1;
  const x = (ms: number) => LEFT + ((ms - startMs) / span) * (width - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - (Math.max(0, value) / top) * (HEIGHT - TOP - BOTTOM);
  const grid = levels.flatMap((level) => [
    svg('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(level), y2: y(level) }),
    svg('text', { class: 'tick end', x: LEFT - 8, y: y(level) + 4 }, numberText(level)),
  ]);
  const times = timeTicks(startMs, endMs, Math.max(2, Math.floor(width / PIXELS_PER_TIME))).map((ms) =>
    svg('text', { class: 'tick middle', x: x(ms), y: HEIGHT - 8 }, momentText(ms, span)),
  );
  const isColumns = stepMs !== null && series.length === 1;
  const [only] = series;
  const drawn =
    isColumns && only
      ? columns(only, (stepMs / span) * (width - LEFT - RIGHT), x, y, span)
      : series.flatMap((each, at) => line(each, at, x, y, span));
  const figure = frame(describe(picture, span), width, ...grid, ...times, ...drawn);
  if (series.length > 1)
    figure.append(
      el(
        'figcaption',
        { class: 'legend' },
        ...series.map(({ name }, at) => el('span', { class: `key series-${at}` }, name)),
      ),
    );
  else figure.append(el('figcaption', {}, `${of} over time`));
  return figure;
}

type Axis = (value: number) => number;

function columns({ name, points }: Series, width: number, x: Axis, y: Axis, span: number): SVGElement[] {
  const gap = width > 4 ? 1.5 : 0;
  return points.map(({ ms, value }) =>
    svg(
      'rect',
      {
        class: 'column',
        x: x(ms) + gap / 2,
        y: y(value),
        width: Math.max(1, width - gap),
        height: y(0) - y(value),
        rx: Math.min(2, width / 4),
      },
      svg('title', {}, `${momentText(ms, span)}  ${name} ${numberText(value)}`),
    ),
  );
}

function line({ name, points }: Series, at: number, x: Axis, y: Axis, span: number): SVGElement[] {
  const path = points.map(({ ms, value }) => `${x(ms).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  return [
    svg('polyline', { class: `line series-${at}`, points: path }),
    ...points.map(({ ms, value }) =>
      svg(
        'circle',
        { class: `dot series-${at}`, cx: x(ms), cy: y(value), r: points.length > 60 ? 1.5 : 2.5 },
        svg('title', {}, `${momentText(ms, span)}  ${name} ${numberText(value)}`),
      ),
    ),
  ];
}

function drawBars({ of, bars }: BarPicture): HTMLElement {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  const rows = bars.flatMap(({ name, value }) => {
    const bar = svg(
      'svg',
      { class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('rect', { width: most === 0 ? 0 : Math.max(0.5, (value / most) * 100), height: 10 }),
    );
    return [el('dt', {}, name), el('dd', {}, bar, el('span', { class: 'amount' }, numberText(value)))];
  });
  return el('figure', { class: 'bars' }, el('dl', { 'aria-label': `Bars of ${of}` }, ...rows));
}

/** A picture as SVG. What it shows stands in the table below it, too. */
export function drawPicture(picture: Picture, width: number): HTMLElement {
  return picture.kind === 'time' ? drawTime(picture, width) : drawBars(picture);
}
