import { randomUUID } from 'node:crypto';
import { ApiError, InputError, toMessage } from '../../errors.ts';
import type { CallContext } from '../../call/execute.ts';
import { briefing, LLM_RULES } from '../model/briefing.ts';
import { NONE_OF_THESE } from '../model/helpers.ts';
import { repairCall } from '../model/repair.ts';
import type { ModelOptions } from '../model/model-options.ts';
import { offeredTool } from '../model/offered-tools.ts';
import { offerTools, setUpModelWork } from '../model/setup.ts';
import type { ModelCall, Usage } from '../providers/provider.ts';
import { describeOutcome } from '../outcome-text.ts';
import { askToLeaveOutOf, LEAVE_OUT } from './write-gate.ts';
import type { AskAnswer, AskMode, AskRequest } from '../types.ts';

const SHORTLIST = 12;
/** The call, and its repair. */
const MOST_ROUNDS = 2;

const BARE = { mode: 'llm', steps: [], missing: [], candidates: [] } as const;

/** The mode for one step: one call of the model chooses a tool and fills it; a wrong one gets one repair. */
export function createLlmMode(options: ModelOptions): AskMode {
  const { plans, config, nowMs } = options;

  /** `problem`: why the call that was tried first was wrong. */
  function declined(summary: string, problem: string | null, usage: Usage): AskAnswer {
    const why = problem ?? 'the language model found no tool for this.';
    return {
      ...BARE,
      decision: 'decline',
      answer: `Nothing was done: ${why} What the language model says is under untrusted_data.summary.`,
      usage,
      untrusted_data: { summary },
    };
  }

  async function converse(request: AskRequest, context: CallContext): Promise<AskAnswer> {
    const { budget, within, secrets, dictionary, talk, box, texts } = await setUpModelWork(options, {
      request: request.request,
      context,
      rules: LLM_RULES,
    });
    const { rows } = await offerTools(options, secrets.text, context, SHORTLIST);
    const tools = [...[...rows.values()].map((row) => offeredTool(row, context.view)), NONE_OF_THESE];

    /** @throws {InputError} or {ApiError} with what the model can mend */
    async function run({ name, arguments: args }: ModelCall): Promise<AskAnswer> {
      const row = rows.get(name);
      if (!row) throw new InputError(`There is no tool "${name}" here.`);
      if (args === null) throw new InputError('The arguments are no JSON object.');
      if (row.access !== 'read') {
        await box.check(row, args);
        await plans.check(row, args, within);
        const leftOut = askToLeaveOutOf(secrets.text, [{ row, arguments: args, covers: '' }]);
        if (leftOut && request.answers?.[LEAVE_OUT] !== 'yes')
          return {
            ...BARE,
            decision: 'ask',
            answer: `Nothing was done yet. ${leftOut.question}`,
            steps: [{ tool: row.name, arguments: args, state: 'waiting' }],
            missing: [leftOut],
            resume: { tool: 'ask', answers: { ...request.answers } },
            usage: budget.used(),
          };
        const steps = [{ id: 's1', tool: row.name, arguments: args }];
        return plans.propose(
          { nonce: randomUUID(), mode: 'llm', steps, usage: budget.used() },
          request,
          context,
        );
      }
      const query = typeof args.sql === 'string' ? { query: args.sql } : {};
      if (request.dryRun) {
        await box.check(row, args);
        return {
          ...BARE,
          decision: 'run',
          answer: `Nothing was done. It would be done with ${row.name}.`,
          steps: [{ tool: row.name, arguments: args, state: 'planned' }],
          ...query,
          usage: budget.used(),
        };
      }
      const { outcome, error } = await box.read(row, args);
      if (error?.remedy === 'caller') throw error;
      if (outcome === null) throw error;
      const { answer, link, next, data } = describeOutcome(outcome, config);
      return {
        ...BARE,
        decision: 'run',
        answer,
        steps: [
          {
            tool: row.name,
            arguments: args,
            state: 'done',
            summary: answer,
            ...(link === undefined ? {} : { link }),
          },
        ],
        ...query,
        ...(next === undefined ? {} : { next }),
        usage: budget.used(),
        untrusted_data: data,
      };
    }

    talk.say(await briefing(secrets.text, request.answers ?? {}, config, dictionary, nowMs()));
    let last: { readonly call: ModelCall; readonly problem: string; readonly code: string | null } | null =
      null;
    for (let round = 1; round <= MOST_ROUNDS; round++) {
      const { toolCalls, text } = await talk.complete(tools);
      const [call, ...others] = toolCalls;
      if (!call) return declined(text, last?.problem ?? null, budget.used());
      if (call.name === NONE_OF_THESE.name)
        return declined(String(call.arguments?.reason ?? text), last?.problem ?? null, budget.used());
      try {
        return await run(call);
      } catch (error) {
        const isMendable = error instanceof InputError || error instanceof ApiError;
        if (!isMendable || error.remedy !== 'caller') throw error;
        last = { call, problem: toMessage(error), code: error.code ?? null };
        talk.answer([
          { id: call.id, text: texts.ofFailure(error), failed: true },
          ...others.map(({ id }) => ({ id, text: 'Only one call is made.', failed: true })),
        ]);
      }
    }
    const { call, problem, code } = last ?? {};
    if (code === 'not_ordered')
      return { ...BARE, decision: 'decline', answer: problem ?? '', usage: budget.used() };
    return {
      ...BARE,
      decision: 'run',
      answer: `Nothing was done: the language model did not fill ${call?.name} rightly. ${problem}`,
      steps: [
        { tool: call?.name ?? '', arguments: call?.arguments ?? {}, state: 'failed', summary: problem ?? '' },
      ],
      usage: budget.used(),
    };
  }

  return {
    async answer(request, context) {
      const resumed = plans.resume(request, context, (refused, within) =>
        repairCall(options, request.request, refused, within),
      );
      return resumed ?? converse(request, context);
    },
  };
}
