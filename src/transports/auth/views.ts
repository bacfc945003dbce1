import type { Catalog, View } from '../../catalog/catalog.ts';
import { ConfigError, InputError } from '../../errors.ts';
import { list, ValueProblem, yesOrNo } from '../../config/values.ts';
import type { KeyPermissions } from './key-permissions.ts';

interface Narrowing {
  readonly profile: string | null;
  readonly toolsets: readonly string[];
  readonly readOnly: boolean;
}

/** Toolsets come first, so that a profile of helpers reaches what they leave. */
function narrowed(catalog: Catalog, base: View, narrowings: readonly Narrowing[]): View {
  const toolsets = narrowings.flatMap((each) =>
    each.toolsets.length > 0 ? [[...each.toolsets].sort().join(',')] : [],
  );
  const profiles = narrowings.flatMap(({ profile }) =>
    profile === null || profile === 'all' ? [] : [profile],
  );
  const readOnly = narrowings.some((each) => each.readOnly);
  if (toolsets.length + profiles.length === 0 && (!readOnly || base.options.readOnly)) return base;
  return catalog.view({
    ...base.options,
    narrow: [...toolsets, ...profiles],
    readOnly: readOnly || base.options.readOnly,
  });
}

/** @throws {ConfigError} when a key names a profile or toolset that does not exist */
export function checkPermissions(catalog: Catalog, base: View, grant: KeyPermissions): void {
  try {
    narrowed(catalog, base, [grant]);
  } catch (error) {
    throw new ConfigError(`The key ${grant.name}: ${(error as Error).message}`, { cause: error });
  }
}

function askedFor(query: URLSearchParams): Narrowing {
  const readOnly = query.get('readonly');
  try {
    return {
      profile: query.get('profile'),
      toolsets: list(query.get('toolsets') ?? ''),
      readOnly: readOnly !== null && readOnly !== '' && yesOrNo(readOnly),
    };
  } catch (error) {
    if (error instanceof ValueProblem) throw new InputError(`"readonly" in the address ${error.message}.`);
    throw error;
  }
}

/**
 * What a request sees: the settings, narrowed by its key, by the person's rights, and by `?profile=`, `?toolsets=` and `?readonly=1`.
 * @throws {InputError} when the address names what does not exist
 */
export function viewFor(
  catalog: Catalog,
  base: View,
  grant: KeyPermissions,
  readOnly: boolean,
  query: URLSearchParams,
): View {
  return narrowed(catalog, base, [{ ...grant, readOnly: grant.readOnly || readOnly }, askedFor(query)]);
}
