import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** How the far side misbehaves once it has the request. */
export type Misbehave = (response: ServerResponse, kind: 'read' | 'write') => void;

/** What must come of it for one kind of call. */
export interface Expected {
  /** Stable code of the error; null for a success. */
  readonly code: string | null;
  readonly remedy: 'caller' | 'operator' | 'nobody' | null;
  /** What the text must say. */
  readonly says: RegExp;
  /** Requests that reach the server. */
  readonly attempts: number;
}

/** One row of the fault table. `over`: how the server is reached; `timeoutMs`: the deadline of the call. */
export interface Fault {
  readonly name: string;
  readonly over: 'http' | 'refused' | 'unknown-host' | 'tls-unknown' | 'tls-expired' | 'proxy-refusing';
  readonly timeoutMs: number;
  readonly misbehave: Misbehave;
  readonly read: Expected;
  readonly write: Expected;
}

const GOOD: Readonly<Record<'read' | 'write', unknown>> = {
  read: { list: [{ name: 'app', stream_type: 'logs' }], total: 1 },
  write: { code: 200, status: [{ name: 'app', successful: 1, failed: 0 }] },
};
const json = (response: ServerResponse, text: string, status = 200, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
const status =
  (
    code: number,
    body: unknown = { code, message: 'told so' },
    headers: Record<string, string> = {},
  ): Misbehave =>
  (response) =>
    json(response, JSON.stringify(body), code, headers);

const both = (expected: Expected) => ({ read: expected, write: expected });
const unsure = /Whether (OpenObserve carried it out|the write was carried out) is not known|check whether/i;
const failure = (code: string, remedy: Expected['remedy'], says: RegExp, attempts = 1): Expected => ({
  code,
  remedy,
  says,
  attempts,
});
const success = (says: RegExp): Expected => ({ code: null, remedy: null, says, attempts: 1 });
/** Rows without end, written as fast as they are taken. */
function flood(row: (index: number) => string, rows: number): Misbehave {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"list":[');
    let index = 0;
    const write = () => {
      while (index < rows && !response.destroyed) {
        if (!response.write(`${index === 0 ? '' : ','}${row(index++)}`))
          return void response.once('drain', write);
      }
      if (!response.destroyed) response.end(']}');
    };
    write();
  };
}

const QUICK_MS = 5000;
const SHORT_MS = 700;
const row = (
  name: string,
  misbehave: Misbehave,
  expected: Pick<Fault, 'read' | 'write'>,
  timeoutMs = QUICK_MS,
): Fault => ({ name, over: 'http', timeoutMs, misbehave, ...expected });

export const FAULTS: readonly Fault[] = [
  {
    ...row(
      'connection refused',
      () => undefined,
      both(
        failure('connection_refused', 'operator', /connection was refused. Check that OpenObserve runs/, 0),
      ),
    ),
    over: 'refused',
  },
  {
    ...row(
      'unknown host',
      () => undefined,
      both(failure('host_not_found', 'operator', /host name .* was not found/, 0)),
    ),
    over: 'unknown-host',
  },
  {
    ...row(
      'TLS, unknown authority',
      status(200),
      both(failure('certificate_unknown', 'operator', /not trusted .*O2_CA_FILE/, 0)),
    ),
    over: 'tls-unknown',
  },
  {
    ...row('TLS, expired', status(200), both(failure('certificate_expired', 'operator', /has expired/, 0))),
    over: 'tls-expired',
  },
  {
    ...row(
      'proxy refuses',
      status(200),
      both(failure('proxy_refused', 'operator', /proxy refused.*HTTPS_PROXY/, 0)),
    ),
    over: 'proxy-refusing',
  },
  row('reset before the answer', (response) => response.socket?.resetAndDestroy(), {
    read: failure('connection_lost', 'nobody', /broke before the answer was complete/, 4),
    write: failure('connection_lost', 'nobody', unsure),
  }),
  row(
    'reset in the middle of the answer',
    (response) => {
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
        .write('{"list":[');
      setTimeout(() => response.socket?.resetAndDestroy(), 30);
    },
    {
      read: failure('connection_lost', 'nobody', /broke before the answer was complete/, 4),
      write: failure('connection_lost', 'nobody', unsure),
    },
  ),
  row(
    'no first byte',
    () => undefined,
    {
      read: failure('timeout', 'nobody', /did not answer within 0.7 s/),
      write: failure('timeout', 'nobody', unsure),
    },
    SHORT_MS,
  ),
  row(
    'a trickle',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"list":[');
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    },
    {
      read: failure('timeout', 'nobody', /did not answer within 0.7 s/),
      write: failure('timeout', 'nobody', unsure),
    },
    SHORT_MS,
  ),
  row(
    'slow, but in time',
    (response, kind) => void setTimeout(() => json(response, JSON.stringify(GOOD[kind])), 300),
    both(success(/app/)),
  ),
  row(
    '401',
    (response) => response.writeHead(401).end('Unauthorized Access'),
    both(failure('credentials_refused', 'operator', /refused the credentials \(401\)/)),
  ),
  row(
    '403',
    status(403, { code: 401, message: 'Unauthorized Access' }),
    both(failure('forbidden', 'operator', /does not allow this \(403\)/)),
  ),
  row('404', status(404), both(failure('not_found', 'caller', /does not have it: “told so/))),
  row(
    '408',
    status(408, { code: 20010, message: 'Search timeout', error_detail: 'too slow' }),
    both(failure('query_timeout', 'nobody', /longer than OpenObserve allows: “too slow/)),
  ),
  row(
    '413',
    (response) => response.writeHead(413, { 'content-type': 'text/plain' }).end('length limit exceeded'),
    both(failure('too_large', 'caller', /larger than OpenObserve takes/)),
  ),
  row(
    '422',
    (response) => response.writeHead(422, { 'content-type': 'text/plain' }).end('missing field `a`'),
    both(failure('refused', 'caller', /\(422\): “missing field `a`/)),
  ),
  row('429 with Retry-After', status(429, { code: 429, message: 'slow down' }, { 'retry-after': '0' }), {
    read: failure('rate_limited', 'nobody', /limits the rate/, 4),
    write: failure('rate_limited', 'nobody', /limits the rate/),
  }),
  row('429 without Retry-After', status(429), {
    read: failure('rate_limited', 'nobody', /limits the rate/, 4),
    write: failure('rate_limited', 'nobody', /limits the rate/),
  }),
  row(
    '429, to be tried again after the deadline',
    status(429, {}, { 'retry-after': '3600' }),
    both(failure('rate_limited', 'nobody', /limits the rate/)),
  ),
  row('500', status(500), {
    read: failure('server_error', 'nobody', /failed \(500\): “told so/),
    write: failure('server_error', 'nobody', unsure),
  }),
  ...[502, 503, 504].map((code) =>
    row(String(code), status(code), {
      read: failure(code === 504 ? 'timeout' : 'busy', 'nobody', /busy or restarting|took too long/, 4),
      write: failure(code === 504 ? 'timeout' : 'busy', 'nobody', /busy or restarting|took too long/),
    }),
  ),
  row(
    'a web page with 200',
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
    both(failure('not_openobserve', 'operator', /HTML page came instead of data/)),
  ),
  row(
    'a redirect to another host',
    (response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
    both(failure('redirected', 'operator', /redirect \(307\)/)),
  ),
  row('broken JSON', (response) => json(response, '{"list":['), {
    read: failure('broken_answer', 'nobody', /not valid JSON/),
    write: failure('broken_answer', 'nobody', unsure),
  }),
  row(
    'truncated gzip',
    (response) => {
      const packed = gzipSync(
        JSON.stringify({
          list: Array.from({ length: 500 }, (_, name) => ({ name: `stream ${name} ${Math.random()}` })),
        }),
      );
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(packed.subarray(0, packed.length / 2));
    },
    {
      read: failure('connection_lost', 'nobody', /broke before the answer was complete/, 4),
      write: failure('connection_lost', 'nobody', unsure),
    },
  ),
  row(
    '100 MB',
    flood((index) => `{"name":"s${index}","note":"${'x'.repeat(1000)}"}`, 100_000),
    both(success(/larger than this server reads at once/)),
    20_000,
  ),
  row(
    '10 million rows',
    flood((index) => `{"name":"s${index}"}`, 10_000_000),
    both(success(/larger than this server reads at once/)),
    20_000,
  ),
  row(
    'nesting without end',
    (response) => json(response, `{"list":${'['.repeat(200_000)}${']'.repeat(200_000)}}`),
    both(failure('broken_answer', 'nobody', /nested deeper than 200 levels/)),
  ),
  row(
    'keys given twice',
    (response) => json(response, '{"list":[{"name":"a","name":"b"}],"total":1,"total":2}'),
    both(success(/"b"/)),
  ),
  row(
    '64-bit whole numbers',
    (response) =>
      json(
        response,
        '{"list":[{"name":"a","stats":{"doc_num":9223372036854775807}}],"total":18446744073709551615}',
      ),
    both(success(/9223372036854775807/)),
  ),
  row(
    'NaN',
    (response) => json(response, '{"list":[{"name":NaN}]}'),
    both(failure('broken_answer', 'nobody', /not valid JSON/)),
  ),
  row(
    'bytes that are no UTF-8',
    (response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(Buffer.from([...Buffer.from('{"list":[{"name":"a'), 0xff, 0xfe, ...Buffer.from('"}]}')])),
    both(success(/a\uFFFD\uFFFD/)),
  ),
  row(
    'no body',
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(),
    both(success(/\{/)),
  ),
  row(
    'JSON as text/plain',
    (response, kind) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(GOOD[kind])),
    both(success(/app/)),
  ),
];
