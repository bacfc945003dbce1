import Anthropic, { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import { ProviderError } from '../../errors.ts';
import { providerFailure } from './failure.ts';
import { callFromText } from './model-call.ts';
import type { Completion, OfferedTool, Provider, ProviderOptions, Turn } from './provider.ts';

const ADDRESS = 'https://api.anthropic.com';
const RETRIES = 2;
const CACHED = { type: 'ephemeral' } as const;

/**
 * Two marks up to which the provider keeps the tools: behind the pinned ones, which the next request has too, and behind
 * the last, for the next turn of this one. They are not strict: the provider compiles strict tools into one grammar and
 * refuses many of them, and arguments are checked here in any case.
 */
function toolsOf(tools: readonly OfferedTool[], pinned: number): Anthropic.Tool[] {
  return tools.map(({ name, description, inputSchema }, index) => ({
    name,
    description,
    input_schema: { ...inputSchema, type: 'object' },
    ...(index === pinned - 1 || index === tools.length - 1 ? { cache_control: CACHED } : {}),
  }));
}

function messageOf(turn: Turn): Anthropic.MessageParam {
  if (turn.role === 'user') return { role: 'user', content: [{ type: 'text', text: turn.text }] };
  if (turn.role === 'model') return { role: 'assistant', content: turn.own as Anthropic.ContentBlockParam[] };
  return {
    role: 'user',
    content: turn.answers.map(({ id, text, failed }) => ({
      type: 'tool_result',
      tool_use_id: id,
      content: text,
      is_error: failed,
    })),
  };
}

/** The conversation, kept by the provider up to its last turn, which the next request repeats. */
function messagesOf(turns: readonly Turn[]): Anthropic.MessageParam[] {
  const messages = turns.map(messageOf);
  const last = messages.at(-1)?.content.at(-1);
  if (typeof last === 'object' && (last.type === 'text' || last.type === 'tool_result'))
    last.cache_control = CACHED;
  return messages;
}

const STOPS: Readonly<Record<string, Completion['stop']>> = {
  tool_use: 'tools',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'refusal',
};

/** Anthropic Messages. Thinking is left as the model has it; its blocks go back as they came. */
export function createAnthropic({ model, baseUrl, apiKey, fetch, timeoutMs }: ProviderOptions): Provider {
  const client = new Anthropic({
    apiKey,
    authToken: null,
    baseURL: baseUrl ?? ADDRESS,
    fetch,
    maxRetries: RETRIES,
    timeout: timeoutMs,
    logLevel: 'off',
  });
  return {
    model,
    async complete({ system, messages, tools, pinned = 0, toolChoice, maxTokens, signal }) {
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const stream = client.messages.stream(
          {
            model,
            max_tokens: maxTokens,
            system: [{ type: 'text', text: system, cache_control: CACHED }],
            messages: messagesOf(messages),
            ...(tools.length > 0 ? { tools: toolsOf(tools, pinned), tool_choice: { type: toolChoice } } : {}),
          },
          { signal: AbortSignal.any([signal, timeout]) },
        );
        // The SDK makes sense of half an object too; half of the arguments must not run.
        const written = new Map<number, string>();
        stream.on('streamEvent', (event) => {
          if (event.type === 'content_block_delta' && event.delta.type === 'input_json_delta')
            written.set(event.index, (written.get(event.index) ?? '') + event.delta.partial_json);
        });
        const message = await stream.finalMessage();
        if (message.stop_reason === null)
          throw new ProviderError('The answer of the language model broke off. Try again.', {
            code: 'model_broken_answer',
          });
        const { usage } = message;
        const cached = usage.cache_read_input_tokens ?? 0;
        return {
          text: message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n'),
          toolCalls: message.content.flatMap((block, index) =>
            block.type === 'tool_use' ? [callFromText(block.id, block.name, written.get(index) ?? '')] : [],
          ),
          usage: {
            input: usage.input_tokens + cached + (usage.cache_creation_input_tokens ?? 0),
            output: usage.output_tokens,
            cached,
          },
          stop: STOPS[message.stop_reason] ?? 'end',
          turn: { role: 'model', own: message.content },
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
