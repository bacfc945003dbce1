import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parseExact, stringifyExact } from '../../src/json/exact-json.ts';
import type { Sample } from '../../src/sample/server.ts';
import type { Exchange } from '../helpers/exchanges.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** Passwords were taken out of the recordings; the title says which are wrong on purpose. */
const PASSWORD = 'Recorded#Passw0rd';
const OTHER_PASSWORDS: ReadonlyArray<readonly [title: RegExp, field: string, password: string]> = [
  [/^weak password$/, 'password', 'weak'],
  [/^own password to a weak one$/, 'new_password', 'weak'],
  [/^own password with a wrong old one$/, 'old_password', 'Wrong#Passw0rd'],
];

function withPasswords(title: string, body: unknown): unknown {
  if (!/<password>/.test(stringifyExact(body ?? null))) return body;
  return Object.fromEntries(
    Object.entries(body as object).map(([field, value]) => {
      const other = OTHER_PASSWORDS.find(([pattern, name]) => pattern.test(title) && name === field);
      return [field, value === '<password>' ? (other?.[2] ?? PASSWORD) : value];
    }),
  );
}

/** Who called is told by the title of an exchange; root where it names nobody else. */
const CALLERS: ReadonlyArray<readonly [title: RegExp, authorization: (right: string) => string | undefined]> =
  [
    [/\bno credentials\b/, () => undefined],
    [/: Bearer token$/, () => 'Bearer abc'],
    [/: scheme word in lower case$/, (right) => right.replace('Basic', 'basic')],
    [/: Basic with a broken value$/, () => 'Basic !!!'],
    [
      /wrong password|^StreamList: unknown user|token elsewhere|new token works|not a member|: passcode on|old password no longer/,
      () => `Basic ${btoa('someone@example.com:Wrong#Passw0rd')}`,
    ],
    [
      / as an ordinary user$|: own password|by another user$|: members see|: remove oneself$/,
      () => `Basic ${btoa(`rec.user@example.com:${PASSWORD}`)}`,
    ],
  ];

export const rightAuthorization = ({ credentials: { email, token } }: Sample) =>
  `Basic ${btoa(`${email}:${token}`)}`;

function authorizationOf(sample: Sample, { op, title }: Exchange): string | undefined {
  const caller = CALLERS.find(([pattern]) => pattern.test(`${op}: ${title}`));
  return caller ? caller[1](rightAuthorization(sample)) : rightAuthorization(sample);
}

/** Send a recorded request, its path exactly as it was written: fetch would resolve dot segments. */
export async function send(sample: Sample, exchange: Exchange): Promise<Answer> {
  const { title, request } = exchange;
  const authorization = authorizationOf(sample, exchange);
  const { method, path, query } = request;
  const body = withPasswords(title, request.body);
  const text = body === undefined || body === null || typeof body === 'string' ? body : stringifyExact(body);
  const bytes = Buffer.from(text ?? '');
  const isPacked = request.headers['content-encoding'] === 'gzip';
  const headers = {
    ...request.headers,
    // Without it a DELETE would be sent with a body of no length.
    ...(bytes.length > 0 && !isPacked ? { 'content-length': bytes.length } : {}),
    ...(authorization === undefined ? {} : { authorization }),
  };
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
  /^(took.*|trace_id|internal_trace_id|streaming_id|scan_\w+|idx_scan_size|cached_ratio|result_cache_ratio|peak_memory_usage|work_group|created_at|updated_at|createdAt|updatedAt|timestamp|token|stats)$/;

/** Where a mistake stands in a body depends on how the recorder wrote its blanks; near names come from the list of functions. */
const steady = (text: string) =>
  text.replace(/ at line 1 column \d+$/, '').replace(/Did you mean '\w+'/, 'Did you mean');

/** Fractions in texts, as PromQL has them, to the twelfth digit. */
const isSameFraction = (ours: string, theirs: string) =>
  /^-?\d+\.\d+$/.test(theirs) && Math.abs(Number(ours) - Number(theirs)) <= Math.abs(Number(theirs)) * 1e-12;

interface Tolerance {
  /** Where the lists are whose items may come in any order, as `.hits`. */
  readonly anyOrder: RegExp | null;
  /** Largest difference of two fractions, relative. */
  readonly fraction: number;
}

/** A recorded item that no item of ours equals, in words; each of ours counts once. */
function missingItem(
  ours: readonly unknown[],
  theirs: readonly unknown[],
  tolerance: Tolerance,
  where: string,
): string | null {
  const left = [...ours];
  for (const item of theirs) {
    const index = left.findIndex((one) => differenceOf(one, item, tolerance, `${where}[]`) === null);
    if (index < 0) return `${where}: ${stringifyExact(item).slice(0, 300)} is missing`;
    left.splice(index, 1);
  }
  return null;
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
    return steady(ours) === steady(theirs) || isSameFraction(ours, theirs) ? null : differs();
  if (Array.isArray(theirs) && Array.isArray(ours)) {
    const cut = /^<cut: (\d+) items in all>$/.exec(String(theirs.at(-1)));
    const shown = cut ? theirs.slice(0, -1) : theirs;
    if (ours.length !== (cut ? Number(cut[1]) : theirs.length))
      return `${where}: ${ours.length} items, ${differs()}`;
    if (tolerance.anyOrder?.test(where)) return missingItem(ours, shown, tolerance, where);
    for (const [index, item] of shown.entries()) {
      const found = differenceOf(ours[index], item, tolerance, `${where}[${index}]`);
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

/** Lists that the real server gives in an order of its own, by operation. */
const ANY_ORDER: Readonly<Record<string, RegExp>> = {
  listFunctions: /\.list$/,
  ListSavedViews: /\.views$/,
  GetAnnotations: /^$/,
  GetLatestTraces: /\.service_name$/,
  GetTraceDAG: /\.(nodes|edges)$/,
  PrometheusQuery: /\.result$/,
  PrometheusRangeQuery: /\.result$/,
  PrometheusSeries: /\.data$/,
};

function orderOf(exchange: Exchange): RegExp | null {
  const sql = sqlOf(exchange);
  const isOpen = !/order\s+by/i.test(sql) && /group\s+by|count\(|over \(|limit|join/i.test(sql);
  return ANY_ORDER[exchange.op ?? ''] ?? (isOpen ? /\.hits$/ : null);
}

/** Text that the recorder parsed, because it is JSON. */
const parsedLike = (ours: unknown, theirs: unknown) =>
  typeof ours === 'string' && typeof theirs === 'object' && theirs !== null ? parseExact(ours) : ours;

/** Status, headers and body against the recording; null when they agree. */
export function compare(answer: Answer, exchange: Exchange): string | null {
  const { response } = exchange;
  if (answer.status !== response.status)
    return `status ${answer.status} instead of ${response.status}: ${stringifyExact(answer.body).slice(0, 300)}`;
  for (const header of ['content-type', 'www-authenticate', 'allow']) {
    if (answer.headers[header] !== response.headers[header])
      return `${header}: ${answer.headers[header]} instead of ${response.headers[header]}`;
  }
  return differenceOf(parsedLike(answer.body, response.body) ?? '', response.body ?? '', {
    anyOrder: orderOf(exchange),
    fraction: /approx_percentile/.test(sqlOf(exchange)) ? 0.01 : 1e-9,
  });
}
