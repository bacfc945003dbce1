import type { Config } from '../../config/options.ts';
import type { ContractWords } from '../../contract/words.ts';
import { InputError } from '../../errors.ts';
import type { CheckAlert } from '../../call/short-forms/alert-check.ts';
import { PersonNeeded } from '../../call/confirm/question.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import type { ShowPreview } from '../../call/confirm/preview.ts';
import type { CompleteUpdate } from '../../call/update.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import { hideRequestSecrets } from '../../redact/request-secrets.ts';
import type { Usage } from '../providers/provider.ts';
import type { AskAnswer, AskRequest } from '../types.ts';
import type { CheckCall } from './check-call.ts';
import { type CheckStep, createCheckStep, unlessRefused } from './check-step.ts';
import { type Committed, commit } from './commit.ts';
import { createEffects } from './effects.ts';
import type { RepairStep } from './repair-step.ts';
import {
  inDependencyOrder,
  type Plan,
  type PlanStep,
  planDigest,
  referencesIn,
  fillKnownReferences,
} from './plan.ts';
import { createPlanTokens } from './plan-token.ts';
import { earlierOf, linesOf, planText, plannedSteps, reportOf, type ShownStep } from './plan-words.ts';
import { createNamedThings } from './named-things.ts';
import { changesOf, objectionToRepair } from './repair-limits.ts';
import { factsOf } from './step-facts.ts';
import type { SharedState } from '../../state/shared-state.ts';
import { createRunOnce } from './claimed-runs.ts';
import { createPlanRuns } from './running-plans.ts';
import { createFindExisting } from './existing.ts';

/** What travels through a client with the question whether to go on. */
interface PlanState {
  readonly plan?: Plan;
}

/** From a plan to its report, with a person's yes in between. It needs no model. */
export interface PlanFlow {
  readonly check: CheckStep;
  /**
   * Show a plan and wait for a yes.
   * @throws {PersonNeeded} where the client can ask
   */
  propose(plan: Plan, request: AskRequest, context: CallContext): Promise<AskAnswer>;
  /** Carry out the plan that this call brings back, or say that it was declined; null where it brings none. */
  resume(request: AskRequest, context: CallContext, mend: RepairStep): Promise<AskAnswer> | null;
}

interface PlanFlowOptions {
  readonly execute: Execute;
  readonly checkCall: CheckCall;
  readonly config: Config;
  readonly stateKey: string;
  readonly words: ContractWords;
  readonly secondLook: ShowPreview;
  readonly completeUpdate: CompleteUpdate;
  readonly checkAlert: CheckAlert;
  readonly nowMs: () => number;
  /** What replicas share; null where they share nothing. */
  readonly state: SharedState | null;
}

/** What a run came to, and the plan that goes on from there; null where nothing does. */
interface End {
  readonly report: AskAnswer;
  readonly next: Plan | null;
}

function added(one: Usage, other: Usage): Usage {
  return {
    input: one.input + other.input,
    output: one.output + other.output,
    cached: one.cached + other.cached,
  };
}

const FIRST = 'Nothing was done yet.';
/** Shows a plan, gets it approved, and runs what was approved. */
export function createPlanFlow({
  execute,
  checkCall,
  config,
  stateKey,
  words,
  secondLook,
  completeUpdate,
  checkAlert,
  nowMs,
  state,
}: PlanFlowOptions): PlanFlow {
  const tokens = createPlanTokens(stateKey, nowMs);
  const runs = createPlanRuns<End>(createRunOnce(state), nowMs);
  const lookup = createFindExisting(execute, words);
  const effects = createEffects(execute, words);
  const things = createNamedThings(execute, words);
  const check = createCheckStep({ checkCall, checkAlert, lookup, effects, things, config });
  const carrying = { execute, checkCall, lookup, effects, things, config };
  /** Tells plans that this process showed, and so knows the use of, from those of another. */
  const own = crypto.randomUUID();

  /** Whether it is seen, before a step is made, that it was made already. */
  function isSeenBefore(row: ToolRow): boolean {
    const shows = words.shows[row.operationId];
    const isShown = shows !== undefined && (effects.tellsBefore(row) || Boolean(shows.fills));
    return isShown || row.update?.replaces === true || row.operationId in words.stands;
  }

  /** @throws {InputError} where another process may have carried the plan out, and it could not be seen */
  function refuseElsewhere({ by = own, steps }: Plan, { view }: CallContext): void {
    const unseen =
      by === own || state !== null ? undefined : steps.find(({ tool }) => !isSeenBefore(view.reach(tool)));
    if (unseen === undefined) return;
    throw new InputError(
      `This plan was shown by another start or another replica of this server, which may have carried it out: of ${unseen.tool} that cannot be seen. Call ask again without it for a new plan.`,
      { code: 'plan_elsewhere' },
    );
  }

  async function carryOut(
    plan: Plan,
    request: AskRequest,
    context: CallContext,
    mend: RepairStep,
  ): Promise<AskAnswer> {
    refuseElsewhere(plan, context);
    const { restore } = hideRequestSecrets(request.request);
    // Told to whoever had them made, and kept nowhere: the report is given again to who sends the plan twice.
    const revealed: string[] = [];
    const withRevealed = (answer: AskAnswer): AskAnswer =>
      revealed.length === 0 ? answer : { ...answer, answer: [answer.answer, ...revealed].join('\n') };
    const { report, next } = await runs.run(
      `${config.baseUrl} ${context.caller} ${planDigest(plan)}`,
      async (before) => {
        const committed = await commit(
          plan,
          before,
          context,
          restore,
          (secret) => revealed.push(secret),
          carrying,
        );
        return {
          value: await endOf(plan, committed, context, mend),
          isCutShort: committed.stopped === 'cancelled',
        };
      },
    );
    return next === null ? withRevealed(report) : propose(next, request, context, revealed);
  }

  /** The report of a run, or the plan of what is left of it, where its refused step can be put in another form. */
  async function endOf(
    plan: Plan,
    committed: Committed,
    context: CallContext,
    mend: RepairStep,
  ): Promise<End> {
    const { done, refusal } = committed;
    // One form more, not one after another.
    if (refusal === null || plan.earlier || context.signal.aborted)
      return { report: reportOf(plan, committed, null), next: null };
    const made = new Map(
      done.map(({ id, step, made: { id: own } }) => [
        id,
        { ...step.arguments, ...(own === undefined ? {} : { id: own }) },
      ]),
    );
    const [refused, ...left] = fillKnownReferences(
      plan.steps.filter(({ id }) => !made.has(id)),
      made,
    ) as [PlanStep, ...PlanStep[]];
    const mended = await mend({ step: refused, refusal, done: done.map(({ step }) => step.tool) }, context);
    const usage = added(plan.usage, mended.usage);
    const row = context.view.reach(refused.tool);
    const objection =
      mended.arguments === null
        ? null
        : objectionToRepair(
            row,
            refused.arguments,
            mended.arguments,
            words.stands[row.operationId]?.by ?? null,
          );
    const report = reportOf({ ...plan, usage }, committed, objection ?? mended.why);
    if (mended.arguments === null || objection !== null) return { report, next: null };
    const steps = [{ ...refused, arguments: mended.arguments }, ...left];
    const changed = changesOf(refused.arguments, mended.arguments);
    const earlier = { ...earlierOf(plan, committed), changed };
    // What the model said of the plan before is not of this one.
    const next = { ...plan, nonce: `${plan.nonce}+`, steps, usage, earlier, words: '' };
    return { report, next };
  }

  /** What was done before a plan, and why it is shown in another form. */
  function headOf({ earlier }: Plan): string[] {
    if (!earlier) return [];
    const done = earlier.steps.length === 0 ? [] : ['Done so far:', ...linesOf(earlier.steps)];
    return [...done, earlier.refused, `It would now be done differently: ${earlier.changed.join('; ')}.`];
  }

  /** A step whose object gets its identifier here, so that OpenObserve refuses a second one of it. */
  function named(step: PlanStep, nonce: string, { view }: CallContext): PlanStep {
    const { items, fills } = words.shows[view.reach(step.tool).operationId] ?? {};
    const item = step.arguments[items ?? ''];
    if (!items || !fills || typeof item !== 'object' || item === null) return step;
    const { [fills]: own } = item as Arguments;
    if (own !== undefined && own !== '') return step;
    const id = `${items}_${nonce.slice(0, 8)}_${step.id}`;
    return { ...step, arguments: { ...step.arguments, [items]: { ...item, [fills]: id } } };
  }

  /** What steps would take away, or where they would reach, as far as it is known before the first of them. */
  async function previewOf(
    { tool, arguments: args }: PlanStep,
    context: CallContext,
  ): Promise<string | null> {
    const row = context.view.reach(tool);
    if (row.access === 'read' || referencesIn(args).length > 0) return null;
    const org = args.org_id ?? config.org;
    const placed = org === null ? args : { org_id: org, ...args };
    return unlessRefused(lookAt(row, placed, context.signal));
  }

  async function shownOf(plan: Plan, said: string, context: CallContext): Promise<Map<string, ShownStep>> {
    const shown = new Map<string, ShownStep>();
    for (const step of plan.steps) {
      const row = context.view.reach(step.tool);
      const facts = await factsOf(row, step, plan.steps, said, context, { checkCall, effects, things });
      shown.set(step.id, { preview: await previewOf(step, context), facts });
    }
    return shown;
  }

  /** The steps with what they are about, as reports tell it. */
  const withSubjects = (steps: readonly PlanStep[], shown: ReadonlyMap<string, ShownStep>): PlanStep[] =>
    steps.map((step) => {
      const labels = Object.values(shown.get(step.id)?.facts.labels ?? {});
      return labels.length === 0 ? step : { ...step, about: labels.join(', ') };
    });

  async function lookAt(row: ToolRow, args: Arguments, signal: AbortSignal): Promise<string | null> {
    const update = row.update && (await completeUpdate(row, row.update, args, signal));
    const reason = await secondLook.reasonFor(row, args, update, signal);
    return reason && (await secondLook.preview(row, args, reason.text, signal)).facts;
  }

  function answerWith(
    plan: Plan,
    answer: string,
    state: 'planned' | 'waiting' | 'skipped',
    decision: AskAnswer['decision'],
  ): AskAnswer {
    return {
      mode: plan.mode,
      decision,
      answer,
      steps: [...(plan.earlier?.steps ?? []), ...plannedSteps(plan, state)],
      missing: [],
      candidates: [],
      ...(plan.earlier && plan.earlier.undo.length > 0 ? { undo: plan.earlier.undo } : {}),
      usage: plan.usage,
    };
  }

  /** `revealed`: what the person gets to know only now. */
  async function propose(
    given: Plan,
    request: AskRequest,
    context: CallContext,
    revealed: readonly string[] = [],
  ): Promise<AskAnswer> {
    const steps = inDependencyOrder(given.steps, context.view, words).map((step) =>
      named(step, given.nonce, context),
    );
    const said = [hideRequestSecrets(request.request).text, ...(given.said ?? [])].join('. ');
    const shown = await shownOf({ ...given, steps }, said, context);
    const plan = { ...given, steps: withSubjects(steps, shown), by: own };
    const text = planText(plan, context.view, shown);
    const count = plan.steps.length === 1 ? 'one step' : `${plan.steps.length} steps`;
    if (request.dryRun)
      return answerWith(plan, `Nothing was done. It would be done in ${count}:\n${text}`, 'planned', 'run');
    if (context.canAsk) {
      const approve = {
        type: 'boolean',
        title: 'Go on?',
        description: 'Nothing is done unless you say yes',
      };
      const message = [...headOf(plan), ...revealed, `Should this be done, in ${count}?`, text].join('\n');
      throw new PersonNeeded(
        { message, properties: { approve }, required: ['approve'] },
        { mode: plan.mode, plan },
      );
    }
    const head = plan.earlier
      ? [...headOf(plan), ...revealed, `What is left would be done in ${count}:`].join('\n')
      : `${FIRST} The plan has ${count}:`;
    if (config.confirm === 'person')
      return answerWith(
        plan,
        `${head}\n${text}\nHere only a person may approve it, and this client cannot ask one.`,
        'skipped',
        'decline',
      );
    return {
      ...answerWith(
        plan,
        `${head}\n${text}\nShow it to the person. If they agree, call ask again with the same request and what stands in "resume".`,
        'waiting',
        'ask',
      ),
      resume: { tool: 'ask', answers: { plan: tokens.mint(plan, context.caller, request.request) } },
    };
  }

  return {
    check,
    propose,
    resume(request, context, mend) {
      const { plan: told } = (context.reply?.state ?? {}) as PlanState;
      if (told) {
        if (context.reply?.content?.approve === true) return carryOut(told, request, context, mend);
        const nothing = told.earlier ? 'Nothing more was done' : 'Nothing was done';
        return Promise.resolve(
          answerWith(
            told,
            [`${nothing}: the plan was not approved.`, ...headOf(told)].join('\n'),
            'skipped',
            'run',
          ),
        );
      }
      const { plan: token } = request.answers ?? {};
      if (typeof token !== 'string') return null;
      // A replica of other settings may have given it.
      if (config.confirm === 'person')
        throw new InputError(
          'Here only a person may approve a plan, and a token is not an approval. Call ask again without it.',
          { code: 'plan_needs_person' },
        );
      const plan = tokens.open(token, context.caller, request.request);
      return request.dryRun ? propose(plan, request, context) : carryOut(plan, request, context, mend);
    },
  };
}
