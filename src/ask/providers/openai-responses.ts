import type OpenAI from 'openai';
import { ProviderError } from '../../errors.ts';
import { callFromText } from './model-call.ts';
import { argumentsText, brokenOff, choiceOf, openAiProvider, readWireAnswer } from './openai-frame.ts';
import type { Completion, OfferedTool, Provider, ProviderOptions, Turn } from './provider.ts';
import { strictSchema, withoutNulls } from './strict-schema.ts';

type Item = OpenAI.Responses.ResponseInputItem;
type Output = OpenAI.Responses.ResponseOutputItem;
type Answer = OpenAI.Responses.Response;

function toolOf({ name, description, inputSchema }: OfferedTool): OpenAI.Responses.FunctionTool {
  const strict = strictSchema(inputSchema);
  return { type: 'function', name, description, parameters: strict ?? inputSchema, strict: strict !== null };
}

function itemsOf(turn: Turn): Item[] {
  if (turn.role === 'user') return [{ role: 'user', content: turn.text }];
  if (turn.role === 'model') return turn.own as Item[];
  return turn.answers.map(({ id, text }) => ({ type: 'function_call_output', call_id: id, output: text }));
}

function stopOf({ incomplete_details: incomplete }: Answer, output: readonly Output[]): Completion['stop'] {
  if (incomplete?.reason === 'content_filter') return 'refusal';
  if (incomplete) return 'length';
  const isRefused = output.some(
    (item) => item.type === 'message' && item.content.some((part) => part.type === 'refusal'),
  );
  if (isRefused) return 'refusal';
  return output.some((item) => item.type === 'function_call') ? 'tools' : 'end';
}

const ENDS: ReadonlySet<string> = new Set(['response.completed', 'response.incomplete', 'response.failed']);

/** The response that a stream ends with. @throws {ProviderError} when it has no end */
async function lastResponse(events: AsyncIterable<unknown>): Promise<Answer> {
  for await (const event of events) {
    const { type, response } = event as { type: string; response?: Answer };
    if (ENDS.has(type) && response) return response;
  }
  throw brokenOff();
}

function textOf(output: readonly Output[]): string {
  return output
    .flatMap((item) => (item.type === 'message' ? item.content : []))
    .map((part) => (part.type === 'output_text' ? part.text : ''))
    .join('');
}

/** OpenAI Responses. Nothing is stored there: the model's own turns, with their thoughts sealed, go back with each request. */
export function createOpenAiResponses(options: ProviderOptions): Provider {
  return openAiProvider(options, async (client, request, signal) => {
    const { system, messages, tools, toolChoice, maxTokens } = request;
    const sent = await client.responses
      .create(
        {
          model: options.model,
          instructions: system,
          input: messages.flatMap(itemsOf),
          max_output_tokens: maxTokens,
          store: false,
          stream: true,
          include: ['reasoning.encrypted_content'],
          ...(tools.length > 0 ? { tools: tools.map(toolOf), tool_choice: choiceOf(toolChoice) } : {}),
        },
        { signal },
      )
      .asResponse();
    const answer = await readWireAnswer(sent);
    const response =
      'whole' in answer ? (answer.whole as unknown as Answer) : await lastResponse(answer.events);
    if (response.status !== 'completed' && response.status !== 'incomplete')
      throw new ProviderError('The language model failed on this request. Try again.', {
        code: response.error?.code === 'rate_limit_exceeded' ? 'model_busy' : 'model_broken_answer',
      });
    const output = response.output.map((item) =>
      item.type === 'function_call' ? { ...item, arguments: argumentsText(item.arguments) } : item,
    );
    return {
      text: textOf(output),
      toolCalls: output.flatMap((item) => {
        if (item.type !== 'function_call') return [];
        const call = callFromText(item.call_id, item.name, item.arguments);
        return [{ ...call, arguments: call.arguments && withoutNulls(call.arguments) }];
      }),
      usage: {
        input: response.usage?.input_tokens ?? 0,
        output: response.usage?.output_tokens ?? 0,
        cached: response.usage?.input_tokens_details?.cached_tokens ?? 0,
      },
      stop: stopOf(response, output),
      turn: { role: 'model', own: output },
    };
  });
}
