import { describe, expect, it } from 'vitest';
import { type Heard, askOnce, sharedApp } from '../ask/model/asking.ts';

const shared = sharedApp();

const ask = (request: string): Promise<Heard> =>
  askOnce(shared.app, { request, mode: 'semantic' }, { approved: () => true });
const done = ({ answer }: Heard) => answer.steps.filter(({ state }) => state === 'done');

describe('a role', () => {
  it.each([
    'create user eve@example.com, never admin',
    'create user eve@example.com, role: not admin',
    'create a non-admin user eve@example.com',
    'create user eve@example.com with the password of the admin',
    'create user eve@example.com for the admin team',
    "add user eve@example.com, don't make her an admin",
    'add user eve@example.com as admin or viewer',
  ])('is asked, and never taken from: %s', async (request) => {
    const heard = await ask(request);
    expect(done(heard)).toEqual([]);
    expect(JSON.stringify(heard.answer.steps)).not.toContain('"role":"admin"');
  });
});

describe('a length of time', () => {
  it.each([
    'set the retention of nginx_access to 12 hours',
    'set the retention of nginx_access to 90 minutes',
    'increase the retention of nginx_access by 7 days',
    'set the retention of nginx_access to 30 days less than now',
    'set the retention of nginx_access to more than 7 days',
    'set the retention of nginx_access to a week or two',
    'set the retention of nginx_access to 1.5 days',
    'set the retention of nginx_access to 7-14 days',
  ])('that is no number of days is asked: %s', async (request) => {
    const heard = await ask(request);
    expect(done(heard)).toEqual([]);
    expect(heard.answer.missing.map(({ name }) => name)).toContain('data_retention');
  });
});

describe('an order that its words leave open', () => {
  it.each([
    ['delete the stream nginx_access, or maybe not', 'leave open whether you order this'],
    ['delete the stream nginx_access - that was the plan last week', 'leave open whether you order this'],
    ['unmute payment_errors - no, keep it muted', 'nothing was changed'],
    ['avoid: delete the stream nginx_access', 'nothing was changed'],
    ['delete the stream nginx_access tomorrow', 'I cannot schedule this ("tomorrow")'],
    ['mute payment_errors next week', 'I cannot schedule this ("next week")'],
  ])('%s: nothing is done, and it is said why', async (request, why) => {
    const heard = await ask(request);
    expect(heard.answer.steps).toEqual([]);
    expect(heard.answer.answer).toContain(why);
  });
});

describe('several steps', () => {
  it.each([
    'delete the alert payment_errors and create a new one',
    'delete the alert payment_errors and then add a user',
    'delete the stream nginx_access and make another',
  ])('are begun only when each is clear: %s', async (request) => {
    const heard = await ask(request);
    expect(done(heard)).toEqual([]);
    expect(heard.answer.answer).toMatch(/Nothing was done|nothing was changed/);
  });
});
