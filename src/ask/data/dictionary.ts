import type { StreamType } from './source.ts';

/** What a field is for, whatever it is called. */
export type Role =
  | 'level'
  | 'message'
  | 'service'
  | 'host'
  | 'duration'
  | 'status'
  | 'outcome'
  | 'user'
  | 'customer'
  | 'amount'
  | 'quantity'
  | 'trace id'
  | 'span id'
  | 'parent span id'
  | 'request id'
  | 'order id'
  | 'session id'
  | 'operation'
  | 'span kind'
  | 'bytes'
  | 'ip'
  | 'path'
  | 'method'
  | 'environment'
  | 'version'
  | 'region'
  | 'country'
  | 'city'
  | 'site'
  | 'device'
  | 'product'
  | 'category'
  | 'error type'
  | 'error code'
  | 'reason'
  | 'namespace'
  | 'pod'
  | 'container'
  | 'cluster'
  | 'zone'
  | 'thread'
  | 'logger'
  | 'user agent'
  | 'e-mail'
  | 'currency'
  | 'temperature'
  | 'percentage'
  | 'event'
  | 'action'
  | 'queue'
  | 'database'
  | 'team'
  | 'time';

/** What a number counts in. `percent` is of 100, `fraction` of 1; `cents` are hundredths of a currency. */
export type Unit =
  | 'ns'
  | 'us'
  | 'ms'
  | 's'
  | 'min'
  | 'h'
  | 'd'
  | 'bytes'
  | 'KB'
  | 'MB'
  | 'GB'
  | 'percent'
  | 'fraction'
  | 'cents'
  | 'currency'
  | 'celsius'
  | 'fahrenheit'
  | 'km'
  | 'm'
  | 'm/s'
  | 'km/h'
  | 'kg'
  | 'W'
  | 'kW'
  | 'kWh'
  | 'V'
  | 'A'
  | 'Hz'
  | 'rpm'
  | 'dBm'
  | 'degrees'
  | 'epoch s'
  | 'epoch ms'
  | 'epoch us'
  | 'epoch ns';

/** A value of a field as text, as SQL compares it, and how many records have it. */
export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** What OpenObserve stores a field as. */
export type FieldType = 'text' | 'whole' | 'decimal' | 'boolean';

/** The form of the texts of a field with many different ones, such as that of an ID. */
export interface TextForm {
  /** A regular expression that all values seen match, such as `^ord-\d{6}$`. */
  readonly pattern: string;
  /** One of them. */
  readonly example: string;
}

export interface FieldEntry {
  readonly name: string;
  readonly type: FieldType;
  /** The surest first; empty where neither name nor values tell. */
  readonly roles: readonly Role[];
  /** How sure each role is, 0 to 1. */
  readonly certainty: Readonly<Partial<Record<Role, number>>>;
  readonly unit: Unit | null;
  /** What tells the unit: `name`, `magnitude`, `span` (OpenObserve's own) or `metadata`; null without a unit. */
  readonly unitFrom: 'name' | 'magnitude' | 'span' | 'metadata' | null;
  /** The words of the name, abbreviations written out and foreign words in English too: `custno` is customer, number. */
  readonly words: readonly string[];
  /** The words without endings of English. */
  readonly stems: readonly string[];
  /**
   * The most frequent values, at most 100. Counts are of the whole stream's last days where `valuesComplete`, else of a sample.
   * Undefined until the stream's values were looked up, and for numbers that measure something.
   */
  readonly values?: readonly ValueCount[];
  /** Different values, where they were counted; null where not. */
  readonly distinct: number | null;
  /** `values` holds every value of the range looked at. */
  readonly valuesComplete: boolean;
  /** The form of texts with many values; undefined where they have none in common. */
  readonly form?: TextForm;
  /** Smallest and largest number seen. */
  readonly least?: number;
  readonly greatest?: number;
  /** Share of the rows of the sample that have a value, 0 to 1; null where none was taken. */
  readonly filled: number | null;
}

export type MetricKind = 'counter' | 'gauge' | 'histogram' | 'summary' | 'unknown';

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
  /** Values of the fields were looked up. */
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
 * five minutes for the same caller.
 */
export interface Dictionary {
  /**
   * Every stream of the three types, those with most records first. With fields in organizations of up to 5,000 fields; in larger
   * ones only those that were asked for.
   */
  streams(): Promise<readonly StreamEntry[]>;
  /** Streams that words may be about by their names, fields and known values, the likeliest first; none without a hit. */
  relevant(words: string): Promise<readonly Relevant[]>;
  /** A stream with its fields and their frequent values. Null where there is none. */
  stream(type: StreamType, name: string): Promise<StreamEntry | null>;
  /** The same for several at once, in their order; those beyond the reads allowed come as they are known. */
  detailed(streams: readonly StreamEntry[]): Promise<readonly StreamEntry[]>;
  /** Reads so far for this question, its own queries included. */
  readonly reads: number;
  /** When the question came, in microseconds since the epoch. */
  readonly nowUs: number;
}
