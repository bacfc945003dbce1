import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy with a connection pool of its own before some servers, as gateways are. */
export interface RoundRobin {
  readonly url: string;
  /** Answers that the proxy had to make up since no server gave one. */
  readonly lost: () => number;
  /** No new requests go there. */
  takeOut(target: string): void;
  close(): Promise<void>;
}

/** `idleMs`: how long a connection may stay in the pool. Like nginx, it never repeats a POST. */
export async function startRoundRobin(targets: readonly string[], idleMs: number): Promise<RoundRobin> {
  const agent = new Agent({ keepAlive: true, timeout: idleMs, maxSockets: 64 });
  const live = [...targets];
  let turn = 0;
  let lost = 0;
  const server: Server = createServer((incoming, outgoing) => {
    const target = new URL(live[turn++ % live.length] ?? '');
    const upstream = request(
      {
        agent,
        host: target.hostname,
        port: target.port,
        path: incoming.url,
        method: incoming.method,
        headers: { ...incoming.headers, host: target.host },
      },
      (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      },
    );
    upstream.on('error', () => {
      lost += 1;
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end();
    });
    incoming.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    lost: () => lost,
    takeOut: (target) => void live.splice(live.indexOf(target), 1),
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
