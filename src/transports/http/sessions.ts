import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  isInitializeRequest,
  type JSONRPCMessage,
  type McpServerFactory,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { type Caller, asAuthInfo } from '../../server/caller.ts';
import { StateError } from '../../errors.ts';
import { createSharedSessions, type SessionRecord } from '../../state/shared-sessions.ts';
import type { SharedState } from '../../state/shared-state.ts';
import { relayMessages } from '../relayed-messages.ts';
import type { IncomingRequest } from './request-body.ts';
import { HttpRefusal } from '../refusal.ts';

/**
 * Sessions of 2025 clients, in which a person can be asked and progress comes. They live in this process alone, or in
 * each replica that a store connects.
 */
export interface Sessions {
  /**
   * The answer to a request of a session, or to one that opens one; null for any other request.
   * @throws {HttpRefusal} 404 for a session of another caller, 503 where replicas share sessions and the store is away
   */
  serve(asked: IncomingRequest, body: unknown, caller: Caller): Promise<Response | null> | null;
  close(): Promise<void>;
}

interface SessionsOptions {
  /** Sessions at once; who comes when all are taken is served without one. 0 is none. */
  readonly most: number;
  readonly idleMs: number;
  /** What replicas share; null where they share nothing. */
  readonly state: SharedState | null;
}

interface Session {
  readonly caller: Caller;
  readonly transport: WebStandardStreamableHTTPServerTransport;
  /** Null where no other replica can go on with it. */
  readonly record: SessionRecord | null;
  keptMs: number;
  usedMs: number;
  requests: number;
}

const HEADER = 'mcp-session-id';

/** The same caller with the same view. With whose credential each request runs is told by the request itself. */
function isOwner(opened: Caller, caller: Caller): boolean {
  const isView = opened.view === caller.view || isDeepStrictEqual(opened.view.options, caller.view.options);
  return opened.name === caller.name && isView;
}

/** Keep the sessions of older protocol eras. */
export function createSessions(
  factory: McpServerFactory,
  { most, idleMs, state }: SessionsOptions,
): Sessions {
  const sessions = new Map<string, Session>();
  const resuming = new Map<string, Promise<Session | null>>();
  const shared = state === null || most === 0 ? null : createSharedSessions(state, hear);

  /** From another replica that goes on with the same session. */
  function hear(id: string, message: unknown): void {
    const session = sessions.get(id);
    if (!session) return;
    if (message === null) end(id, session);
    else session.transport.onmessage?.(message as JSONRPCMessage);
  }

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

  /** Where one has more sessions than another, the one that is idle longest gives way. */
  function giveWay(ownerOf: (caller: Caller) => string | null, caller: Caller): void {
    const byOwner = Map.groupBy(sessions, ([, opened]) => ownerOf(opened.caller));
    const [fullest = []] = [...byOwner.values()].sort((a, b) => b.length - a.length);
    if (fullest.length <= (byOwner.get(ownerOf(caller))?.length ?? 0) + 1) return;
    const [idlest] = fullest
      .filter(([, { requests }]) => requests === 0)
      .sort(([, a], [, b]) => a.usedMs - b.usedMs);
    if (idlest) end(...idlest);
  }

  /** Whether there is room for one more. Where credentials are callers' own, many names may be made up at one address. */
  function makesRoomFor(caller: Caller): boolean {
    if (sessions.size >= most) giveWay(({ name }) => name, caller);
    if (sessions.size >= most) giveWay(({ origin }) => origin.clientAddress, caller);
    return sessions.size < most;
  }

  const sweep = most > 0 ? setInterval(expire, Math.max(50, idleMs / 4)) : null;
  sweep?.unref();

  /** A session of this process, with what opened it. The answer is for who opens it, and not for who resumes it. */
  async function begin(
    id: string,
    request: Request,
    body: unknown,
    caller: Caller,
    record: SessionRecord | null,
  ): Promise<Response> {
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => id,
      onsessioninitialized: () => {
        const now = performance.now();
        sessions.set(id, { caller, transport, record, keptMs: now, usedMs: now, requests: 0 });
      },
      onsessionclosed: async () => {
        sessions.delete(id);
        await (await shared)?.drop(id).catch(() => undefined);
      },
    });
    const authInfo = asAuthInfo(caller);
    const server = await factory({ era: 'legacy', authInfo });
    await server.connect(transport);
    const others = await shared;
    if (others !== null) relayMessages(transport, id, others);
    return transport.handleRequest(request, { parsedBody: body, authInfo });
  }

  /** Null where the store that replicas share is away: such a client is served without a session. */
  async function open(asked: IncomingRequest, body: unknown, caller: Caller): Promise<Response | null> {
    const id = randomUUID();
    const others = await shared;
    const record = { caller: caller.name, view: JSON.stringify(caller.view.options), opening: body };
    try {
      await others?.keep(id, record, idleMs);
    } catch (error) {
      if (error instanceof StateError) return null;
      throw error;
    }
    return begin(id, withAccept(asked), body, caller, others === null ? null : record);
  }

  /** A session that another replica opened; null where there is none. */
  async function resume(id: string, caller: Caller): Promise<Session | null> {
    const record = await (await shared)?.find(id);
    if (!record || record.caller !== caller.name || record.view !== JSON.stringify(caller.view.options))
      return null;
    if (!makesRoomFor(caller)) return null;
    const request = new Request('http://replica/mcp', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    });
    const answer = await begin(id, request, record.opening, caller, record);
    await answer.text();
    return sessions.get(id) ?? null;
  }

  async function serveElsewhere(
    id: string,
    asked: IncomingRequest,
    body: unknown,
    caller: Caller,
  ): Promise<Response | null> {
    const resumed = resuming.get(id) ?? resume(id, caller).finally(() => resuming.delete(id));
    resuming.set(id, resumed);
    try {
      const session = await resumed;
      if (session && isOwner(session.caller, caller)) return await go(id, session, asked, body, caller);
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      throw new HttpRefusal(503, -32003, error.message, { 'retry-after': '1' });
    }
    if (asked.method === 'POST') return null;
    throw new HttpRefusal(404, -32001, 'There is no such session. Open one with initialize.');
  }

  /** The others may go on with it as long as one of them is in use. */
  function keepOn(id: string, session: Session): void {
    if (session.record === null || performance.now() - session.keptMs < idleMs / 4) return;
    session.keptMs = performance.now();
    const { record } = session;
    void shared?.then((others) => others.keep(id, record, idleMs)).catch(() => undefined);
  }

  async function go(
    id: string,
    session: Session,
    asked: IncomingRequest,
    body: unknown,
    caller: Caller,
  ): Promise<Response> {
    session.usedMs = performance.now();
    session.requests += 1;
    keepOn(id, session);
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
      if (id !== null && session) {
        // A session belongs to who opened it; to others it is not there.
        if (!isOwner(session.caller, caller))
          throw new HttpRefusal(404, -32001, 'There is no such session. Open one with initialize.');
        return go(id, session, asked, body, caller);
      }
      if (id !== null && shared !== null) return serveElsewhere(id, asked, body, caller);
      if (most > 0 && asked.method !== 'POST' && id !== null)
        throw new HttpRefusal(404, -32001, 'There is no such session. Open one with initialize.');
      if (!isInitializeRequest(body) || most === 0) return null;
      return makesRoomFor(caller) ? open(asked, body, caller) : null;
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
