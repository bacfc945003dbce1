import { approvalQuestion } from '../../call/confirm/approval-question.ts';
import type { Config } from '../../config/options.ts';
import { ConfirmationRequired, OpenObserveMcpError, toMessage } from '../../errors.ts';
import { maskSecrets } from '../../redact/patterns.ts';
import { PersonNeeded } from '../../call/confirm/question.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import { filledIn, formFor } from '../form.ts';
import type { Questions } from '../questions/question-mode.ts';
import type { Prepare } from './prepare.ts';
import type { ReadBack } from '../plan/read-back.ts';
import type { Prepared } from '../prepared.ts';
import { type OutcomeText, describeOutcome } from '../outcome-text.ts';
import { askToLeaveOut, createWriteGate, LEAVE_OUT, type WriteGate } from './write-gate.ts';
import type { AskAnswer, AskMode, AskRequest, AskStep, Candidate, Route, Router } from '../types.ts';

/** One call to be made. `asked`: its optional questions were put already, and what is not answered stays out. */
interface PlannedStep {
  readonly tool: string;
  readonly words: string;
  readonly arguments: Readonly<Arguments>;
  readonly asked: boolean;
  /** One of several that are done together or not at all, none of which leans on another. */
  readonly isListed?: boolean;
  /** What the request wants after this, where only this step was asked for again. */
  readonly rest?: string;
}

/** How far a request has come. It travels through the client, so that a step that was done is never done again. */
interface Progress {
  readonly plan: readonly PlannedStep[];
  readonly done: readonly AskStep[];
}

interface SemanticOptions {
  readonly loadRouter: () => Promise<Router>;
  readonly prepare: Prepare;
  readonly execute: Execute;
  readonly readBack: ReadBack;
  readonly config: Config;
  readonly questions: Questions;
}

/** Arguments that hold a query: what words mean by one is looked for in the data. */
const QUERY_ARGUMENTS = ['sql', 'query', 'fields', 'key'];
const NOT_FOUND = 'I did not find what you ask about in the data here.';

/** A read of data that needs a query which nobody stated. */
function isUnfilledQuery(tool: string, args: Readonly<Arguments>, { view }: CallContext): boolean {
  const { access, inputSchema } = view.reach(tool);
  const required = (inputSchema.required ?? []) as readonly string[];
  return (
    access === 'read' && QUERY_ARGUMENTS.some((name) => required.includes(name) && args[name] === undefined)
  );
}

/** A request in words of which nothing was answered yet, and for which at most a read of data was chosen. */
const mayBeQuestion = ({ tool, answers }: AskRequest, context: CallContext) =>
  Object.keys(answers ?? {}).length === 0 && (tool === null || isUnfilledQuery(tool, {}, context));

const NOTHING = { mode: 'semantic', steps: [], missing: [], candidates: [] } as const;

function shown(candidates: readonly Candidate[]): AskAnswer['candidates'] {
  return candidates.map(({ row, score }) => ({ tool: row.name, title: row.title, score }));
}

const isSure = ({ decision, row }: Route) => row !== null && (decision === 'run' || decision === 'ask');

const declined = (answer: string): AskAnswer => ({ ...NOTHING, decision: 'decline', answer });

const notUnderstood = (words: string) =>
  declined(`Nothing was done, because I do not know how to do this part: "${words}".`);

/** Something is taken away before a step that still has a question: both are done, or neither. */
const partNotClear = (words: string, missing: Route['missing']) =>
  declined(
    `Nothing was done, because this part is not clear: "${words}". ${missing.find(({ optional }) => !optional)?.question ?? ''} Say it in the request.`,
  );

/** An answer to words that name no one tool. */
function undecided(route: Route, gate: WriteGate): AskAnswer {
  const { decision, reason, row } = route;
  const candidates = gate.ordered(route.candidates);
  const objection = row === null ? null : gate.objectionTo(row, route.arguments);
  if (objection !== null && (isSure(route) || candidates.length === 0)) return declined(objection);
  const choose = 'Say which by calling ask again with its name as tool, or say more.';
  const answer =
    decision === 'decline'
      ? reason
      : `${reason} One of these: ${candidates.map(({ row }) => `${row.title} (${row.name})`).join(', ')}. ${choose}`;
  return { ...NOTHING, decision, answer, candidates: shown(candidates) };
}

const withArguments = (progress: Progress, args: Readonly<Arguments>): Progress => ({
  ...progress,
  plan: progress.plan.map((step, index) =>
    index === progress.done.length ? { ...step, arguments: args } : step,
  ),
});

const restOf = ({ plan, done }: Progress): AskStep[] =>
  plan
    .slice(done.length + 1)
    .map((step) => ({ tool: step.tool, arguments: step.arguments, state: 'skipped' }));

/** A call that is ready, or the question about words that it does not have. */
function withWordsAsked(row: ToolRow, words: string, prepared: Prepared): Prepared {
  if (prepared.missing.length > 0) return prepared;
  const { arguments: args, about = '', covers = '' } = prepared;
  const question = askToLeaveOut(words, { row, arguments: args, covers: `${about} ${covers}` });
  return question === null ? prepared : { ...prepared, missing: [question], known: args };
}

/** The mode that needs no model: words to calls by what was learned when this was built. */
export function createSemanticMode({
  loadRouter,
  prepare,
  execute,
  readBack,
  config,
  questions,
}: SemanticOptions): AskMode {
  const stateOf = (progress: Progress) => ({ mode: 'semantic', ...progress });

  /** The plan that the words make, or an answer where they make none. */
  async function planFor(
    { request, tool, answers }: AskRequest,
    { view }: CallContext,
  ): Promise<PlannedStep[] | AskAnswer> {
    const router = await loadRouter();
    const gate = createWriteGate(request);
    if (tool !== null) {
      const row = view.reach(tool);
      const objection = gate.objectionTo(row, { ...router.fill(request, row).arguments, ...answers });
      if (objection !== null) return declined(objection);
      const { steps } = router.route(request, view);
      const index = steps.findIndex((step) => router.route(step, view).row === row);
      const words = steps[index] ?? request;
      const rest = index < 0 ? [] : steps.slice(index + 1);
      const args = { ...router.fill(words, row).arguments, ...filledIn(answers ?? {}) };
      const step = { tool: row.name, words, arguments: args, asked: answers !== null };
      return [rest.length > 0 ? { ...step, rest: rest.join(', then ') } : step];
    }
    /** What the words mean; where that is a write that they do not order, what they mean besides. */
    function routed(words: string): Route {
      const route = router.route(words, view);
      const only = route.decision === 'candidates' ? gate.only(route.candidates) : null;
      if (only !== null) {
        const filled = router.fill(words, only);
        return { ...route, row: only, ...filled, decision: filled.missing.length > 0 ? 'ask' : 'run' };
      }
      if (route.row === null || gate.objectionTo(route.row, route.arguments) === null) return route;
      const other = router.route(words, gate.within(view));
      return isSure(other) ? other : route;
    }
    const whole = routed(request);
    const routes =
      whole.steps.length > 1 ? whole.steps.map((words) => ({ words, route: routed(words) })) : [];
    const listed = routes.length > 1 ? [] : gate.listed(request, whole, routed);
    const steps = [routes, listed].find(({ length }) => length > 1) ?? [{ words: request, route: whole }];
    const unsure = steps.find(
      ({ route }) =>
        !isSure(route) || (route.row !== null && gate.objectionTo(route.row, route.arguments) !== null),
    );
    if (unsure === undefined) {
      const left = gate.withoutStep(
        steps.flatMap(({ words, route }) =>
          route.row ? [{ row: route.row, words, arguments: route.arguments }] : [],
        ),
      );
      if (left !== null) return notUnderstood(left);
      const open = steps.find(
        ({ route }, index) =>
          route.missing.some(({ optional }) => !optional) &&
          steps.slice(0, index).some(({ route: { row } }) => row?.access === 'destructive'),
      );
      if (open !== undefined) return partNotClear(open.words, open.route.missing);
      return steps.map(({ words, route }) => ({
        tool: route.row?.name ?? '',
        words,
        arguments: { ...route.arguments, ...filledIn(answers ?? {}) },
        asked: false,
        ...(listed.length > 1 ? { isListed: true } : {}),
      }));
    }
    const unclear = gate.orders.find(
      (words) => words.length < request.length * 0.9 && !isSure(routed(words)),
    );
    if (steps.length === 1 && unclear !== undefined) return notUnderstood(unclear);
    if (steps.length === 1) return undecided(whole, gate);
    const part = undecided(unsure.route, gate);
    return {
      ...part,
      answer: `Nothing was done yet, because one of the steps is not clear: "${unsure.words}". ${part.answer}`,
    };
  }

  /** Why nothing is done, where the words speak of a write that they do not order; null where they do neither. */
  async function spokenOf({ request }: AskRequest, { view }: CallContext): Promise<AskAnswer | null> {
    const gate = createWriteGate(request);
    if (gate.orders.length > 0 || !gate.speaksOfWrite) return null;
    const route = (await loadRouter()).route(request, view);
    const objection =
      route.row === null || !isSure(route) ? null : gate.objectionTo(route.row, route.arguments);
    return objection === null ? null : declined(objection);
  }

  /** The answer to a question about data; null where the words are none. */
  const asked = (request: AskRequest, context: CallContext) =>
    createWriteGate(request.request).isOrder ? null : questions.answer(request, context);

  /** Where a person's answer leads; null where there was none, or it ends the request. */
  function resumed({ reply }: CallContext): Progress | null {
    if (!reply) return null;
    const { plan, done } = reply.state as Progress;
    const { approve: _, ...answers } = reply.content ?? {};
    const given = filledIn(answers);
    return {
      done,
      plan: plan.map((step, index) =>
        index === done.length ? { ...step, asked: true, arguments: { ...step.arguments, ...given } } : step,
      ),
    };
  }

  function stopped(progress: Progress, answer: string, state: AskStep['state']): AskAnswer {
    const { plan, done } = progress;
    const { tool = '', arguments: args = {} } = plan[done.length] ?? {};
    const before = done.length > 0 ? `${done.map(({ summary }) => summary).join(' ')} Then: ` : '';
    return {
      ...NOTHING,
      decision: state === 'waiting' ? 'ask' : 'run',
      answer: `${before}${answer}`,
      steps: [...done, { tool, arguments: args, state }, ...restOf(progress)],
    };
  }

  /** A destructive step for a client that cannot ask its person. */
  function waiting(progress: Progress, { preview, token }: ConfirmationRequired): AskAnswer {
    const step = progress.plan[progress.done.length] as PlannedStep;
    if (token === null)
      return stopped(
        progress,
        `${preview} Here only a person may approve it, and this client cannot ask one. Nothing was done.`,
        'failed',
      );
    return {
      ...stopped(
        progress,
        `Nothing was done yet. ${preview} To go on, call ask again with what stands in "resume".`,
        'waiting',
      ),
      resume: { tool: step.tool, answers: { ...step.arguments, confirm: token } },
    };
  }

  /** What is to be asked before a step, of the person or in the answer; null when it can be made. */
  function question(
    progress: Progress,
    step: PlannedStep,
    row: ToolRow,
    prepared: Prepared,
    canAsk: boolean,
  ) {
    const missing = prepared.missing.filter(({ optional }) => !(optional && step.asked));
    if (missing.length === 0) return null;
    const { confirm: _, ...known } = { ...step.arguments, ...prepared.known };
    const paused = withArguments(progress, known);
    if (canAsk) throw formFor(missing, row, stateOf(paused));
    return {
      ...stopped(paused, missing.map((each) => each.question).join(' '), 'waiting'),
      missing,
      resume: { tool: row.name, answers: known },
    };
  }

  /** Make the step that is due: the progress after it, or the answer where it stops there. */
  async function advance(
    progress: Progress,
    context: CallContext,
  ): Promise<{ readonly progress: Progress; readonly told: OutcomeText } | AskAnswer> {
    const step = progress.plan[progress.done.length] as PlannedStep;
    let at = progress;
    let about = '';
    try {
      const row = context.view.reach(step.tool);
      const { [LEAVE_OUT]: leaveOut, ...stated } = step.arguments;
      if (leaveOut === 'no')
        return stopped(progress, 'Nothing was done: not all of it can be done.', 'skipped');
      const complete = await prepare(row, { ...step, arguments: stated }, context);
      const isLookedAt = leaveOut === 'yes' || step.arguments.confirm !== undefined;
      const prepared = isLookedAt ? complete : withWordsAsked(row, step.words, complete);
      const asked = question(progress, step, row, prepared, context.canAsk === true);
      if (asked) return asked;
      const { confirm, ...args } = prepared.arguments;
      about = prepared.about === undefined ? '' : `${prepared.about}: `;
      at = withArguments(progress, args);
      const outcome = await execute({ name: row.name, arguments: { ...prepared.arguments } }, context);
      const plain = prepared.tell?.(outcome) ?? describeOutcome(outcome, config);
      const otherwise = row.access === 'read' ? '' : await readBack(row, args, context);
      const told = { ...plain, answer: `${plain.answer}${otherwise}` };
      const link = told.link === undefined ? {} : { link: told.link };
      const made: AskStep = {
        tool: row.name,
        arguments: maskSecrets(args) as AskStep['arguments'],
        state: 'done',
        summary: told.answer,
        ...link,
      };
      return { progress: { ...at, done: [...at.done, made] }, told };
    } catch (error) {
      if (error instanceof ConfirmationRequired) {
        const named = new ConfirmationRequired(`${about}${error.preview}`, error.token, error.pledge);
        if (context.canAsk) throw approvalQuestion(named, stateOf(at));
        return waiting(at, named);
      }
      if (error instanceof PersonNeeded || !(error instanceof OpenObserveMcpError)) throw error;
      return stopped(at, toMessage(error), 'failed');
    }
  }

  /** Why none of several things that are done together is begun; null when each can be. */
  async function blockedBy({ plan, done }: Progress, context: CallContext): Promise<string | null> {
    if (done.length > 0) return null;
    for (const step of plan.filter(({ isListed }) => isListed)) {
      const why = await prepare(context.view.reach(step.tool), step, context).then(
        ({ missing }) => missing.find(({ optional }) => !optional)?.question ?? null,
        (error) => {
          if (error instanceof OpenObserveMcpError) return toMessage(error);
          throw error;
        },
      );
      if (why !== null) return `Nothing was done, because this part is not clear: "${step.words}". ${why}`;
    }
    return null;
  }

  async function run(start: Progress, context: CallContext): Promise<AskAnswer> {
    const blocked = await blockedBy(start, context);
    if (blocked !== null) return stopped(start, blocked, 'skipped');
    let progress = start;
    for (;;) {
      const result = await advance(progress, context);
      if (!('told' in result)) return result;
      progress = result.progress;
      const { plan, done } = progress;
      if (done.length < plan.length) continue;
      const { query, data } = result.told;
      const next = plan.at(-1)?.rest ?? result.told.next;
      return {
        ...NOTHING,
        decision: 'run',
        answer: done.map(({ summary }) => summary).join(' '),
        steps: done,
        ...(query === undefined ? {} : { query }),
        ...(next === undefined ? {} : { next }),
        untrusted_data: data,
      };
    }
  }

  return {
    async answer(request, context) {
      const again = resumed(context);
      const { reply } = context;
      if (again && (reply?.content === null || reply?.content?.approve === false))
        return stopped(again, 'Nothing was done: the person did not approve it.', 'skipped');
      const isQuestion = !again && mayBeQuestion(request, context);
      if (isQuestion) {
        const answered = (await spokenOf(request, context)) ?? (await asked(request, context));
        if (answered) return answered;
      }
      const plan = again ? again.plan : await planFor(request, context);
      if (!Array.isArray(plan)) {
        const undecided = plan as AskAnswer;
        return undecided.decision === 'decline' ? questions.decline(undecided.answer, context) : undecided;
      }
      const [first] = plan;
      if (isQuestion && first && plan.length === 1 && isUnfilledQuery(first.tool, first.arguments, context))
        return questions.decline(NOT_FOUND, context);
      const progress: Progress = again ?? { plan, done: [] };
      if (!request.dryRun) return run(progress, context);
      const steps = plan.map(
        ({ tool, arguments: args }): AskStep => ({ tool, arguments: args, state: 'planned' }),
      );
      return {
        ...NOTHING,
        decision: 'run',
        answer: `Nothing was done. It would be done with ${steps.map(({ tool }) => tool).join(', then ')}.`,
        steps,
      };
    },
  };
}
