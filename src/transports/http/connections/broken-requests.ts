import { type Server, STATUS_CODES } from 'node:http';
import type { InFlight } from './in-flight.ts';

const MESSAGES: Readonly<Record<number, string>> = {
  400: 'This is no valid HTTP request.',
  408: 'The request did not arrive in time.',
  431: 'The headers of the request are larger than 16 KiB.',
};

function statusOf(code: string | undefined): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}

/** What is too broken to be routed gets a JSON-RPC error too, and its connection ends. */
export function answerBrokenRequests(server: Server, underWay: InFlight): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET' || underWay.hasBegun(socket))
      return void socket.destroy();
    const status = statusOf(error.code);
    const body = JSON.stringify({
      jsonrpc: '2.0',
      error: { code: -32600, message: MESSAGES[status] },
      id: null,
    });
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
}
