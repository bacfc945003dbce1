import { isoFromUs, type TimeContext } from '../../call/arguments/times.ts';
import type { Dictionary } from '../data/dictionary.ts';
import type { DataRow, DataSource } from '../data/source.ts';
import { fill, phrasesFor } from './answers/phrases.ts';
import { comparedRows, rangeText, recordAnswer, streamName } from './answers/record-answer.ts';
import { metricAnswer } from './answers/metric-answer.ts';
import { numberText } from './answers/numbers.ts';
import { understand } from './engine.ts';
import type { Reading } from './reading.ts';
import { stateOf } from './states.ts';
import { MEASURE } from './sql-query.ts';
import { type RecordResult, runRecords } from './run-records.ts';
import { runMetric } from './run-metric.ts';
import type { Sketch } from './sketch.ts';

/** What a question came to. */
export interface QuestionAnswer {
  readonly answer: string;
  readonly query: string;
  readonly assumed: readonly string[];
  readonly notUsed: readonly string[];
  readonly next: string | null;
  readonly rows: readonly DataRow[];
  readonly reading: Reading;
}

export interface Asking {
  readonly dictionary: Dictionary;
  readonly source: DataSource;
  readonly context: TimeContext;
  readonly signal: AbortSignal;
}

/** Readings below this leave too much of the request out to be run. */
export const LEAST_COVERAGE = 0.5;
const MOST_STREAMS = 6;
/** Readings that are as good as the best but for this belong to it. */
const CLOSE = 0.04;

const isErrors = (noun: string | null) => noun !== null;

/** What the records are called in the answer. */
function nounOf({ words }: Sketch, { form, noun }: Reading): { noun: string | null; isState: boolean } {
  for (const word of words) {
    const state = stateOf(word.folded);
    if (
      state &&
      /s$|er$|n$/.test(word.folded) &&
      /^(error|exception|failure|warning|fehler|problem|issue)/.test(word.folded)
    )
      return { noun: state === 'warning' ? 'warnings' : 'errors', isState: form.where.length > 0 };
  }
  return { noun, isState: false };
}

/** Streams that the words fit as well as the best: nothing tells them apart, so all are counted. */
function equals(readings: readonly Reading[]): Reading[] {
  const [best] = readings;
  if (!best) return [];
  const { form } = best;
  const isSimple =
    ['number', 'kinds', 'rows', 'yes or no'].includes(form.answer) &&
    form.measure.kind === 'count' &&
    form.order.by !== 'time'
      ? true
      : form.answer === 'rows' && form.order.by === 'time';
  if (!isSimple || form.compare) return [best];
  const alike = readings.filter(
    (reading) =>
      reading.form.answer === form.answer &&
      reading.form.signal === form.signal &&
      Math.abs(reading.coverage - best.coverage) < CLOSE &&
      reading.form.where.length === form.where.length &&
      reading.noun === best.noun,
  );
  return alike.slice(0, MOST_STREAMS);
}

export async function answerQuestion(
  request: string,
  { dictionary, source, context, signal }: Asking,
): Promise<QuestionAnswer | null> {
  const { sketch, readings } = await understand(request, dictionary, context);
  const [best] = readings;
  if (!best || best.coverage < LEAST_COVERAGE) return null;
  if (!best.isNamed && !sketch.has('records')) return null;
  const phrases = phrasesFor(sketch.language);
  if (best.form.signal === 'metrics') {
    const result = await runMetric(best.form, best.entry, source, signal);
    const unused = best.unused.length > 0 ? `${fill(phrases.notUsed, { words: best.unused.map((words) => `"${words}"`).join(', ') })} ` : '';
    const range = best.form.range.startUs < best.form.range.endUs ? rangeText(best.form.range, context.timeZone) : isoFromUs(best.form.range.endUs, context.timeZone);
    return {
      answer: `${unused}${metricAnswer(result, best.entry, sketch.language)}\n${fill(phrases.time, { range })}`,
      query: result.expression,
      assumed: best.assumed,
      notUsed: best.unused,
      next: null,
      rows: result.rows,
      reading: best,
    };
  }
  const same = best.isNamed && best.noun !== null ? [best] : equals(readings);
  const results = await Promise.all(
    same.map(async (reading) => ({
      reading,
      result: await runRecords(reading.form, reading.entry.fields ?? [], source, context.nowUs, signal),
    })),
  );
  const countOf = ({ result }: { result: RecordResult }) =>
    result.matching ?? Number(result.rows[0]?.[MEASURE] ?? 0);
  const chosen = results.reduce((top, each) => (countOf(each) > countOf(top) ? each : top));
  const { reading, result } = chosen;
  const { noun, isState } = nounOf(sketch, reading);
  const found = recordAnswer(result, {
    language: sketch.language,
    timeZone: context.timeZone,
    nowUs: context.nowUs,
    fields: reading.entry.fields ?? [],
    noun,
    isErrors: isState && isErrors(noun),
  });
  const held = results.filter((each) => countOf(each) > 0).sort((a, b) => countOf(b) - countOf(a));
  const total = held.reduce((sum, each) => sum + countOf(each), 0);
  const others =
    held.length > 1
      ? ` By stream: ${held.map((each) => `${streamName(each.result.form.stream)} ${countOf(each)}`).join(', ')}. In total ${numberText(total)}.`
      : '';
  const unused =
    reading.unused.length > 0
      ? `${fill(phrases.notUsed, { words: reading.unused.map((words) => `"${words}"`).join(', ') })} `
      : '';
  const lines = [
    `${unused}${found}${others === '' ? '' : `.${others}`}${result.isWidened ? ` ${phrases.wider}` : ''}`,
    fill(phrases.time, { range: rangeText(result.form.range, context.timeZone) }),
  ];
  return {
    answer: lines.join('\n'),
    query: result.sql.sql,
    assumed: reading.assumed,
    notUsed: reading.unused,
    next: null,
    rows: result.form.compare && 'range' in result.form.compare ? comparedRows(result) : result.rows,
    reading,
  };
}
