import type { StreamType } from '../../data/source.ts';

/** A condition on the rows of a stream. Values are as SQL compares them; numbers are in the unit of the field. */
export type Condition =
  | { readonly kind: 'in'; readonly field: string; readonly values: readonly string[]; readonly not: boolean }
  | {
      readonly kind: 'compare';
      readonly field: string;
      readonly operator: '>' | '>=' | '<' | '<=' | '=' | '!=';
      readonly value: number;
    }
  | {
      readonly kind: 'between';
      readonly field: string;
      readonly from: number;
      readonly to: number;
      readonly not: boolean;
    }
  | {
      readonly kind: 'status class';
      readonly field: string;
      readonly from: number;
      readonly to: number;
      readonly isNumber: boolean;
      readonly not: boolean;
    }
  | { readonly kind: 'contains'; readonly field: string; readonly text: string; readonly not: boolean }
  | { readonly kind: 'prefix'; readonly field: string; readonly text: string; readonly not: boolean }
  | { readonly kind: 'full text'; readonly text: string; readonly not: boolean }
  | { readonly kind: 'exists'; readonly field: string; readonly not: boolean }
  | { readonly kind: 'any'; readonly of: readonly Condition[] };

/** A measure of the values of one numeric field. */
export type FieldMeasure = 'sum' | 'average' | 'min' | 'max' | 'median' | 'stddev';

/** What is computed. */
export type Measure =
  | { readonly kind: 'count' }
  | { readonly kind: FieldMeasure; readonly field: string }
  /** `share` is 0 to 1. */
  | { readonly kind: 'percentile'; readonly field: string; readonly share: number }
  | { readonly kind: 'distinct'; readonly field: string }
  /** How many rows each value of a field has, on average. */
  | { readonly kind: 'count per'; readonly per: string }
  /**
   * Rows that `of` holds per row that `per` holds, without `per` among all that the form's conditions hold, in percent. With `sum` that
   * number of theirs is added up, and with `perSum` another one of the whole.
   */
  | {
      readonly kind: 'ratio';
      readonly of: readonly Condition[];
      readonly per?: readonly Condition[];
      readonly sum?: string;
      readonly perSum?: string;
    }
  /** Rows that the conditions hold, beside those that others do. */
  | { readonly kind: 'matching'; readonly of: readonly Condition[] }
  /** How many a second. */
  | { readonly kind: 'rate' }
  /** Of a metric: its value as it is. */
  | { readonly kind: 'current' }
  /** Several at once, such as the usual figures of a latency. */
  | { readonly kind: 'summary'; readonly field: string };

/** Microseconds since the epoch, half-open. `text` is null where the request states none. */
export interface FormRange {
  readonly startUs: number;
  readonly endUs: number;
  readonly text: string | null;
}

/** How many records a group must have: all of them, those that `of` holds, or as many values of `distinct`. */
export interface CountLimit {
  readonly operator: '>' | '>=' | '<' | '<=' | '=' | '!=';
  readonly value: number;
  readonly of?: readonly Condition[];
  readonly distinct?: string;
}

/** A question as a query over one stream, in no query language yet. */
export interface LogicalForm {
  readonly signal: StreamType;
  readonly stream: string;
  readonly measure: Measure;
  /** Further measures of the same field, such as the highest beside the average. */
  readonly also: readonly Measure[];
  readonly where: readonly Condition[];
  readonly groupBy: readonly string[];
  /** Width of a bucket as SQL takes it, such as `1 hour`; null without one. */
  readonly bucket: string | null;
  /** `measure` orders groups, or `group` by their names; a field orders rows. */
  readonly order: { readonly by: 'measure' | 'group' | 'time' | string; readonly descending: boolean };
  readonly limit: number | null;
  /** Only groups with so many records; null for all. */
  readonly having: CountLimit | null;
  readonly range: FormRange;
  /** The other period or the other values of a comparison. */
  readonly compare:
    | { readonly range: FormRange }
    | { readonly field: string; readonly values: readonly string[] }
    | null;
  readonly answer:
    | 'number'
    | 'table'
    | 'series'
    | 'rows'
    | 'values'
    | 'kinds'
    | 'yes or no'
    | 'first'
    | 'last';
  /** Columns of rows; empty for the usual ones. */
  readonly columns: readonly string[];
}
