import { describe, expect, it } from 'vitest';
import { isInvestigation } from '../../src/investigate/requests.ts';

describe('a request for an investigation', () => {
  const asks = [
    'why is checkout slow?',
    "what's broken right now?",
    'what happened at riverside in the last three hours?',
    'since when do payments fail',
    'is everything ok?',
    'anything unusual this morning?',
    'what caused the 503s',
    'warum schlagen seit kurzem so viele Zahlungen fehl?',
    'was hat sich seit gestern geändert?',
    'ist alles in Ordnung?',
    'pourquoi les vendeurs reçoivent-ils des erreurs 429 ?',
    "qu'est-ce qui a changé depuis midi ?",
    '¿por qué la búsqueda estuvo tan lenta?',
    '¿qué pasó a las 10?',
    'por que tantos jogadores estão caindo do jogo?',
    'o que mudou desde ontem?',
    '为什么支付失败？',
    '结账服务发生了什么？',
  ];
  for (const request of asks) it(`is one: ${request}`, () => expect(isInvestigation(request)).toBe(true));

  const others = [
    'how many errors in payments in the last hour?',
    'p95 of checkout by region',
    'create an alert called "why is it slow"',
    'show logs that contain "what happened"',
    'delete the stream anomalies',
    'list all dashboards',
    'what happened to user u1001',
    'what happened to deployment dpl_7harrier',
    '按原因统计退款',
    'zeige mir die Fehler der letzten Stunde',
    'combien de commandes hier ?',
    'whyte records by user',
  ];
  for (const request of others) it(`is none: ${request}`, () => expect(isInvestigation(request)).toBe(false));
});

describe('a question for the state of something', () => {
  const asks = [
    'is checkout down?',
    'how healthy are we, in one sentence',
    'what just broke?',
    'anything on fire?',
    'are the payments broken?',
    'checkout down?',
    "how's prod doing",
    'when did the problem start?',
    'which service is down',
    'ist der Checkout kaputt?',
    'was ist gerade kaputt?',
    'le checkout est en panne ?',
    "qu'est-ce qui vient de casser ?",
    '¿está caído checkout?',
    '¿cómo está el sistema?',
    'o checkout está fora do ar?',
    'o que acabou de quebrar?',
    'checkout 挂了吗？',
    '系统健康吗？',
  ];
  for (const request of asks) it(`is one: ${request}`, () => expect(isInvestigation(request)).toBe(true));

  const others = [
    'is latency up?',
    'did the error rate go up today?',
    'are there errors in checkout?',
    'is SC-MUC1-007 still sending?',
    'how many pods are down',
    'list services that are down',
    'how is the revenue by channel',
    'was there a payment over 900',
    'ist die Latenz gestiegen?',
    'les commandes en ligne',
    'os pedidos online',
  ];
  for (const request of others) it(`is none: ${request}`, () => expect(isInvestigation(request)).toBe(false));
});
