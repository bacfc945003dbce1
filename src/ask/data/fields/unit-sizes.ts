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

/** What can be counted in units of several sizes. */
export type Dimension = 'weight' | 'distance' | 'power' | 'energy' | 'speed';

/** What a unit counts, and how many of the smallest unit of that one of it is. */
export const SIZE_OF: Readonly<Partial<Record<Unit, readonly [of: Dimension, size: number]>>> = {
  g: ['weight', 1],
  kg: ['weight', 1e3],
  m: ['distance', 1],
  km: ['distance', 1e3],
  W: ['power', 1],
  kW: ['power', 1e3],
  MW: ['power', 1e6],
  Wh: ['energy', 1],
  kWh: ['energy', 1e3],
  'm/s': ['speed', 1],
  'km/h': ['speed', 1 / 3.6],
};
