import { createApprovals } from './approvals.ts';
import type { Ask } from './ask/dispatcher.ts';
import type { AskAnswer } from './ask/types.ts';
import { ASK } from './ask-tool.ts';
import type { Config } from './config.ts';
import { describeTool } from './describe-tool.ts';
import { InputError, OpenObserveMcpError } from './errors.ts';
import { parseExact, stringifyExact } from './exact-json.ts';
import { type CallContext, type Checks, createExecute, type Execute, type ToolCall } from './execute.ts';
import { findTools } from './find-tools.ts';
import { TOOLS } from './generated/tools.ts';
import { DESCRIBE_TOOL, FIND_TOOLS, READ_TOOL, WRITE_TOOL } from './helper-tools.ts';
import { createHide } from './hide.ts';
import { secretsIn } from './mask.ts';
import { createCheckNames } from './name-checks.ts';
import type { OpenObserveClient } from './openobserve/client.ts';
import { createOrganizations } from './openobserve/organizations.ts';
import { createLearnServerFacts } from './openobserve/server-facts.ts';
import { type ToolResult, toResult } from './result.ts';
import { createSecondLook } from './second-look.ts';
import { createSuggest } from './suggest.ts';
import { createCompleteUpdate } from './update.ts';
import type { ToolRow } from './tool.ts';
import { createValidate, type InputSchemas } from './validate.ts';
import { createNoteWideStream } from './wide-streams.ts';

/** Shorter ones would blot out ordinary words of an answer. */
const SHORTEST_SECRET = 8;

/**
 * Run one tool, helper or operation, and shape its answer.
 * @throws {OpenObserveMcpError} of every kind; the server turns them into results
 */
export type Run = (call: ToolCall, context: CallContext) => Promise<ToolResult>;

async function importSchemas(): Promise<InputSchemas> {
  const { INPUT_SCHEMAS, DEFINITIONS } = await import('./generated/schemas.ts');
  return { inputs: INPUT_SCHEMAS, definitions: DEFINITIONS };
}

/**
 * The call inside read_tool or write_tool.
 * @throws {InputError} when it names no tool, or one that the other helper calls
 */
function innerCall({ name: helper, arguments: args }: ToolCall, { view }: CallContext): ToolCall {
  if (typeof args.name !== 'string')
    throw new InputError(`"name" is missing: say which tool ${helper} shall call.`);
  const row = view.reach(args.name);
  const right = row.access === 'read' ? READ_TOOL : WRITE_TOOL;
  if (right !== helper)
    throw new InputError(
      `${row.name} ${row.access === 'read' ? 'only reads' : 'changes something'}: call it with ${right}.`,
    );
  const { name: _, arguments: inner = {}, ...beside } = args;
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner))
    throw new InputError('"arguments" must be an object.');
  return { name: row.name, arguments: { ...beside, ...inner } };
}

/** The part that turns words into calls: loaded with the first question. */
async function loadAsk(config: Config, execute: Execute): Promise<Ask> {
  const [{ createAsk }, { createSemanticMode }, { createPrepare }, { WORDS }] = await Promise.all([
    import('./ask/dispatcher.ts'),
    import('./ask/semantic-mode.ts'),
    import('./ask/prepare.ts'),
    import('./generated/words.ts'),
  ]);
  const loading = import('./ask/router.ts').then(({ loadRouter }) => loadRouter());
  const loadRouter = () => loading;
  const prepare = createPrepare({ loadRouter, execute, config, words: WORDS, nowMs: Date.now });
  const semantic = createSemanticMode({ loadRouter, prepare, execute, config });
  return createAsk({ semantic, llm: null, agent: null, loadRouter });
}

function answerResult({ mode, decision, answer: words, ...rest }: AskAnswer): ToolResult {
  const answer = { mode, decision, answer: words, ...rest };
  const failed = answer.steps.some(({ state }) => state === 'failed');
  return {
    content: [{ type: 'text', text: stringifyExact(answer) }],
    structuredContent: answer,
    ...(failed ? { isError: true } : {}),
  };
}

/** Hides known secrets, and those of the arguments, in whatever a run gives back: OpenObserve may repeat them in any text. */
function withoutSecrets(run: Run, secrets: Iterable<string>): Run {
  return async (call, context) => {
    const hide = createHide([...secrets, ...secretsIn(call.arguments)], SHORTEST_SECRET);
    try {
      const { content, structuredContent, ...rest } = await run(call, context);
      return {
        ...rest,
        content: content.map(({ type, text }) => ({ type, text: hide(text) })),
        ...(structuredContent === undefined
          ? {}
          : {
              structuredContent: parseExact(hide(stringifyExact(structuredContent))) as Record<
                string,
                unknown
              >,
            }),
      };
    } catch (error) {
      if (error instanceof OpenObserveMcpError) error.message = hide(error.message);
      throw error;
    }
  };
}

/**
 * Everything that a call needs and a list does not: loaded with the first call, so that the start stays short.
 * Answers with what makes a run for one credential: nothing that one caller may see is kept for another.
 * `secrets`: texts that must be in no result and no error.
 */
export function createRuns(config: Config): (client: OpenObserveClient, secrets: Iterable<string>) => Run {
  const nowMs = () => Date.now();
  const byOperationId = new Map(TOOLS.map((row) => [row.operationId, row]));
  const approvals = createApprovals({ mode: config.confirm, stateKey: config.stateKey, nowMs });
  let schemas: Promise<InputSchemas> | null = null;
  let checks: Promise<Checks> | null = null;

  function loadSchemas(): Promise<InputSchemas> {
    schemas ??= importSchemas();
    return schemas;
  }

  async function prepare(): Promise<Checks> {
    const schemas = await loadSchemas();
    return { schemas, validate: await createValidate(schemas) };
  }

  return (client, secrets) => {
    const execute = createExecute({
      client,
      organizations: createOrganizations({ client, org: config.org, orgs: config.orgs }),
      approvals,
      secondLook: createSecondLook(client, byOperationId),
      completeUpdate: createCompleteUpdate(client, byOperationId),
      checkNames: createCheckNames(client, byOperationId),
      suggest: createSuggest({
        client,
        byOperationId,
        learnServerFacts: createLearnServerFacts(client, nowMs),
      }),
      noteWideStream: createNoteWideStream(client, byOperationId.get('StreamSchema') as ToolRow, nowMs),
      loadChecks: () => (checks ??= prepare()),
      timeZone: config.timeZone,
      nowMs,
    });
    let asking: Promise<Ask> | null = null;

    const run: Run = async (call, context) => {
      const { view } = context;
      const isHelper = view.listed.some((tool) => tool.name === call.name);
      if (isHelper && call.name === DESCRIBE_TOOL) return describeTool(call.arguments, view, loadSchemas);
      if (isHelper && call.name === ASK) {
        asking ??= loadAsk(config, execute);
        return answerResult(await (await asking)(call.arguments, context));
      }
      if (isHelper && call.name === FIND_TOOLS) return findTools(call.arguments, view);
      if (isHelper && (call.name === READ_TOOL || call.name === WRITE_TOOL))
        return toResult(await execute(innerCall(call, context), context), config);
      view.find(call.name);
      return toResult(await execute(call, context), config);
    };
    return withoutSecrets(run, secrets);
  };
}
