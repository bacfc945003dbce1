import { LONGEST, refuseLong } from '../limits.ts';
import type { Arguments } from '../contract/tool.ts';
import type { View } from '../catalog/catalog.ts';
import { textOf } from '../json/exact-json.ts';
import { promptNamed } from './offered-prompts.ts';
import type { Completed } from './prompt.ts';
import { type Read, schemaRow, templateVariables } from './resources.ts';
import { rowsIn } from '../result/rows.ts';

/** What is being filled in: an argument of a prompt, or a variable of an address. */
export interface CompletionRequest {
  readonly of: { readonly prompt: string } | { readonly template: string };
  readonly name: string;
  readonly value: string;
  /** What was filled in already. */
  readonly known: Readonly<Record<string, string>>;
}

/** Values that complete an argument, as MCP answers `completion/complete`. */
export interface Completion {
  /** The likeliest first. */
  readonly values: string[];
  readonly total: number;
  readonly hasMore: boolean;
}

/** As MCP allows. */
const MOST_VALUES = 100;

/** The argument of the operations that each kind fills, by which the list that names it is found. */
const ARGUMENTS = { stream: 'stream_name', org: 'org_id', folder: 'folder' } as const;
/** Prompts ask for folders of alerts only. */
const FOLDER_TYPE = 'alerts';

/** Those that begin with what was typed, before those that hold it. */
function matching(names: readonly string[], typed: string): Completion {
  const wanted = typed.toLowerCase();
  const found = [...new Set(names)].filter((name) => name.toLowerCase().includes(wanted));
  const begins = (name: string) => name.toLowerCase().startsWith(wanted);
  const sorted = [...found.filter(begins), ...found.filter((name) => !begins(name))];
  return {
    values: sorted.slice(0, MOST_VALUES),
    total: sorted.length,
    hasMore: sorted.length > MOST_VALUES,
  };
}

function completedBy({ of, name }: CompletionRequest, view: View): Completed | null {
  if ('template' in of) return templateVariables(of.template)?.[name] ?? null;
  return promptNamed(view, of.prompt).arguments.find((argument) => argument.name === name)?.completes ?? null;
}

/** What fits the words typed so far, from the data that the caller may see; nothing where there is no list. */
export async function complete(completing: CompletionRequest, view: View, read: Read): Promise<Completion> {
  const { value, known } = completing;
  refuseLong('The value to complete', value, 'keyword');
  for (const [name, filled] of Object.entries(known))
    refuseLong(`"${name.slice(0, LONGEST.name)}"`, filled, 'keyword');
  const by = completedBy(completing, view);
  if (by === null) return matching([], value);
  if (typeof by !== 'string') return matching(by, value);
  const { org_id } = known;
  const shared: Arguments = org_id && by !== 'org' ? { org_id } : {};
  if (by === 'field') {
    const schema = schemaRow(view);
    if (!schema || !known.stream) return matching([], value);
    const rows = rowsIn(await read(schema, { ...shared, stream_name: known.stream, keyword: value }));
    return matching(
      rows.map((row) => textOf(row.name)),
      value,
    );
  }
  const list = view.rows.find(({ names }) => names !== null && ARGUMENTS[by] in names.arguments);
  if (!list?.names) return matching([], value);
  const { id, kind } = list.names;
  const type = kind && (known[kind.argument] ?? 'logs');
  const args: Arguments = {
    ...shared,
    ...(kind && type ? { [kind.argument]: type } : {}),
    ...('keyword' in list.places && value !== '' ? { keyword: value } : {}),
    ...('folder_type' in list.places ? { folder_type: FOLDER_TYPE } : {}),
  };
  return matching(
    rowsIn(await read(list, args)).map((row) => textOf(row[id])),
    value,
  );
}
