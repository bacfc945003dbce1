/** A measure that words ask for, before it is known which field it is of. */
export type MeasureWord =
  | 'count'
  | 'sum'
  | 'average'
  | 'median'
  | 'max'
  | 'min'
  | 'stddev'
  | 'percentile'
  | 'distinct'
  | 'ratio'
  | 'rate'
  | 'how much'
  | 'how long';
