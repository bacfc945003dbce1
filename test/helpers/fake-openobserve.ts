import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came over the socket. `isCutOff` turns true when the caller leaves before it was answered. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  isCutOff: boolean;
}

export type Answer = (request: SeenRequest, response: ServerResponse) => void;

/** A real HTTP server on loopback that answers as told and remembers what it was sent. */
export interface FakeOpenObserve {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** What the next requests get. */
  answer: Answer;
  close(): Promise<void>;
}

/** Send `body` as JSON text (a string goes as it is). */
export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

export async function startFakeOpenObserve(answer: Answer): Promise<FakeOpenObserve> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [path = '', query = ''] = (request.url ?? '').split('?');
      const body = Buffer.concat(chunks).toString();
      const entry: SeenRequest = {
        method: request.method ?? '',
        path,
        query,
        headers: request.headers,
        body,
        isCutOff: false,
      };
      seen.push(entry);
      response.on('close', () => {
        entry.isCutOff = !response.writableEnded;
      });
      fake.answer(entry, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeOpenObserve = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    answer,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
