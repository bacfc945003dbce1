import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSample, type Sample, type SampleOptions } from '../../src/sample/server.ts';
import { type Exchange, readExchanges } from '../helpers/exchanges.ts';
import { createIdentifiers } from './identifiers.ts';
import { compare, send } from './replay.ts';

const DATA = new URL('../../fixtures/sample/', import.meta.url);

/** A recorded exchange that the sample does not answer as the real server did. `title` is matched against `operation: title`. */
export interface NotAnswered {
  readonly file: string;
  readonly title: RegExp;
  readonly reason: string;
}

/** A step that was not recorded; `stands` is what is known of the recorded answer. */
export interface Unrecorded {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly stands?: unknown;
}

/** What the recorded server had seen before an exchange; `title` is matched as above. */
export interface Earlier {
  readonly file: string;
  readonly title: RegExp;
  /** Exchanges whose objects were deleted again. */
  readonly undone?: RegExp;
  /** Exchanges that stand elsewhere, as `file/operation: title`, and steps that stand nowhere. */
  readonly steps?: ReadonlyArray<string | Unrecorded>;
}

export interface Claims {
  /** Each file is replayed in order on a sample of its own, made with these options. */
  readonly files: Readonly<Record<string, Omit<SampleOptions, 'dataDir'>>>;
  readonly isClaimed: (exchange: Exchange) => boolean;
  readonly notAnswered: readonly NotAnswered[];
  readonly earlier: readonly Earlier[];
}

const excuseIn =
  (notAnswered: readonly NotAnswered[]) =>
  ({ file, op, title }: Exchange) =>
    notAnswered.find((row) => row.file === file && row.title.test(`${op}: ${title}`));

/** How many exchanges of each file are answered as recorded, as `209 of 213`. */
export function answeredIn({ files, isClaimed, notAnswered }: Claims): Record<string, string> {
  const excuseOf = excuseIn(notAnswered);
  const all = readExchanges().filter(isClaimed);
  return Object.fromEntries(
    Object.keys(files)
      .sort()
      .map((file) => {
        const claimed = all.filter((exchange) => exchange.file === file);
        return [file, `${claimed.filter((exchange) => !excuseOf(exchange)).length} of ${claimed.length}`];
      }),
  );
}

/** Holds the sample against the recordings that it claims; an excused exchange that starts to agree fails too. */
export function holdAgainstRecordings({ files, isClaimed, notAnswered, earlier }: Claims): void {
  const recorded = readExchanges();
  const all = recorded.filter((exchange) => exchange.file in files && isClaimed(exchange));
  const excuseOf = excuseIn(notAnswered);

  describe.each(Object.entries(files))('%s', (file, options) => {
    let sample: Sample;
    const identifiers = createIdentifiers();
    beforeAll(async () => {
      sample = await createSample({ dataDir: DATA, ...options });
    });
    afterAll(() => sample.close());

    async function replay(exchange: Exchange): Promise<string | null> {
      const answer = await send(sample, identifiers.translated(exchange)).catch((error: Error) => error);
      if (answer instanceof Error) return answer.message;
      identifiers.learn(answer.body, exchange.response.body);
      replayed.push(exchange);
      return compare(answer, identifiers.translated(exchange));
    }

    const replayed: Exchange[] = [];
    const step = ({ method, path, body, stands }: Unrecorded): Exchange => ({
      file,
      op: null,
      title: 'a step that was not recorded',
      request: { method, path, query: null, headers: { 'content-type': 'application/json' }, body },
      response: { status: 200, headers: {}, body: stands },
    });

    /** Where what an exchange made is deleted. */
    function placeOf({ request, response }: Exchange): string {
      if (/\/kv\//.test(request.path)) return request.path;
      const field = /(functions|templates|destinations)$/.test(request.path) ? 'name' : 'id';
      const made = { ...(request.body as object), ...(response.body as object) };
      return `${request.path}/${(made as Record<string, unknown>)[field]}`;
    }

    async function take(exchange: Exchange): Promise<void> {
      const answer = await send(sample, identifiers.translated(exchange));
      identifiers.learn(answer.body, exchange.response.body);
      replayed.push(exchange);
    }

    /** Each row counts once, at the first exchange that it names. */
    const left = earlier.filter((row) => row.file === file);
    async function catchUp({ op, title }: Exchange): Promise<void> {
      const index = left.findIndex((row) => row.title.test(`${op}: ${title}`));
      const [row] = index < 0 ? [] : left.splice(index, 1);
      const isUndone = (exchange: Exchange) => row?.undone?.test(`${exchange.op}: ${exchange.title}`);
      for (const exchange of replayed.filter(isUndone))
        await take(step({ method: 'DELETE', path: placeOf(exchange) }));
      for (const item of row?.steps ?? []) {
        const found =
          typeof item === 'string'
            ? recorded.find((other) => `${other.file}/${other.op}: ${other.title}` === item)
            : step(item);
        if (!found) throw new Error(`There is no exchange ${item}.`);
        await take(found);
      }
    }

    const exchanges = all.filter((exchange) => exchange.file === file);
    it.each(
      exchanges.map((exchange, index) => [`${index} ${exchange.op}: ${exchange.title}`, exchange] as const),
    )('%s', async (_, exchange) => {
      await catchUp(exchange);
      const found = await replay(exchange);
      const excuse = excuseOf(exchange);
      if (excuse === undefined) expect(found).toBeNull();
      else expect(found, `answered now, so take it off the list: ${excuse.reason}`).not.toBeNull();
    });

    it('needed every step that comes before', () => {
      expect(left).toEqual([]);
    });
  });

  it('lists no exchange that is not there', () => {
    expect(notAnswered.filter((row) => !all.some((exchange) => excuseOf(exchange) === row))).toEqual([]);
  });
}
