import type { ReleaseDifference, ToolRow } from '../contract/tool.ts';

/** The oldest release that the tools were tried on. */
export const OLDEST_RELEASE = 'v0.60.5';
/** The release that the contract is for: what a server is taken for that does not tell its own. */
export const CONTRACT_RELEASE = 'v0.91.5';

const numbersOf = (version: string) => (version.match(/\d+/g) ?? []).slice(0, 3).map(Number);

/** Whether `version` came before `other`, both like `v0.91.5` or `v0.91.5-rc1`. */
export function isOlder(version: string, other: string): boolean {
  const theirs = numbersOf(other);
  for (const [index, number] of numbersOf(version).entries()) {
    const wanted = theirs[index] ?? 0;
    if (number !== wanted) return number < wanted;
  }
  return false;
}

/** Whether a server of this version lacks the operation, and nothing else answers in its place. */
export function isTooOld(version: string | null, row: Pick<ToolRow, 'since' | 'releases'>): boolean {
  return (
    version !== null &&
    isOlder(version, row.since) &&
    !differencesOn(version, row).some(({ picks }) => picks !== null)
  );
}

/** How a server of this version differs from the contract; of an unknown one nothing is said. */
export function differencesOn(
  version: string | null,
  { releases }: Pick<ToolRow, 'releases'>,
): readonly ReleaseDifference[] {
  if (version === null) return [];
  return releases.filter(
    ({ from, before }) =>
      (from === null || !isOlder(version, from)) && (before === null || isOlder(version, before)),
  );
}

/** Why a server does not have an operation, and what to do instead. */
export function tooOldText({ name, since, instead }: ToolRow, version: string): string {
  return `${name} came with OpenObserve ${since}, and this server is ${version}: it is too old. ${
    instead === '' ? 'An operator can upgrade it.' : `Instead: ${instead}`
  }`;
}

/** Why what a request means cannot be done on this server. */
export function lackedText({ title, since, instead }: ToolRow): string {
  return `"${title}" came with OpenObserve ${since}, which this server is not. ${
    instead === '' ? 'An operator can upgrade it.' : `Instead: ${instead}`
  }`;
}

/** Why a server does not take an argument, and what to do instead. */
export function lackingText(argument: string, difference: ReleaseDifference, version: string): string {
  const { from, before } = difference;
  const instead = difference.lacks[argument] ?? '';
  const why =
    from === null
      ? `"${argument}" came with OpenObserve ${before}, and this server is ${version}, which ignores it.`
      : `"${argument}" does not work on OpenObserve ${version}.`;
  return `${why} ${instead === '' ? 'Leave it out.' : instead}`;
}
