import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../src/log.ts';
import { fileWith, type Running, rpc, start } from '../transports/running.ts';

/** What happens to a file while it is read: before and after its content is taken. */
const during = vi.hoisted(() => ({
  before: null as (() => void) | null,
  after: null as (() => void) | null,
}));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const once = (name: 'before' | 'after') => {
    const { [name]: work } = during;
    during[name] = null;
    work?.();
  };
  return {
    ...fs,
    readFileSync: ((...args: Parameters<typeof fs.readFileSync>) => {
      once('before');
      const content = fs.readFileSync(...args);
      once('after');
      return content;
    }) as typeof fs.readFileSync,
  };
});
const { watchFile } = await import('../../src/config/watched-file.ts');

const LOOKS_MS = 600;
const KEY = 'key-of-a-bot-that-reads';
const running: Running[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

/** A watched file of plain text, and what it was at each look. */
function watched(path: string) {
  const told: string[] = [];
  const log = createLog({ level: 'info', secrets: [], write: (line) => told.push(line) });
  const file = watchFile({ path, variable: 'MCP_KEYS_FILE', parse: (text) => text, nothing: '', log });
  const seen: string[] = [];
  return {
    seen,
    told,
    async look(times: number) {
      for (let count = 0; count < times; count++) {
        await sleep(LOOKS_MS);
        seen.push(file.current());
      }
      return file.current();
    },
  };
}

describe('a file of keys', () => {
  it('that is replaced while it is read at the start counts with its new content', async () => {
    const path = fileWith('half');
    during.after = () => writeFileSync(path, 'whole, as it is now');
    const file = watched(path);
    expect(await file.look(4)).toBe('whole, as it is now');
  });

  it('of which a part was read, as somebody wrote just then, never counts with that part', async () => {
    const path = fileWith('before');
    const file = watched(path);
    writeFileSync(path, 'after, whole');
    await file.look(1);
    during.before = () => writeFileSync(path, 'after');
    during.after = () => writeFileSync(path, 'after, whole');
    await file.look(5);
    expect(new Set(file.seen)).toEqual(new Set(['before', 'after, whole']));
  });

  it.each<[string, (path: string) => void]>([
    ['a link to itself', (path) => symlinkSync(path, path)],
    ['a link to nothing', (path) => symlinkSync('/nowhere/at/all', path)],
    ['a folder, as a mount without its file makes it', (path) => mkdirSync(path)],
    ['a device', (path) => symlinkSync('/dev/zero', path)],
  ])(
    'that becomes %s lets nobody in, and breaks nothing',
    async (_, replace) => {
      const path = fileWith({ keys: [{ name: 'bot', key: KEY }] });
      const server = await start({ MCP_KEYS_FILE: path });
      running.push(server);
      const ask = () => server.ask({ body: rpc('ping'), headers: { 'x-api-key': KEY } });
      expect((await ask()).status).toBe(200);
      unlinkSync(path);
      replace(path);
      const statuses = new Set<number>();
      await vi.waitFor(
        async () => {
          const { status } = await ask();
          statuses.add(status);
          expect(status).toBe(401);
        },
        { timeout: 10_000, interval: 300 },
      );
      expect([...statuses]).toEqual([200, 401]);
      rmSync(path, { recursive: true });
      writeFileSync(path, JSON.stringify({ keys: [{ name: 'bot', key: KEY }] }));
      await vi.waitFor(async () => expect((await ask()).status).toBe(200), {
        timeout: 10_000,
        interval: 300,
      });
    },
    30_000,
  );

  it('that is huge is not read, and the last one stays', async () => {
    const path = fileWith('before');
    const file = watched(path);
    writeFileSync(path, `${' '.repeat(64 * 1024 ** 2)}after`);
    expect((await file.look(4)).length).toBe('before'.length);
    expect(file.told.join()).toContain('larger than');
  });

  it('is read through a link that is moved, as Kubernetes does it', async () => {
    const [first, second] = [fileWith('first'), fileWith('second')];
    const path = `${first}.link`;
    symlinkSync(first, path);
    const file = watched(path);
    symlinkSync(second, `${path}.new`);
    renameSync(`${path}.new`, path);
    expect(await file.look(3)).toBe('second');
    expect(new Set(file.seen)).toEqual(new Set(['first', 'second']));
  });

  it.each([
    ['line ends of Windows', `keys:\r\n  - name: bot\r\n    key: ${KEY}\r\n`],
    ['a mark of its byte order', `\ufeff${JSON.stringify({ keys: [{ name: 'bot', key: KEY }] })}`],
    ['both', `\ufeffkeys:\r\n- {name: bot, key: ${KEY}}\r\n`],
  ])('with %s has the key and no other', async (_, content) => {
    const server = await start({ MCP_KEYS_FILE: fileWith(content) });
    running.push(server);
    const status = async (key: string) =>
      (await server.ask({ body: rpc('ping'), headers: { 'x-api-key': key } })).status;
    expect(await status(KEY)).toBe(200);
    for (const other of [KEY.slice(0, -1), `${KEY}x`, 'bot', KEY.toUpperCase()])
      expect(await status(other)).toBe(401);
  });
});

describe('a credential in a file that is the key of the door', () => {
  it('never counts half written', async () => {
    const path = fileWith('root@example.com:a-long-credential');
    const server = await start({ API_KEY: '', API_KEY_FILE: path, O2_HOST: '0.0.0.0' });
    running.push(server);
    const status = async (key: string) =>
      (await server.ask({ body: rpc('ping'), headers: { 'x-api-key': key, host: 'localhost' } })).status;
    expect(await status('root@example.com:a-long-credential')).toBe(200);
    writeFileSync(path, 'r');
    expect(await status('r')).toBe(401);
    writeFileSync(path, '\ufeffroot@example.com:another-credential\r\n');
    await vi.waitFor(async () => expect(await status('root@example.com:another-credential')).toBe(200), {
      timeout: 5000,
      interval: 200,
    });
    expect(await status('root@example.com:a-long-credential')).toBe(401);
    expect(await status('r')).toBe(401);
  });
});
