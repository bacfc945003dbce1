import type { View } from '../../catalog/catalog.ts';
import { stringifyExact, textOf } from '../../json/exact-json.ts';
import { maskSecrets } from '../../redact/patterns.ts';
import type { AskAnswer, AskStep } from '../types.ts';
import type { Committed } from './commit.ts';
import type { EarlierRun, Plan, PlannedCall } from './plan.ts';
import { quotedWords } from '../model-words.ts';
import type { StepFacts } from './step-facts.ts';

const LONGEST_VALUE = 1000;
const ACCESS = { write: '', destructive: ' (destroys, and cannot be undone)', read: '' } as const;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function cut(text: string): string {
  return text.length > LONGEST_VALUE
    ? `${text.slice(0, LONGEST_VALUE)}... (${text.length - LONGEST_VALUE} characters more)`
    : text;
}

const isLines = (value: unknown): value is string => typeof value === 'string' && /[\n\r]/.test(value);

/** A text of several lines, each marked as one of it. */
const marked = (text: string) =>
  cut(text)
    .split(/\r?\n/)
    .map((line) => `   | ${line}`);

/** What people call things, by what stands for them in a plan: an identifier, or a reference to an earlier step. */
type Labels = StepFacts['labels'];

/** A value on one line, without the quotes of JSON where it needs none, and with the names behind identifiers. */
function inLine(
  value: unknown,
  labels: Labels = {},
  depth = 0,
  nowOf: (name: string) => string = () => '',
): string {
  if (isObject(value) && depth < 1)
    return Object.entries(value)
      .map(([name, item]) => `${name}=${inLine(item, labels, depth + 1)}${nowOf(name)}`)
      .join(', ');
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
    return value.map((item) => inLine(item, labels, 1)).join(', ');
  const label = typeof value === 'string' ? labels[value] : undefined;
  // A line of a value must not pass for one of the plan.
  const text = cut(isLines(value) ? JSON.stringify(value) : textOf(value));
  return label === undefined ? text : `${text} ("${label}")`;
}

/** What earlier steps make, by the references to it. */
function madeLabels(steps: Plan['steps']): Labels {
  return Object.fromEntries(
    steps.flatMap(({ id, arguments: { name, title } }) => {
      const label = name ?? title;
      return typeof label === 'string' ? [[`{{${id}.id}}`, label]] : [];
    }),
  );
}

/** What one step would do: its plain arguments in a line, each of the others in lines of its own. */
function stepLines(
  { tool, arguments: args, notes = [] }: Plan['steps'][number],
  index: number,
  view: View,
  { labels, before, unsaid, state }: StepFacts,
): string[] {
  const row = view.reach(tool);
  const named = Object.entries(maskSecrets(args) as object);
  const isLong = (value: unknown): boolean =>
    isLines(value) ||
    isObject(value) ||
    (Array.isArray(value) && value.some((item) => typeof item === 'object'));
  const now = (path: string) => (path in before ? ` (now ${inLine(before[path], labels)})` : '');
  const plain = named
    .filter(([, value]) => !isLong(value))
    .map(([name, value]) => `${name}=${inLine(value, labels)}${now(name)}`);
  const lists = named
    .filter(([, value]) => isLong(value))
    .flatMap(([name, value]) =>
      isLines(value)
        ? [`   ${name}:`, ...marked(value)]
        : isObject(value)
          ? [`   ${name}: ${inLine(value, labels, 0, (member) => now(`${name}.${member}`))}`]
          : [`   ${name}:`, ...(value as readonly unknown[]).map((item) => `   - ${inLine(item, labels)}`)],
    );
  const title = `${index + 1}. ${row.title}${ACCESS[row.access]}`;
  return [
    plain.length > 0 ? `${title}: ${plain.join(', ')}` : title,
    ...lists,
    ...(state === null ? [] : [`   ${state}`]),
    ...notes.map((note) => `   ${note}`),
    ...(unsaid.length === 0 ? [] : [`   You did not say: ${unsaid.join('; ')}.`]),
  ];
}

/** What a person sees of a step: what it would take away, and facts beside its arguments. */
export interface ShownStep {
  readonly preview: string | null;
  readonly facts: StepFacts;
}

const NO_FACTS: StepFacts = { labels: {}, before: {}, unsaid: [], state: null };

/** The whole plan for a person to read; `shown` by the identifier of the step. */
export function planText(
  { steps, words = '', remarks = [] }: Plan,
  view: View,
  shown: ReadonlyMap<string, ShownStep>,
): string {
  const made = madeLabels(steps);
  const lines = steps.flatMap((step, index) => {
    const { preview = null, facts = NO_FACTS } = shown.get(step.id) ?? {};
    const labels = { ...made, ...facts.labels };
    return [
      ...stepLines(step, index, view, { ...facts, labels }),
      ...(preview === null ? [] : [`   ${preview}`]),
    ];
  });
  const said = quotedWords(words);
  return [...lines, ...remarks, ...(said === '' ? [] : [said])].join('\n');
}

/** The steps of a plan for an answer, all in one state. */
export function plannedSteps({ steps }: Plan, state: AskStep['state']): AskStep[] {
  return steps.map(({ tool, arguments: args }) => ({
    tool,
    arguments: maskSecrets(args) as AskStep['arguments'],
    state,
  }));
}

/** Calls that take back what was done, without those that would show a secret, which nobody could send back either. */
function undoOf(plan: Plan, done: Committed['done']): PlannedCall[] {
  const own = done.flatMap(({ undo }) => undo).reverse();
  return [...own, ...(plan.earlier?.undo ?? [])].filter(
    ({ arguments: args }) => stringifyExact(maskSecrets(args)) === stringifyExact(args),
  );
}

const shownStep = (step: AskStep): AskStep => ({
  ...step,
  arguments: maskSecrets(step.arguments) as AskStep['arguments'],
});

/** What was done of a plan, for the plan that its rest becomes. */
export function earlierOf(plan: Plan, { done, failed }: Committed): EarlierRun {
  return {
    refused: `${failed?.tool} was refused. ${failed?.summary ?? ''}`,
    changed: plan.earlier?.changed ?? [],
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
  const changed = plan.earlier?.changed ?? [];
  const mended =
    changed.length === 0
      ? []
      : [`One step was done in another form than first approved: ${changed.join('; ')}.`];
  const ends =
    stopped === null
      ? ['All steps are done.', ...mended]
      : stopped === 'failure'
        ? [
            `${count} Then this one failed: ${failed?.tool}. ${failed?.summary ?? ''}`,
            ...(note ? [note] : []),
          ]
        : [`${count} Then the call was canceled, and no further step was started.`];
  const rest = left.length > 0 ? [`Left to do: ${left.map(({ tool }) => tool).join(', ')}.`] : [];
  const offer =
    stopped !== null && undo.length > 0
      ? [
          `Finished steps stay. To undo them: ${undo.map(({ tool }) => tool).join(', then ')}, as "undo" says.`,
        ]
      : [];
  const data = Object.fromEntries(done.map(({ data: each }, index) => [`step_${index + 1}`, each]));
  return {
    mode: plan.mode,
    decision: 'run',
    answer:
      stopped === null && all === 1
        ? [steps[0]?.summary ?? '', ...mended].join(' ')
        : [...ends, ...linesOf(steps), ...rest, ...offer].join('\n'),
    steps: [...steps, ...[...(failed ? [failed] : []), ...left].map(shownStep)],
    missing: [],
    candidates: [],
    ...(undo.length > 0 ? { undo } : {}),
    usage: plan.usage,
    untrusted_data: data,
  };
}
