import type { View } from '../../catalog/catalog.ts';
import { acceptsGzip, compressed, type PreparedAnswer, prepareAnswer } from './answer.ts';
import type { IncomingRequest } from './request-body.ts';
import { messageOf } from '../json-rpc.ts';

/** What depends on nothing but the request itself and the view. */
const REPEATABLE = new Set(['tools/list', 'server/discover', 'initialize', 'ping']);
const MOST_FORMS = 64;
const LONGEST_FORM = 2048;
const HEADERS = ['content-type', 'mcp-protocol-version', 'mcp-method', 'mcp-name'];

/** An answer of the SDK. `isSmall`: known to be too small for compression, without reading it, which would cost more. */
export interface CachedAnswer {
  readonly response: Response;
  readonly isSmall: boolean;
}

/** Answers of the SDK that are given again, without asking it again. */
export interface AnswerCache {
  /**
   * The answer to a request that differs from an earlier one in nothing but its id; else what `serve` answers, which
   * is kept for the next time.
   */
  answer(
    asked: IncomingRequest,
    body: unknown,
    view: View,
    serve: () => Promise<CachedAnswer>,
  ): Promise<Response>;
}

/** All that the SDK looks at, as text; null for requests that are not kept. */
function formOf({ header }: IncomingRequest, body: unknown): string | null {
  const { id, method } = messageOf(body);
  if (id === undefined || method === undefined || !REPEATABLE.has(method)) return null;
  // Ids of other kinds are the SDK's to judge.
  if (typeof id === 'string' ? id.length > LONGEST_FORM : !Number.isSafeInteger(id)) return null;
  const form = JSON.stringify([HEADERS.map(header), { ...(body as object), id: typeof id }]);
  return form.length > LONGEST_FORM ? null : form;
}

async function resultIn(response: Response): Promise<string | null> {
  if (response.status !== 200 || !response.headers.get('content-type')?.startsWith('application/json'))
    return null;
  const { result, ...rest } = (await response.clone().json()) as { result?: unknown };
  const isPlain = Object.keys(rest).sort().join() === 'id,jsonrpc';
  return result !== undefined && isPlain ? JSON.stringify(result) : null;
}

/** The whole list of tools is built and written as text once for each view, whoever asks for it in whichever form. */
export function createAnswerCache(): AnswerCache {
  const byView = new WeakMap<
    View,
    { forms: Map<string, PreparedAnswer>; results: Map<string, PreparedAnswer> }
  >();

  return {
    async answer(asked, body, view, serve) {
      const form = formOf(asked, body);
      const encodings = asked.header('accept-encoding');
      if (form === null) {
        const { response, isSmall } = await serve();
        return isSmall ? response : compressed(response, encodings);
      }
      let kept = byView.get(view);
      if (!kept) {
        kept = { forms: new Map(), results: new Map() };
        byView.set(view, kept);
      }
      const prepared = kept.forms.get(form);
      if (prepared) return respond(prepared, body, encodings);
      const { response } = await serve();
      const result = await resultIn(response);
      if (result === null) return compressed(response, encodings);
      if (kept.forms.size >= MOST_FORMS) {
        kept.forms.clear();
        kept.results.clear();
      }
      const answer = kept.results.get(result) ?? prepareAnswer(result);
      kept.results.set(result, answer);
      kept.forms.set(form, answer);
      return compressed(response, encodings);
    },
  };
}

function respond(prepared: PreparedAnswer, body: unknown, encodings: string | null): Response {
  const { id = 0 } = messageOf(body);
  const headers: Record<string, string> = { 'content-type': 'application/json', vary: 'accept-encoding' };
  if (!acceptsGzip(encodings)) return new Response(prepared.plain(id), { headers });
  headers['content-encoding'] = 'gzip';
  return new Response(prepared.gzipped(id), { headers });
}
