/** What a run of a plan came to. A run that was cut short may be taken up again. */
export interface RunEnd<T> {
  readonly value: T;
  readonly isCutShort: boolean;
}
