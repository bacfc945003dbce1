import { listAt } from '../../openobserve/answer.ts';
import type { View } from '../../catalog/catalog.ts';
import type { ContractWords } from '../../contract/words.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import type { PlannedCall } from './plan.ts';

/** What stands in OpenObserve under the name that a write would give. `ids` has more than one where several do. */
export interface ExistingObject {
  readonly id: string;
  readonly ids: readonly string[];
}

/** Looks for what writes make. It only reads. */
export interface FindExisting {
  /** The name that the call gives to what it makes; null where it makes nothing with one. */
  nameOf(row: ToolRow, args: Readonly<Arguments>): string | null;
  /** Null where nothing of that name stands; undefined where that cannot be told. */
  find(
    row: ToolRow,
    args: Readonly<Arguments>,
    context: CallContext,
  ): Promise<ExistingObject | null | undefined>;
  /** The call that takes it away again; null where there is none. */
  undo(row: ToolRow, args: Readonly<Arguments>, id: string, view: View): PlannedCall | null;
}

/** Arguments of a call that another one has too, and that say where something lies. */
export function shared(args: Readonly<Arguments>, other: ToolRow): Arguments {
  return Object.fromEntries(
    Object.entries(args).filter(([name]) =>
      (other.places[name] ?? []).some((place) => place.in === 'path' || place.in === 'query'),
    ),
  );
}

/** Identifiers in the order in which OpenObserve gives them out: longer numbers are later. */
const inOrder = (a: string, b: string) => a.length - b.length || (a < b ? -1 : 1);

const KEPT = {
  lower: (name: string) => name.trim().toLowerCase(),
  stream: (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_'),
} as const;

/** Find objects that a write would make or change. */
export function createFindExisting(execute: Execute, { stands }: ContractWords): FindExisting {
  return {
    nameOf({ operationId }, args) {
      const name = args[stands[operationId]?.by ?? ''];
      return name === undefined ? null : String(name);
    },
    async find(row, args, context) {
      const how = stands[row.operationId];
      const lister = context.view.rows.find(({ operationId }) => operationId === how?.list);
      const names = lister?.names;
      const wanted = how && args[how.by];
      if (!how || !lister || !names || wanted === undefined) return undefined;
      const given = shared(args, lister);
      // Its own name is no filter of the list.
      if (how.by in given && !(lister.places[how.by] ?? []).some((place) => place.in === 'path'))
        delete given[how.by];
      const outcome = await execute(
        { name: lister.name, arguments: { ...given, detail: 'full' } },
        { ...context, approved: () => false },
      );
      const rows = (listAt(outcome.value, lister.rows ?? '') ?? []) as Arguments[];
      const name = how.kept === null ? String(wanted) : KEPT[how.kept](String(wanted));
      const same = rows.filter((each) => String(each[names.label]) === name);
      const ids = [...new Set(same.map((each) => String(each[names.id])))].sort(inOrder);
      if (ids[0] !== undefined) return { id: ids[0], ids };
      // What is not in the head of a list may be in the rest of it.
      return outcome.truncated ? undefined : null;
    },
    undo(row, args, id, view) {
      const how = stands[row.operationId];
      const remover = view.rows.find(({ operationId }) => operationId === how?.undo);
      const lister = view.rows.find(({ operationId }) => operationId === how?.list);
      if (!remover || !lister?.names) return null;
      const argument = Object.keys(lister.names.arguments).find((name) => name in remover.places);
      return argument === undefined
        ? null
        : { tool: remover.name, arguments: { ...shared(args, remover), [argument]: id } };
    },
  };
}
