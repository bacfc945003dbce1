import { askArguments } from '../ask/ask-arguments.ts';
import type { AskAnswer } from '../ask/types.ts';
import { namedInstances } from '../ask/understand/named-instance.ts';
import type { CallContext, ToolCall } from '../call/execute.ts';
import { PersonNeeded } from '../call/confirm/question.ts';
import { ASK } from '../catalog/ask-tool.ts';
import { type Catalog, ofInstance } from '../catalog/catalog.ts';
import { DESCRIBE_TOOL, FIND_TOOLS, READ_TOOL, WRITE_TOOL } from '../catalog/helper-tools.ts';
import { INSTANCE } from '../catalog/instance-argument.ts';
import { withFileFields } from '../config/instances-file.ts';
import type { Arguments } from '../contract/tool.ts';
import { InputError, OpenObserveMcpError, toMessage } from '../errors.ts';
import { parseExact, stringifyExact, textOf } from '../json/exact-json.ts';
import { refuseLong, refuseMany } from '../limits.ts';
import { didYouMean } from '../names/nearest.ts';
import type { ToolResult } from '../result/result.ts';
import type { Instance } from './instance.ts';
import type { Run } from './run.ts';

/** An instance of a file, which has a name. */
export type NamedInstance = Instance & { readonly name: string };

/** Between the instance and the rest of `previous`, which is of no alphabet that has it. */
const MARK = '~';
const isObject = (value: unknown): value is Arguments =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNamed = (instance: Instance): instance is NamedInstance => instance.name !== null;

const wordsOf = ({ name, label, aliases }: NamedInstance) => ({
  name,
  words: [...(label === null ? [] : [label]), ...aliases],
});

/** A call without `instance`, and what it said; the helpers that call others may have it among the inner arguments. */
function withoutInstance({ name, arguments: args }: ToolCall): { call: ToolCall; wanted: string | null } {
  const { [INSTANCE]: own, ...rest } = args;
  let said = own;
  if ((name === READ_TOOL || name === WRITE_TOOL) && rest.arguments !== undefined) {
    const inner = typeof rest.arguments === 'string' ? unlessBroken(rest.arguments) : rest.arguments;
    if (isObject(inner) && INSTANCE in inner) {
      const { [INSTANCE]: innerSaid, ...others } = inner;
      if (own !== undefined && textOf(own) !== textOf(innerSaid))
        throw new InputError(`"${INSTANCE}" is given twice, and not the same.`);
      said = innerSaid;
      rest.arguments = others;
    }
  }
  const wanted = said === undefined || said === null || said === '' ? null : textOf(said);
  return { call: { name, arguments: rest }, wanted };
}

function unlessBroken(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return text;
  }
}

/** A call of an answer, as it is made again. */
function placed<T extends { readonly arguments: Arguments }>(call: T, name: string): T {
  return { ...call, arguments: { ...call.arguments, [INSTANCE]: name } };
}

/** A result that says first where it is from. */
function named(result: ToolResult, name: string): ToolResult {
  const [{ type, text } = { type: 'text' as const, text: '' }, ...others] = result.content;
  if (result.structuredContent !== undefined) {
    const { answer, previous, steps, undo, ...rest } = result.structuredContent as unknown as AskAnswer;
    const own = {
      [INSTANCE]: name,
      ...rest,
      steps: steps.map((step) => placed(step, name)),
      ...(undo === undefined ? {} : { undo: undo.map((call) => placed(call, name)) }),
      answer: `${name}: ${answer}`,
      ...(previous === undefined ? {} : { previous: `${name}${MARK}${previous}` }),
    };
    return { ...result, content: [{ type, text: stringifyExact(own) }, ...others], structuredContent: own };
  }
  const said = text.startsWith('{')
    ? text.replace(/^\{(\s*\})?/, (_, end?: string) => `{"${INSTANCE}":"${name}"${end ?? ','}`)
    : `${name}: ${text}`;
  return { ...result, content: [{ type, text: said }, ...others] };
}

/** The same error, saying first where it is from. */
function namedError(error: unknown, name: string, isOffered: boolean): unknown {
  if (!(error instanceof OpenObserveMcpError)) return error;
  const message = `${name}: ${withFileFields(error.message)}`;
  // Another instance may offer the tool, so that it is known.
  if (error.code === 'unknown_tool' && isOffered)
    return new InputError(message, { code: 'not_offered_by_instance', cause: error });
  if (error instanceof PersonNeeded)
    return new PersonNeeded(
      { ...error.question, message: `${name}: ${error.question.message}` },
      error.state,
    );
  if (!error.message.startsWith(`${name}: `)) error.message = message;
  return error;
}

interface RouteOptions {
  readonly catalog: Catalog;
  /** Those that there are just now. */
  readonly current: () => readonly Instance[];
  /** As whom the caller acts in each. */
  readonly runOf: (instance: NamedInstance) => Run;
  /** Hides what no text may hold: a call may name a secret for an instance. */
  readonly hide: (text: string) => string;
}

/**
 * Chooses the OpenObserve of each call, once, by its `instance` or by the words of `ask`, and names it in all that comes
 * of it. Without one a read goes to the first, and a write to none.
 */
export function createRoutedRun({ catalog, current, runOf, hide }: RouteOptions): Run {
  function offeredTo({ view }: CallContext): readonly NamedInstance[] {
    const names = new Set((view.options.instances ?? []).map(({ name }) => name));
    return current().filter((each): each is NamedInstance => isNamed(each) && names.has(each.name));
  }

  function find(wanted: string, offered: readonly NamedInstance[]): NamedInstance {
    refuseLong(`"${INSTANCE}"`, wanted, 'name');
    const folded = wanted.trim().toLowerCase();
    const found = offered.find(({ name, label, aliases }) =>
      [name, label ?? name, ...aliases].some((word) => word.toLowerCase() === folded),
    );
    if (found) return found;
    const names = offered.map(({ name }) => name);
    throw new InputError(
      `There is no instance ${hide(JSON.stringify(wanted))} here.${didYouMean(wanted, names)} There are: ${names.join(', ')}.`,
      { code: 'unknown_instance' },
    );
  }

  const unnamed = (offered: readonly NamedInstance[]) =>
    new InputError(
      `Nothing was done: this call changes something and names no OpenObserve. Set ${INSTANCE}: ${offered.map(({ name }) => name).join(', ')}.`,
      { code: 'instance_missing' },
    );

  async function runIn(
    instance: NamedInstance,
    call: ToolCall,
    context: CallContext,
    refuseWrite: (() => Error) | null,
  ): Promise<ToolResult> {
    const { name } = instance;
    const { view: wide, onOperation } = context;
    const exposure = wide.options.instances?.find((each) => each.name === name);
    if (!exposure) throw new InputError(`There is no instance "${name}" here.`, { code: 'unknown_instance' });
    context.onInstance?.(name);
    // A mode of `ask` may take the refusal for a step that failed.
    let refused: Error | null = null;
    const own: CallContext = {
      ...context,
      view: catalog.view(ofInstance(wide.options, exposure)),
      onOperation(row) {
        if (refuseWrite !== null && row.access !== 'read') {
          refused = refuseWrite();
          throw refused;
        }
        onOperation?.(row);
      },
    };
    try {
      const result = await runOf(instance)(call, own);
      if (refused !== null) throw refused;
      return named(result, name);
    } catch (error) {
      if (refused !== null) throw refused;
      const tool = call.name === READ_TOOL || call.name === WRITE_TOOL ? call.arguments.name : call.name;
      throw namedError(error, name, wide.listedAs(call.name) !== undefined || wide.reaches(textOf(tool)));
    }
  }

  /** The same question to several: each answers for itself, also where another cannot. */
  async function askEach(
    instances: readonly NamedInstance[],
    call: ToolCall,
    context: CallContext,
  ): Promise<ToolResult> {
    const refuse = () =>
      new InputError('Nothing was done: a change is made in one OpenObserve at a time. Name one.', {
        code: 'instance_missing',
      });
    const answers = await Promise.all(
      instances.map(async (instance) => {
        try {
          const result = await runIn(instance, call, context, refuse);
          return result.structuredContent as unknown as AskAnswer;
        } catch (error) {
          if (!(error instanceof OpenObserveMcpError) || error.code === 'instance_missing') throw error;
          return toMessage(error);
        }
      }),
    );
    const given = answers.filter((answer) => typeof answer !== 'string');
    const structuredContent = {
      mode: given[0]?.mode ?? 'semantic',
      decision: given[0]?.decision ?? 'decline',
      answer: answers.map((each) => (typeof each === 'string' ? each : each.answer)).join('\n'),
      steps: given.flatMap(({ steps }) => steps),
      missing: given.flatMap(({ missing }) => missing).slice(0, 1),
      candidates: given[0]?.candidates ?? [],
      each: Object.fromEntries(
        answers.map((each, index) => [
          instances[index]?.name,
          typeof each === 'string' ? { error: each } : each,
        ]),
      ),
    };
    return {
      content: [{ type: 'text', text: stringifyExact(structuredContent) }],
      structuredContent,
      ...(given.length === 0 ? { isError: true } : {}),
    };
  }

  function ask(
    call: ToolCall,
    wanted: NamedInstance | null,
    offered: readonly NamedInstance[],
    context: CallContext,
  ): Promise<ToolResult> {
    const args = askArguments(call.arguments);
    const { request, previous } = args;
    if (typeof request === 'string') refuseLong('"request"', request, 'question');
    const said = namedInstances(typeof request === 'string' ? request : '', offered.map(wordsOf));
    // What is meant for one that the caller may not see is done in no other.
    const others = current().filter(
      (each): each is NamedInstance => isNamed(each) && !offered.includes(each),
    );
    if (others.length > 0)
      for (const name of namedInstances(said.rest, others.map(wordsOf)).names) find(name, offered);
    const [before = '', ...after] = typeof previous === 'string' ? previous.split(MARK) : [];
    const follows = after.length > 0 ? find(before, offered) : null;
    const inWords = said.names.map((name) => find(name, offered));
    if (wanted && inWords.some((each) => each !== wanted))
      throw new InputError(
        `"${INSTANCE}" is ${wanted.name}, and the request names ${said.names.join(' and ')}. Which is meant?`,
        { code: 'instance_contradicted' },
      );
    if (inWords.length > 0 && said.rest === '')
      throw new InputError(
        `What is asked of ${said.names.join(' and ')}? Say it beside the name, such as "errors in the last hour in ${said.names.join(' and ')}".`,
      );
    const asked: ToolCall = {
      name: call.name,
      arguments: {
        ...args,
        ...(inWords.length > 0 ? { request: said.rest } : {}),
        ...(follows ? { previous: after.join(MARK) } : {}),
      },
    };
    if (inWords.length > 1) return askEach(inWords, asked, context);
    const target = wanted ?? inWords[0] ?? follows;
    if (target) return runIn(target, asked, context, null);
    return runIn(offered[0] as NamedInstance, asked, context, () => unnamed(offered));
  }

  return async (given, context) => {
    refuseMany(given.arguments);
    const offered = offeredTo(context);
    const [first] = offered;
    if (!first) throw new InputError('There is no instance here any more.', { code: 'unknown_instance' });
    const { call, wanted: said } = withoutInstance(given);
    const wanted = said === null ? (offered.length === 1 ? first : null) : find(said, offered);
    if (call.name === ASK && context.view.listedAs(ASK)) return ask(call, wanted, offered, context);
    if (wanted) return runIn(wanted, call, context, null);
    // What is said of the tools of all is from none.
    if (call.name === DESCRIBE_TOOL || call.name === FIND_TOOLS) return runOf(first)(call, context);
    const listed = context.view.listedAs(call.name);
    if (call.name === WRITE_TOOL || listed?.annotations.readOnlyHint === false) throw unnamed(offered);
    return runIn(first, call, context, () => unnamed(offered));
  };
}
