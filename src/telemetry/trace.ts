/** One step of a W3C trace. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** Null for the first step of a trace. */
  readonly parentId: string | null;
  readonly isSampled: boolean;
  /** `tracestate` as it came; null without one. */
  readonly state: string | null;
}

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const LONGEST_STATE = 512;

/** From a UUID, of which Node makes many at once. */
const newId = (bytes: 8 | 16) =>
  crypto
    .randomUUID()
    .replaceAll('-', '')
    .slice(-2 * bytes);

/** A step under the one that `traceparent` names; the first of a new trace when that says nothing valid. */
export function spanUnder(traceparent: unknown, tracestate: unknown): Span {
  const [, traceId, parentId, flags] =
    (typeof traceparent === 'string' && TRACEPARENT.exec(traceparent)) || [];
  if (traceId === undefined || parentId === undefined || flags === undefined)
    return { traceId: newId(16), spanId: newId(8), parentId: null, isSampled: true, state: null };
  const isShort = typeof tracestate === 'string' && tracestate !== '' && tracestate.length <= LONGEST_STATE;
  return {
    traceId,
    spanId: newId(8),
    parentId,
    isSampled: (Number.parseInt(flags, 16) & 1) === 1,
    state: isShort ? tracestate : null,
  };
}

/** The next step inside `parent`. */
export function childOf(parent: Span): Span {
  return { ...parent, spanId: newId(8), parentId: parent.spanId };
}

/** The headers that carry a step on. */
export function traceHeaders({ traceId, spanId, isSampled, state }: Span): Record<string, string> {
  return {
    traceparent: `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`,
    ...(state === null ? {} : { tracestate: state }),
  };
}
