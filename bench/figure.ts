/** What is to be reached: at least, or at most, this much. */
export interface Goal {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One measured figure. `ratio` compares ours with the floor, both measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly floor: number | null;
  readonly ratio: number | null;
  /** Held against the ratio where there is one, else against ours. Null for what is only told. */
  readonly goal: Goal | null;
}

/** A measurement that could not be made here, and why. */
export interface Skipped {
  readonly name: string;
  readonly why: string;
}

/** One group of figures that are measured together. */
export interface Measurement {
  readonly figures: readonly Figure[];
  readonly skipped: readonly Skipped[];
}

export function withFloor(
  name: string,
  unit: string,
  ours: number,
  floor: number,
  goal: Goal | null,
): Figure {
  return { name, unit, ours, floor, ratio: ours / floor, goal };
}

export function alone(name: string, unit: string, ours: number, goal: Goal | null): Figure {
  return { name, unit, ours, floor: null, ratio: null, goal };
}

export function isKept({ ours, ratio, goal }: Figure): boolean {
  const value = ratio ?? ours;
  return value >= (goal?.atLeast ?? -Infinity) && value <= (goal?.atMost ?? Infinity);
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
