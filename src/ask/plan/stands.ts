import { listAt } from '../../answer.ts';
import type { Arguments } from '../../arguments.ts';
import type { View } from '../../catalog.ts';
import type { ContractWords } from '../../contract-words.ts';
import type { CallContext, Execute } from '../../execute.ts';
import type { ToolRow } from '../../tool.ts';

/** What stands in OpenObserve under the name that a write would give. */
export interface Standing {
  readonly id: string;
}

/** Looks for what writes make. It only reads. */
export interface Lookup {
  /** Null where nothing of that name stands; undefined where that cannot be told. */
  find(row: ToolRow, args: Readonly<Arguments>, context: CallContext): Promise<Standing | null | undefined>;
  /** The call that takes it away again; null where there is none. */
  undo(
    row: ToolRow,
    args: Readonly<Arguments>,
    id: string,
    view: View,
  ): { tool: string; arguments: Arguments } | null;
}

/** Arguments of a call that another one has too, and that say where something lies. */
function shared(args: Readonly<Arguments>, other: ToolRow): Arguments {
  return Object.fromEntries(
    Object.entries(args).filter(([name]) =>
      (other.places[name] ?? []).some((place) => place.in === 'path' || place.in === 'query'),
    ),
  );
}

export function createLookup(execute: Execute, { stands }: ContractWords): Lookup {
  return {
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
      const found = rows.find((each) => String(each[names.label]) === String(wanted));
      return found ? { id: String(found[names.id]) } : null;
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
