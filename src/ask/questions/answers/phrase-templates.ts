/** Sentences of answers. `{x}` is filled in. */
export interface Phrases {
  readonly found: string;
  readonly foundNone: string;
  readonly records: string;
  readonly record: string;
  /** How many values a field has. */
  readonly different: string;
  readonly newest: string;
  readonly oldest: string;
  readonly ordered: string;
  readonly where: string;
  readonly by: string;
  readonly measures: Readonly<
    Record<
      | 'sum'
      | 'average'
      | 'min'
      | 'max'
      | 'median'
      | 'stddev'
      | 'percentile'
      | 'distinct'
      | 'count'
      | 'count per'
      | 'summary'
      | 'ratio',
      string
    >
  >;
  readonly is: string;
  /** A measure and where it is of. */
  readonly of: string;
  /** Between the ends of a range of time. */
  readonly to: string;
  readonly over: string;
  readonly ratio: string;
  readonly yes: string;
  readonly no: string;
  readonly first: string;
  readonly last: string;
  readonly series: string;
  readonly seriesOfMeasure: string;
  readonly most: string;
  readonly least: string;
  readonly compared: string;
  /** The other period holds no records of any kind. */
  readonly comparedToNothing: string;
  /** The two periods of a comparison that the words do not name. */
  readonly lastPeriod: string;
  readonly periodBefore: string;
  readonly time: string;
  readonly notUsed: string;
  readonly assumed: string;
  /** Words whose meaning is a guess. */
  readonly unsure: string;
  /** When there are records, where the time asked about has none. */
  readonly elsewhen: string;
  readonly wider: string;
  readonly none: string;
  readonly groups: string;
  readonly more: string;
  /** Before a comparison: how it has changed. */
  readonly changes: { readonly up: string; readonly down: string; readonly same: string };
  /** A group that cannot be named in a sentence, by its row of the table. */
  readonly row: string;
  /** Of a range that the request does not state. */
  readonly unstated: string;
  /** Records that have none of the fields by which they are grouped. */
  readonly ungrouped: string;
  /** What a field holds, where what is asked for is not among it. */
  readonly fieldHolds: string;
  readonly and: string;
  /** Before another reading of the question. */
  readonly or: string;
  readonly errors: string;
  /** The counts of several streams beside the first. */
  readonly byStream: string;
  readonly nextLatest: string;
  readonly nextSeries: string;
  readonly nextOfMetric: string;
}
