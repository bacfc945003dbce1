import type { DataFor } from '../ask/data/data-for.ts';
import { tagWords } from '../ask/language/tagged-words.ts';
import { readTimes } from '../ask/language/time/read-times.ts';
import type { CallContext, ToolCall } from '../call/execute.ts';
import type { Arguments, ToolRow } from '../contract/tool.ts';
import { COMPARE, PATTERNS, TIMELINE } from '../catalog/investigate-tools.ts';
import type { OwnToolAnswer } from '../result/body.ts';
import { maskSecrets } from '../redact/patterns.ts';
import { compareSides } from './compare.ts';
import { investigate } from './investigation.ts';
import type { Periods } from './reading/log-queries.ts';
import { findPatterns } from './patterns.ts';
import { createReads, type ReadLimits } from './reading/reads.ts';
import { reportOf } from './report.ts';
import { showTimeline } from './timeline.ts';
import { durationIn, type Range, rangeIn, textIn, type ToolSetting } from './tool-arguments.ts';

interface InvestigateOptions {
  readonly dataFor: DataFor;
  readonly limits: ReadLimits;
  readonly timeZone: string;
  readonly searchRow: ToolRow;
  readonly nowMs: () => number;
}

const HOUR_US = 3600e6;
/** The baseline is a day at least, so that what happens at the same hour every day is in it. */
const LEAST_BASELINE_US = 24 * HOUR_US;
const BASELINE_WINDOWS = 6;
/** A shorter time that words state is the middle of what to look into. */
const SHORTEST_STATED_US = 10 * 60e6;

/** The time that words state; null where they state none. A moment stands for the hours around it. */
function statedRange(words: string, { nowUs, timeZone }: ToolSetting): Range | null {
  const [stated] = readTimes(tagWords(words), { nowUs, timeZone }).ranges;
  if (!stated || stated.kind === 'now') return null;
  const { startUs, endUs, kind } = stated;
  const around = kind === 'moment' || endUs - startUs < SHORTEST_STATED_US;
  return around
    ? { startUs: startUs - HOUR_US, endUs: Math.min(nowUs, endUs + HOUR_US) }
    : { startUs, endUs: Math.min(nowUs, endUs) };
}

/**
 * The window of a call, or the one that its words state, and the time before it.
 * @throws {InputError} on times that cannot be read, or an end before the start
 */
function periodsIn(args: Readonly<Arguments>, words: string, setting: ToolSetting): Periods {
  const isGiven = args.start_time !== undefined || args.end_time !== undefined;
  const stated = isGiven ? null : statedRange(words, setting);
  const range = stated === null ? {} : { start_time: stated.startUs, end_time: stated.endUs };
  const { startUs, endUs } = rangeIn({ ...args, ...range }, setting);
  const beforeUs =
    durationIn(args, 'baseline') ?? Math.max(LEAST_BASELINE_US, BASELINE_WINDOWS * (endUs - startUs));
  return { baselineStartUs: startUs - beforeUs, baselineEndUs: startUs, startUs, endUs };
}

/** Runs one of the tools that look into what changed. */
export type InvestigateCalls = (call: ToolCall, context: CallContext) => Promise<OwnToolAnswer>;

/** Answer the tools investigate, patterns, compare and timeline. */
export function createInvestigateCalls({
  dataFor,
  limits,
  timeZone,
  searchRow,
  nowMs,
}: InvestigateOptions): InvestigateCalls {
  async function run({ name, arguments: args }: ToolCall, context: CallContext): Promise<OwnToolAnswer> {
    const { source, dictionary } = dataFor(context, args.org_id);
    const nowUs = nowMs() * 1000;
    const setting: ToolSetting = { source, signal: context.signal, nowUs, timeZone, searchRow };
    if (name === PATTERNS) return findPatterns(args, setting);
    if (name === COMPARE) return compareSides(args, setting);
    if (name === TIMELINE) return showTimeline(args, setting);
    const words = [textIn(args, 'about'), textIn(args, 'symptom')].filter((text) => text !== null);
    const reads = createReads(limits, context.signal);
    const about = words.join(' ');
    const found = await investigate(
      { about: about || null, periods: periodsIn(args, about, setting) },
      { source, reads, dictionary, ...(context.onProgress ? { onProgress: context.onProgress } : {}) },
    );
    return reportOf(found, reads, { isFull: args.detail === 'full', nowUs });
  }

  return async (call, context) => maskSecrets(await run(call, context)) as OwnToolAnswer;
}
