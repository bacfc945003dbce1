import { isoFromUs, type TimeContext } from '../../../call/arguments/times.ts';
import type { Dictionary } from '../../data/dictionary.ts';
import type { DataRow, DataSource } from '../../data/source.ts';
import { hasTag } from '../../language/tagged-words.ts';
import { stateOf } from '../link/states.ts';
import { streamView } from '../link/stream-view.ts';
import { type ParsedQuestion, parseQuestion } from '../parse/parse-question.ts';
import type { FormRange, LogicalForm } from '../query/logical-form.ts';
import { MEASURE_COLUMN } from '../query/sql-query.ts';
import { followUp } from '../read/follow-up.ts';
import type { Reading } from '../read/reading.ts';
import { chooseReadings } from './choose-readings.ts';
import { findReadings } from './find-readings.ts';
import { metricAnswer } from './metric-answer.ts';
import { numberText } from './numbers.ts';
import { fill, phrasesFor } from './phrases.ts';
import { comparedRows, rangeText, recordAnswer, streamName } from './record-answer.ts';
import { runMetric } from './run-metric.ts';
import { type RecordResult, runRecords } from './run-records.ts';

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

/** What a question is answered from: the data of one organization, its clock, and the signal that cancels it. */
export interface QuestionContext {
  readonly dictionary: Dictionary;
  readonly source: DataSource;
  readonly context: TimeContext;
  readonly signal: AbortSignal;
}

const ERROR_WORD = /^(error|exception|failure|warning|fehler|problem|issue)/;

/** What the records are called in the answer, and whether that says a condition already. */
function nounOf(
  { words }: ParsedQuestion,
  { form, noun }: Reading,
): { noun: string | null; isErrors: boolean } {
  for (const word of words) {
    const state = stateOf(word.folded);
    if (state && ERROR_WORD.test(word.folded))
      return { noun: state === 'warning' ? 'warnings' : 'errors', isErrors: form.where.length > 0 };
  }
  return { noun: noun && countedNoun(words, noun), isErrors: false };
}

/** What records are called in general. */
const RECORD_NOUN =
  /^(?:logs|records|entries|lines|rows|responses|replies|answers|hits|occurrences|samples|observations)$/;

/**
 * What is counted where the words name a stream: "orders" of "how many orders", but the responses of "nginx responses" and of "responses
 * in nginx", where the stream is no more than what or where they are of.
 */
function countedNoun(words: ParsedQuestion['words'], { text, from, to }: NonNullable<Reading['noun']>) {
  const general = (word: ParsedQuestion['words'][number] | undefined) =>
    word && hasTag(word, 'records') && RECORD_NOUN.test(word.folded) ? word.text : null;
  const after = general(words[to + 1]);
  if (after !== null) return after;
  let lead = from - 1;
  while (hasTag(words[lead], 'stop word') && !hasTag(words[lead], 'preposition')) lead -= 1;
  if (!hasTag(words[lead], 'preposition')) return text;
  return words.map(general).find((word) => word !== null) ?? null;
}

const countOf = ({ matching, rows }: RecordResult) => matching ?? Number(rows[0]?.[MEASURE_COLUMN] ?? 0);

async function answerMetric(
  parsed: ParsedQuestion,
  reading: Reading,
  { source, signal }: QuestionContext,
): Promise<AnsweredReading> {
  const result = await runMetric(reading.form, reading.entry, source, signal);
  return {
    headline: metricAnswer(result, reading.entry, parsed.language),
    range: result.form.range,
    query: result.expression,
    rows: result.rows,
    reading,
  };
}

function answerRecords(
  parsed: ParsedQuestion,
  reading: Reading,
  result: RecordResult,
  { context }: QuestionContext,
): AnsweredReading {
  const phrases = phrasesFor(parsed.language);
  const headline = recordAnswer(result, {
    language: parsed.language,
    timeZone: context.timeZone,
    nowUs: context.nowUs,
    fields: reading.entry.fields ?? [],
    ...nounOf(parsed, reading),
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
async function answerTogether(
  parsed: ParsedQuestion,
  readings: readonly Reading[],
  asking: QuestionContext,
): Promise<AnsweredReading> {
  const [first] = readings as [Reading];
  if (first.form.signal === 'metrics') return answerMetric(parsed, first, asking);
  const { source, context, signal } = asking;
  const results = await Promise.all(
    readings.map(async (reading) => ({
      reading,
      result: await runRecords(reading.form, reading.entry.fields ?? [], source, context.nowUs, signal),
    })),
  );
  const { reading, result } = results.reduce((top, each) =>
    countOf(each.result) > countOf(top.result) ? each : top,
  );
  const answered = answerRecords(parsed, reading, result, asking);
  const held = results
    .filter((each) => countOf(each.result) > 0)
    .sort((a, b) => countOf(b.result) - countOf(a.result));
  if (held.length < 2) return answered;
  const parts = held
    .map((each) => `${streamName(each.result.form.stream)} ${countOf(each.result)}`)
    .join(', ');
  const total = held.reduce((sum, each) => sum + countOf(each.result), 0);
  return {
    ...answered,
    headline: `${answered.headline}. ${fill(phrasesFor(parsed.language).byStream, { parts, n: numberText(total) })}`,
  };
}

const stated = (range: FormRange, timeZone: string) =>
  range.startUs < range.endUs ? rangeText(range, timeZone) : isoFromUs(range.endUs, timeZone);

/** Whether an answer about one trace found nothing of it: the trace lies in another stream. */
const isElsewhere = ({ reading, rows }: AnsweredReading) =>
  reading.form.where.some((condition) => condition.kind === 'in' && condition.field === 'trace_id') &&
  rows.every((row) => Object.values(row).every((value) => value === null || value === 0));

/** How questions begin that go on from the one before; very short ones do too. */
const GOES_ON =
  /^(?:and|but|only|just|now|also|same|the same|what about|how about|instead|without|except|excluding|per|by|for|in|since|und|nur|aber|jetzt|dasselbe|pro|nach|et|mais|seulement|pareil|par|y|solo|lo mismo|por|e|só|apenas|o mesmo|那|只|按)(?![\p{L}])/iu;
const FEW_WORDS = 4;

const isFragment = (request: string) =>
  GOES_ON.test(request.trim()) || request.trim().split(/\s+/).length <= FEW_WORDS;

/** The question before with what the words change. Null where they are a question of their own. */
async function continued(request: string, before: LogicalForm, { dictionary, context }: QuestionContext) {
  const entry = await dictionary.stream(before.signal, before.stream);
  if (!entry) return null;
  const parsed = parseQuestion(request, context);
  const reading = followUp(before, parsed, streamView(entry), context);
  return reading && { parsed, chosen: { together: [reading], others: [] } };
}

async function anew(request: string, { dictionary, context }: QuestionContext, mustCover: boolean) {
  const { parsed, readings } = await findReadings(request, dictionary, context);
  const chosen = chooseReadings(parsed, readings);
  const [best] = chosen?.together ?? [];
  return chosen && best && (!mustCover || isCovered(parsed, best)) ? { parsed, chosen } : null;
}

const WELL_COVERED = 0.75;
/** Enough where a limit on a number or a width of time is stated, which no list of objects has. */
const PARTLY_COVERED = 0.5;

/** Whether the words have a part, the stream or a value is named in full, and something is asked of it. */
const isCovered = (parsed: ParsedQuestion, { form, named, coverage, guessed }: Reading) =>
  coverage >= (parsed.conditions.length > 0 || parsed.bucket !== null ? PARTLY_COVERED : WELL_COVERED) &&
  guessed.length === 0 &&
  (named >= 0.9 || form.where.length > 0) &&
  (parsed.times.length > 0 ||
    parsed.bucket !== null ||
    parsed.conditions.length > 0 ||
    (parsed.limit !== null && form.where.length > 0) ||
    (parsed.superlative !== null && form.groupBy.length > 0) ||
    (parsed.measures.length > 0 && (form.where.length > 0 || form.measure.kind !== 'count')));

/**
 * Answer a question about data, or one that follows `before`. Null where nothing here is what it is about; with `mustCover` also where
 * the data does not explain every word.
 */
export async function answerQuestion(
  request: string,
  asking: QuestionContext,
  before: LogicalForm | null = null,
  mustCover = false,
): Promise<QuestionAnswer | null> {
  const { context } = asking;
  const follows = before !== null && !mustCover && isFragment(request);
  const read =
    (follows ? await continued(request, before, asking) : null) ?? (await anew(request, asking, mustCover));
  if (!read) return null;
  const { parsed, chosen } = read;
  const phrases = phrasesFor(parsed.language);
  const [first, ...others] = await Promise.all([
    answerTogether(parsed, chosen.together, asking),
    ...chosen.others.map((reading) => answerTogether(parsed, [reading], asking).catch(() => null)),
  ]);
  const answered = [first, ...others.filter((other) => other !== null)];
  const there = answered.filter((each) => !isElsewhere(each));
  const [main, ...found] = (there.length > 0 ? there : answered) as [AnsweredReading, ...AnsweredReading[]];
  const { reading } = main;
  const unused = reading.unused.map((words) => `"${words}"`).join(', ');
  const guessed = reading.guessed.map(({ words, as }) => `"${words}" (${as})`).join(', ');
  const lines = [
    `${unused === '' ? '' : `${fill(phrases.notUsed, { words: unused })} `}${guessed === '' ? '' : `${fill(phrases.unsure, { words: guessed })} `}${main.headline}`,
    ...found.map(({ headline }) => `${phrases.or}: ${headline}`),
    fill(phrases.time, { range: stated(main.range, context.timeZone) }),
    ...(reading.assumed.length > 0 ? [fill(phrases.assumed, { what: reading.assumed.join('; ') })] : []),
  ];
  return {
    ...main,
    answer: lines.join('\n'),
    assumed: reading.assumed,
    notUsed: [
      ...reading.unused,
      ...reading.guessed.map(({ words, as }) => `${words}: not sure, read as ${as}`),
    ],
    others: found,
  };
}
