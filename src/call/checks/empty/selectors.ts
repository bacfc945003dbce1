/** One label of a selector and what it must be. */
export interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** A metric as PromQL selects it. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

const GROUPING = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)/gi;
const WORDS = new Set(['and', 'or', 'unless', 'offset', 'bool', 'by', 'without', 'inf', 'nan', 'atan2']);
const SELECTOR = /(?<![\w:.$])([a-zA-Z_:][\w:]*)(?![\w:])(?:\s*(\{[^{}]*\}))?(?!\s*\()/g;
const MATCHER = /(?<!\w)([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"/g;

/** The metrics that a PromQL query reads, in its order. */
export function selectorsIn(query: string): Selector[] {
  const bare = query.replaceAll(GROUPING, ' ').replaceAll(/\[[^[\]]*\]/g, ' ');
  return [...bare.matchAll(SELECTOR)].flatMap(([, metric = '', braces = '']) =>
    WORDS.has(metric.toLowerCase())
      ? []
      : [
          {
            metric,
            matchers: [...braces.matchAll(MATCHER)].map(([, label = '', operator = '', value = '']) => ({
              label,
              operator,
              value,
            })),
          },
        ],
  );
}

/** The labels of the series that there are, with their values. */
export function labelsOf(series: readonly unknown[]): ReadonlyMap<string, ReadonlySet<string>> {
  const labels = new Map<string, Set<string>>();
  for (const each of series) {
    for (const [label, value] of Object.entries((each ?? {}) as Record<string, unknown>)) {
      const values = labels.get(label) ?? new Set();
      values.add(String(value));
      labels.set(label, values);
    }
  }
  return labels;
}
