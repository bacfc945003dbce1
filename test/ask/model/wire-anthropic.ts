import { type Asked, argumentText, type Event, pieces, type Reply, usageOf } from './model-server.ts';

type Json = Record<string, unknown>;

/** A request of Anthropic Messages. */
export function readAnthropic(body: Json): Omit<Asked, 'protocol' | 'body' | 'headers'> {
  const blocks = (content: unknown) =>
    (typeof content === 'string' ? [{ type: 'text', text: content }] : content) as Json[];
  const textOf = (content: unknown) =>
    blocks(content)
      .filter(({ type }) => type === 'text')
      .map(({ text }) => String(text))
      .join('\n');
  return {
    system: textOf(body.system ?? ''),
    tools: ((body.tools ?? []) as Json[]).map(({ name, description, input_schema: schema }) => ({
      name: String(name),
      description: String(description),
      schema,
    })),
    turns: (body.messages as Json[]).map(({ role, content }) => {
      const results = blocks(content).filter(({ type }) => type === 'tool_result');
      if (results.length > 0)
        return {
          role: 'tools',
          answers: results.map((each) => ({ id: String(each.tool_use_id), text: textOf(each.content) })),
        };
      if (role === 'user') return { role: 'user', text: textOf(content) };
      const calls = blocks(content).filter(({ type }) => type === 'tool_use');
      return {
        role: 'model',
        text: textOf(content),
        calls: calls.map(({ id, name, input }) => ({ id: String(id), name: String(name), arguments: input })),
      };
    }),
  };
}

/** The events in which Anthropic streams a reply. */
export function anthropicEvents(reply: Reply, { body, turns }: Asked): Event[] {
  const { text = '', calls = [] } = reply;
  const usage = usageOf(reply, body);
  const cache = { cache_creation_input_tokens: 0, cache_read_input_tokens: usage.cached };
  const event = (type: string, data: Json): Event => ({ event: type, data: { type, ...data } });
  const blocks = [
    ...(text === ''
      ? []
      : [
          {
            start: { type: 'text', text: '' },
            deltas: pieces(text).map((piece) => ({ type: 'text_delta', text: piece })),
          },
        ]),
    ...calls.map((call, index) => ({
      start: {
        type: 'tool_use',
        id: call.id ?? `toolu_${turns.length}_${index}`,
        name: call.name,
        input: {},
      },
      deltas: pieces(argumentText(call.arguments)).map((piece) => ({
        type: 'input_json_delta',
        partial_json: piece,
      })),
    })),
  ];
  const stop = reply.isCutOff
    ? 'max_tokens'
    : reply.refusal
      ? 'refusal'
      : calls.length > 0
        ? 'tool_use'
        : 'end_turn';
  return [
    event('message_start', {
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        content: [],
        model: 'test',
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: usage.input - usage.cached, output_tokens: 1, ...cache },
      },
    }),
    ...blocks.flatMap(({ start, deltas }, index) => [
      event('content_block_start', { index, content_block: start }),
      ...deltas.map((delta) => event('content_block_delta', { index, delta })),
      event('content_block_stop', { index }),
    ]),
    event('message_delta', {
      delta: { stop_reason: stop, stop_sequence: null },
      usage: { output_tokens: usage.output },
    }),
    event('message_stop', {}),
  ];
}
