import { describe, expect, it } from 'vitest';
import { type Heard, askOnce, sharedApp } from './model/asking.ts';

const shared = sharedApp();

const ask = (request: string, more: Record<string, unknown> = {}): Promise<Heard> =>
  askOnce(shared.app, { request, mode: 'semantic', ...more }, { approved: () => true, forPerson: true });

const made = ({ answer }: Heard) =>
  answer.steps.map(({ tool, state, arguments: args }) => [
    tool,
    state,
    String(args.name ?? args.title ?? args.stream_name ?? ''),
  ]);
const foldersMade = (...names: string[]) => names.map((name) => ['create_folder', 'done', name]);

describe('several new things of one kind are all made', () => {
  it.each([
    ['create a folder called A and a folder called B for dashboards', ['A', 'B']],
    ['create 3 folders: C, D and E for dashboards', ['C', 'D', 'E']],
    ['create the folders Nord and Sud', ['Nord', 'Sud']],
    ['create a folder F1, a folder F2 and a folder F3', ['F1', 'F2', 'F3']],
    ['make folders called Team G and Team H', ['Team G', 'Team H']],
    ['create a folder Night shift and a folder Day shift', ['Night shift', 'Day shift']],
  ])('%s', async (request, names) => {
    const heard = await ask(request);
    expect(made(heard)).toEqual(foldersMade(...names));
    for (const name of names) expect(heard.answer.answer).toContain(`the folder "${name}" is there`);
  });

  it('with what follows the last of them', async () => {
    const { answer } = await ask('create a folder called On duty and a folder called Off duty for alerts');
    expect(answer.steps.map(({ arguments: args }) => args.folder_type)).toEqual(['alerts', 'alerts']);
  });

  it.each(['create 2 folders: R, S and T', 'delete the folder A and the folder Nowhere at all'])(
    'and none where not all of them are clear: %s',
    async (request) => {
      const { answer } = await ask(request);
      expect(answer.steps.filter(({ state }) => state === 'done')).toEqual([]);
    },
  );

  it('and all of several are deleted', async () => {
    expect((await ask('delete the folders Nord and Sud')).answer.answer).toBe(
      'Done: the folder "Nord" is deleted. Done: the folder "Sud" is deleted.',
    );
  });
});

describe('a thing that a step makes is found by the step after it', () => {
  it.each([
    [
      "create a dashboard called 'On call' in a new folder Nights",
      [
        ['create_folder', 'done', 'Nights'],
        ['create_dashboard', 'done', 'On call'],
      ],
    ],
    [
      'create a folder Ops and a dashboard Load in it',
      [
        ['create_folder', 'done', 'Ops'],
        ['create_dashboard', 'done', 'Load'],
      ],
    ],
    [
      'erstelle ein Dashboard namens "Nacht" in einem neuen Ordner Schicht',
      [
        ['create_folder', 'done', 'Schicht'],
        ['create_dashboard', 'done', 'Nacht'],
      ],
    ],
    [
      'create a folder Early shift for alerts and move the alert payment_errors into it',
      [
        ['create_folder', 'done', 'Early shift'],
        ['move_alerts', 'done', ''],
      ],
    ],
    [
      'create an alert folder called Nachtschicht and move the alert payment_errors to the folder Nachtschicht',
      [
        ['create_folder', 'done', 'Nachtschicht'],
        ['move_alerts', 'done', ''],
      ],
    ],
    [
      'create an alert called e1 when payment_service has more than 10 errors in 5 minutes, send to payment_oncall, and put it into the folder default',
      [
        ['create_alert', 'done', 'e1'],
        ['move_alerts', 'done', ''],
      ],
    ],
    [
      'delete the pipeline payments to archive and then create a dashboard Archive',
      [
        ['delete_pipeline', 'done', ''],
        ['create_dashboard', 'done', 'Archive'],
      ],
    ],
  ])('%s', async (request, steps) => {
    expect(made(await ask(request))).toEqual(steps);
  });

  it('and nothing is made where a later step lacks what nobody said', async () => {
    const { answer } = await ask(
      'create a folder Unmade for alerts and create an alert when payment_service has more than 10 errors',
    );
    expect(answer.steps.map(({ state }) => state)).toEqual(['skipped', 'skipped']);
    expect(answer.answer).toMatch(
      /^Nothing was done, because this part is not clear: .*Where should it send to\?/,
    );
  });
});

describe('what was done is told with its object and its value', () => {
  it.each([
    [
      'set the retention of nginx_access to 10 days',
      'Done: the data retention of "nginx_access" is 10 days (was 0).',
    ],
    ['mute the alert payment_errors', 'Done: the alert "payment_errors" is off.'],
    [
      'move the dashboard Payment service to the folder Ops',
      'Done: the dashboard "Payment service" is in the folder "Ops".',
    ],
    ['delete the user anna@example.com', 'Done: the user "anna@example.com" is removed.'],
  ])('%s', async (request, told) => expect((await ask(request)).answer.answer).toBe(told));

  it('and a move names the folder that the dashboard was in', async () => {
    const { answer } = await ask('move the dashboard Payment service to the folder default', {
      dry_run: true,
    });
    expect(answer.steps[0]?.arguments.from).toMatch(/^\d{10,}$/);
  });
});

describe('a first password that is made up', () => {
  it('stands nowhere before it is made, and what goes on with a yes makes it', async () => {
    const request = 'create a user lena@example.com with role admin';
    const asked = await askOnce(shared.app, { request, mode: 'semantic' }, { forPerson: true });
    expect(asked.answer.resume?.answers).not.toHaveProperty('password');
    expect(asked.answer.steps[0]?.arguments).not.toHaveProperty('password');
    const done = await askOnce(
      shared.app,
      { request, mode: 'semantic', ...asked.answer.resume },
      { forPerson: true },
    );
    expect(done.answer.answer).toMatch(
      /^Done: the user "lena@example.com" is there, role admin\. The password is \S{12,}:/,
    );
    expect(JSON.stringify(done.answer.steps[0]?.arguments)).toContain('***masked***');
  });

  it("is not the client's to choose after the yes", async () => {
    const request = 'create a user mia@example.com with role admin';
    const { answer } = await askOnce(shared.app, { request, mode: 'semantic' }, { forPerson: true });
    const answers = { ...answer.resume?.answers, password: 'Another#Pass12' };
    const heard = await askOnce(
      shared.app,
      { request, mode: 'semantic', tool: answer.resume?.tool, answers },
      { forPerson: true },
    );
    expect(heard.answer.answer).toContain('does not belong to this call');
  });
});

it('a yes beforehand leaves out what may be left out', async () => {
  const heard = await ask('create a dashboard called Standby in the folder Ops');
  expect(made(heard)).toEqual([['create_dashboard', 'done', 'Standby']]);
});

it('each of several lists comes with its rows', async () => {
  const { answer } = await ask('list alerts, dashboards and users');
  expect(Object.keys(answer.untrusted_data ?? {})).toEqual(['step_1', 'step_2', 'step_3']);
});

it('only one tool is taken where the others are far below', async () => {
  const { answer } = await askOnce(shared.app, {
    request: 'create a user tom@example.com with the role viewer',
    mode: 'semantic',
    dry_run: true,
  });
  expect(answer.steps).toMatchObject([{ tool: 'user_save', state: 'planned' }]);
});

it('what words cannot give is told in plain words', async () => {
  const { answer } = await ask(
    'create a pipeline called copy_errors from payment_service into payment_errors_only',
  );
  expect(answer.answer).toContain('cannot be read from plain words');
  expect(answer.answer).not.toContain('What is the edges');
});
