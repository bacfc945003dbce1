import { HttpRefusal } from '../refusal.ts';
import { messageOf } from '../json-rpc.ts';
import type { IncomingRequest } from './request-body.ts';

/** The request of a batch as one of its messages is served: answers are put together here, so that none comes packed. */
export function withoutEncoding(asked: IncomingRequest): IncomingRequest {
  return {
    ...asked,
    header: (name) => (name.toLowerCase() === 'accept-encoding' ? null : asked.header(name)),
  };
}

/** The answers to the messages of a batch, one after another, as one. */
export async function serveEach(
  messages: readonly unknown[],
  serveOne: (message: unknown, index: number) => Promise<Response>,
): Promise<Response> {
  const answers: unknown[] = [];
  for (const [index, message] of messages.entries()) {
    const response = await serveOne(message, index).catch((error) => {
      if (error instanceof HttpRefusal) return error.toResponse(messageOf(message).id ?? null);
      throw error;
    });
    const text = await response.text();
    if (text !== '') answers.push(JSON.parse(text));
  }
  return answers.length === 0 ? new Response(null, { status: 202 }) : Response.json(answers);
}
