import { setImmediate as pause } from 'node:timers/promises';
import { approvalQuestion } from '../../call/confirm/approval-question.ts';
import type { ShowPreview } from '../../call/confirm/preview.ts';
import { PersonNeeded } from '../../call/confirm/question.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import type { Config } from '../../config/options.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { ConfirmationRequired, OpenObserveMcpError, toMessage } from '../../errors.ts';
import { maskSecrets } from '../../redact/patterns.ts';
import { maskOutcome } from '../../result/masked-outcome.ts';
import { missingArgumentsForm, withoutEmptyAnswers } from '../missing-arguments-form.ts';
import { describeOutcome, type OutcomeText } from '../outcome-text.ts';
import { AS_ASKED, type ReadBack } from '../plan/read-back.ts';
import type { Prepared } from '../prepared.ts';
import type { Questions } from '../questions/question-mode.ts';
import type { AskAnswer, AskMode, AskRequest, AskStep, Router } from '../types.ts';
import { createLookAhead, isUnfilledQuery, type Progress } from './look-ahead.ts';
import { orderPhrasesFor } from './order-phrases.ts';
import { createPlanSteps, type PlannedStep, unmade, withWordsAsked } from './plan-steps.ts';
import type { SayKinds } from './named-kinds.ts';
import type { Prepare } from './prepare.ts';
import { notDone, wouldText } from './tell-change.ts';
import { createStepPreview } from './preview-step.ts';
import { createWriteGate, LEAVE_OUT, type WriteGate } from './write-gate.ts';

interface SemanticOptions {
  readonly loadRouter: () => Promise<Router>;
  readonly prepare: Prepare;
  readonly execute: Execute;
  readonly readBack: ReadBack;
  readonly config: Config;
  readonly questions: Questions;
  readonly sayKinds: SayKinds;
  readonly secondLook: ShowPreview;
}

const NOT_FOUND = 'I did not find what you ask about in the data here.';

/** A request in words of which nothing was answered yet, and for which at most a read of data was chosen. */
const mayBeQuestion = ({ tool, answers }: AskRequest, context: CallContext) =>
  Object.keys(answers ?? {}).length === 0 && (tool === null || isUnfilledQuery(tool, {}, context));

const NOTHING = { mode: 'semantic', steps: [], missing: [], candidates: [] } as const;

const masked = (args: Readonly<Arguments>) => maskSecrets(args) as AskStep['arguments'];

const withArguments = (progress: Progress, args: Readonly<Arguments>): Progress => ({
  ...progress,
  plan: progress.plan.map((step, index) =>
    index === progress.done.length ? { ...step, arguments: args } : step,
  ),
});

const restOf = ({ plan, done }: Progress): AskStep[] =>
  plan
    .slice(done.length + 1)
    .map((step) => ({ tool: step.tool, arguments: masked(step.arguments), state: 'skipped' }));

/** The mode that needs no model: words to calls by what was learned when this was built. */
export function createSemanticMode({
  loadRouter,
  prepare,
  execute,
  readBack,
  config,
  questions,
  sayKinds,
  secondLook,
}: SemanticOptions): AskMode {
  const { planFor, spokenOf } = createPlanSteps(loadRouter, questions);
  const previewStep = createStepPreview(prepare, secondLook, config.org);
  const stateOf = (progress: Progress) => ({ mode: 'semantic', ...progress });
  const lookedAhead = createLookAhead(prepare, stateOf);

  /** The answer to a question about data; null where the words are none. */
  async function asked(request: AskRequest, gate: WriteGate, context: CallContext, isLast = false) {
    // Words are read by many patterns.
    await pause();
    const { isOrder, isAboutWriting, request: words } = gate;
    if (isAboutWriting) return null;
    const asking = { ...request, request: words };
    if (isOrder) return isLast ? null : questions.answerWhole(asking, context, false);
    return questions.answer(asking, context, isLast);
  }

  /** A question that came to nothing as an order either. */
  const lastAsked = async (
    request: AskRequest,
    gate: WriteGate,
    { decision }: AskAnswer,
    context: CallContext,
  ) =>
    (await asked(request, gate, context, true)) ??
    (decision === 'decline' && gate.isOrder ? questions.answerWhole(request, context, true) : null);

  /** Where a person's answer leads; null where there was none, or it ends the request. */
  function resumed({ reply }: CallContext): Progress | null {
    if (!reply) return null;
    const { plan, done, asking = done.length } = reply.state as Progress;
    const { approve: _, ...answers } = reply.content ?? {};
    const given = withoutEmptyAnswers(answers);
    return {
      done,
      plan: plan.map((step, index) =>
        index === asking ? { ...step, asked: true, arguments: { ...step.arguments, ...given } } : step,
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
      steps: [...done, { tool, arguments: masked(args), state }, ...restOf(progress)],
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
        `${progress.done.length > 0 ? '' : 'Nothing was done yet. '}${preview} To go on, call ask again with what stands in "resume".`,
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
      ...stopped(paused, [...new Set(missing.map((each) => each.question))].join(' '), 'waiting'),
      missing,
      resume: { tool: row.name, answers: known },
    };
  }

  /** Make the step that is due: the progress after it, or the answer where it stops there. */
  async function advance(
    progress: Progress,
    context: CallContext,
  ): Promise<{ readonly progress: Progress; readonly told: OutcomeText } | AskAnswer> {
    const due = progress.plan[progress.done.length] as PlannedStep;
    // Who says yes to all beforehand is asked nothing that may be left out.
    const step = { ...due, asked: due.asked || context.approved() };
    let at = progress;
    /** What the step would do, and what it is about, in words. */
    let would: string | null = null;
    let about = '';
    try {
      const row = context.view.reach(step.tool);
      const { [LEAVE_OUT]: leaveOut, ...stated } = step.arguments;
      if (leaveOut === 'no')
        return stopped(progress, 'Nothing was done: not all of it can be done.', 'skipped');
      const complete = await prepare(row, { ...step, arguments: stated }, context);
      const isLookedAt = leaveOut === 'yes' || step.arguments.confirm !== undefined;
      const prepared = isLookedAt ? complete : withWordsAsked(row, step, complete);
      const asked = question(progress, step, row, prepared, context.canAsk === true);
      if (asked) return asked;
      const { confirm, ...args } = prepared.arguments;
      const { confirm: _, ...shown } = unmade(prepared);
      about = prepared.about === undefined ? '' : `${prepared.about}: `;
      would = prepared.preview ?? wouldText(row, args, prepared.labels ?? {});
      at = withArguments(progress, shown);
      const call = { name: row.name, arguments: { ...prepared.arguments }, made: prepared.made ?? [] };
      const was = row.access === 'write' ? await readBack.before(row, args, context) : null;
      const outcome = await maskOutcome(await execute(call, context), config.maxTokens);
      const plain = prepared.tell?.(outcome, was) ?? describeOutcome(outcome, config);
      const seen = row.access === 'read' ? AS_ASKED : await readBack.after(row, args, context);
      if (seen.still.length > 0)
        return stopped(at, notDone(row, args, prepared.labels ?? {}, seen.still), 'failed');
      const told = { ...plain, answer: `${plain.answer}${seen.text}` };
      const link = told.link === undefined ? {} : { link: told.link };
      const made: AskStep = {
        tool: row.name,
        arguments: masked(args),
        state: 'done',
        summary: told.answer,
        ...link,
      };
      return { progress: { ...at, done: [...at.done, made] }, told };
    } catch (error) {
      if (error instanceof ConfirmationRequired) {
        const named = new ConfirmationRequired(
          would === null ? `${about}${error.preview}` : `${would} ${error.facts}`,
          error.token,
          error.pledge,
          error.isForModel,
          error.facts,
        );
        if (context.canAsk) throw approvalQuestion(named, stateOf(at));
        return waiting(at, named);
      }
      if (error instanceof PersonNeeded || !(error instanceof OpenObserveMcpError)) throw error;
      return stopped(at, toMessage(error), 'failed');
    }
  }

  async function run(start: Progress, context: CallContext): Promise<AskAnswer> {
    const ahead = await lookedAhead(start, context);
    if (typeof ahead === 'string') return stopped(start, ahead, 'skipped');
    let progress = ahead;
    /** What the steps that read found, by their numbers. */
    const found: Record<string, OutcomeText['data']> = {};
    for (;;) {
      const result = await advance(progress, context);
      if (!('told' in result)) return result;
      progress = result.progress;
      const { plan, done } = progress;
      const { query, data } = result.told;
      const tool = done.at(-1)?.tool ?? '';
      if (context.view.reach(tool).access === 'read') found[`step_${done.length}`] = data;
      if (done.length < plan.length) continue;
      const next = plan.at(-1)?.rest ?? result.told.next;
      return {
        ...NOTHING,
        decision: 'run',
        answer: done.map(({ summary }) => summary).join(' '),
        steps: done,
        ...(query === undefined ? {} : { query }),
        ...(next === undefined ? {} : { next }),
        untrusted_data: Object.keys(found).length > 1 ? found : data,
      };
    }
  }

  async function previewed(start: Progress, context: CallContext): Promise<AskAnswer> {
    const ahead = await lookedAhead(start, { ...context, canAsk: false });
    if (typeof ahead === 'string') return stopped(start, ahead, 'skipped');
    const { plan } = ahead;
    const steps = await Promise.all(plan.map((step, index) => previewStep(step, index > 0, context)));
    return {
      ...NOTHING,
      decision: 'run',
      answer: `${orderPhrasesFor(plan[0]?.language).nothingDone} ${steps.map(({ told }) => told).join(' ')}`,
      steps: steps.map(({ made }) => made),
    };
  }

  /** Says what was left as it is, because the words set it aside. */
  const withKept = (answer: AskAnswer, { request }: AskRequest): AskAnswer => {
    const { kept } = createWriteGate(request);
    return kept.length === 0 || answer.steps.length === 0
      ? answer
      : { ...answer, answer: `${answer.answer} Left as it is: ${kept.join(', ')}.` };
  };

  /** Which tool searches, or that none does, is nothing to tell a person who asks about data. */
  function isOfData(
    { request, tool }: AskRequest,
    { isAboutWriting, isOrder, speaksOfWrite }: WriteGate,
    { candidates, decision }: AskAnswer,
    context: CallContext,
  ): boolean {
    if (candidates.length > 0 && candidates.every((each) => isUnfilledQuery(each.tool, {}, context)))
      return true;
    const isOpen = decision === 'candidates' || decision === 'decline';
    const mayWrite = isAboutWriting || isOrder || speaksOfWrite;
    return isOpen && !mayWrite && tool === null && questions.asksOfData(request);
  }

  return {
    async answer(given, context) {
      const again = resumed(context);
      const request = again ? given : { ...given, request: await sayKinds(given.request, context) };
      const { reply } = context;
      if (again && (reply?.content === null || reply?.content?.approve === false))
        return stopped(again, 'Nothing was done: it was not approved.', 'skipped');
      const isQuestion = !again && mayBeQuestion(request, context);
      const gate = createWriteGate(request.request);
      if (isQuestion) {
        const answered = (await spokenOf(gate, context)) ?? (await asked(request, gate, context));
        if (answered) return answered;
      }
      const plan = again ? again.plan : await planFor(request, gate, context);
      if (!Array.isArray(plan)) {
        const undecided = plan as AskAnswer;
        const found = isQuestion ? await lastAsked(request, gate, undecided, context) : null;
        if (found) return found;
        return isQuestion && isOfData(request, gate, undecided, context)
          ? questions.decline(NOT_FOUND, request.request, context)
          : undecided;
      }
      const [first] = plan;
      if (isQuestion && first && plan.length === 1 && isUnfilledQuery(first.tool, first.arguments, context))
        return (
          (await asked(request, gate, context, true)) ??
          questions.decline(NOT_FOUND, request.request, context)
        );
      const isRanked = isQuestion && first && plan.length === 1 && questions.ranks(request.request);
      if (isRanked && request.tool === null && context.view.reach(first.tool).access === 'read')
        return questions.decline(NOT_FOUND, request.request, context);
      const progress: Progress = again ?? { plan, done: [] };
      const made = request.dryRun ? await previewed(progress, context) : await run(progress, context);
      return again ? made : withKept(made, request);
    },
  };
}
