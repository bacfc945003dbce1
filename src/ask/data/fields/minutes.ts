import type { Role } from './field.ts';

/** Names of the other statistics of a number of which there is a minimum. */
const STATISTICS = ['max', 'maximum', 'avg', 'mean', 'median'];
/** What is measured and is no time, so that `min` is the least of it. */
const NO_TIMES: ReadonlySet<string> = new Set(
  'speed velocity wind voltage volt current power load level pressure value reading score rating stars noise signal rssi frequency rpm age stock balance bid depth height weight width distance volume flow humidity memory cpu'.split(
    ' ',
  ),
);
const NO_TIME_ROLES: ReadonlySet<Role> = new Set([
  'amount',
  'quantity',
  'bytes',
  'temperature',
  'percentage',
  'level',
]);

/** What tells minutes from the least of a number. */
export interface NamedMinutes {
  readonly parts: readonly string[];
  /** The words that the parts may mean. */
  readonly words: readonly string[];
  readonly roles: readonly Role[];
  /** Names of all fields of the stream. */
  readonly beside: readonly string[];
}

/** Whether the `min` at the end of a name is minutes, as in `wait_min`, and no minimum, as in `wait_min` beside `wait_max`. */
export function isInMinutes({ parts, words, roles, beside }: NamedMinutes): boolean {
  if (parts.length < 2 || parts.at(-1) !== 'min') return false;
  const base = parts.slice(0, -1).join('');
  const isOneOfSeveral = beside.some((name) => {
    const plain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
    return STATISTICS.some((statistic) => plain === base + statistic || plain === statistic + base);
  });
  if (isOneOfSeveral) return false;
  return !roles.some((role) => NO_TIME_ROLES.has(role)) && !words.some((word) => NO_TIMES.has(word));
}
