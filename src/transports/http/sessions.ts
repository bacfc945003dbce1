import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  isInitializeRequest,
  type McpServerFactory,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { type Caller, asAuthInfo } from '../../server/caller.ts';
import type { IncomingRequest } from './request-body.ts';
import { HttpRefusal } from '../refusal.ts';

/** Sessions of 2025 clients, in which a person can be asked and progress comes. They live in this process alone. */
export interface Sessions {
  /** The answer to a request of a session, or to one that opens one; null for any other request. */
  serve(asked: IncomingRequest, body: unknown, caller: Caller): Promise<Response> | null;
  close(): Promise<void>;
}

interface SessionsOptions {
  /** Sessions at once; who comes when all are taken is served without one. 0 is none. */
  readonly most: number;
  readonly idleMs: number;
}

interface Session {
  readonly caller: Caller;
  readonly transport: WebStandardStreamableHTTPServerTransport;
  usedMs: number;
  requests: number;
}

const HEADER = 'mcp-session-id';

/** The same caller with the same view. With whose credential each request runs is told by the request itself. */
function isOwner(opened: Caller, caller: Caller): boolean {
  const isView = opened.view === caller.view || isDeepStrictEqual(opened.view.options, caller.view.options);
  return opened.name === caller.name && isView;
}

export function createSessions(factory: McpServerFactory, { most, idleMs }: SessionsOptions): Sessions {
  const sessions = new Map<string, Session>();

  function expire(): void {
    const now = performance.now();
    for (const [id, session] of sessions) {
      if (session.requests > 0 || now - session.usedMs < idleMs) continue;
      end(id, session);
    }
  }

  function end(id: string, { transport }: Session): void {
    sessions.delete(id);
    void transport.close();
  }

  /** Where one caller has more sessions than another, the one that is idle longest gives way. */
  function makeRoomFor({ name }: Caller): void {
    const byName = Map.groupBy(sessions, ([, { caller }]) => caller.name);
    const [fullest = []] = [...byName.values()].sort((a, b) => b.length - a.length);
    if (fullest.length <= (byName.get(name)?.length ?? 0) + 1) return;
    const [idlest] = fullest
      .filter(([, { requests }]) => requests === 0)
      .sort(([, a], [, b]) => a.usedMs - b.usedMs);
    if (idlest) end(...idlest);
  }

  const sweep = most > 0 ? setInterval(expire, Math.max(50, idleMs / 4)) : null;
  sweep?.unref();

  async function open(asked: IncomingRequest, body: unknown, caller: Caller): Promise<Response> {
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        sessions.set(id, { caller, transport, usedMs: performance.now(), requests: 0 });
      },
      onsessionclosed: (id) => {
        sessions.delete(id);
      },
    });
    const authInfo = asAuthInfo(caller);
    const server = await factory({ era: 'legacy', authInfo });
    await server.connect(transport);
    return transport.handleRequest(withAccept(asked), { parsedBody: body, authInfo });
  }

  async function go(
    session: Session,
    asked: IncomingRequest,
    body: unknown,
    caller: Caller,
  ): Promise<Response> {
    session.usedMs = performance.now();
    session.requests += 1;
    try {
      return await session.transport.handleRequest(withAccept(asked), {
        ...(body === undefined ? {} : { parsedBody: body }),
        authInfo: asAuthInfo(caller),
      });
    } finally {
      session.requests -= 1;
      session.usedMs = performance.now();
    }
  }

  return {
    serve(asked, body, caller) {
      const id = asked.header(HEADER);
      const session = id === null ? undefined : sessions.get(id);
      if (session) {
        // A session belongs to who opened it; to others it is not there.
        if (!isOwner(session.caller, caller))
          throw new HttpRefusal(404, -32001, 'There is no such session. Open one with initialize.');
        return go(session, asked, body, caller);
      }
      if (most > 0 && asked.method !== 'POST' && id !== null)
        throw new HttpRefusal(404, -32001, 'There is no such session. Open one with initialize.');
      if (!isInitializeRequest(body) || most === 0) return null;
      if (sessions.size >= most) makeRoomFor(caller);
      return sessions.size < most ? open(asked, body, caller) : null;
    },
    async close() {
      if (sweep) clearInterval(sweep);
      const open = [...sessions.values()];
      sessions.clear();
      await Promise.all(open.map(({ transport }) => transport.close()));
    },
  };
}

function withAccept(asked: IncomingRequest): Request {
  return asked.toRequest({
    accept: asked.method === 'GET' ? 'text/event-stream' : 'application/json, text/event-stream',
  });
}
