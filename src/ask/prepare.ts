import type { Config } from '../config.ts';
import type { CallContext, Execute } from '../execute.ts';
import type { JsonSchema, ToolRow } from '../tool.ts';
import type { ContractWords, MakerName } from '../contract-words.ts';
import type { Make } from './make.ts';
import type { Prepared, Said } from './prepared.ts';
import { makeSearch } from './query.ts';
import { createTelemetry } from './telemetry.ts';
import type { MissingArgument, Router } from './types.ts';

/** Complete a call from what was said and from what is there. It only reads. */
export type Prepare = (row: ToolRow, said: Said, context: CallContext) => Promise<Prepared>;

interface PrepareOptions {
  readonly loadRouter: () => Promise<Router>;
  readonly execute: Execute;
  readonly config: Config;
  readonly words: ContractWords;
  readonly nowMs: () => number;
}

const MAKERS: Readonly<Partial<Record<MakerName, Make>>> = { search: makeSearch };

function questionFor(name: string, row: ToolRow): MissingArgument {
  const { description } = (((row.inputSchema.properties ?? {}) as Record<string, JsonSchema>)[name] ??
    {}) as { description?: string };
  const meaning = description === undefined ? '' : ` (${description.replace(/\.$/, '')})`;
  return { name, question: `What is the ${name.replaceAll('_', ' ')}${meaning}?` };
}

export function createPrepare({ loadRouter, execute, config, words, nowMs }: PrepareOptions): Prepare {
  const telemetryFor = createTelemetry(execute, nowMs);

  /** Asks for what the operation requires and nobody has said. */
  async function missingOf(
    row: ToolRow,
    said: Said,
    args: Prepared['arguments'],
  ): Promise<MissingArgument[]> {
    const router = await loadRouter();
    const asked = new Map(router.fill(said.words, row).missing.map((each) => [each.name, each]));
    const required = ((row.inputSchema.required ?? []) as readonly string[]).filter(
      (name) => name !== 'org_id',
    );
    return [...new Set([...required, ...asked.keys()])]
      .filter((name) => args[name] === undefined)
      .map((name) => asked.get(name) ?? questionFor(name, row));
  }

  return async (row, given, context) => {
    const said = { ...given, arguments: { ...words.assume[row.operationId], ...given.arguments } };
    const maker = words.makers[row.operationId];
    const make = maker && MAKERS[maker.as];
    if (!maker || !make)
      return { arguments: said.arguments, missing: await missingOf(row, said, said.arguments) };
    const time = { nowUs: nowMs() * 1000, timeZone: config.timeZone };
    const telemetry = telemetryFor(maker.using, context, said.arguments.org_id);
    return make({ row, said, context, telemetry, time, config, execute, using: maker.using });
  };
}
