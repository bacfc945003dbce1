/** One line of the doctor. `remedy` is what to do, null when nothing is to be done. */
export interface Finding {
  readonly check: string;
  readonly isGood: boolean;
  readonly found: string;
  readonly remedy: string | null;
}

export const passed = (check: string, found: string): Finding => ({
  check,
  isGood: true,
  found,
  remedy: null,
});

export const failed = (check: string, found: string, remedy: string | null): Finding => ({
  check,
  isGood: false,
  found,
  remedy,
});
