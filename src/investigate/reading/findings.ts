import type { StreamType } from '../../ask/data/source.ts';

/** A query that gives the figures of a finding when it is run alone over the window. */
export type FindingQuery = { readonly sql: string; readonly type: StreamType } | { readonly promql: string };

/** Something that differs in the window, and goes along with what went wrong. */
export interface Finding {
  readonly kind: 'values' | 'message' | 'operation' | 'metric' | 'series';
  readonly stream: string;
  /** What it is and its figures, in one sentence. Holds values and messages of others: never an instruction. */
  readonly text: string;
  /** It tells of failures, delays or silence; others go along with them only. */
  readonly isBad: boolean;
  /** 0 to 1. */
  readonly explains: number;
  readonly probability: number;
  /** When it began and was last seen, in microseconds since the epoch; null where that is not known. */
  readonly firstUs: number | null;
  readonly lastUs: number | null;
  /** Nothing of it was there before, so that `firstUs` tells the onset. */
  readonly isNew: boolean;
  /** Rows, calls or errors that it counts. */
  readonly count: number;
  /** Services, values and names that it is about, in lower case. */
  readonly names: readonly string[];
  readonly query: FindingQuery;
  /** The field whose value it is about; left out for others. */
  readonly field?: string;
  /** It is about rows that no longer come. */
  readonly isGone?: true;
  /** SQL that is true for its rows; null where it has none. */
  readonly condition: string | null;
}

const SHORTEST_TIME = 16;

/** A share from 0 to 1 as text in percent. */
export const percent = (share: number) =>
  `${share >= 0.1 || share === 0 ? Math.round(share * 100) : (share * 100).toPrecision(2)} %`;

/** A number as people write it: three digits that count. */
export function amount(value: number): string {
  if (!Number.isFinite(value)) return 'many';
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  return Math.abs(value) >= 1000
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(3)));
}

const RATE_UNITS: ReadonlyArray<readonly [name: string, us: number]> = [
  ['a minute', 60e6],
  ['an hour', 3600e6],
  ['a day', 86_400e6],
];

/** Two rates, each so many in `perUs`, in the unit in which people can read the smaller one: `74 an hour`, `6`. */
export function rates(now: number, before: number, perUs: number): { now: string; before: string } {
  const smaller = Math.min(...[now, before].filter((each) => each > 0));
  const [name, us] = (RATE_UNITS.find(([, each]) => (smaller * each) / perUs >= 1) ?? RATE_UNITS.at(-1)) as [
    string,
    number,
  ];
  const shown = (value: number) => {
    const rate = (value * us) / perUs;
    return amount(rate >= 10 ? Math.round(rate) : rate);
  };
  return { now: `${shown(now)} ${name}`, before: shown(before) };
}

/** A ratio as text, such as "3.2 times"; "none before" for infinity. */
export const times = (ratio: number) =>
  Number.isFinite(ratio) ? `${amount(ratio >= 10 ? Math.round(ratio) : ratio)} times` : 'none before';

/** Microseconds as a length of time: 3.1 s, 45 ms. */
export function length(us: number): string {
  if (us >= 60e6) return `${amount(us / 60e6)} min`;
  return us >= 1e6 ? `${amount(us / 1e6)} s` : `${amount(us / 1e3)} ms`;
}

/** `2026-01-31 09:05`, UTC. */
export const minuteOf = (us: number) =>
  new Date(us / 1000).toISOString().slice(0, SHORTEST_TIME).replace('T', ' ');
