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
    prefersModel: false,
    isAsked: ({ request, tool, mode }, { view, reply }) =>
      tool === null &&
      reply === undefined &&
      (mode === 'auto' || mode === 'semantic') &&
      view.listedAs(GET_TRACE) !== undefined &&
      readTraceRequest(request) !== null,
    async answer({ request, dryRun }, context) {
      const { traceId, logs } = readTraceRequest(request) as NonNullable<ReturnType<typeof readTraceRequest>>;
      const args = { trace_id: traceId, ...(logs ? { logs } : {}) };
      const nothing = { mode: 'semantic', decision: 'run', missing: [], candidates: [] } as const;
      if (dryRun)
        return {
          ...nothing,
          answer: 'Nothing was read. It would be answered with get_trace, which only reads.',
          steps: [{ tool: GET_TRACE, arguments: args, state: 'planned' }],
        };
      const body = bodyOf((await read(args, context)).parts);
      const { untrusted_data: data, ...rest } = body;
      const answer = told(body as unknown as Shown);
      return {
        ...nothing,
        answer,
        steps: [{ tool: GET_TRACE, arguments: args, state: 'done', summary: answer }],
        untrusted_data: { ...rest, ...(data as object) },
      };
    },
  };
}
