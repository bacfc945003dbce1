import type { TimeContext } from '../../../call/arguments/times.ts';
import type { Condition, LogicalForm } from '../query/logical-form.ts';
import { mainMeasure } from '../parse/asked-measures.ts';
import { readMetric } from './read-metric.ts';
import { readRecords } from './read-records.ts';
import type { Reading } from './reading.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import type { StreamView } from '../link/stream-view.ts';

const fieldOf = (condition: Condition) => ('field' in condition ? condition.field : null);

/** Conditions of the question before, without those that the new ones replace. */
function replaced(before: readonly Condition[], now: readonly Condition[]): Condition[] {
  const fields = now.map(fieldOf);
  return [
    ...before.filter((condition) => !fields.includes(fieldOf(condition)) || fieldOf(condition) === null),
    ...now,
  ];
}

function answerOf(
  form: LogicalForm,
  groupBy: readonly string[],
  bucket: string | null,
): LogicalForm['answer'] {
  if (bucket !== null) return 'series';
  if (groupBy.length > 0 && form.answer !== 'series' && form.answer !== 'kinds') return 'table';
  return form.answer === 'series' && bucket === null && form.bucket === null ? 'number' : form.answer;
}

/**
 * "and by region?", "only the last 10 minutes", "same for yesterday": the question before with what the words change. Null where they
 * say something that its stream has not.
 */
export function followUp(
  before: LogicalForm,
  parsed: ParsedQuestion,
  view: StreamView,
  context: TimeContext,
): Reading | null {
  const isMetric = view.entry.type === 'metrics';
  const read = isMetric ? readMetric(parsed, view, context) : readRecords(parsed, view, context);
  const stated = parsed.times.filter(({ kind }) => kind !== 'now');
  const [time] = stated;
  const asked = mainMeasure(parsed);
  if (read === null && !time) return null;
  if (read && (read.unused.length > 0 || read.guessed.length > 0)) return null;
  const now = read?.form;
  const grouped = now && now.answer !== 'kinds' ? now.groupBy : [];
  const groupBy = grouped.length > 0 ? grouped : before.groupBy;
  const bucket = parsed.bucket === null ? before.bucket : (now?.bucket ?? before.bucket);
  const range = time ? { startUs: time.startUs, endUs: time.endUs, text: time.text } : before.range;
  const form: LogicalForm = {
    ...before,
    measure: asked && now && now.measure.kind !== 'count' ? now.measure : before.measure,
    where: replaced(before.where, now?.where ?? []),
    groupBy,
    bucket,
    limit: parsed.limit ?? before.limit,
    range,
    compare: time ? null : before.compare,
    answer: answerOf(before, grouped.length > 0 ? groupBy : [], parsed.bucket === null ? null : bucket),
  };
  return {
    form,
    entry: view.entry,
    coverage: 1,
    score: 1,
    unused: [],
    guessed: [],
    implied: [],
    unknown: null,
    weak: [],
    assumed: [],
    noun: null,
    isNamed: true,
    named: 1,
  };
}
