import { refuseWideText } from '../json/json-in-text.ts';

/** A message as it came, not checked beyond its outline. */
export interface JsonRpcMessage {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: {
    readonly name?: unknown;
    readonly requestId?: string | number;
    readonly _meta?: {
      readonly user?: unknown;
      readonly traceparent?: unknown;
      readonly tracestate?: unknown;
    } | null;
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The outline of a body with one message; an empty one for a batch and for what is none. */
export function messageOf(body: unknown): JsonRpcMessage {
  if (!isObject(body)) return {};
  const { id, method, params } = body;
  return {
    ...(typeof id === 'string' || typeof id === 'number' ? { id } : {}),
    ...(typeof method === 'string' ? { method } : {}),
    ...(isObject(params) ? { params } : {}),
  };
}

/** The messages of a body: one, or those of a batch. */
export function messagesOf(body: unknown): JsonRpcMessage[] {
  return Array.isArray(body) ? body.map(messageOf) : [messageOf(body)];
}

/** Arguments as an object, from the other shapes that clients write: null, an empty list, and JSON as text. */
function argumentsIn(value: unknown): unknown {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return {};
  if (typeof value !== 'string') return value;
  try {
    refuseWideText(value);
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** A message, or a batch of them, with the arguments of calls in the shape that the protocol wants. */
export function withCallArguments<T>(body: T): T {
  if (Array.isArray(body)) return body.map(withCallArguments) as T;
  if (!isObject(body) || body.method !== 'tools/call' || !isObject(body.params)) return body;
  const { arguments: given } = body.params;
  if (given === undefined || isObject(given)) return body;
  return { ...body, params: { ...body.params, arguments: argumentsIn(given) } };
}
