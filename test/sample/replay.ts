import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parseExact, stringifyExact } from '../../src/exact-json.ts';
import type { Sample } from '../../src/sample/server.ts';
import type { Exchange } from '../helpers/exchanges.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** Who called is told by the title of an exchange; root where it names nobody else. */
const CALLERS: ReadonlyArray<readonly [title: RegExp, authorization: (right: string) => string | undefined]> =
  [
    [/\bno credentials\b/, () => undefined],
    [/^Bearer token$/, () => 'Bearer abc'],
    [/^scheme word in lower case$/, (right) => right.replace('Basic', 'basic')],
    [/^Basic with a broken value$/, () => 'Basic !!!'],
    [
      /wrong password|unknown user|token elsewhere|new token works|not a member|^passcode on/,
      () => `Basic ${btoa('someone@example.com:Wrong#Passw0rd')}`,
    ],
  ];

export const rightAuthorization = ({ credentials: { email, token } }: Sample) =>
  `Basic ${btoa(`${email}:${token}`)}`;

function authorizationOf(sample: Sample, title: string): string | undefined {
  const caller = CALLERS.find(([pattern]) => pattern.test(title));
  return caller ? caller[1](rightAuthorization(sample)) : rightAuthorization(sample);
}

/** Send a recorded request, its path exactly as it was written: fetch would resolve dot segments. */
export async function send(sample: Sample, { title, request }: Exchange): Promise<Answer> {
  const authorization = authorizationOf(sample, title);
  const { body, method, path, query } = request;
  const text = body === undefined || body === null || typeof body === 'string' ? body : stringifyExact(body);
  const bytes = Buffer.from(text ?? '');
  const isPacked = request.headers['content-encoding'] === 'gzip';
  const headers = { ...request.headers, ...(authorization === undefined ? {} : { authorization }) };
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      {
        host: '127.0.0.1',
        port: sample.port,
        method,
        path: query === null || query === undefined ? path : `${path}?${query}`,
        headers,
      },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        const raw = Buffer.concat(chunks);
        const answer = (response.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString();
        const isJson = /json/.test(response.headers['content-type'] ?? '') && answer !== '';
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: isJson ? parseExact(answer) : answer,
        });
      },
    );
    call.once('error', reject);
    call.end(isPacked ? gzipSync(bytes) : bytes);
  });
}

/** Fields that differ from run to run, or that count the work of the real server. */
const VOLATILE =
  /^(took.*|trace_id|streaming_id|scan_\w+|idx_scan_size|cached_ratio|result_cache_ratio|peak_memory_usage|work_group|created_at|stats)$/;

/** Where a mistake stands in a body depends on how the recorder wrote its blanks; near names come from the list of functions. */
const steady = (text: string) =>
  text.replace(/ at line 1 column \d+$/, '').replace(/Did you mean '\w+'/, 'Did you mean');

const sorted = (items: readonly unknown[]) =>
  items.map((item) => ({ item, text: stringifyExact(item) })).sort((a, b) => (a.text < b.text ? -1 : 1));

interface Tolerance {
  /** Rows may come in any order. */
  readonly anyOrder: boolean;
  /** Largest difference of two fractions, relative. */
  readonly fraction: number;
}

/** The first difference between an answer and the recorded one, in words; null when they agree. */
export function differenceOf(
  ours: unknown,
  theirs: unknown,
  tolerance: Tolerance,
  where = '',
): string | null {
  const differs = () =>
    `${where}: ${stringifyExact(ours ?? null).slice(0, 300)} instead of ${stringifyExact(theirs ?? null).slice(0, 300)}`;
  if (typeof theirs === 'string' && /^<\d+ bytes>$/.test(theirs)) return null;
  if (typeof theirs === 'number' && typeof ours === 'number') {
    const isFraction = tolerance.fraction > 1e-9 || !Number.isInteger(theirs);
    return Math.abs(ours - theirs) <= (isFraction ? Math.abs(theirs) * tolerance.fraction : 0)
      ? null
      : differs();
  }
  if (typeof theirs === 'string' && typeof ours === 'string')
    return steady(ours) === steady(theirs) ? null : differs();
  if (Array.isArray(theirs) && Array.isArray(ours)) {
    const cut = /^<cut: (\d+) items in all>$/.exec(String(theirs.at(-1)));
    const shown = cut ? theirs.slice(0, -1) : theirs;
    if (ours.length !== (cut ? Number(cut[1]) : theirs.length))
      return `${where}: ${ours.length} items, ${differs()}`;
    const isAnyOrder = tolerance.anyOrder && where.endsWith('.hits');
    if (isAnyOrder && cut) {
      const all = new Set(ours.map((item) => stringifyExact(item)));
      return shown.every((item) => all.has(stringifyExact(item)))
        ? null
        : `${where}: a recorded row is missing`;
    }
    const [a, b] = isAnyOrder
      ? [sorted(ours).map(({ item }) => item), sorted(shown).map(({ item }) => item)]
      : [ours, shown];
    for (const [index, item] of b.entries()) {
      const found = differenceOf(a[index], item, tolerance, `${where}[${index}]`);
      if (found !== null) return found;
    }
    return null;
  }
  if (typeof theirs === 'object' && theirs !== null && typeof ours === 'object' && ours !== null) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].filter(
      (key) => !VOLATILE.test(key),
    );
    for (const key of keys) {
      const found = differenceOf(
        (ours as Record<string, unknown>)[key],
        (theirs as Record<string, unknown>)[key],
        tolerance,
        `${where}.${key}`,
      );
      if (found !== null) return found;
    }
    return null;
  }
  return ours === theirs ? null : differs();
}

const sqlOf = ({ request: { body, query } }: Exchange) =>
  String((body as { query?: { sql?: unknown } } | null)?.query?.sql ?? query ?? '');

/** Status, headers and body against the recording; null when they agree. */
export function compare(answer: Answer, exchange: Exchange): string | null {
  const { response } = exchange;
  if (answer.status !== response.status)
    return `status ${answer.status} instead of ${response.status}: ${stringifyExact(answer.body).slice(0, 300)}`;
  for (const header of ['content-type', 'www-authenticate', 'allow']) {
    if (answer.headers[header] !== response.headers[header])
      return `${header}: ${answer.headers[header]} instead of ${response.headers[header]}`;
  }
  const sql = sqlOf(exchange);
  return differenceOf(answer.body, response.body ?? '', {
    anyOrder: !/order\s+by/i.test(sql) && /group\s+by|count\(|over \(|limit|join/i.test(sql),
    fraction: /approx_percentile/.test(sql) ? 0.01 : 1e-9,
  });
}
