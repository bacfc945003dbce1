import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../src/server/app.ts';
import { stateOf } from '../../helpers/sample-state.ts';
import { appWith, askOnce, startSample } from './asking.ts';
import { type Asked, type ModelServer, startModelServer, type WantedCall } from './model-server.ts';

let sample: Awaited<ReturnType<typeof startSample>>;
let model: ModelServer;
let app: App;
beforeAll(async () => {
  sample = await startSample();
  model = await startModelServer(() => ({ text: '' }));
  app = await appWith({ ...sample.env, ...model.env('chat') });
}, 60_000);
afterAll(async () => {
  await app.close();
  await model.close();
  await sample.close();
});
beforeEach(() => {
  model.asked.length = 0;
});

/** The model makes these calls turn by turn, and then ends. */
function plays(...rounds: readonly (readonly WantedCall[])[]) {
  model.brain = ({ turns }) => {
    const calls = rounds[turns.filter(({ role }) => role === 'model').length];
    return calls ? { calls } : { text: 'That is the plan.' };
  };
}

async function askFor(request: string, more: Record<string, unknown> = {}) {
  const { answer, error } = await askOnce(app, { request, mode: 'agent', ...more });
  if (error) throw error;
  return answer;
}

const told = () => JSON.stringify((model.asked.at(-1) as Asked).turns);
const offered = () => (model.asked[0] as Asked).tools.map(({ name }) => name);
const folder = (name: string) => ({ name: 'create_folder', arguments: { name, folder_type: 'dashboards' } });
const user = (password: string) => ({
  name: 'user_save',
  arguments: { email: 'mara@example.com', role: 'admin', first_name: 'Mara', last_name: '', password },
});

describe('a plan', () => {
  it('moves into a folder that it makes, by the name that it gives it', async () => {
    const request = 'create folders A1 and B1 for dashboards and move Payment service to B1';
    const move = {
      name: 'move_dashboards',
      arguments: { dashboard_ids: ['Payment service'], dst_folder_id: 'B1' },
    };
    plays([folder('A1'), folder('B1'), move]);
    const plan = await askFor(request);
    expect(plan.answer).toContain('dst_folder_id={{s2.id}} ("B1")');
    const report = await askFor(request, plan.resume);
    expect(report.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    const state = [...(await stateOf(sample))];
    const [made] =
      state.find(([key, { name }]) => key.startsWith('folders_dashboards/') && name === 'B1') ?? [];
    const [, moved] = state.find(([key, each]) => key.startsWith('dashboards/') && 'folder' in each) ?? [];
    expect(`folders_dashboards/${String(moved?.folder)}`).toBe(made);
  });

  it('says which tool makes what is not there', async () => {
    const move = {
      name: 'move_dashboards',
      arguments: { dashboard_ids: ['Payment service'], dst_folder_id: 'Nowhere' },
    };
    plays([move]);
    await askFor('move the dashboard Payment service to the folder Nowhere');
    expect(told()).toContain('To make it, plan create_folder first.');
  });

  it('that does half of a list is sent back to the model', async () => {
    plays([folder('A2')], [], [folder('B2')]);
    model.brain = ({ turns }) => {
      const round = turns.filter(({ role }) => role === 'model').length;
      if (round === 1) return { text: 'A2 is planned.' };
      return round === 3 ? { text: 'Both are planned.' } : { calls: [folder(round === 0 ? 'A2' : 'B2')] };
    };
    const plan = await askFor('create folders A2 and B2 for dashboards');
    expect(told()).toContain('The plan has nothing of these words: \\"B2\\"');
    expect(plan.steps.map(({ arguments: args }) => args.name)).toEqual(['A2', 'B2']);
  });

  it('has as many panels as were asked for', async () => {
    const panels = ['a', 'b', 'c', 'd'].map((title) => ({
      title,
      type: 'stat',
      sql: 'SELECT count(*) AS n FROM "payment_service"',
    }));
    plays([{ name: 'create_dashboard', arguments: { title: 'Four', panels } }]);
    const plan = await askFor('build a dashboard Four with 4 panels about payments');
    expect(plan.missing).toEqual([]);
    plays([{ name: 'create_dashboard', arguments: { title: 'Five', panels } }]);
    const less = await askFor('build a dashboard Five with 5 panels about payments');
    expect(less.missing).toMatchObject([{ name: 'leave_out' }]);
  });

  it('draws panels over the type of stream that there is', async () => {
    const panels = [
      { title: 'a', type: 'stat', sql: 'SELECT count(*) AS n FROM "default"' },
      { title: 'b', type: 'stat', sql: 'SELECT count(*) AS n FROM "payment_service"' },
    ];
    plays([{ name: 'create_dashboard', arguments: { title: 'Traces', panels } }]);
    const plan = await askFor('build a dashboard called Traces');
    expect(plan.steps[0]?.arguments.panels).toEqual([{ ...panels[0], streamType: 'traces' }, panels[1]]);
  });

  it('has no password that a model made up: it is made when it runs, and told once', async () => {
    const request = 'add mara@example.com as an admin';
    plays([user('ChangeMe123!')]);
    const plan = await askFor(request);
    expect(plan.answer).toContain('The password is made up when this runs, and shown once.');
    const report = await askFor(request, plan.resume);
    const [, password = ''] = /The password of mara@example\.com is (\S+):/.exec(report.answer) ?? [];
    expect(password.length).toBeGreaterThanOrEqual(12);
    expect(JSON.stringify(report.steps)).not.toContain(password);
    const again = await askFor(request, plan.resume);
    expect(again.answer).not.toContain(password);
    expect(again.answer).toContain('mara@example.com');
  });

  it('is held against fields and values of the stream that its conditions are about', async () => {
    const pipeline = (column: string, value: string) => ({
      name: 'create_pipeline',
      arguments: {
        name: 'errors_only',
        nodes: [
          {
            id: '1',
            io_type: 'input',
            position: { x: 0, y: 0 },
            data: { node_type: 'stream', stream_name: 'k8s_logs' },
          },
          {
            id: '2',
            io_type: 'default',
            position: { x: 0, y: 100 },
            data: { node_type: 'condition', all: [{ column, operator: '=', value }] },
          },
          {
            id: '3',
            io_type: 'output',
            position: { x: 0, y: 200 },
            data: { node_type: 'stream', stream_name: 'k8s_errors' },
          },
        ],
        edges: [
          { id: 'e1', source: '1', target: '2' },
          { id: 'e2', source: '2', target: '3' },
        ],
      },
    });
    plays([pipeline('levl', 'ERROR')], [pipeline('level', 'error')], [pipeline('level', 'ERROR')]);
    const plan = await askFor(
      'create a pipeline called errors_only that copies errors of k8s_logs to k8s_errors',
    );
    expect(told()).toMatch(/levl\\\\?" is no field of k8s_logs\. Did you mean level/);
    expect(told()).toMatch(/level\\\\?" has \\\\?"ERROR\\\\?", and never \\\\?"error/);
    expect(plan.steps).toHaveLength(1);
  });

  it('says a threshold in the unit of what it measures', async () => {
    const slow = (threshold: number) => ({
      name: 'create_alert',
      arguments: {
        name: 'slow_checkout',
        stream_name: 'default',
        stream_type: 'traces',
        destinations: ['payment_oncall'],
        condition: {
          measure: 'approx_percentile_cont(duration, 0.95)',
          operator: '>',
          threshold,
          period: 10,
        },
      },
    });
    const request = 'tell payment_oncall when the p95 of requests is over 2 seconds within 10 minutes';
    plays([slow(2_000_000)]);
    expect((await askFor(request)).answer).toContain(
      'The threshold is 2,000,000 us of duration, which is 2 s.',
    );
    plays([slow(2)]);
    await askFor(request);
    expect(told()).toContain('The threshold is 2 us of duration, which is 0.000002 s.');
  });

  it('leaves as it is what the words except', async () => {
    const keep = (stream_name: string) => ({
      name: 'update_stream_settings',
      arguments: { stream_name, data_retention: 30 },
    });
    plays([keep('k8s_logs'), keep('sales_orders')]);
    const plan = await askFor('set the retention of all log streams to 30 days except sales_orders');
    expect(told()).toContain('The person excepts \\"sales_orders\\": leave it as it is.');
    expect(plan.steps.map(({ arguments: args }) => args.stream_name)).toEqual(['k8s_logs']);
    expect(plan.answer).not.toContain('excepts');
  });

  const errors = (more: object) => ({
    name: 'create_alert',
    arguments: {
      name: 'checkout_errors',
      stream_name: 'checkout_service',
      destinations: ['payment_oncall'],
      condition: { where: "level = 'error'", operator: '>', threshold: 20, period: 15 },
      ...more,
    },
  });
  const ERRORS = 'alert payment_oncall when checkout has more than 20 errors in 15 minutes';

  it('is held against the values of a stream in queries too, where a value is only written otherwise', async () => {
    const pie = (level: string) => ({
      name: 'create_dashboard',
      arguments: {
        title: 'Pie',
        panels: [
          {
            title: 'Errors',
            type: 'pie',
            sql: `SELECT region, count(*) AS n FROM "payment_service" WHERE level IN ('${level}') GROUP BY region`,
          },
        ],
      },
    });
    const wrong = { where: "level = 'ERROR'", operator: '>', threshold: 20, period: 15 };
    plays([pie('ERROR'), errors({ condition: wrong })], [pie('error'), errors({})]);
    const plan = await askFor(`create a dashboard Pie with a pie of errors by region, and ${ERRORS}`);
    const answers = JSON.stringify(model.asked[1]?.turns).replaceAll('\\', '');
    expect(answers.match(/"level" has "error", and never "ERROR"/g)).toHaveLength(2);
    expect(plan.steps.map(({ tool }) => tool)).toEqual(['create_dashboard', 'create_alert']);
  });

  it('says what holds by default, under a name and a type of stream that OpenObserve takes, in one turn', async () => {
    plays([errors({ name: 'checkout errors!' })]);
    const { answer, steps } = await askFor(ERRORS);
    expect(model.asked).toHaveLength(2);
    expect(steps[0]?.arguments).toMatchObject({ name: 'checkout_errors', stream_type: 'logs' });
    expect(answer).toContain('OpenObserve refuses the name "checkout errors!" here');
    expect(answer).toContain(
      'By default it is checked every 10 minutes and is silent for 30 minutes after it fires.',
    );
  });

  it('marks a length that the person did not say, beside another that they did', async () => {
    const condition = { where: "level = 'error'", operator: '>', threshold: 20, period: 15, silence: 60 };
    plays([errors({ condition })]);
    const { answer } = await askFor(ERRORS);
    expect(answer).toContain('You did not say: silence 60.');
    expect(answer).toContain('By default it is checked every 10 minutes.');
  });

  it('marks what it changes beside what the person named', async () => {
    const keep = (stream_name: string, data_retention: number) => ({
      name: 'update_stream_settings',
      arguments: { stream_name, data_retention },
    });
    plays([keep('payment_service', 14), keep('checkout_service', 30), keep('nginx_access', 14)]);
    const { answer } = await askFor('keep the streams payment_service and checkout_service for 14 days');
    expect(answer.match(/You did not say: .*/g)).toEqual([
      'You did not say: data_retention 30.',
      'You did not say: that nginx_access is changed.',
    ]);
    plays([keep('payment_service', 14), keep('nginx_access', 14)]);
    const all = await askFor('keep all log streams for 14 days');
    expect(all.answer).not.toContain('is changed');
  });

  it('needs no type of a stream to read what is about it', async () => {
    plays([{ name: 'list_alerts', arguments: { stream_name: 'payment_service' } }]);
    await askFor('mute all alerts of the payment service');
    expect(told()).toContain('payment_errors');
    expect(told()).not.toContain('stream_type');
  });

  it.each([
    'create a user lucia@example.com who may only view',
    'crea un usuario lucia@example.com que solo pueda ver',
    'lege einen Benutzer lucia@example.com an, der nur lesen darf',
    'crée un utilisateur lucia@example.com en lecture seule',
    'crie um usuário lucia@example.com que só pode visualizar',
    '创建一个只能查看的用户 lucia@example.com',
  ])('gives somebody who only reads the role of a viewer, and no other: %s', async (request) => {
    const lucia = (role: string) => ({
      name: 'user_save',
      arguments: { email: 'lucia@example.com', first_name: 'Lucia', last_name: '', password: '', role },
    });
    plays([lucia('admin'), lucia('viewer')]);
    const { steps, answer } = await askFor(request);
    expect(steps.map(({ arguments: args }) => args.role)).toEqual(['viewer']);
    expect(answer).not.toContain('You did not say: the role');
    expect(told()).toContain('does not say that the role should be \\"admin\\"');
  });

  it('makes an alert that is on, unless the model says otherwise', async () => {
    const alert = (more: object) => ({
      name: 'create_alert',
      arguments: {
        name: 'cpu_over_90',
        stream_name: 'cpu_usage',
        stream_type: 'metrics',
        destinations: ['payment_oncall'],
        query_condition: {
          type: 'promql',
          promql: 'min_over_time(cpu_usage[5m])',
          promql_condition: { column: 'value', operator: '>', value: 90 },
        },
        trigger_condition: { period: 5, frequency: 1, silence: 10, operator: '>=', threshold: 1 },
        ...more,
      },
    });
    const request = 'alert payment_oncall when the CPU of any host is above 90 for 5 minutes';
    plays([alert({})]);
    expect((await askFor(request)).steps[0]?.arguments.enabled).toBe(true);
    plays([alert({ enabled: false })]);
    expect((await askFor(request)).steps[0]?.arguments.enabled).toBe(false);
  });

  it('marks no number that was said beside another, and no destination that it makes', async () => {
    plays([
      {
        name: 'create_destination',
        arguments: { name: 'oncall_mail', type: 'email', emails: ['oncall@example.com'] },
      },
      {
        name: 'create_alert',
        arguments: {
          name: 'many_5xx',
          stream_name: 'nginx_access',
          stream_type: 'logs',
          destinations: ['oncall_mail'],
          condition: { where: 'status >= 500', operator: '>', threshold: 20, period: 10 },
        },
      },
    ]);
    const plan = await askFor('Mail oncall@example.com when nginx returns more than 20 5xx in 10 minutes');
    expect(plan.steps).toHaveLength(2);
    expect(plan.answer).not.toContain('You did not say');
  });

  it('does not change an alert into one that can never fire', async () => {
    const request = 'create an alert low_sales for payment_oncall when sales fall below 10 in 60 minutes';
    plays([
      {
        name: 'create_alert',
        arguments: {
          name: 'low_sales',
          stream_name: 'sales_orders',
          stream_type: 'logs',
          destinations: ['payment_oncall'],
          condition: { measure: 'sum(revenue)', operator: '<', threshold: 10, period: 60 },
        },
      },
    ]);
    await askFor(request, (await askFor(request)).resume);
    plays([
      {
        name: 'update_alert',
        arguments: { alert_id: 'low_sales', trigger_condition: { threshold: 50 } },
      },
    ]);
    await askFor('raise the threshold of the alert low_sales to 50');
    expect(told()).toMatch(/can never fire.*HAVING of query_condition\.sql/);
    plays([
      {
        name: 'update_alert',
        arguments: { alert_id: 'low_sales', trigger_condition: { period: 120 } },
      },
    ]);
    const plan = await askFor('make the alert low_sales look back 120 minutes');
    expect(plan.answer).toContain('trigger_condition: period=120 (now 60)');
  });
});

describe('the tools of an order', () => {
  it.each([
    ['copy the dashboard Payment service as Payment v2 without its first panel', 'create_dashboard'],
    ['remove the payments to archive pipeline and the alert payment_errors', 'delete_pipeline'],
    ['send the Payment service dashboard every Monday 9:00 Berlin to a@example.com', 'get_dashboard'],
    ['rename the dashboard Payment service to Payments', 'update_dashboard'],
    ['move the dashboard Payment service into a new folder Shop', 'create_folder'],
    ['Verschiebe das Dashboard Payment service in einen neuen Ordner Zahlung', 'create_folder'],
    ['déplace le tableau de bord Payment service dans un nouveau dossier Boutique', 'create_folder'],
    ['把仪表盘 Payment service 移到新文件夹 Shop', 'create_folder'],
    ['当 checkout 在5分钟内错误超过20个时，通知 ops@example.com', 'create_alert'],
    ['me avise em ops@example.com quando o checkout tiver mais de 20 erros', 'create_destination'],
    ['alert me at ops@example.com when checkout has more than 20 errors', 'create_template'],
    [
      'create a report by the v1 api that sends the dashboard Payment service to a@example.com',
      'create_report',
    ],
  ])('%s: %s', async (request, tool) => {
    plays();
    await askFor(request);
    expect(offered()).toContain(tool);
  });

  it.each([
    ['add a panel with the CPU per host to Payment service and rename it to Payments', 'rename_organization'],
    ['create a folder Ops for dashboards', 'create_function'],
    ['copy the alert payment_errors as payment_errors_2', 'create_dashboard'],
    ['send the dashboard Payment service every Monday 9:00 Berlin to a@example.com', 'create_report'],
    ['send the dashboard Payment service every Monday 9:00 Berlin to a@example.com', 'create_folder'],
    ['create a dashboard Shop with the errors of the payment service', 'update_panel'],
    ['préviens-moi à ops@example.com quand checkout a plus de 20 erreurs', 'logs_ingestion_json'],
    ['crea un usuario para lucia@example.com', 'create_group'],
  ])('%s: without %s', async (request, tool) => {
    plays();
    await askFor(request);
    expect(offered()).not.toContain(tool);
  });
});
