import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Ending = Pick<ServerResponse | Socket, 'once'>;
const waiting = new WeakMap<Ending, Set<() => void>>();

/** Those to tell when an answer or a connection closes: one listener, however many they are. */
function waitingFor(ending: Ending): Set<() => void> {
  const known = waiting.get(ending);
  if (known) return known;
  const made = new Set<() => void>();
  waiting.set(ending, made);
  ending.once('close', () => {
    for (const tell of made) tell();
  });
  return made;
}

/**
 * Tell once that an answer is over: it was written, or its connection is gone. Node says nothing of an answer that waits
 * on a connection for those before it, and nothing more to who asks after the end.
 */
export function whenOver(response: ServerResponse, tell: () => void): void {
  const { socket } = response.req;
  if (response.closed || socket.destroyed) {
    tell();
    return;
  }
  const both = [waitingFor(response), waitingFor(socket)];
  const over = (): void => {
    for (const each of both) each.delete(over);
    tell();
  };
  for (const each of both) each.add(over);
}
