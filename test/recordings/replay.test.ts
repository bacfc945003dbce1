import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOOLS } from '../../src/generated/tools.ts';
import { readExchanges } from '../helpers/exchanges.ts';
import { exceptionFor, OTHER_WIRE } from '../prove/exceptions.ts';
import { createReplayer, type Replayer } from '../prove/replay.ts';

const recorded = readExchanges();
let replayer: Replayer;
beforeAll(async () => {
  replayer = await createReplayer();
});
afterAll(() => replayer.close());

describe.each(TOOLS.map((row) => [row.operationId, row] as const))('%s', (operationId, row) => {
  const exchanges = recorded.filter(
    ({ op, title, response }) =>
      op === operationId && response.status !== 0 && !exceptionFor(OTHER_WIRE, op, title),
  );

  it('has recorded exchanges', () => {
    expect(exchanges.length).toBeGreaterThan(0);
  });

  it.each(exchanges.map((exchange, index) => [`${index} ${exchange.title}`, exchange] as const))(
    '%s',
    async (_, exchange) => {
      const { verdict, detail } = await replayer.replay(row, exchange);
      expect(verdict, detail).not.toBe('wrong');
    },
  );
});
