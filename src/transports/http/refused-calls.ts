import type { Caller } from '../../server/caller.ts';
import { observeCall } from '../../server/observe-call.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { JsonRpcMessage } from '../json-rpc.ts';

/** Tell of the calls in a request that was refused before any of them began. */
export function recordRefusedCalls(
  telemetry: Telemetry,
  messages: readonly JsonRpcMessage[],
  caller: Caller,
  status: number,
): void {
  for (const { id, method, params } of messages) {
    if (method !== 'tools/call') continue;
    observeCall(telemetry, {
      method,
      tool: String(params?.name ?? ''),
      arguments: {},
      view: caller.view,
      origin: caller.origin,
      era: 'legacy',
      protocolVersion: null,
      rpcId: id ?? null,
      meta: undefined,
    }).end('refused', 'rate_limited', null, status);
  }
}
