import { describe, expect, it } from 'vitest';
import { joinPhrasalVerbs } from '../../../src/ask/language/phrasal-verbs.ts';

describe('verbs of two words', () => {
  it.each([
    ['how many calls took place yesterday', 'how many calls happened yesterday'],
    ['who simply did not turn up', 'who simply noshow'],
    ['which errors turned up today', 'which errors appeared today'],
    ['how many parcels did we hand over', 'how many parcels did we delivered '],
    ['which shifts were handed over late', 'which shifts were handover late'],
    ['what did refunds bring in yesterday', 'how much did refunds earn yesterday'],
    ['how many patients were brought in', 'how many patients were brought in'],
    ['main reason for refunds', 'most common reason for refunds'],
    ['calls over label-api', 'calls via label-api'],
    ['requests over HTTP', 'requests via HTTP'],
    ['payments over EUR 100', 'payments over EUR 100'],
    ['errors over one-minute windows', 'errors over one-minute windows'],
    ['quel pourcentage finit en 404', 'quel pourcentage en 404'],
    ['wie viele endeten mit 500', 'wie viele mit 500'],
    ['¿cuántas terminaron en 5xx?', '¿cuántas en 5xx?'],
    ['which streams ended in the last hour', 'which streams ended in the last hour'],
  ])('%s', (request, joined) => {
    expect(joinPhrasalVerbs(request)).toBe(joined);
  });
});
