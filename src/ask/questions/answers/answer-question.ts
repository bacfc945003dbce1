import { isoFromUs, type TimeContext } from '../../../call/arguments/times.ts';
import { zoneName } from '../../../call/arguments/zone.ts';
import type { Dictionary } from '../../data/dictionary.ts';
import type { DataRow, DataSource } from '../../data/source.ts';
import { streamView } from '../link/stream-view.ts';
import { comparedSides } from '../parse/compared-sides.ts';
import { type ParsedQuestion, parseQuestion } from '../parse/parse-question.ts';
import { conditionText, isNameable } from '../query/condition-text.ts';
import type { FormRange, LogicalForm } from '../query/logical-form.ts';
import { MEASURE_COLUMN } from '../query/sql-query.ts';
import { peakBucket } from '../read/bucket-width.ts';
import { followUp } from '../read/follow-up.ts';
import type { Reading } from '../read/reading.ts';
import { filledRows } from './buckets.ts';
import { type ChosenReadings, chooseReadings } from './choose-readings.ts';
import { nounOf } from './counted-noun.ts';
import { findReadings } from './find-readings.ts';
import { metricAnswer } from './metric-answer.ts';
import { numberText, timeText } from './numbers.ts';
import { fill, phrasesFor } from './phrases.ts';
import { comparedRows, elsewhenText, rangeText, recordAnswer } from './record-answer.ts';
import { comparablePair, SIDE_COLUMN, tellsApart } from './side-by-side.ts';
import { runMetric } from './run-metric.ts';
import { holdsNothing, type RecordResult, runRecords } from './run-records.ts';

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

/** The reading as it was run without conditions that left nothing to measure; those that the words state are named. */
function relaxedReading(reading: Reading, { form, relaxed }: RecordResult): Reading {
  const stated = relaxed.filter((condition) => !reading.implied.includes(condition));
  return {
    ...reading,
    form,
    implied: [],
    assumed: stated.length > 0 ? reading.assumed : [],
    unused: [...reading.unused, ...stated.map(conditionText)],
  };
}

/** The reading that found nothing: what may be misread is named. */
const doubted = (reading: Reading): Reading => ({
  ...reading,
  guessed: [...reading.guessed, ...reading.weak],
  weak: [],
});

function answerRecords(
  parsed: ParsedQuestion,
  read: Reading,
  result: RecordResult,
  { context }: QuestionContext,
): AnsweredReading {
  const { unknown: field } = read;
  const phrases = phrasesFor(parsed.language);
  const values = (field?.values ?? []).map(({ value }) => value).filter(isNameable);
  const unknown = field
    ? `. ${fill(phrases.fieldHolds, { field: field.name, values: values.join(', ') })}`
    : '';
  const reading = holdsNothing(result) ? doubted(read) : read;
  const telling = {
    language: parsed.language,
    timeZone: context.timeZone,
    nowUs: context.nowUs,
    fields: reading.entry.fields ?? [],
    isPeak: peakBucket(parsed) !== null,
    isPartial: reading.unused.length > 0,
    ...nounOf(parsed, reading),
  };
  const elsewhen = holdsNothing(result) ? elsewhenText(read.entry, result.form.range, telling) : '';
  return {
    headline: `${recordAnswer(result, telling)}${result.isWidened ? `. ${phrases.wider}` : ''}${unknown}${elsewhen}`,
    range: result.form.range,
    query: result.sql.sql,
    rows:
      result.form.compare && 'range' in result.form.compare
        ? comparedRows(result)
        : filledRows(result.form, result.rows),
    reading: result.relaxed.length > 0 ? relaxedReading(reading, result) : reading,
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
      result: await runRecords(
        reading.form,
        reading.entry.fields ?? [],
        source,
        context.nowUs,
        signal,
        reading.implied,
      ),
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
  const parts = held.map((each) => `${each.result.form.stream} ${countOf(each.result)}`).join(', ');
  const total = held.reduce((sum, each) => sum + countOf(each.result), 0);
  return {
    ...answered,
    headline: `${answered.headline}. ${fill(phrasesFor(parsed.language).byStream, { parts, n: numberText(total) })}`,
  };
}

/** The range of an answer with its zone; one that nobody stated is called so. */
function stated(range: FormRange, { times, language }: ParsedQuestion, timeZone: string): string {
  const phrases = phrasesFor(language);
  const isSpan = range.startUs < range.endUs;
  const text = isSpan ? rangeText(range, timeZone, language) : isoFromUs(range.endUs, timeZone);
  const length = timeText(range.endUs - range.startUs);
  const why =
    range.text === null && times.length === 0 && isSpan ? `, ${fill(phrases.unstated, { length })}` : '';
  return `${text} (${zoneName(timeZone)}${why})`;
}

/** Whether an answer about one trace found nothing of it: the trace lies in another stream. */
const isElsewhere = (answered: AnsweredReading) =>
  answered.reading.form.where.some(
    (condition) => condition.kind === 'in' && condition.field === 'trace_id',
  ) && isEmpty(answered);

/** Whether no record is in an answer. */
const isEmpty = ({ rows }: AnsweredReading) =>
  rows.every((row) => Object.values(row).every((value) => value === null || value === 0));

/** Whether an answer has no rows, or a share that no record matches. */
const isInVain = (answered: AnsweredReading): boolean =>
  isEmpty(answered) ||
  (answered.reading.form.measure.kind === 'ratio' &&
    answered.rows.every(({ matching }) => matching === 0 || matching === undefined));

/** Of two readings that are nearly as good, one that finds something comes before one that finds nothing. */
function withFoundFirst(answered: readonly AnsweredReading[]): [AnsweredReading, ...AnsweredReading[]] {
  const [first, ...rest] = answered as [AnsweredReading, ...AnsweredReading[]];
  const { answer, measure, signal } = first.reading.form;
  const found = rest.find(
    (each) =>
      !isInVain(each) &&
      each.reading.form.answer === answer &&
      each.reading.form.measure.kind === measure.kind &&
      each.reading.form.signal === signal &&
      each.reading.unused.length <= first.reading.unused.length,
  );
  return found && answer !== 'yes or no' && isInVain(first)
    ? [found, ...answered.filter((each) => each !== found)]
    : [first, ...rest];
}

/** How questions begin that go on from the one before; very short ones do too. */
const GOES_ON =
  /^(?:and|but|only|just|now|also|same|the same|what about|how about|instead|without|except|excluding|per|by|for|in|since|und|nur|aber|jetzt|dasselbe|pro|nach|et|mais|seulement|pareil|par|y|solo|lo mismo|por|e|só|apenas|o mesmo|那|只|按)(?![\p{L}])/iu;
const FEW_WORDS = 4;

const isFragment = (request: string) =>
  GOES_ON.test(request.trim()) || request.trim().split(/\s+/).length <= FEW_WORDS;

/** The question before with what the words change. Null where they are a question of their own. */
async function continued(
  parsed: ParsedQuestion,
  before: LogicalForm,
  { dictionary, context }: QuestionContext,
): Promise<ChosenReadings | null> {
  const entry = await dictionary.stream(before.signal, before.stream);
  const reading = entry && followUp(before, parsed, streamView(entry), context);
  return reading && { together: [reading], others: [], instead: null };
}

/** How much of the words the data must explain for an answer. */
export type Cover = 'partly' | 'well' | 'wholly';

async function anew(
  parsed: ParsedQuestion,
  { dictionary, context }: QuestionContext,
  cover: Cover,
): Promise<ChosenReadings | null> {
  const chosen = chooseReadings(parsed, await findReadings(parsed, dictionary, context));
  const [best] = chosen?.together ?? [];
  if (!chosen || !best) return null;
  const isEnough =
    cover === 'partly' ||
    (cover === 'well' ? isCovered(parsed, best) : best.unused.length === 0 && best.guessed.length === 0);
  return isEnough ? chosen : null;
}

/** Two things that the words compare and that no single query tells apart: each answered by itself, side by side. Null for all else. */
async function answerSides(
  parsed: ParsedQuestion,
  chosen: ChosenReadings | null,
  asking: QuestionContext,
): Promise<QuestionAnswer | null> {
  if (chosen?.together.some(({ form }) => tellsApart(form))) return null;
  const streams = new Set((await asking.dictionary.streams()).map(({ name }) => name.toLowerCase()));
  for (const { requests, names, areStated } of comparedSides(parsed, (name) =>
    streams.has(name.toLowerCase()),
  )) {
    const asked = requests.map((each) => parseQuestion(each, asking.context, parsed.language));
    const [one, other] = asked as [ParsedQuestion, ParsedQuestion];
    const [first, second] = await Promise.all(asked.map((side) => anew(side, asking, 'partly')));
    const pair = first && second ? comparablePair(first, second, areStated) : null;
    if (!pair) continue;
    const [main, beside] = await Promise.all([
      answerTogether(one, [pair[0]], asking),
      answerTogether(other, [pair[1]], asking),
    ]);
    const of = (name: string, { rows }: AnsweredReading) =>
      rows.map((row) => ({ [SIDE_COLUMN]: name, ...row }));
    const assumed = [...new Set([...pair[0].assumed, ...pair[1].assumed])];
    const { time, assumed: takenAsSaid } = phrasesFor(parsed.language);
    return {
      ...main,
      rows: [...of(names[0], main), ...of(names[1], beside)],
      answer: [
        `${names[0]}: ${main.headline}`,
        `${names[1]}: ${beside.headline}`,
        fill(time, { range: stated(main.range, parsed, asking.context.timeZone) }),
        ...(assumed.length > 0 ? [fill(takenAsSaid, { what: assumed.join('; ') })] : []),
      ].join('\n'),
      assumed,
      notUsed: [],
      others: [beside],
    };
  }
  return null;
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
 * Answer a question about data, or one that follows `before`; `parsed` is the parsed request. Null where nothing here is what it
 * is about, or the data explain less of the words than `cover` says.
 */
export async function answerQuestion(
  request: string,
  parsed: ParsedQuestion,
  asking: QuestionContext,
  before: LogicalForm | null = null,
  cover: Cover = 'partly',
): Promise<QuestionAnswer | null> {
  const { context } = asking;
  const follows = before !== null && cover === 'partly' && isFragment(request);
  const goesOn = follows ? await continued(parsed, before, asking) : null;
  const chosen = goesOn ?? (await anew(parsed, asking, cover));
  const sides = goesOn ? null : await answerSides(parsed, chosen, asking);
  if (sides) return sides;
  if (!chosen) return null;
  const phrases = phrasesFor(parsed.language);
  const [first, ...others] = await Promise.all([
    answerTogether(parsed, chosen.together, asking),
    ...chosen.others.map((reading) => answerTogether(parsed, [reading], asking).catch(() => null)),
  ]);
  const beside = others.filter((other) => other !== null);
  const instead = beside.length === 0 && isEmpty(first) ? chosen.instead : null;
  const next = instead ? await answerTogether(parsed, [instead], asking).catch(() => null) : null;
  const answered = [first, ...beside, ...(next !== null && !isEmpty(next) ? [next] : [])];
  const there = answered.filter((each) => !isElsewhere(each));
  const [main, ...rest] = withFoundFirst(there.length > 0 ? there : answered);
  const isSure = !isEmpty(main) && main.reading.form.compare === null;
  const found = isSure ? rest.filter((each) => !isEmpty(each)) : rest;
  const { reading } = main;
  const unused = reading.unused.map((words) => `"${words}"`).join(', ');
  const guessed = reading.guessed.map(({ words, as }) => `"${words}" (${as})`).join(', ');
  const lines = [
    `${unused === '' ? '' : `${fill(phrases.notUsed, { words: unused })} `}${guessed === '' ? '' : `${fill(phrases.unsure, { words: guessed })} `}${main.headline}`,
    ...found.map(({ headline }) => `${phrases.or}: ${headline}`),
    fill(phrases.time, { range: stated(main.range, parsed, context.timeZone) }),
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
