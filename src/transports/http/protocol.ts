import {
  createMcpHandler,
  isLegacyRequest,
  type McpServerFactory,
  PROTOCOL_VERSION_META_KEY,
} from '@modelcontextprotocol/server';
import type { App } from '../../server/app.ts';
import { type Caller, asAuthInfo } from '../../server/caller.ts';
import { type IncomingRequest, MAX_BODY_BYTES } from './request-body.ts';
import { messageOf } from '../json-rpc.ts';
import { createServeLegacy } from './legacy-protocol.ts';
import { measureResults } from './small-results.ts';
import { HttpRefusal } from '../refusal.ts';
import { createAnswerCache } from './answer-cache.ts';
import { createSessions } from './sessions.ts';

/** What the SDK demands of 2025 clients, and gateways often leave out. */
const ACCEPT = { accept: 'application/json, text/event-stream' };

/** Speaks MCP with one caller at a time, in the era of their request. */
export interface Protocol {
  /** `body` is undefined for GET and DELETE. @throws {HttpRefusal} for those without a session */
  serve(asked: IncomingRequest, body: unknown, caller: Caller): Promise<Response>;
  close(): Promise<void>;
}

/** What spares the SDK to look twice: whoever names the revision in `_meta` is of the 2026 era, rightly or not. */
function claimsModern(body: unknown): boolean {
  const meta = messageOf(body).params?._meta;
  return typeof meta === 'object' && meta !== null && PROTOCOL_VERSION_META_KEY in meta;
}

/** Both eras on one address, with plain JSON answers; a stream only where the client asked for progress. */
export function createProtocol({ config, log, state }: App, factory: McpServerFactory): Protocol {
  const modern = createMcpHandler(factory, {
    legacy: 'reject',
    responseMode: 'auto',
    maxRequestBodySize: MAX_BODY_BYTES,
    onerror: (error) => log.debug('protocol', { error: error.message }),
  });
  const serveLegacy = createServeLegacy(factory, MAX_BODY_BYTES);
  const sessions = createSessions(factory, {
    most: config.sessions,
    idleMs: config.sessionIdleMs,
    state,
  });
  const repeated = createAnswerCache();

  return {
    async serve(asked, body, caller) {
      const inSession = sessions.serve(asked, body, caller);
      const answered = inSession && (await inSession);
      if (answered) return answered;
      if (asked.method !== 'POST') {
        throw new HttpRefusal(
          405,
          -32000,
          'This address is for MCP clients, which send a POST. Open / in a browser for the web page.',
          {
            allow: 'POST',
          },
        );
      }
      return repeated.answer(asked, body, caller.view, async () => {
        const request = asked.toRequest(ACCEPT);
        const isLegacy =
          config.protocol === '2025' || (!claimsModern(body) && (await isLegacyRequest(request, body)));
        const { caller: asking, isSmall } = measureResults(caller);
        const response = await (isLegacy
          ? serveLegacy(request, body, asking)
          : modern.fetch(request, { parsedBody: body, authInfo: asAuthInfo(asking) }));
        // A batch may ask for more than calls, such as the list.
        return { response, isSmall: !Array.isArray(body) && isSmall() };
      });
    },
    async close() {
      await Promise.all([sessions.close(), modern.close()]);
    },
  };
}
