import { ApiError, type OpenObserveMcpError } from '../../errors.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import {
  aboutName,
  type MayRead,
  type NameUse,
  otherKinds,
  type ReadNameLists,
  withMissingStream,
} from './name-lists.ts';
import { isAboutNames } from './suggest.ts';

/** Arguments of a read, corrected by what exists, and what to say of it. */
export interface ResolvedNames {
  readonly changed: Readonly<Arguments>;
  readonly note: string;
}

/**
 * What a read must have meant: an object by its title, or a stream under its only other type. Null where that is not
 * certain, and for what is no read.
 */
export interface ResolveNames {
  afterRefusal(
    refusal: OpenObserveMcpError,
    row: ToolRow,
    args: Readonly<Arguments>,
    signal: AbortSignal,
    mayRead: MayRead,
  ): Promise<ResolvedNames | null>;
  /** For a read that was answered with nothing. Text tells of a name that does not exist. */
  inEmpty(
    row: ToolRow,
    args: Readonly<Arguments>,
    signal: AbortSignal,
    mayRead: MayRead,
  ): Promise<ResolvedNames | string>;
}

function resolved(
  uses: readonly NameUse[],
  args: Readonly<Arguments>,
  given: Readonly<Arguments>,
): ResolvedNames | null {
  for (const use of uses) {
    const { names, wanted, entries } = use;
    for (const [argument, name] of wanted) {
      const [kind, ...more] = otherKinds(use, name, given);
      if (kind !== undefined && names.kind && more.length === 0 && args[names.kind.argument] === undefined)
        return {
          changed: { [names.kind.argument]: kind },
          note: `"${name}" exists with ${names.kind.argument} "${kind}" only, so that was read.`,
        };
      const titled = entries.filter(({ label }) => label.toLowerCase() === name.toLowerCase());
      const [only] = titled;
      if (only && titled.length === 1 && only.id !== name && args[argument] === name)
        return {
          changed: { [argument]: only.id },
          note: `"${only.label}" has the ID ${only.id}, which was read.`,
        };
    }
  }
  return null;
}

/** Replaces names by IDs where an operation wants an ID. */
export function createResolveNames(readNameLists: ReadNameLists): ResolveNames {
  return {
    async afterRefusal(refusal, row, args, signal, mayRead) {
      if (row.access !== 'read' || !(refusal instanceof ApiError) || !isAboutNames(refusal)) return null;
      if (refusal.code === 'organization_not_found') return null;
      const given = withMissingStream(refusal.message, args);
      const uses = await readNameLists(row, given, false, signal, mayRead).catch(() => []);
      return resolved(uses, args, given);
    },
    async inEmpty(row, args, signal, mayRead) {
      const uses = await readNameLists(row, args, false, signal, mayRead);
      const about = uses.flatMap((use) =>
        use.wanted.map(([argument, name]) => aboutName(argument, name, use, args)),
      );
      return resolved(uses, args, args) ?? about.join('').trim();
    },
  };
}
