import type { StreamEntry } from '../ask/data/dictionary.ts';
import { fieldEntries, streamEntry } from '../ask/data/stream-index.ts';
import type { DataSource, StreamType } from '../ask/data/source.ts';
import { parseDurationUs } from '../call/arguments/lengths.ts';
import { refuseUnsoundSql } from '../call/checks/sql-expression.ts';
import { parseMomentUs } from '../call/arguments/moments.ts';
import type { Arguments, ToolRow } from '../contract/tool.ts';
import { InputError } from '../errors.ts';
import { didYouMean } from '../names/nearest.ts';

const TYPES: readonly StreamType[] = ['logs', 'traces', 'metrics'];
const SHORTEST_WINDOW_US = 60e6;
/** The window of a call that states none. */
const WINDOW_US = 3 * 3600e6;

/** What one of the tools reads with. */
export interface ToolSetting {
  readonly source: DataSource;
  readonly signal: AbortSignal;
  /** Microseconds since the epoch: when the call came. */
  readonly nowUs: number;
  readonly timeZone: string;
  /** The operation that searches: it says which fields have units. */
  readonly searchRow: ToolRow;
}

/** A time range in microseconds since the epoch. */
export interface Range {
  readonly startUs: number;
  readonly endUs: number;
}

/** @throws {InputError} when it is there and no text */
export function textIn(args: Readonly<Arguments>, name: string): string | null {
  const { [name]: value } = args;
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') throw new InputError(`"${name}" must be text.`);
  return value;
}

/** A text that becomes part of a query. @throws {InputError} when it is more than one expression */
export function expressionIn(args: Readonly<Arguments>, name: string): string | null {
  const text = textIn(args, name);
  if (text !== null) refuseUnsoundSql(name, text);
  return text;
}

/** A length of time in microseconds; null where none is given. @throws {InputError} */
export function durationIn(args: Readonly<Arguments>, name: string): number | null {
  const text = textIn(args, name);
  if (text === null) return null;
  const us = parseDurationUs(text);
  if (us === null || us <= 0) throw new InputError(`"${name}" must be a length of time, such as 30m or 1d.`);
  return us;
}

/** The window of a call. @throws {InputError} on times that cannot be read, or an end before the start */
export function rangeIn(args: Readonly<Arguments>, { nowUs, timeZone }: ToolSetting): Range {
  const time = { nowUs, timeZone };
  const wholeSecond = (us: number) => Math.floor(us / 1e6) * 1e6;
  const endUs = args.end_time === undefined ? nowUs : parseMomentUs('end_time', args.end_time, time, 'end');
  const startUs =
    args.start_time === undefined
      ? endUs - WINDOW_US
      : parseMomentUs('start_time', args.start_time, time, 'start');
  if (endUs - startUs < SHORTEST_WINDOW_US)
    throw new InputError('The window must be at least a minute long, with "start_time" before "end_time".');
  // As the answer states it, so that its queries give the same figures again.
  return { startUs: wholeSecond(startUs), endUs: wholeSecond(endUs) };
}

/** @throws {InputError} for a type that there is not */
export function typeIn(args: Readonly<Arguments>): StreamType {
  const type = textIn(args, 'type') ?? 'logs';
  const known = TYPES.find((each) => each === type);
  if (known === undefined) throw new InputError(`"type" must be one of ${TYPES.join(', ')}.`);
  return known;
}

/** The stream that a call names, with its fields. One read. @throws {InputError} when there is none, with near names */
export async function streamIn(
  args: Readonly<Arguments>,
  { source, signal }: ToolSetting,
): Promise<StreamEntry & { readonly fields: NonNullable<StreamEntry['fields']> }> {
  const name = textIn(args, 'stream');
  if (name === null) throw new InputError('"stream" is missing: say which stream to look into.');
  const type = typeIn(args);
  const listed = await source.stream(type, name, signal);
  if (listed) return { ...streamEntry(listed, new Set()), fields: fieldEntries(listed) };
  const { streams } = await source.streams({ type, withFields: false, most: null }, signal);
  const names = streams.map((each) => each.name);
  throw new InputError(`There is no ${type} stream "${name}".${didYouMean(name, names)}`);
}
