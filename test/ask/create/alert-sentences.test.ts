import { describe, expect, it } from 'vitest';
import { asWritten } from '../../../src/ask/understand/as-written.ts';
import { readAlertWords } from '../../../src/ask/create/alert-words.ts';
import { askOnce, sharedApp } from '../model/asking.ts';

const shared = sharedApp();

interface Planned {
  readonly answer: string;
  readonly name: string;
  readonly query: string;
  readonly trigger: Readonly<Record<string, unknown>>;
}

async function planned(request: string): Promise<Planned> {
  const { answer } = await askOnce(shared.app, { request, mode: 'semantic', dry_run: true });
  const {
    name,
    query_condition: query,
    trigger_condition: trigger,
  } = (answer.steps[0]?.arguments ?? {}) as unknown as {
    name?: string;
    query_condition?: { sql?: string; promql?: string };
    trigger_condition?: Record<string, unknown>;
  };
  return {
    answer: answer.answer,
    name: String(name ?? ''),
    query: String(query?.sql ?? query?.promql ?? ''),
    trigger: trigger ?? {},
  };
}

/** Conditions that words state, with how the sentence and the name have them. */
const STATED = [
  ['in eu-west', 'region = eu-west', 'region_eu-west'],
  ['excluding eu-west', 'region ≠ eu-west', 'region_not_eu-west'],
  [
    'with error_type DatabaseConnectionTimeout',
    'error_type = DatabaseConnectionTimeout',
    'DatabaseConnection',
  ],
  ['with amount over 100', 'amount > 100', 'amount_over_100'],
] as const;
const MEASURED = [
  ['p95 duration_ms of payment_service', 'goes above 2 seconds for 10 minutes'],
  ['the average duration_ms of payment_service', 'is over 500 in 30 minutes'],
  ['the error rate of payment_service', 'is above 5% in 10 minutes'],
  ['the number of distinct users of payment_service', 'is over 5 in 30 minutes'],
] as const;

describe('the sentence and the name of an alert', () => {
  it.each(
    MEASURED.flatMap(([measure, limit]) =>
      STATED.map(([words, sentence, name]) => [`${measure} ${words} ${limit}`, sentence, name] as const),
    ),
  )('have every condition of its query: %s', async (condition, sentence, inName) => {
    const { answer, name, query } = await planned(`alert payment_oncall when ${condition}`);
    expect(query, answer).toContain('WHERE');
    expect(answer).toContain(sentence);
    expect(name).toContain(inName);
    expect(name.length).toBeLessThanOrEqual(110);
  });

  it('have the labels of a metric', async () => {
    const { answer, name, query } = await planned(
      'warn payment_oncall when the average cpu_usage of host pay-1 is over 80 for 15 minutes',
    );
    expect(query).toContain('host="pay-1"');
    expect(answer).toContain('the average of cpu_usage with host = pay-1 is over 80');
    expect(name).toBe('average_of_cpu_usage_with_host_pay-1_over_80');
  });

  it('have the state of what is added up', async () => {
    const { answer, name } = await planned(
      'create an alert when the revenue of refunded orders is over 1000 within an hour, but leave it switched off, notify payment_oncall',
    );
    expect(answer).toContain('the sum of revenue in sales_orders with status = refunded is over 1000');
    expect(answer).toContain('would be off');
    expect(name).toBe('sum_of_revenue_in_sales_orders_with_status_refunded_over_1000');
  });

  it('say what one minute is', async () => {
    const { answer } = await planned(
      'alert payment_oncall when errors in payment_service > 3 in 10 minutes, checked every 1 minute',
    );
    expect(answer).toContain('It is checked every minute.');
  });
});

describe('an alert in the language of its order', () => {
  it.each([
    [
      'benachrichtige payment_oncall, wenn payment_service mehr als 10 Fehler in 5 Minuten hat, höchstens einmal pro Stunde',
      [
        'Es wurde nichts getan.',
        'wäre an',
        'Anzahl Fehler in payment_service über 10',
        'schweigt er 60 Minuten',
      ],
    ],
    [
      "alerte payment_oncall quand le taux d'erreur de payment_service dépasse 5% en 10 minutes, au plus une fois par heure",
      [
        'Rien n’a été fait.',
        'serait activée',
        'part des erreurs dans payment_service au-dessus de 5%',
        'tait pendant 60',
      ],
    ],
    [
      'crea una alerta cuando payment_service tenga más de 10 errores en 5 minutos, notifica a payment_oncall, como máximo una vez cada 2 horas',
      [
        'No se hizo nada.',
        'quedaría activada',
        'número de errores en payment_service por encima de 10',
        'Calla durante 120',
      ],
    ],
    [
      'crie um alerta quando payment_service tiver mais de 10 erros em 5 minutos, notifique payment_oncall, no máximo uma vez por hora',
      [
        'Nada foi feito.',
        'ficaria ativado',
        'número de erros em payment_service acima de 10',
        'silêncio por 60 minutos',
      ],
    ],
    [
      '当 payment_service 在 5 分钟内错误超过 10 个时，通知 payment_oncall，每小时最多一次',
      ['没有执行任何操作。', '将为启用状态', 'payment_service 的错误数量超过 10', '静默 60 分钟'],
    ],
  ])('is told: %s', async (request, parts) => {
    const { answer, trigger, query } = await planned(request);
    for (const part of parts) expect(answer).toContain(part);
    expect(answer).not.toMatch(/It would|Chosen for you|Over the last|Query:/);
    expect(query).toContain('HAVING');
    expect([5, 10]).toContain(trigger.period);
  });

  it.each([
    [
      'warne mich, wenn payment_service mehr als 10 Fehler hat',
      /Wohin soll er senden\?.*Über wie viele Minuten/,
    ],
    ['crie um alerta quando payment_service tiver mais de 10 erros', /Para onde ele deve enviar\?/],
    ['crea una alerta cuando payment_service tenga más de 10 errores', /¿A dónde debe enviar\?/],
  ])('is asked for what is missing: %s', async (request, question) => {
    expect((await planned(request)).answer).toMatch(question);
  });

  it.each([
    [
      "désactive l'alerte payment_errors jusqu'à demain matin",
      '"jusqu\'à demain matin"',
      'n’active ni ne désactive',
    ],
    ['deaktiviere den Alarm payment_errors bis morgen früh', '"bis morgen früh"', 'auf Zeit'],
    ['desactiva la alerta payment_errors hasta mañana', '"hasta mañana"', 'por un tiempo'],
    ['停用告警 payment_errors 直到明天早上', '直到明天早上', '一段时间'],
    ['disable payment_errors until tomorrow morning', '"until tomorrow morning"', 'for a time'],
  ])('has the words that it leaves out as they are written: %s', async (request, words, reason) => {
    const { answer } = await planned(request);
    expect(answer).toContain(words);
    expect(answer).toContain(reason);
  });
});

describe('words as they are written', () => {
  it.each([
    [['jusqu', 'demain', 'matin'], "désactive l'alerte x jusqu'à demain matin", ["jusqu'à demain matin"]],
    [['eleve'], "préviens l'eleve x", ["l'eleve"]],
    [['bob'], "only on bob's machine", ["bob's"]],
    [['until tomorrow'], 'bis morgen', ['until tomorrow']],
    [['premium', 'customers'], 'errors of premium customers', ['premium', 'customers']],
    [[''], 'x', ['']],
  ])('%j of %s', (words, text, wanted) => {
    expect(asWritten(words, text, text.includes("jusqu'"))).toEqual(wanted);
  });
});

describe('parts of a condition that an alert cannot have', () => {
  it.each([
    [
      'payment_service has more than 10 errors or more than 20 warnings in 5 minutes',
      '"or more than 20 warnings"',
    ],
    [
      'payment_service has more than 10 errors and the average duration_ms is over 500 in 5 minutes',
      '"and the average duration_ms is over 500"',
    ],
    ['payment_service has more than 10 errors in 5 minutes three times in a row', '"3 times in a row"'],
    [
      'payment_service has more than 10 errors in 5 minutes for 3 consecutive checks',
      '"for 3 consecutive checks"',
    ],
    [
      'there are more than 10 errors in payment_service in 5 minutes unless it is a weekend',
      '"unless it is a weekend"',
    ],
    ['payment_service has more than 10 blue errors in 5 minutes', '"blue"'],
    [
      'there are more than 10 records with status declined in payment_service in 5 minutes',
      '"status declined"',
    ],
    ['there are more than 10 declined payments in payment_service in 5 minutes', '"declined"'],
  ])('are asked about: %s', async (condition, words) => {
    const { answer, query } = await planned(`alert payment_oncall when ${condition}`);
    expect(answer).toContain(`would be done without these words of yours: ${words}. Continue without them?`);
    // What is read of the rest stays as it is.
    expect(query).toContain('HAVING count(*) > 10');
    expect(query).not.toMatch(/20|500|GROUP BY/);
  });

  it.each([
    [
      'more than 5 errors with amount over 100 and duration_ms over 200 in payment_service',
      ['amount > 100', 'duration_ms > 200'],
    ],
    ['payment_service logs "connection refused" more than 3 times', ["'connection refused'", '> 3']],
    [
      'the number of GET requests with status 404 in nginx_access is at least 20',
      ["request_method = 'GET'", '>= 20'],
    ],
    ['nginx_access returns status 500 or 503 more than 5 times', ['status IN (500, 503)', '> 5']],
    ['payment_service has more than 5 and less than 10 errors', ['BETWEEN 6 AND 9']],
    ['payment_service has fewer than 5 or more than 10 errors', ['count(*) < 5 OR count(*) > 10']],
    ['the average duration_ms in payment_service is at least 100 but at most 200', ['BETWEEN 100 AND 200']],
  ])('are none of those that it has: %s', async (condition, parts) => {
    const { answer, query } = await planned(`alert payment_oncall when ${condition} in 10 minutes`);
    for (const part of parts) expect(query).toContain(part);
    expect(answer).not.toContain('would first ask');
  });
});

describe('the schedule in words', () => {
  it.each([
    ["errors are over 10 in the last 5 minutes, don't repeat for 4 hours", 5, null, 240],
    ['errors are over 10 in 5 minutes, not more than once every 2 hours', 5, null, 120],
    ['errors are over 10 in 5 minutes, do not alert again for 30 minutes', 5, null, 30],
    ['errors are over 10 in 5 minutes with silence 0', 5, null, 0],
    ['errors are over 10 in 5 minutes without cooldown', 5, null, 0],
    ['errors are over 10 in 10 minutes, check every minute, silence 15 minutes', 10, 1, 15],
    ['there is no data for 20 minutes', 20, null, null],
  ])('%s', (words, period, frequency, silence) => {
    const read = readAlertWords(`alert when ${words}`);
    expect([read.periodMinutes, read.frequencyMinutes, read.silenceMinutes]).toEqual([
      period,
      frequency,
      silence,
    ]);
  });
});
