const STEPS = [1, 2, 2.5, 5, 10];

/** Round numbers from 0 to at least `most`, about `count` of them. */
export function roundTicks(most: number, count: number): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, at) =>
    Number((at * step).toPrecision(12)),
  );
}

const MINUTE = 60_000;
const SPANS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080].map((each) => each * MINUTE);

/** Moments on round local times, at most `count` of them. */
export function timeTicks(startMs: number, endMs: number, count: number): number[] {
  const span = SPANS.find((each) => (endMs - startMs) / each <= count) ?? endMs - startMs;
  const offset = new Date(startMs).getTimezoneOffset() * MINUTE;
  const first = Math.ceil((startMs - offset) / span) * span + offset;
  const ticks: number[] = [];
  for (let ms = first; ms <= endMs; ms += span) ticks.push(ms);
  return ticks;
}

/** A number as people read it. */
export function numberText(value: number): string {
  return value.toLocaleString(undefined, { maximumSignificantDigits: 4 });
}

/** The time of day, with the day where the range is longer than one. */
export function momentText(ms: number, rangeMs: number): string {
  const day = rangeMs > 24 * 60 * MINUTE;
  return new Date(ms).toLocaleString(undefined, {
    ...(day ? { month: 'short', day: 'numeric' } : {}),
    ...(rangeMs > 7 * 24 * 60 * MINUTE ? {} : { hour: '2-digit', minute: '2-digit' }),
  });
}
