import { describe, expect, it } from 'vitest';
import { asSetting } from '../../../src/ask/understand/orders/setting-wishes.ts';

const STREAMS = ['payment_service', 'k8s_logs', 'nginx-access', 'app2'];

describe('how long streams are kept', () => {
  it.each(
    STREAMS.flatMap((name) => [
      [`keep ${name} for 2 weeks`, `set the retention of ${name} to 2 weeks`],
      [`please retain the logs of ${name} for 30 days`, `set the retention of ${name} to 30 days`],
      [`${name} should be kept 14 days`, `set the retention of ${name} to 14 days`],
      [`store the stream ${name} for three months`, `set the retention of ${name} to three months`],
      [`bewahre ${name} 30 Tage auf`, `set the retention of ${name} to 30 days`],
      [`behalte die Logs von ${name} 3 Monate`, `set the retention of ${name} to 3 months`],
      [`${name} soll 30 Tage aufbewahrt werden`, `set the retention of ${name} to 30 days`],
      [`conserve les logs de ${name} pendant 30 jours`, `set the retention of ${name} to 30 days`],
      [`guarda los registros de ${name} durante 2 semanas`, `set the retention of ${name} to 2 weeks`],
      [`mantenha os dados de ${name} por 30 dias`, `set the retention of ${name} to 30 days`],
      [`把 ${name} 的日志保留 30 天`, `set the retention of ${name} to 30 days`],
      [`keep ${name} and a_b for 7 days`, `set the retention of ${name} and a_b to 7 days`],
    ]),
  )('%s', (said, order) => expect(asSetting(said)).toBe(order));

  it.each([
    'should payment_service be kept for 30 days?',
    'keep me posted for 3 days',
    'keep the tab open for 2 weeks',
    'he said payment_service should be kept 14 days',
    "don't keep payment_service for 30 days",
    'keep payment_service for a week or two',
    'how long is payment_service kept?',
  ])('is no order in: %s', (said) => expect(asSetting(said)).toBeNull());
});

describe('how often an alert is checked', () => {
  it.each([
    'check the payment_errors alert every 3 minutes',
    'run the alert payment_errors every 3 minutes',
    'please evaluate alert payment_errors once every 3 mins',
    'the alert payment_errors should be checked every 3 minutes',
    'prüfe den Alarm payment_errors alle 3 Minuten',
    "vérifie l'alerte payment_errors toutes les 3 minutes",
    'comprueba la alerta payment_errors cada 3 minutos',
    '每3分钟检查一次告警 payment_errors',
  ])('%s', (said) =>
    expect(asSetting(said)).toBe('set the frequency of the alert payment_errors to 3 minutes'),
  );

  it.each([
    'check nginx_access every 5 minutes',
    'run the pipeline x_y every 5 minutes',
    'check the alert a_b',
  ])('is no order in: %s', (said) => expect(asSetting(said)).toBeNull());
});
