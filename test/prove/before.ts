import { valueAt } from '../../src/openobserve/answer.ts';
import { NEWER_TOOLS } from '../../src/generated/newer-tools.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import type { NameCheck, ToolRow, Update } from '../../src/contract/tool.ts';
import type { Exchange } from '../helpers/exchanges.ts';

type JsonObject = Record<string, unknown>;

const rowOf = (operationId: string) =>
  [...TOOLS, ...NEWER_TOOLS].find((row) => row.operationId === operationId) as ToolRow;

/** The value at a path of the contract, its `{version}` filled from the answer. */
const valueIn = (answer: unknown, template: string) =>
  valueAt(answer, template.replace('{version}', String(valueAt(answer, 'version'))));

const isMatch = (update: Update, args: JsonObject) => (row: JsonObject) =>
  Object.entries(update.match).every(([field, argument]) => row[field] === recordedArgument(args, argument));

/** `value` nested under keys joined by dots; `*` is a list of one. */
function nested(path: string, value: unknown): unknown {
  if (path === '') return value;
  const [key, ...rest] = path.split('.') as [string, ...string[]];
  const inner = nested(rest.join('.'), value);
  return key === '*' ? [inner] : { [key]: inner };
}

/** The value of `argument` in a recorded request, from its path, query or body. */
function recordedArgument(args: JsonObject, argument: string): unknown {
  return args[argument] ?? (args.request_body as JsonObject | undefined)?.[argument];
}

/** The object that an update found on the recorded server: as it was read before, or as it was written, where nobody read it. */
function objectBefore(
  update: Update,
  exchange: Exchange,
  args: JsonObject,
  all: readonly Exchange[],
): unknown {
  const reader = rowOf(update.read);
  const here = all.indexOf(exchange);
  const reads = all.filter(
    ({ op, file, response }) =>
      op === reader.operationId && file === exchange.file && response.status === 200,
  );
  const ids = Object.values(exchange.request.path.split('/')).map(decodeURIComponent);
  const isSame = ({ request, response }: Exchange) =>
    update.rows === null
      ? request.path
          .split('/')
          .every((segment) => ids.includes(decodeURIComponent(segment)) || segment === 'v2')
      : (valueIn(response.body, update.rows) as JsonObject[] | undefined)?.some(isMatch(update, args));
  const found =
    reads.findLast((read) => isSame(read) && all.indexOf(read) < here) ?? reads.find((read) => isSame(read));
  return found?.response.body;
}

function synthesised(update: Update, args: JsonObject): unknown {
  const body = (args.request_body ?? {}) as JsonObject;
  const stored = update.into === null ? body : (body[update.into] as JsonObject);
  const identity = Object.fromEntries(
    Object.entries(update.match).map(([field, argument]) => [field, recordedArgument(args, argument)]),
  );
  const object = nested((update.object ?? '').replace('{version}', '8'), { ...stored, ...identity });
  const answer =
    update.rows === null
      ? object
      : nested(`${update.rows.replace('{version}', '8')}.*`.replace(/^\./, ''), object);
  return Array.isArray(answer) ? answer : { version: 8, hash: '1', ...(answer as JsonObject) };
}

function listBefore(check: NameCheck, names: readonly unknown[]): unknown {
  return nested(
    check.rows,
    names.map((name) => ({ [check.field]: name })),
  );
}

/** What stood on the recorded server before a write. */
export interface Before {
  /** The answer to a read, by its path; null where the read is none that comes before this write. */
  readonly answer: (path: string) => unknown;
  /** The fields that the write replaces, as arguments of the write; null where it is no update. */
  readonly stored: unknown;
}

function storedIn(answer: unknown, update: Update, args: JsonObject): unknown {
  const found =
    update.rows === null
      ? valueIn(answer, update.object ?? '')
      : (valueIn(answer, update.rows) as JsonObject[]).find(isMatch(update, args));
  return update.into === null ? found : { [update.into]: found };
}

/** `refused`: the names that must be there are missing, and those that must be new are taken. */
export function standingBefore(
  row: ToolRow,
  exchange: Exchange,
  args: JsonObject,
  all: readonly Exchange[],
  refused: boolean,
): Before {
  const answers: Array<readonly [pattern: RegExp, answer: unknown]> = [];
  const pathOf = (operationId: string) =>
    new RegExp(`^${rowOf(operationId).path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
  for (const check of row.checks?.exists ?? []) {
    const name = recordedArgument(args, check.argument);
    answers.push([pathOf(check.list), listBefore(check, refused || name === undefined ? [] : [name])]);
  }
  for (const check of row.checks?.unique ?? []) {
    const name = recordedArgument(args, check.argument);
    answers.push([pathOf(check.list), listBefore(check, refused ? [name] : [])]);
  }
  let stored: unknown = null;
  if (row.update) {
    const answer = objectBefore(row.update, exchange, args, all) ?? synthesised(row.update, args);
    answers.push([pathOf(row.update.read), answer]);
    stored = storedIn(answer, row.update, args);
  }
  return {
    answer: (path) => answers.find(([pattern]) => pattern.test(path))?.[1] ?? null,
    stored,
  };
}
