import uPlot from 'uplot';
import { button, el } from '../dom/dom.ts';
import type { TimePicture } from './chart-data.ts';
import { momentText, numberText } from './format.ts';

const HEIGHT = 240;
const NARROWEST = 240;
const COLORS = 8;
/** A step of the keyboard's zoom. */
const ZOOM = 0.6;

interface ChartOptions {
  readonly timeZone: string | undefined;
  /** The whole range that was asked for; null where it is not known. */
  readonly range: readonly [startMs: number, endMs: number] | null;
  /** Reads a part of the range again, more finely; null where that cannot be done. */
  readonly readAgain: ((startMs: number, endMs: number) => void) | null;
}

/** What color a variable of the theme has where this element stands: a canvas knows no variables. */
function colorOf(within: HTMLElement, name: string): string {
  const probe = el('span', { class: `probe ${name}`, hidden: true });
  within.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function describe({ of, times, courses }: TimePicture, timeZone: string | undefined): string {
  const parts = courses.map(({ name, values }) => {
    const known = values.map((value) => value ?? Number.NEGATIVE_INFINITY);
    const most = Math.max(...known);
    const at = times[known.indexOf(most)] ?? 0;
    return most === Number.NEGATIVE_INFINITY
      ? `${name}: no values`
      : `${name}: highest ${numberText(most)} at ${momentText(at, timeZone)}`;
  });
  return `Chart of ${of} over time, ${times.length} points. ${parts.join('; ')}.`;
}

/** Courses over time: zoomed by dragging or keys, each switched on and off in the legend. */
export function drawTimeChart(picture: TimePicture, options: ChartOptions): HTMLElement {
  const { times, courses, stepMs } = picture;
  const { timeZone, range, readAgain } = options;
  const isColumns = stepMs !== null && courses.length === 1;
  const firstS = Math.min(range?.[0] ?? Number.POSITIVE_INFINITY, times[0] as number) / 1000;
  const lastS = Math.max(range?.[1] ?? 0, (times.at(-1) as number) + (stepMs ?? 0)) / 1000;

  const plot = el('div', {
    class: 'plot',
    tabindex: 0,
    role: 'application',
    'aria-roledescription': 'chart',
    'aria-label': `${describe(picture, timeZone)} Arrow keys read single points, plus and minus zoom, Escape shows all.`,
  });
  const readout = el('output', { class: 'readout' });
  const reset = button('Show all', () => show(firstS, lastS), { hidden: true });
  const again = button('Read this range again', () => readShown(), { hidden: true });
  const figure = el(
    'figure',
    { class: 'chart' },
    plot,
    el('div', { class: 'under-chart' }, readout, el('span', { class: 'buttons' }, again, reset)),
  );
  let chart: uPlot | null = null;

  const tellPoint = (at: number | null | undefined) => {
    const ms = at === null || at === undefined ? undefined : times[at];
    readout.textContent =
      ms === undefined
        ? ''
        : `${momentText(ms, timeZone)}  ${courses
            .map(({ name, values }, index) => ({ name, value: values[at as number], index }))
            .filter(({ value, index }) => value !== null && chart?.series[index + 1]?.show)
            .map(({ name, value }) => `${name} ${numberText(value as number)}`)
            .join(', ')}`;
  };

  function show(fromS: number, toS: number): void {
    chart?.setScale('x', { min: Math.max(firstS, fromS), max: Math.min(lastS, toS) });
  }

  function readShown(): void {
    const { min, max } = chart?.scales.x ?? {};
    if (typeof min === 'number' && typeof max === 'number') readAgain?.(min * 1000, max * 1000);
  }

  function make(): void {
    const width = Math.max(NARROWEST, plot.clientWidth);
    const quiet = colorOf(plot, 'quiet-color');
    const line = colorOf(plot, 'line-color');
    const axis = { stroke: quiet, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
    const kept = chart?.scales.x;
    const shown = chart?.series.map(({ show: on }) => on !== false);
    chart?.destroy();
    const bars = uPlot.paths.bars?.({ size: [0.9, 60], align: 1 });
    chart = new uPlot(
      {
        width,
        height: HEIGHT,
        legend: { show: false },
        cursor: { drag: { x: true, y: false }, points: { size: 7 } },
        tzDate: (seconds) =>
          timeZone === undefined
            ? new Date(seconds * 1000)
            : uPlot.tzDate(new Date(seconds * 1000), timeZone),
        scales: {
          x: { time: true, range: (_, min, max) => [min ?? firstS, max ?? lastS] },
          y: {
            range: (_, min, max) =>
              uPlot.rangeNum(Math.min(0, min ?? 0), Math.max(max ?? 1, 1e-9), {
                min: { pad: 0, soft: 0, mode: 1 },
                max: { pad: 0.08, mode: 0 },
              }),
          },
        },
        axes: [
          { ...axis, space: 80 },
          { ...axis, size: 56, values: (_, splits) => splits.map((split) => compact(split)) },
        ],
        series: [
          {},
          ...courses.map(({ name }, at) => {
            const color = colorOf(plot, `series-${at % COLORS}`);
            return {
              label: name,
              stroke: color,
              width: 2,
              show: shown?.[at + 1] ?? true,
              spanGaps: false,
              points: { show: times.length <= 60 && !isColumns, size: 5, fill: color },
              ...(isColumns && bars ? { paths: bars, fill: color } : {}),
            };
          }),
        ],
        hooks: {
          setCursor: [({ cursor }) => tellPoint(cursor.idx)],
          setScale: [
            ({ scales }, key) => {
              if (key !== 'x') return;
              const { min = firstS, max = lastS } = scales.x ?? {};
              const isPart = (min ?? firstS) > firstS + 1e-6 || (max ?? lastS) < lastS - 1e-6;
              reset.hidden = !isPart;
              again.hidden = !isPart || readAgain === null;
            },
          ],
        },
      },
      [times.map((ms) => ms / 1000), ...courses.map(({ values }) => [...values])],
      plot,
    );
    chart.setScale('x', { min: kept?.min ?? firstS, max: kept?.max ?? lastS });
  }

  plot.addEventListener('keydown', (event) => {
    if (!chart) return;
    const { min, max } = chart.scales.x as { min: number; max: number };
    const middle = (min + max) / 2;
    const half = (max - min) / 2;
    const move = { ArrowLeft: -1, ArrowRight: 1, Home: -times.length, End: times.length }[event.key];
    if (move !== undefined) {
      const at = Math.min(
        times.length - 1,
        Math.max(0, (chart.cursor.idx ?? (move > 0 ? -1 : times.length)) + move),
      );
      const left = chart.valToPos((times[at] as number) / 1000, 'x');
      chart.setCursor({ left, top: HEIGHT / 3 });
    } else if (event.key === '+') show(middle - half * ZOOM, middle + half * ZOOM);
    else if (event.key === '-') show(middle - half / ZOOM, middle + half / ZOOM);
    else if (event.key === 'Escape' && !reset.hidden) show(firstS, lastS);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  figure.prepend(el('figcaption', {}, `${picture.of} over time`));
  if (courses.length > 1) figure.append(drawLegend());
  if (picture.left > 0)
    figure.append(
      el('p', { class: 'quiet small' }, `${picture.left} more with lower peaks are in the table.`),
    );

  function drawLegend(): HTMLElement {
    const keys = courses.map(({ name }, at) => {
      const key = button(
        name,
        () => {
          const isOn = chart?.series[at + 1]?.show === false;
          chart?.setSeries(at + 1, { show: isOn });
          key.setAttribute('aria-pressed', String(isOn));
        },
        { class: `key series-${at % COLORS}`, 'aria-pressed': 'true' },
      );
      return key;
    });
    return el('div', { class: 'legend', role: 'group', 'aria-label': 'Shown in the chart' }, ...keys);
  }

  // The width is known when it stands in the document, and the colors change with the theme.
  new ResizeObserver(() => {
    if (plot.isConnected && plot.clientWidth !== chart?.width) make();
  }).observe(plot);
  new MutationObserver(make).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'style'],
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', make);
  return figure;
}

const compact = (value: number) =>
  value.toLocaleString(undefined, { notation: 'compact', maximumSignificantDigits: 4 });
