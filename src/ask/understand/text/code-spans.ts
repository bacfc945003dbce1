/** A stretch of a request in a language of its own. */
export interface CodeSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const OPEN = '([{';
const CLOSE = ')]}';

const stretch = (text: string, start: number, end: number): CodeSpan => {
  const cut = text.slice(start, end).trimEnd();
  return { text: cut, start, end: start + cut.length };
};

/** The place after the bracket that closes the one at `start`; quotes inside are passed over. */
function closing(text: string, start: number): number {
  let depth = 0;
  let quote = '';
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (quote !== '') {
      if (sign === '\\') at += 1;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (OPEN.includes(sign)) depth += 1;
    else if (CLOSE.includes(sign)) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** The first object or list in JSON. */
export function findJson(text: string): CodeSpan | null {
  const start = /\{\s*"|\[\s*(?:\{\s*"|["\d])/.exec(text)?.index;
  if (start === undefined) return null;
  return stretch(text, start, closing(text, start));
}

/** The records that a request holds: each object that stands in it, and those of lists; none where it is no JSON. */
export function findRecords(text: string): { records: object[]; start: number; end: number } | null {
  const records: object[] = [];
  let start = -1;
  let end = 0;
  for (let found = findJson(text); found; found = findJson(text.slice(end))) {
    try {
      const parsed = JSON.parse(found.text) as object | object[];
      records.push(...(Array.isArray(parsed) ? parsed : [parsed]));
    } catch {
      break;
    }
    if (start < 0) start = found.start;
    end += found.end;
  }
  return records.length > 0 ? { records, start, end } : null;
}

const SQL = /\bselect\s[\s\S]+?\sfrom\s/i;
const AFTER_SQL =
  /(?<![\s,;-])[\s,;-]+(?:(?:over|for|in|from|during|within|of|at|on|against)\s+)?(?:the\s+)?(?:last|past|previous|whole|today\b|yesterday\b|\d{1,2}\s+(?:to\s+\d|may|[a-z]{3,9}\s+to)\b|\d+\s*(?:m|h|d|w|min|minutes?|hours?|days?)\s*(?:$|[,.]|pls\b|please\b))|(?<!\s)\s+(?:be|over|please|pls|as an?|in(?:to)? (?:the|time|a)|would|will|from\s+(?:yesterday|today|\d{1,4}\b)|between\s+\d{4}-|since|then|and\s+(?:then|show|give|tell|list|send|mail|save)|but|on\s+logs)\b|[?!]\s*(?:$|\s)|\.\s*(?:$|\s+[A-Z])|;\s|,\s+(?:limit\s+to|only|no|and|then|last|max|first|don)\b/i;

/** The statement in SQL that a request holds, without what the sentence goes on with. */
export function findSql(text: string): CodeSpan | null {
  const found = SQL.exec(text);
  if (!found) return null;
  const head = found.index + found[0].length;
  const quote = text[found.index - 1];
  if (quote !== undefined && `"'\``.includes(quote)) {
    const end = text.indexOf(quote, head);
    if (end > 0) return stretch(text, found.index, end);
  }
  const rest = text.slice(head);
  const stop = AFTER_SQL.exec(rest);
  return stretch(text, found.index, head + (stop ? stop.index : rest.length)).text.length > 0
    ? stretch(text, found.index, head + (stop ? stop.index : rest.length))
    : null;
}

const METRIC = /[a-zA-Z_:][\w:]*/y;
const CALL =
  /\b(?:sum|avg|min|max|count|rate|irate|increase|topk|bottomk|histogram_quantile|quantile|delta|deriv|absent|count_values|stddev|\w+_over_time|predict_linear|label_replace|clamp_max|clamp_min|changes|resets|group)\s*(?:(?:by|without)\s*\([^)]*\)\s*)?\(|\b[a-z_:][\w:]*\{|\b[a-z_:][\w:]*\[\d+\w\]|\bup\b\s*==/i;
const METRIC_NAME = /(?<![\w.@/-])(?:[a-z][a-z0-9]*(?:[_:][a-zA-Z0-9]+)+|[a-z]+[A-Z]\w+)(?![\w@/-]|\.\w)/;

/** How far an expression in PromQL reaches from `start`. */
function promqlEnd(text: string, start: number): number {
  let at = start;
  const pass = (form: RegExp) => {
    form.lastIndex = at;
    const found = form.exec(text);
    if (found) at += found[0].length;
    return found !== null;
  };
  for (;;) {
    if (text[at] === '(') at = closing(text, at);
    else if (!pass(METRIC) && !pass(/-?\d+(?:\.\d+)?/y)) return at;
    for (;;) {
      const space = /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
      const sign = text[at + space];
      if (sign === '(' && /\w$/.test(text.slice(0, at)) && space <= 1) at = closing(text, at + space);
      else if ((sign === '{' || sign === '[') && space === 0) at = closing(text, at);
      else if (!pass(/\s*\b(?:by|without)\s*(?=\()/y) && !pass(/\s+offset\s+\d+\w/y)) break;
      else if (text[at] === '(') {
        at = closing(text, at);
        if (/^\s?\(/.test(text.slice(at))) at = closing(text, text.indexOf('(', at));
      }
    }
    const end = at;
    if (
      !pass(
        /\s*(?:[*/%^+]|-(?!\s*\w+\s)|[<>=!]=|[<>]|\b(?:and|or|unless)\b(?=\s+\w+\s?[({]))\s*(?:(?:on|ignoring)\s*\([^)]*\)\s*|group_(?:left|right)\b\s*(?:\([^)]*\)\s*)?)*/y,
      )
    )
      return at;
    if (!/[-\w(]/.test(text[at] ?? '')) return end;
  }
}

/** The expression in PromQL that a request holds: a call, a selector, or a metric's name alone. */
export function findPromql(text: string): CodeSpan | null {
  let start = CALL.exec(text)?.index;
  while (start !== undefined && text[start - 1] === '(') start -= 1;
  if (start !== undefined) return stretch(text, start, promqlEnd(text, start));
  const metric = METRIC_NAME.exec(text);
  return metric ? stretch(text, metric.index, metric.index + metric[0].length) : null;
}

const VRL =
  /(?<![\w/])\.[a-zA-Z_][\w.]*\s*\|?=[^=~]|\bdel\(\s*\.|\bif\s+!?(?:\.|\(|\w+!?\()[^\n]*\{|(?<![\w/])\.\s*=\s*\w+!?\(|\b\w+!?\(\s*\.[a-z_]/;
const AFTER_CODE =
  /^(?:,\s+(?:and\s+|then\s+)?[a-z]+\s+(?:an?|it|the|me|this)\b|\s+(?:on|with|against|for)\s+(?:the\s+|this\s+|an?\s+)?(?:event|record|sample|\{|payload)|[.!?]?\s*$|\s+(?:and|then)\s+[a-z]+\s+(?:it|the|a|me)\b|,?\s+please\b|[.?!]\s+[A-Z])/;

/** Words after a closed expression that are no operators of it. */
const GOES_ON = /^,?\s+(?!(?:else|or|and|if|in|for)\b)[a-z]{2,}\b(?!\s*[=(!])/;

/** Code in VRL, up to where the sentence goes on. */
export function findVrl(text: string): CodeSpan | null {
  const start = VRL.exec(text)?.index;
  if (start === undefined) return null;
  const quote = text[start - 1];
  if (quote === '`')
    return stretch(text, start, text.indexOf('`', start) > 0 ? text.indexOf('`', start) : text.length);
  for (let at = start; at < text.length; ) {
    const sign = text[at] as string;
    if (OPEN.includes(sign)) at = closing(text, at);
    else if (sign === '"') {
      const end = text.indexOf('"', at + 1);
      at = end < 0 ? text.length : end + 1;
    } else if (AFTER_CODE.test(text.slice(at)) && !/\s\.$/.test(text.slice(at - 1)))
      return stretch(text, start, at);
    else if (GOES_ON.test(text.slice(at)) && /[)\]}"]$/.test(text.slice(start, at)))
      return stretch(text, start, at);
    else at += 1;
  }
  return stretch(text, start, text.length);
}
