/** A range that words state, in microseconds since the epoch, half-open. */
export interface StatedRange {
  readonly startUs: number;
  readonly endUs: number;
  /** `moment`: one moment is named, and the range lies around it. `now`: only the present is meant. */
  readonly kind: 'length' | 'calendar' | 'moment' | 'now';
  /** First and last word. */
  readonly from: number;
  readonly to: number;
  /** The words as written. */
  readonly text: string;
}

/** The same before its words are put together. */
export type FoundRange = Omit<StatedRange, 'text'>;
