import { parseExact, stringifyExact } from '../../src/json/exact-json.ts';
import type { Sample } from '../../src/sample/server.ts';

export interface Hits {
  readonly httpStatus: number;
  readonly code?: number;
  readonly message?: string;
  readonly hits: ReadonlyArray<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** Send a request as root; the answer's JSON with its status, text under `message`. */
export async function send(sample: Sample, method: string, path: string, body?: unknown): Promise<Hits> {
  const { email, token } = sample.credentials;
  const response = await fetch(sample.url + path, {
    method,
    headers: { authorization: `Basic ${btoa(`${email}:${token}`)}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : stringifyExact(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const answer = isJson ? (parseExact(text) as object) : { message: text };
  return { hits: [], ...answer, httpStatus: response.status };
}

export const get = (sample: Sample, path: string) => send(sample, 'GET', path);
export const search = (sample: Sample, query: unknown, parameters = '') =>
  send(sample, 'POST', `/api/default/_search${parameters}`, { query });
