import { filledPath, listAt, valueAt } from '../../openobserve/answer.ts';
import type { View } from '../../catalog/catalog.ts';
import type { ContractWords, Shows } from '../../contract/words.ts';
import { ApiError } from '../../errors.ts';
import { textOf } from '../../json/exact-json.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import { readArguments } from '../../call/arguments/read-arguments.ts';
import { placesOf } from '../../openobserve/request.ts';
import type { ToolRow, Arguments, JsonSchema } from '../../contract/tool.ts';
import { addressOf, currentArguments, currentObject } from '../../call/update.ts';
import { isShown, reverted } from './list-changes.ts';
import type { PlannedCall } from './plan.ts';
import { shared } from './existing.ts';

/** What can be seen of the effect of a write. */
export interface Effect {
  /** Whether it is as the write asks, in all that it asks. */
  readonly isSo: boolean;
  /** Arguments that are shown, and are otherwise. */
  readonly differing: readonly string[];
  /** Arguments that nothing shows. */
  readonly unseen: readonly string[];
  /** The arguments as they are, where they are shown; null where there is no such object. */
  readonly now: Readonly<Arguments> | null;
  /** What is there of the objects that the write makes or moves. */
  readonly rows: readonly unknown[];
}

/** Looks for the effect of writes that make nothing with a name of its own. It only reads. */
export interface Effects {
  /** Null where no operation of the view shows it; undefined where that cannot be told. */
  see(row: ToolRow, args: Readonly<Arguments>, context: CallContext): Promise<Effect | null | undefined>;
  /** Whether the effect is that something is gone. */
  isGone(row: ToolRow): boolean;
  /** Whether what is seen says something before the write too. */
  tellsBefore(row: ToolRow): boolean;
  /** The calls that take it back; none where there are none. */
  undo(
    row: ToolRow,
    args: Readonly<Arguments>,
    before: Effect | null,
    after: Effect | null,
    view: View,
  ): readonly PlannedCall[];
}

const ABSENT: Effect = { isSo: false, differing: [], unseen: [], now: null, rows: [] };
/** Field of the rows of every list that says in which folder a thing is. */
const FOLDER = 'folder_id';

/** The arguments of a write that say what should be, not where. */
function contentOf(row: ToolRow, args: Readonly<Arguments>, shows: Shows | undefined, view: View): string[] {
  const reader = view.rows.find(({ operationId }) => operationId === (shows?.read ?? row.update?.read));
  const asked = Object.values(shows?.arguments ?? {}).map((value) => /^\{(\w+)/.exec(String(value))?.[1]);
  const where = new Set([...asked, ...Object.values(shows?.match ?? {}), row.update?.version?.argument]);
  const isIn = (name: string, of: ToolRow | undefined, kinds: readonly string[]) =>
    of !== undefined && placesOf(of, name).some((place) => kinds.includes(place.in));
  return Object.keys(args).filter((name) => {
    if (args[name] === undefined || where.has(name)) return false;
    if (shows && name in shows.fields) return true;
    return (
      isIn(name, row, ['body', 'content']) && !isIn(name, row, ['path']) && !isIn(name, reader, ['path'])
    );
  });
}

function compared(names: readonly string[], args: Readonly<Arguments>, now: Readonly<Arguments>): Effect {
  const unseen = names.filter((name) => args[name] !== null && now[name] === undefined);
  const differing = names.filter((name) => !unseen.includes(name) && !isShown(args[name], now[name]));
  return { isSo: unseen.length + differing.length === 0, differing, unseen, now, rows: [] };
}

/** OpenObserve keeps e-mail addresses in small letters, however they are given. */
function isNamed(stored: unknown, given: unknown): boolean {
  const name = textOf(given);
  return textOf(stored) === (name.includes('@') ? name.toLowerCase() : name);
}

/** The rows of an answer, or the answer as one. */
function rowsIn(answer: unknown, path: string | null): unknown[] {
  if (path === null) return [answer].filter((value) => value !== null && value !== undefined);
  const filled = filledPath(path, answer);
  return [listAt(answer, filled) ?? valueAt(answer, filled)].flat().filter((value) => value !== undefined);
}

/** Where things that were moved go back to: a call for each folder that they were in. */
function movesBack(
  row: ToolRow,
  to: string,
  match: Shows['match'],
  args: Readonly<Arguments>,
  { rows, isSo }: Effect,
): PlannedCall[] {
  const [[field, argument] = ['', '']] = Object.entries(match);
  if (isSo) return [];
  const groups = Map.groupBy(rows, (each) => textOf(valueAt(each, FOLDER)));
  return [...groups].map(([folder, members]) => {
    const ids = members.map((each) => valueAt(each, field));
    // What names the folder that things are in names the one that they were moved to.
    const from = Object.fromEntries(
      ['folder', 'from'].filter((name) => name in args && name !== to).map((name) => [name, args[to]]),
    );
    const moved = Array.isArray(args[argument]) ? ids : ids[0];
    return { tool: row.name, arguments: { ...args, ...from, [argument]: moved, [to]: folder } };
  });
}

/** The arguments that name objects to what takes them away; null where there is none, or it takes one of several. */
function identifiersOf(remover: ToolRow, match: Shows['match'], made: readonly unknown[]): Arguments | null {
  const properties = (remover.inputSchema.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  const found = Object.entries(match).map(([field, argument]): [string, unknown] => {
    const ids = made.map((each) => valueAt(each, field));
    return [argument, properties[argument]?.type === 'array' ? ids : ids.length === 1 ? ids[0] : undefined];
  });
  const isWhole = made.length > 0 && found.length > 0 && found.every(([, ids]) => ids !== undefined);
  return isWhole ? Object.fromEntries(found) : null;
}

/** Read what shows the effect of writes that make no object. */
export function createEffects(execute: Execute, { shows }: ContractWords): Effects {
  /** What the read answers: null where what it is asked for is not there, undefined where only the head of it came. */
  async function read(reader: ToolRow, args: Arguments, context: CallContext): Promise<unknown> {
    try {
      const call = { name: reader.name, arguments: { ...args, detail: 'full' } };
      const { value, truncated } = await execute(call, { ...context, approved: () => false });
      return truncated ? undefined : value;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  }

  async function updated(row: ToolRow, args: Readonly<Arguments>, context: CallContext) {
    const { update } = row;
    const reader = context.view.rows.find(({ operationId }) => operationId === update?.read);
    if (!update || !reader) return null;
    const answer = await read(reader, addressOf(reader, row, update, args), context);
    if (answer === undefined) return undefined;
    const object = currentObject(answer, update, args) as Readonly<Arguments> | null | undefined;
    if (object === null || object === undefined) return ABSENT;
    return compared(
      contentOf(row, args, undefined, context.view),
      args,
      currentArguments(row, update, object),
    );
  }

  /** Whether things are where they should be, and in which folders they are. */
  async function moved(
    reader: ToolRow,
    { to, asks }: NonNullable<Shows['moves']>,
    there: readonly unknown[],
    matched: ReadonlyArray<readonly [field: string, argument: string]>,
    args: Readonly<Arguments>,
    context: CallContext,
  ): Promise<Effect | undefined> {
    const isMeant = (each: unknown) =>
      matched.some(([field, argument]) =>
        [args[argument]].flat().some((value) => isNamed(valueAt(each, field), value)),
      );
    const wanted = matched.flatMap(([, argument]) => [args[argument]].flat());
    const isSo = there.filter(isMeant).length === wanted.length;
    const answer = await read(reader, readArguments(reader, args, asks), context);
    if (answer === undefined) return undefined;
    const rows = rowsIn(answer, reader.rows).filter(isMeant);
    const folders = [...new Set(rows.map((each) => textOf(valueAt(each, FOLDER))))];
    return { ...ABSENT, isSo, differing: isSo ? [] : [to], now: { [to]: folders.join(', ') }, rows };
  }

  async function shown(row: ToolRow, how: Shows, args: Readonly<Arguments>, context: CallContext) {
    const reader = context.view.rows.find(({ operationId }) => operationId === how.read);
    const matched = Object.entries(how.match);
    if (!reader || matched.some(([, argument]) => args[argument] === undefined)) return null;
    const answer = await read(reader, readArguments(reader, args, how.arguments), context);
    if (answer === undefined) return undefined;
    const rows = rowsIn(answer, how.rows ?? reader.rows);
    const has = ([field, argument]: [string, string]) =>
      [args[argument]].flat().map((value) => rows.some((each) => isNamed(valueAt(each, field), value)));
    if (how.gone) return { ...ABSENT, isSo: matched.flatMap(has).every((isThere) => !isThere) };
    if (how.items !== null) {
      const isSo = [args[how.items]].flat().every((item) => rows.some((each) => isShown(item, each)));
      const items = [args[how.items]].flat();
      const made = rows.filter((each) => items.some((item) => isShown(item, each)));
      return { ...ABSENT, isSo, now: isSo ? {} : null, rows: made };
    }
    if (how.moves !== null) return moved(reader, how.moves, rows, matched, args, context);
    if (!matched.flatMap(has).every(Boolean)) return ABSENT;
    const object = rows.find((each) =>
      matched.every(([field, argument]) => isNamed(valueAt(each, field), [args[argument]].flat()[0])),
    );
    if (object === undefined) return ABSENT;
    const now = Object.fromEntries(
      Object.entries(how.fields).map(([argument, field]) => [argument, valueAt(object, field)]),
    );
    return compared(contentOf(row, args, how, context.view), args, now);
  }

  return {
    async see(row, args, context) {
      const how = shows[row.operationId];
      if (how) return shown(row, how, args, context);
      return row.update?.replaces ? updated(row, args, context) : null;
    },
    isGone: ({ operationId }) => shows[operationId]?.gone === true,
    tellsBefore: ({ operationId }) => shows[operationId]?.after !== true,
    undo(row, args, before, after, view) {
      const how = shows[row.operationId];
      if (before === null || after === null || row.access === 'destructive') return [];
      if (how?.moves) return movesBack(row, how.moves.to, how.match, args, before);
      if (before.now === null) {
        const remover = view.rows.find(({ operationId }) => operationId === how?.undo);
        if (!remover || !how) return [];
        const made = after.rows.filter((each) => !before.rows.some((old) => isShown(each, old)));
        const named = shows[remover.operationId]?.match ?? {};
        const ids = how.items === null ? {} : identifiersOf(remover, named, made);
        if (ids === null) return [];
        const added = readArguments(remover, args, how.undoWith);
        return [{ tool: remover.name, arguments: { ...shared(args, remover), ...added, ...ids } }];
      }
      const old = before.now;
      const content = contentOf(row, args, how, view);
      const changed = content.filter((name) => !isShown(args[name], old[name]));
      const isWhole = changed.every((name) => !after.unseen.includes(name) || args[name] === null);
      const merges = row.update !== null;
      if (changed.length === 0 || !isWhole || (!merges && changed.some((name) => old[name] === undefined)))
        return [];
      const where = Object.entries(args).filter(
        ([name]) => !content.includes(name) && name !== row.update?.version?.argument,
      );
      const back = changed.map((name) => [name, reverted(args[name], old[name], merges)]);
      return [{ tool: row.name, arguments: { ...Object.fromEntries(where), ...Object.fromEntries(back) } }];
    },
  };
}
