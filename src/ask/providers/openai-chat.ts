import type OpenAI from 'openai';
import { callFromText } from './model-call.ts';
import { argumentsText, brokenOff, choiceOf, openAiProvider, readWireAnswer } from './openai-frame.ts';
import type {
  Completion,
  CompletionRequest,
  OfferedTool,
  Provider,
  ProviderOptions,
  Turn,
} from './provider.ts';
import { withoutNulls } from './strict-schema.ts';
import { callInText } from './text-calls.ts';

type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;
type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsStreaming;

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
  function_call: 'tools',
  length: 'length',
  content_filter: 'refusal',
};

/** A call as it is pieced together. */
interface WrittenCall {
  id: string;
  name: string;
  arguments: string;
}

/** A part of a call, as chunks and messages carry it; `index` is missing where a server leaves it out. */
interface CallPart {
  readonly index?: number;
  readonly id?: string | null;
  readonly function?: { readonly name?: string | null; readonly arguments?: unknown } | null;
}

interface Choice {
  readonly delta?: Said | null;
  readonly message?: Said | null;
  readonly finish_reason?: string | null;
}

interface Said {
  readonly content?: string | null;
  readonly refusal?: string | null;
  readonly tool_calls?: readonly CallPart[] | null;
}

interface Chunk {
  readonly choices?: readonly Choice[];
  readonly usage?: OpenAI.CompletionUsage | null;
}

/** Puts a message together from its chunks, or from one that holds it whole. */
function createMessage() {
  const calls: WrittenCall[] = [];
  const byIndex = new Map<number, WrittenCall>();
  const message = {
    text: '',
    refusal: '',
    calls,
    reason: null as string | null,
    usage: null as Chunk['usage'],
  };

  /** Without an index a part with another ID, or with the name of a tool, begins a call. */
  function callOf({ index, id, function: part }: CallPart): WrittenCall {
    const last = calls.at(-1);
    const found =
      index !== undefined
        ? byIndex.get(index)
        : last && (!id || id === last.id) && !(part?.name && last.name !== '')
          ? last
          : undefined;
    if (found) return found;
    const begun = { id: id || `call_${calls.length}`, name: '', arguments: '' };
    calls.push(begun);
    if (index !== undefined) byIndex.set(index, begun);
    return begun;
  }

  return {
    message,
    add({ choices = [], usage }: Chunk): void {
      if (usage) message.usage = usage;
      const [choice] = choices;
      const said = choice?.delta ?? choice?.message;
      if (choice?.finish_reason) message.reason = choice.finish_reason;
      message.text += said?.content ?? '';
      message.refusal += said?.refusal ?? '';
      for (const part of said?.tool_calls ?? []) {
        const call = callOf(part);
        call.name ||= part.function?.name ?? '';
        const { arguments: args } = part.function ?? {};
        if (args !== undefined && args !== null) call.arguments += argumentsText(args);
      }
    },
  };
}

/** What older servers call a parameter, or null where they go without it. */
const OLDER: Readonly<Record<string, string | null>> = {
  max_completion_tokens: 'max_tokens',
  stream_options: null,
};

/** The parameter that a server refuses because it does not know it. */
function unknownParameter(error: unknown, body: object): string | null {
  const { status, message } = error as { status?: number; message?: string };
  if (status !== 400 && status !== 422) return null;
  return Object.keys(OLDER).find((name) => name in body && message?.includes(name)) ?? null;
}

function withoutParameter(body: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  const { [name]: value, ...rest } = body;
  const older = OLDER[name];
  return typeof older === 'string' ? { ...rest, [older]: value } : rest;
}

/** OpenAI Chat Completions, which most gateways and local servers speak. */
export function createOpenAiChat(options: ProviderOptions): Provider {
  // What this server does not know is left out from then on.
  const refused = new Set<string>();

  async function send(client: OpenAI, body: Record<string, unknown>, signal: AbortSignal): Promise<Response> {
    try {
      return await client.chat.completions.create(body as unknown as Body, { signal }).asResponse();
    } catch (error) {
      const unknown = unknownParameter(error, body);
      if (unknown === null) throw error;
      refused.add(unknown);
      return send(client, withoutParameter(body, unknown), signal);
    }
  }

  async function ask(client: OpenAI, request: CompletionRequest, signal: AbortSignal) {
    const { system, messages, tools, toolChoice, maxTokens } = request;
    const whole: Record<string, unknown> = {
      model: options.model,
      messages: [{ role: 'system', content: system }, ...messages.flatMap(messagesOf)],
      max_completion_tokens: maxTokens,
      stream: true,
      stream_options: { include_usage: true },
      ...(tools.length > 0 ? { tools: tools.map(toolOf), tool_choice: choiceOf(toolChoice) } : {}),
    };
    const answer = await readWireAnswer(
      await send(client, [...refused].reduce(withoutParameter, whole), signal),
    );
    const { message, add } = createMessage();
    if ('whole' in answer) add(answer.whole as Chunk);
    else for await (const chunk of answer.events) add(chunk as Chunk);
    return message;
  }

  return openAiProvider(options, async (client, request, signal) => {
    const { text, refusal, calls, reason, usage } = await ask(client, request, signal);
    if (reason === null) throw brokenOff();
    const offered = new Set(request.toolChoice === 'none' ? [] : request.tools.map(({ name }) => name));
    const written = calls.length === 0 ? callInText(text, offered) : null;
    const toolCalls = written
      ? [written]
      : calls.map(({ id, name, arguments: args }) => callFromText(id, name, args));
    const own = {
      role: 'assistant',
      content: written || text === '' ? null : text,
      ...(toolCalls.length > 0
        ? {
            tool_calls: toolCalls.map(({ id, name, arguments: args }, index) => ({
              id,
              type: 'function',
              function: { name, arguments: calls[index]?.arguments ?? argumentsText(args) },
            })),
          }
        : {}),
    };
    return {
      text: written ? '' : text,
      toolCalls: toolCalls.map((call) => ({
        ...call,
        arguments: call.arguments && withoutNulls(call.arguments),
      })),
      usage: {
        input: usage?.prompt_tokens ?? 0,
        output: usage?.completion_tokens ?? 0,
        cached: usage?.prompt_tokens_details?.cached_tokens ?? 0,
      },
      stop: refusal !== '' ? 'refusal' : toolCalls.length > 0 ? 'tools' : (STOPS[reason] ?? 'end'),
      turn: { role: 'model', own },
    };
  });
}
