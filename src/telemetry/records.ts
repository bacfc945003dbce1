import type { Access } from '../contract/tool.ts';
import type { Span } from './trace.ts';

/** Where a call came from. */
export interface Origin {
  readonly transport: 'stdio' | 'http';
  /** Tells callers apart: the key with the person, or with a digest of the caller's own credential. */
  readonly caller: string;
  /** Name of the key, never the key. */
  readonly key: string;
  readonly gateway: string | null;
  readonly user: string | null;
  /** Who vouches for the user. */
  readonly verifiedBy: string | null;
  /** As whom the call acts in OpenObserve: `own`, or the e-mail of the credential. */
  readonly account: string;
  readonly clientAddress: string | null;
  /** As the client names itself in User-Agent. */
  readonly client: string | null;
  /** Ids that proxies gave the request, by the name of their field. */
  readonly requestIds: Readonly<Record<string, string>>;
  readonly bytesIn: number | null;
  /** The trace that the request belongs to, from its headers. */
  readonly traceparent: string | null;
  readonly tracestate: string | null;
}

/** How a call ended: `asked` means that nothing was done yet and a person or a second look is needed. */
export type CallEnd = 'ok' | 'error' | 'asked' | 'refused';

/** One call of a tool, when it is over. Never holds a value of an argument. */
export interface CallRecord {
  readonly span: Span;
  readonly startMs: number;
  readonly durationMs: number;
  readonly origin: Origin;
  /** Of JSON-RPC. */
  readonly method: string;
  readonly era: string;
  readonly protocolVersion: string | null;
  readonly rpcId: string | number | null;
  /** As the caller wrote it. */
  readonly tool: string;
  /** Whether there is such a tool; what else callers write is no label of a metric. */
  readonly isKnown: boolean;
  /** The operations that it came to: several for `ask`, none where it did not get so far. */
  readonly operations: readonly string[];
  /** The gravest of them. */
  readonly access: Access;
  readonly argumentNames: readonly string[];
  /** Names of the OpenObserves that it went to; none where there is one alone. */
  readonly instances: readonly string[];
  readonly end: CallEnd;
  /** Stable code of the error; null without one. */
  readonly error: string | null;
  readonly status: number;
  readonly bytesOut: number;
}

/** One request to OpenObserve with all its attempts, when it is over. Its path may hold names and is left out. */
export interface BackendRecord {
  /** Name of the OpenObserve that it went to; null where there is one alone. */
  readonly instance: string | null;
  readonly span: Span;
  readonly startMs: number;
  readonly durationMs: number;
  readonly method: string;
  /** Null when no answer came. */
  readonly status: number | null;
  /** Code of the error that kept the answer away; null with an answer. */
  readonly error: string | null;
  readonly attempts: number;
}

/** One HTTP request that was answered. */
export interface HttpRecord {
  /** Of JSON-RPC; `other` for those that are not known. */
  readonly method: string;
  readonly status: number;
  readonly durationMs: number;
}

/** Somewhere that records go. */
export interface Sink {
  call?(record: CallRecord): void;
  backend?(record: BackendRecord): void;
  http?(record: HttpRecord): void;
  /** Whether requests to OpenObserve are held back since it does not answer. */
  circuit?(isOpen: boolean, instance: string | null): void;
  /** Audit lines that could not be written. */
  lost?(lines: number): void;
  /** Send what is still held. */
  close?(): Promise<void>;
}
