import { describe, expect, it } from 'vitest';
import { equalsCondition, levelCondition, statusCondition } from '../../../src/ask/create/conditions.ts';
import { findStreams, valueInWords } from '../../../src/ask/data/find-stream.ts';
import { type LogIntent, readLogIntent } from '../../../src/ask/create/log-intent.ts';
import { fieldInWords, rolesOf } from '../../../src/ask/data/roles.ts';
import { bucketFor, identifier, literal } from '../../../src/ask/data/sql.ts';

const text = (...names: string[]) => names.map((name) => ({ name, type: 'Utf8' }));
const whole = (...names: string[]) => names.map((name) => ({ name, type: 'Int64' }));
const values = (...all: string[]) => all.map((value) => ({ value, count: 1 }));
const streams = (...names: string[]) => names.map((name) => ({ name, type: 'logs' as const, records: 0 }));

const ERRORS = readLogIntent('errors').levels;

describe('roles', () => {
  it('are found in the fields of Kubernetes, OpenTelemetry and plain logs', () => {
    const k8s = rolesOf(text('kubernetes_labels_app', 'kubernetes_pod_name', 'level', 'log', 'stream'));
    expect(k8s).toMatchObject({
      service: { name: 'kubernetes_labels_app' },
      pod: { name: 'kubernetes_pod_name' },
      level: { name: 'level' },
      message: { name: 'log' },
    });
    const otel = rolesOf([
      ...text('body', 'severity_text', 'service_name', 'exception_type', 'trace_id'),
      ...whole('severity_number'),
    ]);
    expect(otel).toMatchObject({
      level: { name: 'severity_text' },
      severityNumber: { name: 'severity_number' },
      message: { name: 'body' },
      errorType: { name: 'exception_type' },
      service: { name: 'service_name' },
    });
    expect(rolesOf(text('attributes_http_status_code')).status?.name).toBe('attributes_http_status_code');
    expect(rolesOf(text('price', 'color'))).toEqual({});
  });

  it('never name a field that is not there', () => {
    const fields = text('level', 'host');
    const roles = rolesOf(fields);
    expect(fieldInWords('hosts', fields, roles)?.name).toBe('host');
    expect(fieldInWords('color', fields, roles)).toBeNull();
    expect(equalsCondition('color', 'red', fields, roles)).toBeNull();
  });
});

describe('errors', () => {
  const condition = (fields: Parameters<typeof rolesOf>[0], known: ReturnType<typeof values> = []) =>
    levelCondition(ERRORS, rolesOf(fields), known);

  it('are told by the level, as the stream writes it', () => {
    expect(condition(text('level'), values('info', 'error'))).toBe("level = 'error'");
    expect(condition(text('Severity'), values('INFO', 'ERROR', 'FATAL'))).toBe(
      `"Severity" IN ('ERROR', 'FATAL')`,
    );
    expect(condition(text('level'))).toMatch(/^lower\(level\) IN \('error', /);
    expect(condition(whole('level'), values('30', '50'))).toBe('level >= 50');
    expect(condition(whole('priority'), values('3', '6'))).toBe('priority <= 3');
    expect(condition(whole('severity_number'), values('9', '17'))).toBe('severity_number >= 17');
  });

  it('are told by the status, the kind of error or the text where there is no level', () => {
    expect(condition(whole('status'))).toBe('status >= 500');
    expect(condition(text('status_code'))).toBe("status_code LIKE '5%'");
    expect(condition(text('error_type'))).toBe('error_type IS NOT NULL');
    expect(condition(text('message'))).toBe("str_match_ignore_case(message, 'error')");
    expect(condition(text('price'))).toBeNull();
  });

  it('may be of one status or a class of them', () => {
    expect(statusCondition({ code: 404 }, { name: 'status', type: 'Int64' })).toBe('status = 404');
    expect(statusCondition({ hundreds: 4 }, { name: 'status', type: 'Int64' })).toBe(
      'status >= 400 AND status < 500',
    );
  });
});

describe('names in SQL', () => {
  it('are quoted where they are not plain, and texts are escaped', () => {
    expect(identifier('payment_service')).toBe('payment_service');
    expect(identifier('payment-service')).toBe('"payment-service"');
    expect(identifier('user')).toBe('"user"');
    expect(identifier('a"; DROP TABLE b')).toBe('"a""; DROP TABLE b"');
    expect(literal("it's' OR '1'='1")).toBe("'it''s'' OR ''1''=''1'");
  });

  it('get buckets that cut any range into at most sixty', () => {
    expect([60, 3600, 7200, 86_400, 604_800].map((seconds) => bucketFor(seconds * 1e6))).toEqual([
      '10 second',
      '1 minute',
      '5 minute',
      '30 minute',
      '3 hour',
    ]);
  });
});

describe('streams', () => {
  const best = (words: string, ...names: string[]) =>
    findStreams(words, streams(...names)).best.map(({ name }) => name);

  it.each([
    ['errors in the payment service', ['payment_service', 'checkout_service'], ['payment_service']],
    ['errors in the payment service', ['payments', 'default'], ['payments']],
    ['errors in the payment service', ['payment-service', 'default'], ['payment-service']],
    ['nginx errors', ['nginx_access', 'k8s_logs'], ['nginx_access']],
    ['errors in the paymnt service', ['payment_service', 'checkout_service'], ['payment_service']],
    ['errors in k8s_logs', ['k8s_logs', 'k8s_logs_old'], ['k8s_logs']],
    ['show me recent error logs', ['payment_service', 'k8s_logs'], []],
  ])('%s of %j', (words, names, wanted) => {
    expect(best(words, ...names)).toEqual(wanted);
  });

  it('may hold a service by value', () => {
    expect(valueInWords(['payment'], ['checkout', 'payment'])).toBe('payment');
    expect(valueInWords(['payment'], ['checkout', 'payment-api'])).toBe('payment-api');
    expect(valueInWords(['billing'], ['checkout', 'payment'])).toBeNull();
  });
});

const INTENTS: ReadonlyArray<readonly [words: string, intent: Partial<LogIntent>]> = [
  ['Show me errors in the payment service from the last hour', { shape: 'errors', limit: null }],
  ['show me recent error logs', { shape: 'recent' }],
  ['how many errors were there in checkout', { shape: 'errors' }],
  ['how many requests did nginx get', { shape: 'count', levels: [] }],
  ['top 5 hosts by errors', { shape: 'top', by: 'hosts', limit: 5 }],
  ['errors per region', { shape: 'top', by: 'region' }],
  ['errors over time', { shape: 'histogram' }],
  ['requests per minute', { shape: 'histogram', by: null }],
  ['p95 and p99 latency', { shape: 'latency', percentiles: [0.95, 0.99] }],
  ['95th percentile of the response time', { shape: 'latency', percentiles: [0.95] }],
  ['distinct values of region', { shape: 'values', by: 'region' }],
  ['logs containing "timed out"', { shape: 'recent', texts: ['timed out'] }],
  ['requests slower than 2s', { slowerThanMs: 2000 }],
  ['requests over 250 ms', { slowerThanMs: 250 }],
  ['5xx in nginx', { status: { hundreds: 5 } }],
  ['status 404 responses', { status: { code: 404 } }],
  ['the latest 3 errors', { shape: 'recent', limit: 3 }],
  ['errors with user_id=u1044', { equals: [['user_id', 'u1044']] }],
  ['errors with OOMKilled', { codeNames: ['OOMKilled'] }],
];

it.each(INTENTS)('reads: %s', (words, intent) => {
  expect(readLogIntent(words)).toMatchObject(intent);
});
