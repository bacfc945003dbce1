import type { View } from '../../catalog.ts';
import { stringifyExact } from '../../exact-json.ts';
import { maskSecrets } from '../../mask.ts';
import type { AskAnswer, AskStep } from '../types.ts';
import type { Committed } from './commit.ts';
import type { Earlier, Plan, PlannedCall } from './plan.ts';

const LONGEST_VALUE = 160;
const ACCESS = { write: '', destructive: ' (destroys, and cannot be undone)', read: '' } as const;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : stringifyExact(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}...` : text;
}

/** What one step would do, in a line. */
function stepLine({ tool, arguments: args }: Plan['steps'][number], index: number, view: View): string {
  const row = view.reach(tool);
  const named = Object.entries(maskSecrets(args) as object).map(([name, value]) => `${name}=${shown(value)}`);
  return `${index + 1}. ${row.title}${ACCESS[row.access]}: ${named.join(', ')}`;
}

/** The whole plan for a person to read; `previews` are what a step takes away, by its id. */
export function planText({ steps }: Plan, view: View, previews: ReadonlyMap<string, string>): string {
  const lines = steps.map((step, index) => {
    const preview = previews.get(step.id);
    return `${stepLine(step, index, view)}${preview === undefined ? '' : `\n   ${preview}`}`;
  });
  return lines.join('\n');
}

export function plannedSteps({ steps }: Plan, state: AskStep['state']): AskStep[] {
  return steps.map(({ tool, arguments: args }) => ({
    tool,
    arguments: maskSecrets(args) as AskStep['arguments'],
    state,
  }));
}

/** Calls that take back what was done, without those that would show a secret, which nobody could send back either. */
function undoOf(plan: Plan, done: Committed['done']): PlannedCall[] {
  const own = done.flatMap(({ undo }) => undo ?? []).reverse();
  return [...own, ...(plan.earlier?.undo ?? [])].filter(
    ({ arguments: args }) => stringifyExact(maskSecrets(args)) === stringifyExact(args),
  );
}

const shownStep = (step: AskStep): AskStep => ({
  ...step,
  arguments: maskSecrets(step.arguments) as AskStep['arguments'],
});

/** What was done of a plan, for the plan that its rest becomes. */
export function earlierOf(plan: Plan, { done, failed }: Committed): Earlier {
  return {
    refused: `${failed?.tool} was refused. ${failed?.summary ?? ''}`,
    steps: [...(plan.earlier?.steps ?? []), ...done.map(({ step }) => shownStep(step))],
    undo: undoOf(plan, done),
  };
}

/** What an earlier plan did, in the numbered lines of a report. */
export function linesOf(steps: readonly AskStep[]): string[] {
  return steps.map((step, index) => `${index + 1}. ${step.summary ?? step.tool}`);
}

/** The report of a plan that was carried out, wholly or in part. `note`: what came of mending it. */
export function reportOf(plan: Plan, committed: Committed, note: string | null): AskAnswer {
  const { done, failed, left, stopped } = committed;
  const { steps, undo } = earlierOf(plan, committed);
  const all = steps.length + (failed ? 1 : 0) + left.length;
  const count = `${steps.length} of ${all} steps ${steps.length === 1 ? 'is' : 'are'} done.`;
  const ends =
    stopped === null
      ? [`All ${all === 1 ? 'is' : 'steps are'} done.`]
      : stopped === 'failure'
        ? [
            `${count} Then this one failed: ${failed?.tool}. ${failed?.summary ?? ''}`,
            ...(note ? [note] : []),
          ]
        : [`${count} Then the call was cancelled, and no further step was begun.`];
  const rest = left.length > 0 ? [`Left to do: ${left.map(({ tool }) => tool).join(', ')}.`] : [];
  const offer =
    stopped !== null && undo.length > 0
      ? [
          `What is done stands. To take it back: ${undo.map(({ tool }) => tool).join(', then ')}, as "undo" says.`,
        ]
      : [];
  const data = Object.fromEntries(done.map(({ data: each }, index) => [`step_${index + 1}`, each]));
  return {
    mode: plan.mode,
    decision: 'run',
    answer: [...ends, ...linesOf(steps), ...rest, ...offer].join('\n'),
    steps: [...steps, ...[...(failed ? [failed] : []), ...left].map(shownStep)],
    missing: [],
    candidates: [],
    ...(undo.length > 0 ? { undo } : {}),
    usage: plan.usage,
    untrusted_data: data,
  };
}
