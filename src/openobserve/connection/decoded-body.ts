import { pipeline, Readable, type Transform } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
  gunzipSync,
} from 'node:zlib';

/** What answers may be compressed by. */
export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** A stream of its own, on another thread, takes longer than to take apart a shorter answer in place. */
const LONGEST_IN_PLACE = 16 * 1024;
/** What a short answer may become in place, so that nothing waits for it. */
const MOST_IN_PLACE = 128 * 1024;

/** A short answer taken apart; null where it is broken, or becomes too much. */
function gunzippedShort(bytes: Buffer): Buffer | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_IN_PLACE });
  } catch {
    return null;
  }
}

function through(body: Readable, decoders: readonly Transform[]): AsyncIterable<Buffer> {
  // Whoever reads the last stream gets its error.
  return pipeline([body, ...decoders], () => {}) as unknown as Readable;
}

async function* gunzipped(body: Readable): AsyncGenerator<Buffer> {
  const parts = (body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let bytes = 0;
  let isWhole = false;
  while (!isWhole && bytes <= LONGEST_IN_PLACE) {
    const { done, value } = await parts.next();
    if (done) isWhole = true;
    else {
      chunks.push(value);
      bytes += value.length;
    }
  }
  if (isWhole && bytes === 0) return;
  const plain = isWhole ? gunzippedShort(Buffer.concat(chunks)) : null;
  if (plain !== null) {
    yield plain;
    return;
  }
  async function* all() {
    yield* chunks;
    yield* { [Symbol.asyncIterator]: () => parts };
  }
  yield* through(Readable.from(all()), [createGunzip()]);
}

/** The body of an answer without its compression; as it is where that is none of ours. Broken ones fail with a `Z_` code. */
export function decodedBody(body: Readable, contentEncoding: string): AsyncIterable<Buffer> {
  const names = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  if (names.length === 1 && names[0] === 'gzip') return gunzipped(body);
  const decoders = names
    .toReversed()
    .map((name) => (Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined));
  return decoders.every((make) => make !== undefined)
    ? through(
        body,
        decoders.map((make) => make()),
      )
    : body;
}
