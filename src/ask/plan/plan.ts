import { digestOf } from '../../call/confirm/approvals.ts';
import type { View } from '../../catalog/catalog.ts';
import type { ContractWords } from '../../contract/words.ts';
import { InputError } from '../../errors.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import type { Usage } from '../providers/provider.ts';
import type { AskStep, Mode } from '../types.ts';

/** A tool and its arguments, as they can be called. */
export interface PlannedCall {
  readonly tool: string;
  readonly arguments: Readonly<Arguments>;
}

/** One write that a person is asked about. Its arguments may refer to earlier steps: `{{s1.id}}`. */
export interface PlanStep extends PlannedCall {
  /** `s1`, `s2`, ... */
  readonly id: string;
  /** What it is about, where its identifiers say nothing to a person. */
  readonly about?: string;
  /** What was found out of it when it was planned. */
  readonly notes?: readonly string[];
}

/** What was done of an earlier plan, of which this one is the rest. */
export interface EarlierRun {
  /** The step that was refused, and why. */
  readonly refused: string;
  /** What the step has now in place of what was refused, argument by argument. */
  readonly changed: readonly string[];
  readonly steps: readonly AskStep[];
  readonly undo: readonly PlannedCall[];
}

/** What a person approves as a whole, and what is then carried out as it stands. */
export interface Plan {
  /** Unlike that of any other plan. */
  readonly nonce: string;
  readonly mode: Mode;
  readonly steps: readonly PlanStep[];
  /** Tokens that it cost to make. */
  readonly usage: Usage;
  /** What the model said of it: what it took for granted, and what it does not do. */
  readonly words?: string;
  /** What else the person should know of it, in our words. */
  readonly remarks?: readonly string[];
  /** Answers of the person to questions on the way. */
  readonly said?: readonly string[];
  /** The process that showed it. */
  readonly by?: string;
  /** Only in a plan whose first step was refused in another form: it is mended once. */
  readonly earlier?: EarlierRun;
}

const REFERENCE = /\{\{\s*(s\d+)\.(\w+)\s*\}\}/g;

/** What an approval is bound to: every step with its arguments, in order. */
export function planDigest({ nonce, steps }: Plan): string {
  return digestOf(`plan ${nonce}`, { steps });
}

/** Every reference in a value, as step and field. */
export function referencesIn(value: unknown): ReadonlyArray<readonly [step: string, field: string]> {
  if (typeof value === 'string')
    return [...value.matchAll(REFERENCE)].map(([, step = '', field = '']) => [step, field]);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(referencesIn);
}

/** What later steps may take from one: the identifier of what it made, and its arguments. */
export type StepResult = Readonly<Record<string, unknown>>;

/**
 * A value with the references filled in.
 * @throws {InputError} when a step gave no such field
 */
export function fillReferences(value: unknown, made: ReadonlyMap<string, StepResult>): unknown {
  if (typeof value === 'string')
    return value.replaceAll(REFERENCE, (_, step: string, field: string) => {
      const found = made.get(step)?.[field];
      if (found === undefined || found === null)
        throw new InputError(`Step ${step} gave no "${field}", which this step needs.`, {
          code: 'no_reference',
        });
      return String(found);
    });
  if (Array.isArray(value)) return value.map((item) => fillReferences(item, made));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillReferences(item, made)]));
}

/** The steps with what earlier ones gave filled in; references to each other stay. */
export function fillKnownReferences(
  steps: readonly PlanStep[],
  made: ReadonlyMap<string, StepResult>,
): PlanStep[] {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.replaceAll(REFERENCE, (whole, step: string, field: string) =>
        String(made.get(step)?.[field] ?? whole),
      );
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item)]));
  };
  return steps.map((step) => ({ ...step, arguments: fill(step.arguments) as Arguments }));
}

/**
 * Check the references of a new step against the steps before it.
 * @throws {InputError} when one leads nowhere
 */
export function checkReferences(
  args: Readonly<Arguments>,
  before: readonly PlanStep[],
  rowOf: (tool: string) => ToolRow,
  words: ContractWords,
): void {
  for (const [id, field] of referencesIn(args)) {
    const step = before.find((each) => each.id === id);
    if (!step)
      throw new InputError(
        `There is no step ${id} yet. Steps so far: ${before.map((each) => each.id).join(', ') || 'none'}.`,
      );
    const isKnown = field === 'id' ? rowOf(step.tool).operationId in words.stands : field in step.arguments;
    if (!isKnown)
      throw new InputError(
        `Step ${id} (${step.tool}) will give no "${field}". It has: ${[...(rowOf(step.tool).operationId in words.stands ? ['id'] : []), ...Object.keys(step.arguments)].join(', ')}.`,
      );
  }
}

/** Whether `step` names what `maker` makes, such as the destination of an alert. */
function leansOn(step: PlanStep, maker: PlanStep, view: View, { stands }: ContractWords): boolean {
  if (referencesIn(step.arguments).some(([id]) => id === maker.id)) return true;
  const made = stands[view.reach(maker.tool).operationId];
  const lister = view.rows.find(({ operationId }) => operationId === made?.list);
  const name = made && maker.arguments[made.by];
  return Object.keys(lister?.names?.arguments ?? {}).some((argument) => {
    const said = [step.arguments[argument]].flat();
    return name !== undefined && step.arguments !== maker.arguments && said.includes(name);
  });
}

/** The steps in an order in which each comes after what it leans on; otherwise as they were planned. */
export function inDependencyOrder(steps: readonly PlanStep[], view: View, words: ContractWords): PlanStep[] {
  const done: PlanStep[] = [];
  let left = [...steps];
  while (left.length > 0) {
    const next =
      left.find((step) => !left.some((other) => other !== step && leansOn(step, other, view, words))) ??
      left[0];
    done.push(next as PlanStep);
    left = left.filter((step) => step !== next);
  }
  return done;
}
