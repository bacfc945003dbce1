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
    '按原因统计退款',
    'zeige mir die Fehler der letzten Stunde',
    'combien de commandes hier ?',
    'whyte records by user',
  ];
  for (const request of others) it(`is none: ${request}`, () => expect(isInvestigation(request)).toBe(false));
});
