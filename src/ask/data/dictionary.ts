import type { FieldEntry, Unit, ValueCount } from './fields/field.ts';
import type { StreamType } from './source.ts';

/** The type of a metric, as Prometheus names it. */
export type MetricKind = 'counter' | 'gauge' | 'histogram' | 'summary' | 'unknown';

/** A metric. */
export interface MetricEntry {
  readonly kind: MetricKind;
  readonly unit: Unit | null;
  readonly help: string;
  /** For `NAME_bucket`, `NAME_sum` and `NAME_count`: NAME. */
  readonly family: string | null;
  readonly part: 'bucket' | 'sum' | 'count' | null;
  /** Labels that tell series apart; their values are in `fields`. */
  readonly labels: readonly string[];
}

/** A stream with its fields, as far as they were looked up. */
export interface StreamEntry {
  readonly type: StreamType;
  readonly name: string;
  /** Null while nothing has left the write-ahead log. */
  readonly records: number | null;
  /** Microseconds since the epoch; null where not known. */
  readonly firstUs: number | null;
  readonly lastUs: number | null;
  readonly sizeBytes: number;
  /** Days; null where the organization's default holds. */
  readonly retentionDays: number | null;
  /** Fields that full-text search covers. */
  readonly fullText: readonly string[];
  /** The words of the name, abbreviations written out and foreign words in English too. */
  readonly words: readonly string[];
  /** Undefined until they were looked up. `_timestamp` is left out: every stream has it. */
  readonly fields?: readonly FieldEntry[];
  /** Values of the fields were looked up; fields of which OpenObserve told none have none. */
  readonly hasValues: boolean;
  readonly metric?: MetricEntry;
  /** Services and the operations of each, for traces whose values were looked up. */
  readonly services?: ReadonlyArray<{ readonly name: string; readonly operations: readonly ValueCount[] }>;
}

/** A stream that words may be about. */
export interface Relevant {
  /** With its fields. */
  readonly stream: StreamEntry;
  /** Above 0; comparable within one answer: rarer words weigh more, and the stream's own name more than its fields and values. */
  readonly score: number;
  /** Fields that the words name or whose known values they hold, the likeliest first. */
  readonly fields: readonly FieldEntry[];
  /** The words that lead here. */
  readonly words: readonly string[];
}

/**
 * What data an organization has, as far as it was looked up. Made for one question: it reads what is missing, at most
 * `mostReads` times together with the question's own queries, and past that answers with what is known. What it reads is kept for
 * five minutes for the same caller, and where replicas share a store values of fields for five more.
 */
export interface Dictionary {
  /**
   * Every stream of the three types, those with most records first. With fields in organizations of up to 5,000 fields; in larger
   * ones only those that were asked for.
   */
  streams(): Promise<readonly StreamEntry[]>;
  /** Forget the list of streams, unless it was read within the last seconds: a stream may be newer. */
  refresh(): void;
  /** Streams that words may be about by their names, fields and known values, the likeliest first; none without a hit. */
  relevant(words: string): Promise<readonly Relevant[]>;
  /** A stream with its fields, with values only where they were looked up before. Null where there is none. */
  schema(type: StreamType, name: string): Promise<StreamEntry | null>;
  /** A stream with its fields and their frequent values. Null where there is none. */
  stream(type: StreamType, name: string): Promise<StreamEntry | null>;
  /** The same for several at once, in their order; those beyond the reads allowed come as they are known. */
  detailed(streams: readonly StreamEntry[]): Promise<readonly StreamEntry[]>;
  /** Reads so far for this question, its own queries included. */
  readonly reads: number;
  /** When the question came, in microseconds since the epoch. */
  readonly nowUs: number;
}
