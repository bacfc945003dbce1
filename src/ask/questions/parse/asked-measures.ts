import type { Measure } from '../query/logical-form.ts';
import type { MeasureWord } from './measure-word.ts';
import type { ParsedQuestion } from './parse-question.ts';

/** Measures in the order in which they decide. */
const ORDER: readonly MeasureWord[] = [
  'percentile',
  'ratio',
  'median',
  'stddev',
  'average',
  'distinct',
  'sum',
  'count',
  'how much',
  'how long',
  'rate',
  'max',
  'min',
];

/** The measure that decides where words name several, as in "the highest average". */
export function mainMeasure({ measures }: ParsedQuestion): ParsedQuestion['measures'][number] | null {
  for (const kind of ORDER) {
    const found = measures.find((each) => each.kind === kind);
    if (found) return found;
  }
  return null;
}

/** "median and max of …": what is asked of the same field besides the first. */
export function furtherMeasures({ measures }: ParsedQuestion, measure: Measure): Measure[] {
  if (!('field' in measure) || measure.kind === 'distinct' || measure.kind === 'summary') return [];
  const { field } = measure;
  return measures.flatMap(({ kind, share }): Measure[] => {
    if (kind === measure.kind && !(kind === 'percentile' && 'share' in measure && share !== measure.share))
      return [];
    if (kind === 'percentile') return [{ kind, field, share: share ?? 0.5 }];
    return kind === 'average' || kind === 'max' || kind === 'min' || kind === 'median'
      ? [{ kind, field }]
      : [];
  });
}
