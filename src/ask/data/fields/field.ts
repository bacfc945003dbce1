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
  | 'g'
  | 'W'
  | 'kW'
  | 'MW'
  | 'Wh'
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

/** A value of a field as text, cut at 160 characters, and how many records have it. */
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

/** A field with what its name, its stored type and its values tell. */
export interface FieldEntry {
  readonly name: string;
  readonly type: FieldType;
  /** Texts that are all numbers, as attributes of spans often are: they are compared and added up with a CAST. */
  readonly numberAsText: boolean;
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
