/** A kind of stream that holds records people ask about. */
export type StreamType = 'logs' | 'metrics' | 'traces';

/** A record as OpenObserve answers it; whole numbers beyond 2^53 are `bigint`. */
export type DataRow = Readonly<Record<string, unknown>>;

/** A query over one stream, or over a join of several. */
export interface SqlQuery {
  readonly sql: string;
  readonly type: StreamType;
  /** Microseconds since the epoch; the range is half-open. */
  readonly startUs: number;
  readonly endUs: number;
  /** Most rows. */
  readonly size: number;
}

/** One series of a PromQL answer: its labels without `__name__`, and pairs of a time in seconds and a value. */
export interface Series {
  /** The metric; null where the expression leaves no name. */
  readonly name: string | null;
  readonly labels: Readonly<Record<string, string>>;
  /** An instant query gives one point. `NaN` and infinities are kept. */
  readonly points: ReadonlyArray<readonly [timeS: number, value: number]>;
}

/** A stream as OpenObserve lists it. Statistics are 0 while the data are only in the write-ahead log. */
export interface ListedStream {
  readonly type: StreamType;
  readonly name: string;
  readonly records: number;
  /** Microseconds since the epoch; 0 where not known. */
  readonly firstUs: number;
  readonly lastUs: number;
  readonly sizeBytes: number;
  /** Days; null where the organization's default holds. */
  readonly retentionDays: number | null;
  /** Fields that full-text search covers beside those that it always does. */
  readonly fullText: readonly string[];
  /** Fields as stored; null where the list was read without them. `type` is Arrow's name, such as Utf8, Int64, Float64. */
  readonly fields: ReadonlyArray<{ readonly name: string; readonly type: string }> | null;
  /** What a stream of metrics says of itself; null for others. */
  readonly metric: { readonly type: string; readonly unit: string; readonly help: string } | null;
}

/** Which streams to list. */
export interface StreamsQuery {
  /** Null for all types. */
  readonly type: StreamType | null;
  readonly withFields: boolean;
  /** Most streams, those with most records first; null for all, by name. */
  readonly most: number | null;
}

/** The most frequent values of fields of one stream. */
export interface ValuesQuery {
  readonly type: StreamType;
  readonly stream: string;
  readonly fields: readonly string[];
  /** Microseconds since the epoch; the range is half-open. */
  readonly startUs: number;
  readonly endUs: number;
  /** Most values of each field. */
  readonly size: number;
}

/**
 * How everything here reads OpenObserve: through the caller's own view, so that organizations, permissions and limits hold.
 * Every method is one read. Made for one request of one caller.
 * @throws {OpenObserveMcpError} what the read is refused with; an aborted signal stops it
 */
export interface DataSource {
  /** `isWhole`: there are no others. */
  streams(
    query: StreamsQuery,
    signal: AbortSignal,
  ): Promise<{ readonly streams: readonly ListedStream[]; readonly isWhole: boolean }>;
  /** One stream with its fields; null where there is none of that name. */
  stream(type: StreamType, name: string, signal: AbortSignal): Promise<ListedStream | null>;
  search(query: SqlQuery, signal: AbortSignal): Promise<readonly DataRow[]>;
  /** By field, as text with the number of records, the most frequent first. */
  values(
    query: ValuesQuery,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, ReadonlyArray<{ readonly value: string; readonly count: number }>>>;
  /** The value of an expression at a moment, in microseconds since the epoch. */
  promqlAt(expression: string, atUs: number, signal: AbortSignal): Promise<readonly Series[]>;
  /** The values of an expression over a range, one every `stepS` seconds. */
  promqlOver(
    expression: string,
    range: { readonly startUs: number; readonly endUs: number },
    stepS: number,
    signal: AbortSignal,
  ): Promise<readonly Series[]>;
  /** Reads so far. */
  readonly reads: number;
}
