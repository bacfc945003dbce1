import { describe, expect, it } from 'vitest';
import { answerTo, sharedApp } from './model/asking.ts';

const shared = sharedApp();

const told = (request: string) => answerTo(shared.app, request);

describe('one thing that is read is told in a sentence', () => {
  it.each([
    [
      'what does the payment_errors alert check?',
      'Alert "payment_errors": on. It checks every 5 minutes the last 60 minutes of the logs stream payment_service, and sends to payment_oncall when the number of rows of its query is >= 1; it is silent for 30 minutes after a message.',
    ],
    [
      'show the pipeline payments to archive',
      'Pipeline "payments to archive": on. It reads payment_service, and writes to payment_archive.',
    ],
    [
      'show me the dashboard Payment service',
      'Dashboard "Payment service": 2 panels: Errors by type, Payments over time.',
    ],
    [
      'show me the destination payment_oncall',
      'Destination "payment_oncall": http, sends to https://hooks.example.com/payments with the message template payment_message.',
    ],
  ])('%s', async (request, said) => {
    expect((await told(request)).answer).toBe(said);
  });

  it('an alert with the query that it runs', async () => {
    const { query } = await told('show me the payment_errors alert');
    expect(query).toMatch(/^SELECT COUNT\(\*\) AS errors FROM "payment_service"/);
  });
});

describe('a short list tells its names', () => {
  it.each([
    ['what dashboards do we have?', '1 dashboard: Payment service.'],
    ['list users', '2 users: anna@example.com, root@example.com.'],
    ['list alerts', '1 alert: payment_errors.'],
    ['list streams', '10 streams.'],
  ])('%s', async (request, said) => {
    expect((await told(request)).answer).toBe(said);
  });
});

describe('a stream is told by what it holds', () => {
  it.each([
    'describe payment_service',
    'show stream payment_service',
    'tell me about payment_service',
    'what is in the payment_service stream',
  ])('%s', async (request) => {
    expect((await told(request)).answer).toMatch(
      /^payment_service \(logs\): 1000 records from \S+Z to \S+Z, \d+ bytes \(\S+ KB\) in storage, kept .*; 12 fields: amount, duration_ms, /,
    );
  });
});

it.each(['what version of OpenObserve is this?', 'openobserve version'])('%s', async (request) => {
  expect((await told(request)).answer).toMatch(
    /^This is OpenObserve v\d+\.\d+\.\d+, the open-source edition\.$/,
  );
});

describe('a call that is refused for what it has', () => {
  it('is refused before anybody is asked about its password', async () => {
    const { answer, missing } = await told('add a user bob@example.com as viewer');
    expect(answer).toContain('only the role admin');
    expect(missing).toEqual([]);
  });
});
