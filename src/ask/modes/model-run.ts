import type { CallContext } from '../../call/execute.ts';
import { DESCRIBE_TOOL } from '../../catalog/helper-tools.ts';
import type { Arguments, JsonSchema, ToolRow } from '../../contract/tool.ts';
import type { ContractWords } from '../../contract/words.ts';
import { InputError, OpenObserveMcpError, ProviderError, toMessage } from '../../errors.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import { briefing, MOST_STEPS, RULES } from '../model/briefing.ts';
import { BudgetSpent, timeUp } from '../model/budget.ts';
import type { PutQuestion, Talk } from '../model/conversation-store.ts';
import {
  ASK_PERSON,
  HELPERS,
  MORE_TOOLS,
  NONE_OF_THESE,
  TOOL_DETAILS,
  WITHDRAW_STEP,
} from '../model/helpers.ts';
import type { ModelOptions } from '../model/model-options.ts';
import { isOwnRead, offeredTool, pinnedTools, rowsFor } from '../model/offered-tools.ts';
import { withStreamTypes } from '../model/stream-types.ts';
import { setUpModelWork } from '../model/setup.ts';
import { thresholdUnit } from '../model/threshold-unit.ts';
import { callKey, type MadeRead } from '../model/toolbox.ts';
import { PLANNED_TWICE } from '../plan/check-step.ts';
import { withMadeSecrets } from '../plan/made-secrets.ts';
import { checkReferences, type PlanStep, referencesIn } from '../plan/plan.ts';
import { saysNotWhetherOn, staysOff } from '../plan/step-facts.ts';
import type { CallAnswer, ModelCall } from '../providers/provider.ts';
import { callInText } from '../providers/text-calls.ts';
import { exceptedNames } from '../understand/orders/excepted-names.ts';

/** Code of the refusal of a step about what the person excepts. */
const EXCEPTED = 'excepted';
/** Code of the refusal of malformed arguments. */
const BAD_ARGUMENT = 'invalid_argument';
/** Turns in a row in which every call was wrong, or made before. */
const MOST_USELESS_TURNS = 3;
/** Calls of one turn that are made. */
const MOST_CALLS = 12;

/** Why an answer has no end. */
const CUT_OFF = 'The language model wrote more than it may, and was cut off (O2_LLM_TOKENS).';

/** What a conversation came to. */
export interface ModelRunEnd {
  /** All of it, to go on with. */
  readonly talk: Talk;
  /** The questions that it waits for. */
  readonly questions: readonly PutQuestion[];
  /** Why steps that the model wanted are not in the plan. */
  readonly refused: readonly string[];
  /** Why it was stopped; null when the model came to its end. */
  readonly stopped: string | null;
  /** Turns in which the model made calls. */
  readonly rounds: number;
}

/** A request for a model to carry out. */
export interface ModelWish {
  readonly request: string;
  readonly context: CallContext;
  /** One call is expected to do it: it must be made, and a write ends the conversation. */
  readonly isSingle: boolean;
  /** What was read before the model is asked: a tool of our own with its arguments; null for nothing. */
  readonly first: { readonly name: string; readonly arguments: Readonly<Arguments> } | null;
  /** Earlier questions to the person, each with the answer. */
  readonly said: readonly string[];
  /** Words of the person that steps of a plan do not have. */
  readonly leftOut: (steps: readonly PlanStep[]) => readonly string[];
  /** The talk that goes on, and the answers to what it asked. */
  readonly before: { readonly talk: Talk; readonly answers: readonly CallAnswer[] } | null;
}

function questionOf(callId: string, args: Readonly<Arguments>): PutQuestion {
  const { about, question, choices } = args;
  if (typeof about !== 'string' || typeof question !== 'string')
    throw new InputError('ask_person takes "about" and "question", both text.');
  return {
    callId,
    name: about.trim().replaceAll(/\W+/g, '_') || 'answer',
    question,
    ...(Array.isArray(choices) && choices.length > 0 ? { choices: choices.map(String) } : {}),
  };
}

/** The arguments with what nobody needs to say; what is chosen from a list is for the model to say. */
function withAssumed(
  { operationId, inputSchema }: ToolRow,
  given: Readonly<Arguments>,
  { assume }: ContractWords,
): Arguments {
  const properties = (inputSchema.properties ?? {}) as Record<string, JsonSchema>;
  const assumed = Object.entries(assume[operationId] ?? {}).filter(
    ([name]) => given[name] === undefined && properties[name]?.enum === undefined,
  );
  return { ...given, ...Object.fromEntries(assumed) };
}

/** What tells one thing that a model wants made or changed from another: another form of the call or of its name takes its place. */
const subjectOf = ({ name, arguments: args }: ModelCall) =>
  [name, String(args?.name ?? args?.title ?? args?.key ?? '').replaceAll(/[^\p{L}\p{N}]/gu, '')].join(' ');

/** Lets a model read what it needs and plan what it would write, until it ends, asks, or is stopped. It writes nothing. */
export async function runModel(options: ModelOptions, wish: ModelWish): Promise<ModelRunEnd> {
  const { plans, config, words, nowMs, loadRouter, describeTool } = options;
  const { request, context, isSingle, said, before } = wish;
  const { view } = context;
  const setup = { request, context, said, rules: RULES, before: before?.talk ?? null };
  const { budget, within, secrets, dictionary, talk, box, texts, ordered } = await setUpModelWork(
    options,
    setup,
  );
  const router = await loadRouter();
  const rows = new Map<string, ToolRow>(
    rowsFor(secrets.text, view, router, words, ordered).map((row) => [row.name, row]),
  );
  const mayWrite = [...rows.values()].some(({ access }) => access !== 'read');
  const found = [...(before?.talk.found ?? [])];
  for (const name of found) rows.set(name, view.reach(name));
  const pinned = pinnedTools(view, words);
  const atHand = new Map(
    pinned.flatMap(({ name }) => (isOwnRead(name, view) ? [] : [[name, view.reach(name)] as const])),
  );
  const reads: MadeRead[] = [...(before?.talk.reads ?? [])];
  const steps: PlanStep[] = [...(before?.talk.steps ?? [])];
  const seen = new Map(before?.talk.seen ?? []);
  const refused = new Map<string, InputError>();
  let questions: PutQuestion[] = [];
  let told: CallAnswer[] = [];
  let rounds = 0;
  let useless = 0;
  let isWarned = false;

  const excepted = exceptedNames(request);
  let planned = Math.max(0, ...steps.map(({ id }) => Number(id.slice(1))));

  /** @throws {InputError} when a step changes or takes away what the words except */
  function refuseExcepted(row: ToolRow, args: Readonly<Arguments>, about: string): void {
    if (row.method === 'POST' && row.access === 'write' && row.update === null) return;
    const named = [...Object.values(args).flat(), ...about.split(', ')];
    const spared = excepted.find((name) =>
      named.some((each) => typeof each === 'string' && each.toLowerCase() === name),
    );
    if (spared !== undefined)
      throw new InputError(`The person excepts "${spared}": leave it as it is.`, { code: EXCEPTED });
  }

  async function plan(row: ToolRow, given: Readonly<Arguments>): Promise<string> {
    const { args, notes: own } = withMadeSecrets(
      row,
      withAssumed(row, await withStreamTypes(row, given, dictionary), words),
      (value) => request.includes(secrets.restore(value)),
      words,
    );
    if (steps.length >= MOST_STEPS)
      throw new InputError(
        `A plan has at most ${MOST_STEPS} steps, and this one has them. End with what is planned, and say what is left for another request.`,
      );
    checkReferences(args, steps, (tool) => view.reach(tool), words);
    const written = await box.check(row, args);
    // What somebody wants made is meant to work.
    const wanted = saysNotWhetherOn(row, args) && staysOff(row, written) ? { ...args, enabled: true } : args;
    const {
      arguments: checked,
      about,
      notes: found,
      lacks,
    } = await plans.check.one(row, wanted, steps, within);
    refuseExcepted(row, checked, about);
    const unit = await thresholdUnit(checked, dictionary);
    const notes = [...(unit === null ? [] : [unit]), ...found, ...own];
    planned += 1;
    const id = `s${planned}`;
    steps.push({
      id,
      tool: row.name,
      arguments: checked,
      ...(about === '' ? {} : { about }),
      ...(notes.length > 0 ? { notes } : {}),
    });
    const note = [
      ...texts.ofNotes(notes),
      ...lacks,
      'It runs when the person has approved the whole plan.',
    ].join(' ');
    return stringifyExact({ planned: id, note });
  }

  function withdraw({ step: id }: Readonly<Arguments>): string {
    const at = steps.findIndex((step) => step.id === id);
    if (at < 0)
      throw new InputError(
        `There is no step "${String(id)}". Planned: ${steps.map((each) => each.id).join(', ')}.`,
      );
    const leaning = steps.filter(({ arguments: args }) => referencesIn(args).some(([other]) => other === id));
    if (leaning.length > 0)
      throw new InputError(`${leaning.map((each) => each.id).join(', ')} refers to it: withdraw that first.`);
    steps.splice(at, 1);
    // The same call may be planned again.
    for (const [key, text] of seen) if (text.startsWith(`{"planned":"${String(id)}"`)) seen.delete(key);
    return stringifyExact({ withdrawn: id, left: steps.map((each) => `${each.id} ${each.tool}`) });
  }

  function moreTools({ does }: Readonly<Arguments>): string {
    const listed = router.shortlist(String(does ?? ''), view, 8).map(({ row }) => row);
    const reading = listed.filter(({ access, name }) => access === 'read' && !atHand.has(name)).slice(0, 4);
    for (const row of reading) {
      if (!rows.has(row.name)) found.push(row.name);
      rows.set(row.name, row);
    }
    return stringifyExact(reading.map((row) => ({ name: row.name, does: row.description })));
  }

  async function read(name: string, args: Readonly<Arguments>): Promise<string> {
    const row = rows.get(name) ?? atHand.get(name);
    context.onProgress?.(row?.title ?? view.listedAs(name)?.title ?? name, reads.length);
    const made = row ? await box.read(row, args) : await box.readOwn(name, args);
    reads.push(made);
    if (made.error === null) return made.text;
    // What no other arguments mend is for the person, where nothing else came out.
    if (isSingle && made.error.remedy !== 'caller' && reads.every(({ error }) => error !== null))
      throw made.error;
    throw new InputError(made.text);
  }

  async function one({ id, name, arguments: args }: ModelCall): Promise<string> {
    if (args === null) throw new InputError('The arguments are no JSON object.');
    if (name === ASK_PERSON.name) {
      questions = [...questions, questionOf(id, args)];
      return 'The person is asked.';
    }
    if (name === MORE_TOOLS.name) return moreTools(args);
    if (name === WITHDRAW_STEP.name) return withdraw(args);
    if (name === TOOL_DETAILS.name) return (await describeTool(args, view)).content[0]?.text ?? '';
    if (isOwnRead(name, view)) return read(name, args);
    const row = rows.get(name) ?? atHand.get(name);
    if (!row)
      throw new InputError(
        `There is no tool "${name}" here. Use those that are offered, or ${MORE_TOOLS.name}.`,
      );
    return row.access === 'read' ? read(name, args) : plan(row, args);
  }

  async function answerTo(call: ModelCall): Promise<CallAnswer> {
    const key = callKey(call.name, call.arguments);
    if (seen.has(key))
      return {
        id: call.id,
        text: 'You have made this very call already. Its answer stands above.',
        failed: true,
      };
    try {
      const text = await one(call);
      refused.delete(subjectOf(call));
      seen.set(key, text);
      return { id: call.id, text, failed: false };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const isWrite = rows.has(call.name) && rows.get(call.name)?.access !== 'read';
      if (isWrite && error.code !== PLANNED_TWICE) refused.set(subjectOf(call), error);
      // A model has the tool under another name.
      const text = texts.ofFailure(error).replaceAll(DESCRIBE_TOOL, TOOL_DETAILS.name);
      return { id: call.id, text, failed: true };
    }
  }

  async function begin(): Promise<void> {
    if (before) {
      talk.answer([...before.talk.told, ...before.answers]);
      return;
    }
    const { first } = wish;
    const made = first === null ? null : await box.readOwn(first.name, first.arguments);
    if (made !== null && made.error === null) {
      reads.push(made);
      seen.set(callKey(made.tool, made.arguments), made.text);
    }
    const known =
      made === null || made.error !== null
        ? null
        : `Made already: ${made.tool} ${stringifyExact(made.arguments)}. Its answer:\n${made.text}`;
    talk.say(await briefing({ request: secrets.text, said, mayWrite, known }, config, dictionary, nowMs()));
  }

  const toolNames = () => [...pinned.map(({ name }) => name), ...rows.keys()];

  /** The next turn of the model, and its calls made. Answers with the words at its end, or null where it goes on. */
  async function turn(): Promise<{ readonly words: string; readonly stopped: string | null } | null> {
    const others = [...rows.values()].map((row) => offeredTool(row, view));
    const { toolCalls, text, stop, isLast } = await talk.complete({
      pinned: [...pinned, ...HELPERS],
      others: mayWrite ? [WITHDRAW_STEP, ...others] : others,
      mustCall: isSingle && rounds === 0 && reads.length === 0,
    });
    const none = toolCalls.find(({ name }) => name === NONE_OF_THESE.name);
    if (none) return { words: String(none.arguments?.reason ?? text), stopped: null };
    const written = toolCalls.length > 0 ? null : callInText(text, new Set(toolNames()));
    if (written && !isLast && useless < MOST_USELESS_TURNS - 1) {
      useless += 1;
      talk.say(`You wrote a call of ${written.name} as text. Make it as a tool call.`);
      return null;
    }
    if (toolCalls.length === 0 && stop === 'length') return { words: text, stopped: CUT_OFF };
    if (toolCalls.length === 0) return atEnd(text, isLast);
    if (isLast)
      return {
        words: text,
        stopped: 'The language model reached its limit before it finished (O2_LLM_STEPS, O2_LLM_TOKENS).',
      };
    rounds += 1;
    // One after another: a step may refer to the one before it.
    told = [];
    for (const [index, call] of toolCalls.entries())
      told.push(
        index < MOST_CALLS
          ? await answerTo(call)
          : { id: call.id, text: `At most ${MOST_CALLS} calls are made in one turn.`, failed: true },
      );
    if (questions.length > 0) return { words: text, stopped: null };
    useless = told.every(({ failed }) => failed) ? useless + 1 : 0;
    if (useless >= MOST_USELESS_TURNS)
      return {
        words: text,
        stopped: 'The language model repeated itself or made calls that led nowhere, and was stopped.',
      };
    const isWhole = isSingle && steps.length === 1 && told.length === 1 && !told[0]?.failed;
    const isAll = isWhole && wish.leftOut(steps).length === 0;
    if (isAll && (await plans.check.problemsOf(steps, within)).length === 0)
      return { words: text, stopped: null };
    talk.answer(told);
    return null;
  }

  /** The end of a talk; null where the plan has a fault that the model has not been told of. */
  async function atEnd(text: string, isLast: boolean) {
    const problems = steps.length === 0 ? [] : await plans.check.problemsOf(steps, within);
    const left = steps.length === 0 ? [] : wish.leftOut(steps);
    if (isLast || isWarned || problems.length + left.length === 0)
      return { words: text, stopped: problems.length === 0 ? null : problems.join(' ') };
    isWarned = true;
    talk.say(
      [
        ...(problems.length > 0 ? [`The plan would fail. ${problems.join(' ')}`] : []),
        ...(left.length > 0
          ? [`The plan has nothing of these words: ${left.map((each) => `"${each}"`).join(', ')}.`]
          : []),
        'Mend it, or ask the person, and end again.',
      ].join(' '),
    );
    return null;
  }

  async function untilDone() {
    await begin();
    for (;;) {
      const end = await turn();
      if (end) return end;
    }
  }

  const end = await untilDone().catch((error) => {
    const own = reads.slice(wish.first === null ? 0 : 1);
    const hasAny = own.some(({ share }) => share !== null) || steps.length > 0;
    if (error instanceof BudgetSpent && hasAny) return { words: '', stopped: toMessage(error) };
    // Reads are bounded by the same clock.
    const isTimeUp =
      budget.isTimeUp() && (error instanceof OpenObserveMcpError || error === budget.signal.reason);
    if (isTimeUp && !hasAny) throw timeUp(error);
    if (isTimeUp) return { words: '', stopped: timeUp(error).message };
    // What was found out before the model failed is not lost.
    if (error instanceof ProviderError && hasAny) return { words: '', stopped: toMessage(error) };
    throw error;
  });
  const asked = new Set(questions.map(({ callId }) => callId));
  return {
    talk: {
      turns: talk.turns(),
      found,
      reads,
      steps,
      seen,
      usage: budget.used(),
      told: told.filter(({ id }) => !asked.has(id)),
      words: questions.length > 0 ? null : end.words,
    },
    questions,
    // How a call is to be written, and what is left as the person wants it, is for the model alone.
    refused: [...refused.values()]
      .filter(({ code }) => steps.length === 0 || (code !== BAD_ARGUMENT && code !== EXCEPTED))
      .map(toMessage),
    stopped: end.stopped,
    rounds,
  };
}
