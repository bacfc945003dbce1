import type { CallRecord, Sink } from '../telemetry/records.ts';
import type { ShownCall } from './page-data.ts';

const MOST_CALLS = 100;
const LONGEST_NAME = 64;
const MOST_NAMES = 50;

/** The last calls of this process, for people to look at. */
export interface RecentCalls {
  readonly sink: Sink;
  /** Newest first: those of one caller, or all of them for null. */
  of(caller: string | null): ShownCall[];
}

const short = (text: string) => text.slice(0, LONGEST_NAME);

function shown(record: CallRecord): ShownCall {
  const { key, user } = record.origin;
  return {
    startMs: record.startMs,
    durationMs: record.durationMs,
    tool: short(record.tool),
    operations: record.operations,
    argumentNames: record.argumentNames.slice(0, MOST_NAMES).map(short),
    end: record.end,
    error: record.error,
    caller: user === null ? key : `${key}/${user}`,
  };
}

/** The latest calls, kept in memory. */
export function createRecentCalls(): RecentCalls {
  const kept: Array<{ readonly caller: string; readonly call: ShownCall }> = [];
  return {
    sink: {
      call(record) {
        kept.push({ caller: record.origin.caller, call: shown(record) });
        if (kept.length > MOST_CALLS) kept.shift();
      },
    },
    of: (caller) =>
      kept
        .filter((each) => caller === null || each.caller === caller)
        .map(({ call }) => call)
        .reverse(),
  };
}
