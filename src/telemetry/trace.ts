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

/** Eight bytes from the ends of a UUID, which are all random. Node makes many of those at once. */
function newSpanId(): string {
  const uuid = crypto.randomUUID();
  return uuid.slice(0, 8) + uuid.slice(-8);
}

/** A step under the one that `traceparent` names; the first of a new trace when that says nothing valid. */
export function spanUnder(traceparent: unknown, tracestate: unknown): Span {
  const [, traceId, parentId, flags] =
    (typeof traceparent === 'string' && TRACEPARENT.exec(traceparent)) || [];
  if (traceId === undefined || parentId === undefined || flags === undefined)
    return {
      traceId: newSpanId() + newSpanId(),
      spanId: newSpanId(),
      parentId: null,
      isSampled: true,
      state: null,
    };
  const isShort = typeof tracestate === 'string' && tracestate !== '' && tracestate.length <= LONGEST_STATE;
  return {
    traceId,
    spanId: newSpanId(),
    parentId,
    isSampled: (Number.parseInt(flags, 16) & 1) === 1,
    state: isShort ? tracestate : null,
  };
}

/** The next step inside `parent`. */
export function childOf(parent: Span): Span {
  return { ...parent, spanId: newSpanId(), parentId: parent.spanId };
}

/** The headers that carry a step on. */
export function traceHeaders({ traceId, spanId, isSampled, state }: Span): Record<string, string> {
  return {
    traceparent: `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`,
    ...(state === null ? {} : { tracestate: state }),
  };
}
