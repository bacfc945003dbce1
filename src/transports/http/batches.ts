import { setImmediate as pause } from 'node:timers/promises';
import { HttpRefusal } from '../refusal.ts';
import { type JsonRpcMessage, messageOf } from '../json-rpc.ts';
import type { IncomingRequest } from './request-body.ts';

/** Answers that are large and made at once, of which a batch may ask for so many at a time. */
const MOST_LISTS = 5;

/** Whether a batch asks for many things beside calls, such as the list of tools: together they would block others. */
export function asksForMuch(messages: readonly JsonRpcMessage[]): boolean {
  return messages.filter(({ method }) => method !== 'tools/call').length > MOST_LISTS;
}

/** Answers are put together here, so that none comes packed, or as the stream of a session, which may wait for a person. */
const OF_THE_WHOLE = new Set(['accept-encoding', 'mcp-session-id']);

/** The request of a batch as one of its messages is served. */
export function asPart(asked: IncomingRequest): IncomingRequest {
  return {
    ...asked,
    header: (name) => (OF_THE_WHOLE.has(name.toLowerCase()) ? null : asked.header(name)),
  };
}

/** The answers to the messages of a batch, one after another, as one. */
export async function serveEach(
  messages: readonly unknown[],
  serveOne: (message: unknown, index: number) => Promise<Response>,
): Promise<Response> {
  const answers: string[] = [];
  for (const [index, message] of messages.entries()) {
    const response = await serveOne(message, index).catch((error) => {
      if (error instanceof HttpRefusal) return error.toResponse(messageOf(message).id ?? null);
      throw error;
    });
    const text = await response.text();
    if (text !== '') answers.push(text);
    await pause();
  }
  if (answers.length === 0) return new Response(null, { status: 202 });
  return new Response(`[${answers.join()}]`, { headers: { 'content-type': 'application/json' } });
}
