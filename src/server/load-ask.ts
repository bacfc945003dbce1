import type { ServerFacts } from '../openobserve/server-facts.ts';
import type { DataFor } from '../ask/data/data-for.ts';
import type { Ask } from '../ask/dispatcher.ts';
import type { ModelOptions } from '../ask/model/model-options.ts';
import type { TokenAccount } from '../ask/model/token-account.ts';
import type { RunOwn } from '../ask/model/toolbox.ts';
import type { Provider } from '../ask/providers/provider.ts';
import type { AnswerData } from '../ask/questions/question-mode.ts';
import type { Router } from '../ask/types.ts';
import type { ShowPreview } from '../call/confirm/preview.ts';
import type { Checks, Execute } from '../call/execute.ts';
import type { CheckAlert } from '../call/short-forms/alert-check.ts';
import type { CompleteUpdate } from '../call/update.ts';
import type { Config } from '../config/options.ts';
import type { InvestigateCalls } from '../investigate/calls.ts';
import type { SealedCache } from '../state/sealed-cache.ts';
import type { SharedState } from '../state/shared-state.ts';
import type { Operations } from '../openobserve/operations.ts';
import type { ReadTrace } from '../traces/ask-answer.ts';

/** What the modes of `ask` are made of. */
export interface AskParts {
  readonly config: Config;
  readonly stateKey: string;
  readonly state: SharedState | null;
  readonly execute: Execute;
  readonly requireArguments: Operations['requireArguments'];
  readonly secondLook: ShowPreview;
  readonly completeUpdate: CompleteUpdate;
  readonly checkAlert: CheckAlert;
  readonly loadChecks: () => Promise<Checks>;
  readonly loadModel: () => Promise<Model>;
  readonly loadRouter: () => Promise<Router>;
  readonly dataFor: DataFor;
  /** The organization of calls that name none; null where each must name one. */
  readonly organization: (signal: AbortSignal) => Promise<string | null>;
  readonly loadInvestigating: () => Promise<InvestigateCalls>;
  readonly runOwn: RunOwn;
  readonly describeTool: ModelOptions['describeTool'];
  readonly readTrace: ReadTrace;
  /** What OpenObserve has said of itself. */
  readonly serverFacts: () => ServerFacts;
  /** Takes known secrets out of a text. */
  readonly hide: (text: string) => string;
}

/** What all callers share of the language model. */
export interface Model {
  readonly loadProvider: () => Promise<Provider>;
  readonly account: TokenAccount;
}

/** The language model is loaded when it is first asked, and again after a failure to load. */
export async function loadModel(config: Config): Promise<Model> {
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
export async function loadDataFor(execute: Execute, cache: SealedCache | null): Promise<DataFor> {
  const [{ createDataFor }, { WORDS }] = await Promise.all([
    import('../ask/data/data-for.ts'),
    import('../generated/words.ts'),
  ]);
  return createDataFor(execute, WORDS.data, cache, Date.now);
}

/** The modes that use a language model. */
async function loadModelModes(parts: AskParts, loadRouter: () => Promise<Router>, answerData: AnswerData) {
  const { config, stateKey, execute, secondLook, completeUpdate, checkAlert } = parts;
  const [
    { createModelMode },
    { createAutoMode },
    { createTalks },
    flow,
    check,
    { WORDS: words },
    requests,
    model,
  ] = await Promise.all([
    import('../ask/modes/model-mode.ts'),
    import('../ask/modes/auto.ts'),
    import('../ask/model/conversation-store.ts'),
    import('../ask/plan/plan-flow.ts'),
    import('../ask/plan/check-call.ts'),
    import('../generated/words.ts'),
    import('../investigate/requests.ts'),
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
    plans: flow.createPlanFlow({
      execute,
      checkCall,
      config,
      stateKey,
      words,
      secondLook,
      completeUpdate,
      checkAlert,
      nowMs,
      state: parts.state,
    }),
    talks: createTalks(nowMs),
    isInvestigation: requests.isInvestigation,
    runOwn: parts.runOwn,
    describeTool: parts.describeTool,
    config,
    hide: parts.hide,
    words,
    nowMs,
  };
  const { isInvestigation } = requests;
  const modes = { agent: createModelMode('agent', options), llm: createModelMode('llm', options) };
  return { ...modes, auto: createAutoMode({ ...modes, loadRouter, answerData, isInvestigation }) };
}

/** The part that turns words into calls: loaded with the first question. */
export async function loadAsk(parts: AskParts): Promise<Ask> {
  const { config, execute, loadRouter } = parts;
  const [
    { createAsk },
    { namedOrganization },
    { createSemanticMode },
    { createPrepare },
    { createSayKinds },
    { createQuestions },
    { createReadBack },
    { WORDS },
  ] = await Promise.all([
    import('../ask/dispatcher.ts'),
    import('../ask/understand/named-organization.ts'),
    import('../ask/modes/semantic.ts'),
    import('../ask/modes/prepare.ts'),
    import('../ask/modes/named-kinds.ts'),
    import('../ask/questions/question-mode.ts'),
    import('../ask/plan/read-back.ts'),
    import('../generated/words.ts'),
  ]);
  const prepare = createPrepare({
    loadRouter,
    execute,
    dataFor: parts.dataFor,
    config,
    words: WORDS,
    requireArguments: parts.requireArguments,
    nowMs: Date.now,
  });
  const questions = createQuestions({
    dataFor: parts.dataFor,
    operations: WORDS.data,
    serverFacts: parts.serverFacts,
    timeZone: config.timeZone,
    nowMs: Date.now,
  });
  const semantic = createSemanticMode({
    loadRouter,
    prepare,
    execute,
    readBack: createReadBack(execute, WORDS, config),
    config,
    questions,
    sayKinds: createSayKinds(execute, WORDS),
    secondLook: parts.secondLook,
  });
  const modes =
    config.llmProvider === null
      ? { llm: null, agent: null, auto: null }
      : await loadModelModes(parts, loadRouter, questions.answer);
  const [{ createInvestigations }, { createTraceAnswers }] = await Promise.all([
    import('../investigate/ask-answer.ts'),
    import('../traces/ask-answer.ts'),
  ]);
  const investigations = createInvestigations(async (call, context) =>
    (await parts.loadInvestigating())(call, context),
  );
  return createAsk({
    semantic,
    ...modes,
    loadRouter,
    loadChecks: parts.loadChecks,
    namedOrganization,
    organization: parts.organization,
    ownAnswers: [createTraceAnswers(parts.readTrace), investigations],
  });
}
