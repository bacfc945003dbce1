import { withRightNames } from './argument-names.ts';
import { coerce, type Definitions } from './coerce.ts';
import { flatten } from './flatten.ts';
import { InputError } from '../../errors.ts';
import { refuseLong } from '../../limits.ts';
import { MASK } from '../../redact/patterns.ts';
import { parseDurationUs } from './lengths.ts';
import { isTimeOfDay, isWholeDay, parseMomentUs } from './moments.ts';
import { fromUs, type TimeContext, type TimeRange } from './times.ts';
import type { Arguments, JsonSchema, ToolRow } from '../../contract/tool.ts';

const LAST_HOUR_US = 3600e6;
const DAY_US = 86_400e6;

/** Arguments as the API wants them, and the range that they name, null where the tool has none. */
export interface NormalArguments {
  readonly args: Arguments;
  readonly range: TimeRange | null;
  /** What was left out or read under another name. */
  readonly notes: string[];
}

/** Where a mask stands in a value: the keys on the way, innermost first; null where there is none. */
function maskIn(value: unknown): string[] | null {
  if (typeof value === 'string') return value.includes(MASK) ? [] : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const found = maskIn((value as Record<string | number, unknown>)[key]);
    if (found !== null) return [...found, String(key)];
  }
  return null;
}

function refuseMasks(args: Arguments, tool: string): void {
  const found = maskIn(args);
  if (found === null) return;
  const path = [tool, ...found.reverse()].join('.');
  throw new InputError(
    `"${path}" holds ${MASK}, which stands for a secret that was not shown. Give the real value, or leave the field out to keep what is stored.`,
  );
}

/** "Last week" as the beginning and the end: the week before this one, as the calendar has it. */
function calendarUnit(start: unknown, end: unknown): string | null {
  const named = (value: unknown) =>
    typeof value === 'string'
      ? /^\s*(?:the\s+)?(?:last|previous)\s+(hour|day|week|month|year)\s*$/i.exec(value)?.[1]?.toLowerCase()
      : undefined;
  const unit = named(start);
  return unit !== undefined && unit === named(end) ? `now-1 ${unit}/${unit}` : null;
}

const isToday = (value: unknown) => typeof value === 'string' && /^\s*today\s*$/i.test(value);

/** Times in the unit that the operation wants; where a range is required and none is given, the last hour. */
function withTimes(row: ToolRow, given: Arguments, context: TimeContext): NormalArguments {
  const { time } = row;
  if (time === null) return { args: given, range: null, notes: [] };
  const args = { ...given };
  const notes: string[] = [];
  const us: { start?: number; end?: number } = {};
  const names: { start?: string; end?: string } = {};
  const givenAs = (wanted: string) =>
    given[Object.entries(time.arguments).find(([, { role }]) => role === wanted)?.[0] ?? ''];
  const wholeUnit = calendarUnit(givenAs('start'), givenAs('end'));
  for (const [name, { role, unit }] of Object.entries(time.arguments)) {
    if (role === 'start' || role === 'end') names[role] = name;
    const value = args[name];
    if (value === undefined) continue;
    if (typeof value === 'string') refuseLong(`"${name}"`, value, 'time');
    if (role === 'duration') {
      const durationUs = typeof value === 'string' ? parseDurationUs(value) : null;
      if (durationUs !== null) args[name] = fromUs(durationUs, unit);
      continue;
    }
    const isOver = role === 'end' && isToday(value) && isWholeDay(givenAs('start'));
    if (isOver) notes.push(`"${name}": today was read as 00:00, where it begins. Give now for this moment.`);
    const moment = parseMomentUs(name, wholeUnit ?? value, context, isOver ? 'start' : role);
    if (role !== 'at') us[role] = moment;
    args[name] = fromUs(moment, unit);
  }
  if (!names.start || !names.end) return { args, range: null, notes };
  const isRequired = time.range === 'required' && (time.with === undefined || time.with in args);
  if (us.start === undefined && us.end === undefined && !isRequired) return { args, range: null, notes };
  const isNextDay = us.start !== undefined && us.end !== undefined && us.start > us.end;
  const endUs = (us.end ?? context.nowUs) + (isNextDay && isTimeOfDay(given[names.end]) ? DAY_US : 0);
  const startUs = us.start ?? (isRequired || us.end === undefined ? endUs - LAST_HOUR_US : undefined);
  if (startUs === undefined) return { args, range: null, notes };
  if (startUs > endUs) {
    throw new InputError(
      `The time range is upside down: "${names.start}" is after "${names.end}". Swap them.`,
    );
  }
  args[names.start] = fromUs(startUs, time.arguments[names.start]?.unit ?? 'us');
  args[names.end] = fromUs(endUs, time.arguments[names.end]?.unit ?? 'us');
  return { args, range: { startUs, endUs }, notes };
}

/**
 * Arguments in any of the shapes that people and models use, as the API wants them; not yet validated.
 * @throws {InputError} on a value that has no right reading
 */
export function normalizeArguments(
  row: ToolRow,
  given: Arguments,
  schema: JsonSchema,
  definitions: Definitions,
  context: TimeContext,
): NormalArguments {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const names = Object.keys(properties);
  const { args: named, notes } = withRightNames(row, flatten(row, given, names), schema);
  refuseMasks(named, row.name);
  const times = row.time?.arguments ?? {};
  const coerced = Object.fromEntries(
    Object.entries(named).map(([name, value]) => [
      name,
      name in times ? value : coerce(name, value, properties[name], definitions),
    ]),
  );
  const timed = withTimes(row, coerced, context);
  return { ...timed, notes: [...notes, ...timed.notes] };
}
