import type { View } from '../catalog/catalog.ts';
import type { ToolResult } from '../result/result.ts';
import type { Access, ToolRow } from '../contract/tool.ts';
import type { CallEnd, Origin } from '../telemetry/records.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { type Span, spanUnder } from '../telemetry/trace.ts';

/** What is known of a call when it begins. */
export interface BeginningCall {
  /** Of JSON-RPC: resources and completions call tools, too. */
  readonly method: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly view: View;
  readonly origin: Origin;
  readonly era: string;
  readonly protocolVersion: string | null;
  readonly rpcId: string | number | null;
  /** `traceparent` and `tracestate` of the message; those of the headers come first. */
  readonly meta: Readonly<Record<string, unknown>> | undefined;
}

/** A call under way. */
export interface ObservedCall {
  readonly span: Span;
  /** An operation that it comes to. */
  operation(row: ToolRow): void;
  /** An OpenObserve that it goes to, where there are several. */
  instance(name: string): void;
  /** It is over. `result` is null where the answer is none. */
  end(end: CallEnd, error: string | null, result: ToolResult | null, status?: number): void;
}

const GRAVITY: readonly Access[] = ['read', 'write', 'destructive'];

function accessOf(view: View, tool: string): Access {
  const listed = view.listedAs(tool)?.annotations;
  if (listed?.destructiveHint) return 'destructive';
  return listed?.readOnlyHint === false ? 'write' : 'read';
}

/** Begins the record of a call, which is told to telemetry when it ends. */
export function observeCall(telemetry: Telemetry, call: BeginningCall): ObservedCall {
  const { origin, meta, view, tool } = call;
  const span =
    origin.traceparent === null
      ? spanUnder(meta?.traceparent, meta?.tracestate)
      : spanUnder(origin.traceparent, origin.tracestate);
  const startMs = Date.now();
  const began = performance.now();
  const rows = new Set<ToolRow>();
  const instances = new Set<string>();
  return {
    span,
    operation: (row) => void rows.add(row),
    instance: (name) => void instances.add(name),
    end(end, error, result, status = 200) {
      const accesses = rows.size > 0 ? [...rows].map(({ access }) => access) : [accessOf(view, tool)];
      telemetry.call({
        span,
        startMs,
        durationMs: performance.now() - began,
        origin,
        method: call.method,
        era: call.era,
        protocolVersion: call.protocolVersion,
        rpcId: call.rpcId,
        tool,
        isKnown: view.listedAs(tool) !== undefined,
        operations: [...rows].map(({ name }) => name),
        access: GRAVITY.findLast((access) => accesses.includes(access)) ?? 'read',
        argumentNames: Object.keys(call.arguments),
        instances: [...instances],
        end,
        error,
        status,
        bytesOut: result === null ? 0 : Buffer.byteLength(result.content[0]?.text ?? ''),
      });
    },
  };
}
