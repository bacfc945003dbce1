import { createApprovals } from '../call/confirm/approvals.ts';
import type { DataFor } from '../ask/data/data-for.ts';
import type { Ask } from '../ask/dispatcher.ts';
import type { TokenAccount } from '../ask/model/token-account.ts';
import type { Provider } from '../ask/providers/provider.ts';
import type { AskAnswer, Router } from '../ask/types.ts';
import { ASK } from '../catalog/ask-tool.ts';
import type { Config } from '../config/options.ts';
import { createDescribeTool } from './describe-tool.ts';
import { InputError, OpenObserveMcpError } from '../errors.ts';
import { parseExact, stringifyExact } from '../json/exact-json.ts';
import {
  type CallContext,
  type Checks,
  createExecute,
  type Execute,
  type ToolCall,
} from '../call/execute.ts';
import { findTools } from '../ask/understand/find-tools.ts';
import { TOOLS } from '../generated/tools.ts';
import { DESCRIBE_DATA, DESCRIBE_TOOL, FIND_TOOLS, READ_TOOL, WRITE_TOOL } from '../catalog/helper-tools.ts';
import { createRedactKnown } from '../redact/known-secrets.ts';
import { secretsIn } from '../redact/patterns.ts';
import { createCheckNames } from '../call/checks/name-checks.ts';
import type { OpenObserveClient } from '../openobserve/client.ts';
import { createOrganizations } from '../openobserve/organizations.ts';
import type { ServerKnowledge } from '../openobserve/server-facts.ts';
import { type ToolResult, toResult } from '../result/result.ts';
import { createShowPreview, type ShowPreview } from '../call/confirm/preview.ts';
import { createSuggest } from '../call/checks/suggest.ts';
import { createCompleteUpdate } from '../call/update.ts';
import type { ToolRow } from '../contract/tool.ts';
import { createValidate } from '../call/arguments/validate.ts';
import type { InputSchemas, CatalogRows } from '../contract/catalog-rows.ts';
import { createWideStreamNote } from '../call/checks/wide-streams.ts';

/** Shorter ones would blot out ordinary words of an answer. */
const SHORTEST_SECRET = 8;

/**
 * Run one tool, helper or operation, and shape its answer.
 * @throws {OpenObserveMcpError} of every kind; the server turns them into results
 */
export type Run = (call: ToolCall, context: CallContext) => Promise<ToolResult>;

async function importSchemas(own: InputSchemas | null): Promise<InputSchemas> {
  const { INPUT_SCHEMAS, DEFINITIONS } = await import('../generated/schemas.ts');
  return {
    inputs: { ...INPUT_SCHEMAS, ...own?.inputs },
    definitions: { ...DEFINITIONS, ...own?.definitions },
  };
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

interface AskParts {
  readonly config: Config;
  readonly stateKey: string;
  readonly execute: Execute;
  readonly secondLook: ShowPreview;
  readonly loadChecks: () => Promise<Checks>;
  readonly loadModel: () => Promise<Model>;
  readonly loadRouter: () => Promise<Router>;
  readonly dataFor: DataFor;
  /** Takes known secrets out of a text. */
  readonly hide: (text: string) => string;
}

/** What all callers share of the language model. */
interface Model {
  readonly loadProvider: () => Promise<Provider>;
  readonly account: TokenAccount;
}

/** The language model is loaded when it is first asked, and again after a failure to load. */
async function loadModel(config: Config): Promise<Model> {
  const { createTokenAccount } = await import('../ask/model/token-account.ts');
  let loading: Promise<Provider> | null = null;
  return {
    account: createTokenAccount(config.llmCallerTokens, Date.now),
    async loadProvider() {
      const { loadProvider } = await import('../ask/providers/load.ts');
      loading ??= loadProvider(config).catch((error) => {
        loading = null;
        throw error;
      });
      return loading;
    },
  };
}

/** What is read of the data of one credential: kept for its callers, and shared by `ask` and describe_data. */
async function loadDataFor(execute: Execute): Promise<DataFor> {
  const [{ createDataFor }, { WORDS }] = await Promise.all([
    import('../ask/data/data-for.ts'),
    import('../generated/words.ts'),
  ]);
  return createDataFor(execute, WORDS.data, Date.now);
}

/** The modes that use a language model. */
async function loadModelModes(parts: AskParts, loadRouter: () => Promise<Router>) {
  const { config, stateKey, execute, secondLook } = parts;
  const [agent, llm, flow, check, { WORDS: words }, model] = await Promise.all([
    import('../ask/modes/agent.ts'),
    import('../ask/modes/llm.ts'),
    import('../ask/plan/plan-flow.ts'),
    import('../ask/plan/check-call.ts'),
    import('../generated/words.ts'),
    parts.loadModel(),
  ]);
  const nowMs = Date.now;
  const checkCall = check.createCheckCall(parts.loadChecks, config.timeZone, nowMs);
  const options = {
    ...model,
    loadRouter,
    execute,
    checkCall,
    dataFor: parts.dataFor,
    plans: flow.createPlanFlow({ execute, checkCall, config, stateKey, words, secondLook, nowMs }),
    config,
    hide: parts.hide,
    words,
    nowMs,
  };
  return { agent: agent.createAgentMode(options), llm: llm.createLlmMode(options) };
}

/** The part that turns words into calls: loaded with the first question. */
async function loadAsk(parts: AskParts): Promise<Ask> {
  const { config, execute, loadRouter } = parts;
  const [{ createAsk }, { createSemanticMode }, { createPrepare }, { createQuestions }, { WORDS }] =
    await Promise.all([
      import('../ask/dispatcher.ts'),
      import('../ask/modes/semantic.ts'),
      import('../ask/modes/prepare.ts'),
      import('../ask/questions/question-mode.ts'),
      import('../generated/words.ts'),
    ]);
  const prepare = createPrepare({ loadRouter, execute, config, words: WORDS, nowMs: Date.now });
  const questions = createQuestions({
    dataFor: parts.dataFor,
    operations: WORDS.data,
    timeZone: config.timeZone,
    nowMs: Date.now,
  });
  const semantic = createSemanticMode({ loadRouter, prepare, execute, config, questions });
  const modes =
    config.llmProvider === null ? { llm: null, agent: null } : await loadModelModes(parts, loadRouter);
  return createAsk({ semantic, ...modes, loadRouter });
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
  const hideKnown = createRedactKnown(secrets, SHORTEST_SECRET);
  return async (call, context) => {
    const own = secretsIn(call.arguments);
    const hide = own.length === 0 ? hideKnown : createRedactKnown([...secrets, ...own], SHORTEST_SECRET);
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
 * `stateKey` signs what travels through clients, whether it is shared or not. `secrets`: texts that must be in no result
 * and no error.
 */
export function createRuns(
  config: Config,
  stateKey: string,
  source: CatalogRows,
  server: ServerKnowledge,
): (client: OpenObserveClient, secrets: Iterable<string>) => Run {
  const nowMs = () => Date.now();
  // What is looked up on the way needs no tool of its own, so the contract's rows are there too.
  const byOperationId = new Map([...TOOLS, ...source.rows].map((row) => [row.operationId, row]));
  const approvals = createApprovals({ mode: config.confirm, stateKey, nowMs });
  let schemas: Promise<InputSchemas> | null = null;
  let checks: Promise<Checks> | null = null;

  function loadSchemas(): Promise<InputSchemas> {
    schemas ??= importSchemas(source.schemas);
    return schemas;
  }

  const describeTool = createDescribeTool(loadSchemas);

  async function prepare(): Promise<Checks> {
    const schemas = await loadSchemas();
    return { schemas, validate: await createValidate(schemas) };
  }

  const loadChecks = () => (checks ??= prepare());
  let model: Promise<Model> | null = null;
  let routing: Promise<Router> | null = null;

  function loadRouter(): Promise<Router> {
    routing ??= import('../ask/understand/router.ts').then((module) => module.loadRouter());
    return routing;
  }

  return (client, secrets) => {
    const secondLook = createShowPreview(client, byOperationId);
    const execute = createExecute({
      client,
      organizations: createOrganizations({ client, org: config.org, orgs: config.orgs }),
      approvals,
      secondLook,
      completeUpdate: createCompleteUpdate(client, byOperationId),
      checkNames: createCheckNames(client, byOperationId),
      suggest: createSuggest({
        client,
        byOperationId,
        learnServerFacts: (signal) => server.learn(signal, client),
      }),
      noteWideStream: createWideStreamNote(client, byOperationId.get('StreamSchema') as ToolRow, nowMs),
      loadChecks,
      timeZone: config.timeZone,
      nowMs,
    });
    let asking: Promise<Ask> | null = null;
    let dataFor: Promise<DataFor> | null = null;

    function loadData(): Promise<DataFor> {
      dataFor ??= loadDataFor(execute);
      return dataFor;
    }

    const run: Run = async (call, context) => {
      const { view } = context;
      const isHelper = view.listedAs(call.name) !== undefined;
      if (isHelper && call.name === DESCRIBE_DATA) {
        const { describeDataTool } = await import('../ask/data/describe-data.ts');
        return describeDataTool(call.arguments, context, await loadData());
      }
      if (isHelper && call.name === DESCRIBE_TOOL) return describeTool(call.arguments, view, server.soFar());
      if (isHelper && call.name === ASK) {
        asking ??= loadAsk({
          config,
          stateKey,
          execute,
          secondLook,
          loadChecks,
          loadModel: () => (model ??= loadModel(config)),
          loadRouter,
          dataFor: await loadData(),
          hide: createRedactKnown(secrets, SHORTEST_SECRET),
        });
        return answerResult(await (await asking)(call.arguments, context));
      }
      if (isHelper && call.name === FIND_TOOLS) return findTools(call.arguments, view, await loadRouter());
      if (isHelper && (call.name === READ_TOOL || call.name === WRITE_TOOL))
        return toResult(await execute(innerCall(call, context), context), config);
      view.find(call.name);
      return toResult(await execute(call, context), config);
    };
    return withoutSecrets(run, secrets);
  };
}
