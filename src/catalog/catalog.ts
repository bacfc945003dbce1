import { InputError } from '../errors.ts';
import { CONTRACT_RELEASE, isTooOld } from '../openobserve/releases.ts';
import { refuseLong } from '../limits.ts';
import { didYouMean } from '../names/nearest.ts';
import { withInstances } from './instance-argument.ts';
import type { CatalogRows, Toolset } from '../contract/catalog-rows.ts';
import type { ToolRow } from '../contract/tool.ts';
import { type ListedTool, listRow, withoutOrganization } from './listed-tool.ts';

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
  /** Name of the OpenObserve of several that it is of; left out where there is one alone. */
  readonly instance?: string;
  /** Several OpenObserves, each with what decides its own exposure; left out where there is one alone. */
  readonly instances?: readonly InstanceExposure[];
}

/** What decides the exposure of one OpenObserve of several. */
export interface InstanceExposure extends Omit<ViewOptions, 'narrow' | 'instance' | 'instances'> {
  readonly name: string;
  /** What people call it; null where that is the name. */
  readonly label: string | null;
}

/** The OpenObserves of a view; null for the only one. */
/** Profiles that are no toolset. */
const OWN_PROFILES = ['all', 'core', 'search'];
const namesOf = ({ instances, instance }: ViewOptions): readonly (string | null)[] =>
  instances?.map(({ name }) => name) ?? [instance ?? null];

/** What one OpenObserve of a view exposes. Narrowed as the view is. */
export function ofInstance({ narrow, readOnly }: ViewOptions, own: InstanceExposure): ViewOptions {
  const { name, profile, allow, deny, org } = own;
  return { profile, narrow, readOnly: readOnly || own.readOnly, allow, deny, org, instance: name };
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

/** All tools, and the views of them that callers get. */
export interface Catalog {
  readonly toolsets: readonly Toolset[];
  /** @throws {InputError} when the profile, or a name in allow or deny, is not known */
  view(options: ViewOptions): View;
}

/** Of o200k_base, over the lists of these tools. */
const CHARACTERS_PER_TOKEN = 4.38;
const MOST_VIEWS = 64;
const fold = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** What a view exposes, before it is written out. */
interface Exposure {
  readonly reachable: ReadonlySet<ToolRow>;
  readonly direct: ReadonlySet<ToolRow>;
  /** Of the direct ones those that are listed. */
  readonly shown: ReadonlySet<ToolRow>;
  /** What the server may have, and what it lacks for sure. */
  readonly present: ReadonlySet<ToolRow>;
  readonly lacked: ReadonlySet<ToolRow>;
  readonly helpers: readonly ListedTool[];
  readonly hidesOrganization: boolean;
}

interface CatalogOptions {
  /** Known operations that the server lacks, and why. */
  readonly absent?: CatalogRows['absent'];
  /** Rows that are listed only where their toolset is asked for, or the release is matched and has them. */
  readonly newer?: readonly ToolRow[];
  /** The version of an OpenObserve of several, or of the only one, as far as it is known without asking. */
  readonly versionOf?: (instance: string | null) => string | null;
  /** Whether the version decides what is listed. */
  readonly matchRelease?: boolean;
}

/** Profiles that list few tools or none, and reach the rest through find_tools, read_tool and write_tool. */
const HELPER_PROFILES = ['core', 'search'];

/** Decides exposure once, for listing and calling alike. */
export function createCatalog(
  ordinary: readonly ToolRow[],
  toolsets: readonly Toolset[],
  helpers: readonly HelperTool[],
  { absent = null, newer = [], versionOf = () => null, matchRelease = false }: CatalogOptions = {},
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
          `There is no profile or toolset "${name}".${didYouMean(name, [...OWN_PROFILES, ...names])} There are: ${OWN_PROFILES.join(', ')}, ${names.join(', ')}.`,
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

  /** What one OpenObserve exposes. */
  function exposureOf(options: ViewOptions): Exposure {
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
      .filter((listed) => !options.readOnly || listed.annotations.readOnlyHint);
    const version = versionOf(options.instance ?? null);
    const lacked = new Set(reachable.filter((row) => isTooOld(version, row)));
    const isPresent = (row: ToolRow) => !newerRows.has(row) || !isTooOld(version ?? CONTRACT_RELEASE, row);
    const isShown = (row: ToolRow) =>
      matchRelease && version !== null ? !lacked.has(row) : !newerRows.has(row) || !profiles.includes('all');
    const direct = reachable.filter((row) => tests.every(({ isListed }) => isListed(row)));
    return {
      reachable: new Set(reachable),
      direct: new Set(direct),
      shown: new Set(direct.filter(isShown)),
      present: new Set(reachable.filter(isPresent)),
      lacked,
      helpers: offered,
      hidesOrganization: options.org !== null,
    };
  }

  /** What any of several exposes. */
  function union(parts: readonly Exposure[]): Exposure {
    const offered = new Map<string, ListedTool>();
    for (const listed of parts.flatMap((part) => part.helpers))
      if (offered.get(listed.name)?.annotations.readOnlyHint !== false) offered.set(listed.name, listed);
    const inAny = (kind: 'reachable' | 'direct' | 'shown' | 'present') =>
      new Set(rows.filter((row) => parts.some(({ [kind]: some }) => some.has(row))));
    return {
      reachable: inAny('reachable'),
      direct: inAny('direct'),
      shown: inAny('shown'),
      present: inAny('present'),
      lacked: new Set(
        rows.filter((row) => parts.every((part) => !part.reachable.has(row) || part.lacked.has(row))),
      ),
      helpers: [...offered.values()],
      hidesOrganization: parts.every(({ hidesOrganization }) => hidesOrganization),
    };
  }

  function build(options: ViewOptions, versions: readonly (string | null)[]): View {
    const { instances = [] } = options;
    const parts = instances.map((instance) => exposureOf(ofInstance(options, instance)));
    const {
      reachable: reachableSet,
      direct: directSet,
      shown,
      present,
      lacked,
      helpers: offered,
      hidesOrganization,
    } = instances.length === 0 ? exposureOf(options) : union(parts);
    const reachable = [...reachableSet];
    const all = [
      ...offered.map((listed) =>
        hidesOrganization ? { ...listed, inputSchema: withoutOrganization(listed.inputSchema) } : listed,
      ),
      ...[...shown]
        .sort((a, b) => Number(b.core) - Number(a.core))
        .map((row) => listRow(row, hidesOrganization, lacked.has(row))),
    ];
    const listed = withInstances(
      all,
      instances.map(({ name }) => name),
    ).sort((a, b) => (a.name < b.name ? -1 : 1));

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

    const built: View = {
      options,
      rows: reachable.filter((row) => present.has(row)),
      beyond: reachable.filter((row) => !present.has(row)),
      current: () =>
        namesOf(options).every((name, index) => versionOf(name) === versions[index]) ? built : view(options),
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
    return built;
  }

  function view(options: ViewOptions): View {
    const versions = namesOf(options).map(versionOf);
    const key = JSON.stringify([options, versions]);
    const found = views.get(key) ?? build(options, versions);
    // The one used longest ago goes first: any caller may ask for as many as there are names.
    views.delete(key);
    views.set(key, found);
    if (views.size > MOST_VIEWS) views.delete(views.keys().next().value as string);
    return found;
  }

  return { toolsets, view };
}
