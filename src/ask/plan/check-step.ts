import type { Config } from '../../config/options.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { ApiError, InputError } from '../../errors.ts';
import type { CallContext } from '../../call/execute.ts';
import type { CheckAlert } from '../../call/short-forms/alert-check.ts';
import { alertName } from '../../call/short-forms/alert.ts';
import { checkCron, firstRunOf } from '../../call/short-forms/schedule.ts';
import { stringifyExact, textOf } from '../../json/exact-json.ts';
import type { CheckCall } from './check-call.ts';
import type { Effects } from './effects.ts';
import type { FindExisting } from './existing.ts';
import { absenceOf, isKnownByName, type NamedThing, type NamedThings, withValue } from './named-things.ts';
import { type PlanStep, referencesIn } from './plan.ts';

/** A step that may be planned: its arguments with identifiers for names, and what to know of it. */
export interface CheckedStep {
  readonly arguments: Readonly<Arguments>;
  /** What people call the things that it names by their identifiers; the empty text for none. */
  readonly about: string;
  readonly notes: readonly string[];
  /** What is still to be planned beside it, for the model alone. */
  readonly lacks: readonly string[];
}

/** Checks the steps of a plan before a person sees it. It only reads. */
export interface CheckStep {
  /** @throws {InputError} with what keeps the step from doing what it is for, for the model to mend */
  one(
    row: ToolRow,
    args: Readonly<Arguments>,
    before: readonly PlanStep[],
    context: CallContext,
  ): Promise<CheckedStep>;
  /** What is wrong with the plan as a whole, such as an alert that sends to what nobody makes. */
  problemsOf(steps: readonly PlanStep[], context: CallContext): Promise<readonly string[]>;
}

interface CheckStepOptions {
  readonly checkCall: CheckCall;
  readonly checkAlert: CheckAlert;
  readonly lookup: FindExisting;
  readonly effects: Effects;
  readonly things: NamedThings;
  readonly config: Config;
}

/** What is read on the way to a plan; null where OpenObserve refuses it, as the step itself will tell. */
export async function unlessRefused<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ApiError || error instanceof InputError) return null;
    throw error;
  }
}

/** Code of a refusal that is no matter of the person. */
export const PLANNED_TWICE = 'planned_twice';

/** Arguments of an alert that decide when it fires. */
const CONDITION = ['query_condition', 'trigger_condition'];

const AGGREGATES = /\b(?:count|sum|avg|min|max|median|approx_\w+|stddev\w*|var\w*)\s*\(/i;

/** Why an alert in full can never fire: its query gives one row, and more are wanted. Null where it may. */
function neverFires({
  query_condition: query,
  trigger_condition: trigger,
}: Readonly<Arguments>): string | null {
  const { type, sql } = (query ?? {}) as { type?: unknown; sql?: unknown };
  const { operator, threshold } = (trigger ?? {}) as { operator?: unknown; threshold?: unknown };
  if (type !== 'sql' || typeof sql !== 'string' || /\bgroup\s+by\b/i.test(sql)) return null;
  const isOneRow = AGGREGATES.test(sql.slice(0, Math.max(0, sql.search(/\bfrom\b/i))));
  const least = operator === '>' ? Number(threshold) + 1 : Number(threshold);
  if (!isOneRow || !(operator === '>=' || operator === '>' || operator === '=') || !(least > 1)) return null;
  return `The alert can never fire: its query gives one row, and it waits for ${least} rows. The number to compare with stands in the HAVING of query_condition.sql: change it there, and wait for one row. A new alert takes "condition" in short.`;
}

/** How often a new alert is checked and how long it is silent, where the call does not say so. */
function defaultsOf(row: ToolRow, given: Readonly<Arguments>, written: Readonly<Arguments>): string[] {
  if (row.toolset !== 'alerts' || row.method !== 'POST') return [];
  const said = { ...(given.condition as Arguments), ...(given.trigger_condition as Arguments) };
  const { frequency, silence, frequency_type: type } = (written.trigger_condition ?? {}) as Arguments;
  const isTimed = type === undefined || type === 'minutes';
  const facts = [
    ...(said.frequency === undefined && isTimed && Number(frequency) > 0
      ? [`is checked every ${minutes(frequency)}`]
      : []),
    ...(said.silence === undefined && Number(silence) > 0
      ? [`is silent for ${minutes(silence)} after it fires`]
      : []),
  ];
  return facts.length === 0 ? [] : [`By default it ${facts.join(' and ')}.`];
}

const minutes = (count: unknown) => `${textOf(count)} ${Number(count) === 1 ? 'minute' : 'minutes'}`;

/** When a report goes out first. @throws {InputError} on a schedule that means another time than it looks like */
function reportNotes({ schedule, timezone, frequency }: Readonly<Arguments>): string[] {
  const { cron } = (frequency ?? {}) as { cron?: unknown };
  if (typeof cron === 'string' && cron !== '') checkCron(cron);
  return typeof schedule === 'string' ? [`First run: ${firstRunOf(schedule, timezone, Date.now())}.`] : [];
}

/** Characters that names of alerts and reports may not have. */
const NOT_IN_NAMES = /[\s:#?&%'"/]/;

/** The arguments with a name that OpenObserve takes, and what to say of it. */
function withProperName(
  { toolset, access, method }: ToolRow,
  args: Readonly<Arguments>,
): { readonly args: Readonly<Arguments>; readonly notes: readonly string[] } {
  const { name } = args;
  const isNamed = ['alerts', 'reports'].includes(toolset) && access === 'write' && method === 'POST';
  if (!isNamed || typeof name !== 'string' || !NOT_IN_NAMES.test(name)) return { args, notes: [] };
  return {
    args: { ...args, name: alertName(name) },
    notes: [`OpenObserve refuses the name "${name}" here, so it is written as ${alertName(name)}.`],
  };
}

/** Checks a step against the plan so far and against what exists. */
export function createCheckStep({
  checkCall,
  checkAlert,
  lookup,
  effects,
  things,
  config,
}: CheckStepOptions): CheckStep {
  /** @throws {InputError} when a step before makes the same */
  function refuseDouble(row: ToolRow, args: Readonly<Arguments>, before: readonly PlanStep[]): void {
    const name = lookup.nameOf(row, args);
    const same = before.find(
      (step) =>
        step.tool === row.name &&
        (stringifyExact(step.arguments) === stringifyExact(args) ||
          (name !== null &&
            lookup.nameOf(row, step.arguments)?.toLowerCase() === name.toLowerCase() &&
            step.arguments.folder === args.folder)),
    );
    if (same)
      throw new InputError(
        `Step ${same.id} does the same already. Take it back with withdraw_step if this one should be in its place.`,
        { code: PLANNED_TWICE },
      );
  }

  /** @throws {InputError} when what the step would make stands already, or what it would take away is not there */
  async function refuseVain(row: ToolRow, args: Readonly<Arguments>, context: CallContext): Promise<void> {
    const standing = await lookup.find(row, args, context);
    if (standing)
      throw new InputError(
        `${row.title}: "${lookup.nameOf(row, args)}" is there already (${standing.id}). Change that one, or take another name.`,
        { code: 'name_taken' },
      );
    if (!effects.isGone(row)) return;
    const effect = await unlessRefused(effects.see(row, await checkCall(row, args), context));
    if (effect?.isSo)
      throw new InputError(`${row.title}: there is nothing to take away. Check the name or identifier.`, {
        code: 'not_found',
      });
  }

  /** The condition of an alert as it would be: a change names only a part of it. */
  async function wholeCondition(row: ToolRow, written: Arguments, context: CallContext): Promise<Arguments> {
    const changed = CONDITION.filter((name) => written[name] !== undefined);
    if (row.toolset !== 'alerts' || !row.update?.replaces || changed.length === 0) return written;
    const effect = await unlessRefused(effects.see(row, written, context));
    const now = effect?.now ?? {};
    return Object.fromEntries(
      CONDITION.map((name) => [name, { ...(now[name] as Arguments), ...(written[name] as Arguments) }]),
    );
  }

  /** @throws {InputError} when an alert can never fire, or its condition does not run */
  async function alertNotes(
    row: ToolRow,
    args: Readonly<Arguments>,
    context: CallContext,
  ): Promise<readonly string[]> {
    const { signal, view } = context;
    const written = await checkCall(row, args);
    const never = neverFires(await wholeCondition(row, written, context));
    if (never !== null) throw new InputError(never, { code: 'never_fires' });
    const org_id = args.org_id ?? config.org;
    const found =
      org_id === null
        ? []
        : await checkAlert(row, args, { org_id, ...written }, signal, ({ name }) => view.reaches(name));
    return [...defaultsOf(row, args, written), ...found];
  }

  /** What a step names and no list shows, nor a step before it makes. */
  const unknownIn = (found: readonly NamedThing[], steps: readonly PlanStep[], context: CallContext) =>
    found.filter((thing) => thing.id === null && things.plannedAs(thing, steps, context) === null);

  /** The tools that make what is not there, to be planned first. */
  const makersText = (thing: NamedThing, context: CallContext) => {
    const makers = things.makers(thing, context).map(({ name }) => name);
    return makers.length === 0 ? '' : ` To make it, plan ${makers.join(' or ')} first.`;
  };

  return {
    async one(row, given, before, context) {
      const { args, notes: ofName } = withProperName(row, given);
      refuseDouble(row, args, before);
      const found = await things.in(row, args, context);
      const resolved = found.reduce<Readonly<Arguments>>((known, thing) => {
        const { argument, value } = thing;
        const taken = thing.id ?? things.plannedAs(thing, before, context) ?? value;
        return taken === value ? known : withValue(known, argument, value, taken);
      }, args);
      const unknown = unknownIn(found, before, context);
      // What has no identifier but its name may also be made by a later step.
      const lost = unknown.filter(
        (thing) => !isKnownByName(thing.list) || things.makers(thing, context).length === 0,
      );
      if (lost.length > 0)
        throw new InputError(
          lost.map((thing) => `${absenceOf(thing)}${makersText(thing, context)}`).join(' '),
          { code: 'not_found' },
        );
      // Where a step lies in what an earlier one makes, nothing can be there yet.
      if (referencesIn(resolved).length === 0) await refuseVain(row, resolved, context);
      const notes = [...ofName, ...reportNotes(resolved), ...(await alertNotes(row, resolved, context))];
      const lacks = unknown.map((thing) => `${absenceOf(thing)} Plan it as well.`);
      const labels = found.flatMap(({ id, label }) => (id === null || id === label ? [] : [label]));
      return { arguments: resolved, about: labels.join(', '), notes, lacks };
    },
    async problemsOf(steps, context) {
      const problems: string[] = [];
      for (const { id, tool, arguments: args } of steps) {
        const found = (await unlessRefused(things.in(context.view.reach(tool), args, context))) ?? [];
        for (const thing of unknownIn(found, steps, context)) problems.push(`${id}: ${absenceOf(thing)}`);
        for (const [other] of referencesIn(args))
          if (!steps.some((step) => step.id === other))
            problems.push(`${id} refers to ${other}, which is not planned.`);
      }
      return problems;
    },
  };
}
