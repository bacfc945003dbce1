import type { Reading } from '../read/reading.ts';
import { unitIn } from '../../language/tagged-words.ts';
import { isContentWord, type ParsedQuestion } from '../parse/parse-question.ts';

/** Readings below this leave too much of the request out to be run. */
const LEAST_COVERAGE = 0.5;
/** The same where the answer names what was left out. */
const LEAST_WITH_REST = 0.33;
/** Streams that are counted together where nothing tells them apart. */
const MOST_TOGETHER = 6;
const TOGETHER = 0.04;
/** Another reading this close to the best is answered beside it. */
const CLOSE = 0.1;
/** The same where the words name the stream of the best by its whole name. */
const CLOSE_TO_NAMED = 0.03;
const MOST_OTHERS = 2;

/** The readings of a request that are run. */
export interface ChosenReadings {
  /** The best one first; several where they are of one kind over streams that the words do not tell apart. */
  readonly together: readonly Reading[];
  /** Other readings that are nearly as good. */
  readonly others: readonly Reading[];
  /** The next best over another stream, for where the best finds nothing; null where none explains nearly as much. */
  readonly instead: Reading | null;
}

/** Streams that the words fit as well as the best: nothing tells them apart, so all are counted. */
function together(readings: readonly Reading[], best: Reading): Reading[] {
  const { form } = best;
  const isCounted = form.measure.kind === 'count' && ['number', 'kinds', 'yes or no'].includes(form.answer);
  const isNewest = form.answer === 'rows' && form.order.by === 'time';
  if (!(isCounted || isNewest) || form.compare || best.noun !== null) return [best];
  return readings
    .filter(
      (reading) =>
        reading.form.answer === form.answer &&
        reading.form.signal === form.signal &&
        Math.abs(reading.coverage - best.coverage) < TOGETHER &&
        reading.form.where.length === form.where.length &&
        reading.noun === null,
    )
    .slice(0, MOST_TOGETHER);
}

const isSame = (a: Reading, b: Reading) =>
  a.form.stream === b.form.stream ||
  (a.entry.metric?.family !== undefined &&
    a.entry.metric?.family !== null &&
    a.entry.metric.family === b.entry.metric?.family);

/** "busiest hour today": of nothing that is named. */
const asksForBusiest = (parsed: ParsedQuestion): boolean =>
  parsed.superlative?.tag === 'busiest' &&
  !parsed.words.some((word) => isContentWord(parsed, word)) &&
  parsed.words.some((word) => unitIn(word) !== null);

const recordsOf = ({ entry }: Reading) => (entry.type === 'logs' ? (entry.records ?? 0) : -1);

function ofLargest(readings: readonly Reading[]): Reading {
  const reading = readings.reduce((top, each) => (recordsOf(each) > recordsOf(top) ? each : top));
  const assumed = `what is counted are the records of ${reading.form.stream}, the stream with the most of them`;
  return { ...reading, assumed: [...reading.assumed, assumed] };
}

/** The best reading, or one nearly as good that uses what it leaves of the order that is asked for: "the chattiest pod". */
function bestOf(parsed: ParsedQuestion, readings: readonly Reading[]): Reading | undefined {
  const [first] = readings;
  // A number that words name comes before texts that may hold them.
  const isOfText = first?.form.where.some(({ kind }) => kind === 'contains' || kind === 'full text') ?? false;
  const sure =
    first?.guessed.length && isOfText
      ? readings.find(
          ({ form, score, guessed, unused, isNamed }) =>
            'field' in form.measure &&
            form.measure.kind !== 'distinct' &&
            score >= first.score - CLOSE &&
            isNamed &&
            guessed.length === 0 &&
            unused.length <= first.unused.length,
        )
      : undefined;
  const best = sure ?? first;
  const { superlative, words } = parsed;
  const order = superlative && words[superlative.at]?.text;
  if (best === undefined || !order || !best.unused.includes(order)) return best;
  const other = readings.find(
    ({ score, unused, isNamed }) =>
      score >= best.score - CLOSE &&
      isNamed &&
      unused.length < best.unused.length &&
      unused.every((each) => best.unused.includes(each)),
  );
  return other ?? best;
}

/** Null where no reading covers enough of the request. */
export function chooseReadings(parsed: ParsedQuestion, readings: readonly Reading[]): ChosenReadings | null {
  const best = bestOf(parsed, readings);
  if (!best || best.coverage < (best.unused.length > 0 ? LEAST_WITH_REST : LEAST_COVERAGE)) return null;
  const isBare = asksForBusiest(parsed);
  if (!best.isNamed && !parsed.has('records') && !isBare) return null;
  if (isBare) return { together: [ofLargest(readings)], others: [], instead: null };
  const same = together(readings, best);
  const others = readings.filter(
    (reading) =>
      !same.includes(reading) &&
      !same.some((each) => isSame(each, reading)) &&
      reading.score >= best.score - (best.named >= 0.95 ? CLOSE_TO_NAMED : CLOSE) &&
      reading.coverage >= LEAST_COVERAGE &&
      reading.unused.length <= best.unused.length &&
      reading.isNamed,
  );
  const shown = same.length > 1 ? [] : others.slice(0, MOST_OTHERS);
  const instead = readings.find(
    (reading) =>
      !same.includes(reading) &&
      !shown.includes(reading) &&
      !same.some((each) => isSame(each, reading)) &&
      reading.coverage >= Math.max(LEAST_COVERAGE, best.coverage - CLOSE) &&
      reading.unused.length <= best.unused.length &&
      reading.isNamed,
  );
  return { together: same, others: shown, instead: instead ?? null };
}
