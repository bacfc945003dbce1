import type { Outcome } from '../../call/outcome.ts';
import type { Change } from '../../json/merge.ts';
import type { Arguments, JsonSchema, ToolRow } from '../../contract/tool.ts';
import { textOf } from '../../json/exact-json.ts';
import { isSecretKey } from '../../redact/patterns.ts';
import { kindOf } from '../understand/orders/ordered-call.ts';

type Labels = Readonly<Record<string, string>>;

/** Arguments that say where something is, and not what. */
const PLACES = /^(?:org_id|to|from|type|stream_type|version|folder|folder_type|dst_folder_id)$/;
/** Arguments under which something gets its name, or is known. */
const NAMES = ['name', 'title', 'view_name', 'stream_name', 'email', 'email_id', 'key'];
const TARGETS = ['to', 'dst_folder_id'];
const UNITS = /\b(milliseconds|seconds|minutes|hours|days)\b/i;

const isScalar = (value: unknown) => ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
const wordsOf = (name: string) => name.replaceAll(/[_.]+/g, ' ').trim();
const quoted = (text: string) => `"${text}"`;

/** What a call is about, as people call it; null where nothing says it. */
function subjectOf({ places }: ToolRow, args: Readonly<Arguments>, labels: Labels, made: string | null) {
  if (made !== null) return quoted(made);
  const labelled = Object.entries(labels).find(([argument]) => !PLACES.test(argument));
  if (labelled) return quoted(labelled[1]);
  const placed = Object.keys(args).filter(
    (name) => !PLACES.test(name) && (places[name] ?? []).some((place) => place.in === 'path'),
  );
  const name = [...placed, ...NAMES].find((each) => isScalar(args[each]) && args[each] !== '');
  return name === undefined ? null : quoted(textOf(args[name]));
}

/** "10 days": a value with the unit in which its argument is described. */
function valueText({ inputSchema }: ToolRow, name: string, value: unknown, labels: Labels = {}): string {
  const properties = (inputSchema.properties ?? {}) as Record<string, JsonSchema>;
  const unit =
    typeof value === 'number' ? UNITS.exec(String(properties[name]?.description ?? ''))?.[1] : undefined;
  const shown = labels[name] ?? textOf(value);
  return unit === undefined ? shown : `${shown} ${unit.toLowerCase()}`;
}

/** "The alert X", or "X" where the kind says nothing. */
function thing(row: ToolRow, subject: string): string {
  const kind = kindOf(row);
  if (kind === null || kind === 'setting') return subject;
  return `the ${kind.replaceAll('_', ' ')}${/" and "/.test(subject) ? 's' : ''} ${subject}`;
}

/** What is not as asked although the call was accepted, in words. */
export function notDone(
  row: ToolRow,
  args: Readonly<Arguments>,
  labels: Labels,
  still: ReadonlyArray<readonly [argument: string, value: unknown]>,
): string {
  const subject = subjectOf(row, args, labels, null);
  const of = subject === null ? '' : ` of ${thing(row, subject)}`;
  const parts = still.map(([name, value]) => `the ${wordsOf(name)}${of} is still ${textOf(value)}`);
  return `Not done: OpenObserve accepted it, but ${parts.join(' and ')}.`;
}

const isStructured = (value: unknown) => typeof value === 'object' && value !== null;

/** What a call that names its values changes, against what there was. */
const changesFrom = (was: Readonly<Arguments> | null, args: Readonly<Arguments>): readonly Change[] =>
  Object.keys(was ?? {})
    .filter((field) => args[field] !== undefined)
    .map((field) => ({ field, from: was?.[field], to: args[field] }));

/** Arguments of a call beside those that say what it is about and where that is. */
const othersOf = (row: ToolRow, args: Readonly<Arguments>, labels: Labels): string[] =>
  Object.keys(args).filter(
    (name) =>
      !PLACES.test(name) &&
      labels[name] === undefined &&
      !(row.places[name] ?? []).some((place) => place.in === 'path'),
  );

/** What a write would do, in words. Null where words of few would not tell all of it. */
export function wouldText(row: ToolRow, args: Readonly<Arguments>, labels: Labels): string | null {
  const subject = subjectOf(row, args, labels, null);
  if (subject === null) return null;
  const what = thing(row, subject);
  const others = othersOf(row, args, labels);
  const told = `${what.charAt(0).toUpperCase()}${what.slice(1)} would be`;
  if (row.access === 'destructive')
    return others.length === 0 ? `${told} ${/^remove/i.test(row.title) ? 'removed' : 'deleted'}.` : null;
  if (row.name.startsWith('enable_') && typeof args.value === 'boolean')
    return others.every((name) => name === 'value') ? `${told} switched ${args.value ? 'on' : 'off'}.` : null;
  const target = TARGETS.find((name) => isScalar(args[name]));
  if (row.name.startsWith('move_') && target !== undefined && others.length === 0)
    return `${told} moved into the folder ${quoted(labels[target] ?? textOf(args[target]))}.`;
  if (!row.name.startsWith('update_') || others.length === 0) return null;
  if (!others.every((name) => isScalar(args[name]) && args[name] !== '' && !isSecretKey(name))) return null;
  const parts = others.map(
    (name, index) =>
      `${index === 0 ? 'The' : 'the'} ${wordsOf(name)} of ${what} would be ${valueText(row, name, args[name], labels)}`,
  );
  return `${parts.join(', ')}.`;
}

/** "add user_id": lists by what is done with them; null for what is of another form. */
function givenText(value: unknown): string | null {
  if (isScalar(value)) return textOf(value);
  if (Array.isArray(value)) return value.every(isScalar) ? value.map(textOf).join(', ') : null;
  if (!isStructured(value)) return null;
  const parts = Object.entries(value as object).map(([name, item]) => [name, givenText(item)] as const);
  if (parts.some(([, text]) => text === null)) return null;
  return parts.flatMap(([name, text]) => (text === '' ? [] : [`${wordsOf(name)} ${text}`])).join(', ');
}

/** What an update gave, where what there was before is not shown. */
function updatedText(row: ToolRow, args: Readonly<Arguments>, labels: Labels, what: string): string | null {
  const given = othersOf(row, args, labels).map((name) => [name, givenText(args[name])] as const);
  const isTold = row.name.startsWith('update_') && given.length > 0;
  if (!isTold || given.some(([name, text]) => text === null || isSecretKey(name))) return null;
  return `Done: ${what} has been given ${given.map(([name, text]) => `${wordsOf(name)}: ${text}`).join('; ')}.`;
}

/** What a write did, in words: what it was about, and what it is now. Null where the call does not tell. */
export function changeText(
  { row, args, changes }: Pick<Outcome, 'row' | 'args' | 'changes'>,
  labels: Labels,
  /** The argument that names what the call makes; null where it makes nothing with a name. */
  by: string | null,
  /** The arguments as they were, where the call does not tell what it changed. */
  was: Readonly<Arguments> | null,
): string | null {
  const made = by === null || !isScalar(args[by]) ? null : textOf(args[by]);
  const subject = subjectOf(row, args, labels, made);
  if (subject === null) return null;
  const what = thing(row, subject);
  const are = /" and "/.test(subject) ? 'are' : 'is';
  if (row.access === 'destructive')
    return `Done: ${what} ${are} ${/^remove/i.test(row.title) ? 'removed' : 'deleted'}.`;
  if (row.name.startsWith('enable_') && typeof args.value === 'boolean')
    return `Done: ${what} ${are} ${args.value ? 'on' : 'off'}.`;
  const target = TARGETS.find((name) => isScalar(args[name]));
  if (row.name.startsWith('move_') && target !== undefined)
    return `Done: ${what} ${are} in the folder ${quoted(labels[target] ?? textOf(args[target]))}.`;
  if (made !== null) {
    const also = Object.entries(args).filter(
      ([name, value]) =>
        name !== by && name !== 'org_id' && value !== '' && isScalar(value) && !isSecretKey(name),
    );
    const shown = also.map(([name, value]) => `${wordsOf(name)} ${valueText(row, name, value, labels)}`);
    return `Done: ${what} is there${shown.length === 0 ? '' : `, ${shown.join(', ')}`}.`;
  }
  const seen = changes ?? changesFrom(was, args);
  const told = seen.filter(({ field, from, to }) => isScalar(to) && !isStructured(from) && field in args);
  if (told.length === 0 || told.length < seen.length)
    return changes === null ? updatedText(row, args, labels, what) : null;
  const parts = told.map(({ field, from, to }) => {
    const before = isScalar(from) && from !== '' ? from : undefined;
    const old = before === undefined ? '' : before === to ? ', as before' : ` (was ${textOf(before)})`;
    return `the ${wordsOf(field)} of ${what} is ${valueText(row, field, to)}${old}`;
  });
  return `Done: ${parts.join(', ')}.`;
}
