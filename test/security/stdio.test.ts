import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { rpc } from '../transports/running.ts';

const CLI = new URL('../../src/cli.ts', import.meta.url).pathname;

const started: Array<() => void> = [];
afterEach(() => {
  for (const end of started.splice(0)) end();
});

/** The server over stdio, as bytes go in and lines come out. */
function startStdio() {
  const env = { ...process.env, O2_BASE_URL: 'http://127.0.0.1:1', API_KEY: 'a@b.c:d' };
  const child = spawn(process.execPath, [CLI, 'stdio'], { env });
  started.push(() => void child.kill());
  // Who writes on after the end gets an error, as a client would.
  child.stdin.on('error', () => undefined);
  let told = '';
  child.stderr.on('data', (bytes) => (told += bytes));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    send: (text: string | Buffer) => void child.stdin.write(text),
    next: async () => JSON.parse(String((await lines.next()).value)),
    ended: once(child, 'exit'),
    told: () => told,
  };
}

const line = (message: object) => `${JSON.stringify(message)}\n`;

it('goes on after lines that are no messages, and texts that are no UTF-8', async () => {
  const server = startStdio();
  for (const junk of ['nonsense\n', '\n\r\n', '[]\n{}\nnull\n1\n', Buffer.from([0xff, 0xc3, 0x28, 0x0a])])
    server.send(junk);
  server.send(`[${JSON.stringify(rpc('ping', {}, 1))}]\n`);
  const ping = line(rpc('ping', {}, 2));
  server.send(ping.slice(0, 20));
  server.send(ping.slice(20));
  expect(await server.next()).toMatchObject({ id: 2, result: {} });
  const nested = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
  server.send(
    `{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"search_sql","arguments":{"a":${nested}}}}\n`,
  );
  expect(JSON.stringify(await server.next())).toContain('nested deeper than 100 levels');
}, 60_000);

it('ends, and says why, when a message is larger than is held', async () => {
  const server = startStdio();
  server.send('x'.repeat(12_000_000));
  await server.ended;
  expect(server.told()).toContain('exceeded maximum size');
}, 60_000);
