import { createDictionaries } from '../ask/data/dictionaries.ts';
import { type DataOperations, viewSource } from '../ask/data/view-source.ts';
import { parseDurationUs, parseMomentUs } from '../call/arguments/times.ts';
import type { CallContext, Execute, ToolCall } from '../call/execute.ts';
import type { Arguments } from '../contract/tool.ts';
import { InputError } from '../errors.ts';
import { stringifyExact } from '../json/exact-json.ts';
import { maskSecrets } from '../redact/patterns.ts';
import type { ToolResult } from '../result/result.ts';
import { investigate } from './investigation.ts';
import type { Periods } from './log-queries.ts';
import { createReads, type ReadLimits } from './reads.ts';
import { reportOf } from './report.ts';

interface InvestigateOptions {
  readonly execute: Execute;
  readonly operations: DataOperations;
  readonly limits: ReadLimits;
  readonly timeZone: string;
  readonly nowMs: () => number;
}

const HOUR_US = 3600e6;
/** Without a stated window, these last hours are looked into. */
const WINDOW_US = 3 * HOUR_US;
/** The baseline is a day at least, so that what happens at the same hour every day is in it. */
const LEAST_BASELINE_US = 24 * HOUR_US;
const BASELINE_WINDOWS = 6;
const SHORTEST_WINDOW_US = 60e6;

function textIn(args: Readonly<Arguments>, name: string): string | null {
  const { [name]: value } = args;
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') throw new InputError(`"${name}" must be text.`);
  return value;
}

/** @throws {InputError} on times that cannot be read, or an end before the start */
function periodsIn(args: Readonly<Arguments>, nowUs: number, timeZone: string): Periods {
  const time = { nowUs, timeZone };
  const endUs = args.end_time === undefined ? nowUs : parseMomentUs('end_time', args.end_time, time, 'end');
  const startUs =
    args.start_time === undefined
      ? endUs - WINDOW_US
      : parseMomentUs('start_time', args.start_time, time, 'start');
  if (endUs - startUs < SHORTEST_WINDOW_US)
    throw new InputError('The window must be at least a minute long: "start_time" before "end_time".');
  const usualUs = Math.max(LEAST_BASELINE_US, BASELINE_WINDOWS * (endUs - startUs));
  const baseline = textIn(args, 'baseline');
  const statedUs = baseline === null ? usualUs : parseDurationUs(baseline);
  if (statedUs === null || statedUs < SHORTEST_WINDOW_US)
    throw new InputError('"baseline" must be a length of time before the window, such as 24h.');
  return { baselineStartUs: startUs - statedUs, baselineEndUs: startUs, startUs, endUs };
}

/** Runs the tools that look into what changed. */
export function createInvestigateCalls({ execute, operations, limits, timeZone, nowMs }: InvestigateOptions) {
  const dictionaryFor = createDictionaries(nowMs);

  return async ({ arguments: args }: ToolCall, context: CallContext): Promise<ToolResult> => {
    const nowUs = nowMs() * 1000;
    const about =
      [textIn(args, 'about'), textIn(args, 'symptom')].filter((text) => text !== null).join(' ') || null;
    const source = viewSource(execute, operations, context, args.org_id);
    const reads = createReads(limits, context.signal);
    const key = JSON.stringify([context.caller, context.view.options, args.org_id ?? null]);
    const dictionary = dictionaryFor(key, { source, signal: context.signal, mostReads: limits.mostReads });
    const found = await investigate(
      { about, periods: periodsIn(args, nowUs, timeZone) },
      { source, reads, dictionary, ...(context.onProgress ? { onProgress: context.onProgress } : {}) },
    );
    const body = reportOf(found, reads, { timeZone, isFull: args.detail === 'full', nowUs, about });
    return { content: [{ type: 'text', text: stringifyExact(maskSecrets(body)) }] };
  };
}
