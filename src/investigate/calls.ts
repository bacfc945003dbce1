import type { DataFor } from '../ask/data/data-for.ts';
import { isoFromUs } from '../call/arguments/times.ts';
import type { CallContext, ToolCall } from '../call/execute.ts';
import type { Arguments } from '../contract/tool.ts';
import { COMPARE, PATTERNS, TIMELINE } from '../catalog/investigate-tools.ts';
import { stringifyExact } from '../json/exact-json.ts';
import { maskSecrets } from '../redact/patterns.ts';
import type { ToolResult } from '../result/result.ts';
import { compareSides } from './compare.ts';
import { investigate } from './investigation.ts';
import type { Periods } from './log-queries.ts';
import { findPatterns } from './patterns.ts';
import { createReads, type ReadLimits } from './reads.ts';
import { reportOf } from './report.ts';
import { showTimeline } from './timeline.ts';
import { durationIn, rangeIn, textIn, type ToolSetting } from './tool-arguments.ts';

interface InvestigateOptions {
  readonly dataFor: DataFor;
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

/** @throws {InputError} on times that cannot be read, or an end before the start */
function periodsIn(args: Readonly<Arguments>, setting: ToolSetting): Periods {
  const { startUs, endUs } = rangeIn(args, setting, WINDOW_US);
  const beforeUs =
    durationIn(args, 'baseline') ?? Math.max(LEAST_BASELINE_US, BASELINE_WINDOWS * (endUs - startUs));
  return { baselineStartUs: startUs - beforeUs, baselineEndUs: startUs, startUs, endUs };
}

/** Runs the tools that look into what changed. */
export function createInvestigateCalls({
  dataFor,
  limits,
  timeZone,
  nowMs,
}: InvestigateOptions): (call: ToolCall, context: CallContext) => Promise<ToolResult> {
  async function run({ name, arguments: args }: ToolCall, context: CallContext): Promise<object> {
    const { source, dictionary } = dataFor(context, args.org_id);
    const setting: ToolSetting = { source, signal: context.signal, nowUs: nowMs() * 1000, timeZone };
    const iso = (us: number) => isoFromUs(Math.floor(us / 1e6) * 1e6, timeZone).replace('.000', '');
    if (name === PATTERNS) return findPatterns(args, setting, iso);
    if (name === COMPARE) return compareSides(args, setting, iso);
    if (name === TIMELINE) return showTimeline(args, setting, iso);
    const words = [textIn(args, 'about'), textIn(args, 'symptom')].filter((text) => text !== null);
    const reads = createReads(limits, context.signal);
    const found = await investigate(
      { about: words.join(' ') || null, periods: periodsIn(args, setting) },
      { source, reads, dictionary, ...(context.onProgress ? { onProgress: context.onProgress } : {}) },
    );
    return reportOf(found, reads, { iso, isFull: args.detail === 'full', nowUs: setting.nowUs });
  }

  return async (call, context) => ({
    content: [{ type: 'text', text: stringifyExact(maskSecrets(await run(call, context))) }],
  });
}
