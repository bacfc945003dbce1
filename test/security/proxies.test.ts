import { createServer, request as sendOn, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { MOST_CONNECTIONS } from '../../src/transports/http/load-limits.ts';
import { type Running, rpc, start } from '../transports/running.ts';

const MEBIBYTE = 1024 ** 2;
const KEY = 'a-key-of-a-long-kind';

const closing: Array<() => unknown> = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function serve(env: Record<string, string> = {}): Promise<Running> {
  const running = await start({ MCP_KEYS: `a:${KEY}`, ...env });
  closing.push(() => running.close());
  return running;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/**
 * A reverse proxy that hands a body on as it comes. As nginx does, it answers 502 when it cannot write it, unless the
 * whole answer has come before.
 */
function streamingProxy(target: string): Server {
  return createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, host: new URL(target).host };
    const onward = sendOn(target, { method: incoming.method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', () => broken());
      answer.on('end', () => {
        if (outgoing.headersSent) return;
        outgoing.writeHead(answer.statusCode ?? 502, { 'content-type': 'application/json' });
        outgoing.end(Buffer.concat(parts));
        incoming.unpipe(onward).resume();
      });
    });
    function broken(): void {
      if (!outgoing.headersSent) outgoing.writeHead(502).end('Bad Gateway');
    }
    onward.on('error', broken);
    incoming.pipe(onward);
  });
}

interface Sent {
  readonly status: number;
  readonly text: string;
}

/** Sends a body of so many bytes in parts, and reads the answer whenever it comes. */
function send(port: number, bytes: number, isChunked: boolean, key = KEY): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const asked = sendOn(
      {
        port,
        host: '127.0.0.1',
        path: '/mcp',
        method: 'POST',
        headers: {
          'x-api-key': key,
          'content-type': 'application/json',
          ...(isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': bytes }),
        },
      },
      (response) => {
        let text = '';
        response.on('data', (part) => (text += part)).on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    asked.on('error', reject);
    let left = bytes;
    const more = (): void => {
      while (left > 0) {
        const size = Math.min(left, 64 * 1024);
        left -= size;
        if (!asked.write('x'.repeat(size))) return void asked.once('drain', more);
      }
      asked.end();
    };
    more();
  });
}

describe('a body over the limit, behind a proxy that hands it on as it comes', () => {
  it.each<[string, number, boolean, number, string]>([
    ['a little over', MEBIBYTE + 1, false, 413, KEY],
    ['a little over, in chunks', MEBIBYTE + 1, true, 413, KEY],
    ['twice as long', 2 * MEBIBYTE, false, 413, KEY],
    ['twice as long, in chunks', 2 * MEBIBYTE, true, 413, KEY],
    ['eight times as long', 8 * MEBIBYTE, false, 413, KEY],
    ['eight times as long, in chunks', 8 * MEBIBYTE, true, 413, KEY],
    ['long, with a wrong key', 2 * MEBIBYTE, false, 401, 'not-a-key-of-this-server'],
    ['long, with a wrong key, in chunks', 2 * MEBIBYTE, true, 401, 'not-a-key-of-this-server'],
  ])('%s is refused with the reason, and never with 502', async (_, bytes, isChunked, status, key) => {
    const { url } = await serve();
    const port = await listen(streamingProxy(url));
    for (let count = 0; count < 5; count++) {
      const answer = await send(port, bytes, isChunked, key);
      expect(answer.status).toBe(status);
      expect(JSON.parse(answer.text)).toMatchObject({ jsonrpc: '2.0', error: { code: expect.any(Number) } });
    }
  });

  it('without an end is not read without an end', async () => {
    const { url } = await serve();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    closing.push(() => void socket.destroy());
    let sent = 0;
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined).resume();
    socket.write(
      `POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${KEY}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const part = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const more = (): void => {
      while (socket.writable && sent < 1024 * MEBIBYTE) {
        sent += part.length;
        if (!socket.write(part)) return void socket.once('drain', more);
      }
    };
    more();
    await ended;
    expect(sent).toBeLessThan(64 * MEBIBYTE);
  }, 60_000);
});

describe('connections that say nothing, or next to nothing', () => {
  it.each<[string, string]>([
    ['nothing', ''],
    ['half a header', 'POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-A: '],
    ['one whole request without a key', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    [
      'half a body',
      `POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${KEY}\r\nContent-Length: 1000\r\n\r\n{`,
    ],
    ['half a body without a key', 'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{'],
  ])(
    'keep nobody out, however many there are (%s)',
    async (_, bytes) => {
      const server = await serve();
      const { port } = new URL(server.url);
      const sockets: Socket[] = [];
      closing.push(() => {
        for (const socket of sockets) socket.destroy();
      });
      for (let count = 0; count < MOST_CONNECTIONS + 20; count++) {
        const socket = connect(Number(port), '127.0.0.1');
        socket.on('error', () => undefined).resume();
        if (bytes !== '') socket.write(bytes);
        sockets.push(socket);
        if (count % 50 === 0) await new Promise((resolve) => socket.once('connect', resolve));
      }
      // What was sent is read before others come.
      await pause(1000);
      for (let count = 0; count < 5; count++) {
        const { status } = await server.ask({ body: rpc('tools/list'), headers: { 'x-api-key': KEY } });
        expect(status).toBe(200);
      }
    },
    60_000,
  );
});
