/** One step of a W3C trace. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** Null for the first step of a trace. */
  readonly parentId: string | null;
  readonly isSampled: boolean;
  /** `tracestate` as it came; null without a valid one. */
  readonly state: string | null;
}

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const LONGEST_STATE = 512;
const MOST_STATES = 32;
/** A member of `tracestate` as W3C Trace Context has it: a key, or tenant and system, then `=` and printable ASCII. */
const STATE_MEMBER =
  /^(?:[a-z][a-z0-9_\-*/]{0,255}|[a-z0-9][a-z0-9_\-*/]{0,240}@[a-z][a-z0-9_\-*/]{0,13})=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;

/** Eight bytes from the ends of a UUID, which are all random. Node makes many of those at once. */
function newSpanId(): string {
  const uuid = crypto.randomUUID();
  return uuid.slice(0, 8) + uuid.slice(-8);
}

/** `tracestate` where it is one by the W3C form, else null: it is sent on as a header. */
function stateOf(tracestate: unknown): string | null {
  if (typeof tracestate !== 'string' || tracestate.length > LONGEST_STATE) return null;
  const members = tracestate.split(',').map((member) => member.replaceAll(/^[ \t]+|(?<![ \t])[ \t]+$/g, ''));
  const named = members.filter((member) => member !== '');
  const isValid =
    named.length > 0 && named.length <= MOST_STATES && named.every((member) => STATE_MEMBER.test(member));
  return isValid ? named.join(',') : null;
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
  return {
    traceId,
    spanId: newSpanId(),
    parentId,
    isSampled: (Number.parseInt(flags, 16) & 1) === 1,
    state: stateOf(tracestate),
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
