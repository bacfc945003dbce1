import { describe, expect, it } from 'vitest';
import { readOrders } from '../../src/ask/understand/orders/ordered-writes.ts';
import { DELAYED, DOUBTFUL, STILL_ORDERED } from './tails.ts';

describe('what follows an order', () => {
  it('leaves it open, so that nothing is ordered', () => {
    expect(DOUBTFUL.length).toBeGreaterThan(3000);
    const ordered = DOUBTFUL.filter(({ words }) => readOrders(words).orders.length > 0);
    expect(ordered.map(({ words }) => words)).toEqual([]);
  });

  it('puts it off, so that nothing is done now, and it is said why', () => {
    const silent = DELAYED.filter(({ language, words }) => {
      const { orders, doubt } = readOrders(words);
      return orders.length > 0 || (language === 'en' && !doubt?.startsWith('I cannot schedule this'));
    });
    expect(silent.map(({ words }) => words)).toEqual([]);
  });

  it('is a reason or a kind word, which leave it an order', () => {
    const lost = STILL_ORDERED.filter(({ words }) => readOrders(words).orders.length !== 1);
    expect(lost.map(({ words }) => words)).toEqual([]);
  });
});
