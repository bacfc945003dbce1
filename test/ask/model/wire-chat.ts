import {
  type Asked,
  type AskedTurn,
  argumentText,
  type Event,
  pieces,
  type Reply,
  usageOf,
} from './model-server.ts';

type Json = Record<string, unknown>;

function turnsOf(messages: readonly Json[]): AskedTurn[] {
  const turns: AskedTurn[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (message.role === 'tool') {
      const answer = { id: String(message.tool_call_id), text: String(message.content) };
      if (last?.role === 'tools')
        turns[turns.length - 1] = { role: 'tools', answers: [...last.answers, answer] };
      else turns.push({ role: 'tools', answers: [answer] });
    } else if (message.role === 'user') turns.push({ role: 'user', text: String(message.content) });
    else
      turns.push({
        role: 'model',
        text: String(message.content ?? ''),
        calls: ((message.tool_calls ?? []) as Json[]).map((call) => {
          const { name, arguments: args } = call.function as { name: string; arguments: string };
          return { id: String(call.id), name, arguments: JSON.parse(args) };
        }),
      });
  }
  return turns;
}

/** A request of OpenAI Chat Completions. */
export function readChat(body: Json): Omit<Asked, 'protocol' | 'body' | 'headers'> {
  const [system, ...messages] = body.messages as Json[];
  return {
    system: String(system?.content ?? ''),
    tools: ((body.tools ?? []) as Json[]).map((tool) => {
      const { name, description, parameters: schema } = tool.function as Json;
      return { name: String(name), description: String(description), schema };
    }),
    turns: turnsOf(messages),
  };
}

/** The chunks in which OpenAI streams a chat completion. */
export function chatEvents(reply: Reply, { body, turns }: Asked): Event[] {
  const { text = '', calls = [] } = reply;
  const usage = usageOf(reply, body);
  const chunk = (choices: readonly Json[], more: Json = {}): Event => ({
    data: { id: 'chatcmpl_1', object: 'chat.completion.chunk', created: 1, model: 'test', choices, ...more },
  });
  const delta = (content: Json): Event => chunk([{ index: 0, delta: content, finish_reason: null }]);
  const reason = reply.isCutOff ? 'length' : calls.length > 0 ? 'tool_calls' : 'stop';
  return [
    delta({ role: 'assistant', content: '' }),
    ...(reply.refusal ? [delta({ refusal: text || 'I cannot help with that.' })] : []),
    ...(text === '' || reply.refusal ? [] : pieces(text).map((content) => delta({ content }))),
    ...calls.flatMap((call, index) => [
      delta({
        tool_calls: [
          {
            index,
            id: call.id ?? `call_${turns.length}_${index}`,
            type: 'function',
            function: { name: call.name, arguments: '' },
          },
        ],
      }),
      ...pieces(argumentText(call.arguments)).map((piece) =>
        delta({ tool_calls: [{ index, function: { arguments: piece } }] }),
      ),
    ]),
    chunk([{ index: 0, delta: {}, finish_reason: reason }]),
    chunk([], {
      usage: {
        prompt_tokens: usage.input,
        completion_tokens: usage.output,
        total_tokens: usage.input + usage.output,
        prompt_tokens_details: { cached_tokens: usage.cached },
      },
    }),
    { data: '[DONE]' },
  ];
}
