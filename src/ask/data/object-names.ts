import { listAt } from '../../openobserve/answer.ts';
import type { NameLookup } from '../../contract/words.ts';
import { InputError, OpenObserveMcpError } from '../../errors.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import { nearestNames } from '../../names/nearest.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import type { StatedRequest } from '../prepared.ts';
import { tagWords } from '../language/tagged-words.ts';
import { editDistance } from '../language/word-forms.ts';
import type { MissingArgument } from '../types.ts';
import { offeredNames } from '../../redact/quoted-words.ts';

/** An object that may be meant. */
interface Named {
  readonly id: string;
  /** Every name that it goes by. */
  readonly names: readonly string[];
  /** What a person chooses by; unique in its list. */
  readonly label: string;
  /** Further arguments that its row tells, such as the folder that it is in. */
  readonly gives: Readonly<Arguments>;
}

/** Arguments with names turned into what the operation takes, and what must be asked because a name is not clear. */
export interface ResolvedNames {
  readonly arguments: Readonly<Arguments>;
  readonly missing: readonly MissingArgument[];
  /** What was meant, by argument, where its identifier says nothing to a person. */
  readonly labels: Readonly<Record<string, string>>;
}

const MOST_CHOICES = 20;
/** So many of them are named in a question. */
const MOST_NAMED = 5;
/** Nobody types a longer name, and to compare thousands of them would hold up others. Such an object goes by its identifier. */
const LONGEST_NAME = 200;

/** The objects of a list; null where the caller may not see them, or OpenObserve has no such list. */
async function listFrom(
  lookup: NameLookup,
  args: Readonly<Arguments>,
  execute: Execute,
  context: CallContext,
): Promise<readonly Named[] | null> {
  const lister = context.view.rows.find(({ operationId }) => operationId === lookup.list);
  if (!lister) return null;
  const own = Object.entries(args).filter(([name]) => name in lister.places && name !== lookup.argument);
  const asked = { ...lookup.arguments, ...Object.fromEntries(own) };
  try {
    const outcome = await execute(
      { name: lister.name, arguments: asked },
      { ...context, approved: () => false },
    );
    const rows = (listAt(outcome.value, lister.rows ?? '') ?? []) as Arguments[];
    const objects = rows.map((each) => {
      const names = lookup.names
        .map((field) => String(each[field] ?? ''))
        .filter((name) => name !== '' && name.length <= LONGEST_NAME);
      const gives = Object.fromEntries(
        Object.entries(lookup.gives)
          .map(([argument, field]) => [argument, each[field]] as const)
          .filter(([, value]) => value !== undefined && value !== null),
      );
      return { id: String(each[lookup.id] ?? ''), names, gives };
    });
    const counts = Map.groupBy(objects, ({ names }) => names[0] ?? '');
    return objects
      .filter(({ id }) => id !== '')
      .map(({ id, names, gives }) => {
        const [first = id] = names;
        return { id, names, gives, label: (counts.get(first)?.length ?? 0) > 1 ? `${first} (${id})` : first };
      });
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** The list for an argument of a call, over what the call is over. */
function listOf(
  lookup: NameLookup,
  row: ToolRow,
  args: Readonly<Arguments>,
  execute: Execute,
  context: CallContext,
): Promise<readonly Named[] | null> {
  const shared = Object.entries(args).filter(
    ([name]) => name === 'org_id' || row.places[name]?.[0]?.in === 'path',
  );
  return listFrom(lookup, Object.fromEntries(shared), execute, context);
}

/** Every name in a list; none where it cannot be read. */
export async function namesOf(
  lookup: NameLookup,
  execute: Execute,
  context: CallContext,
): Promise<readonly string[]> {
  const objects = await listFrom(lookup, {}, execute, context).catch((error) => {
    if (error instanceof OpenObserveMcpError) return null;
    throw error;
  });
  return (objects ?? []).flatMap(({ names }) => names);
}

/** Words and numbers in lower case, with one space between them. */
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();

const withoutSpaces = (text: string) => wordsOf(text).replaceAll(' ', '');

/** Words that may name something: none of the language, and no numbers. */
const namingWords = (words: string): string[] =>
  tagWords(words)
    .words.filter(({ kind, meanings }) => kind !== 'number' && kind !== 'symbol' && meanings.length === 0)
    .map(({ text }) => text);

/** Objects that a stated name means: by identifier or label, by whole name, or as part of a name. */
function meant(wanted: string, objects: readonly Named[]): readonly Named[] {
  const same = objects.filter(({ id, label }) => id === wanted || label === wanted);
  if (same.length > 0) return same;
  const whole = objects.filter(({ names }) =>
    names.some((name) => withoutSpaces(name) === withoutSpaces(wanted)),
  );
  if (whole.length > 0) return whole;
  return withoutSpaces(wanted).length < 3
    ? []
    : objects.filter(({ names }) =>
        names.some((name) =>
          name
            .toLowerCase()
            .split(/[^\p{L}\p{N}]+/u)
            .includes(wanted.toLowerCase()),
        ),
      );
}

/** Of the objects with a name that fits, those with the longest one: "Checkout EU" is not "Checkout". */
function longestOf(objects: readonly Named[], fits: (name: string) => boolean): readonly Named[] {
  const found = objects.flatMap((object) => {
    const length = Math.max(0, ...object.names.filter(fits).map((name) => name.length));
    return length > 0 ? [{ object, length }] : [];
  });
  const longest = Math.max(0, ...found.map(({ length }) => length));
  return found.filter(({ length }) => length === longest).map(({ object }) => object);
}

/** Objects whose whole name stands in the words. */
function mentioned(words: string, objects: readonly Named[]): readonly Named[] {
  const text = ` ${wordsOf(words)} `;
  return longestOf(objects, (name) => name.length > 1 && text.includes(` ${wordsOf(name)} `));
}

/** Objects whose whole name goes on where the stated one ends: "payments" in "the pipeline payments to archive". */
function continued(wanted: string, words: string, objects: readonly Named[]): readonly Named[] {
  const text = ` ${wordsOf(words)} `;
  const at = text.indexOf(` ${wordsOf(wanted)} `);
  if (at < 0) return [];
  const from = text.slice(at);
  const goesOn = (name: string) =>
    wordsOf(name).length > wordsOf(wanted).length && from.startsWith(` ${wordsOf(name)} `);
  return longestOf(objects, goesOn);
}

/** Objects whose names are near to what was said. */
function likely(said: readonly string[], objects: readonly Named[]): readonly Named[] {
  const all = objects.flatMap(({ names }) => names);
  const near = new Set(said.flatMap((word) => nearestNames(word, all, 5)));
  return objects.filter(({ names }) => names.some((name) => near.has(name)));
}

function question(
  { argument }: NameLookup,
  row: ToolRow,
  text: string,
  objects: readonly Named[],
): MissingArgument {
  const choices = objects.map(({ label }) => label).slice(0, MOST_CHOICES);
  return {
    name: argument,
    question: `${row.title}: ${text}`,
    ...(choices.length > 0 ? { choices } : {}),
  };
}

/** Whether a name was meant and typed wrong: most of its letters are right. */
function isSlip(typed: string, name: string): boolean {
  const [a, b] = [withoutSpaces(typed), withoutSpaces(name)];
  const most = Math.max(1, Math.floor(b.length / 6));
  return b.length > 3 && editDistance(a, b, most) <= most;
}

/** Whether words have a name, or a word of it, that was only typed wrong. */
const isMistyped = (said: readonly string[], { names }: Named) =>
  names.some((name) =>
    [name, ...wordsOf(name).split(' ')].some((part) => said.some((word) => isSlip(word, part))),
  );

/** What one stated name means in a list: the object, or the question where that is not clear. */
function found(
  wanted: string | null,
  words: string,
  lookup: NameLookup,
  row: ToolRow,
  objects: readonly Named[],
): Named | MissingArgument {
  const whole = wanted === null ? mentioned(words, objects) : continued(wanted, words, objects);
  const fitting = whole.length > 0 || wanted === null ? whole : meant(wanted, objects);
  const [first] = fitting;
  if (first && fitting.length === 1) return first;
  const spoken = wanted === null ? namingWords(words) : [wanted];
  const near = first ? [] : likely(spoken, objects);
  const [nearest] = near;
  // What a read is about may be misspelled; another name is another thing.
  if (nearest && near.length === 1 && row.access === 'read' && isMistyped(spoken, nearest)) return nearest;
  const offered = near.length > 0 ? near : objects;
  if (fitting.length > 1) return question(lookup, row, 'several fit. Which one is meant?', fitting);
  if (objects.length === 0) return question(lookup, row, 'there are none here.', []);
  if (wanted === null) return question(lookup, row, 'which one is meant?', offered);
  const there = offered.map(({ label }) => label).slice(0, MOST_NAMED);
  const more = offered.length > MOST_NAMED ? ` and ${offered.length - MOST_NAMED} more` : '';
  const text = `there is none called "${wanted}". Which one is meant? There ${there.length > 1 ? 'are' : 'is'}: ${offeredNames(there)}${more}.`;
  return question(lookup, row, text, offered);
}

/** Turn what people call things into what the operation takes. What is not clear is asked, never guessed. */
export async function resolveNames(
  row: ToolRow,
  said: StatedRequest,
  lookups: readonly NameLookup[],
  execute: Execute,
  context: CallContext,
): Promise<ResolvedNames> {
  const args: Arguments = { ...said.arguments };
  const missing: MissingArgument[] = [];
  const labels: Record<string, string> = {};
  const required = (row.inputSchema.required ?? []) as readonly string[];
  const given: Arguments = {};
  for (const lookup of lookups) {
    const { argument } = lookup;
    const stated = args[argument];
    if (stated === undefined && given[argument] !== undefined) continue;
    const isList = Array.isArray(stated);
    const wanted = [stated].flat().filter((each) => typeof each === 'string' && each !== '') as string[];
    if (wanted.length === 0 ? !required.includes(argument) : wanted.every((each) => each === 'default'))
      continue;
    const objects = await listOf(lookup, row, args, execute, context);
    if (objects === null) continue;
    const means = (wanted.length === 0 ? [null] : wanted).map((each) =>
      found(each, said.words, lookup, row, objects),
    );
    const unclear = means.find((each) => 'question' in each);
    if (unclear) {
      delete args[argument];
      missing.push(unclear);
      continue;
    }
    const named = means as Named[];
    const ids = named.map(({ id }) => id);
    args[argument] = isList ? ids : ids[0];
    if (named.length === 1) Object.assign(given, named[0]?.gives);
    const labelled = named.filter(({ id, label }) => id !== label);
    if (labelled.length > 0) labels[argument] = labelled.map(({ label }) => label).join('" and "');
  }
  return { arguments: { ...given, ...args }, missing, labels };
}
