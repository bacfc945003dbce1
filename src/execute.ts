import { readAnswer } from './answer.ts';
import type { Approvals } from './approvals.ts';
import { type Arguments, normaliseArguments } from './arguments.ts';
import type { View } from './catalog.ts';
import type { OpenObserveClient } from './openobserve/client.ts';
import type { Organizations } from './openobserve/organizations.ts';
import { refusalOf } from './openobserve/refusals.ts';
import type { Outcome } from './outcome.ts';
import { buildRequest } from './request.ts';
import type { Suggest } from './suggest.ts';
import { createValidate, type InputSchemas, type Validate } from './validate.ts';

/** A tool and its arguments as they came in. */
export interface ToolCall {
  readonly name: string;
  readonly arguments: Arguments;
}

/** Who calls, what they may see, and how they stop it. */
export interface CallContext {
  readonly view: View;
  readonly signal: AbortSignal;
  /** Whether a person said yes to the call with this digest (tool and arguments). */
  readonly approved: (digest: string) => boolean;
  /** Who calls, for tokens and audit: `local` on stdio. */
  readonly caller: string;
}

/**
 * Run one API tool: look up in the view, normalise, validate, confirm, build the request, send. The only way down.
 * @throws {OpenObserveMcpError} of every kind; nothing is sent unless the arguments are right
 */
export type Execute = (call: ToolCall, context: CallContext) => Promise<Outcome>;

interface ExecuteOptions {
  readonly client: OpenObserveClient;
  readonly organizations: Organizations;
  readonly approvals: Approvals;
  readonly suggest: Suggest;
  readonly loadSchemas: () => Promise<InputSchemas>;
  readonly timeZone: string;
  readonly nowMs: () => number;
}

export function createExecute(options: ExecuteOptions): Execute {
  const { client, organizations, approvals, suggest, loadSchemas, timeZone, nowMs } = options;
  let checking: Promise<{ schemas: InputSchemas; validate: Validate }> | null = null;

  async function prepare() {
    const schemas = await loadSchemas();
    return { schemas, validate: await createValidate(schemas) };
  }

  return async (call, context) => {
    const row = context.view.find(call.name);
    checking ??= prepare();
    const { schemas, validate } = await checking;
    const { confirm, detail, ...given } = call.arguments;
    const schema = schemas.inputs[row.name] ?? {};
    const time = { nowUs: nowMs() * 1000, timeZone };
    const { args, range } = normaliseArguments(row, given, schema, schemas.definitions, time);
    validate(row.name, row.places.org_id ? { org_id: 'default', ...args } : args);
    const organization = row.places.org_id ? await organizations.choose(args.org_id, context.signal) : null;
    const placed = organization === null ? args : { ...args, org_id: organization };
    approvals.require(row, placed, { isApproved: context.approved, token: confirm, caller: context.caller });
    const request = buildRequest(row, placed);
    const response = await client.send(request, context.signal);
    const refusal = refusalOf(response, {
      tool: row.name,
      edition: row.edition,
      isWrite: row.access !== 'read',
    });
    if (refusal) throw await suggest(refusal, row, placed, context.signal);
    return {
      row,
      args,
      organization,
      isFull: detail === 'full',
      range,
      request,
      value: readAnswer(response, row.rows),
      truncated: response.truncated,
    };
  };
}
