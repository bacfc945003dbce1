import { describe, expect, it } from 'vitest';
import { type Heard, askOnce, sharedApp } from '../ask/model/asking.ts';

const shared = sharedApp();

/** As on the command line with --yes: whatever is asked for a yes gets one. */
const ask = (request: string, more: Record<string, unknown> = {}): Promise<Heard> =>
  askOnce(shared.app, { request, mode: 'semantic', ...more }, { approved: () => true });
const states = ({ answer }: Heard) => answer.steps.map(({ tool, state }) => `${tool} ${state}`);

describe('what is not ordered', () => {
  it.each([
    ["don't delete the payment_service stream", 'stream_delete', 'delete'],
    ['never delete the payment_service stream', 'stream_delete', 'delete'],
    ['I do not want to delete the stream payment_service', 'stream_delete', 'delete'],
    ['should I delete the payment_service stream?', 'stream_delete', 'delete'],
    ['how do I delete a stream?', 'stream_delete', 'delete'],
    ["please don't mute the payment_errors alert", 'enable_alert', 'turn anything off'],
    ['do not mute payment_errors', 'enable_alert', 'turn anything off'],
  ])('%s: nothing is done, and nothing is offered to be done', async (request, tool, what) => {
    const heard = await ask(request);
    expect(heard.answer).toMatchObject({ decision: 'decline', steps: [], missing: [], candidates: [] });
    expect(heard.answer.answer).toMatch(new RegExp(`You did not ask me to (?:${what}|change anything)`));
    expect(heard.answer.resume).toBeUndefined();
    const named = await ask(request, { tool, answers: { stream_name: 'payment_service', value: false } });
    expect(named.answer).toMatchObject({ decision: 'decline', steps: [] });
  });

  it.each([
    'average request_time by request_uri in nginx_access',
    'mean request_time per request_uri in nginx_access',
    'average request_time in nginx_access',
    'max duration_ms in payment_service',
    'average body_bytes_sent in nginx_access',
  ])('%s: a question writes nothing', async (request) => {
    const { answer } = await ask(request);
    expect(answer.steps.filter(({ tool }) => /update|create|delete|set/.test(tool))).toEqual([]);
  });

  it.each([
    'why is checkout slow?',
    'errors in default over time',
    'SELECT count(*) FROM nginx_access WHERE status >= 500',
  ])('%s: no write is among what may be meant', async (request) => {
    const { answer } = await ask(request);
    expect(answer.candidates.filter(({ tool }) => /delete|create|enable|update|ingest/.test(tool))).toEqual(
      [],
    );
  });
});

describe('power', () => {
  it('is never chosen: the role of a new user is asked', async () => {
    const heard = await ask('add a user eve@example.com');
    expect(heard.answer.missing[0]?.name).toBe('role');
    expect(states(heard)).toEqual(['user_save waiting']);
  });
});

describe('words that no call has', () => {
  it.each([
    ['save a view called errs for payment errors', '"payment"'],
    ['set the full text search keys of payment_service to message', '"message"'],
    ['mute the alert payment_errors for 2 hours', '"for 2 hours"'],
    ['delete the stream nginx_access and frobnicate the k8s_logs', '"frobnicate"'],
    [
      'alert payment_oncall when payment_service has more than 5 errors of premium customers in 5 minutes',
      '"premium customers"',
    ],
  ])('%s: asks about %s before it does anything', async (request, words) => {
    const heard = await ask(request);
    expect(heard.answer.decision).toBe('ask');
    expect(heard.answer.missing.map(({ name }) => name)).toEqual(['leave_out']);
    expect(heard.answer.answer).toContain(words);
    const { tool, answers } = heard.answer.resume ?? {};
    const no = await ask(request, { tool, answers: { ...answers, leave_out: 'no' } });
    expect(no.answer.answer).toContain('Nothing was done');
  });
});

describe('the threshold of an alert', () => {
  const sqlOf = ({ answer }: Heard) =>
    String((answer.steps[0]?.arguments.query_condition as { sql?: string } | undefined)?.sql);

  it.each([
    ['raise the threshold of payment_errors to 100', 100],
    ['set the threshold of the alert payment_errors to 2,500', 2500],
    ['lower payment_errors to 60', 60],
    ['lower the threshold of payment_errors from 60 to 55', 55],
  ])('%s: changes the number that decides, and nothing else', async (request, threshold) => {
    const heard = await ask(request);
    expect(states(heard)).toEqual(['update_alert done']);
    expect(sqlOf(heard)).toBe(
      `SELECT COUNT(*) AS errors FROM "payment_service" WHERE level = 'error' HAVING COUNT(*) > ${threshold}`,
    );
    expect(heard.answer.answer).toContain(`is ${threshold} now`);
    const seen = await ask('show the alert payment_errors');
    expect(JSON.stringify(seen.answer)).toContain(`HAVING COUNT(*) > ${threshold}`);
  });

  it('is asked where no number is said', async () => {
    const { answer } = await ask('change the threshold of payment_errors');
    expect(answer.missing.map(({ name }) => name)).toEqual(['threshold']);
    expect(answer.answer).toMatch(/It is \d+\./);
    const { tool, answers } = answer.resume ?? {};
    const heard = await ask('change the threshold of payment_errors', {
      tool,
      answers: { ...answers, threshold: 40 },
    });
    expect(sqlOf(heard)).toMatch(/> 40$/);
  });

  it('of another kind is changed where it is', async () => {
    await ask('alert payment_oncall when cpu_usage is above 90 for 5 minutes, call it hot_cpu');
    const heard = await ask('raise the threshold of hot_cpu to 95');
    expect(heard.answer.steps[0]?.arguments.query_condition).toMatchObject({
      promql_condition: { value: 95 },
    });
  });

  it.each([
    ['change the threshold of payment_errors to 50 and check it every 3 minutes', { frequency: 3 }],
    [
      'change the threshold of payment_errors to 50, check it every 4 minutes and stay silent for 2 hours',
      { frequency: 4, silence: 120 },
    ],
  ])('%s: the schedule is changed with it', async (request, schedule) => {
    const heard = await ask(request);
    expect(heard.answer.steps[0]?.arguments.trigger_condition).toMatchObject(schedule);
    expect(sqlOf(heard)).toMatch(/> 50$/);
  });

  it('is asked about words that only an unchanged part happens to hold', async () => {
    // The alert is silent for 120 minutes already.
    const { answer } = await ask('change the threshold of payment_errors to 51 and its owner to 120');
    expect(answer.decision).not.toBe('run');
    expect(answer.answer).toMatch(/without these words of yours: .*(?:owner|51)/);
  });

  it('that two numbers decide is not guessed', async () => {
    const sql = 'SELECT count(*) AS n FROM payment_service HAVING count(*) > 3 AND count(*) < 9';
    await shared.app.run(
      {
        name: 'create_alert',
        arguments: {
          name: 'between_two',
          stream_name: 'payment_service',
          stream_type: 'logs',
          destinations: ['payment_oncall'],
          query_condition: { type: 'sql', sql },
          trigger_condition: { period: 10, operator: '>=', threshold: 1, frequency: 5, silence: 30 },
        },
      },
      { view: shared.app.view, signal: new AbortController().signal, approved: () => true, caller: 'test' },
    );
    const heard = await ask('raise the threshold of between_two to 20');
    expect(heard.answer.missing.map(({ name }) => name)).toEqual(['query_condition']);
  });
});

describe('names and roles', () => {
  it.each([
    ['create a folder Team', { name: 'Team' }],
    ['create a folder Logs for dashboards', { name: 'Logs', folder_type: 'dashboards' }],
  ])('%s: the word with a capital is the name', async (request, args) => {
    const heard = await ask(request, { dry_run: true });
    expect(heard.answer.steps[0]?.arguments).toMatchObject(args);
  });

  it.each(['create a folder', 'create a folder for alerts', 'create a folder please'])(
    '%s: the name is asked',
    async (request) => {
      expect((await ask(request)).answer.missing.map(({ name }) => name)).toEqual(['name']);
    },
  );

  it.each(['give anna@example.com read-only access', 'grant anna@example.com viewer rights'])(
    '%s: the role is changed',
    async (request) => {
      const heard = await ask(request, { dry_run: true });
      expect(heard.answer.steps).toMatchObject([
        { tool: 'user_update', arguments: { email_id: 'anna@example.com', role: 'viewer' } },
      ]);
    },
  );

  it.each(['give anna@example.com access', 'give anna@example.com write access'])(
    '%s: the role is asked',
    async (request) => {
      const heard = await ask(request);
      expect(heard.answer.missing).toMatchObject([{ name: 'role', choices: ['admin', 'editor', 'viewer'] }]);
      expect(states(heard)).toEqual(['user_update waiting']);
    },
  );
});

describe('several things in one sentence', () => {
  it('changes two streams by two values', async () => {
    const heard = await ask('change the retention of payment_service to 7 days and nginx_access to 14 days');
    expect(states(heard)).toEqual(['update_stream_settings done', 'update_stream_settings done']);
    expect(heard.answer.steps.map(({ arguments: args }) => args)).toMatchObject([
      { stream_name: 'payment_service', data_retention: 7 },
      { stream_name: 'nginx_access', data_retention: 14 },
    ]);
  });

  it('does both or neither', async () => {
    const heard = await ask('drop the stream nginx_access and no_such_stream_2');
    expect(states(heard)).toEqual(['stream_delete skipped', 'stream_delete skipped']);
    expect(heard.answer.answer).toContain('no_such_stream_2');
  });

  it('lists two kinds of things', async () => {
    const heard = await ask('list the functions and the pipelines');
    expect(states(heard)).toEqual(['list_functions done', 'list_pipelines done']);
  });

  it('takes where it sends to as part of the alert', async () => {
    const heard = await ask(
      'create an alert called many_errors on payment_service when errors > 10 in 5 minutes and send to payment_oncall',
    );
    expect(states(heard)).toEqual(['create_alert done']);
    expect(heard.answer.answer).toContain('"many_errors" is on. It sends to payment_oncall');
  });

  it('stops all where one step is not understood, and names it', async () => {
    const heard = await ask('list the streams and rename the moon to Luna');
    expect(heard.answer.decision).not.toBe('run');
    expect(heard.answer.answer).toContain('rename the moon to Luna');
  });

  it('deletes both streams', async () => {
    const heard = await ask('drop the stream nginx_access and k8s_logs');
    expect(states(heard)).toEqual(['stream_delete done', 'stream_delete done']);
  });
});

describe('a secret that is shown once', () => {
  it('is shown to a person', async () => {
    const request = 'create a service account ci@example.com';
    const heard = await askOnce(
      shared.app,
      { request, mode: 'semantic' },
      { forPerson: true, approved: () => true },
    );
    expect(heard.answer.answer).toMatch(/The token is \S{8,}: it is shown only now\./);
  });

  it('is shown where the words ask for it', async () => {
    const heard = await ask('create a service account ci2@example.com and show me the token');
    expect(heard.answer.answer).toMatch(/The token is \S{8,}: it is shown only now\./);
  });

  it('is asked about where a model may read it, and masked unless the person says yes', async () => {
    const request = 'create a service account ci3@example.com';
    const first = await ask(request);
    expect(first.answer.missing.map(({ name }) => name)).toEqual(['show_secret']);
    const { tool, answers } = first.answer.resume ?? {};
    const heard = await ask(request, { tool, answers: { ...answers, show_secret: 'no' } });
    expect(states(heard)).toEqual(['service_account_save done']);
    expect(JSON.stringify(heard.answer)).toContain('***masked***');
    expect(heard.answer.answer).toContain('The token is not shown.');
  });
});

describe('done', () => {
  it('is said after it was read back', async () => {
    const heard = await ask('create a folder called Read back');
    expect(heard.answer.answer).toBe('Done: the folder "Read back" is there, folder type dashboards.');
  });

  it('is not said of a role that the open edition does not have, and nobody is asked for a yes before', async () => {
    for (const request of [
      'make anna@example.com a viewer instead of admin',
      'create a user kim@example.com with the role viewer',
    ]) {
      const heard = await askOnce(shared.app, { request, mode: 'semantic' }, { forPerson: true });
      expect(heard.answer.answer).toContain('has only the role admin');
      expect(heard.answer.steps.map(({ state }) => state)).toEqual(['failed']);
    }
  });
});

describe('a new name that is not quoted', () => {
  it('is taken whole, also where it goes on in small letters', async () => {
    const { answer } = await ask('rename the dashboard Payment service to Payment service old', {
      dry_run: true,
    });
    expect(answer.steps).toMatchObject([
      { tool: 'update_dashboard', arguments: { title: 'Payment service old' } },
    ]);
  });
});
