import type { Unit } from './field.ts';

/** Microseconds in one of a unit of time. */
export const US_PER: Readonly<Partial<Record<Unit, number>>> = {
  ns: 1e-3,
  us: 1,
  ms: 1e3,
  s: 1e6,
  min: 60e6,
  h: 3600e6,
  d: 86_400e6,
};
/** Bytes in one of a unit of size. */
export const BYTES_PER: Readonly<Partial<Record<Unit, number>>> = { bytes: 1, KB: 1e3, MB: 1e6, GB: 1e9 };
