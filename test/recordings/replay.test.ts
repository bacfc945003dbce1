import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOOLS } from '../../src/generated/tools.ts';
import { NEWER_TOOLS } from '../../src/generated/newer-tools.ts';
import { isTooOld } from '../../src/openobserve/releases.ts';
import { readExchanges, type Release, RELEASES } from '../helpers/exchanges.ts';
import { exceptionFor, OTHER_WIRE } from '../prove/exceptions.ts';
import { createReplayer, type Replayer } from '../prove/replay.ts';

const cases = RELEASES.flatMap((release) =>
  [...TOOLS, ...NEWER_TOOLS.filter((row) => !isTooOld(release, row))].map(
    (row) => [release, row.operationId, row] as const,
  ),
);
const recorded = new Map(RELEASES.map((release) => [release, readExchanges(release)]));
const replayers = new Map<Release, Replayer>();
beforeAll(async () => {
  for (const release of RELEASES) replayers.set(release, await createReplayer(release));
});
afterAll(() => Promise.all([...replayers.values()].map((replayer) => replayer.close())));

describe.each(cases)('%s %s', (release, operationId, row) => {
  const exchanges = (recorded.get(release) ?? []).filter(
    ({ op, title, response }) =>
      op === operationId && response.status !== 0 && !exceptionFor(OTHER_WIRE, op, title),
  );

  it('has recorded exchanges', () => {
    expect(exchanges.length).toBeGreaterThan(0);
  });

  it.each(exchanges.map((exchange, index) => [`${index} ${exchange.title}`, exchange] as const))(
    '%s',
    async (_, exchange) => {
      const replayer = replayers.get(release) as Replayer;
      const { verdict, detail } = await replayer.replay(row, exchange);
      expect(verdict, detail).not.toBe('wrong');
    },
  );
});
