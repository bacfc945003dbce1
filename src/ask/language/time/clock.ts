import type { DateTime } from 'luxon';
import { hasTag, type TaggedWord } from '../tagged-words.ts';
import type { Token } from '../tokens.ts';
import { zoneAt } from './zone-words.ts';

/** A time of day. `half`: whether it says am or pm; null where it does not. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly half: 'am' | 'pm' | null;
  /** Words that it takes. */
  readonly length: number;
  /** Where a zone is named: an IANA name or `UTC+2`. */
  readonly zone: string | null;
}

function ofText({ kind, folded }: Token): Omit<Clock, 'length' | 'zone'> | null {
  if (kind !== 'clock') return null;
  const match = /^(\d{1,2})(?:[:h](\d{2}))?(?::(\d{2}))?\s?([ap])?/.exec(folded);
  if (!match) return null;
  const half = match[4] === 'p' ? 'pm' : match[4] === 'a' ? 'am' : null;
  const hour = Number(match[1]);
  return { hour, minute: Number(match[2] ?? 0), second: Number(match[3] ?? 0), half };
}

const shifted = (hour: number, half: Clock['half']) =>
  half === 'pm' && hour < 12 ? hour + 12 : half === 'am' && hour === 12 ? 0 : hour;

/** The time of day that stands at `at`. `isNumber`: a plain number up to 24 counts as an hour too. */
export function clockAt(words: readonly TaggedWord[], at: number, isNumber = false): Clock | null {
  const word = words[at];
  if (!word) return null;
  const withZone = (clock: Omit<Clock, 'zone'>): Clock | null => {
    const hour = shifted(clock.hour, clock.half);
    if (hour > 24 || clock.minute > 59) return null;
    const named = zoneAt(words, at + clock.length);
    return { ...clock, hour, zone: named?.zone ?? null, length: clock.length + (named?.length ?? 0) };
  };
  const whole = { minute: 0, second: 0, half: null };
  if (hasTag(word, 't:noon')) return withZone({ ...whole, hour: 12, length: 1 });
  if (hasTag(word, 't:midnight')) return withZone({ ...whole, hour: 0, length: 1 });
  const written = ofText(word);
  if (written) return withZone({ ...written, length: hasTag(words[at + 1], 't:o’clock') ? 2 : 1 });
  const isAfternoon = hasTag(word, 't:afternoon', 't:evening') && words[at + 1]?.kind === 'number';
  const number =
    isAfternoon || (hasTag(word, 't:morning') && words[at + 1]?.kind === 'number') ? words[at + 1] : word;
  if (number?.kind !== 'number' || number.value === undefined) return null;
  const taken = number === word ? 1 : 2;
  const parts = /^(\d{1,2})(?:[.](\d{2}))?(?:h)?$/.exec(number.text);
  if (!parts) return null;
  const clock = {
    hour: Number(parts[1]),
    minute: Number(parts[2] ?? 0),
    second: 0,
    half: isAfternoon ? ('pm' as const) : null,
  };
  if (hasTag(words[at + taken], 't:o’clock') && number.unit === undefined)
    return withZone({ ...clock, length: taken + 1 });
  if (number.unit === 'h' && isNumber) return withZone({ ...clock, length: taken });
  return isNumber && number.unit === undefined && clock.hour <= 24
    ? withZone({ ...clock, length: taken })
    : null;
}

/** The moment of a time of day on a day; `day` is in the zone of the request. */
export function onDay(day: DateTime, { hour, minute, second, zone }: Clock): DateTime {
  const local = day.startOf('day').set({ minute, second }).plus({ hours: 0 });
  if (zone === null) return hour === 24 ? local.plus({ days: 1 }).startOf('day') : local.set({ hour });
  return day
    .startOf('day')
    .setZone(zone, { keepLocalTime: true })
    .set({ hour, minute, second })
    .setZone(day.zone);
}
