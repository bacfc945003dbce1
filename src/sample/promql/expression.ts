/** A matcher of labels; a regular expression matches the whole value. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** A selector of series in PromQL. */
export interface Selector {
  readonly kind: 'selector';
  /** Null where only labels are named. */
  readonly metric: string | null;
  readonly matchers: readonly Matcher[];
  /** Microseconds; null for an instant vector. */
  readonly rangeUs: number | null;
  readonly offsetUs: number;
}

/** Labels that count (`by`, `on`) or that do not (`without`, `ignoring`). */
export interface Grouping {
  readonly isOnly: boolean;
  readonly labels: readonly string[];
}

/** What of PromQL the sample reads. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | Selector
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: 'aggregate';
      readonly name: string;
      readonly grouping: Grouping | null;
      readonly parameter: Expression | null;
      readonly of: Expression;
    }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly isBool: boolean;
      readonly matching: Grouping | null;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'negative'; readonly of: Expression }
  | { readonly kind: 'parentheses'; readonly of: Expression };

/** A query that is wrong, in the words of the real server's reader. */
export class PromqlMistake extends Error {}

/** A query that the sample does not take, though a real OpenObserve would. `message` completes "cannot". */
export class PromqlLimit extends Error {}

const UNITS_US: Readonly<Record<string, number>> = {
  ms: 1e3,
  s: 1e6,
  m: 60e6,
  h: 3600e6,
  d: 86_400e6,
  w: 604_800e6,
  y: 31_536_000e6,
};

/** Microseconds of `1h30m`, `5m` or a number of seconds; null for any other text. */
export function durationUs(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text) * 1e6;
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) return null;
  return [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS_US[unit ?? ''] ?? 0),
    0,
  );
}
