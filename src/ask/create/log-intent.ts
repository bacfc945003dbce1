/** What words ask of log records. */
export interface LogIntent {
  readonly shape: 'recent' | 'errors' | 'count' | 'top' | 'histogram' | 'latency' | 'values';
  /** Levels that count, in lower case; empty for all. */
  readonly levels: readonly string[];
  /** Texts that records must hold. */
  readonly texts: readonly string[];
  /** What to group by or list, as people call it; null when they do not say. */
  readonly by: string | null;
  /** HTTP status, exact or a class such as 5; null when none is stated. */
  readonly status: { readonly code: number } | { readonly hundreds: number } | null;
  /** Percentiles from 0 to 1. */
  readonly percentiles: readonly number[];
  /** Only records that took longer, in ms. */
  readonly slowerThanMs: number | null;
  /** `field = value`, as written in the words. */
  readonly equals: ReadonlyArray<readonly [field: string, value: string]>;
  readonly traceId: string | null;
  /** Names as programs write them, such as DatabaseConnectionTimeout or ECONNREFUSED: kinds of errors, or texts. */
  readonly codeNames: readonly string[];
  /** How many rows or groups; null when they do not say. */
  readonly limit: number | null;
}

const ERROR_LEVELS = ['error', 'err', 'fatal', 'critical', 'crit', 'emergency', 'alert', 'panic'];
const WARNING_LEVELS = ['warn', 'warning'];
const BY =
  /\b(?:by|per|for each|grouped by|group by|broken down by|split by)\s+(?:the\s+|each\s+)?([a-z][\w.]*(?:\s+(?:types?|codes?|ids?|names?|levels?|methods?))?)/i;
const TOP =
  /\b(?:top|most (?:common|frequent)|which)\s+(?:(\d+)\s+)?([a-z][\w.]*(?:\s+(?:types?|codes?|ids?|names?|levels?))?)/i;
const VALUES =
  /\b(?:distinct|unique|different|all)\s+(?:values?\s+(?:of|for)\s+)?([a-z][\w.]*(?:\s+(?:types?|codes?|ids?|names?|levels?))?)|\bvalues?\s+(?:of|for|in)\s+(?:the\s+)?(?:field\s+)?([a-z][\w.]*)/i;
const TIME_BY = /^(second|minute|min|hour|day|week)s?$/i;
const NOT_BY = /^(the|time|error|last|default|now|and|in|from|errors|logs|lines|records)$/i;

const PERCENTILE = /\bp(\d{2}(?:\.\d)?)\b|\b(\d{2}(?:\.\d)?)(?:th|nd|st)?\s*percentile/gi;

/** The levels that words name, as canonical names: `error`, `warn`. */
export function levelsIn(words: string): readonly string[] {
  const errors = /\b(errors?|exceptions?|fail(?:s|ed|ing|ures?)?|crash(?:es|ed)?|broken|wrong)\b/i.test(
    words,
  );
  const levels = [
    ...(errors ? ERROR_LEVELS : []),
    ...(/\b(fatals?|criticals?|panics?)\b/i.test(words) && !errors ? ERROR_LEVELS.slice(2) : []),
    ...(/\bwarn(?:s|ings?)?\b/i.test(words) ? WARNING_LEVELS : []),
    ...(/\binfo\b/i.test(words) ? ['info'] : []),
    ...(/\bdebug (?:logs?|lines?|level|messages?)\b|\blevel\s*[=:]?\s*debug\b/i.test(words) ? ['debug'] : []),
  ];
  return [...new Set(levels)];
}

function textsIn(words: string): string[] {
  const name = /\b(?:called|named|titled|stream|dashboard|alert)\s+$/i;
  const quoted = [...words.matchAll(/"([^"]+)"|'([^']+)'(?!\w)|“([^”]+)”/g)].filter(
    ({ index }) => !name.test(words.slice(0, index)) && !/[=:]\s*$/.test(words.slice(0, index)),
  );
  const found = quoted.map(([, a, b, c]) => (a ?? b ?? c ?? '').trim());
  if (found.length > 0) return found.filter((text) => text !== '');
  const told =
    /\b(?:contain(?:s|ing)?|mention(?:s|ing)?|including|saying|with (?:the )?(?:text|words?|message|phrase))\s+(?:the\s+(?:words?|text|phrase)\s+)?(.+?)(?=\s+(?:in|from|on|of|during|over|since|between|for|within)\b|[?.!]?$)/i.exec(
      words,
    );
  return told?.[1] === undefined ? [] : [told[1].trim()];
}

const SPOKEN = /^(HTTP|HTTPS|SQL|JSON|POST|PATCH|DELETE|OpenObserve|PromQL|GraphQL|DevOps|GitHub)$/;

function codeNamesIn(words: string): string[] {
  const names =
    words.match(/\b(?:[A-Z]+[a-z0-9]+[A-Z][A-Za-z0-9]*|[A-Z]{2,}[a-z]\w+|[A-Z][A-Z_]{3,})\b/g) ?? [];
  return [...new Set(names.filter((name) => !SPOKEN.test(name)))];
}

function statusIn(words: string): LogIntent['status'] {
  const group = /\b([1-5])xx\b/i.exec(words);
  if (group) return { hundreds: Number(group[1]) };
  const code =
    /\b(?:status|code|http)(?:\s+code)?\s*(?:=|:|is|of)?\s*([1-5]\d\d)\b|\b([45]\d\d)s?\b(?=\s*(?:errors?|responses?|status|s\b|in|from|on|$))/i.exec(
      words,
    );
  return code ? { code: Number(code[1] ?? code[2]) } : null;
}

const MS_PER: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, us: 0.001 };

/** The least length that words state, such as "over 2 s" or "slower than 500ms", in ms. */
export function slowerThanMs(words: string): number | null {
  const found =
    /(?:over|above|more than|longer than|slower than|greater than|exceed(?:s|ing)?|>=?|at least)\s*(\d+(?:\.\d+)?)\s*(ms|milliseconds?|us|µs|s|secs?|seconds?|m|mins?|minutes?)\b/i.exec(
      words,
    );
  if (!found) return null;
  const unit = (found[2] ?? '').toLowerCase();
  const key = /^(ms|milli)/.test(unit)
    ? 'ms'
    : /^(us|µs)/.test(unit)
      ? 'us'
      : unit.startsWith('s')
        ? 's'
        : 'm';
  return Number(found[1]) * (MS_PER[key] ?? 1);
}

function byIn(words: string): string | null {
  const by = BY.exec(words)?.[1]?.trim();
  if (by !== undefined && !NOT_BY.test(by) && !TIME_BY.test(by)) return by;
  const top = TOP.exec(words)?.[2]?.trim();
  return top !== undefined && !NOT_BY.test(top) ? top : null;
}

/** Read what words ask of log records. */
export function readLogIntent(words: string): LogIntent {
  const percentiles = [...words.matchAll(PERCENTILE)].map(([, a, b]) => Number(a ?? b) / 100);
  const levels = levelsIn(words);
  const texts = textsIn(words);
  const isOverTime =
    /\b(over time|histogram|trend|timeline|time series|timeseries|per (?:second|minute|min|hour|day)|by (?:second|minute|min|hour|day)|each (?:minute|hour|day)|every (?:minute|hour|day)|rate of)\b/i.test(
      words,
    );
  const values = VALUES.exec(words);
  const valuesOf = (values?.[1] ?? values?.[2])?.trim() ?? null;
  const by = byIn(words);
  const isCount = /\b(how many|count|number of|how much|total)\b/i.test(words);
  const isLatency =
    percentiles.length > 0 ||
    /\b(latenc(?:y|ies)|response times?|how (?:slow|fast)|durations?)\b/i.test(words);
  const isListing = /\b(recent|latest|newest|last \d+|tail|lines|raw|records|entries|logs?)\b/i.test(words);
  const asksForErrors = levels.includes('error');
  const shape: LogIntent['shape'] = isOverTime
    ? 'histogram'
    : isLatency
      ? 'latency'
      : valuesOf !== null && !/^(errors?|logs?|lines|records|streams?|entries)$/i.test(valuesOf)
        ? 'values'
        : by !== null
          ? 'top'
          : isCount
            ? asksForErrors
              ? 'errors'
              : 'count'
            : asksForErrors && texts.length === 0 && !isListing
              ? 'errors'
              : 'recent';
  const count =
    /\b(?:top|last|latest|first|newest|recent)\s+(\d{1,4})\b(?!\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?)\b)/i.exec(
      words,
    );
  const equals = [
    ...words.matchAll(/(?<![\w.])([a-z_][\w.]*)\s*(?:=|==|:)\s*(?:"([^"]+)"|'([^']+)'|([\w./@-]+))/gi),
  ];
  return {
    shape,
    levels,
    texts,
    by: shape === 'values' ? valuesOf : by,
    status: statusIn(words),
    percentiles,
    slowerThanMs: slowerThanMs(words),
    equals: equals.map(([, field = '', a, b, c]) => [field, a ?? b ?? c ?? '']),
    codeNames: texts.length > 0 ? [] : codeNamesIn(words),
    traceId: /\b[0-9a-f]{32}\b/i.exec(words)?.[0]?.toLowerCase() ?? null,
    limit: count ? Number(count[1]) : null,
  };
}
