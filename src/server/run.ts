import type { DataFor } from '../ask/data/data-for.ts';
import type { Ask } from '../ask/dispatcher.ts';
import type { AskAnswer } from '../ask/types.ts';
import { findTools } from '../ask/understand/find-tools.ts';
import type { RouterFor } from '../ask/understand/router.ts';
import { clockIn } from '../call/arguments/times.ts';
import { createValidate } from '../call/arguments/validate.ts';
import { createExplainEmpty } from '../call/checks/empty/explain.ts';
import { createEmptyReads } from '../call/checks/empty/read.ts';
import { createCheckNames } from '../call/checks/name-checks.ts';
import { createReadNameLists } from '../call/checks/name-lists.ts';
import { createResolveNames } from '../call/checks/resolve-names.ts';
import { createSuggest } from '../call/checks/suggest.ts';
import { createWideStreamNote } from '../call/checks/wide-streams.ts';
import { type Approvals, createApprovals } from '../call/confirm/approvals.ts';
import { createShowPreview } from '../call/confirm/preview.ts';
import { PersonNeeded } from '../call/confirm/question.ts';
import { createSpent } from '../call/confirm/spent.ts';
import {
  type CallContext,
  type Checks,
  createExecute,
  type Execute,
  type ToolCall,
} from '../call/execute.ts';
import { createCheckAlert } from '../call/short-forms/alert-check.ts';
import { createCompleteUpdate } from '../call/update.ts';
import { ASK, ASK_INPUT } from '../catalog/ask-tool.ts';
import {
  DESCRIBE_DATA,
  DESCRIBE_TOOL,
  FIND_TOOLS,
  GET_TRACE,
  READ_TOOL,
  WRITE_TOOL,
} from '../catalog/helper-tools.ts';
import { INVESTIGATE_TOOLS } from '../catalog/investigate-tools.ts';
import { withFileFields } from '../config/instances-file.ts';
import type { Config } from '../config/options.ts';
import type { CatalogRows, InputSchemas } from '../contract/catalog-rows.ts';
import type { ToolRow } from '../contract/tool.ts';
import { InputError, OpenObserveMcpError } from '../errors.ts';
import { NEWER_TOOLS } from '../generated/newer-tools.ts';
import { TOOLS } from '../generated/tools.ts';
import type { InvestigateCalls } from '../investigate/calls.ts';
import { stringifyExact } from '../json/exact-json.ts';
import { jsonInText } from '../json/json-in-text.ts';
import { refuseMany } from '../limits.ts';
import type { OpenObserveClient } from '../openobserve/client.ts';
import { createOperations } from '../openobserve/operations.ts';
import { createOrganizations } from '../openobserve/organizations.ts';
import type { ServerKnowledge } from '../openobserve/server-facts.ts';
import { createRedactKnown, redactInGroups } from '../redact/known-secrets.ts';
import { secretsIn } from '../redact/patterns.ts';
import { hideIn, hideInTurn } from '../redact/redact-json.ts';
import type { OwnToolAnswer } from '../result/body.ts';
import { maskOutcome } from '../result/masked-outcome.ts';
import { asResult, hideInResult, type ToolResult, toResult } from '../result/result.ts';
import { viewRows } from '../result/view-rows.ts';
import type { SealedCache } from '../state/sealed-cache.ts';
import type { SharedState } from '../state/shared-state.ts';
import type { ReadTrace } from '../traces/ask-answer.ts';
import { viewUriFor } from '../views/tool-views.ts';
import { createDescribeTool } from './describe-tool.ts';
import { helperArguments } from './helper-arguments.ts';
import { loadAsk, loadDataFor, loadModel, type Model } from './load-ask.ts';

/** Shorter ones would blot out ordinary words of an answer. */
const SHORTEST_SECRET = 8;
/** Of one call: each is looked for in what comes back, in several forms. */
const MOST_SECRETS = 1000;
/** Of all of them together. */
const MOST_OF_SECRETS = 100_000;

/**
 * Run one tool, helper or operation, and shape its answer.
 * @throws {OpenObserveMcpError} of every kind; the server turns them into results
 */
export type Run = (call: ToolCall, context: CallContext) => Promise<ToolResult>;

async function importSchemas(own: InputSchemas | null): Promise<InputSchemas> {
  const { INPUT_SCHEMAS, DEFINITIONS } = await import('../generated/schemas.ts');
  return {
    inputs: { ...INPUT_SCHEMAS, ...own?.inputs, [ASK]: { ...ASK_INPUT, additionalProperties: false } },
    definitions: { ...DEFINITIONS, ...own?.definitions },
  };
}

/** JSON that came as text; any other value, and text that is none, as it is. */
function objectIn(value: unknown): unknown {
  const found = typeof value === 'string' ? jsonInText(value) : null;
  return found === null ? value : found.value;
}

/**
 * The call inside read_tool or write_tool.
 * @throws {InputError} when it names no tool, or one that the other helper calls
 */
function innerCall({ name: helper, arguments: args }: ToolCall, { view }: CallContext): ToolCall {
  if (typeof args.name !== 'string')
    throw new InputError(`"name" is missing: say which tool ${helper} should call.`);
  const row = view.reach(args.name);
  const right = row.access === 'read' ? READ_TOOL : WRITE_TOOL;
  if (right !== helper)
    throw new InputError(
      `${row.name} ${row.access === 'read' ? 'only reads' : 'changes something'}: call it with ${right}.`,
    );
  const { name: _, arguments: given, ...beside } = args;
  const inner = given === undefined || given === null || given === '' ? {} : objectIn(given);
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner))
    throw new InputError('"arguments" must be an object.');
  return { name: row.name, arguments: { ...beside, ...inner } };
}

const INVESTIGATIONS: ReadonlySet<string> = new Set(INVESTIGATE_TOOLS.map(({ listed }) => listed.name));
/** Tools of our own that read data. */
const OWN_READS: ReadonlySet<string> = new Set([...INVESTIGATIONS, DESCRIBE_DATA, GET_TRACE]);

/** The tools that look into what changed: loaded with the first such call. */
async function loadInvestigateCalls(
  dataFor: DataFor,
  config: Config,
  searchRow: ToolRow,
): Promise<InvestigateCalls> {
  const { createInvestigateCalls } = await import('../investigate/calls.ts');
  const { investigateReads: mostReads, investigateTimeoutMs: timeoutMs, timeZone } = config;
  return createInvestigateCalls({
    dataFor,
    limits: { mostReads, timeoutMs },
    timeZone,
    searchRow,
    nowMs: Date.now,
  });
}

function ownResult({ parts, whole }: OwnToolAnswer, hasViews: boolean): ToolResult {
  return { ...asResult(parts), ...(whole === null || !hasViews ? {} : { view: viewRows(whole) }) };
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
    refuseMany(call.arguments);
    const own = [...new Set(secretsIn(call.arguments))];
    if (own.length > MOST_SECRETS)
      throw new InputError(
        `The arguments have ${own.length} values under names such as password and token, and at most ${MOST_SECRETS} can be hidden in what comes back. Send them in parts.`,
        { code: 'too_long' },
      );
    const characters = own.reduce((sum, secret) => sum + secret.length, 0);
    if (characters > MOST_OF_SECRETS)
      throw new InputError(
        `The values under names such as password and token have ${characters} characters together, and at most ${MOST_OF_SECRETS} can be hidden in what comes back. Send them in parts.`,
        { code: 'too_long' },
      );
    const hides = own.length === 0 ? [hideKnown] : redactInGroups([...secrets, ...own], SHORTEST_SECRET);
    try {
      return await hideInTurn(await run(call, context), hides, hideInResult);
    } catch (error) {
      if (error instanceof PersonNeeded)
        throw new PersonNeeded(await hideInTurn(error.question, hides, hideIn), error.state);
      if (error instanceof OpenObserveMcpError)
        error.message = await hideInTurn(error.message, hides, hideIn);
      throw error;
    }
  };
}

/** What is set for one OpenObserve. `stateKey` signs what travels through clients, whether it is shared or not. */
export interface RunSettings {
  readonly config: Config;
  readonly stateKey: string;
  readonly server: ServerKnowledge;
  /** Whether a file says it, and not the variables of the settings: of several, errors name what it says. */
  readonly isInFile: boolean;
}

/** The errors of calls with the fields of the file in the place of variables. */
function withFieldNames(execute: Execute): Execute {
  return async (call, context) => {
    try {
      return await execute(call, context);
    } catch (error) {
      if (error instanceof OpenObserveMcpError) error.message = withFileFields(error.message);
      throw error;
    }
  };
}

/**
 * Makes what makes a run for one credential of one OpenObserve: nothing that one caller may see is kept for another.
 * `secrets`: texts that must be in no result and no error. `authorization`: the credential that the client has.
 */
export type RunsOf = (
  settings: RunSettings,
) => (client: OpenObserveClient, secrets: Iterable<string>, authorization: () => string) => Run;

/**
 * Everything that a call needs and a list does not: loaded with the first call, so that the start stays short. `state`:
 * what replicas share.
 */
export function createRuns(source: CatalogRows, state: SharedState | null): RunsOf {
  const nowMs = () => Date.now();
  // What is looked up on the way needs no tool of its own, so the contract's rows are there too.
  const byOperationId = new Map(
    [...TOOLS, ...NEWER_TOOLS, ...source.rows].map((row) => [row.operationId, row]),
  );
  const searchRow = byOperationId.get('SearchSQL') as ToolRow;
  const spent = createSpent(state, nowMs);
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
  let routers: Promise<RouterFor> | null = null;
  const loadRouters = () =>
    (routers ??= import('../ask/understand/router.ts').then((module) => module.loadRouters()));

  function runFor(
    { config, stateKey, server, isInFile }: RunSettings,
    approvals: Approvals,
    client: OpenObserveClient,
    secrets: Iterable<string>,
    authorization: () => string,
  ): Run {
    const operations = createOperations({ client, byOperationId, server });
    const loadRouter = async () => (await loadRouters())(clockIn(config.timeZone));
    const secondLook = createShowPreview(operations, byOperationId);
    const completeUpdate = createCompleteUpdate(operations, byOperationId);
    const organizations = createOrganizations({ client, org: config.org, orgs: config.orgs });
    const readNameLists = createReadNameLists(client, byOperationId, organizations);
    const resolveNames = createResolveNames(readNameLists);
    const checkAlert = createCheckAlert(client, searchRow, nowMs);
    const executeHere = createExecute({
      operations,
      organizations,
      approvals,
      secondLook,
      completeUpdate,
      checkNames: createCheckNames(client, byOperationId),
      suggest: createSuggest({
        client,
        byOperationId,
        readNameLists,
        learnServerFacts: (signal) => server.learn(signal, client),
      }),
      resolveNames,
      explainEmpty: createExplainEmpty(
        (mayRead) => createEmptyReads(client, byOperationId, mayRead),
        resolveNames,
      ),
      checkAlert,
      noteWideStream: createWideStreamNote(client, byOperationId.get('StreamSchema') as ToolRow, nowMs),
      loadChecks,
      timeZone: config.timeZone,
      nowMs,
    });
    const executeNamed = isInFile ? withFieldNames(executeHere) : executeHere;
    /** What changes streams makes what is known of the data old. */
    const execute: Execute = async (call, context) => {
      const outcome = await executeNamed(call, context);
      if (outcome.row.toolset === 'streams' && outcome.row.access !== 'read') (await dataFor)?.forget();
      return outcome;
    };
    let asking: Promise<Ask> | null = null;
    let dataFor: Promise<DataFor> | null = null;

    async function openCache(): Promise<SealedCache | null> {
      if (state === null) return null;
      const { createSealedCache } = await import('../state/sealed-cache.ts');
      return createSealedCache(state, stateKey, authorization);
    }

    function loadData(): Promise<DataFor> {
      dataFor ??= openCache().then((cache) => loadDataFor(execute, cache));
      return dataFor;
    }
    let investigating: Promise<InvestigateCalls> | null = null;

    function loadInvestigating(): Promise<InvestigateCalls> {
      investigating ??= loadData().then((dataFor) => loadInvestigateCalls(dataFor, config, searchRow));
      return investigating;
    }

    const readTrace: ReadTrace = async (args, context) => {
      const { getTrace } = await import('../traces/get-trace.ts');
      const { source } = (await loadData())(context, args.org_id);
      return getTrace(args, source, nowMs(), context.signal);
    };

    /** A helper of our own that reads; null for any other. */
    async function ownRead(call: ToolCall, context: CallContext): Promise<OwnToolAnswer | null> {
      if (call.name === DESCRIBE_DATA) {
        const { describeDataTool } = await import('../ask/data/describe-data.ts');
        return describeDataTool(call.arguments, context, await loadData());
      }
      if (call.name === GET_TRACE) return readTrace(call.arguments, context);
      return INVESTIGATIONS.has(call.name) ? (await loadInvestigating())(call, context) : null;
    }

    /** A call of a helper that reads, with its arguments by their right names and within the organizations. */
    function checkedOwn(asked: ToolCall, { view }: CallContext): ToolCall {
      const own = OWN_READS.has(asked.name) ? view.listedAs(asked.name) : undefined;
      if (own === undefined) return asked;
      const call = { ...asked, arguments: helperArguments(own, asked.arguments) };
      organizations.check({ name: asked.name, access: 'read', places: {} }, call.arguments);
      return call;
    }

    /** @throws {InputError} where the view has no such helper */
    async function runOwn(asked: ToolCall, context: CallContext): Promise<ToolResult> {
      const isListed = context.view.listedAs(asked.name) !== undefined;
      const made = isListed ? await ownRead(checkedOwn(asked, context), context) : null;
      if (made === null) throw new InputError(`There is no tool "${asked.name}" here.`);
      return ownResult(made, false);
    }

    const run: Run = async (asked, direct) => {
      const { view } = direct;
      const call = checkedOwn(asked, direct);
      // A view belongs to the tool that the client called, not to one that a helper calls.
      const hasViews = direct.hasViews === true;
      const context = { ...direct, hasViews: false };
      const isHelper = view.listedAs(call.name) !== undefined;
      const made = isHelper ? await ownRead(call, context) : null;
      if (made !== null) return ownResult(made, hasViews);
      if (isHelper && call.name === DESCRIBE_TOOL)
        return describeTool(call.arguments, view.current(), server.soFar());
      if (isHelper && call.name === ASK) {
        asking ??= loadAsk({
          config,
          stateKey,
          state,
          execute,
          requireArguments: operations.requireArguments,
          secondLook,
          completeUpdate,
          checkAlert,
          loadChecks,
          loadModel: () => (model ??= loadModel(config)),
          loadRouter,
          dataFor: await loadData(),
          organization: (signal) => organizations.choose(null, signal).catch(() => null),
          loadInvestigating,
          runOwn,
          serverFacts: () => server.soFar(),
          describeTool: (args, view) => describeTool(args, view, server.soFar()),
          readTrace,
          hide: createRedactKnown(secrets, SHORTEST_SECRET),
        });
        await server.learn(context.signal, client);
        return answerResult(await (await asking)(call.arguments, { ...context, view: view.current() }));
      }
      if (isHelper && call.name === FIND_TOOLS) {
        const facts = await server.learn(context.signal, client);
        return findTools(call.arguments, view.current(), await loadRouter(), facts);
      }
      if (isHelper && (call.name === READ_TOOL || call.name === WRITE_TOOL))
        return toResult(
          await maskOutcome(await execute(innerCall(call, context), context), config.maxTokens),
          config,
        );
      view.find(call.name);
      // Clients draw nothing for a tool by another name than the listed one.
      const withView = hasViews && viewUriFor(call.name) !== null;
      const outcome = await execute(call, { ...direct, hasViews: withView });
      return toResult(await maskOutcome(outcome, config.maxTokens), { ...config, withView });
    };
    return withoutSecrets(run, secrets);
  }

  return (settings) => {
    const { config, stateKey } = settings;
    const approvals = createApprovals({ mode: config.confirm, stateKey, nowMs, spent });
    return (client, secrets, authorization) => runFor(settings, approvals, client, secrets, authorization);
  };
}
