/** What a stretch of a request is, told by its form alone. */
export type SpanKind =
  | 'sql'
  | 'promql'
  | 'quoted'
  | 'url'
  | 'email'
  | 'id'
  | 'pair'
  | 'time'
  | 'duration'
  | 'money'
  | 'percent'
  | 'number'
  | 'identifier';

/** A stretch of a request with a form of its own. `start` and `end` count characters. */
export interface Span {
  readonly kind: SpanKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const LONG_UNIT =
  '(?:milliseconds?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|quarters?|years?)';
const DIGITS = '\\d+(?:[.,]\\d+)?';
/** Fewer than `NUMBER_WORDS`: the trained model has learned from spans with these. */
const COUNT_WORD =
  '(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety|few|couple of|half an?)';
/** A length of time: `15m`, `15 minutes`, `two hours`; single letters only after digits. */
const LENGTH = `(?:${DIGITS}\\s?(?:ms|s|m|h|d|w)\\b|${DIGITS}[\\s-]?${LONG_UNIT}|${COUNT_WORD}\\s+${LONG_UNIT})`;
const CLOCK =
  '(?:\\d{1,2}(?::\\d{2}){1,2}(?:\\s*[ap]\\.?m\\b\\.?)?|\\d{1,2}\\s*[ap]\\.?m\\b\\.?|noon|midnight)';
const DAY =
  '(?:today|tonight|yesterday|this (?:morning|afternoon|evening|week|month)|last (?:night|week|month|hour|day|minute)|past (?:hour|day|week|month|minute)|(?:last |on |since )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)';

/** Words with a dash that are words and no names. */
const COMPOUND =
  '(?:(?:re|non|pre|post|co|e|self|so|un|multi|cross|semi|anti|over|under|sub|ex)-[a-z]+|on-(?:call|duty|demand|premise)|(?:alerte|avertis|notifie|signale)[rz]?-(?:moi|nous)|[a-z]+-(?:time|only|in|out|up|off|on|to|by|end|text|mail|style|wide|made|made-up|based|level|specific|related|running|lived|term|like|free|friendly|code|side|back|through|down|known|called|of|year|month|week|day|hour|minute|second|old|new|over|site|person|user|line|point|value|quality|way|sized|fashioned|page|bug|facing|mart)|(?:per|day|week|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|key|end|real|read|full|old|new|long|short|well|top|low|high|last|next|hand|home|in|out|by|up)-[a-z-]+)';

/** Forms from the surest to the vaguest: what an earlier one took, a later one does not see. */
const FORMS: ReadonlyArray<readonly [kind: SpanKind, form: RegExp]> = [
  [
    'quoted',
    /"([^"\n]+)"|“([^“”\n]+)”|`([^`\n]+)`|«([^«»\n]+)»|(?<![\p{L}\p{N}])'([^'\n]+)'(?![\p{L}\p{N}])/gu,
  ],
  ['sql', /\b(?:select\s[\s\S]+?\sfrom\s+\S+(?:[\s\S]*?(?=[?!](?:\s|$)|$))|with\s+\w+\s+as\s*\([\s\S]+$)/gi],
  ['url', /\bhttps?:\/\/[^\s"'<>]*[^\s"'<>.,;:!?)]/gi],
  ['email', /(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/gu],
  [
    'promql',
    /\b(?:sum|avg|min|max|count|rate|irate|increase|topk|bottomk|histogram_quantile|quantile|delta|deriv|absent|count_values|stddev|avg_over_time|max_over_time)\s*(?:(?:by|without)\s*\([^)]*\)\s*)?\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)(?:\s*(?:by|without)\s*\([^)]*\))?(?:\s*[*/+<>-]=?\s*[\d.]+)?|\b[a-z_:][\w:]*\{[^}]*\}(?:\[\w+\])?/gi,
  ],
  ['time', /\b\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?/gi],
  [
    'id',
    /\b(?=[a-z0-9]*\d)(?=[a-z0-9]*[A-Z])[A-Za-z0-9]{20,30}\b|\b(?=[a-f]*\d)[0-9a-f]{12,}\b|\b\d{13,}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{10,}\b/g,
  ],
  ['pair', /\b[a-z_][\w.]*\s*(?:=|!=|>=|<=|<>|>|<)\s*(?:'[^']*'|"[^"]*"|[\w.%-]+)/gi],
  [
    'time',
    new RegExp(
      `\\b(?:(?:the )?(?:last|past|previous|prior)\\s+${LENGTH}|${LENGTH}\\s+(?:ago|back)|now-\\d+\\w|${DAY}(?:\\s+(?:at|around)\\s+${CLOCK})?|(?:(?:at|around|since|from|until|till|to|between|before|after)\\s+)?${CLOCK})\\b`,
      'gi',
    ),
  ],
  ['duration', new RegExp(`\\b${LENGTH}\\b`, 'gi')],
  [
    'money',
    /[$€£]\s?\d[\d,.]*\s?(?:k|m|mio|million|bn)?\b|\b\d[\d,.]*\s?(?:k|m)?\s?(?:usd|eur|gbp|dollars?|euros?|bucks)\b/gi,
  ],
  ['percent', /\b\d+(?:\.\d+)?\s?(?:%|percent\b|pct\b)/gi],
  ['number', /(?<![\w.])\d+(?:[.,]\d+)*(?:k|gb|mb|kb|tb)?\b(?!\.\w)/gi],
  [
    'identifier',
    new RegExp(
      // A lone accented letter before it, as in "écris-moi", is how the network was taught: to read it otherwise is to teach it anew.
      `(?<![\\w\\p{Ll}]{2}|\\w)(?:[a-z][a-z0-9]*(?:[_.:/][a-z0-9]+)+|(?!${COMPOUND}\\b)[a-z][a-z0-9]*(?:-[a-z0-9]+)+|[a-z]+\\d+[a-z0-9]*|[a-z]+[A-Z][A-Za-z0-9]*)(?![\\w\\p{Ll}])`,
      'gu',
    ),
  ],
];

/** Every stretch of `text` with a form of its own, in order, none within another. */
export function findSpans(text: string): Span[] {
  const spans: Span[] = [];
  const taken = new Uint8Array(text.length);
  for (const [kind, form] of FORMS) {
    for (const match of text.matchAll(form)) {
      const start = match.index;
      const end = start + match[0].length;
      if (taken.subarray(start, end).some((mark) => mark === 1)) continue;
      taken.fill(1, start, end);
      const inner = match.slice(1).find((group) => group !== undefined);
      spans.push({
        kind: kind === 'quoted' && isSql(inner) ? 'sql' : kind,
        text: inner ?? match[0],
        start,
        end,
      });
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

const isSql = (text: string | undefined) => text !== undefined && /^\s*select\s[\s\S]*\sfrom\s/i.test(text);
