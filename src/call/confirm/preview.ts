import { filledPath, listAt, readAnswer, valueAt } from '../../openobserve/answer.ts';
import { ApiError } from '../../errors.ts';
import { beginning } from '../../json/beginning.ts';
import { offeredNames } from '../../redact/quoted-words.ts';
import { textOf } from '../../json/exact-json.ts';
import { withoutControls } from '../../redact/control-characters.ts';
import { codeThatReaches } from '../checks/code.ts';
import type { PreviewText } from './approvals.ts';
import { divertedStreams } from './diverted-streams.ts';
import type { Replaced } from './replaced.ts';
import { lossesIn, passwordsIn, removalsIn } from './losses.ts';
import { quieterAlert } from './quieter-alert.ts';
import { maskHead, maskSecrets, maskText } from '../../redact/patterns.ts';
import type { Operations } from '../../openobserve/operations.ts';
import { refusalOf } from '../../openobserve/refusals.ts';
import { readArguments } from '../arguments/read-arguments.ts';
import { isAboutNames } from '../checks/suggest.ts';
import type { Confirm, PreviewLine, ToolRow, Arguments } from '../../contract/tool.ts';

/** Which calls deserve a second look, and what it shows. Reads only, and a read that fails is left out. */
export interface ShowPreview {
  /** Why the call should not simply run; null when it may. `update` is null for what is none. */
  reasonFor(
    row: ToolRow,
    args: Readonly<Arguments>,
    update: Replaced | null,
    signal: AbortSignal,
  ): Promise<PreviewText | null>;
  /**
   * What would happen, and to what, in a few sentences without a secret.
   * @throws {ApiError} when what the call is about is not there
   */
  preview(
    row: ToolRow,
    args: Readonly<Arguments>,
    reason: string,
    signal: AbortSignal,
  ): Promise<PreviewText & { /** The same without the call itself. */ readonly facts: string }>;
}

const PATIENCE_MS = 5000;
const LONGEST_VALUE = 200;
const LONGEST_REASON = 600;
const LONGEST_NAME = 80;
/** Most of a value that is looked at. */
const MOST_READ = 1000;
const MOST_NAMES = 5;
const FOR_GOOD = 'This cannot be undone.';

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length)}...` : text);
const oneLine = (value: unknown) =>
  cut(maskHead(textOf(value), MOST_READ).replaceAll(/\s+/g, ' ').trim(), LONGEST_NAME) || 'none';

function sizeOf(megabytes: number): string {
  if (megabytes >= 1024) return `${(megabytes / 1024).toFixed(1)} GB`;
  return megabytes >= 1 ? `${megabytes.toFixed(1)} MB` : `${Math.ceil(megabytes * 1024)} kB`;
}

function isMatch(object: unknown, { match }: PreviewLine, args: Readonly<Arguments>): boolean {
  const fold = (value: unknown) => [value].flat().map((item) => textOf(item).toLowerCase());
  return Object.entries(match).every(([field, argument]) => {
    const wanted = fold(valueAt(args, argument));
    return fold(valueAt(object, field)).some((value) => wanted.includes(value));
  });
}

const sentence = (says: string, object: unknown) =>
  says.replaceAll(/\{([\w.*]+)(\|MB)?\}/g, (_, field: string, isSize?: string) => {
    const values = [valueAt(object, field)].flat().map(textOf);
    return isSize ? sizeOf(Number(values[0])) : oneLine(offeredNames(values));
  });

function told(line: PreviewLine, objects: readonly unknown[]): string {
  const names = objects.slice(0, MOST_NAMES).map((object) => sentence(line.says, object));
  if (line.counts === null) return names.map((name) => ` It is about the ${name}.`).join('');
  const more = objects.length > MOST_NAMES ? ', ...' : '';
  const listed = objects.length === 0 ? 'none' : `${objects.length} (${names.join(', ')}${more})`;
  return ` ${line.counts[0]?.toUpperCase()}${line.counts.slice(1)}: ${listed}.`;
}

/** What tells whether the objects of a line are still the same. */
function stateOf(line: PreviewLine, objects: readonly unknown[]): unknown {
  return objects.map((object) =>
    line.state.length === 0
      ? sentence(line.says, object)
      : line.state.map((field) => textOf(valueAt(object, field) ?? '')),
  );
}

/** Fields of an object that change by themselves. */
const MOVES = /^(last|next|stats$)/i;

/** What of an object stays the same until somebody changes it. */
function withoutMoving(object: unknown): unknown {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return object;
  return Object.fromEntries(Object.entries(object).filter(([field]) => !MOVES.test(field)));
}

const isAbsent = (refusal: Error | null) => refusal instanceof ApiError && refusal.status === 404;

/** Whether a changed field is the named one, or in it. */
const isIn = (field: string, name: string) => field === name || field.startsWith(`${name}.`);

/** Values at a path of the arguments that the object does not have there yet. */
function addedAt(path: string, args: Readonly<Arguments>, update: Replaced | null): unknown[] {
  const at = (value: unknown) => [valueAt(value, path)].flat(2).filter((item) => textOf(item ?? '') !== '');
  const before = new Set(at(update?.before).map(textOf));
  return at(args).filter((item) => !before.has(textOf(item)));
}

/** Whether what is there now is less, off or gone once `given` is in its place. */
function isLost({ when }: Confirm, now: unknown, given: unknown): boolean {
  if (when === 'off') return now !== false;
  if (when === 'replaces')
    return now !== undefined && now !== null && now !== '' && textOf(now) !== textOf(given);
  // 0 is no limit.
  const [then, before] = [Number(given), Number(now ?? Number.NaN)].map((value) =>
    value === 0 ? Infinity : value,
  );
  return !((then as number) >= (before as number));
}

function absent(row: ToolRow, reader: ToolRow): ApiError {
  return new ApiError(
    `${row.name} finds nothing of that name or id: ${reader.name} does not show it. Nothing was done.`,
    'caller',
    { code: 'not_found', status: 404, apiCode: null },
  );
}

/** Show what a destructive call would do, before it is confirmed. */
export function createShowPreview(
  operations: Operations,
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
      const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
      const reader = byOperationId.get(operationId) as ToolRow;
      const { response } = await operations.send(reader, args, patience);
      const refusal = refusalOf(response, { tool: row.name, edition: row.edition, isWrite: false });
      const isWhole = refusal === null && response.status === 200 && !response.truncated;
      return { answer: isWhole ? readAnswer(response) : undefined, refusal };
    } catch {
      return { answer: undefined, refusal: null };
    }
  }

  async function lineFor(
    row: ToolRow,
    line: PreviewLine,
    args: Readonly<Arguments>,
    signal: AbortSignal,
  ): Promise<PreviewText> {
    const reader = byOperationId.get(line.read) as ToolRow;
    const { answer, refusal } = await read(
      row,
      line.read,
      readArguments(reader, args, line.arguments),
      signal,
    );
    const isTarget = line.counts === null;
    if (isTarget && refusal instanceof ApiError && isAboutNames(refusal)) throw refusal;
    if (answer === undefined) return { text: '', state: null };
    const path = line.rows === null ? reader.rows : filledPath(line.rows, answer);
    const found = path === null ? answer : (listAt(answer, path) ?? valueAt(answer, path));
    const objects = [found].flat().filter((object) => object !== undefined && object !== null);
    const meant = objects.filter((object) => isMatch(object, line, args));
    // An answer of another shape says nothing of what there is.
    if (isTarget && meant.length === 0 && (found === null || Array.isArray(found))) throw absent(row, reader);
    return { text: told(line, meant), state: isTarget ? stateOf(line, meant) : null };
  }

  /** Why the contract wants a second look at such a call, as it stands now. */
  async function confirmOf(
    { places }: ToolRow,
    confirm: Confirm,
    args: Readonly<Arguments>,
    update: Replaced | null,
    signal: AbortSignal,
  ): Promise<PreviewText | null> {
    const { argument, unless, among, adds, current, when } = confirm;
    if (among.length > 0 && !update?.changes?.some(({ field }) => among.some((name) => isIn(field, name))))
      return null;
    const added = adds.flatMap((path) => addedAt(path, args, update));
    if (adds.length > 0 && added.length === 0) return null;
    const text = [confirm.why, added.map(oneLine).join(', ')].filter((part) => part !== '').join(' ');
    if (unless !== null && args[unless] === true) return null;
    if (argument !== null && (args[argument] === undefined || (when === 'off' && args[argument] === true)))
      return null;
    const deciding = Object.keys(args).filter(
      (name) =>
        places[name]?.some((place) => place.in === 'body') && (when !== 'off' || args[name] === false),
    );
    if (current === null) return { text, state: null };
    if (argument === null && deciding.length === 0) return null;
    const reader = byOperationId.get(current.read) as ToolRow;
    const asked = readArguments(reader, args, current.arguments);
    const { answer, refusal } = await read(reader, current.read, asked, signal);
    // Where it could not be seen, it may be there.
    if (answer === undefined && !isAbsent(refusal)) return { text, state: null };
    const now = answer === undefined ? undefined : valueAt(answer, current.field);
    const state = withoutMoving(answer) ?? null;
    if (argument !== null) return isLost(confirm, now, args[argument]) ? { text, state } : null;
    const lost = deciding.filter((name) => isLost(confirm, valueAt(now, name), args[name]));
    return lost.length === 0 ? null : { text: `${text}: ${lost.join(', ')}`, state };
  }

  /** All that the contract says of a call; the state is that of the first that has one. */
  async function confirmedOf(
    row: ToolRow,
    args: Readonly<Arguments>,
    update: Replaced | null,
    signal: AbortSignal,
  ): Promise<PreviewText | null> {
    const found = await Promise.all(
      row.confirm.map((confirm) => confirmOf(row, confirm, args, update, signal)),
    );
    const needed = found.filter((each) => each !== null);
    if (needed.length === 0) return null;
    return {
      text: needed.map(({ text }) => text).join('; '),
      state: needed.map(({ state }) => state).find((state) => state !== null) ?? null,
    };
  }

  return {
    async reasonFor(row, args, update, signal) {
      if (row.access === 'destructive') return { text: FOR_GOOD, state: null };
      const { content: _, ...named } = args;
      const lost = [...lossesIn(update?.changes ?? []), ...removalsIn(named)];
      const confirmed = await confirmedOf(row, args, update, signal);
      const reasons = [
        ...(lost.length > 0 ? [`it takes away ${lost.join('; ')}`] : []),
        ...quieterAlert(row, update),
        ...divertedStreams(args, update?.before).map(
          (stream) => `records of the stream ${stream} are stored there only as the pipeline leaves them`,
        ),
        ...passwordsIn(named).map((name) => `it sets a password (${name})`),
        ...codeThatReaches(args).map((code) => `${code}, which may reach beyond the records`),
        ...(confirmed === null ? [] : [confirmed.text]),
      ];
      if (reasons.length === 0) return null;
      return {
        text: `Check this first: ${cut(maskText(reasons.join('; ')), LONGEST_REASON)}.`,
        state: update?.changes ? withoutMoving(update.before) : (confirmed?.state ?? null),
      };
    },
    async preview(row, args, reason, signal) {
      const named = Object.entries(args).map(([name, value]) => {
        const read = { [name]: beginning(value, MOST_READ, MOST_READ) };
        const masked = maskSecrets(read, [], MOST_READ) as Arguments;
        return `${name}=${cut(textOf(masked[name]), LONGEST_VALUE)}`;
      });
      const lines = await Promise.all(row.preview.map((line) => lineFor(row, line, args, signal)));
      const targets = row.preview.flatMap(({ counts }, index) =>
        counts === null ? [lines[index]?.state] : [],
      );
      // Only what a call takes away is not there for a second one.
      const isKnown = row.access === 'destructive' && targets.length > 0 && !targets.includes(null);
      const facts = withoutControls(`${lines.map(({ text }) => text).join('')} ${reason}`.trim());
      return {
        text: `${withoutControls(`"${row.title}" would run with ${named.join(', ')}.`)} ${facts}`,
        facts,
        state: isKnown ? targets : null,
      };
    },
  };
}
