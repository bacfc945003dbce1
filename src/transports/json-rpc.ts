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
