import type { Periods } from './log-queries.ts';
import type { StreamReading } from './stream-reading.ts';

/** The failures of a stream from the onset on, or in the window, by their kind. */
export interface FailureKinds {
  readonly stream: string;
  readonly records: number;
  readonly failures: number;
  /** What rose most first; empty where no field tells the kinds. */
  readonly kinds: ReadonlyArray<{ readonly name: string; readonly count: number }>;
}

const MOST_KINDS = 4;
const NEARLY_ALL = 0.95;
/** A field that only few of the failures have tells little of them. */
const LEAST_TOLD = 0.5;
/** Codes and names of classes may stand in our own sentence; messages, which others write, may not. */
const NAME = /^[\w.:-]{2,60}$/;
const SAYS_ONLY_BAD = /^(?:error|err|fatal|critical|fail(?:ed|ure)?|true|yes|no|false|\d{1,3})$/i;

/** The kinds of failures of one stream; null where none is failing. A field tells them that only failures have, such as `error_type`. */
export function failureKinds(
  { stream, counted, fields }: StreamReading,
  periods: Periods,
): FailureKinds | null {
  const { whole, values } = counted;
  if (whole.nowBad === 0) return null;
  const timesLonger = (periods.baselineEndUs - periods.baselineStartUs) / (periods.endUs - periods.startUs);
  const excess = ({ nowBad, beforeBad }: (typeof values)[number]) => nowBad - beforeBad / timesLonger;
  const sum = (of: typeof values, pick: (each: (typeof values)[number]) => number) =>
    of.reduce((total, each) => total + pick(each), 0);
  const telling = fields.telling
    .map((field) => values.filter((each) => each.field === field && each.now > 0))
    .find((of) => {
      const bad = sum(of, ({ nowBad }) => nowBad);
      return (
        bad >= whole.nowBad * LEAST_TOLD &&
        bad >= sum(of, ({ now }) => now) * NEARLY_ALL &&
        of.every(({ value }) => NAME.test(value) && !SAYS_ONLY_BAD.test(value))
      );
    });
  const kinds = (telling ?? [])
    .toSorted((a, b) => excess(b) - excess(a))
    .slice(0, MOST_KINDS)
    .map(({ value, nowBad }) => ({ name: value, count: nowBad }));
  return { stream: stream.name, records: whole.now, failures: whole.nowBad, kinds };
}
