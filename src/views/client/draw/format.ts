import { momentIn } from './table-data.ts';

const DAY_MS = 86_400_000;

/** A number as people read it. */
export function numberText(value: number): string {
  return value.toLocaleString(undefined, { maximumSignificantDigits: Number.isInteger(value) ? 15 : 4 });
}

/** A moment to the second, with the day. */
export function momentText(ms: number, timeZone: string | undefined): string {
  return new Date(ms).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium', timeZone });
}

/** A range in as few words as it needs. */
export function rangeText([startMs, endMs]: readonly [number, number], timeZone: string | undefined): string {
  const isShort = endMs - startMs < DAY_MS;
  const end = new Date(endMs).toLocaleString(undefined, {
    ...(isShort ? {} : { dateStyle: 'medium' }),
    timeStyle: 'medium',
    timeZone,
  });
  return `${momentText(startMs, timeZone)} to ${end}`;
}

/** The day of a moment. */
export function dayText(ms: number, timeZone: string | undefined): string {
  return new Date(ms).toLocaleDateString(undefined, { dateStyle: 'medium', timeZone });
}

/** A moment of a day that is known. */
export function clockText(ms: number, timeZone: string | undefined): string {
  return new Date(ms).toLocaleTimeString(undefined, { timeStyle: 'medium', timeZone });
}

/** Milliseconds as a length of time. */
export function lengthText(ms: number): string {
  if (ms >= 60_000) return `${numberText(Number((ms / 60_000).toPrecision(3)))} min`;
  if (ms >= 1000) return `${numberText(Number((ms / 1000).toPrecision(3)))} s`;
  return ms > 0 && ms < 1
    ? `${numberText(Number((ms * 1000).toPrecision(3)))} µs`
    : `${numberText(Number(ms.toPrecision(3)))} ms`;
}

/** Times within a text in the zone of the reader. */
export function withLocalTimes(text: string, timeZone: string | undefined): string {
  return text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?/g, (time) => {
    const ms = momentIn(time);
    return ms === null ? time : momentText(ms, timeZone);
  });
}
