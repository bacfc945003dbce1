import { describe, expect, it } from 'vitest';
import { askOnce, sharedApp } from './model/asking.ts';

const shared = sharedApp();

const ask = async (request: string, more: Readonly<Record<string, unknown>> = {}) =>
  (await askOnce(shared.app, { request, mode: 'semantic', ...more })).answer;

/** By language: how a condition and an order under it are said. */
const SAID: Readonly<Record<string, readonly [conditions: readonly string[], orders: readonly string[]]>> = {
  en: [
    ['if payment_service has no errors', 'once the migration is done', 'when nobody uses it any more'],
    ['delete the stream nginx_access', 'mute payment_errors', 'pause the pipeline payments to archive'],
  ],
  de: [
    ['wenn payment_service leer ist', 'sobald die Migration fertig ist', 'falls es niemand braucht'],
    ['lösche den Stream nginx_access', 'deaktiviere den Alarm payment_errors'],
  ],
  fr: [
    ['si payment_service est vide', 'dès que la migration est finie', 'quand personne ne l’utilise'],
    ['supprime le flux nginx_access', 'désactive l’alerte payment_errors'],
  ],
  es: [
    ['si payment_service está vacío', 'cuando nadie lo use'],
    ['borra el flujo nginx_access', 'silencia la alerta payment_errors'],
  ],
  pt: [
    ['se payment_service estiver vazio', 'quando ninguém usar'],
    ['apague o fluxo nginx_access', 'silencie o alerta payment_errors'],
  ],
  zh: [
    ['如果 payment_service 没有错误', '要是没有人用', '假如 payment_service 是空的'],
    ['删除数据流 nginx_access', '停用告警 payment_errors'],
  ],
};
const CASES = Object.entries(SAID).flatMap(([language, [conditions, orders]]) =>
  conditions.flatMap((condition) =>
    orders.map((order) => (language === 'zh' ? `${condition}，就${order}` : `${condition}, ${order}`)),
  ),
);

describe('an order that depends on a condition', { timeout: 60_000 }, () => {
  it.each([
    ...CASES,
    'delete the stream nginx_access if it has no errors',
    '如果 payment_service 没有错误就删除它',
    'delete payment_service when I say so',
  ])('is not carried out, is no question about data, and is told so: %s', async (request) => {
    const { decision, steps, answer } = await ask(request);
    expect({ decision, steps }, answer).toEqual({ decision: 'decline', steps: [] });
    expect(answer).toMatch(/depend on a condition|leave open whether|cannot schedule/);
  });

  it.each(['if the disk is full, alert me', 'what happens if I delete payment_service?'])(
    'and what is none is not taken for one: %s',
    async (request) => {
      expect((await ask(request)).answer).not.toContain('depend on a condition');
    },
  );
});

describe('a preview', { timeout: 60_000 }, () => {
  it.each([
    [
      'rename the dashboard payment service to payments overview please',
      'The title of the dashboard "Payment service" would be payments overview',
    ],
    ['把仪表板 Payment service 重命名为 支付概览', '对象："Payment service"，参数：title 支付概览'],
    [
      '将告警 payment_errors 静音',
      '“Switch an alert on or off”执行，对象："payment_errors"，参数：value false',
    ],
    ['pause the pipeline payments to archive', 'The pipeline "payments to archive" would be switched off.'],
    ['delete the pipeline payments to archive', 'The pipeline "payments to archive" would be deleted.'],
    [
      'alert payment_oncall when errors in payment_service exceed 10 in 5 minutes',
      `SELECT count(*) AS value FROM "payment_service" WHERE level = 'error' HAVING count(*) > 10`,
    ],
    ['create an alert on payment_service', 'would first ask: More than how many records'],
    ['rename the dashboard Nowhere to Somewhere', 'there is none called "Nowhere"'],
  ])('says what would be done, of what, and what would be asked: %s', async (request, told) => {
    const { answer, steps } = await ask(request, { dry_run: true });
    expect(answer).toMatch(/^(?:Nothing was done\.|没有执行任何操作。)/);
    expect(answer).toContain(told);
    expect(steps.map(({ state }) => state)).toEqual(['planned']);
  });
});

describe('a new name', { timeout: 60_000 }, () => {
  const NAMES = ['payments overview', 'shop health', 'api', 'team board 2'];
  const FORMS: ReadonlyArray<(name: string) => string> = [
    (name) => `rename the dashboard payment service to ${name} please`,
    (name) => `please rename the dashboard Payment service to ${name}`,
    (name) => `could you rename the payment service dashboard to ${name}, thanks`,
    (name) => `rename dashboard "Payment service" to "${name}"`,
  ];
  it.each(NAMES.flatMap((name) => FORMS.map((form) => [form(name), name] as const)))(
    'is taken whole, in any case and with courtesies around it: %s',
    async (request, name) => {
      const { steps } = await ask(request, { dry_run: true });
      expect(steps[0]?.arguments.title).toBe(name);
    },
  );
});

describe('several things in one order', { timeout: 60_000 }, () => {
  it.each([
    ['create folders called Team A and Team B', ['create_folder', 'create_folder']],
    ['list dashboards, alerts and destinations', ['list_dashboards', 'list_alerts', 'list_destinations']],
  ])('are all done: %s', async (request, tools) => {
    const { steps } = await ask(request);
    expect(steps.map(({ tool, state }) => [tool, state])).toEqual(tools.map((tool) => [tool, 'done']));
  });

  it.each([
    [
      'rename payment_service dashboard to Payments and move it to the folder Ops',
      'move it to the folder Ops',
    ],
    [
      'show me the errors of payment_service and then mute payment_errors',
      'show me the errors of payment_service',
    ],
  ])('or none, and which part is not clear is said: %s', async (request, part) => {
    const { steps, answer } = await ask(request);
    expect(answer).toContain(`"${part}"`);
    expect(new Set(steps.map(({ state }) => state))).toEqual(new Set(['skipped']));
  });

  it.each([
    'stop the alert payment_errors from being deleted',
    'would it be dangerous to delete sales_orders?',
  ])('and what orders the opposite, or asks whether to, does nothing: %s', async (request) => {
    expect(await ask(request)).toMatchObject({ decision: 'decline', steps: [] });
  });
});
