import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { whenOver } from './answer-over.ts';

/** The requests that are not answered yet. */
export interface InFlight {
  /** Not waited for any more: an answer without an end. */
  forget(response: ServerResponse): void;
  /** From now on connections end with their answer, so that clients and pools go elsewhere. */
  endConnections(): void;
  /** Resolves when all are answered, or at the deadline. */
  finished(deadlineMs: number): Promise<void>;
  /** Whether an answer on this connection has begun. */
  hasBegun(socket: unknown): boolean;
}

/** Count requests in flight, and wait for them at shutdown. */
export function trackInFlight(server: Server): InFlight {
  const responses = new Set<ServerResponse>();
  const waiting = new Set<() => void>();
  let isEnding = false;

  function forget(response: ServerResponse): void {
    responses.delete(response);
    if (responses.size === 0) for (const resolve of waiting) resolve();
  }

  server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => {
    responses.add(response);
    if (isEnding) response.shouldKeepAlive = false;
    whenOver(response, () => forget(response));
  });

  return {
    forget,
    endConnections() {
      isEnding = true;
      for (const response of responses) if (!response.headersSent) response.shouldKeepAlive = false;
    },
    finished: (deadlineMs) =>
      new Promise((resolve) => {
        if (responses.size === 0) return resolve();
        const timer = setTimeout(resolve, deadlineMs);
        waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
    hasBegun: (socket) =>
      [...responses].some((response) => response.socket === socket && response.headersSent),
  };
}
