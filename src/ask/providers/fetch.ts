import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import type { Config } from '../../config/options.ts';
import { type Connections, createConnections } from '../../openobserve/connections.ts';

const BODILESS = new Set([204, 205, 304]);

/** `fetch` over the proxy and the authorities that OpenObserve is reached with too. It follows no redirect. */
export function createFetch({
  caFile,
  llmHeaders,
}: Pick<Config, 'caFile' | 'llmHeaders'>): typeof globalThis.fetch {
  const files = { caFile, clientCertFile: null, clientKeyFile: null };
  const known = new Map<string, Connections>();

  function connectionsTo(url: URL): Connections {
    const found = known.get(url.origin) ?? createConnections(url, files);
    known.set(url.origin, found);
    return found;
  }

  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const { agent, certificates } = connectionsTo(url);
    const isSecure = url.protocol === 'https:';
    return new Promise<Response>((resolve, reject) => {
      const sent = (isSecure ? requestHttps : requestHttp)(
        url,
        {
          method: init.method ?? 'GET',
          headers: { ...Object.fromEntries(new Headers(init.headers)), ...llmHeaders },
          agent: isSecure ? agent.https : agent.http,
          ...(init.signal ? { signal: init.signal } : {}),
          ...certificates,
        } as Parameters<typeof requestHttps>[1],
        (answer) => {
          const headers = new Headers();
          for (const [name, value] of Object.entries(answer.headers))
            for (const each of [value].flat()) if (each !== undefined) headers.append(name, each);
          const status = answer.statusCode ?? 0;
          const body = BODILESS.has(status) ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
          resolve(new Response(body, { status, headers }));
        },
      );
      sent.on('error', reject);
      sent.end(init.body as string | undefined);
    });
  };
}
