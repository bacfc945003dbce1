import { randomUUID } from 'node:crypto';
import { PersonNeeded } from '../../call/confirm/question.ts';
import type { CallContext } from '../../call/execute.ts';
import { INVESTIGATE } from '../../catalog/investigate-tools.ts';
import type { Arguments } from '../../contract/tool.ts';
import { InputError } from '../../errors.ts';
import { hideRequestSecrets } from '../../redact/request-secrets.ts';
import { withoutEmptyAnswers } from '../missing-arguments-form.ts';
import { type PutQuestion, type TalkToken, textOfToken, tokenInText } from '../model/conversation-store.ts';
import type { ModelOptions } from '../model/model-options.ts';
import { repairCall } from '../model/repair.ts';
import type { PlanStep } from '../plan/plan.ts';
import type { AskAnswer, AskMode, AskRequest, MissingArgument } from '../types.ts';
import { answerOf } from './model-answers.ts';
import { type ModelRunEnd, runModel } from './model-run.ts';
import { createWriteGate, LEAVE_OUT, leftOutOf, questionAbout } from './write-gate.ts';

/** What travels through a client that can show a form, with a question to its person. */
interface TalkState {
  readonly talk?: string;
}

/** The name under which an answer has what finds the conversation again. */
const TALK = 'talk';

type ModelMode = 'llm' | 'agent';

/** What a person answered to the questions of a model, and which. */
interface Answered {
  readonly token: TalkToken;
  readonly answers: Readonly<Arguments>;
}

const saidOf = (question: string, answer: unknown) =>
  `The person was asked: ${question} The answer: ${String(answer)}`;

/**
 * A mode with a language model: it reads within its budget, and writes only what a person approved as a whole. `llm`
 * expects that one call does it; where it takes more, the same conversation goes on as in `agent`.
 */
export function createModelMode(mode: ModelMode, options: ModelOptions): AskMode {
  const { plans, config, talks, isInvestigation } = options;

  function formFor(questions: readonly MissingArgument[], token: string): PersonNeeded {
    const fields = questions.map(({ name, question, choices }): [string, Arguments] => [
      name,
      { type: 'string', title: name, description: question, ...(choices ? { enum: [...choices] } : {}) },
    ]);
    return new PersonNeeded(
      {
        message: questions.map(({ question }) => question).join(' '),
        properties: Object.fromEntries(fields),
        required: questions.map(({ name }) => name),
      },
      { mode: 'agent', [TALK]: token } satisfies TalkState & { mode: ModelMode },
    );
  }

  /** The questions with names that tell them apart. */
  function distinct(questions: readonly PutQuestion[]): PutQuestion[] {
    return questions.map((each, index) => {
      const isTaken = questions.slice(0, index).some(({ name }) => name === each.name);
      return isTaken ? { ...each, name: `${each.name}_${index + 1}` } : each;
    });
  }

  function ask(
    put: readonly PutQuestion[],
    end: ModelRunEnd,
    said: readonly string[],
    request: AskRequest,
    context: CallContext,
  ): AskAnswer {
    const questions = distinct(put);
    const id = talks.keep(end.talk, context.caller, request.request);
    const token = textOfToken({ id, questions, said });
    if (context.canAsk) throw formFor(questions, token);
    const asked = questions.map(({ question }) => question).join(' ');
    const isModels = questions.some(({ callId }) => callId !== '');
    const answer = answerOf(
      {
        mode: 'agent',
        end: { ...end, talk: { ...end.talk, words: null } },
        remarks: [],
        decision: 'ask',
      },
      config,
      context.forPerson === true,
    );
    return {
      ...answer,
      answer: `${asked}\nNothing was done yet${isModels ? ': the language model asks this' : ''}.`,
      missing: questions.map(({ callId: _, ...question }) => question),
      resume: { tool: 'ask', answers: { [TALK]: token } },
    };
  }

  /** The answers that this call brings to what was asked before; null where it brings none. */
  function answered({ answers }: AskRequest, { reply }: CallContext): Answered | null {
    const text = (reply?.state as TalkState | undefined)?.talk ?? answers?.[TALK];
    const token = typeof text === 'string' ? tokenInText(text) : null;
    if (token === null) return null;
    return { token, answers: withoutEmptyAnswers({ ...answers, ...reply?.content }) };
  }

  /** The person's answers to the calls that asked. @throws {InputError} where one is missing */
  function told({ token, answers }: Answered) {
    return token.questions.map(({ callId, name, question }) => {
      const answer = answers[name];
      if (answer === undefined)
        throw new InputError(`"${name}" is missing under "answers": ${question}`, { code: 'not_answered' });
      return { id: callId, text: `The person answers: ${String(answer)}`, failed: false, question, answer };
    });
  }

  async function converse(
    request: AskRequest,
    context: CallContext,
    before: Answered | null,
  ): Promise<{ readonly end: ModelRunEnd; readonly said: readonly string[] }> {
    const replies = before === null ? [] : told(before);
    const said = [
      ...(before?.token.said ?? []),
      ...replies.map(({ question, answer }) => saidOf(question, answer)),
      ...(before === null ? looseAnswers(request) : []),
    ];
    const known = before && talks.find(before.token.id, context.caller, request.request);
    const isLeftOut = before?.token.questions[0]?.name === LEAVE_OUT;
    if (known && isLeftOut) {
      const end = { talk: known, questions: [], refused: [], stopped: null, rounds: 0 };
      return { end, said };
    }
    const investigates =
      known === null &&
      mode === 'agent' &&
      config.llmSend === 'rows' &&
      context.view.listedAs(INVESTIGATE) !== undefined &&
      isInvestigation(request.request);
    const end = await runModel(options, {
      request: request.request,
      context,
      isSingle: mode === 'llm' && known === null,
      first: investigates ? { name: INVESTIGATE, arguments: { about: request.request } } : null,
      said,
      leftOut: (steps) => leftOut(request.request, steps, context),
      before: known
        ? { talk: known, answers: replies.map(({ id, text, failed }) => ({ id, text, failed })) }
        : null,
    });
    return { end, said };
  }

  /** Answers that came without a question of ours. */
  function looseAnswers({ answers }: AskRequest): string[] {
    const { [TALK]: _, [LEAVE_OUT]: __, ...others } = withoutEmptyAnswers(answers ?? {});
    return Object.entries(others).map(([name, value]) => saidOf(`${name}?`, value));
  }

  /** Words of the person that steps do not have. */
  function leftOut(request: string, steps: readonly PlanStep[], { view }: CallContext): string[] {
    const calls = steps.map((step) => ({
      row: view.reach(step.tool),
      arguments: step.arguments,
      covers: step.about ?? '',
    }));
    return leftOutOf(hideRequestSecrets(request).text, calls);
  }

  async function finish(
    end: ModelRunEnd,
    said: readonly string[],
    leaveOut: unknown,
    request: AskRequest,
    context: CallContext,
  ): Promise<AskAnswer> {
    const { talk, questions, refused, stopped } = end;
    const as: ModelMode = mode === 'llm' && end.rounds <= 1 && questions.length === 0 ? 'llm' : 'agent';
    const tell = (remarks: readonly string[], decision: AskAnswer['decision'], first = '') =>
      answerOf({ mode: as, end, first, remarks, decision }, config, context.forPerson === true);
    if (questions.length > 0) return ask(questions, end, said, request, context);
    if (talk.steps.length === 0) {
      // Whatever the model says, what was ordered was not done.
      const isOrder = refused.length > 0 || createWriteGate(request.request).orders.length > 0;
      const first = isOrder ? ['Nothing was changed.', ...refused].join(' ') : '';
      const isNothing = talk.reads.every(({ share }) => share === null);
      const isSaid = (talk.words ?? '').trim() !== '';
      if (stopped !== null && isSaid)
        return tell([`Stopped before the end. ${stopped}`], isOrder || isNothing ? 'decline' : 'run', first);
      // Nobody has said that what was read answers the question.
      if (stopped !== null) {
        const latest = isNothing ? [] : ['What was read:'];
        return tell(
          [],
          'decline',
          [first, `Stopped before the end. ${stopped}`, ...latest].join('\n').trim(),
        );
      }
      return tell([], isNothing ? 'decline' : 'run', first);
    }
    const left =
      leaveOut === 'yes' ? null : questionAbout(leftOut(request.request, talk.steps, context), 'The plan');
    if (left && leaveOut === 'no') return tell(['Nothing was done: not all of it can be done.'], 'decline');
    if (left) return ask([{ ...left, callId: '' }], end, said, request, context);
    return plans.propose(
      {
        nonce: randomUUID(),
        mode: as,
        steps: talk.steps,
        usage: talk.usage,
        words: talk.words ?? '',
        remarks: [...(stopped === null ? [] : [`It may not be whole. ${stopped}`]), ...refused],
      },
      request,
      context,
    );
  }

  return {
    async answer(request, context) {
      const resumed = plans.resume(request, context, (refused, within) =>
        repairCall(options, request.request, refused, within),
      );
      if (resumed) return resumed;
      if (context.reply && context.reply.content === null)
        return {
          mode,
          decision: 'decline',
          answer: 'Nothing was done: the person did not answer.',
          steps: [],
          missing: [],
          candidates: [],
        };
      const before = answered(request, context);
      const { end, said } = await converse(request, context, before);
      const leaveOut = before?.answers[LEAVE_OUT] ?? request.answers?.[LEAVE_OUT];
      return finish(end, said, leaveOut, request, context);
    },
  };
}
