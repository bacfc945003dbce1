import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { countTokens } from 'gpt-tokenizer';
import { describe, expect, it } from 'vitest';
import { streamsTable } from '../../../src/ask/data/describe.ts';
import { createDictionaries } from '../../../src/ask/data/dictionary-cache.ts';
import { dataForModel, lookUp, streamsAbout } from '../../../src/ask/data/look-up.ts';
import { ApiError, NetworkError } from '../../../src/errors.ts';
import { slowdown } from '../../helpers/slow-core.ts';
import { runTool } from '../../helpers/run-tool.ts';
import { answerTo, appWith, startSample } from '../model/asking.ts';
import { type FakeData, fakeSource, listed } from './fake-source.ts';

const NOW_MS = 1_790_086_400_000;
const { signal } = new AbortController();

const SHOP: FakeData = {
  streams: [
    listed('logs', 'payments', [
      ['_timestamp', 'Int64'],
      ['lvl', 'Utf8'],
      ['msg', 'Utf8'],
      ['took', 'Int64'],
      ['custno', 'Utf8'],
      ['trace_id', 'Utf8'],
    ]),
    listed('logs', 'web_access', [
      ['path', 'Utf8'],
      ['status', 'Int64'],
      ['env', 'Utf8'],
    ]),
    listed('traces', 'default', [
      ['service_name', 'Utf8'],
      ['operation_name', 'Utf8'],
      ['duration', 'Int64'],
    ]),
    listed('metrics', 'cpu_usage_percent', [
      ['__name__', 'Utf8'],
      ['value', 'Float64'],
      ['host', 'Utf8'],
    ]),
  ],
  values: (_, field) =>
    ({
      lvl: ['INFO', 'ERROR'],
      path: ['/checkout', '/cart'],
      env: ['production', 'staging'],
      custno: ['C-1001', 'C-1002'],
    })[field] ?? [],
};

/** Many streams of many fields, as few as possible of the same name. */
const many = (count: number, fields: number): FakeData => ({
  streams: Array.from({ length: count }, (_, index) =>
    listed(
      index % 3 === 0 ? 'metrics' : 'logs',
      `team_${index % 40}_app_${index}`,
      Array.from(
        { length: fields },
        (_, at) => [`attr_${(index * 7 + at) % (fields * 5)}_value`, at % 2 ? 'Utf8' : 'Int64'] as const,
      ),
      count - index,
    ),
  ),
});

function asker(data: FakeData, nowMs: () => number = () => NOW_MS) {
  const dictionaries = createDictionaries(nowMs);
  return (key = 'anna', mostReads?: number) => {
    const { source, asked } = fakeSource(data);
    return { dictionary: dictionaries(key, { source, signal, ...(mostReads ? { mostReads } : {}) }), asked };
  };
}

describe('reads', () => {
  it('are one for all streams with their fields, one for the values of each, and none when asked again', async () => {
    const ask = asker(SHOP);
    const first = ask();
    const found = await lookUp(first.dictionary, 'checkout errors in production');
    expect(first.asked.toSorted()).toEqual([
      'search',
      'streams all with fields',
      'values default',
      'values payments',
      'values web_access',
    ]);
    expect(found[0]?.stream.name).toBe('web_access');
    expect(found[0]?.fields.map(({ name }) => name).toSorted()).toEqual(['env', 'path']);
    const again = ask();
    await lookUp(again.dictionary, 'checkout errors in production');
    expect(again.asked).toEqual([]);
  });

  it('are at most 12 for a first question, with two left for its own queries', async () => {
    const ask = asker(many(60, 10));
    const { dictionary } = ask();
    await lookUp(dictionary, 'app errors');
    await dictionary.detailed(await dictionary.streams());
    expect(dictionary.reads).toBe(10);
    const warm = ask();
    await lookUp(warm.dictionary, 'app errors');
    expect(warm.asked.length).toBeLessThanOrEqual(2);
  });

  it('happen again after five minutes', async () => {
    let nowMs = NOW_MS;
    const ask = asker(SHOP, () => nowMs);
    await ask().dictionary.stream('logs', 'payments');
    nowMs += 5 * 60_000;
    const later = ask();
    await later.dictionary.stream('logs', 'payments');
    expect(later.asked).toEqual(['streams all with fields', 'values payments']);
  });

  it('happen at once for a stream that is newer than the list', async () => {
    let nowMs = NOW_MS;
    const streams = [...SHOP.streams];
    const ask = asker({ ...SHOP, streams }, () => nowMs);
    await lookUp(ask().dictionary, 'payments');
    streams.push(listed('logs', 'refunds', [['reason', 'Utf8']]));
    nowMs += 60_000;
    const later = ask();
    const [found] = await lookUp(later.dictionary, 'refunds');
    expect(found?.stream).toMatchObject({ name: 'refunds', hasValues: true });
    expect(later.asked).toEqual(['streams all with fields', 'values refunds']);
  });

  it('are never shared between callers', async () => {
    const ask = asker(SHOP);
    await ask('anna').dictionary.streams();
    const other = ask('ben');
    await other.dictionary.streams();
    expect(other.asked).toEqual(['streams all with fields']);
  });

  it('of one caller that come together are done once', async () => {
    const ask = asker(SHOP);
    const [a, b] = [ask(), ask()];
    await Promise.all([a.dictionary.stream('logs', 'payments'), b.dictionary.stream('logs', 'payments')]);
    expect([...a.asked, ...b.asked]).toEqual(['streams all with fields', 'values payments']);
  });
});

describe('values', () => {
  it('that hold a secret are none, and the others are not all', async () => {
    const values = (_: unknown, field: string) =>
      field === 'msg' ? ['paid', 'login with token=8f3a9c2b7d1e4f60a5b8c9d2'] : [];
    const { dictionary } = asker({ ...SHOP, values })();
    const [payments] = await dictionary.detailed(
      (await dictionary.streams()).filter(({ name }) => name === 'payments'),
    );
    const field = payments?.fields?.find(({ name }) => name === 'msg');
    expect(field?.values).toEqual([{ value: 'paid', count: 10 }]);
    expect(field?.valuesComplete).toBe(false);
  });
});

describe('failures', () => {
  it('are not kept', async () => {
    let isDown = true;
    const ask = asker({
      ...SHOP,
      before: () => {
        if (isDown) throw new NetworkError('No answer.', { code: 'unreachable' });
      },
    });
    await expect(ask().dictionary.streams()).rejects.toThrow('No answer.');
    isDown = false;
    expect(await ask().dictionary.streams()).toHaveLength(4);
  });

  it('of values leave the fields, and are not tried again', async () => {
    const refusal = new ApiError('Too much.', 'nobody', { code: 'x', status: 400, apiCode: null });
    const ask = asker({
      ...SHOP,
      before: (read) => {
        if (read.startsWith('values')) throw refusal;
      },
    });
    const stream = await ask().dictionary.stream('logs', 'payments');
    expect(stream?.fields?.map(({ name, values }) => [name, values])).toContainEqual(['lvl', undefined]);
    const again = ask();
    await again.dictionary.stream('logs', 'payments');
    expect(again.asked).toEqual([]);
  });

  it('are none where values take too long: the fields are there, and the values for the next question', async () => {
    let release = () => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const ask = asker({ ...SHOP, before: (read) => (read.startsWith('values') ? slow : undefined) });
    const stream = await ask().dictionary.stream('logs', 'payments');
    expect(stream).toMatchObject({ hasValues: false });
    expect(stream?.fields).toHaveLength(5);
    release();
    const next = ask();
    expect(await next.dictionary.stream('logs', 'payments')).toMatchObject({ hasValues: true });
    expect(next.asked).toEqual([]);
  });

  it('of a question that was stopped do not reach another that waits for the same read', async () => {
    const dictionaries = createDictionaries(() => NOW_MS);
    const stopped = new AbortController();
    const hangs = fakeSource({
      ...SHOP,
      before: () =>
        new Promise((_, reject) =>
          stopped.signal.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
    });
    const first = dictionaries('anna', { source: hangs.source, signal: stopped.signal }).streams();
    const second = dictionaries('anna', { source: fakeSource(SHOP).source, signal }).streams();
    stopped.abort();
    await expect(first).rejects.toThrow('aborted');
    expect(await second).toHaveLength(4);
  });

  it('are none where there is no such stream, nor any stream', async () => {
    expect(await asker(SHOP)().dictionary.stream('logs', 'nothing')).toBeNull();
    const empty = asker({ streams: [] })().dictionary;
    expect(await empty.streams()).toEqual([]);
    expect(await streamsAbout(empty, null)).toEqual({
      note: 'There are no streams of logs, metrics or traces.',
      streams: [],
    });
  });
});

describe('with the schema alone', () => {
  it('neither reads what records hold nor tells it, whatever is known to the caller otherwise', async () => {
    const dictionaries = createDictionaries(() => NOW_MS);
    const other = fakeSource(SHOP);
    await lookUp(dictionaries('anna', { source: other.source, signal }), 'checkout in production');
    const { source, asked } = fakeSource(SHOP);
    const dictionary = dictionaries('anna', { source, signal, schemaOnly: true });
    const told = (await dataForModel(dictionary, 'checkout in production', true)).join('\n');
    expect(asked).toEqual(['streams all with fields']);
    expect(told).toContain('logs web_access\n  status (number) · env (environment) · path');
    expect(told).not.toMatch(/production|checkout|staging|records|\d{4}-/);
  });
});

describe('large organizations', () => {
  it('of 2,000 streams answer, and look up the fields that words are about', async () => {
    const data = many(2000, 30);
    const target = listed('logs', 'zz_refund_audit', [['refund_reason', 'Utf8']], 0);
    const ask = asker({ ...data, streams: [...data.streams, target], values: () => ['duplicate'] });
    const { dictionary, asked } = ask();
    const found = await lookUp(dictionary, 'why were refunds made?');
    expect(await dictionary.streams()).toHaveLength(2001);
    expect(found[0]?.stream).toMatchObject({ name: 'zz_refund_audit', hasValues: true });
    expect(asked.length).toBeLessThanOrEqual(10);
    const { streams } = await streamsAbout(dictionary, null);
    expect(countTokens(JSON.stringify(streamsTable(streams, 1400)))).toBeLessThanOrEqual(1500);
    expect(
      countTokens((await dataForModel(dictionary, 'why were refunds made?', false)).join('\n')),
    ).toBeLessThanOrEqual(1200);
  });

  it('of 500 streams with 300 fields each take at most 20 MiB', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heapMiB = () => {
      collect();
      return process.memoryUsage().heapUsed / 2 ** 20;
    };
    const values = (_: unknown, field: string) =>
      Array.from({ length: 100 }, (_, index) => `${field}-${index % 7 ? 'some-longer-value' : 'x'}-${index}`);
    const ask = asker({ ...many(500, 300), values });
    const before = heapMiB();
    const { dictionary } = ask('anna', 60);
    await dictionary.streams();
    await dictionary.detailed((await dictionary.streams()).slice(0, 45));
    await dictionary.relevant('attr 7 value');
    // What is not read in time goes on being read.
    await expect.poll(() => heapMiB() - before, { timeout: 60_000, interval: 1000 }).toBeLessThan(20);
    expect(await dictionary.streams()).toHaveLength(500);
  }, 90_000);

  it('take little time once known', async () => {
    const ask = asker(many(500, 300));
    await lookUp(ask().dictionary, 'average value by team');
    const { dictionary } = ask();
    const mostMs = 15 * slowdown();
    const tookMs: number[] = [];
    for (let round = 0; round < 20; round++) {
      const start = process.cpuUsage();
      await dictionary.relevant('average value of attr 12 by team 7');
      const { user, system } = process.cpuUsage(start);
      tookMs.push((user + system) / 1000);
    }
    expect(Math.min(...tookMs)).toBeLessThan(mostMs);
  });
});

describe('a stream that this server deletes', () => {
  it('is forgotten at once', { timeout: 60_000 }, async () => {
    const sample = await startSample();
    const app = await appWith(sample.env);
    try {
      const request = 'share of orders by channel';
      expect((await answerTo(app, request)).query).toContain('FROM sales_orders');
      await runTool(app, 'stream_delete', { stream_name: 'sales_orders' }, { approved: () => true });
      const { decision, query, answer } = await answerTo(app, request);
      expect(`${decision} ${query} ${answer}`).not.toContain('sales_orders');
    } finally {
      await app.close();
      await sample.close();
    }
  });
});
