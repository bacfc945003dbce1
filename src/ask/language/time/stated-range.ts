/** A range in the forms that time arguments of tools take, such as `3h` or `yesterday`; without `end` it ends now. */
export interface RangeArguments {
  readonly start: string;
  readonly end?: string;
}

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
  /** The same as the words have it. Of a moment, both ends are that moment. Null where only the microseconds say it. */
  readonly written: RangeArguments | null;
  /** Where the words end, of a range that is cut at the present. */
  readonly wholeEndUs?: number;
}

/** A range before its words are put together. */
export type FoundRange = Omit<StatedRange, 'text'>;

/** A range that is found; null where nothing lies between its ends. */
export const rangeBetween = (
  startUs: number,
  endUs: number,
  from: number,
  to: number,
  kind: FoundRange['kind'],
  written: RangeArguments | null = null,
): FoundRange | null => (startUs < endUs ? { startUs, endUs, from, to, kind, written } : null);
