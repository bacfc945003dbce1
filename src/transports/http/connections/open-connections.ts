import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { whenOver } from './answer-over.ts';

/** Requests of one connection at once. Clients and gateways send the next after the answer; few send some ahead. */
const MOST_AHEAD = 20;

/**
 * Keep at most so many connections. Beyond that the one that has waited longest without a whole request gives way, so
 * that those that say nothing, next to nothing, or half of something keep nobody out; where all have one, the new
 * connection does. One that sends many requests ahead of their answers ends: they would all be begun at the same moment.
 */
export function limitConnections(server: Server, most: number): void {
  /** The longest first. */
  const waiting = new Set<Socket>();
  const underWay = new Map<Socket, Set<IncomingMessage>>();
  let open = 0;

  const isHalf = ([, requests]: [Socket, Set<IncomingMessage>]) =>
    [...requests].some(({ complete }) => !complete);

  /** Who gives way to a new connection. */
  function longest(socket: Socket): Socket {
    const [first = socket] = waiting;
    if (first !== socket) return first;
    return [...underWay].find(isHalf)?.[0] ?? socket;
  }

  server.on('connection', (socket: Socket) => {
    open += 1;
    waiting.add(socket);
    socket.once('close', () => {
      open -= 1;
      waiting.delete(socket);
      underWay.delete(socket);
    });
    if (open > most) longest(socket).destroy();
  });
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const requests = underWay.get(socket) ?? new Set();
    waiting.delete(socket);
    underWay.set(socket, requests.add(request));
    if (requests.size > MOST_AHEAD) socket.destroy();
    whenOver(response, () => {
      requests.delete(request);
      if (requests.size > 0) return;
      underWay.delete(socket);
      if (!socket.destroyed) waiting.add(socket);
    });
  });
}
