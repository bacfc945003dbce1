import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keep at most so many connections. Beyond that the one that has waited longest without a request gives way, so that
 * those that say nothing, or next to nothing, keep nobody out; where all have one, the new connection does.
 */
export function limitConnections(server: Server, most: number): void {
  /** The longest first. */
  const waiting = new Set<Socket>();
  const underWay = new Map<Socket, number>();
  let open = 0;

  server.on('connection', (socket: Socket) => {
    open += 1;
    waiting.add(socket);
    socket.once('close', () => {
      open -= 1;
      waiting.delete(socket);
      underWay.delete(socket);
    });
    if (open <= most) return;
    const [longest = socket] = waiting;
    longest.destroy();
  });
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    waiting.delete(socket);
    underWay.set(socket, (underWay.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (underWay.get(socket) ?? 0) - 1;
      underWay.set(socket, left);
      if (left > 0) return;
      underWay.delete(socket);
      if (!socket.destroyed) waiting.add(socket);
    });
  });
}
