import type { StreamEntry } from '../../data/dictionary.ts';

/** A query that was typed instead of a question. */
export type TypedQuery =
  | { readonly kind: 'sql'; readonly sql: string; readonly type: StreamEntry['type'] }
  | { readonly kind: 'promql'; readonly expression: string };

const SQL = /^\s*(?:select\b[\s\S]+\bfrom\b|with\s+\w+\s+as\s*\()/i;
const FROM = /\bfrom\s+(?:"?(logs|metrics|traces)"?\.)?"?([\w-]+)"?/i;
const FUNCTION =
  /^\s*(?:sum|avg|min|max|count|topk|bottomk|quantile|stddev|rate|irate|increase|delta|histogram_quantile|\w+_over_time|abs|round|ceil|floor)\s*(?:(?:by|without)\s*\([^)]*\)\s*)?\(/;
const SELECTOR = /^\s*([a-zA-Z_:][\w:]*)\s*[{[]/;

/** The query that a request is, as it stands; null for words. */
export function typedQuery(request: string, streams: readonly StreamEntry[]): TypedQuery | null {
  const text = request.trim().replace(/;$/, '');
  if (SQL.test(text)) {
    const [, stated, name = ''] = FROM.exec(text) ?? [];
    const type = stated ?? streams.find((stream) => stream.name === name)?.type ?? 'logs';
    return { kind: 'sql', sql: text, type: type as StreamEntry['type'] };
  }
  const metrics = streams.filter(({ type }) => type === 'metrics').map(({ name }) => name);
  const selector = SELECTOR.exec(text)?.[1];
  if (selector !== undefined && metrics.includes(selector)) return { kind: 'promql', expression: text };
  if (
    FUNCTION.test(text) &&
    /[)\d\]}]\s*(?:by\s*\([^)]*\))?$/.test(text) &&
    metrics.some((name) => text.includes(name))
  )
    return { kind: 'promql', expression: text };
  return null;
}
