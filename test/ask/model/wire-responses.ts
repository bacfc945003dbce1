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

function turnsOf(input: readonly Json[]): AskedTurn[] {
  const turns: AskedTurn[] = [];
  for (const item of input) {
    const last = turns.at(-1);
    if (item.type === 'function_call_output') {
      const answer = { id: String(item.call_id), text: String(item.output) };
      if (last?.role === 'tools')
        turns[turns.length - 1] = { role: 'tools', answers: [...last.answers, answer] };
      else turns.push({ role: 'tools', answers: [answer] });
    } else if (item.type === 'function_call') {
      const call = {
        id: String(item.call_id),
        name: String(item.name),
        arguments: JSON.parse(String(item.arguments)),
      };
      if (last?.role === 'model') turns[turns.length - 1] = { ...last, calls: [...last.calls, call] };
      else turns.push({ role: 'model', text: '', calls: [call] });
    } else if (item.role === 'user') turns.push({ role: 'user', text: String(item.content) });
    else if (item.type === 'message') {
      const text = (item.content as Json[]).map((part) => String(part.text ?? '')).join('');
      turns.push({ role: 'model', text, calls: [] });
    } else throw new Error(`an item that OpenAI does not know: ${JSON.stringify(item)}`);
  }
  return turns;
}

/** What OpenAI refuses of a strict tool: each object closed, and every property required. */
function checkStrict(schema: unknown, where: string): void {
  if (typeof schema !== 'object' || schema === null) return;
  const { type, properties, required, additionalProperties, items } = schema as Json;
  if ([type].flat().includes('object')) {
    const names = Object.keys((properties ?? {}) as object);
    if (additionalProperties !== false) throw new Error(`${where}: additionalProperties must be false`);
    if (names.some((name) => !(required as string[])?.includes(name)))
      throw new Error(`${where}: every property must be required`);
    for (const name of names) checkStrict((properties as Json)[name], `${where}.${name}`);
  }
  checkStrict(items, `${where}[]`);
}

/** A request of OpenAI Responses. */
export function readResponses(body: Json): Omit<Asked, 'protocol' | 'body' | 'headers'> {
  const tools = (body.tools ?? []) as Json[];
  for (const tool of tools) if (tool.strict) checkStrict(tool.parameters, String(tool.name));
  return {
    system: String(body.instructions ?? ''),
    tools: tools.map(({ name, description, parameters: schema }) => ({
      name: String(name),
      description: String(description),
      schema,
    })),
    turns: turnsOf(body.input as Json[]),
  };
}

/** The events in which OpenAI streams a response. */
export function responsesEvents(reply: Reply, { body, turns }: Asked): Event[] {
  const { text = '', calls = [] } = reply;
  const usage = usageOf(reply, body);
  const items: Json[] = [
    ...(text === '' && !reply.refusal
      ? []
      : [
          {
            id: 'msg_1',
            type: 'message',
            role: 'assistant',
            status: 'completed',
            content: [
              reply.refusal
                ? { type: 'refusal', refusal: text || 'I cannot help with that.' }
                : { type: 'output_text', text, annotations: [] },
            ],
          },
        ]),
    ...calls.map((call, index) => ({
      id: `fc_${turns.length}_${index}`,
      type: 'function_call',
      call_id: call.id ?? `call_${turns.length}_${index}`,
      name: call.name,
      arguments: argumentText(call.arguments),
      status: 'completed',
    })),
  ];
  let sequence = 0;
  const event = (type: string, data: Json): Event => ({
    event: type,
    data: { type, sequence_number: sequence++, ...data },
  });
  const end = reply.isCutOff ? 'incomplete' : 'completed';
  const response = (status: string, output: readonly Json[]) => ({
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    status,
    error: null,
    incomplete_details: status === 'incomplete' ? { reason: 'max_output_tokens' } : null,
    instructions: null,
    metadata: {},
    model: 'test',
    output,
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    ...(status !== 'in_progress'
      ? {
          usage: {
            input_tokens: usage.input,
            input_tokens_details: { cached_tokens: usage.cached },
            output_tokens: usage.output,
            output_tokens_details: { reasoning_tokens: 0 },
            total_tokens: usage.input + usage.output,
          },
        }
      : {}),
  });
  return [
    event('response.created', { response: response('in_progress', []) }),
    ...items.flatMap((item, index) => {
      const at = { item_id: item.id, output_index: index };
      const isCall = item.type === 'function_call';
      return [
        event('response.output_item.added', {
          output_index: index,
          item: { ...item, status: 'in_progress', ...(isCall ? { arguments: '' } : { content: [] }) },
        }),
        ...(isCall
          ? [
              ...pieces(String(item.arguments)).map((delta) =>
                event('response.function_call_arguments.delta', { ...at, delta }),
              ),
              event('response.function_call_arguments.done', {
                ...at,
                name: item.name,
                arguments: item.arguments,
              }),
            ]
          : reply.refusal
            ? []
            : [
                event('response.content_part.added', {
                  ...at,
                  content_index: 0,
                  part: { type: 'output_text', text: '', annotations: [] },
                }),
                ...pieces(text).map((delta) =>
                  event('response.output_text.delta', { ...at, content_index: 0, delta, logprobs: [] }),
                ),
              ]),
        event('response.output_item.done', { output_index: index, item }),
      ];
    }),
    event(`response.${end}`, { response: response(end, items) }),
  ];
}
