/** One line of the doctor. `remedy` is what to do, null when nothing is to be done. */
export interface Finding {
  readonly check: string;
  readonly isGood: boolean;
  readonly found: string;
  readonly remedy: string | null;
}

/** A check that found what it should. */
export const passed = (check: string, found: string): Finding => ({
  check,
  isGood: true,
  found,
  remedy: null,
});

/** A check that found something wrong, with what to do; null where nobody can do anything. */
export const failed = (check: string, found: string, remedy: string | null): Finding => ({
  check,
  isGood: false,
  found,
  remedy,
});
