import { type TimeRange, utcFromUs } from '../call/arguments/times.ts';
import type { Table } from './table.ts';

/** The parts of a result in the order in which they are read. */
export interface ResultParts {
  /** Our own words, times, links and names. */
  readonly head: Readonly<Record<string, unknown>>;
  /** All that OpenObserve holds: others wrote it. */
  readonly data: unknown;
  readonly tail: Readonly<Record<string, unknown>>;
  readonly cut: readonly string[];
  readonly notes: readonly string[];
}

/** What a tool of our own answers. `whole`: its rows for a view, where a model is shown fewer; else null. */
export interface OwnToolAnswer {
  readonly parts: ResultParts;
  readonly whole: Table | null;
}

/** A range as every result says it: ISO 8601 in UTC. */
export const rangeText = ({ startUs, endUs }: TimeRange) => ({
  start: utcFromUs(startUs),
  end: utcFromUs(endUs),
});

/** A result as an object; what is empty is left out. */
export const bodyOf = ({ head, data, tail, cut, notes }: ResultParts): Record<string, unknown> => ({
  ...head,
  ...(data === '' ? {} : { untrusted_data: data }),
  ...tail,
  ...(cut.length > 0 ? { cut: cut.join(' ') } : {}),
  ...(notes.length > 0 ? { notes } : {}),
});
