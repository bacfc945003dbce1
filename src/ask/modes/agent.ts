import { randomUUID } from 'node:crypto';
import { InputError, OpenObserveMcpError, toMessage } from '../../errors.ts';
import { PersonNeeded } from '../../call/confirm/question.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import type { CallContext } from '../../call/execute.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import { withoutEmptyAnswers } from '../missing-arguments-form.ts';
import { hideRequestSecrets } from '../../redact/request-secrets.ts';
import { shareOf } from '../model/answer-text.ts';
import { AGENT_RULES, briefing } from '../model/briefing.ts';
import { BudgetSpent } from '../model/budget.ts';
import { ASK_PERSON, MORE_TOOLS } from '../model/helpers.ts';
import { repairCall } from '../model/repair.ts';
import type { ModelOptions } from '../model/model-options.ts';
import { offeredTool } from '../model/offered-tools.ts';
import { callKey, type MadeRead } from '../model/toolbox.ts';
import { offerTools, setUpModelWork } from '../model/setup.ts';
import { checkReferences, type Plan, type PlanStep } from '../plan/plan.ts';
import type { ModelCall } from '../providers/provider.ts';
import { askToLeaveOutOf, LEAVE_OUT } from './write-gate.ts';
import type { AskAnswer, AskMode, AskRequest, AskStep, MissingArgument } from '../types.ts';

const SHORTLIST = 16;
const MOST_STEPS = 20;
/** Calls in a row that were repeated, wrong, or led nowhere. */
const MOST_USELESS = 4;

/** What a conversation came to. */
interface Outcome {
  readonly reads: readonly MadeRead[];
  readonly steps: readonly PlanStep[];
  /** Why steps that the model wanted are not in the plan. */
  readonly refused: readonly string[];
  readonly words: string;
  readonly question: MissingArgument | null;
  /** Why it was stopped; null when the model came to its end. */
  readonly stopped: string | null;
}

function readStep({ row, arguments: args, outcome }: MadeRead): AskStep {
  return {
    tool: row.name,
    arguments: args,
    state: outcome === null ? 'skipped' : 'done',
    summary: outcome === null ? `${row.title}: it could not be read.` : `${row.title}.`,
  };
}

function questionOf(args: Readonly<Arguments>): MissingArgument {
  const { about, question, choices } = args;
  if (typeof about !== 'string' || typeof question !== 'string')
    throw new InputError('ask_person takes "about" and "question", both text.');
  return {
    name: about.trim().replaceAll(/\W+/g, '_') || 'answer',
    question,
    ...(Array.isArray(choices) && choices.length > 0 ? { choices: choices.map(String) } : {}),
  };
}

/** The mode for several steps: it reads freely within its budget, and writes only what a person approved as a whole. */
export function createAgentMode(options: ModelOptions): AskMode {
  const { plans, config, words, nowMs } = options;

  async function converse(request: AskRequest, answers: Readonly<Arguments>, context: CallContext) {
    const { budget, within, secrets, dictionary, talk, box } = await setUpModelWork(options, {
      request: request.request,
      context,
      answers,
      rules: AGENT_RULES,
    });
    const { router, rows } = await offerTools(options, secrets.text, context, SHORTLIST);
    const reads: MadeRead[] = [];
    const steps: PlanStep[] = [];
    const seen = new Map<string, string>();
    const refused = new Map<string, string>();
    let question: MissingArgument | null = null;
    let useless = 0;

    async function plan(row: ToolRow, args: Readonly<Arguments>): Promise<string> {
      if (steps.length >= MOST_STEPS) throw new InputError(`A plan has at most ${MOST_STEPS} steps.`);
      checkReferences(args, steps, (tool) => context.view.reach(tool), words);
      await box.check(row, args);
      await plans.check(row, args, within);
      const id = `s${steps.length + 1}`;
      steps.push({ id, tool: row.name, arguments: args });
      return stringifyExact({ planned: id, note: 'It runs when the person has approved the whole plan.' });
    }

    async function one({ name, arguments: args }: ModelCall): Promise<string> {
      if (args === null) throw new InputError('The arguments are no JSON object.');
      if (name === ASK_PERSON.name) {
        question = questionOf(args);
        return 'asked';
      }
      if (name === MORE_TOOLS.name) {
        const found = router.shortlist(String(args.does ?? ''), context.view, 8).map(({ row }) => row);
        const reading = found.filter(({ access }) => access === 'read');
        for (const row of reading) rows.set(row.name, row);
        return stringifyExact(reading.map((row) => ({ name: row.name, does: row.description })));
      }
      const row = rows.get(name);
      if (!row)
        throw new InputError(
          `There is no tool "${name}" here. Use those that are offered, or ${MORE_TOOLS.name}.`,
        );
      if (row.access !== 'read') return plan(row, args);
      context.onProgress?.(row.title, reads.length);
      const made = await box.read(row, args);
      reads.push(made);
      if (made.outcome === null) throw new InputError(made.text);
      return made.text;
    }

    async function answerTo(call: ModelCall) {
      const key = callKey(call.name, call.arguments);
      const before = seen.get(key);
      if (before !== undefined) {
        useless += 1;
        return {
          id: call.id,
          text: `You have made this very call already. Its answer was: ${before}`,
          failed: true,
        };
      }
      try {
        const text = await one(call);
        useless = 0;
        refused.delete(call.name);
        seen.set(key, text);
        return { id: call.id, text, failed: false };
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        useless += 1;
        if (rows.get(call.name)?.access !== 'read' && rows.has(call.name))
          refused.set(call.name, toMessage(error));
        return { id: call.id, text: toMessage(error), failed: true };
      }
    }

    async function untilDone(): Promise<Pick<Outcome, 'words' | 'stopped'>> {
      talk.say(await briefing(secrets.text, answers, config, dictionary, nowMs()));
      for (;;) {
        const offered = [...rows.values()].map((row) => offeredTool(row, context.view));
        const { toolCalls, text } = await talk.complete([...offered, ASK_PERSON, MORE_TOOLS]);
        if (toolCalls.length === 0) return { words: text, stopped: null };
        // One after another: a step may refer to the one before it.
        const told = [];
        for (const call of toolCalls) told.push(await answerTo(call));
        if (question) return { words: text, stopped: null };
        if (useless >= MOST_USELESS)
          return {
            words: text,
            stopped: 'The language model repeated itself or made calls that led nowhere, and was stopped.',
          };
        talk.answer(told);
      }
    }

    const end = await untilDone().catch((error) => {
      if (error instanceof BudgetSpent && (reads.length > 0 || steps.length > 0))
        return { words: '', stopped: toMessage(error) };
      // Reads are bounded by the same clock.
      if (budget.isTimeUp() && error instanceof OpenObserveMcpError)
        return { words: '', stopped: 'The time for one request is up (O2_LLM_TIMEOUT).' };
      throw error;
    });
    return {
      outcome: { reads, steps, refused: [...refused.values()], question, ...end } satisfies Outcome,
      usage: budget.used(),
    };
  }

  /** What was read, and the words of the model, which draw on it. */
  function told({ reads, words: said }: Outcome, answer: string, usage: AskAnswer['usage']): AskAnswer {
    const data = Object.fromEntries(
      reads.flatMap(({ outcome }, index) =>
        outcome === null ? [] : [[`step_${index + 1}`, shareOf(outcome, config)]],
      ),
    );
    return {
      mode: 'agent',
      decision: 'run',
      answer,
      steps: reads.map(readStep),
      missing: [],
      candidates: [],
      ...(usage === undefined ? {} : { usage }),
      untrusted_data: { ...(said.trim() === '' ? {} : { summary: said }), ...data },
    };
  }

  function ask(
    question: MissingArgument,
    outcome: Outcome,
    answers: Readonly<Arguments>,
    usage: AskAnswer['usage'],
    canAsk: boolean,
  ): AskAnswer {
    if (canAsk) {
      const field = {
        type: 'string',
        title: question.name,
        description: question.question,
        ...(question.choices ? { enum: [...question.choices] } : {}),
      };
      throw new PersonNeeded(
        { message: question.question, properties: { [question.name]: field }, required: [question.name] },
        { mode: 'agent', answers },
      );
    }
    return {
      ...told(outcome, `Nothing was done yet. The language model asks: ${question.question}`, usage),
      decision: 'ask',
      missing: [question],
      resume: { tool: 'ask', answers },
    };
  }

  function leftOutOf(request: string, steps: readonly PlanStep[], { view }: CallContext) {
    const calls = steps.map((step) => ({
      row: view.reach(step.tool),
      arguments: step.arguments,
      covers: '',
    }));
    return askToLeaveOutOf(hideRequestSecrets(request).text, calls);
  }

  /** What was answered so far, in this call and in those before it. */
  function answersOf({ answers }: AskRequest, { reply }: CallContext): Arguments {
    const state = (reply?.state ?? {}) as { readonly answers?: Arguments };
    return {
      ...withoutEmptyAnswers(answers ?? {}),
      ...state.answers,
      ...withoutEmptyAnswers(reply?.content ?? {}),
    };
  }

  return {
    async answer(request, context) {
      const resumed = plans.resume(request, context, (refused, within) =>
        repairCall(options, request.request, refused, within),
      );
      if (resumed) return resumed;
      if (context.reply && context.reply.content === null)
        return told(
          { reads: [], steps: [], refused: [], words: '', question: null, stopped: null },
          'Nothing was done: the person did not answer.',
          undefined,
        );
      const answers = answersOf(request, context);
      const { outcome, usage } = await converse(request, answers, context);
      const { steps, question, stopped, reads } = outcome;
      if (question) return ask(question, outcome, answers, usage, context.canAsk === true);
      const looked = reads.length > 0 ? ` Looked at: ${reads.map(({ row }) => row.title).join(', ')}.` : '';
      if (stopped !== null) {
        const lost =
          steps.length > 0
            ? ` The plan so far (${steps.map(({ tool }) => tool).join(', ')}) was dropped.`
            : '';
        return {
          ...told(outcome, `Stopped, and nothing was changed. ${stopped}${lost}${looked}`, usage),
          decision: 'decline',
        };
      }
      if (steps.length === 0)
        return told(
          outcome,
          `${['Nothing was changed.', ...outcome.refused].join(' ')}${looked} What the language model says of it is under untrusted_data.summary.`,
          usage,
        );
      const leftOut = answers[LEAVE_OUT] === 'yes' ? null : leftOutOf(request.request, steps, context);
      if (leftOut && answers[LEAVE_OUT] === 'no')
        return {
          ...told(outcome, 'Nothing was done: not all of it can be done.', usage),
          decision: 'decline',
        };
      if (leftOut) return ask(leftOut, outcome, answers, usage, context.canAsk === true);
      const plan: Plan = { nonce: randomUUID(), mode: 'agent', steps, usage };
      return plans.propose(plan, request, context);
    },
  };
}
