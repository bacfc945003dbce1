import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { textOf } from '../../json/exact-json.ts';
import { maskSecrets } from '../../redact/patterns.ts';
import type { CallContext } from '../../call/execute.ts';
import type { CheckCall } from './check-call.ts';
import { unlessRefused } from './check-step.ts';
import type { Effects } from './effects.ts';
import type { NamedThings } from './named-things.ts';
import { type PlanStep, referencesIn } from './plan.ts';
import { undefinedOnFailure } from './read-back.ts';
import { unsaidIn } from './unsaid.ts';

/** What a person is told of a step beside its arguments. */
export interface StepFacts {
  /** What people call the things that it names, by identifier. */
  readonly labels: Readonly<Record<string, string>>;
  /** Values that are otherwise now, by their path in the arguments. */
  readonly before: Readonly<Record<string, unknown>>;
  /** What it has that the person did not say. */
  readonly unsaid: readonly string[];
  /** Whether what it makes is on, where it does not say so. */
  readonly state: string | null;
}

interface FactOptions {
  readonly checkCall: CheckCall;
  readonly effects: Effects;
  readonly things: NamedThings;
}

const isPlain = (value: unknown) => typeof value !== 'object' || value === null;

/** Plain values that a change replaces, by the path of each in the arguments: `trigger_condition.threshold`. */
function changedLeaves(
  given: unknown,
  now: unknown,
  path: string,
): Array<readonly [path: string, now: unknown]> {
  if (given === undefined || now === undefined) return [];
  if (isPlain(given)) return isPlain(now) && textOf(given) !== textOf(now) ? [[path, now]] : [];
  if (isPlain(now) || Array.isArray(given)) return [];
  return Object.entries(given as object).flatMap(([name, value]) =>
    changedLeaves(value, (now as Readonly<Arguments>)[name], `${path}.${name}`),
  );
}

/** Whether a call makes something that is on or off, and does not say which. */
export const saysNotWhetherOn = ({ places, method }: ToolRow, { enabled }: Readonly<Arguments>) =>
  'enabled' in places && method === 'POST' && enabled === undefined;

/** Whether what a call makes is off at first. `written`: its arguments with short forms written out. */
export const staysOff = ({ toolset }: ToolRow, { enabled }: Readonly<Arguments>) =>
  toolset !== 'pipelines' && enabled !== true;

/** Reads what a person should see of a step. What cannot be read is left out. */
export async function factsOf(
  row: ToolRow,
  { id, arguments: args }: PlanStep,
  steps: readonly PlanStep[],
  said: string,
  context: CallContext,
  { checkCall, effects, things }: FactOptions,
): Promise<StepFacts> {
  const found = (await unlessRefused(things.in(row, args, context))) ?? [];
  const labels = Object.fromEntries(
    found.flatMap(({ value, id, label }) => (id === null || label === value ? [] : [[value, label]])),
  );
  const isKnown = referencesIn(args).length === 0 && row.access === 'write';
  const effect = isKnown ? await undefinedOnFailure(() => effects.see(row, args, context)) : null;
  const now: Readonly<Arguments> = effect?.now ?? {};
  const before = (effect?.differing ?? []).flatMap((name) => changedLeaves(args[name], now[name], name));
  const old = await Promise.all(
    before.map(async ([name, value]) => [value, await things.labelOf(row, name, value, context)] as const),
  );
  const written = await unlessRefused(checkCall(row, args));
  const isMade = saysNotWhetherOn(row, args);
  const isOff = written !== null && staysOff(row, written);
  const others = steps.filter((other) => other.id !== id && other.tool === row.name);
  return {
    labels: {
      ...labels,
      ...Object.fromEntries(old.flatMap(([value, label]) => (label === null ? [] : [[value, label]]))),
    },
    before: maskSecrets(Object.fromEntries(before)) as StepFacts['before'],
    unsaid: unsaidIn(
      row,
      args,
      found.filter((thing) => things.plannedAs(thing, steps, context) === null),
      said,
      others,
    ),
    state: isMade && written !== null ? `It will be ${isOff ? 'off' : 'on'}.` : null,
  };
}
