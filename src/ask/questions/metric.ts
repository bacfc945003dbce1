import { listAt } from '../../openobserve/answer.ts';
import type { Arguments } from '../../contract/tool.ts';
import { rangeText } from './log-words.ts';
import type { Make } from '../data/maker.ts';
import { findMetrics, promqlFor } from './promql.ts';
import { statedRange } from '../data/stated-range.ts';
import { findTarget, STREAM, statedStream, streamQuestion } from '../data/target.ts';
import { shapedOf } from '../outcome-text.ts';

const MOST_NAMED = 5;
const TIMES = { start: 'start', end: 'end' };

interface Series {
  readonly metric?: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: ReadonlyArray<readonly [number, string]>;
}

const lastOf = ({ value, values }: Series) => Number((value ?? values?.at(-1) ?? [0, 'NaN'])[1]);
const isNameable = (text: string) => /^[\w.:/@-]{1,40}$/.test(text);

function labelOf({ metric = {} }: Series): string {
  const parts = Object.entries(metric).filter(([name, value]) => !name.startsWith('__') && isNameable(value));
  return parts.map(([, value]) => value).join(' ') || 'all';
}

const rounded = (value: number) => String(Number(value.toPrecision(4)));

function answerFor(name: string, series: readonly Series[]): string {
  if (series.length === 0)
    return `Found no data for ${name} in this time. Try a longer one, or ask which metrics there are.`;
  const sorted = [...series].sort((a, b) => lastOf(b) - lastOf(a));
  const named = sorted
    .slice(0, MOST_NAMED)
    .map((each) => `${labelOf(each)} ${rounded(lastOf(each))}`)
    .join(', ');
  const rest = sorted.length - MOST_NAMED;
  return `${name} now, the highest first: ${named}${rest > 0 ? `, and ${rest} more` : ''}.`;
}

/** A metric query that states no PromQL: the metric and its labels are found, and the expression is written. */
export const makeMetric: Make = async ({ said, telemetry, time, config, row }) => {
  const { [STREAM]: _, ...given } = said.arguments;
  // One word is a name to look for, not an expression that somebody wrote.
  if (typeof given.query === 'string' && /[{}()[\]]/.test(given.query))
    return { arguments: given, missing: [] };
  const metrics = await telemetry.streams('metrics');
  const isKnown = metrics.some(({ name }) => name === given.query);
  const wanted = statedStream(said.arguments) ?? (isKnown ? given.query : undefined);
  const range = statedRange(said.words, given, TIMES, time);
  const [best, ...others] = wanted === undefined ? findMetrics(said.words, metrics) : [];
  const stated = wanted ?? best?.name;
  if (stated === undefined || others.length > 0) {
    const question =
      metrics.length === 0 ? 'There are no metrics here. Which one is meant?' : 'Which metric is meant?';
    return { arguments: given, missing: [streamQuestion(question, best ? [best, ...others] : metrics)] };
  }
  const found = await findTarget(said.words, stated, 'metrics', range, telemetry);
  if ('missing' in found) return { arguments: given, missing: [found.missing] };
  if (!('target' in found))
    return { arguments: given, missing: [streamQuestion('Which metric is meant?', found.streams)] };
  const { target } = found;
  const query = promqlFor(said.words, target);
  const hasRange = 'start' in row.places;
  const times = hasRange ? { start: range.startUs, end: range.endUs } : {};
  return {
    arguments: { ...given, query, ...times },
    missing: [],
    tell(outcome) {
      const series = (listAt(outcome.value, row.rows ?? '') ?? []) as Arguments[] as Series[];
      const when = hasRange ? `\nTime: ${rangeText(range, config.timeZone)}` : '';
      return {
        answer: `${answerFor(target.stream.name, series)}${when}`,
        query,
        next: hasRange
          ? `highest ${target.stream.name} in the last 24 hours`
          : `${target.stream.name} over time`,
        data: shapedOf(outcome, config),
      };
    },
  };
};
