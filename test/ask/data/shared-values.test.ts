import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDictionaries } from '../../../src/ask/data/dictionary-cache.ts';
import { createLog } from '../../../src/log.ts';
import { createSealedCache } from '../../../src/state/sealed-cache.ts';
import { createSharedState, type SharedState } from '../../../src/state/shared-state.ts';
import { startValkey, VALKEY, type Valkey } from '../../helpers/valkey.ts';
import { type FakeData, fakeSource, listed } from './fake-source.ts';

const STATE_KEY = 'the-key-that-all-replicas-share-1234';
const DATA: FakeData = {
  streams: [
    listed('logs', 'payments', [
      ['_timestamp', 'Int64'],
      ['lvl', 'Utf8'],
      ['custno', 'Utf8'],
    ]),
  ],
  values: (_, field) => ({ lvl: ['INFO', 'ERROR'], custno: ['C-1001-of-a-customer'] })[field] ?? [],
};

let valkey: Valkey;
const states: SharedState[] = [];
beforeAll(async () => {
  if (VALKEY !== null) valkey = await startValkey();
});
afterAll(async () => {
  for (const state of states) state.close();
  await valkey?.kill();
});

/** A replica as one credential sees it. */
function replica(authorization: string, stateKey = STATE_KEY) {
  const log = createLog({ level: 'error', secrets: [], write: () => undefined });
  const state = createSharedState({ url: valkey.url, stateKey, caFile: null, log });
  states.push(state);
  const dictionaries = createDictionaries(
    Date.now,
    createSealedCache(state, stateKey, () => authorization),
  );
  return async (caller = 'anna') => {
    const { source } = fakeSource(DATA);
    const dictionary = dictionaries(caller, { source, signal: new AbortController().signal });
    const stream = await dictionary.stream('logs', 'payments');
    return { values: stream?.fields?.find(({ name }) => name === 'lvl')?.values, reads: source.reads };
  };
}

describe.skipIf(VALKEY === null)('values that one replica has read', () => {
  it('are not read again by another, but by another credential, caller or deployment', async () => {
    const first = await replica('Basic a')();
    expect(first.reads).toBeGreaterThan(1);
    const store = new Redis(valkey.url);
    await vi.waitFor(async () => expect(await store.keys('*')).toHaveLength(1));
    const second = await replica('Basic a')();
    expect(second.values).toEqual(first.values);
    expect(second.reads).toBe(1);
    for (const other of [replica('Basic b'), replica('Basic a', `${STATE_KEY}-of-another`)])
      expect((await other()).reads).toBe(first.reads);
    expect((await replica('Basic a')('bert')).reads).toBe(first.reads);
    await vi.waitFor(async () => expect(await store.keys('*')).toHaveLength(4));
    for (const key of await store.keys('*')) {
      const text = `${key} ${await store.get(key)} ${Buffer.from((await store.get(key)) ?? '', 'base64')}`;
      expect(text).not.toMatch(/payments|ERROR|C-1001|custno|Basic/);
    }
    store.disconnect();
  });

  it('are read anew where somebody changed them in the store, or it is away', async () => {
    const store = new Redis(valkey.url);
    const keys = await store.keys('*');
    for (const key of keys) {
      const bytes = Buffer.from((await store.get(key)) ?? '', 'base64');
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      await store.set(key, bytes.toString('base64'));
    }
    store.disconnect();
    const changed = await replica('Basic a')();
    expect(changed.reads).toBeGreaterThan(1);
    expect(changed.values?.map(({ value }) => value)).toContain('ERROR');
    await valkey.kill();
    expect((await replica('Basic a')()).values).toEqual(changed.values);
  });
});
