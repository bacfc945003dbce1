import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../../src/config/config.ts';
import { createSample } from '../../src/sample/server.ts';
import { type App, createApp } from '../../src/server/app.ts';
import { type ByteProxy, startByteProxy } from '../helpers/byte-proxy.ts';
import { fileWith } from '../transports/running.ts';

/** Two samples and an address at which nothing listens, in one process. */
export interface Three {
  readonly app: App;
  /** The file of instances. */
  readonly path: string;
  readonly proxies: Readonly<Record<'production' | 'staging', ByteProxy>>;
  /** Credentials by instance; the dead one has one too. */
  readonly tokens: Readonly<Record<'production' | 'staging' | 'dead', string>>;
  readonly headers: Readonly<Record<'production' | 'staging', string>>;
  /** The file as it is, to write another. */
  readonly entries: readonly Record<string, unknown>[];
  rewrite(entries: readonly Record<string, unknown>[]): void;
  close(): Promise<void>;
}

export const TOKENS = {
  production: 'Production#Passw0rd-41',
  staging: 'Staging#Passw0rd-42',
  dead: 'Nowhere#Passw0rd-43',
} as const;
const HEADERS = { production: 'gate-of-production-7f3a', staging: 'gate-of-staging-9c1b' } as const;

/** A port that was free a moment ago. */
export async function deadUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

export async function startThree(env: Readonly<Record<string, string>> = {}): Promise<Three> {
  const dataDir = new URL('../../fixtures/sample/', import.meta.url);
  const [one, two] = await Promise.all(
    (['production', 'staging'] as const).map((name) =>
      createSample({ dataDir, shiftToNow: true, withObjects: true, password: TOKENS[name] }),
    ),
  );
  if (!one || !two) throw new Error('no samples');
  const proxies = { production: await startByteProxy(one.url), staging: await startByteProxy(two.url) };
  const entries = [
    {
      name: 'production',
      label: 'Frankfurt',
      address: proxies.production.url,
      credential: `root@example.com:${TOKENS.production}`,
      organization: 'default',
      headers: { 'X-Gate': HEADERS.production },
      read_only: true,
    },
    {
      name: 'staging',
      address: proxies.staging.url,
      credential_file: fileWith(`root@example.com:${TOKENS.staging}`),
      organization: 'default',
      headers: { 'X-Gate': HEADERS.staging },
    },
    {
      name: 'dead',
      address: await deadUrl(),
      credential: `root@example.com:${TOKENS.dead}`,
      organization: 'default',
      confirm: 'never',
    },
  ];
  const path = fileWith({ instances: entries });
  const app = await createApp(
    readConfig({}, { O2_INSTANCES_FILE: path, O2_LOG_LEVEL: 'error', O2_PORT: '0', O2_AUDIT: 'off', ...env }),
  );
  return {
    app,
    path,
    proxies,
    tokens: TOKENS,
    headers: HEADERS,
    entries,
    rewrite: (instances) => writeFileSync(path, JSON.stringify({ instances })),
    async close() {
      await app.close();
      await Promise.all([proxies.production.close(), proxies.staging.close()]);
      await Promise.all([one.close(), two.close()]);
    },
  };
}
