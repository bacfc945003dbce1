import { withFollowingWords, ID_KINDS } from './name-units.ts';
import type { Reading, Unit } from './reading.ts';

const ALSO = /^\s*(?:,|,?\s*and|&|\+|plus|,?\s*or)\s*(?:the\s+|also\s+)?["'`]?$/i;

/** The unit that a list begins with, in which this one stands. */
function firstOf(reading: Reading, unit: Unit): Unit {
  const before = reading.units.find(
    ({ start, end, kind }) =>
      start < unit.start &&
      ID_KINDS.includes(kind) &&
      reading.isFree(start, end) &&
      /^,\s*(?:and\s+)?["'`]?$|^["'`]?\s+and\s+["'`]?$/i.test(reading.text.slice(end, unit.start)),
  );
  return before ? firstOf(reading, before) : unit;
}

/** Units that follow one another as a list: `a, b and c`. */
export function listFrom(reading: Reading, unit: Unit): Unit[] {
  const found = [firstOf(reading, unit)];
  for (let last = found[0] as Unit; ; ) {
    const next = reading.units.find(
      ({ start, kind }) =>
        start > last.start && ID_KINDS.includes(kind) && ALSO.test(reading.text.slice(last.end, start)),
    );
    if (!next || !reading.isFree(next.start, next.end)) return found;
    last = withFollowingWords(reading, next);
    found.push(last);
  }
}
