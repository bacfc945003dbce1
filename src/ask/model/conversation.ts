import { ProviderError } from '../../errors.ts';
import { maskText } from '../../redact/patterns.ts';
import type { Completion, OfferedTool, Provider, Turn } from '../providers/provider.ts';
import type { Budget } from './budget.ts';
import { BudgetSpent } from './budget.ts';

/** A talk with a model within a budget. Nothing leaves for it before secrets are masked. */
export interface Conversation {
  say(text: string): void;
  /** Answers to the calls of the last completion. */
  answer(
    answers: ReadonlyArray<{ readonly id: string; readonly text: string; readonly failed: boolean }>,
  ): void;
  /** @throws {ProviderError} when the model fails, will not answer, or the budget is spent */
  complete(tools: readonly OfferedTool[]): Promise<Completion>;
}

const CHARACTERS_PER_TOKEN = 4;

/** Start a conversation with a language model. */
export function createConversation(
  provider: Provider,
  system: string,
  budget: Budget,
  hide: (text: string) => string,
): Conversation {
  const messages: Turn[] = [];
  const clean = (text: string) => hide(maskText(text));

  async function ask(tools: readonly OfferedTool[]): Promise<Completion> {
    const input = Math.ceil(JSON.stringify([system, messages, tools]).length / CHARACTERS_PER_TOKEN);
    const maxTokens = budget.next(input);
    try {
      return await provider.complete({
        system,
        messages,
        tools,
        toolChoice: 'auto',
        maxTokens,
        signal: budget.signal,
      });
    } catch (error) {
      budget.fail();
      if (!budget.isTimeUp()) throw error;
      throw new BudgetSpent('The time for one request is up (O2_LLM_TIMEOUT).', {
        code: 'budget_time',
        cause: error,
      });
    }
  }

  return {
    say(text) {
      messages.push({ role: 'user', text: clean(text) });
    },
    answer(answers) {
      messages.push({ role: 'tools', answers: answers.map((each) => ({ ...each, text: clean(each.text) })) });
    },
    async complete(tools) {
      const completion = await ask(tools);
      budget.spend(completion.usage);
      if (completion.stop === 'refusal')
        throw new ProviderError('The language model will not answer this.', { code: 'model_refusal' });
      if (completion.toolCalls.length === 0 && completion.text.trim() === '')
        throw new ProviderError('The language model answered nothing.', { code: 'model_broken_answer' });
      messages.push(completion.turn);
      return completion;
    },
  };
}
