import { InputError } from '../errors.ts';
import { CONTRACT_RELEASE, isTooOld } from '../openobserve/releases.ts';
import { refuseLong } from '../limits.ts';
import { didYouMean } from '../names/nearest.ts';
import type { CatalogRows, Toolset } from '../contract/catalog-rows.ts';
import { withOwnArguments } from '../contract/own-arguments.ts';
import type { Access, JsonSchema, ToolRow } from '../contract/tool.ts';

/** A tool as tools/list shows it. */
export interface ListedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema?: JsonSchema;
  readonly annotations: {
    readonly title: string;
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
}

/** What decides exposure. Empty lists mean no restriction. */
export interface ViewOptions {
  /** `all`, `core`, `search`, or toolset names joined by commas. */
  readonly profile: string;
  /** Further profiles that narrow the first, for one key or request. */
  readonly narrow: readonly string[];
  readonly readOnly: boolean;
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  /** The organization that is set, so that schemas need not name it; null when each call must. */
  readonly org: string | null;
}

/** The tools that one caller may see and call. What is not in it cannot be called, by any mode or helper. */
export interface View {
  readonly options: ViewOptions;
  readonly listed: readonly ListedTool[];
  /** Every operation that may be called, listed or through a helper. */
  readonly rows: readonly ToolRow[];
  /** Newer operations that the server does not have, as far as is known: a call of one is told so. */
  readonly beyond: readonly ToolRow[];
  /** The same view by what is known of the server now. */
  current(): View;
  /** The tool that is listed under exactly this name, a helper too. */
  listedAs(name: string): ListedTool | undefined;
  /** Whether the operation of exactly this name may be called, listed or through a helper. */
  reaches(name: string): boolean;
  /** About how many tokens the list costs a model. */
  readonly tokens: number;
  /**
   * A tool by its name, operationId or alias; case and punctuation do not count.
   * @throws {InputError} with the code `unknown_tool` and the nearest names
   */
  find(name: string): ToolRow;
  /** As `find`, and also what is not listed but may be called through read_tool and write_tool. */
  reach(name: string): ToolRow;
}

/**
 * A tool that is no operation. `in`: only in the profiles whose tools are reached through helpers, only in those that
 * list tools, or everywhere.
 */
export interface HelperTool {
  readonly listed: ListedTool;
  /** As listed in a view that only reads; without it a helper that writes is left out there. */
  readonly listedReadOnly?: ListedTool;
  readonly in: 'helper-profiles' | 'listing-profiles' | 'all-profiles';
  /** The operation that it is nothing without; left out where it needs none. */
  readonly needs?: string;
}

export interface Catalog {
  readonly toolsets: readonly Toolset[];
  /** @throws {InputError} when the profile, or a name in allow or deny, is not known */
  view(options: ViewOptions): View;
}

const CHARACTERS_PER_TOKEN = 4;
const MOST_VIEWS = 64;
const fold = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** All four hints, said outright: clients take a missing one for the worst. */
export function annotationsOf(
  row: Pick<ToolRow, 'title' | 'access' | 'idempotent'>,
): ListedTool['annotations'] {
  return {
    title: row.title,
    readOnlyHint: row.access === 'read',
    destructiveHint: row.access === 'destructive',
    idempotentHint: row.access === 'read' || row.idempotent,
    openWorldHint: false,
  };
}

/** A tool that is no operation, with its hints from what it may do. */
export function helper(
  name: string,
  title: string,
  description: string,
  access: Access,
  inputSchema: JsonSchema,
  outputSchema?: JsonSchema,
): ListedTool {
  return {
    name,
    title,
    description,
    inputSchema,
    ...(outputSchema === undefined ? {} : { outputSchema }),
    annotations: annotationsOf({ title, access, idempotent: access === 'read' }),
  };
}

function withoutOrganization(schema: JsonSchema): JsonSchema {
  const { org_id: organization, ...properties } = (schema.properties ?? {}) as Record<string, JsonSchema>;
  return organization === undefined ? schema : { ...schema, properties };
}

function listRow(row: ToolRow, hideOrganization: boolean, release: string | null): ListedTool {
  return {
    name: row.name,
    title: row.title,
    description: isTooOld(release, row)
      ? `Needs OpenObserve ${row.since}; this one is ${release}. ${row.description}`
      : row.description,
    inputSchema: withOwnArguments(
      row,
      hideOrganization && row.places.org_id ? withoutOrganization(row.inputSchema) : row.inputSchema,
    ),
    annotations: annotationsOf(row),
  };
}

/** Profiles that list few tools or none, and reach the rest through find_tools, read_tool and write_tool. */
const HELPER_PROFILES = ['core', 'search'];

/** What lists go by: the version of the server where it is known, and whether it decides what is listed. */
export interface ListedRelease {
  readonly version: string | null;
  readonly isMatched: boolean;
}

const ANY_RELEASE: ListedRelease = { version: null, isMatched: false };

interface CatalogOptions {
  /** Known operations that the server lacks, and why. */
  readonly absent?: CatalogRows['absent'];
  /** Rows that are listed only where their toolset is asked for, or the release is matched and has them. */
  readonly newer?: readonly ToolRow[];
  readonly release?: () => ListedRelease;
}

/** Decides exposure once, for listing and calling alike. */
export function createCatalog(
  ordinary: readonly ToolRow[],
  toolsets: readonly Toolset[],
  helpers: readonly HelperTool[],
  { absent = null, newer = [], release = () => ANY_RELEASE }: CatalogOptions = {},
): Catalog {
  const rows = [...ordinary, ...newer];
  const newerRows = new Set(newer);
  const views = new Map<string, View>();

  function inProfile(profile: string): (row: ToolRow) => boolean {
    if (profile === 'all') return () => true;
    if (profile === 'core') return (row) => row.core;
    if (profile === 'search') return () => false;
    const wanted = profile
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const names = toolsets.map((toolset) => toolset.name);
    for (const name of wanted) {
      if (!names.includes(name)) {
        throw new InputError(
          `There is no profile or toolset "${name}".${didYouMean(name, names)} There are: all, core, search, ${names.join(', ')}.`,
          { code: 'unknown_profile' },
        );
      }
    }
    return (row) => wanted.includes(row.toolset);
  }

  // What is not there is known too: lists of tools may name it, and a call is told why it cannot be made.
  const byFoldedName = new Map(
    [...(absent?.rows ?? []), ...rows].flatMap((row) =>
      [row.name, row.operationId, ...row.aliases].map((name) => [fold(name), row] as const),
    ),
  );

  const byName = new Map(rows.map((row) => [row.name, row]));
  const helperNames = new Set(helpers.map(({ listed }) => fold(listed.name)));
  const rowOf = (name: string) => byName.get(name) ?? byFoldedName.get(fold(name));

  function known(names: readonly string[]): ReadonlySet<ToolRow> {
    return new Set(
      names.map((name) => {
        const row = rowOf(name);
        if (!row)
          throw new InputError(
            `There is no tool "${name}".${didYouMean(
              name,
              rows.map((item) => item.name),
            )}`,
            { code: 'unknown_tool' },
          );
        return row;
      }),
    );
  }

  function build(options: ViewOptions, { version, isMatched }: ListedRelease): View {
    const allowed = known(options.allow);
    const denied = known(options.deny.filter((name) => !helperNames.has(fold(name))));
    const deniedNames = new Set(options.deny.map(fold));
    const profiles = [options.profile, ...options.narrow];
    const usesHelpers = HELPER_PROFILES.includes(profiles.at(-1) as string);
    const lists = profiles.at(-1) !== 'search';
    const tests = profiles.map((profile) => ({
      isListed: inProfile(profile),
      reachesAll: HELPER_PROFILES.includes(profile),
    }));
    const reachable = rows.filter(
      (row) =>
        tests.every(({ isListed, reachesAll }) => (usesHelpers && reachesAll) || isListed(row)) &&
        !(options.readOnly && row.access !== 'read') &&
        (allowed.size === 0 || allowed.has(row)) &&
        !denied.has(row),
    );
    const direct = reachable.filter((row) => tests.every(({ isListed }) => isListed(row)));
    const directSet = new Set(direct);
    const isAskedFor = !profiles.includes('all');
    const isShown = (row: ToolRow) =>
      isMatched && version !== null ? !isTooOld(version, row) : isAskedFor || !newerRows.has(row);
    const reachableSet = new Set(reachable);
    const reachableIds = new Set(reachable.map(({ operationId }) => operationId));
    const offered = helpers
      .filter(({ in: place }) =>
        place === 'listing-profiles' ? lists : place === 'all-profiles' || usesHelpers,
      )
      .filter(
        ({ needs, listed }) =>
          (needs === undefined || reachableIds.has(needs)) && !deniedNames.has(fold(listed.name)),
      )
      .map((helper) => (options.readOnly ? (helper.listedReadOnly ?? helper.listed) : helper.listed))
      .filter((listed) => !options.readOnly || listed.annotations.readOnlyHint)
      .map((listed) =>
        options.org === null ? listed : { ...listed, inputSchema: withoutOrganization(listed.inputSchema) },
      );
    const listed = [
      ...direct.filter(isShown).map((row) => listRow(row, options.org !== null, version)),
      ...offered,
    ].sort((a, b) => (a.name < b.name ? -1 : 1));

    const listedByName = new Map(listed.map((tool) => [tool.name, tool]));
    const reachableNames = new Set(reachable.map(({ name }) => name));

    function lookUp(name: string, offeredRows: ReadonlySet<ToolRow>): ToolRow {
      refuseLong('The name of the tool', name, 'name');
      const row = rowOf(name);
      if (row && offeredRows.has(row)) return row;
      if (row && reachableSet.has(row)) {
        const helper = row.access === 'read' ? 'read_tool' : 'write_tool';
        throw new InputError(
          `${row.name} is not listed here, but ${helper} calls it: ${helper} with name "${row.name}" and its arguments.`,
          {
            code: 'unknown_tool',
          },
        );
      }
      const why =
        row && absent?.rows.includes(row)
          ? `The tool ${row.name} is not offered: ${absent.why}.`
          : row
            ? `The tool ${row.name} is not offered here: the profile, read-only mode, O2_ORGS, or an allow or deny list leaves it out.`
            : `There is no tool "${name}".`;
      const near = didYouMean(name, [
        ...listed.map((tool) => tool.name),
        ...(offeredRows === reachableSet ? reachable.map((item) => item.name) : []),
      ]);
      throw new InputError(`${why}${near}`, { code: 'unknown_tool' });
    }

    const isBeyond = (row: ToolRow) => newerRows.has(row) && isTooOld(version ?? CONTRACT_RELEASE, row);
    return {
      options,
      rows: reachable.filter((row) => !isBeyond(row)),
      beyond: reachable.filter(isBeyond),
      current: () => view(options),
      listed,
      listedAs: (name) => listedByName.get(name),
      reaches: (name) => reachableNames.has(name),
      get tokens() {
        const texts = listed.map(({ name, description, inputSchema }) => ({
          name,
          description,
          inputSchema,
        }));
        return Math.round(JSON.stringify(texts).length / CHARACTERS_PER_TOKEN);
      },
      find: (name) => lookUp(name, directSet),
      reach: (name) => lookUp(name, reachableSet),
    };
  }

  function view(options: ViewOptions): View {
    const standing = release();
    const key = JSON.stringify([options, standing]);
    const found = views.get(key) ?? build(options, standing);
    // The one used longest ago goes first: any caller may ask for as many as there are names.
    views.delete(key);
    views.set(key, found);
    if (views.size > MOST_VIEWS) views.delete(views.keys().next().value as string);
    return found;
  }

  return { toolsets, view };
}
