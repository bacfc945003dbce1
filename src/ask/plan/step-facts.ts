import type { Arguments, ToolRow } from '../../contract/tool.ts';
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
  /** Values that are otherwise now, by argument. */
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

/** Reads what a person should see of a step. What cannot be read is left out. */
export async function factsOf(
  row: ToolRow,
  { arguments: args }: PlanStep,
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
  const before = (effect?.differing ?? []).flatMap((name) =>
    isPlain(args[name]) && now[name] !== undefined && isPlain(now[name]) ? [[name, now[name]] as const] : [],
  );
  const written = await unlessRefused(checkCall(row, args));
  const isMade = 'enabled' in row.places && row.method === 'POST' && args.enabled === undefined;
  const isOff = row.toolset !== 'pipelines' && written?.enabled !== true;
  return {
    labels,
    before: maskSecrets(Object.fromEntries(before)) as StepFacts['before'],
    unsaid: unsaidIn(row, args, found, said),
    state: isMade && written !== null ? `It will be ${isOff ? 'off' : 'on'}.` : null,
  };
}
