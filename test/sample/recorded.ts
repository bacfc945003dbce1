import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSample, type Sample, type SampleOptions } from '../../src/sample/server.ts';
import { type Exchange, readExchanges } from '../helpers/exchanges.ts';
import { compare, send } from './replay.ts';

const DATA = new URL('../../fixtures/sample/', import.meta.url);

/** A recorded exchange that the sample does not answer as the real server did. `title` is matched against `operation: title`. */
export interface NotAnswered {
  readonly file: string;
  readonly title: RegExp;
  readonly reason: string;
}

export interface Claims {
  /** Each file is replayed in order on a sample of its own, made with these options. */
  readonly files: Readonly<Record<string, Omit<SampleOptions, 'dataDir'>>>;
  readonly isClaimed: (exchange: Exchange) => boolean;
  readonly notAnswered: readonly NotAnswered[];
  /** What the recorded server had seen before the first exchange of a file. */
  readonly prepare?: (file: string, sample: Sample) => Promise<void>;
}

/** Holds the sample against the recordings that it claims; an excused exchange that starts to agree fails too. */
export function holdAgainstRecordings({ files, isClaimed, notAnswered, prepare }: Claims): void {
  const all = readExchanges().filter((exchange) => exchange.file in files && isClaimed(exchange));
  const excuseOf = ({ file, op, title }: Exchange) =>
    notAnswered.find((row) => row.file === file && row.title.test(`${op}: ${title}`));

  describe.each(Object.entries(files))('%s', (file, options) => {
    let sample: Sample;
    beforeAll(async () => {
      sample = await createSample({ dataDir: DATA, ...options });
      await prepare?.(file, sample);
    });
    afterAll(() => sample.close());

    const exchanges = all.filter((exchange) => exchange.file === file);
    it.each(
      exchanges.map((exchange, index) => [`${index} ${exchange.op}: ${exchange.title}`, exchange] as const),
    )('%s', async (_, exchange) => {
      const found = compare(await send(sample, exchange), exchange);
      const excuse = excuseOf(exchange);
      if (excuse === undefined) expect(found).toBeNull();
      else expect(found, `answered now, so take it off the list: ${excuse.reason}`).not.toBeNull();
    });
  });

  it('lists no exchange that is not there', () => {
    expect(notAnswered.filter((row) => !all.some((exchange) => excuseOf(exchange) === row))).toEqual([]);
  });
}
