import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../config/options.ts';
import { ApiError, InputError, NetworkError, OpenObserveMcpError, toMessage } from '../../errors.ts';
import { stringifyExact, textOf } from '../../json/exact-json.ts';
import { maskSecrets } from '../../redact/patterns.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import type { Outcome } from '../../call/outcome.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import { maskOutcome } from '../../result/masked-outcome.ts';
import { nameText } from '../object-text.ts';
import { describeOutcome } from '../outcome-text.ts';
import type { AskStep } from '../types.ts';
import type { CheckCall } from './check-call.ts';
import type { Effect, Effects } from './effects.ts';
import { makeSecrets } from './made-secrets.ts';
import { observeState, readBackText, type ObservedState, undefinedOnFailure } from './read-back.ts';
import { type StepResult, type Plan, type PlannedCall, type PlanStep, fillReferences } from './plan.ts';
import type { FindExisting } from './existing.ts';
import type { NamedThings } from './named-things.ts';

/** What came of a step that was carried out. */
export interface DoneStep {
  readonly id: string;
  readonly step: AskStep;
  readonly made: StepResult;
  readonly undo: readonly PlannedCall[];
  readonly data: Readonly<Record<string, unknown>>;
  /** What this run made itself under a name that others may give too; null for all else. */
  readonly own: { readonly row: ToolRow; readonly args: Readonly<Arguments>; readonly id: string } | null;
}

/** How far a plan has come. `stopped` says why it went no further; null when all is done. */
export interface Committed {
  readonly done: readonly DoneStep[];
  readonly failed: AskStep | null;
  /** Why the arguments of the failed step were refused; null where others would not help. */
  readonly refusal: ApiError | InputError | null;
  readonly left: readonly AskStep[];
  readonly stopped: 'failure' | 'cancelled' | null;
}

/** What the commit of a plan works with. */
export interface CommitOptions {
  readonly execute: Execute;
  readonly checkCall: CheckCall;
  readonly lookup: FindExisting;
  readonly effects: Effects;
  readonly things: NamedThings;
  readonly config: Config;
}

/** So long after the last step another server may still be writing what it began at the same moment. */
const SETTLED_MS = 500;

const untouched = ({ tool, arguments: args }: PlanStep): AskStep => ({
  tool,
  arguments: args,
  state: 'skipped',
});

/** The name by which a call's path says what it is about, such as that of a stream; null where it says none. */
function placedName({ places }: ToolRow, args: Readonly<Arguments>): string | null {
  const names = Object.keys(args).filter(
    (name) => name !== 'org_id' && (places[name] ?? []).some((place) => place.in === 'path'),
  );
  return names.length === 1 ? textOf(args[names[0] ?? '']) : null;
}

/** Said where more than one of a name stands, and it is not known which of them this call made, or which goes. */
function severalOf(ids: readonly string[]): string {
  return ids.length < 2
    ? ''
    : ` Another of this name was made at the same moment, so that several stand: ${ids.join(', ')}. Look which one to keep.`;
}

/**
 * Carry out an approved plan, step by step and without a model. `before` are the steps that an earlier call has done.
 * `restore` puts the secrets of the request in place of their names; `reveal` is told what a person gets to know only now. A step that has begun is finished even when the
 * caller leaves, so that what stands is always known.
 */
export async function commit(
  plan: Plan,
  before: Map<string, DoneStep>,
  context: CallContext,
  restore: <T>(value: T) => T,
  reveal: (secret: string) => void,
  { execute, checkCall, lookup, effects, things, config }: CommitOptions,
): Promise<Committed> {
  // A write that is cut off in the middle may stand or not; nothing but its own time limit ends it.
  const writing: CallContext = { ...context, signal: new AbortController().signal, approved: () => true };
  const madeOf = () => new Map([...before].map(([id, { made }]) => [id, made]));
  const leftFrom = (index: number) => plan.steps.slice(index).map(untouched);

  const look = (row: ToolRow, args: Readonly<Arguments>) =>
    observeState(row, args, writing, { lookup, effects, config });

  /** What people call what an argument names by its identifier, or the value itself. */
  async function labelFor(row: ToolRow, name: string, value: unknown): Promise<string> {
    const label = await things.labelOf(row, name, value, writing);
    return label === null ? textOf(value) : `"${label}"`;
  }

  /** What a step changed, from what to what, where both are plain values. */
  async function changedText(
    row: ToolRow,
    args: Readonly<Arguments>,
    earlier: Effect | null,
  ): Promise<string> {
    const now = maskSecrets(earlier?.now ?? {}) as Arguments;
    const changes = (earlier?.differing ?? []).filter((name) =>
      [now[name], args[name]].every((value) => value !== undefined && typeof value !== 'object'),
    );
    const told = await Promise.all(
      changes.map(
        async (name) =>
          `${name} ${await labelFor(row, name, now[name])} → ${await labelFor(row, name, args[name])}`,
      ),
    );
    return told.length === 0 ? '' : ` Changed: ${told.join(', ')}.`;
  }

  /**
   * Where two servers made the same at the same moment, the one that came later takes its own away again: which it is both
   * can tell from the identifiers. `isLast`: what is still double then, stays so.
   */
  async function withoutDouble(step: DoneStep, isLast: boolean): Promise<DoneStep> {
    if (step.own === null) return step;
    const { row, args, id } = step.own;
    const { ids = [] } = (await undefinedOnFailure(() => lookup.find(row, args, writing))) ?? {};
    const first = ids[0];
    if (ids.length < 2 || first === undefined || !ids.includes(id)) return step;
    const remover = lookup.undo(row, args, id, context.view);
    const isRemoved =
      id !== first &&
      remover !== null &&
      (await undefinedOnFailure(() =>
        execute({ name: remover.tool, arguments: { ...remover.arguments } }, writing),
      ));
    if (isRemoved)
      return {
        ...step,
        step: {
          tool: step.step.tool,
          arguments: step.step.arguments,
          state: 'done',
          summary: `${row.title}: another call made it at the same moment (${first}). What this one made was taken away again.`,
        },
        made: { ...step.made, id: first },
        undo: [],
        own: null,
      };
    if (!isLast) return step;
    return { ...step, step: { ...step.step, summary: `${step.step.summary}${severalOf(ids)}` } };
  }

  async function make(step: PlanStep): Promise<DoneStep> {
    const row = context.view.reach(step.tool);
    const wanted = fillReferences(step.arguments, madeOf()) as Arguments;
    const { args: whole, made: secrets } = makeSecrets(restore(wanted));
    const args = await checkCall(row, whole);
    const isNamed = lookup.nameOf(row, args) !== null;
    const isGone = effects.isGone(row);
    const named = lookup.nameOf(row, args) ?? step.about ?? placedName(row, args);
    const subject = named === null ? row.title : `${row.title} "${named}"`;
    const earlier = await look(row, args);

    /** The step as one that need not be made: what is so was made by somebody else, and is not offered to be taken back. */
    function found({ standing }: ObservedState, summary: string): DoneStep {
      return {
        id: step.id,
        step: { tool: step.tool, arguments: wanted, state: 'done', summary },
        made: { ...args, ...(standing ? { id: standing.id } : {}) },
        undo: [],
        data: {},
        own: null,
      };
    }

    function done(
      seen: ObservedState,
      said: Pick<AskStep, 'summary' | 'link'>,
      data: Readonly<Record<string, unknown>> = {},
      outcome: Outcome | null = null,
    ): DoneStep {
      const answer = outcome === null ? '' : stringifyExact(outcome.value);
      // Among several of one name the one of this call is the one that its answer names.
      const own = seen.standing?.ids.find((each) => answer.includes(each)) ?? null;
      const id = own ?? seen.standing?.id;
      return {
        id: step.id,
        step: { tool: step.tool, arguments: wanted, state: 'done', ...said },
        made: { ...args, ...(id === undefined ? {} : { id }) },
        undo:
          id === undefined
            ? effects.undo(row, args, earlier.effect ?? null, seen.effect ?? null, context.view)
            : [lookup.undo(row, args, id, context.view)].filter((undo) => undo !== null),
        data,
        own: own === null ? null : { row, args, id: own },
      };
    }

    if (earlier.standing) return found(earlier, `${subject}: it already exists and was not created again.`);
    if (earlier.effect?.isSo && effects.tellsBefore(row))
      return found(
        earlier,
        `${subject}: ${isGone ? 'it is already deleted' : 'already as planned'}, nothing was changed.`,
      );
    try {
      const outcome = await execute({ name: row.name, arguments: { ...args } }, writing);
      const told = describeOutcome(
        await maskOutcome(outcome, config.maxTokens),
        config,
        nameText(lookup.nameOf(row, args) ?? step.about ?? placedName(row, args)) || null,
      );
      const seen = await look(row, args);
      const link = told.link === undefined ? {} : { link: told.link };
      for (const [name, secret] of Object.entries(secrets))
        reveal(`The ${name} of ${named ?? row.title} is ${secret}: it is shown only now.`);
      const before = await changedText(row, args, earlier.effect ?? null);
      const summary = `${told.answer}${before}${readBackText(seen, isNamed, isGone)}`;
      return await withoutDouble(done(seen, { summary, ...link }, told.data, outcome), false);
    } catch (error) {
      if (!(error instanceof OpenObserveMcpError)) throw error;
      // The answer may have been lost on the way, or another server was quicker.
      const seen = await look(row, args);
      if (!seen.standing && !(seen.effect?.isSo && effects.tellsBefore(row))) throw error;
      const what = `${subject}: ${seen.standing ? 'it exists' : isGone ? 'it is deleted' : 'it is as planned'}`;
      const several = severalOf(seen.standing?.ids ?? []);
      return error instanceof NetworkError
        ? done(seen, { summary: `${what}, although the response was incomplete.${several}` })
        : found(seen, `${what}, but not by this call, which was refused.${several}`);
    }
  }

  /** Servers that share a key may carry out one plan at one time: what they made is looked at again when all have ended. */
  async function settle(): Promise<void> {
    const own = [...before].filter(([, step]) => step.own !== null);
    if (config.stateKey === null || own.length === 0) return;
    await pause(SETTLED_MS);
    for (const [id, step] of own) before.set(id, await withoutDouble(step, true));
  }

  async function carryOut(): Promise<Omit<Committed, 'done'>> {
    for (const [index, step] of plan.steps.entries()) {
      if (before.has(step.id)) continue;
      if (context.signal.aborted)
        return { failed: null, refusal: null, left: leftFrom(index), stopped: 'cancelled' };
      context.onProgress?.(
        `${step.tool} (step ${index + 1} of ${plan.steps.length})`,
        index,
        plan.steps.length,
      );
      try {
        before.set(step.id, await make(step));
      } catch (error) {
        if (!(error instanceof OpenObserveMcpError)) throw error;
        const isRefused = error instanceof ApiError || error instanceof InputError;
        return {
          failed: { ...untouched(step), state: 'failed', summary: toMessage(error) },
          refusal: isRefused && error.remedy === 'caller' ? error : null,
          left: leftFrom(index + 1),
          stopped: 'failure',
        };
      }
    }
    return { failed: null, refusal: null, left: [], stopped: null };
  }

  const end = await carryOut();
  await settle();
  if (end.stopped === null) context.onProgress?.('done', plan.steps.length, plan.steps.length);
  return { done: plan.steps.flatMap(({ id }) => before.get(id) ?? []), ...end };
}
