import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  createRequestStateCodec,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type RequestStateCodec,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { ToolCall } from '../call/execute.ts';
import type { JsonSchema } from '../contract/tool.ts';
import { printable, withoutControls } from '../redact/control-characters.ts';
import type { PersonReply, PersonNeeded, Question } from '../call/confirm/question.ts';

const FORM = 'form';
const STATE_LIFE_S = 600;

/** What travels through the client and back, signed: it holds for one caller and one call only. */
interface Sealed {
  readonly call: string;
  readonly caller: string;
  readonly state: unknown;
  /** What was asked for. */
  readonly fields: Question['properties'];
}

/** Asks the person behind a client by elicitation, in both protocol eras. */
export interface PersonAsker {
  /** For the SDK: refuses a state that was changed or has expired. */
  readonly verify: RequestStateCodec<Sealed>['verify'];
  /** Whether this client can show a form. */
  canAsk(server: Server, context: ServerContext, isStatelessLegacy: boolean): boolean;
  ask(needed: PersonNeeded, call: ToolCall): Promise<InputRequiredResult>;
  /** The answer to a question that this same call asked this same caller; undefined when there is none. */
  replyTo(call: ToolCall, context: ServerContext): Promise<PersonReply | undefined>;
}

/** The fields of a form as they may be shown. A choice that would act on a terminal cannot be shown as it is. */
function shown(properties: Question['properties']): Question['properties'] {
  const fields = Object.entries(properties).map(([name, field]) => {
    const { enum: choices, ...rest } = field as { readonly enum?: readonly string[] };
    const plain = choices?.filter((choice) => withoutControls(choice) === choice);
    const limits = plain === undefined || plain.length === 0 ? {} : { enum: plain };
    return [name, { ...(printable(rest) as object), ...limits }];
  });
  return Object.fromEntries(fields);
}

const NUMBERS = new Set(['number', 'integer']);

/** Whether a value is one that a field of a form can be given. Some clients write numbers as text. */
function fits(value: unknown, { type, enum: choices }: JsonSchema): boolean {
  if (Array.isArray(choices)) return choices.includes(value);
  if (NUMBERS.has(String(type))) return typeof value === 'number' || typeof value === 'string';
  return typeof value === type;
}

/** Of the content of a form what was asked for, and is of the kind that was asked for. */
function answersIn(content: unknown, fields: Question['properties']): Record<string, unknown> {
  if (typeof content !== 'object' || content === null) return {};
  const given = Object.entries(content);
  return Object.fromEntries(
    given.filter(([name, value]) => Object.hasOwn(fields, name) && fits(value, fields[name] as JsonSchema)),
  );
}

type FormSchema = Parameters<typeof inputRequired.elicit>[0]['requestedSchema'];

/** What the client can do, as it said in this request or when it connected; empty where it said nothing. */
export function capabilitiesOf(server: Server, context: ServerContext): ClientCapabilities {
  const envelope = context.mcpReq.envelope as Record<string, unknown> | undefined;
  return (envelope?.[CLIENT_CAPABILITIES_META_KEY] ??
    server.getClientCapabilities() ??
    {}) as ClientCapabilities;
}

/** What needs node:crypto, which takes time to load: with the first question, not with the start. */
async function digestOf({ name, arguments: args }: ToolCall): Promise<string> {
  return (await import('../call/confirm/approvals.ts')).digestOf(name, args);
}

/** `key` signs the state, 32 characters or more; replicas share it. */
export function createPersonAsker(key: () => string, caller: string): PersonAsker {
  let made: RequestStateCodec<Sealed> | null = null;
  const codec = () => {
    made ??= createRequestStateCodec<Sealed>({ key: key(), ttlSeconds: STATE_LIFE_S });
    return made;
  };
  return {
    verify: (state, context) => codec().verify(state, context),
    canAsk(server, context, isStatelessLegacy) {
      if (isStatelessLegacy) return false;
      const { elicitation } = capabilitiesOf(server, context);
      return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
    },
    async ask({ question, state }, call) {
      const { message, properties, required } = question;
      const shownFields = shown(properties);
      const fields = Object.fromEntries(
        Object.entries(shownFields).map(([name, { type, enum: choices }]) => [name, { type, enum: choices }]),
      );
      return inputRequired({
        inputRequests: {
          [FORM]: inputRequired.elicit({
            message: withoutControls(message),
            requestedSchema: {
              type: 'object',
              properties: shownFields,
              required: [...required],
            } as FormSchema,
          }),
        },
        requestState: await codec().mint({ call: await digestOf(call), caller, state, fields }),
      });
    },
    async replyTo(call, context) {
      const response = inputResponse(context.mcpReq.inputResponses, FORM);
      if (response.kind !== 'elicit') return undefined;
      const sealed = context.mcpReq.requestState<Sealed>();
      if (sealed?.caller !== caller || sealed.call !== (await digestOf(call))) return undefined;
      const content = response.action === 'accept' ? answersIn(response.content, sealed.fields) : null;
      return { state: sealed.state, content };
    },
  };
}
