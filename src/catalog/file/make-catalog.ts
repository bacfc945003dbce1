import type { Ajv2020 } from 'ajv/dist/2020.js';
import { isOlder } from '../../openobserve/releases.ts';
import { fold, MAX_NAME_CHARACTERS, OWN_TOOLS, snakeCase } from '../../contract/names.ts';
import { DocumentError } from '../../errors.ts';
import { type ToolRow, UNKNOWN_SINCE } from '../../contract/tool.ts';
import { type PublishedDocument, type PublishedOperation, readDocument } from './document.ts';
import { type FieldChanges, fieldChanges } from './field-changes.ts';
import { fieldsOf } from './fields.ts';
import { type AddedTool, type CatalogFile, MORE_TOOLS } from './file.ts';
import type { Address, Baseline } from '../../contract/published.ts';
import { type OperationStatus, operationStatuses } from './operation-status.ts';
import { tellingTexts } from './plain-text.ts';
import { isSoundPath, mayMove } from './sound-address.ts';
import { makeNewTool, type NewTool } from './new-tool.ts';
import { withSoundSchemas } from './sound-schemas.ts';

/** How a release differs from the one that the contract was written from. Everything is sorted. */
export interface Difference {
  readonly release: string | null;
  readonly contract: string;
  readonly kept: number;
  /** `from` and `to` are addresses; `remade` says that the tool is now made from the document's own words. */
  readonly moved: ReadonlyArray<{ name: string; from: string; to: string; remade: boolean }>;
  /** Known operations that the release calls otherwise: `from` and `to` are operationIds. */
  readonly renamed: ReadonlyArray<{ name: string; from: string; to: string }>;
  /** Fields as `fieldsOf` names them. */
  readonly changed: ReadonlyArray<{ name: string } & FieldChanges>;
  /** Known operations that the release advises against, unlike the one before. */
  readonly deprecated: ReadonlyArray<{ name: string }>;
  readonly missing: ReadonlyArray<{ name: string; reason: string }>;
  readonly added: ReadonlyArray<{ name: string; does: string }>;
  /** Texts of new tools that tell a model what to do: they are read with each list of tools. */
  readonly telling: ReadonlyArray<{ name: string; text: string }>;
  /** Operations of the release that no tool can be made of. */
  readonly unusable: ReadonlyArray<{ label: string; reason: string }>;
  readonly notes: readonly string[];
}

interface Known {
  readonly rows: readonly ToolRow[];
  readonly baseline: Baseline;
}

const byName = <Item extends { readonly name: string }>(items: readonly Item[]) =>
  [...items].sort((a, b) => (a.name < b.name ? -1 : 1));

/** The toolset that most known operations with this tag are in. */
function toolsetsByTag(fates: readonly OperationStatus[]): (operation: PublishedOperation) => string {
  const counts = new Map<string, Map<string, number>>();
  for (const fate of fates) {
    if (fate.is === 'missing' || fate.operation.tag === null) continue;
    const count = counts.get(fate.operation.tag) ?? new Map<string, number>();
    counts.set(fate.operation.tag, count.set(fate.row.toolset, (count.get(fate.row.toolset) ?? 0) + 1));
  }
  return ({ tag }) =>
    [...(counts.get(tag ?? '') ?? [])].sort(([, a], [, b]) => b - a)[0]?.[0] ?? MORE_TOOLS.name;
}

/** Names for new tools: those of their operationIds, or of their addresses, none of them twice. */
function createNaming(kept: readonly ToolRow[]) {
  const names = new Set([
    ...OWN_TOOLS.map(fold),
    ...kept.flatMap((row) => [row.name, row.operationId, ...row.aliases].map(fold)),
  ]);
  return ({ operationId, method, path }: PublishedOperation) => {
    const words = `${method.toLowerCase()} ${path.replace('/api/', '').replace(/\{org_?(id)?\}/, '')}`;
    const isTaken = operationId === null || names.has(fold(snakeCase(operationId)));
    const id = isTaken ? words.replaceAll(/[^A-Za-z0-9]+/g, ' ').trim() : operationId;
    const base = snakeCase(id).replaceAll(/^_+|_+$/g, '') || 'operation';
    const cut = (end: string) => base.slice(0, MAX_NAME_CHARACTERS - end.length).replace(/_+$/, '') + end;
    let name = cut('');
    for (let count = 2; names.has(fold(name)); count++) name = cut(`_${count}`);
    names.add(fold(name));
    return { name, operationId: isTaken ? name : id, isRenamed: isTaken && operationId !== null };
  };
}

function newTool(make: () => NewTool): NewTool {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { reason: 'its schema refers to itself without end' };
  }
}

/** The argument that a field is, or is in: "a" of "body a.b". */
const argumentIn = (field: string) => field.replace(/^\w+ /, '').split('.')[0] as string;

/** Fields that a release has otherwise, without new ones that the tools take already. */
function changesOf(fates: readonly OperationStatus[], { baseline }: Known, { schemas }: PublishedDocument) {
  return fates.flatMap((fate) => {
    const before = baseline.operations[fate.row.operationId]?.fields;
    if (fate.is !== 'kept' || before === undefined) return [];
    const changes = fieldChanges(before, fieldsOf(fate.operation, schemas));
    if (changes === null) return [];
    const isNew = (field: string) => !(argumentIn(field) in fate.row.places) || field.includes('.');
    const taken = changes.newFields.filter((field) => !isNew(field));
    const newFields = changes.newFields.filter(
      (field) => isNew(field) && !taken.some((each) => field.startsWith(`${each}.`)),
    );
    const isSame = newFields.length + changes.missingFields.length + changes.changedFields.length === 0;
    return isSame ? [] : [{ name: fate.row.name, ...changes, newFields }];
  });
}

function deprecationsOf(fates: readonly OperationStatus[], { baseline }: Known) {
  return fates.flatMap((fate) => {
    const before = baseline.operations[fate.row.operationId]?.isDeprecated ?? false;
    return fate.is !== 'missing' && fate.operation.isDeprecated && !before ? [{ name: fate.row.name }] : [];
  });
}

function renamesOf(fates: readonly OperationStatus[]) {
  return fates.flatMap((fate) => {
    if (fate.is !== 'kept') return [];
    const { row, operation } = fate;
    const from = row.operationId;
    const to = operation.operationId ?? from;
    return from === to ? [] : [{ name: row.name, from, to }];
  });
}

function movesOf(fates: readonly OperationStatus[]) {
  return fates.flatMap((fate) => {
    if (fate.is === 'missing' || (fate.is === 'kept' && fate.address === null)) return [];
    const { row, operation } = fate;
    return [
      {
        name: row.name,
        from: `${row.method} ${row.path}`,
        to: `${operation.method} ${operation.path}`,
        remade: fate.is === 'remade',
      },
    ];
  });
}

/**
 * The release of a document, and how far its operations say that it has come: a document may call itself anything.
 */
function releaseOf({ release }: PublishedDocument, fates: readonly OperationStatus[]) {
  const reached = fates.reduce(
    (newest, { is, row }) => (is !== 'missing' && isOlder(newest, row.since) ? row.since : newest),
    UNKNOWN_SINCE,
  );
  return { reached, release: release !== null && isOlder(release, reached) ? reached : release };
}

/** Operations of the contract that the release lacks; of newer ones only those that it has come far enough for. */
function missingOf(fates: readonly OperationStatus[], { baseline }: Known, reached: string) {
  return fates.flatMap((fate) => {
    if (fate.is !== 'missing') return [];
    const { name, since } = fate.row;
    const isLater = isOlder(reached, since);
    if (isLater && isOlder(baseline.release, since)) return [];
    return [{ name, reason: isLater ? `came with ${since}` : fate.reason }];
  });
}

function compare(document: PublishedDocument, known: Known, source: string): OperationStatus[] {
  const fates = operationStatuses(known.rows, known.baseline, document.operations);
  if (fates.every(({ is }) => is === 'missing'))
    throw new DocumentError(
      `${source} shares no operation with OpenObserve ${known.baseline.release}, so it is the document of something else.`,
    );
  return fates;
}

/**
 * The catalog file for a release, and how it differs. `content` is its OpenAPI document, `source` names it in messages.
 * @throws {DocumentError} when it is no document of an OpenObserve
 */
export function makeCatalog(
  content: string,
  source: string,
  madeBy: string,
  known: Known,
  ajv: Ajv2020,
): { readonly file: CatalogFile; readonly difference: Difference } {
  const document = readDocument(content, source);
  const sound = withSoundSchemas(document);
  const fates = compare(document, known, source);
  const kept = fates.flatMap((fate) => (fate.is === 'kept' ? [fate] : []));
  const { release, reached } = releaseOf(document, fates);
  const claimed = new Set(kept.map(({ operation }) => operation));
  const turned = new Set(
    fates.flatMap((fate) =>
      fate.is === 'remade' && !mayMove(fate.row, fate.operation) ? [fate.operation] : [],
    ),
  );
  const nameFor = createNaming(kept.map(({ row }) => row));
  const toolsetOf = toolsetsByTag(fates);
  const notes = sound.unresolved.map(
    (ref) => `The $ref "${ref}" points at nothing; anything is taken there.`,
  );
  const unusable: Array<{ label: string; reason: string }> = [];
  const added: AddedTool[] = [];
  const definitions: Record<string, CatalogFile['definitions'][string]> = {};
  for (const [index, operation] of document.operations.entries()) {
    if (!operation.isEnabled || !operation.isBelowApi || claimed.has(operation)) continue;
    if (known.baseline.internal.includes(operation.operationId ?? '')) continue;
    if (!isSoundPath(operation.path)) {
      unusable.push({
        label: operation.label,
        reason: `its path ${operation.path} is no plain path below /api/`,
      });
      continue;
    }
    const { isRenamed, ...naming } = nameFor(operation);
    if (isRenamed)
      notes.push(
        `Another operation is called ${operation.operationId} too: ${operation.method} ${operation.path} is ${naming.name}.`,
      );
    const made = newTool(() =>
      makeNewTool(
        sound.operations[index] as PublishedOperation,
        { ...naming, toolset: toolsetOf(operation) },
        sound.schemas,
        ajv,
      ),
    );
    if ('reason' in made) unusable.push({ label: operation.label, reason: made.reason });
    else {
      // A known operation that is sent in another way is not what it was: nobody knows what it does now.
      added.push(turned.has(operation) ? { ...made.tool, access: 'destructive' } : made.tool);
      Object.assign(definitions, made.definitions);
    }
  }
  const addresses = kept.flatMap(
    ({ row, address }): Array<[string, Address]> => (address === null ? [] : [[row.operationId, address]]),
  );
  const tools = byName(added);
  const telling = tools.flatMap(({ name, title, description, details, schema }) =>
    tellingTexts([title, description, details, schema]).map((text) => ({ name, text })),
  );
  return {
    file: {
      format: 1,
      madeBy,
      release,
      operations: kept.map(({ row }) => row.operationId).sort(),
      addresses: Object.fromEntries(addresses.sort(([a], [b]) => (a < b ? -1 : 1))),
      added: tools,
      definitions: Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1))),
    },
    difference: {
      release,
      contract: known.baseline.release,
      kept: kept.length,
      moved: byName(movesOf(fates)),
      renamed: byName(renamesOf(fates)),
      changed: byName(changesOf(fates, known, document)),
      deprecated: byName(deprecationsOf(fates, known)),
      missing: byName(missingOf(fates, known, reached)),
      added: tools.map(({ name, title }) => ({ name, does: title })),
      telling,
      unusable,
      notes,
    },
  };
}
