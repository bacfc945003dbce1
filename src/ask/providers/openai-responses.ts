import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { ProviderError } from '../../errors.ts';
import { providerFailure } from './failure.ts';
import { callFromText } from './model-call.ts';
import { openAiClient } from './openai-client.ts';
import type { Completion, OfferedTool, Provider, ProviderOptions, Turn } from './provider.ts';
import { strictSchema, withoutNulls } from './strict-schema.ts';

type Item = OpenAI.Responses.ResponseInputItem;

function toolOf({ name, description, inputSchema }: OfferedTool): OpenAI.Responses.FunctionTool {
  const strict = strictSchema(inputSchema);
  return { type: 'function', name, description, parameters: strict ?? inputSchema, strict: strict !== null };
}

function itemsOf(turn: Turn): Item[] {
  if (turn.role === 'user') return [{ role: 'user', content: turn.text }];
  if (turn.role === 'model') return turn.own as Item[];
  return turn.answers.map(({ id, text }) => ({ type: 'function_call_output', call_id: id, output: text }));
}

function stopOf({ output, incomplete_details: incomplete }: OpenAI.Responses.Response): Completion['stop'] {
  if (incomplete?.reason === 'content_filter') return 'refusal';
  if (incomplete) return 'length';
  const isRefused = output.some(
    (item) => item.type === 'message' && item.content.some((part) => part.type === 'refusal'),
  );
  if (isRefused) return 'refusal';
  return output.some((item) => item.type === 'function_call') ? 'tools' : 'end';
}

/** OpenAI Responses. Nothing is stored there: the model's own turns, with their thoughts sealed, go back with each request. */
export function createOpenAiResponses(options: ProviderOptions): Provider {
  const { model, timeoutMs } = options;
  const client = openAiClient(OpenAI, options);
  return {
    model,
    async complete({ system, messages, tools, toolChoice, maxTokens, signal }) {
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const response = await client.responses
          .stream(
            {
              model,
              instructions: system,
              input: messages.flatMap(itemsOf),
              max_output_tokens: maxTokens,
              store: false,
              include: ['reasoning.encrypted_content'],
              ...(tools.length > 0 ? { tools: tools.map(toolOf), tool_choice: toolChoice } : {}),
            },
            { signal: AbortSignal.any([signal, timeout]) },
          )
          .finalResponse();
        if (response.status !== 'completed' && response.status !== 'incomplete')
          throw new ProviderError('The language model failed on this request. Try again.', {
            code: response.error?.code === 'rate_limit_exceeded' ? 'model_busy' : 'model_broken_answer',
          });
        const strict = new Set(
          tools.filter((tool) => strictSchema(tool.inputSchema)).map(({ name }) => name),
        );
        return {
          text: response.output_text,
          toolCalls: response.output.flatMap((item) => {
            if (item.type !== 'function_call') return [];
            const call = callFromText(item.call_id, item.name, item.arguments);
            return strict.has(call.name) && call.arguments
              ? [{ ...call, arguments: withoutNulls(call.arguments) }]
              : [call];
          }),
          usage: {
            input: response.usage?.input_tokens ?? 0,
            output: response.usage?.output_tokens ?? 0,
            cached: response.usage?.input_tokens_details?.cached_tokens ?? 0,
          },
          stop: stopOf(response),
          turn: { role: 'model', own: response.output.map(withoutParsed) },
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

/** What the SDK adds to an item for its readers, the server does not know. */
function withoutParsed(item: OpenAI.Responses.ResponseOutputItem): unknown {
  const { parsed_arguments: _, ...own } = item as { parsed_arguments?: unknown };
  return own;
}
