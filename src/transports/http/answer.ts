import { promisify } from 'node:util';
import { crc32, deflateRawSync, gzip, gzipSync } from 'node:zlib';

/** Shorter answers are not worth compressing. */
export const SMALLEST_GZIP = 1024;
/** To hand shorter ones to another thread takes longer than to compress them. */
const SMALLEST_IN_THREAD = 16 * 1024;
const LEVEL = 6;
const compress = promisify(gzip);

const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const LONGEST_STORED = 0xffff;
const MOST_RECENT = 8;

/** An answer of which only the id differs from request to request, as bytes made once. */
export interface PreparedAnswer {
  plain(id: string | number): Uint8Array;
  gzipped(id: string | number): Uint8Array;
}

/** `result` is the JSON text of the result. The compressed form is made with its first use. */
export function prepareAnswer(result: string): PreparedAnswer {
  const tail = Buffer.from(`,"result":${result}}`);
  let deflated: Buffer | null = null;
  // Clients that open a connection for each call always count from the same number.
  const recent = new Map<string | number, Uint8Array>();
  const headOf = (id: string | number) => Buffer.from(`{"jsonrpc":"2.0","id":${JSON.stringify(id)}`);
  return {
    plain(id) {
      const known = recent.get(id);
      if (known) return known;
      const bytes = Buffer.concat([headOf(id), tail]);
      if (recent.size >= MOST_RECENT) recent.clear();
      recent.set(id, bytes);
      return bytes;
    },
    gzipped(id) {
      const head = headOf(id);
      if (head.length > LONGEST_STORED) throw new RangeError('The id is too long.');
      deflated ??= deflateRawSync(tail, { level: LEVEL });
      // The head goes uncompressed before the compressed rest: a stored block, and then the blocks of the rest.
      const stored = Buffer.alloc(5);
      stored.writeUInt16LE(head.length, 1);
      stored.writeUInt16LE(~head.length & 0xffff, 3);
      const trailer = Buffer.alloc(8);
      trailer.writeUInt32LE(crc32(tail, crc32(head)), 0);
      trailer.writeUInt32LE(head.length + tail.length, 4);
      return Buffer.concat([GZIP_HEADER, stored, head, deflated, trailer]);
    },
  };
}

/** Whether the client takes gzip. */
export function acceptsGzip(acceptEncoding: string | null): boolean {
  return (acceptEncoding ?? '').split(',').some((part) => {
    const [name = '', weight = 'q=1'] = part.split(';').map((each) => each.trim().toLowerCase());
    return (name === 'gzip' || name === '*') && Number(/^q=([\d.]{1,6})$/.exec(weight)?.[1]) > 0;
  });
}

/** JSON answers of some size gzipped, where the client takes it. Streams stay as they are. */
export async function compressed(response: Response, acceptEncoding: string | null): Promise<Response> {
  if (!acceptsGzip(acceptEncoding) || response.body === null) return response;
  if (!response.headers.get('content-type')?.startsWith('application/json')) return response;
  const text = await response.text();
  const headers = Object.fromEntries(response.headers);
  if (text.length < SMALLEST_GZIP) return new Response(text, { status: response.status, headers });
  delete headers['content-length'];
  const isShort = text.length < SMALLEST_IN_THREAD;
  const bytes = isShort ? gzipSync(text, { level: LEVEL }) : await compress(text, { level: LEVEL });
  return new Response(bytes, {
    status: response.status,
    headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
  });
}
