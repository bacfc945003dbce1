import type { Random } from './random.ts';

export type SignalType = 'logs' | 'metrics' | 'traces';
export type Cell = string | number | bigint | boolean | null;
/** One record as OpenObserve stores it: flat, `_timestamp` in microseconds. */
export type Row = Readonly<Record<string, Cell | undefined>> & { readonly _timestamp: number };

export interface WorldStream {
  readonly type: SignalType;
  /** Lower case letters, digits and `_`. */
  readonly name: string;
  /** In any order. */
  readonly rows: readonly Row[];
  /** For streams of metrics. */
  readonly metric?: {
    readonly type: 'Counter' | 'Gauge' | 'Histogram';
    readonly help: string;
    readonly unit: string;
  };
  /** Fields that full-text search covers; none by default. */
  readonly fullText?: readonly string[];
  /** Days that records are kept; the organization's default where left out. */
  readonly retentionDays?: number;
}

export interface BuildOptions {
  /** Seeded: the same rows in every run, relative to `nowUs`. */
  readonly random: Random;
  /** The end of the data, in microseconds. */
  readonly nowUs: number;
  /** Id of the incident to plant, from incidents.yaml; null for none. */
  readonly incident: string | null;
}

/** An invented organization. See FORMAT.md. */
export interface World {
  readonly name: string;
  build(options: BuildOptions): readonly WorldStream[];
}
