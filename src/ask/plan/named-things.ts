import { listAt, valueAt } from '../../openobserve/answer.ts';
import type { ContractWords } from '../../contract/words.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import { didYouMean } from '../../names/nearest.ts';
import { InputError } from '../../errors.ts';
import { type PlanStep, referencesIn } from './plan.ts';
import { undefinedOnFailure } from './read-back.ts';
import { offeredNames } from '../../redact/quoted-words.ts';

/** One thing that arguments name, held against the list that shows it. */
export interface NamedThing {
  readonly argument: string;
  /** As the arguments have it. */
  readonly value: string;
  /** What the operation takes; null where the list has no such thing. */
  readonly id: string | null;
  /** What people call it. */
  readonly label: string;
  readonly list: ToolRow;
  /** What else the list has, by what people call it. */
  readonly others: readonly string[];
}

interface Entry {
  readonly id: string;
  readonly label: string;
}

/** Finds the things that arguments name, by identifier or by name. It only reads. */
export interface NamedThings {
  /** @throws {InputError} where a name fits several things */
  in(row: ToolRow, args: Readonly<Arguments>, context: CallContext): Promise<readonly NamedThing[]>;
  /** The step that makes the thing, and what stands for it in later steps: its name, or a reference to its identifier. */
  plannedAs(thing: NamedThing, steps: readonly PlanStep[], context: CallContext): string | null;
  /** The tools that make such a thing. */
  makers(thing: NamedThing, context: CallContext): readonly ToolRow[];
  /** What people call what an argument names by its identifier; null where that is not known. */
  labelOf(row: ToolRow, argument: string, value: unknown, context: CallContext): Promise<string | null>;
}

/** Every organization has these without a list that shows them. */
const ALWAYS = new Set(['default', '_all']);

const foldedName = (text: string) => text.trim().toLowerCase();

/** The texts at the path that a list says for an argument: itself, each item, or a member of each. */
function valuesAt(value: unknown, path: string): string[] {
  const found = path === '' ? value : valueAt({ value }, `value.${path}`);
  return [found].flat(2).filter((each): each is string => typeof each === 'string' && each !== '');
}

/** Arguments with one text in place of another, at the path of an argument. */
export function withValue(args: Readonly<Arguments>, argument: string, from: string, to: string): Arguments {
  const replace = (value: unknown): unknown => {
    if (value === from) return to;
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item)]));
  };
  return { ...args, [argument]: replace(args[argument]) };
}

/** Arguments of an operation in which it names what a list shows, and where in them the names are. */
export function argumentsNaming(
  row: ToolRow,
  { names, toolset }: ToolRow,
  stands: ContractWords['stands'],
): ReadonlyArray<readonly [argument: string, path: string]> {
  if (names === null || names.id === '' || names.kind !== null) return [];
  if (names.own && toolset !== row.toolset) return [];
  const own = stands[row.operationId]?.by;
  return Object.entries(names.arguments).filter(
    ([argument]) =>
      argument !== 'org_id' && argument !== own && !(argument === 'name' && row.access !== 'destructive'),
  );
}

/** Looks up what exists by name, and what an ID is called. */
export function createNamedThings(execute: Execute, { names: lookups, stands }: ContractWords): NamedThings {
  async function entriesOf(
    list: ToolRow,
    asked: Readonly<Arguments>,
    context: CallContext,
  ): Promise<readonly Entry[] | null> {
    const call = { name: list.name, arguments: { ...asked, detail: 'full' } };
    const outcome = await undefinedOnFailure(() => execute(call, { ...context, approved: () => false }));
    if (outcome === undefined || outcome.truncated) return null;
    const rows = (listAt(outcome.value, list.rows ?? '') ?? []) as Arguments[];
    const { id = '', label = '' } = list.names ?? {};
    return rows.map((each) => ({ id: String(each[id] ?? ''), label: String(each[label] ?? '') }));
  }

  /** What the list is asked for an argument of a tool, such as folders of dashboards. */
  function askedOf(list: ToolRow, row: ToolRow, argument: string, args: Readonly<Arguments>): Arguments {
    const lookup = (lookups[row.operationId] ?? []).find(
      (each) => each.argument === argument && each.list === list.operationId,
    );
    const org = args.org_id === undefined ? {} : { org_id: args.org_id };
    const folders = 'folder_type' in list.places ? { folder_type: row.toolset } : {};
    return { ...folders, ...lookup?.arguments, ...org };
  }

  const makersOf = (list: ToolRow, { view }: CallContext) =>
    view.rows.filter(({ operationId }) => stands[operationId]?.list === list.operationId);

  const things: NamedThings = {
    async in(row, args, context) {
      const found: NamedThing[] = [];
      for (const list of context.view.rows) {
        for (const [argument, path] of argumentsNaming(row, list, stands)) {
          if (args[argument] === undefined) continue;
          const values = valuesAt(args[argument], path).filter((value) => referencesIn(value).length === 0);
          if (values.length === 0) continue;
          const entries = await entriesOf(list, askedOf(list, row, argument, args), context);
          if (entries === null) continue;
          for (const value of values) {
            if (ALWAYS.has(value)) continue;
            const byId = entries.find(({ id }) => id === value);
            const named = entries.filter(({ label }) => foldedName(label) === foldedName(value));
            if (!byId && named.length > 1)
              throw new InputError(
                `"${value}" is the name of ${named.length}: ${offeredNames(named.map(({ id }) => id))}. Take the identifier of the one that is meant.`,
                { code: 'several_fit' },
              );
            const entry = byId ?? named[0];
            found.push({
              argument,
              value,
              id: entry?.id ?? null,
              label: entry?.label ?? value,
              list,
              others: entries.map(({ label }) => label),
            });
          }
        }
      }
      return found;
    },
    plannedAs({ value, list }, steps, context) {
      const makers = makersOf(list, context);
      const step = steps.find(({ tool, arguments: args }) => {
        const maker = makers.find(({ name }) => name === tool);
        const name = args[stands[maker?.operationId ?? '']?.by ?? ''];
        return name !== undefined && foldedName(String(name)) === foldedName(value);
      });
      if (step === undefined) return null;
      return isKnownByName(list) ? value : `{{${step.id}.id}}`;
    },
    makers: ({ list }, context) => makersOf(list, context),
    async labelOf(row, argument, value, context) {
      const found = await undefinedOnFailure(() => things.in(row, { [argument]: value }, context));
      const label = found?.find(({ id }) => id === value)?.label;
      return label === undefined || label === value ? null : label;
    },
  };
  return things;
}

/** Whether things of a list have no identifier but their name. */
export const isKnownByName = ({ names }: ToolRow) => names?.id === names?.label;

/** Says of a thing that it is not there, and what is. */
export function absenceOf({ argument, value, list, others }: NamedThing): string {
  const shown = others.filter((label) => label !== '').slice(0, 12);
  const there = shown.length === 0 ? ' There are none.' : ` There are: ${offeredNames(shown)}.`;
  return `${argument}: there is no "${value}" (${list.name}).${didYouMean(value, others)}${there}`;
}
