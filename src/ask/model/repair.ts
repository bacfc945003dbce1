import { InputError, OpenObserveMcpError, toMessage } from '../../errors.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import type { CallContext } from '../../call/execute.ts';
import type { RepairedStep, RefusedStep } from '../plan/repair-step.ts';
import { briefing, REPAIR_RULES } from './briefing.ts';
import type { ModelOptions } from './model-options.ts';
import { offeredTool } from './offered-tools.ts';
import { callKey } from './toolbox.ts';
import { setUpModelWork } from './setup.ts';

const NOTHING = { input: 0, output: 0, cached: 0 };

/** Asks the model once for other arguments. Whatever fails here, what was done before is still to be told. */
export async function repairCall(
  options: ModelOptions,
  request: string,
  { step, refusal, done }: RefusedStep,
  context: CallContext,
): Promise<RepairedStep> {
  const { config, nowMs, plans } = options;
  let used = () => NOTHING;
  const none = (why: string): RepairedStep => ({ arguments: null, why, usage: used() });
  try {
    const row = context.view.reach(step.tool);
    const wish = { request, context, rules: REPAIR_RULES, said: [], before: null };
    const { budget, within, secrets, dictionary, talk, box, texts } = await setUpModelWork(options, wish);
    used = budget.used;
    talk.say(
      [
        await briefing(
          { request: secrets.text, said: [], mayWrite: false, known: null },
          config,
          dictionary,
          nowMs(),
        ),
        `Done already: ${done.join(', ') || 'nothing'}.`,
        `This call was refused: ${step.tool} ${stringifyExact(step.arguments)}`,
        `The answer was: ${texts.ofFailure(refusal)}`,
      ].join('\n\n'),
    );
    const { toolCalls } = await talk.complete({
      pinned: [],
      others: [offeredTool(row, context.view)],
      mustCall: false,
    });
    const call = toolCalls.find(({ name }) => name === row.name);
    if (!call?.arguments) return none('The language model found no other arguments for it.');
    if (callKey(row.name, call.arguments) === callKey(row.name, step.arguments))
      return none('The language model would try the same again.');
    await box.check(row, call.arguments);
    const checked = await plans.check.one(row, call.arguments, [], within);
    return { arguments: checked.arguments, why: '', usage: used() };
  } catch (error) {
    if (!(error instanceof OpenObserveMcpError)) throw error;
    return none(
      error instanceof InputError
        ? `What the language model would try instead is wrong too. ${toMessage(error)}`
        : toMessage(error),
    );
  }
}
