import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type InputRequests,
  type InputRequiredResult,
  inputRequired,
  MissingRequiredClientCapabilityError,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { COLOR_FORM, DEFAULTS_FORM, ENUM_FORM, NAME_FORM, OK_FORM, USER_FORM } from './forms.ts';
import { PIXEL_PNG } from './pixel.ts';

type Answer = CallToolResult | InputRequiredResult;

/** What a fixture tool gets: its arguments, the context of the SDK, and a way to sign what it must remember. */
export interface FixtureCall {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly context: ServerContext;
  readonly mint: (state: FixtureState) => Promise<string>;
}

export interface FixtureState {
  readonly round: number;
}

/** A tool that the conformance suites call by name; what it must do is said in their scenarios. */
export interface FixtureTool {
  readonly inputSchema?: { readonly type: 'object'; readonly [keyword: string]: unknown };
  readonly call: (call: FixtureCall) => Answer | Promise<Answer>;
}

const SILENCE_WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';
const STEP_MS = 50;

const IMAGE = { type: 'image', data: PIXEL_PNG, mimeType: 'image/png' } as const;
const text = (value: string) => ({ type: 'text', text: value }) as const;
const resource = (uri: string, mimeType: string, body: string) =>
  ({ type: 'resource', resource: { uri, mimeType, text: body } }) as const;
const always = (...content: CallToolResult['content']) => ({ call: () => ({ content }) });

const pause = () => new Promise((resolve) => setTimeout(resolve, STEP_MS));

function capabilitiesOf(context: ServerContext): ClientCapabilities {
  const envelope = context.mcpReq.envelope as Record<string, unknown> | undefined;
  return (envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? {}) as ClientCapabilities;
}

async function withProgress({ context }: FixtureCall): Promise<Answer> {
  const progressToken = context.mcpReq._meta?.progressToken;
  for (const progress of [0, 50, 100]) {
    if (progress > 0) await pause();
    if (progressToken === undefined) continue;
    const params = { progressToken, progress, total: 100 };
    await context.mcpReq.notify({ method: 'notifications/progress', params });
  }
  return { content: [text('The work is done.')] };
}

/** Asks once, then says what came back. */
function asking(requestsOf: (call: FixtureCall) => InputRequests, signed = false): Pick<FixtureTool, 'call'> {
  return {
    async call(call) {
      const requests = requestsOf(call);
      const responses = call.context.mcpReq.inputResponses ?? {};
      const missing = Object.keys(requests).filter((key) => !(key in responses));
      if (missing.length > 0)
        return inputRequired({
          inputRequests: requests,
          ...(signed ? { requestState: await call.mint({ round: 1 }) } : {}),
        });
      const state = call.context.mcpReq.requestState<FixtureState>();
      const proof = state === undefined ? '' : 'state-ok ';
      return { content: [text(`${proof}${JSON.stringify(responses)}`)] };
    },
  };
}

const NAME = {
  user_name: inputRequired.elicit({ message: 'What is your name?', requestedSchema: NAME_FORM }),
};
const CONFIRM = { confirm: inputRequired.elicit({ message: 'Please confirm', requestedSchema: OK_FORM }) };
const sample = (prompt: string, maxTokens: number) =>
  inputRequired.createMessage({ messages: [{ role: 'user', content: text(prompt) }], maxTokens });

/** Two questions, one after the other; which is next is in the signed state. */
async function inTwoRounds({ context, mint }: FixtureCall): Promise<Answer> {
  const round = context.mcpReq.requestState<FixtureState>()?.round ?? 0;
  if (round === 2) return { content: [text(JSON.stringify(context.mcpReq.inputResponses))] };
  const inputRequests: InputRequests =
    round === 0
      ? { step1: inputRequired.elicit({ message: 'Step 1: What is your name?', requestedSchema: NAME_FORM }) }
      : { step2: inputRequired.elicit({ message: 'Step 2: Which color?', requestedSchema: COLOR_FORM }) };
  return inputRequired({ inputRequests, requestState: await mint({ round: round + 1 }) });
}

/** Asks only for what the client says it can do. */
function byCapability({ context }: FixtureCall): Answer {
  const can = capabilitiesOf(context);
  const inputRequests: InputRequests = {
    ...(can.elicitation ? NAME : {}),
    ...(can.sampling ? { greeting: sample('Say hello', 50) } : {}),
  };
  return inputRequired({ inputRequests });
}

function needsSampling({ context }: FixtureCall): Answer {
  if (!capabilitiesOf(context).sampling)
    throw new MissingRequiredClientCapabilityError({ requiredCapabilities: { sampling: {} } });
  return { content: [text('The client can sample.')] };
}

const ADDRESS = {
  $anchor: 'addressDef',
  type: 'object',
  properties: { street: { type: 'string' }, city: { type: 'string' } },
};

/** A schema with the words of JSON Schema 2020-12 that must reach the client unharmed. */
const WIDE_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: { address: ADDRESS },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema, in data.
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
} as const;

const textArgument = (name: string) =>
  ({ type: 'object', properties: { [name]: { type: 'string' } }, required: [name] }) as const;

/** By name. */
export const FIXTURE_TOOLS: Readonly<Record<string, FixtureTool>> = {
  test_simple_text: always(text('This is a simple text response for testing.')),
  test_image_content: always(IMAGE),
  test_audio_content: always({ type: 'audio', data: SILENCE_WAV, mimeType: 'audio/wav' }),
  test_embedded_resource: always(resource('test://embedded-resource', 'text/plain', 'Embedded.')),
  test_multiple_content_types: always(
    text('Multiple content types test:'),
    IMAGE,
    resource('test://mixed-content-resource', 'application/json', '{"test":"data"}'),
  ),
  test_error_handling: {
    call: () => {
      throw new Error('This tool always fails.');
    },
  },
  test_tool_with_progress: { call: withProgress },
  test_logging_tool: always(text('Nothing is logged to the client.')),
  json_schema_2020_12_tool: { inputSchema: WIDE_SCHEMA, ...always(text('ok')) },
  test_missing_capability: { call: needsSampling },
  test_streaming_elicitation: asking(() => NAME),
  test_elicitation: {
    inputSchema: textArgument('message'),
    ...asking(({ arguments: { message } }) => ({
      user: inputRequired.elicit({ message: String(message), requestedSchema: USER_FORM }),
    })),
  },
  test_elicitation_sep1034_defaults: asking(() => ({
    form: inputRequired.elicit({ message: 'Check the defaults', requestedSchema: DEFAULTS_FORM }),
  })),
  test_elicitation_sep1330_enums: asking(() => ({
    form: inputRequired.elicit({ message: 'Choose', requestedSchema: ENUM_FORM }),
  })),
  test_sampling: {
    inputSchema: textArgument('prompt'),
    ...asking(({ arguments: { prompt } }) => ({ answer: sample(String(prompt), 100) })),
  },
  test_input_required_result_elicitation: asking(() => NAME),
  test_input_required_result_sampling: asking(() => ({
    capital_question: sample('What is the capital of France?', 100),
  })),
  test_input_required_result_list_roots: asking(() => ({ client_roots: inputRequired.listRoots() })),
  test_input_required_result_request_state: asking(() => CONFIRM, true),
  test_input_required_result_tampered_state: asking(() => CONFIRM, true),
  test_input_required_result_multiple_inputs: asking(
    () => ({ ...NAME, greeting: sample('Generate a greeting', 50), client_roots: inputRequired.listRoots() }),
    true,
  ),
  test_input_required_result_multi_round: { call: inTwoRounds },
  test_input_required_result_capabilities: { call: byCapability },
};
