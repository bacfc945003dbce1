import { filledPath, listAt, readAnswer, valueAt } from './answer.ts';
import type { Arguments } from './arguments.ts';
import { textOf } from './exact-json.ts';
import { maskSecrets, maskText } from './mask.ts';
import type { Change } from './merge.ts';
import type { OpenObserveClient } from './openobserve/client.ts';
import { buildRequest, placesOf } from './request.ts';
import type { PreviewLine, ToolRow } from './tool.ts';

/** Which calls deserve a second look, and what it shows. Reads only, and a read that fails is left out. */
export interface SecondLook {
  /** Why the call should not simply run; null when it may. `changes` as in an update, null for other calls. */
  reasonFor(
    row: ToolRow,
    args: Readonly<Arguments>,
    changes: readonly Change[] | null,
    signal: AbortSignal,
  ): Promise<string | null>;
  /** What would happen, and to what, in a few sentences without a secret. */
  preview(row: ToolRow, args: Readonly<Arguments>, reason: string, signal: AbortSignal): Promise<string>;
}

const PATIENCE_MS = 5000;
const LONGEST_VALUE = 200;
const LONGEST_NAME = 80;
const MOST_NAMES = 5;
const FOR_GOOD = 'This cannot be undone.';

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length)}...` : text);
const oneLine = (value: unknown) =>
  cut(maskText(textOf(value)).replaceAll(/\s+/g, ' ').trim(), LONGEST_NAME) || 'none';

function sizeOf(megabytes: number): string {
  if (megabytes >= 1024) return `${(megabytes / 1024).toFixed(1)} GB`;
  return megabytes >= 1 ? `${megabytes.toFixed(1)} MB` : `${Math.ceil(megabytes * 1024)} kB`;
}

/** Arguments of a read: those of its address that the call has too, and what the contract adds. */
function argumentsOf(
  reader: ToolRow,
  args: Readonly<Arguments>,
  added: Readonly<Record<string, unknown>>,
): Arguments {
  const shared = Object.entries(args).filter(([name]) =>
    placesOf(reader, name).some((place) => place.in === 'path'),
  );
  const filled = Object.entries(added).map(([name, value]): [string, unknown] => {
    const [, argument, otherwise] = (typeof value === 'string' && /^\{(\w+)(?::(.*))?\}$/.exec(value)) || [];
    return [name, argument === undefined ? value : (args[argument] ?? otherwise)];
  });
  return Object.fromEntries([...shared, ...filled.filter(([, value]) => value !== undefined)]);
}

function isMatch(object: unknown, { match }: PreviewLine, args: Readonly<Arguments>): boolean {
  const fold = (value: unknown) => [value].flat().map((item) => textOf(item).toLowerCase());
  return Object.entries(match).every(([field, argument]) => {
    const wanted = fold(args[argument]);
    return fold(valueAt(object, field)).some((value) => wanted.includes(value));
  });
}

const sentence = (says: string, object: unknown) =>
  says.replaceAll(/\{([\w.*]+)(\|MB)?\}/g, (_, field: string, isSize?: string) => {
    const value = [valueAt(object, field)].flat().map(textOf).join(', ');
    return isSize ? sizeOf(Number(value)) : oneLine(value);
  });

function told(line: PreviewLine, objects: readonly unknown[]): string {
  const names = objects.slice(0, MOST_NAMES).map((object) => sentence(line.says, object));
  if (line.counts === null) return names.map((name) => ` It is about the ${name}.`).join('');
  const more = objects.length > MOST_NAMES ? ', ...' : '';
  const listed = objects.length === 0 ? 'none' : `${objects.length} (${names.join(', ')}${more})`;
  return ` ${line.counts[0]?.toUpperCase()}${line.counts.slice(1)}: ${listed}.`;
}

export function createSecondLook(
  client: OpenObserveClient,
  byOperationId: ReadonlyMap<string, ToolRow>,
): SecondLook {
  /** The answer of a read; null when it fails in any way. */
  async function read(operationId: string, args: Arguments, signal: AbortSignal): Promise<unknown> {
    try {
      const request = buildRequest(byOperationId.get(operationId) as ToolRow, args);
      const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
      const response = await client.send(request, patience);
      return response.status === 200 && !response.truncated ? readAnswer(response, null) : null;
    } catch {
      return null;
    }
  }

  async function lineFor(line: PreviewLine, args: Readonly<Arguments>, signal: AbortSignal): Promise<string> {
    const reader = byOperationId.get(line.read) as ToolRow;
    const answer = await read(line.read, argumentsOf(reader, args, line.arguments), signal);
    if (answer === null) return '';
    const path = line.rows === null ? reader.rows : filledPath(line.rows, answer);
    const found = path === null ? answer : (listAt(answer, path) ?? valueAt(answer, path));
    return told(
      line,
      [found].flat().filter((object) => object !== undefined && isMatch(object, line, args)),
    );
  }

  return {
    async reasonFor(row, args, changes, signal) {
      if (row.access === 'destructive') return FOR_GOOD;
      if (row.confirm === null) return null;
      const { why, argument, when, current } = row.confirm;
      const reason = `It needs a second look: ${why}.`;
      if (argument === null) return reason;
      if (args[argument] === undefined || changes?.every(({ field }) => field !== argument)) return null;
      if (when === 'off') return args[argument] === true ? null : reason;
      if (current === null) return reason;
      const reader = byOperationId.get(current.read) as ToolRow;
      const answer = await read(current.read, argumentsOf(reader, args, current.arguments), signal);
      const before = Number(valueAt(answer, current.field) ?? Number.NaN);
      const [now, then] = [before, Number(args[argument])].map((value) => (value === 0 ? Infinity : value));
      return (then as number) >= (now as number) ? null : reason;
    },
    async preview(row, args, reason, signal) {
      const named = Object.entries(maskSecrets(args) as Arguments).map(
        ([name, value]) => `${name}=${cut(textOf(value), LONGEST_VALUE)}`,
      );
      const lines = await Promise.all(row.preview.map((line) => lineFor(line, args, signal)));
      return `${row.title} would run with ${named.join(', ')}.${lines.join('')} ${reason}`;
    },
  };
}
