import type { OwnAnswers } from '../ask/types.ts';
import { GET_TRACE } from '../catalog/helper-tools.ts';
import type { CallContext } from '../call/execute.ts';
import type { Arguments } from '../contract/tool.ts';
import { type OwnToolAnswer, bodyOf } from '../result/body.ts';
import { readTraceRequest } from './trace-request.ts';

/** Reads one trace for a caller. */
export type ReadTrace = (args: Readonly<Arguments>, context: CallContext) => Promise<OwnToolAnswer>;

interface Shown {
  readonly total: number;
  readonly untrusted_data: {
    readonly duration_ms: number;
    readonly errors: number;
    readonly logs?: { readonly rows: readonly unknown[] };
  };
}

function told({ total, untrusted_data: { duration_ms, errors, logs } }: Shown): string {
  const failed = errors === 0 ? 'none failed' : `${errors} failed`;
  const lines = logs === undefined ? '' : ` ${logs.rows.length} log lines with its ID are shown.`;
  return `${total} ${total === 1 ? 'span' : 'spans'} in ${duration_ms} ms, ${failed}.${lines}`;
}

/** Answers requests to see one trace, which they name by its ID. */
export function createTraceAnswers(read: ReadTrace): OwnAnswers {
  return {
    tool: GET_TRACE,
    prefersModel: false,
    argumentsOf(request) {
      const asked = readTraceRequest(request);
      return asked && { trace_id: asked.traceId, ...(asked.logs ? { logs: asked.logs } : {}) };
    },
    async answer(args, context) {
      const body = bodyOf((await read(args, context)).parts);
      const { untrusted_data: data, ...rest } = body;
      const answer = told(body as unknown as Shown);
      return {
        answer,
        steps: [{ tool: GET_TRACE, arguments: args, state: 'done', summary: answer }],
        untrusted_data: { ...rest, ...(data as object) },
      };
    },
  };
}
