import type { ContractWords } from '../../contract/words.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { firstPassword } from '../first-password.ts';

/**
 * Stands in a plan for a secret that is made up when it runs, so that neither a model nor a client that carries the plan
 * knows it. The secrets that the person said are counted from one.
 */
const MADE_LATER = 'SECRET_0';

/** The arguments of a step with what stands for secrets that the person did not say, and what to tell of them. */
export function withMadeSecrets(
  { operationId }: ToolRow,
  args: Readonly<Arguments>,
  isSaid: (value: string) => boolean,
  { secrets }: ContractWords,
): { readonly args: Arguments; readonly notes: readonly string[] } {
  const made = (secrets[operationId] ?? []).filter((name) => {
    const value = args[name];
    return typeof value !== 'string' || value === '' || !isSaid(value);
  });
  return {
    args: { ...args, ...Object.fromEntries(made.map((name) => [name, MADE_LATER])) },
    notes: made.map((name) => `The ${name} is made up when this runs, and shown once.`),
  };
}

/** The arguments with the secrets that are made up, and those by their names. */
export function makeSecrets(args: Readonly<Arguments>): {
  readonly args: Arguments;
  readonly made: Readonly<Record<string, string>>;
} {
  const made = Object.fromEntries(
    Object.entries(args).flatMap(([name, value]) => (value === MADE_LATER ? [[name, firstPassword()]] : [])),
  );
  return { args: { ...args, ...made }, made };
}
