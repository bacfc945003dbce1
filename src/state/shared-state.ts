import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type { Redis } from 'ioredis';
import { ConfigError, StateError } from '../errors.ts';
import type { Log } from '../log.ts';

/**
 * What replicas share, in a Valkey or Redis. Keys are short texts; what is put is gone after its time. All of it is signed
 * for its place: a store may be that of several deployments, and what others write there is believed by none.
 */
export interface SharedState {
  /** Put a text where there is none. False where there is one. @throws {StateError} */
  claim(key: string, text: string, lifeMs: number): Promise<boolean>;
  /** @throws {StateError} also where no replica of this deployment wrote what is there */
  get(key: string): Promise<string | null>;
  /** @throws {StateError} */
  set(key: string, text: string, lifeMs: number): Promise<void>;
  /** @throws {StateError} */
  delete(key: string): Promise<void>;
  /** Send a text to all who listen. @throws {StateError} */
  publish(channel: string, text: string): Promise<void>;
  /** Listen, and again after the store was away. */
  listen(channel: string, hear: (text: string) => void): Promise<void>;
  /** The connection of ioredis, for libraries that count in the store, and what each key begins with. */
  connection(): Promise<{ readonly client: object; readonly prefix: string }>;
  close(): void;
}

interface StateOptions {
  readonly url: string;
  /** What replicas of one deployment have in common. */
  readonly stateKey: string;
  readonly caFile: string | null;
  readonly log: Log;
}

const CONNECT_MS = 2000;
const COMMAND_MS = 2000;
const HANGING_MS = 3000;
const LONGEST_PAUSE_MS = 1000;

/** Whatever keeps the store from answering, in one sentence that says what is not known without it. */
async function orRefuse<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new StateError(
      'Nothing was done: what replicas of this server share is in the store of O2_STATE_URL, which does not answer. Calls that need nothing of it go on. Try again when it is back.',
      { code: 'state_down', cause: error },
    );
  }
}

/** Texts as they stand in the store, with a signature for the key or channel that they are for. */
function createSignatures(stateKey: string) {
  const secret = createHash('sha256').update(`store:${stateKey}`).digest();
  const sign = (place: string, text: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([place, text]))
      .digest('base64url');
  return {
    signed: (place: string, text: string) => `${sign(place, text)}.${text}`,
    /** The text without its signature; null where that is not ours. */
    verified(place: string, stored: string): string | null {
      const end = stored.indexOf('.');
      const text = stored.slice(end + 1);
      const [wanted, given] = [
        Buffer.from(sign(place, text)),
        Buffer.from(stored.slice(0, Math.max(0, end))),
      ];
      return given.length === wanted.length && timingSafeEqual(given, wanted) ? text : null;
    },
  };
}

/** Nothing is connected before the first use. */
export function createSharedState({ url, stateKey, caFile, log }: StateOptions): SharedState {
  const prefix = `openobserve-mcp:${createHash('sha256').update(stateKey).digest('hex').slice(0, 12)}:`;
  const { signed, verified } = createSignatures(stateKey);
  const address = url.replace(/^valkey/, 'redis');
  const clients = new Set<Redis>();
  let isDown = false;
  let main: Promise<Redis> | null = null;
  let hearing: Promise<Redis> | null = null;

  function tell(down: boolean): void {
    if (down === isDown) return;
    isDown = down;
    if (down) log.error('The store of O2_STATE_URL does not answer: what needs it is refused.');
    else log.info('The store of O2_STATE_URL answers again.');
  }

  async function connect(): Promise<Redis> {
    const { Redis } = await import('ioredis');
    const ca = caFile === null ? {} : { ca: [...rootCertificates, readFileSync(caFile, 'utf8')] };
    const client = new Redis(address, {
      lazyConnect: true,
      connectTimeout: CONNECT_MS,
      commandTimeout: COMMAND_MS,
      // One that is connected and says nothing is as good as away: only the first commands wait for it.
      socketTimeout: HANGING_MS,
      // A command that may have been carried out is not sent twice, and none waits for a store that is away.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (count) => Math.min(count * 50, LONGEST_PAUSE_MS),
      ...(address.startsWith('rediss:') ? { tls: ca } : {}),
    });
    clients.add(client);
    client.on('error', () => tell(true));
    client.on('ready', () => tell(false));
    // It goes on trying by itself, and what comes meanwhile is refused at once.
    const first = new Promise((resolve) => {
      client.once('ready', resolve).once('close', resolve);
      setTimeout(resolve, CONNECT_MS).unref();
    });
    client.connect().catch(() => tell(true));
    await first;
    return client;
  }

  const store = () => (main ??= connect());

  return {
    claim: (key, text, lifeMs) =>
      orRefuse(
        store().then(
          async (client) => (await client.set(prefix + key, signed(key, text), 'PX', lifeMs, 'NX')) === 'OK',
        ),
      ),
    async get(key) {
      const stored = await orRefuse(store().then((client) => client.get(prefix + key)));
      if (stored === null) return null;
      const text = verified(key, stored);
      if (text !== null) return text;
      throw new StateError(
        'Nothing was done: what stands in the store of O2_STATE_URL was not written by a replica with this O2_STATE_KEY.',
        { code: 'state_foreign' },
      );
    },
    set: (key, text, lifeMs) =>
      orRefuse(
        store().then(async (client) => {
          await client.set(prefix + key, signed(key, text), 'PX', lifeMs);
        }),
      ),
    delete: (key) =>
      orRefuse(
        store().then(async (client) => {
          await client.del(prefix + key);
        }),
      ),
    publish: (channel, text) =>
      orRefuse(
        store().then(async (client) => {
          await client.publish(prefix + channel, signed(channel, text));
        }),
      ),
    async listen(channel, hear) {
      hearing ??= connect();
      const client = await hearing;
      client.on('message', (from: string, stored: string) => {
        const text = from === prefix + channel ? verified(channel, stored) : null;
        if (text !== null) hear(text);
      });
      const subscribe = () => client.subscribe(prefix + channel).catch(() => tell(true));
      if (client.status === 'ready') await subscribe();
      else client.once('ready', subscribe);
    },
    connection: async () => ({ client: await store(), prefix }),
    close() {
      for (const client of clients) client.disconnect();
    },
  };
}

/** The store of the settings. @throws {ConfigError} without the key that replicas share */
export function sharedStateOf(
  url: string,
  { stateKey, caFile }: { readonly stateKey: string | null; readonly caFile: string | null },
  log: Log,
): SharedState {
  if (stateKey === null)
    throw new ConfigError('O2_STATE_URL needs O2_STATE_KEY: what replicas sign must hold for each of them.');
  return createSharedState({ url, stateKey, caFile, log });
}
