import { ProviderError } from '../../errors.ts';
import { maskText } from '../../redact/patterns.ts';
import type { CallAnswer, Completion, OfferedTool, Provider, Turn } from '../providers/provider.ts';
import type { Budget } from './budget.ts';
import { timeUp } from './budget.ts';

/** A talk with a model within a budget. Nothing leaves for it before secrets are masked. */
export interface Conversation {
  say(text: string): void;
  /** Answers to the calls of the last completion. */
  answer(answers: readonly CallAnswer[]): void;
  /**
   * The next turn of the model. `isLast`: it was told that there is none after it, and its calls are not made.
   * @throws {ProviderError} when the model fails, will not answer, or the budget is spent
   */
  complete(tools: OfferedTools): Promise<Completion & { readonly isLast: boolean }>;
  /** All that was said, to go on with later. */
  turns(): readonly Turn[];
}

/** Tools that one request to a model offers. */
export interface OfferedTools {
  /** The same in every request, and first: what a provider keeps. */
  readonly pinned: readonly OfferedTool[];
  readonly others: readonly OfferedTool[];
  /** A call must be made. */
  readonly mustCall: boolean;
}

const CHARACTERS_PER_TOKEN = 4;
const LAST_TURN =
  'This is your last turn: make no call. Answer with what you know now, and say what you could not find out.';

/** The last turn with a remark for the model below it. */
function withRemark(messages: readonly Turn[], remark: string): Turn[] {
  const last = messages.at(-1);
  const before = messages.slice(0, -1);
  if (last?.role === 'user') return [...before, { role: 'user', text: `${last.text}\n\n${remark}` }];
  if (last?.role !== 'tools') return [...messages];
  const answers = last.answers.map((each, index) =>
    index === last.answers.length - 1 ? { ...each, text: `${each.text}\n\n${remark}` } : each,
  );
  return [...before, { role: 'tools', answers }];
}

/** `before`: what was said in an earlier call that this one goes on with. */
export function createConversation(
  provider: Provider,
  system: string,
  budget: Budget,
  hide: (text: string) => string,
  before: readonly Turn[] = [],
): Conversation {
  let messages: readonly Turn[] = before;
  const clean = (text: string) => hide(maskText(text));

  async function ask({ pinned, others, mustCall }: OfferedTools) {
    const tools = [...pinned, ...others];
    const input = Math.ceil(JSON.stringify([system, messages, tools]).length / CHARACTERS_PER_TOKEN);
    const { maxTokens, isLast } = budget.next(input);
    if (isLast) messages = withRemark(messages, LAST_TURN);
    try {
      const completion = await provider.complete({
        system,
        messages,
        tools,
        pinned: pinned.length,
        toolChoice: isLast ? 'none' : mustCall ? 'any' : 'auto',
        maxTokens,
        signal: budget.signal,
      });
      return { ...completion, isLast };
    } catch (error) {
      budget.fail();
      if (!budget.isTimeUp()) throw error;
      throw timeUp(error);
    }
  }

  return {
    turns: () => messages,
    say(text) {
      messages = [...messages, { role: 'user', text: clean(text) }];
    },
    answer(answers) {
      const cleaned = answers.map((each) => ({ ...each, text: clean(each.text) }));
      messages = [...messages, { role: 'tools', answers: cleaned }];
    },
    async complete(tools) {
      const completion = await ask(tools);
      budget.spend(completion.usage);
      if (completion.stop === 'refusal')
        throw new ProviderError('The language model will not answer this.', { code: 'model_refusal' });
      if (completion.toolCalls.length === 0 && completion.text.trim() === '')
        throw new ProviderError('The language model answered nothing.', { code: 'model_broken_answer' });
      messages = [...messages, completion.turn];
      return completion;
    },
  };
}
