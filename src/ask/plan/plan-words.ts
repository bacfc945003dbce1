import type { View } from '../../catalog.ts';
import { stringifyExact } from '../../exact-json.ts';
import { maskSecrets } from '../../mask.ts';
import type { AskAnswer, AskStep } from '../types.ts';
import type { Committed } from './commit.ts';
import type { Plan } from './plan.ts';

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

/** The report of a plan that was carried out, wholly or in part. */
export function reportOf(plan: Plan, { done, failed, left, stopped }: Committed): AskAnswer {
  const count = `${done.length} of ${plan.steps.length}`;
  const said = done.map(({ step }, index) => `${index + 1}. ${step.summary ?? step.tool}`);
  const ends =
    stopped === null
      ? [`All ${plan.steps.length === 1 ? 'is' : 'steps are'} done.`]
      : stopped === 'failure'
        ? [`${count} steps are done. Then this one failed: ${failed?.tool}. ${failed?.summary ?? ''}`]
        : [`${count} steps are done. Then the call was cancelled, and no further step was begun.`];
  const rest = left.length > 0 ? [`Left to do: ${left.map(({ tool }) => tool).join(', ')}.`] : [];
  const undo = done.flatMap(({ undo: each }) => each ?? []).reverse();
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
    answer: [...ends, ...said, ...rest, ...offer].join('\n'),
    steps: [...done.map(({ step }) => step), ...(failed ? [failed] : []), ...left].map((step) => ({
      ...step,
      arguments: maskSecrets(step.arguments) as AskStep['arguments'],
    })),
    missing: [],
    candidates: [],
    ...(undo.length > 0 ? { undo } : {}),
    usage: plan.usage,
    untrusted_data: data,
  };
}
