import type { Config } from '../../config/options.ts';
import { OpenObserveMcpError } from '../../errors.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import type { ContractWords } from '../../contract/words.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import { createEffects, type Effect, type Effects } from './effects.ts';
import { createFindExisting, type ExistingObject, type FindExisting } from './existing.ts';

/** The object and the effect that a step is about, as they were read. Undefined where reading failed. */
export interface ObservedState {
  readonly standing: ExistingObject | null | undefined;
  /** Null where nothing shows it. */
  readonly effect: Effect | null | undefined;
}

interface LookOptions {
  readonly lookup: FindExisting;
  readonly effects: Effects;
  readonly config: Config;
}

/** What `read` answers; undefined where it fails. */
export async function undefinedOnFailure<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof OpenObserveMcpError) return undefined;
    throw error;
  }
}

/** Look for what a write makes or changes. */
export async function observeState(
  row: ToolRow,
  args: Readonly<Arguments>,
  context: CallContext,
  { lookup, effects, config }: LookOptions,
): Promise<ObservedState> {
  const placed = row.places.org_id && config.org !== null ? { org_id: config.org, ...args } : args;
  const standing = await undefinedOnFailure(() => lookup.find(row, args, context));
  const effect = standing ? null : await undefinedOnFailure(() => effects.see(row, placed, context));
  return { standing, effect };
}

/** What was found when a step was looked for again, in words. */
export function readBackText({ standing, effect }: ObservedState, isNamed: boolean, isGone: boolean): string {
  if (isNamed) {
    if (standing === undefined) return ' It could not be read back: check it.';
    return standing === null
      ? ' It was accepted, but is not visible yet: check again later.'
      : ' Read back: it exists.';
  }
  if (effect === null) return ' Not read back: OpenObserve does not expose it.';
  if (effect === undefined) return ' It could not be read back: check it.';
  const { isSo, differing, unseen, now } = effect;
  if (isSo) return isGone ? ' Read back: it is deleted.' : ' Read back: as planned.';
  if (isGone) return ' It was accepted, but still exists: check again later.';
  if (now === null) return ' It was accepted, but is not visible yet: check again later.';
  const wrong =
    differing.length > 0
      ? ` Read back: different from the plan in ${differing.join(', ')}. Check it.`
      : ' Read back: as planned.';
  return unseen.length > 0 ? `${wrong} Not shown, so not checked: ${unseen.join(', ')}.` : wrong;
}

/** What a write came to, as it was read back. */
export interface SeenAfter {
  /** What is otherwise than asked, or was not seen; the empty text where all of it is so. */
  readonly text: string;
  /** Arguments that are not as asked although the call was accepted, and what they are. */
  readonly still: ReadonlyArray<readonly [argument: string, value: unknown]>;
}

/** Reads what a write changes, before it and after. It only reads. */
export interface ReadBack {
  /** The arguments as they are before, where they are shown; null where nothing shows them. */
  before(row: ToolRow, args: Readonly<Arguments>, context: CallContext): Promise<Readonly<Arguments> | null>;
  /** What is otherwise than the write asked. */
  after(row: ToolRow, args: Readonly<Arguments>, context: CallContext): Promise<SeenAfter>;
}

/** Nothing is otherwise. */
export const AS_ASKED: SeenAfter = { text: '', still: [] };

/** Read the result of a write back, and compare it with what was planned. */
export function createReadBack(execute: Execute, words: ContractWords, config: Config): ReadBack {
  const lookup = createFindExisting(execute, words);
  const effects = createEffects(execute, words);
  async function before(row: ToolRow, args: Readonly<Arguments>, context: CallContext) {
    // What has an update of its own tells what it changed.
    if (row.update !== null || Object.keys(words.shows[row.operationId]?.fields ?? {}).length === 0)
      return null;
    const { effect } = await observeState(row, args, context, { lookup, effects, config });
    return effect?.now ?? null;
  }

  async function after(row: ToolRow, args: Readonly<Arguments>, context: CallContext): Promise<SeenAfter> {
    const seen = await observeState(row, args, context, { lookup, effects, config });
    const isNamed = lookup.nameOf(row, args) !== null;
    const { effect } = seen;
    if (effect?.now && effect.differing.length === 0 && effect.unseen.length > 0)
      return {
        text: ` Not shown by OpenObserve, so not checked: ${effect.unseen.join(', ')}.`,
        still: [],
      };
    const isAsAsked = isNamed ? Boolean(seen.standing) : effect?.isSo === true;
    if (isAsAsked) return AS_ASKED;
    const { now = null, differing = [] } = effect ?? {};
    if (!isNamed && now !== null && differing.length > 0 && !effects.isGone(row))
      return { text: '', still: differing.map((name) => [name, now[name]] as const) };
    return { text: readBackText(seen, isNamed, effects.isGone(row)), still: [] };
  }

  return { before, after };
}
