import { filledPath, listAt, readAnswer, valueAt } from '../../openobserve/answer.ts';
import { ApiError } from '../../errors.ts';
import { textOf } from '../../json/exact-json.ts';
import { maskSecrets, maskText } from '../../redact/patterns.ts';
import type { Change } from '../../json/merge.ts';
import type { OpenObserveClient } from '../../openobserve/client.ts';
import { refusalOf } from '../../openobserve/refusals.ts';
import { readArguments } from '../arguments/read-arguments.ts';
import { buildRequest } from '../../openobserve/request.ts';
import { isAboutNames } from '../checks/suggest.ts';
import type { PreviewLine, ToolRow, Arguments } from '../../contract/tool.ts';

/** Which calls deserve a second look, and what it shows. Reads only, and a read that fails is left out. */
export interface ShowPreview {
  /** Why the call should not simply run; null when it may. `changes` as in an update, null for other calls. */
  reasonFor(
    row: ToolRow,
    args: Readonly<Arguments>,
    changes: readonly Change[] | null,
    signal: AbortSignal,
  ): Promise<string | null>;
  /**
   * What would happen, and to what, in a few sentences without a secret.
   * @throws {ApiError} when what the call is about is not there
   */
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

function absent(row: ToolRow, reader: ToolRow): ApiError {
  return new ApiError(
    `${row.name} finds nothing of that name or id: ${reader.name} does not show it. Nothing was done.`,
    'caller',
    { code: 'not_found', status: 404, apiCode: null },
  );
}

export function createShowPreview(
  client: OpenObserveClient,
  byOperationId: ReadonlyMap<string, ToolRow>,
): ShowPreview {
  /** The answer of a read, or null and why where it fails in any way: `refusal` is null when no usable answer came. */
  async function read(
    row: ToolRow,
    operationId: string,
    args: Arguments,
    signal: AbortSignal,
  ): Promise<{ readonly answer: unknown; readonly refusal: Error | null }> {
    try {
      const request = buildRequest(byOperationId.get(operationId) as ToolRow, args);
      const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
      const response = await client.send(request, patience);
      const refusal = refusalOf(response, { tool: row.name, edition: row.edition, isWrite: false });
      const isWhole = refusal === null && response.status === 200 && !response.truncated;
      return { answer: isWhole ? readAnswer(response, null) : undefined, refusal };
    } catch {
      return { answer: undefined, refusal: null };
    }
  }

  async function lineFor(
    row: ToolRow,
    line: PreviewLine,
    args: Readonly<Arguments>,
    signal: AbortSignal,
  ): Promise<string> {
    const reader = byOperationId.get(line.read) as ToolRow;
    const { answer, refusal } = await read(
      row,
      line.read,
      readArguments(reader, args, line.arguments),
      signal,
    );
    const isTarget = line.counts === null;
    if (isTarget && refusal instanceof ApiError && isAboutNames(refusal)) throw refusal;
    if (answer === undefined) return '';
    const path = line.rows === null ? reader.rows : filledPath(line.rows, answer);
    const found = path === null ? answer : (listAt(answer, path) ?? valueAt(answer, path));
    const objects = [found].flat().filter((object) => object !== undefined && object !== null);
    const meant = objects.filter((object) => isMatch(object, line, args));
    // An answer of another shape says nothing of what there is.
    if (isTarget && meant.length === 0 && (found === null || Array.isArray(found))) throw absent(row, reader);
    return told(line, meant);
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
      const { answer } = await read(
        row,
        current.read,
        readArguments(reader, args, current.arguments),
        signal,
      );
      const before = Number(valueAt(answer, current.field) ?? Number.NaN);
      const [now, then] = [before, Number(args[argument])].map((value) => (value === 0 ? Infinity : value));
      return (then as number) >= (now as number) ? null : reason;
    },
    async preview(row, args, reason, signal) {
      const named = Object.entries(maskSecrets(args) as Arguments).map(
        ([name, value]) => `${name}=${cut(textOf(value), LONGEST_VALUE)}`,
      );
      const lines = await Promise.all(row.preview.map((line) => lineFor(row, line, args, signal)));
      return `"${row.title}" would run with ${named.join(', ')}.${lines.join('')} ${reason}`;
    },
  };
}
