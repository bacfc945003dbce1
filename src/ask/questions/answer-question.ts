import { isoFromUs, type TimeContext } from '../../call/arguments/times.ts';
import type { Dictionary } from '../data/dictionary.ts';
import type { DataRow, DataSource } from '../data/source.ts';
import { metricAnswer } from './answers/metric-answer.ts';
import { numberText } from './answers/numbers.ts';
import { fill, phrasesFor } from './answers/phrases.ts';
import { comparedRows, rangeText, recordAnswer, streamName } from './answers/record-answer.ts';
import { choose } from './choose.ts';
import { understand } from './engine.ts';
import type { FormRange } from './logical-form.ts';
import type { Reading } from './reading.ts';
import { runMetric } from './run-metric.ts';
import { type RecordResult, runRecords } from './run-records.ts';
import type { Sketch } from './sketch.ts';
import { MEASURE } from './sql-query.ts';
import { stateOf } from './states.ts';

/** One reading answered. */
export interface AnsweredReading {
  /** The first line. */
  readonly headline: string;
  readonly range: FormRange;
  readonly query: string;
  readonly rows: readonly DataRow[];
  readonly reading: Reading;
}

/** What a question came to. */
export interface QuestionAnswer extends AnsweredReading {
  /** All lines. */
  readonly answer: string;
  readonly assumed: readonly string[];
  readonly notUsed: readonly string[];
  /** Readings over other streams that are nearly as good. */
  readonly others: readonly AnsweredReading[];
}

export interface Asking {
  readonly dictionary: Dictionary;
  readonly source: DataSource;
  readonly context: TimeContext;
  readonly signal: AbortSignal;
}

const ERROR_WORD = /^(error|exception|failure|warning|fehler|problem|issue)/;

/** What the records are called in the answer, and whether that says a condition already. */
function nounOf({ words }: Sketch, { form, noun }: Reading): { noun: string | null; isErrors: boolean } {
  for (const word of words) {
    const state = stateOf(word.folded);
    if (state && ERROR_WORD.test(word.folded))
      return { noun: state === 'warning' ? 'warnings' : 'errors', isErrors: form.where.length > 0 };
  }
  return { noun, isErrors: false };
}

const countOf = ({ matching, rows }: RecordResult) => matching ?? Number(rows[0]?.[MEASURE] ?? 0);

async function answerMetric(sketch: Sketch, reading: Reading, { source, signal }: Asking): Promise<AnsweredReading> {
  const result = await runMetric(reading.form, reading.entry, source, signal);
  return {
    headline: metricAnswer(result, reading.entry, sketch.language),
    range: result.form.range,
    query: result.expression,
    rows: result.rows,
    reading,
  };
}

function answerRecords(sketch: Sketch, reading: Reading, result: RecordResult, { context }: Asking): AnsweredReading {
  const phrases = phrasesFor(sketch.language);
  const headline = recordAnswer(result, {
    language: sketch.language,
    timeZone: context.timeZone,
    nowUs: context.nowUs,
    fields: reading.entry.fields ?? [],
    ...nounOf(sketch, reading),
  });
  return {
    headline: result.isWidened ? `${headline}. ${phrases.wider}` : headline,
    range: result.form.range,
    query: result.sql.sql,
    rows: result.form.compare && 'range' in result.form.compare ? comparedRows(result) : result.rows,
    reading,
  };
}

/** The readings of one kind: the one with most records answers, the counts of all stand beside it. */
async function answerTogether(sketch: Sketch, readings: readonly Reading[], asking: Asking): Promise<AnsweredReading> {
  const [first] = readings as [Reading];
  if (first.form.signal === 'metrics') return answerMetric(sketch, first, asking);
  const { source, context, signal } = asking;
  const results = await Promise.all(
    readings.map(async (reading) => ({ reading, result: await runRecords(reading.form, reading.entry.fields ?? [], source, context.nowUs, signal) })),
  );
  const { reading, result } = results.reduce((top, each) => (countOf(each.result) > countOf(top.result) ? each : top));
  const answered = answerRecords(sketch, reading, result, asking);
  const held = results.filter((each) => countOf(each.result) > 0).sort((a, b) => countOf(b.result) - countOf(a.result));
  if (held.length < 2) return answered;
  const parts = held.map((each) => `${streamName(each.result.form.stream)} ${countOf(each.result)}`).join(', ');
  const total = held.reduce((sum, each) => sum + countOf(each.result), 0);
  return { ...answered, headline: `${answered.headline}. By stream: ${parts}. In total ${numberText(total)}.` };
}

const stated = (range: FormRange, timeZone: string) =>
  range.startUs < range.endUs ? rangeText(range, timeZone) : isoFromUs(range.endUs, timeZone);

/** Answer a question about data. Null where nothing here is what it is about. */
export async function answerQuestion(request: string, asking: Asking): Promise<QuestionAnswer | null> {
  const { dictionary, context } = asking;
  const { sketch, readings } = await understand(request, dictionary, context);
  const chosen = choose(sketch, readings);
  if (!chosen) return null;
  const phrases = phrasesFor(sketch.language);
  const [main, ...others] = await Promise.all([
    answerTogether(sketch, chosen.together, asking),
    ...chosen.others.map((reading) => answerTogether(sketch, [reading], asking).catch(() => null)),
  ]);
  const { reading } = main;
  const unused = reading.unused.map((words) => `"${words}"`).join(', ');
  const guessed = reading.guessed.map(({ words, as }) => `"${words}" (${as})`).join(', ');
  const found = others.filter((other) => other !== null);
  const lines = [
    `${unused === '' ? '' : `${fill(phrases.notUsed, { words: unused })} `}${guessed === '' ? '' : `${fill(phrases.unsure, { words: guessed })} `}${main.headline}`,
    ...found.map(({ headline }) => `${phrases.or}: ${headline}`),
    fill(phrases.time, { range: stated(main.range, context.timeZone) }),
    ...(reading.assumed.length > 0 ? [fill(phrases.assumed, { what: reading.assumed.join('; ') })] : []),
  ];
  return { ...main, answer: lines.join('\n'), assumed: reading.assumed, notUsed: [...reading.unused, ...reading.guessed.map(({ words, as }) => `${words}: not sure, read as ${as}`)], others: found };
}
