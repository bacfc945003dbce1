import type { Arguments } from '../arguments.ts';
import type { CallContext } from '../execute.ts';
import type { Outcome } from '../outcome.ts';
import type { JsonSchema, ToolRow } from '../tool.ts';
import type { Told } from './tell.ts';
import type { MissingArgument, Router } from './types.ts';

/** A call that is about to be made: its arguments, or what must be asked first. */
export interface Prepared {
  /** As the operation takes them. */
  readonly arguments: Readonly<Arguments>;
  readonly missing: readonly MissingArgument[];
  /** What was found out so far, under the names that answers have. */
  readonly known?: Readonly<Arguments>;
  /** How this answer is told; left out where it needs no words of its own. */
  readonly tell?: (outcome: Outcome) => Told;
}

/** What was said so far. */
export interface Said {
  readonly words: string;
  readonly arguments: Readonly<Arguments>;
  readonly asked: boolean;
}

/** Complete a call from what was said and from what is there. It only reads. */
export type Prepare = (row: ToolRow, said: Said, context: CallContext) => Promise<Prepared>;

function questionFor(name: string, row: ToolRow): MissingArgument {
  const { description } = (((row.inputSchema.properties ?? {}) as Record<string, JsonSchema>)[name] ??
    {}) as { description?: string };
  const meaning = description === undefined ? '' : ` (${description.replace(/\.$/, '')})`;
  return { name, question: `What is the ${name.replaceAll('_', ' ')}${meaning}?` };
}

/** Asks for what the operation requires and nobody has said. */
export function createPrepare(loadRouter: () => Promise<Router>): Prepare {
  return async (row, said) => {
    const router = await loadRouter();
    const asked = new Map(router.fill(said.words, row).missing.map((each) => [each.name, each]));
    const required = ((row.inputSchema.required ?? []) as readonly string[]).filter(
      (name) => name !== 'org_id',
    );
    const missing = [...new Set([...required, ...asked.keys()])]
      .filter((name) => said.arguments[name] === undefined)
      .map((name) => asked.get(name) ?? questionFor(name, row));
    return { arguments: said.arguments, missing };
  };
}
