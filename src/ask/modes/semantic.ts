import { approvalQuestion } from '../../call/confirm/approval-question.ts';
import { PersonNeeded } from '../../call/confirm/question.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import type { Config } from '../../config/options.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { ConfirmationRequired, OpenObserveMcpError, toMessage } from '../../errors.ts';
import { maskSecrets } from '../../redact/patterns.ts';
import { missingArgumentsForm, withoutEmptyAnswers } from '../missing-arguments-form.ts';
import { describeOutcome, type OutcomeText } from '../outcome-text.ts';
import type { ReadBack } from '../plan/read-back.ts';
import type { Prepared } from '../prepared.ts';
import type { Questions } from '../questions/question-mode.ts';
import type { AskAnswer, AskMode, AskRequest, AskStep, Router } from '../types.ts';
import { createPlanSteps, type PlannedStep } from './plan-steps.ts';
import type { Prepare } from './prepare.ts';
import { askToLeaveOut, createWriteGate, LEAVE_OUT } from './write-gate.ts';

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
  const { planFor, spokenOf } = createPlanSteps(loadRouter, questions);
  const stateOf = (progress: Progress) => ({ mode: 'semantic', ...progress });

  /** The answer to a question about data; null where the words are none. */
  function asked(request: AskRequest, context: CallContext, isLast = false) {
    const { isOrder, isAboutWriting, request: words } = createWriteGate(request.request);
    return isOrder || isAboutWriting
      ? null
      : questions.answer({ ...request, request: words }, context, isLast);
  }

  /** Where a person's answer leads; null where there was none, or it ends the request. */
  function resumed({ reply }: CallContext): Progress | null {
    if (!reply) return null;
    const { plan, done } = reply.state as Progress;
    const { approve: _, ...answers } = reply.content ?? {};
    const given = withoutEmptyAnswers(answers);
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
    if (canAsk) throw missingArgumentsForm(missing, row, stateOf(paused));
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
        const named = new ConfirmationRequired(
          `${about}${error.preview}`,
          error.token,
          error.pledge,
          error.isForModel,
        );
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
      if (!Array.isArray(plan))
        return (isQuestion ? await asked(request, context, true) : null) ?? (plan as AskAnswer);
      const [first] = plan;
      if (isQuestion && first && plan.length === 1 && isUnfilledQuery(first.tool, first.arguments, context))
        return (await asked(request, context, true)) ?? questions.decline(NOT_FOUND, context);
      const isRanked = isQuestion && first && plan.length === 1 && questions.ranks(request.request);
      if (isRanked && request.tool === null && context.view.reach(first.tool).access === 'read')
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
