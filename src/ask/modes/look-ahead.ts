import type { CallContext } from '../../call/execute.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { OpenObserveMcpError, toMessage } from '../../errors.ts';
import { missingArgumentsForm } from '../missing-arguments-form.ts';
import type { AskStep, MissingArgument } from '../types.ts';
import { kindOf } from '../understand/orders/ordered-call.ts';
import { type PlannedStep, withWordsAsked } from './plan-steps.ts';
import type { Prepare } from './prepare.ts';
import { LEAVE_OUT } from './write-gate.ts';

/** How far a request has come. It travels through the client, so that a step that was done is never done again. */
export interface Progress {
  readonly plan: readonly PlannedStep[];
  readonly done: readonly AskStep[];
  /** The step that a question is about; left out for the one that is due. */
  readonly asking?: number;
}

/** Arguments that hold a query: what words mean by one is looked for in the data. */
const QUERY_ARGUMENTS = ['sql', 'query', 'fields', 'key'];

/** A read of data that needs a query which nobody stated. */
export function isUnfilledQuery(tool: string, args: Readonly<Arguments>, { view }: CallContext): boolean {
  const { access, inputSchema } = view.reach(tool);
  const required = (inputSchema.required ?? []) as readonly string[];
  return (
    access === 'read' && QUERY_ARGUMENTS.some((name) => required.includes(name) && args[name] === undefined)
  );
}

/** What the steps so far make. */
interface Made {
  readonly kind: string;
  readonly names: readonly string[];
}

function madeBy(row: ToolRow, { name, title, stream_name: stream }: Readonly<Arguments>): Made[] {
  const names = [name, title, stream].flatMap((each) => (each ? [String(each)] : []));
  return row.method === 'POST' ? [{ kind: kindOf(row) ?? '', names }] : [];
}

const escaped = (text: string) => text.replaceAll(/[$()*+.?[\]\\^{|}]/g, '\\$&');

/** Whether a text speaks of something that a step before makes, by its whole name. */
const speaksOf = (text: string, made: readonly Made[]) =>
  made
    .flatMap(({ names }) => names)
    .some((name) =>
      name.length > 2
        ? new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(name)}(?![\\p{L}\\p{N}_])`, 'u').test(text)
        : text.includes(`"${name}"`),
    );

/** Looks up what several steps are about before the first is made: they are done together or not at all. */
export function createLookAhead(
  prepare: Prepare,
  stateOf: (progress: Progress) => Readonly<Record<string, unknown>>,
) {
  /** Several steps with the objects of later ones looked up, or why none of them is begun. */
  return async (progress: Progress, context: CallContext): Promise<Progress | string> => {
    const { plan, done } = progress;
    if (done.length > 0 || plan.length < 2) return progress;
    const query = plan.find(({ tool, arguments: args }) => isUnfilledQuery(tool, args, context));
    if (query)
      return `Nothing was done yet, because one part is a question about data. Ask "${query.words}" by itself, then say the rest.`;
    const steps: PlannedStep[] = [];
    const made: Made[] = [];
    for (const [index, step] of plan.entries()) {
      const row = context.view.reach(step.tool);
      const isLooked = index > 0 || step.isListed;
      const args: Record<string, unknown> = { ...step.arguments };
      const isUnsaid = ({ name }: MissingArgument) => name !== LEAVE_OUT && !(name in step.arguments);
      /** What a step before may make, as the destination of an alert. */
      const mayBeMade = (each: MissingArgument) =>
        isUnsaid(each) && made.some(({ kind }) => kind !== '' && each.name.includes(kind));
      const why =
        !isLooked || row.access === 'read'
          ? null
          : await prepare(row, step, context).then(
              (prepared) => {
                const { missing, arguments: found } = withWordsAsked(row, step, prepared);
                // What is renamed before is found by its identifier; what is made before has none yet.
                for (const [name, value] of Object.entries(found))
                  if (/_ids?$/.test(name) && !speaksOf(`"${String(step.arguments[name] ?? '')}"`, made))
                    args[name] = value;
                // A step that goes on with what is made before is asked about when it is due.
                const goesOn = missing.some(mayBeMade);
                const open = missing.filter(
                  (each) => !each.optional && !speaksOf(each.question, made) && !(goesOn && isUnsaid(each)),
                );
                const [first] = open;
                if (first && context.canAsk && first.name !== LEAVE_OUT)
                  throw missingArgumentsForm(open, row, stateOf({ plan, done, asking: index }));
                return first?.question ?? null;
              },
              (error) => {
                if (error instanceof OpenObserveMcpError)
                  return speaksOf(error.message, made) ? null : toMessage(error);
                throw error;
              },
            );
      if (why !== null) return `Nothing was done, because this part is not clear: "${step.words}". ${why}`;
      const covers = Object.values(step.arguments)
        .flat()
        .filter((value) => typeof value === 'string')
        .join(' ');
      // What may be left out is not asked between steps: all of them are done at once.
      steps.push({ ...step, asked: true, arguments: args, covers });
      made.push(...madeBy(row, step.arguments));
    }
    return { plan: steps, done };
  };
}
