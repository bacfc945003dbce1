import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import type { SharedSessions } from '../state/shared-sessions.ts';

const MARK = '/';

/**
 * Makes a transport of one replica take part in a session of several. What the server asks its client is marked with the
 * replica, so that the answer finds back whichever replica it comes to; what is canceled is canceled everywhere. Call it
 * when a server is connected.
 */
export function relayMessages(transport: Transport, id: string, shared: SharedSessions): void {
  const send = transport.send.bind(transport);
  const hear = transport.onmessage;
  transport.send = (message, options) =>
    send(
      'method' in message && 'id' in message
        ? { ...message, id: `${shared.replica}${MARK}${message.id}` }
        : message,
      options,
    );
  transport.onmessage = (message, extra) => {
    const owner = ownerOf(message);
    // Where the store is away the other replica goes on waiting, until its own time is over.
    if (owner !== null && owner !== shared.replica) {
      shared.tell(owner, id, message).catch(() => undefined);
      return;
    }
    if ('method' in message && message.method === 'notifications/cancelled')
      shared.tell(null, id, message).catch(() => undefined);
    hear?.(owner === null ? message : unmarked(message), extra);
  };
}

/** The replica that a message answers; null where it is no answer to one. */
function ownerOf(message: JSONRPCMessage): string | null {
  if ('method' in message || !('id' in message) || typeof message.id !== 'string') return null;
  const [replica = '', number] = message.id.split(MARK);
  return number === undefined ? null : replica;
}

function unmarked(message: JSONRPCMessage): JSONRPCMessage {
  const { id } = message as { readonly id: string };
  return { ...message, id: Number(id.slice(id.indexOf(MARK) + 1)) } as JSONRPCMessage;
}
