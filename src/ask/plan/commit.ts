import type { Arguments } from '../../arguments.ts';
import type { Config } from '../../config.ts';
import { OpenObserveMcpError, toMessage } from '../../errors.ts';
import type { CallContext, Execute } from '../../execute.ts';
import type { ToolRow } from '../../tool.ts';
import { tell } from '../tell.ts';
import type { AskStep } from '../types.ts';
import { type Made, type Plan, type PlanStep, resolved } from './plan.ts';
import type { Lookup } from './stands.ts';

/** What came of a step that was carried out. */
export interface DoneStep {
  readonly step: AskStep;
  readonly made: Made;
  readonly undo: { readonly tool: string; readonly arguments: Readonly<Arguments> } | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** How far a plan has come. `stopped` says why it went no further; null when all is done. */
export interface Committed {
  readonly done: readonly DoneStep[];
  readonly failed: AskStep | null;
  readonly left: readonly AskStep[];
  readonly stopped: 'failure' | 'cancelled' | null;
}

interface CommitOptions {
  readonly execute: Execute;
  readonly lookup: Lookup;
  readonly config: Config;
  /** Puts the secrets of the request in place of their names. */
  readonly restore: <T>(value: T) => T;
}

const untouched = ({ tool, arguments: args }: PlanStep): AskStep => ({
  tool,
  arguments: args,
  state: 'skipped',
});

/**
 * Carry out an approved plan, step by step and without a model. `before` are the steps that an earlier call has done.
 * A step that has begun is finished even when the caller leaves, so that what stands is always known.
 */
export async function commit(
  plan: Plan,
  before: Map<string, DoneStep>,
  context: CallContext,
  { execute, lookup, config, restore }: CommitOptions,
): Promise<Committed> {
  // A write that is cut off in the middle may stand or not; nothing but its own time limit ends it.
  const writing: CallContext = { ...context, signal: new AbortController().signal, approved: () => true };
  const madeOf = () => new Map([...before].map(([id, { made }]) => [id, made]));
  const doneSteps = () => plan.steps.flatMap(({ id }) => before.get(id) ?? []);
  const leftFrom = (index: number) => plan.steps.slice(index).map(untouched);

  async function findAgain(row: ToolRow, args: Arguments) {
    try {
      return await lookup.find(row, args, writing);
    } catch (error) {
      if (error instanceof OpenObserveMcpError) return undefined;
      throw error;
    }
  }

  function done(
    step: PlanStep,
    row: ToolRow,
    args: Arguments,
    id: string | undefined,
    said: Omit<AskStep, 'tool' | 'arguments' | 'state'>,
    data: Readonly<Record<string, unknown>>,
  ): DoneStep {
    return {
      step: {
        tool: step.tool,
        arguments: resolved(step.arguments, madeOf()) as Arguments,
        state: 'done',
        ...said,
      },
      made: { ...args, ...(id === undefined ? {} : { id }) },
      undo: id === undefined ? null : lookup.undo(row, args, id, context.view),
      data,
    };
  }

  async function make(step: PlanStep): Promise<DoneStep> {
    const row = context.view.reach(step.tool);
    const args = restore(resolved(step.arguments, madeOf())) as Arguments;
    const standing = await findAgain(row, args);
    if (standing)
      return done(
        step,
        row,
        args,
        standing.id,
        { summary: `${row.title}: it stands already, and was not made again.` },
        {},
      );
    try {
      const outcome = await execute({ name: row.name, arguments: { ...args } }, writing);
      const told = tell(outcome, config);
      const seen = await findAgain(row, args);
      const check =
        seen === null
          ? ' It was accepted, but is not to be seen yet: look again before you count on it.'
          : seen
            ? ' Read back: it stands.'
            : '';
      const link = told.link === undefined ? {} : { link: told.link };
      return done(step, row, args, seen?.id, { summary: `${told.answer}${check}`, ...link }, told.data);
    } catch (error) {
      // The answer may have been lost on the way, or another replica was quicker.
      const seen = error instanceof OpenObserveMcpError ? await findAgain(row, args) : null;
      if (!seen) throw error;
      return done(
        step,
        row,
        args,
        seen.id,
        { summary: `${row.title}: it stands, although its answer did not come whole.` },
        {},
      );
    }
  }

  for (const [index, step] of plan.steps.entries()) {
    if (before.has(step.id)) continue;
    if (context.signal.aborted)
      return { done: doneSteps(), failed: null, left: leftFrom(index), stopped: 'cancelled' };
    context.onProgress?.(
      `${step.tool} (step ${index + 1} of ${plan.steps.length})`,
      index,
      plan.steps.length,
    );
    try {
      before.set(step.id, await make(step));
    } catch (error) {
      if (!(error instanceof OpenObserveMcpError)) throw error;
      const failed: AskStep = { ...untouched(step), state: 'failed', summary: toMessage(error) };
      return { done: doneSteps(), failed, left: leftFrom(index + 1), stopped: 'failure' };
    }
  }
  context.onProgress?.('done', plan.steps.length, plan.steps.length);
  return { done: doneSteps(), failed: null, left: [], stopped: null };
}
