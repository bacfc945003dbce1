import { listAt, readAnswer } from './answer.ts';
import type { Arguments } from './arguments.ts';
import { ApiError, InputError } from './errors.ts';
import { type Change, changesBetween, mergeChanges } from './merge.ts';
import type { OpenObserveClient } from './openobserve/client.ts';
import { refusalOf } from './openobserve/refusals.ts';
import { buildRequest } from './request.ts';
import type { ToolRow, Update } from './tool.ts';

/** The arguments of an update with everything that the call did not name, and what it changes. */
export interface CompletedUpdate {
  readonly args: Arguments;
  readonly changes: readonly Change[];
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

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function objectAt(answer: unknown, { object }: Update): unknown {
  if (object === null || !isObject(answer)) return answer;
  const path = object.replaceAll(/\{(\w+)\}/g, (_, field: string) => String(answer[field]));
  let found: unknown = answer;
  for (const key of path.split('.')) found = isObject(found) ? found[key] : undefined;
  return found;
}

function currentObject(answer: unknown, update: Update, args: Readonly<Arguments>): unknown {
  if (update.rows === null) return objectAt(answer, update);
  const rows = listAt(answer, update.rows) ?? [];
  const wanted = Object.entries(update.match);
  return objectAt(
    rows.find(
      (row) =>
        isObject(row) &&
        wanted.every(
          ([field, argument]) => String(row[field]).toLowerCase() === String(args[argument]).toLowerCase(),
        ),
    ),
    update,
  );
}

/** Places that only say which object is meant, not what it holds. */
function isBodyArgument(row: ToolRow, name: string): boolean {
  return (row.places[name] ?? []).some((place) => place.in === 'body' || place.in === 'content');
}

export function createCompleteUpdate(
  client: OpenObserveClient,
  byOperationId: ReadonlyMap<string, ToolRow>,
): CompleteUpdate {
  async function readCurrent(row: ToolRow, update: Update, args: Readonly<Arguments>, signal: AbortSignal) {
    const reader = byOperationId.get(update.read) as ToolRow;
    const known = Object.fromEntries(
      Object.entries(args).filter(([name]) => name in reader.places && !isBodyArgument(row, name)),
    );
    const response = await client.send(buildRequest(reader, known), signal);
    const refusal = refusalOf(response, { tool: row.name, edition: row.edition, isWrite: false });
    if (refusal) throw refusal;
    if (response.truncated)
      throw new ApiError(
        'The object is larger than this server reads at once, so it cannot be changed safely.',
        'operator',
        { code: 'too_large', status: response.status, apiCode: null },
      );
    const answer = readAnswer(response, null);
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

  return async (row, update, args, signal) => {
    const { object, version } = await readCurrent(row, update, args, signal);
    if (row.body?.kind === 'content') {
      const merged = mergeChanges(object, args.content);
      return { args: { ...args, content: merged }, changes: changesBetween(object, merged) };
    }
    const current: Arguments = {};
    for (const [field, value] of Object.entries(object as Record<string, unknown>)) {
      const argument = update.rename[field] ?? field;
      if (isBodyArgument(row, argument) && !update.omit.includes(field) && value !== null)
        current[argument] = value;
    }
    const given = Object.fromEntries(Object.entries(args).filter(([name]) => isBodyArgument(row, name)));
    const merged = mergeChanges(current, given) as Arguments;
    const fixed = Object.fromEntries(Object.entries(args).filter(([name]) => !(name in given)));
    const carried =
      update.version !== null && args[update.version.argument] === undefined && version !== undefined
        ? { [update.version.argument]: version }
        : {};
    return { args: { ...fixed, ...merged, ...carried }, changes: changesBetween(current, merged) };
  };
}
