import {
  type McpServerFactory,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { type Caller, asAuthInfo } from '../../server/caller.ts';
import { type JsonRpcMessage, messageOf } from '../json-rpc.ts';

/** One request of a 2025 client, answered with plain JSON; a session that it names is not looked for. */
export type ServeLegacy = (request: Request, body: unknown, caller: Caller) => Promise<Response>;

/**
 * Serves each request by a server of its own. Calls under way are known by caller and id, so that
 * `notifications/cancelled` reaches them: it comes as a request of its own.
 */
export function createServeLegacy(factory: McpServerFactory, maxBodyBytes: number): ServeLegacy {
  const underWay = new Map<string, Set<() => void>>();
  // Several clients may have the same key, and all count their calls from the same number.
  const nameOf = ({ name, origin }: Caller, id: string | number) =>
    JSON.stringify([name, origin.clientAddress, origin.client, id]);

  /** Without sessions an id may be that of several clients of one caller: then none is stopped. */
  function cancel({ method, params }: JsonRpcMessage, caller: Caller): void {
    if (method !== 'notifications/cancelled' || params?.requestId === undefined) return;
    const stops = underWay.get(nameOf(caller, params.requestId));
    if (stops?.size === 1) for (const stop of stops) stop();
  }

  return async (request, body, caller) => {
    const message = messageOf(body);
    cancel(message, caller);
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: undefined,
      enableJsonResponse: true,
      maxRequestBodySize: maxBodyBytes,
    });
    const authInfo = asAuthInfo(caller);
    const server = await factory({ era: 'legacy', requestInfo: request, authInfo });
    await server.connect(transport);
    const { id } = message;
    const name = id === undefined ? null : nameOf(caller, id);
    let stop = (): void => undefined;
    const cancelled = new Promise<Response>((resolve) => {
      stop = () => {
        void transport.close();
        const error = { code: -32000, message: 'The call was canceled.' };
        resolve(Response.json({ jsonrpc: '2.0', error, id: id ?? null }));
      };
    });
    if (name !== null) underWay.set(name, (underWay.get(name) ?? new Set()).add(stop));
    request.signal.addEventListener('abort', stop, { once: true });
    try {
      return await Promise.race([
        transport.handleRequest(request, { parsedBody: body, authInfo }),
        cancelled,
      ]);
    } finally {
      request.signal.removeEventListener('abort', stop);
      if (name !== null) {
        underWay.get(name)?.delete(stop);
        if (underWay.get(name)?.size === 0) underWay.delete(name);
      }
    }
  };
}
