import type { Condition, LogicalForm } from '../query/logical-form.ts';
import type { Reading } from '../read/reading.ts';
import type { ChosenReadings } from './choose-readings.ts';

/** The column that tells which of two compared things a row is of. */
export const SIDE_COLUMN = 'side';

/** Whether a query tells two things apart by itself, such as two values of a field. */
export const tellsApart = ({ compare, measure }: LogicalForm): boolean =>
  (compare !== null && 'field' in compare) || measure.kind === 'matching';

const keyOf = (condition: Condition) => JSON.stringify(condition);

/** Whether the records of one query are some of those of the other. */
function isWithin(a: LogicalForm, b: LogicalForm): boolean {
  const of = new Set([...a.where, ...(a.measure.kind === 'ratio' ? a.measure.of : [])].map(keyOf));
  return (
    a.stream === b.stream &&
    [...b.where, ...(b.measure.kind === 'ratio' ? b.measure.of : [])].every((each) => of.has(keyOf(each)))
  );
}

const unitOf = ({ form: { measure }, entry }: Reading) =>
  'field' in measure
    ? (entry.fields?.find(({ name }) => name === measure.field)?.unit ?? measure.field)
    : null;

/** Whether two readings give figures of one kind, of different records; unless `mayHold`, none of the records of one are those of the other. */
function areComparable(a: Reading, b: Reading, mayHold: boolean): boolean {
  const [one, other] = [a.form, b.form];
  const [within, holds] = [isWithin(one, other), isWithin(other, one)];
  return (
    one.answer === other.answer &&
    one.signal === other.signal &&
    one.measure.kind === other.measure.kind &&
    one.bucket === other.bucket &&
    unitOf(a) === unitOf(b) &&
    (one.answer === 'kinds' || one.groupBy.length === other.groupBy.length) &&
    (mayHold ? !(within && holds) : !within && !holds)
  );
}

const isSure = ({ unused, guessed, isNamed }: Reading) =>
  isNamed && unused.length === 0 && guessed.length === 0;

/** The readings of two sides that can be set beside each other; null where none can. */
export function comparablePair(
  first: ChosenReadings,
  second: ChosenReadings,
  mayHold: boolean,
): readonly [Reading, Reading] | null {
  const sure = ({ together, others }: ChosenReadings) => [...together.slice(0, 1), ...others].filter(isSure);
  for (const a of sure(first)) {
    const b = sure(second).find((each) => areComparable(a, each, mayHold));
    if (b) return [a, b];
  }
  return null;
}
