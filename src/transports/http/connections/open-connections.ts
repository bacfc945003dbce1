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
  /** Requests under way by connection: first the one that has had none for longest, or has not sent one whole since. */
  const open = new Map<Socket, Set<IncomingMessage>>();
  const waits = (requests: Set<IncomingMessage>) =>
    requests.size === 0 || [...requests].some(({ complete }) => !complete);

  server.on('connection', (socket: Socket) => {
    open.set(socket, new Set());
    socket.once('close', () => open.delete(socket));
    if (open.size <= most) return;
    const [longest = socket] = [...open].find(([, requests]) => waits(requests)) ?? [];
    open.delete(longest);
    longest.destroy();
  });
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const requests = open.get(socket);
    if (!requests) return;
    requests.add(request);
    if (requests.size > MOST_AHEAD) socket.destroy();
    whenOver(response, () => {
      requests.delete(request);
      if (requests.size === 0 && open.delete(socket)) open.set(socket, requests);
    });
  });
}
