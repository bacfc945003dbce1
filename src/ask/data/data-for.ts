import type { CallContext, Execute } from '../../call/execute.ts';
import type { DataOperations } from '../../contract/words.ts';
import type { SealedCache } from '../../state/sealed-cache.ts';
import type { Dictionary } from './dictionary.ts';
import { createDictionaries } from './dictionary-cache.ts';
import type { DataSource } from './source.ts';
import { viewSource } from './view-source.ts';

/** What one question reads: the dictionary, and the source of its own queries, whose reads are counted together. */
export interface Data {
  readonly source: DataSource;
  readonly dictionary: Dictionary;
}

/** `organization`: undefined for that of the settings. `schemaOnly`: nothing that records hold is read for the dictionary. */
export interface DataFor {
  (context: CallContext, organization: unknown, schemaOnly?: boolean): Data;
  /** Forget what is known of all streams, because one was changed. */
  readonly forget: () => void;
}

/** The data that one credential sees: dictionaries are kept for each caller, view and organization apart. */
export function createDataFor(
  execute: Execute,
  operations: DataOperations,
  cache: SealedCache | null,
  nowMs: () => number,
): DataFor {
  const dictionaryFor = createDictionaries(nowMs, cache);
  const dataFor = (context: CallContext, organization: unknown, schemaOnly = false): Data => {
    const source = viewSource(execute, operations, context, organization);
    const key = JSON.stringify([context.caller, context.view.options, organization ?? null]);
    return { source, dictionary: dictionaryFor(key, { source, signal: context.signal, schemaOnly }) };
  };
  return Object.assign(dataFor, { forget: dictionaryFor.forget });
}
