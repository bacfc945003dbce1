import type { StreamEntry } from '../../data/dictionary.ts';
import type { TimeContext } from '../../../call/arguments/times.ts';
import type { AnsweredReading } from './answer-question.ts';
import { isNameable } from '../query/condition-text.ts';
import { fill, phrasesFor } from './phrases.ts';
import { chooseReadings } from './choose-readings.ts';
import { readMetric } from '../read/read-metric.ts';
import { readRecords } from '../read/read-records.ts';
import { type ParsedQuestion, parseQuestion } from '../parse/parse-question.ts';
import { streamView } from '../link/stream-view.ts';

const isErrors = ({ words }: ParsedQuestion) =>
  words.some(({ forms }) => /^(errors?|exceptions?|failures?)$/.test(forms[0] ?? ''));

/** Whether a question is read over a stream with all of its words. */
function isAnswerable(request: string, entry: StreamEntry, context: TimeContext): boolean {
  const asked = parseQuestion(request, context);
  const read = entry.type === 'metrics' ? readMetric : readRecords;
  const reading = read(asked, streamView(entry), context);
  return (
    reading !== null &&
    reading.unused.length === 0 &&
    reading.guessed.length === 0 &&
    chooseReadings(asked, [reading]) !== null
  );
}

/** The question that is worth asking next; null where none is sure to be answered. */
export function nextQuestion(
  asked: ParsedQuestion,
  { reading, rows }: AnsweredReading,
  context: TimeContext,
): string | null {
  const { form, entry } = reading;
  const phrases = phrasesFor(asked.language);
  const { stream } = form;
  const noun = isErrors(asked) ? phrases.errors : phrases.records;
  const value =
    form.answer === 'kinds' || form.answer === 'table' ? rows[0]?.[form.groupBy[0] ?? ''] : undefined;
  const named = isNameable(value) && /\p{L}/u.test(String(value)) ? `${value} ${noun}` : noun;
  const candidates =
    form.signal === 'metrics'
      ? [fill(phrases.nextOfMetric, { metric: form.stream }), `${form.stream} now`]
      : form.answer === 'kinds' || form.answer === 'series'
        ? [fill(phrases.nextLatest, { noun: named, stream }), fill(phrases.nextLatest, { noun, stream })]
        : [fill(phrases.nextSeries, { noun, stream }), fill(phrases.nextLatest, { noun, stream })];
  return (
    candidates.find((request) => request !== asked.request && isAnswerable(request, entry, context)) ?? null
  );
}
