import type { Catalog, InstanceExposure, View } from '../../catalog/catalog.ts';
import { ConfigError, InputError } from '../../errors.ts';
import { list, ValueProblem, yesOrNo } from '../../config/values.ts';
import type { KeyPermissions } from './key-permissions.ts';

interface Narrowing {
  readonly profile: string | null;
  readonly toolsets: readonly string[];
  readonly readOnly: boolean;
  /** Names of OpenObserves; none is all of them. */
  readonly instances: readonly string[];
}

/** Whether a person may only read, in one of several OpenObserves by its name, or in the one there is. */
export type IsReadOnly = (instance: string | null) => boolean;

/** The OpenObserves that are left, each with the person's permissions there. @throws {InputError} when none is */
function leftOf(
  all: readonly InstanceExposure[],
  narrowings: readonly Narrowing[],
  isReadOnly: IsReadOnly,
): readonly InstanceExposure[] {
  const within = (limits: readonly Narrowing[]) =>
    all.filter(({ name }) =>
      limits.every(({ instances }) => instances.length === 0 || instances.includes(name)),
    );
  const left = within(narrowings);
  if (left.length > 0)
    return left.map((each) => (isReadOnly(each.name) ? { ...each, readOnly: true } : each));
  // Who is bound to some by a key is told of no other.
  const asked = narrowings.findLast(({ instances }) => instances.length > 0)?.instances.join(', ');
  const known = within(narrowings.slice(0, -1)).map(({ name }) => name);
  throw new InputError(
    all.length === 0
      ? `There is no instance ${asked}: O2_INSTANCES_FILE names none.`
      : `There is no instance ${asked} here.${known.length === 0 ? '' : ` There are: ${known.join(', ')}.`}`,
    { code: 'unknown_instance' },
  );
}

/** Toolsets come first, so that a profile of helpers reaches what they leave. */
function narrowView(
  catalog: Catalog,
  base: View,
  narrowings: readonly Narrowing[],
  isReadOnly: IsReadOnly,
): View {
  const toolsets = narrowings.flatMap((each) =>
    each.toolsets.length > 0 ? [[...each.toolsets].sort().join(',')] : [],
  );
  const profiles = narrowings.flatMap(({ profile }) =>
    profile === null || profile === 'all' ? [] : [profile],
  );
  const { instances: all = [] } = base.options;
  const readOnly = narrowings.some((each) => each.readOnly) || (all.length === 0 && isReadOnly(null));
  const isBound = narrowings.some(({ instances }) => instances.length > 0);
  const instances = all.length > 0 || isBound ? leftOf(all, narrowings, isReadOnly) : all;
  const isSame = instances.length === all.length && instances.every((each, index) => each === all[index]);
  if (isSame && toolsets.length + profiles.length === 0 && (!readOnly || base.options.readOnly)) return base;
  return catalog.view({
    ...base.options,
    narrow: [...toolsets, ...profiles],
    readOnly: readOnly || base.options.readOnly,
    ...(instances.length === 0 ? {} : { instances }),
  });
}

/** @throws {ConfigError} when a key names a profile, toolset or instance that does not exist */
export function checkPermissions(catalog: Catalog, base: View, grant: KeyPermissions): void {
  try {
    narrowView(catalog, base, [grant], () => false);
  } catch (error) {
    throw new ConfigError(`The key ${grant.name}: ${(error as Error).message}`, { cause: error });
  }
}

const NOTHING: Narrowing = { profile: null, toolsets: [], readOnly: false, instances: [] };

/** What the words of an address narrow, each in the spellings that people write; any other word is not ours. */
const NARROWING: Readonly<Record<string, (value: string) => Partial<Narrowing>>> = {
  profile: (profile) => ({ profile }),
  toolset: (names) => ({ toolsets: list(names) }),
  instance: (names) => ({ instances: list(names) }),
  readonly: (value) => ({ readOnly: yesOrNo(value) }),
};

/** Each word counts, however often it stands there: one that a gateway adds holds beside one of the client. */
function narrowingsInAddress(query: URLSearchParams): readonly Narrowing[] {
  const found = [...query].map(([word, value]) => {
    const name = word.toLowerCase().replaceAll(/[_-]|s?(?:\[\])?$/g, '');
    if (value === '' || !Object.hasOwn(NARROWING, name)) return NOTHING;
    try {
      return { ...NOTHING, ...NARROWING[name]?.(value) };
    } catch (error) {
      if (error instanceof ValueProblem) throw new InputError(`"${name}" in the address ${error.message}.`);
      throw error;
    }
  });
  // An error is about the last that names an OpenObserve.
  return found.toSorted((one, other) => one.instances.length - other.instances.length);
}

/**
 * What a request sees: the settings, narrowed by its key, by the person's permissions, and by `?profile=`, `?toolsets=`,
 * `?instance=` and `?readonly=1`, which may stand there several times.
 * @throws {InputError} when the address names what does not exist
 */
export function callerView(
  catalog: Catalog,
  base: View,
  grant: KeyPermissions,
  isReadOnly: IsReadOnly,
  query: URLSearchParams,
): View {
  return narrowView(catalog, base, [grant, ...narrowingsInAddress(query)], isReadOnly);
}
