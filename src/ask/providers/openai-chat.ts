import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { providerFailure } from './failure.ts';
import { callFromText } from './model-call.ts';
import { openAiClient } from './openai-client.ts';
import type { Completion, OfferedTool, Provider, ProviderOptions, Turn } from './provider.ts';

type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;

/** Not strict: many compatible servers do not know the word. What comes is checked here in any case. */
function toolOf({ name, description, inputSchema }: OfferedTool): OpenAI.Chat.Completions.ChatCompletionTool {
  return { type: 'function', function: { name, description, parameters: { ...inputSchema } } };
}

function messagesOf(turn: Turn): Message[] {
  if (turn.role === 'user') return [{ role: 'user', content: turn.text }];
  if (turn.role === 'model') return [turn.own as Message];
  return turn.answers.map(({ id, text }) => ({ role: 'tool', tool_call_id: id, content: text }));
}

const STOPS: Readonly<Record<string, Completion['stop']>> = {
  tool_calls: 'tools',
  length: 'length',
  content_filter: 'refusal',
};

/** OpenAI Chat Completions, which most gateways and local servers speak. */
export function createOpenAiChat(options: ProviderOptions): Provider {
  const { model, timeoutMs } = options;
  const client = openAiClient(OpenAI, options);
  return {
    model,
    async complete({ system, messages, tools, toolChoice, maxTokens, signal }) {
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const completion = await client.chat.completions
          .stream(
            {
              model,
              messages: [{ role: 'system', content: system }, ...messages.flatMap(messagesOf)],
              max_completion_tokens: maxTokens,
              stream_options: { include_usage: true },
              ...(tools.length > 0 ? { tools: tools.map(toolOf), tool_choice: toolChoice } : {}),
            },
            { signal: AbortSignal.any([signal, timeout]) },
          )
          .finalChatCompletion();
        const [{ message, finish_reason: reason } = { message: null, finish_reason: 'stop' }] =
          completion.choices;
        const calls = (message?.tool_calls ?? []).filter((call) => call.type === 'function');
        const own = {
          role: 'assistant',
          content: message?.content ?? null,
          ...(calls.length > 0
            ? {
                tool_calls: calls.map(({ id, function: { name, arguments: args } }) => ({
                  id,
                  type: 'function',
                  function: { name, arguments: args },
                })),
              }
            : {}),
        };
        return {
          text: message?.content ?? '',
          toolCalls: calls.map(({ id, function: { name, arguments: args } }) => callFromText(id, name, args)),
          usage: {
            input: completion.usage?.prompt_tokens ?? 0,
            output: completion.usage?.completion_tokens ?? 0,
            cached: completion.usage?.prompt_tokens_details?.cached_tokens ?? 0,
          },
          stop: message?.refusal ? 'refusal' : calls.length > 0 ? 'tools' : (STOPS[reason] ?? 'end'),
          turn: { role: 'model', own },
        };
      } catch (error) {
        throw providerFailure(
          error,
          { APIError, APIConnectionError, APIConnectionTimeoutError },
          signal,
          timeout,
        );
      }
    },
  };
}
