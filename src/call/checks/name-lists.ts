import { listAt, readAnswer, valueAt } from '../../openobserve/answer.ts';
import { textOf } from '../../json/exact-json.ts';
import { didYouMean } from '../../names/nearest.ts';
import type { OpenObserveClient } from '../../openobserve/client.ts';
import type { Organizations } from '../../openobserve/organizations.ts';
import { buildRequest } from '../../openobserve/request.ts';
import type { ToolRow, Arguments, NameList } from '../../contract/tool.ts';
import { offeredName } from '../../redact/quoted-words.ts';

/** One name that exists: its row, the ID that arguments hold, and what people call it by. */
export interface NameEntry {
  readonly item: unknown;
  readonly id: string;
  readonly label: string;
}

/** A list of names, and what of a call should be in it. */
export interface NameUse {
  /** The operation that reads it. */
  readonly list: ToolRow;
  readonly names: NameList;
  readonly wanted: ReadonlyArray<readonly [argument: string, name: string]>;
  readonly entries: readonly NameEntry[];
  /** Whether the call could say under which kind the name is meant. */
  readonly takesKind: boolean;
}

/** Whether the caller's view offers an operation: what it does not, is neither read for the caller nor told. */
export type MayRead = (row: ToolRow) => boolean;

/**
 * The lists that should hold the names in the arguments of a call; those that cannot or may not be read are left out.
 * With `ofOrganizations` the organization is the name that is looked for, and nothing else.
 */
export type ReadNameLists = (
  row: ToolRow,
  args: Readonly<Arguments>,
  ofOrganizations: boolean,
  signal: AbortSignal,
  mayRead: MayRead,
) => Promise<NameUse[]>;

/** The values of an argument that should be names, wherever the list says they are. */
function namesIn(value: unknown, at: string): string[] {
  return [valueAt(value, at)]
    .flat()
    .filter((name): name is string => typeof name === 'string' && name !== '');
}

/** Reads the lists in which names are looked up. */
export function createReadNameLists(
  client: OpenObserveClient,
  byOperationId: ReadonlyMap<string, ToolRow>,
  organizations: Organizations,
): ReadNameLists {
  const lists = [...byOperationId.values()].flatMap((row) =>
    row.names === null ? [] : [{ list: row, names: row.names }],
  );

  async function entriesOf(
    list: ToolRow,
    names: NameList,
    row: ToolRow,
    args: Readonly<Arguments>,
    signal: AbortSignal,
  ): Promise<NameEntry[] | null> {
    const shared = Object.entries(list.places)
      .filter(([, places]) => places.some((place) => place.in === 'path'))
      // The kind of a folder is that of the toolset where the call does not say it.
      .map(([name]): [string, unknown] => [name, args[name] ?? row.toolset]);
    const request = buildRequest(list, { ...list.unasked, ...Object.fromEntries(shared) });
    const response = await client.send(request, signal);
    if (response.status !== 200 || response.truncated) return null;
    const rows = listAt(readAnswer(response), list.rows ?? '');
    const allowed = rows && organizations.allowedRows(list, rows);
    return (
      allowed?.map((item) => ({
        item,
        id: textOf(valueAt(item, names.id)),
        label: textOf(valueAt(item, names.label)),
      })) ?? null
    );
  }

  return async (row, args, ofOrganizations, signal, mayRead) => {
    const uses = await Promise.all(
      lists.map(async ({ list, names }): Promise<NameUse[]> => {
        if (list === row || (names.own && list.toolset !== row.toolset)) return [];
        const wanted = Object.entries(names.arguments)
          .filter(([argument]) => (argument === 'org_id') === ofOrganizations)
          .flatMap(([argument, at]) => namesIn(args[argument], at).map((name) => [argument, name] as const));
        if (wanted.length === 0 || !mayRead(list)) return [];
        const entries = await entriesOf(list, names, row, args, signal);
        return entries === null
          ? []
          : [
              {
                list,
                names,
                wanted,
                entries,
                takesKind: names.kind !== null && names.kind.argument in row.places,
              },
            ];
      }),
    );
    return uses.flat();
  };
}

/** The type that OpenObserve takes for a stream where a call does not say it. */
const DEFAULT_KIND = 'logs';

/** The kinds under which an ID exists, where it does not exist under the one that the call says or implies. */
export function otherKinds(
  { names, entries, takesKind }: NameUse,
  id: string,
  args: Readonly<Arguments>,
): readonly string[] {
  const { kind } = names;
  if (kind === null || !takesKind) return [];
  const kinds = entries
    .filter((entry) => entry.id === id)
    .map(({ item }) => textOf(valueAt(item, kind.field)));
  return kinds.includes(textOf(args[kind.argument] ?? DEFAULT_KIND)) ? [] : [...new Set(kinds)];
}

const MOST_NAMES = 12;

/** What to say of one name that an argument holds; empty when the list has it. */
export function aboutName(argument: string, wanted: string, use: NameUse, args: Readonly<Arguments>): string {
  const { names, entries } = use;
  if (entries.some(({ id }) => id === wanted)) {
    const kinds = otherKinds(use, wanted, args);
    return names.kind && kinds.length > 0
      ? ` "${wanted}" exists with another ${names.kind.argument}: give ${names.kind.argument} ${kinds.map((kind) => `"${kind}"`).join(' or ')}.`
      : '';
  }
  const named = entries.find(({ label }) => label.toLowerCase() === wanted.toLowerCase());
  if (named) return ` "${argument}" wants its ID: "${named.label}" is ${offeredName(named.id)}.`;
  if (entries.length === 0) return ` There is none yet that "${argument}" could name.`;
  const labels = [...new Set(entries.flatMap(({ id, label }) => [id, label]))];
  const near = didYouMean(wanted, labels);
  if (near === '')
    return ` For "${argument}" there are: ${entries
      .slice(0, MOST_NAMES)
      .map(({ id, label }) => (id === label ? offeredName(id) : `${offeredName(label)} (${offeredName(id)})`))
      .join(', ')}${entries.length > MOST_NAMES ? `, and ${entries.length - MOST_NAMES} more` : ''}.`;
  const ids = entries.filter(({ id, label }) => id !== label && near.includes(offeredName(label)));
  return `${near}${ids.length > 0 ? ` ${ids.map(({ id, label }) => `${offeredName(label)} has the ID ${offeredName(id)}.`).join(' ')}` : ''}`;
}

/** The name of the stream that a refusal says is missing, where the call itself names none. */
export function withMissingStream(message: string, args: Readonly<Arguments>): Readonly<Arguments> {
  const stream = /stream not found:?\s+"?([\w.-]*[\w-])"?/i.exec(message)?.[1];
  return stream !== undefined && args.stream_name === undefined ? { ...args, stream_name: stream } : args;
}
