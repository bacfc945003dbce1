import { createApprovals } from './approvals.ts';
import type { Config } from './config.ts';
import { DESCRIBE_TOOL, describeTool } from './describe-tool.ts';
import { type CallContext, createExecute, type ToolCall } from './execute.ts';
import type { OpenObserveClient } from './openobserve/client.ts';
import { createOrganizations } from './openobserve/organizations.ts';
import { type ToolResult, toResult } from './result.ts';
import { createSuggest } from './suggest.ts';
import type { InputSchemas } from './validate.ts';

/**
 * Run one tool, helper or operation, and shape its answer.
 * @throws {OpenObserveMcpError} of every kind; the server turns them into results
 */
export type Run = (call: ToolCall, context: CallContext) => Promise<ToolResult>;

async function loadSchemas(): Promise<InputSchemas> {
  const { INPUT_SCHEMAS, DEFINITIONS } = await import('./generated/schemas.ts');
  return { inputs: INPUT_SCHEMAS, definitions: DEFINITIONS };
}

/** Everything that a call needs and a list does not: loaded with the first call, so that the start stays short. */
export function createRun(config: Config, client: OpenObserveClient): Run {
  const nowMs = () => Date.now();
  const execute = createExecute({
    client,
    organizations: createOrganizations({ client, org: config.org, orgs: config.orgs }),
    approvals: createApprovals({ mode: config.confirm, stateKey: config.stateKey, nowMs }),
    suggest: createSuggest(client),
    loadSchemas,
    timeZone: config.timeZone,
    nowMs,
  });
  return async (call, context) => {
    if (call.name === DESCRIBE_TOOL.name) return describeTool(call.arguments, context.view, loadSchemas);
    return toResult(await execute(call, context), config);
  };
}
