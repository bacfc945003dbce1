import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodedBody } from '../../src/openobserve/connection/decoded-body.ts';

const SHORT = Buffer.from(JSON.stringify({ hits: ['é'.repeat(500)] }));
const LONG = Buffer.from(randomBytes(200_000).toString('hex'));

/** In pieces, as a connection brings it. */
const inPieces = (bytes: Buffer, size = 7000) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    ),
  );

async function read(bytes: Buffer, encoding: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of decodedBody(inPieces(bytes), encoding)) parts.push(part);
  return Buffer.concat(parts);
}

describe('an answer comes without its compression', () => {
  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('%s', async (encoding, compress) => {
    for (const plain of [SHORT, LONG]) expect(await read(compress(plain), encoding)).toEqual(plain);
  });

  it('in the order in which several were applied', async () => {
    expect(await read(brotliCompressSync(gzipSync(SHORT)), 'gzip, br')).toEqual(SHORT);
  });

  it('as it is where it has none, or one that nobody asked for', async () => {
    for (const encoding of ['', 'identity', 'compress', 'constructor'])
      expect(await read(SHORT, encoding)).toEqual(SHORT);
  });

  it('empty where it is empty', async () => {
    expect(await read(Buffer.alloc(0), 'gzip')).toHaveLength(0);
  });
});

describe('a short answer that becomes much', () => {
  const bomb = gzipSync(Buffer.alloc(12 * 2 ** 20));

  it('comes in pieces', async () => {
    expect(bomb.length).toBeLessThan(16 * 1024);
    let most = 0;
    let all = 0;
    for await (const part of decodedBody(inPieces(bomb), 'gzip')) {
      most = Math.max(most, part.length);
      all += part.length;
    }
    expect(all).toBe(12 * 2 ** 20);
    expect(most).toBeLessThanOrEqual(64 * 1024);
  });

  it('is let go of where the reader stops', async () => {
    const body = inPieces(bomb);
    for await (const _ of decodedBody(body, 'gzip')) break;
    await new Promise((done) => setImmediate(done));
    expect(body.destroyed).toBe(true);
  });
});

it.each([
  ['that ends early', gzipSync(SHORT).subarray(0, 30)],
  ['that ends early, and is long', gzipSync(LONG).subarray(0, 150_000)],
  ['that is no gzip', SHORT],
])('an answer %s fails with a code of the decoder', async (_, bytes) => {
  await expect(read(bytes, 'gzip')).rejects.toMatchObject({ code: expect.stringMatching(/^Z_/) });
});
