import { filledPath, listAt, readAnswer, valueAt } from '../openobserve/answer.ts';
import { ApiError, InputError } from '../errors.ts';
import { stringifyExact, textOf } from '../json/exact-json.ts';
import { type Change, changesBetween, mergeChanges } from '../json/merge.ts';
import type { Operations } from '../openobserve/operations.ts';
import { refusalOf } from '../openobserve/refusals.ts';
import { placesOf } from '../openobserve/request.ts';
import type { ToolRow, Update, Arguments } from '../contract/tool.ts';

/** The arguments of an update with everything that the call did not name, and what it changes. */
export interface CompletedUpdate {
  readonly args: Arguments;
  /** What the call itself gave, without the fields that only repeat what OpenObserve sets. */
  readonly named: Arguments;
  /** Null where nothing is replaced. */
  readonly changes: readonly Change[] | null;
  /** The object as it is stored now. */
  readonly before: unknown;
}

/**
 * Lay the arguments of an update over the object as it is now.
 * @throws {ApiError} when the object cannot be read
 * @throws {InputError} when there is no such object
 */
export type CompleteUpdate = (
  row: ToolRow,
  update: Update,
  args: Readonly<Arguments>,
  signal: AbortSignal,
) => Promise<CompletedUpdate>;

/** Code of the error that tells the value of a field which cannot be changed. */
export const FIXED_FIELD = 'fixed_field';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The row whose fields equal the arguments that `match` pairs them with. */
function rowFor(
  rows: readonly unknown[] | null,
  match: Readonly<Record<string, string>>,
  args: Readonly<Arguments>,
): unknown {
  return (rows ?? []).find((row) =>
    Object.entries(match).every(
      ([field, argument]) =>
        textOf(valueAt(row, field)).toLowerCase() === textOf(args[argument]).toLowerCase(),
    ),
  );
}

/** The object in what the read of an update answers. */
export function currentObject(answer: unknown, update: Update, args: Readonly<Arguments>): unknown {
  const { object, rows, match } = update;
  if (rows === null) return valueAt(answer, filledPath(object ?? '', answer));
  return valueAt(rowFor(listAt(answer, filledPath(rows, answer)), match, args), object ?? '');
}

/** Places that only say which object is meant, not what it holds. */
function isBodyArgument(row: ToolRow, name: string): boolean {
  return placesOf(row, name).some((place) => place.in === 'body' || place.in === 'content');
}

function isPathArgument(row: ToolRow, name: string): boolean {
  return placesOf(row, name).some((place) => place.in === 'path');
}

/** The stored object as arguments of the write. */
export function currentArguments(row: ToolRow, update: Update, object: Readonly<Arguments>): Arguments {
  if (update.into !== null) return { [update.into]: object };
  return Object.fromEntries(
    Object.entries(object)
      .map(([field, value]) => [field, update.rename[field] ?? field, value] as const)
      .filter(
        ([field, argument, value]) =>
          isBodyArgument(row, argument) && !update.omit.includes(field) && value !== null,
      )
      .map(([, argument, value]) => [argument, value]),
  );
}

/**
 * The arguments without those that only repeat what OpenObserve sets itself, as in an object that was read and edited.
 * @throws {InputError} when one would change such a field
 */
function withoutRepeated(
  row: ToolRow,
  update: Update,
  args: Readonly<Arguments>,
  object: unknown,
): Arguments {
  const kept = { ...args };
  for (const field of update.omit) {
    if (!(field in args) || placesOf(row, field).length > 0) continue;
    const [given, stored] = [args[field], valueAt(object, field)].map((value) =>
      stringifyExact(value ?? null),
    );
    if (given !== stored)
      throw new InputError(
        `${row.name} cannot change "${field}", which is ${stored}: leave it out. Nothing was changed.`,
        { code: FIXED_FIELD },
      );
    delete kept[field];
  }
  return kept;
}

/** Whether a call of the tool changes something that exists, and may leave out every field of it. */
function isChange({ update, method, idempotent, body, access }: ToolRow): boolean {
  if (update !== null) return update.replaces;
  const sets = method === 'PUT' || method === 'PATCH' || (method === 'POST' && idempotent);
  return access !== 'read' && sets && body?.kind === 'object';
}

/** Whether a value of a field says nothing: no member, or only lists without items. */
function isNothing(value: unknown): boolean {
  if (!isObject(value)) return value === undefined;
  return Object.values(value).every((item) => isNothing(item) || (Array.isArray(item) && item.length === 0));
}

/**
 * An update that says only which object is meant would be answered with success and change nothing.
 * @throws {InputError} with the fields that there are
 */
export function refuseEmpty(row: ToolRow, args: Readonly<Arguments>): void {
  if (!isChange(row)) return;
  const isField = (name: string) => isBodyArgument(row, name) && !isPathArgument(row, name);
  const isSaid = (name: string) =>
    (isField(name) && !(row.update === null && isNothing(args[name]))) ||
    !(name in row.places) ||
    row.update?.also.includes(name);
  if (Object.keys(args).some(isSaid)) return;
  const listed = Object.keys((row.inputSchema.properties ?? {}) as object).filter(isField);
  throw new InputError(
    `${row.name} does not say what to change. Give at least one of: ${listed.join(', ')}. Nothing was sent.`,
  );
}

/** What the read of an update is asked. */
export function addressOf(
  reader: ToolRow,
  row: ToolRow,
  update: Update,
  args: Readonly<Arguments>,
): Arguments {
  const known = Object.entries(args).filter(
    ([name]) =>
      placesOf(reader, name).length > 0 && (isPathArgument(reader, name) || !isBodyArgument(row, name)),
  );
  return { ...update.arguments, ...Object.fromEntries(known) };
}

/** Completes an update with what the object holds, as OpenObserve replaces objects whole. */
export function createCompleteUpdate(
  operations: Operations,
  byOperationId: ReadonlyMap<string, ToolRow>,
): CompleteUpdate {
  async function readCurrent(row: ToolRow, update: Update, args: Readonly<Arguments>, signal: AbortSignal) {
    const reader = byOperationId.get(update.read) as ToolRow;
    const { response } = await operations.send(reader, addressOf(reader, row, update, args), signal);
    const refusal = refusalOf(response, { tool: row.name, edition: row.edition, isWrite: false });
    if (refusal) throw refusal;
    if (response.truncated)
      throw new ApiError(
        'The object is larger than this server reads at once, so it cannot be changed safely.',
        'operator',
        { code: 'too_large', status: response.status, apiCode: null },
      );
    const answer = readAnswer(response);
    const object = currentObject(answer, update, args);
    if (object === undefined || object === null)
      throw new InputError(
        `${row.name} found nothing to change: ${reader.name} does not show it. Check its name or id.`,
        { code: 'not_found' },
      );
    const version =
      update.version && isObject(answer)
        ? (answer[update.version.field] ?? (isObject(object) ? object[update.version.field] : undefined))
        : undefined;
    return { object, version };
  }

  /** The argument that says where the object is kept. Nothing where it is not to be found: the write itself tells. */
  async function locate(
    { locate: how }: Update,
    object: unknown,
    args: Readonly<Arguments>,
    signal: AbortSignal,
  ): Promise<Arguments> {
    if (how === null || args[how.argument] !== undefined) return {};
    const asked = Object.entries(how.asks).map(([argument, field]) => [argument, valueAt(object, field)]);
    const reader = byOperationId.get(how.read) as ToolRow;
    const { response } = await operations.send(
      reader,
      { org_id: args.org_id, ...Object.fromEntries(asked) },
      signal,
    );
    if (response.status !== 200 || response.truncated) return {};
    const place = valueAt(rowFor(listAt(readAnswer(response), how.rows), how.match, args), how.field);
    return place === undefined ? {} : { [how.argument]: place };
  }

  return async (row, update, args, signal) => {
    const { object, version } = await readCurrent(row, update, args, signal);
    const carried: Arguments = await locate(update, object, args, signal);
    if (update.version !== null && args[update.version.argument] === undefined && version !== undefined)
      carried[update.version.argument] = version;
    if (!update.replaces)
      return { args: { ...args, ...carried }, named: args, changes: null, before: object };
    if (row.body?.kind === 'content') {
      const merged = mergeChanges(object, args.content);
      return {
        args: { ...args, content: merged },
        named: args,
        changes: changesBetween(object, merged),
        before: object,
      };
    }
    const named = withoutRepeated(row, update, args, object);
    const current = currentArguments(row, update, object as Readonly<Arguments>);
    const given = Object.fromEntries(Object.entries(named).filter(([name]) => isBodyArgument(row, name)));
    const merged = mergeChanges(current, given) as Arguments;
    const fixed = Object.fromEntries(Object.entries(named).filter(([name]) => !(name in given)));
    return {
      args: { ...fixed, ...merged, ...carried },
      named,
      changes: changesBetween(current, merged),
      before: object,
    };
  };
}
