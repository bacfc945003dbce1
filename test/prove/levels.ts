import { NEWER_TOOLS } from '../../src/generated/newer-tools.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { isTooOld } from '../../src/openobserve/releases.ts';
import type { ToolRow } from '../../src/contract/tool.ts';
import { readExchanges, type Release, RELEASE, RELEASES } from '../helpers/exchanges.ts';
import { exceptionFor, OTHER_WIRE } from './exceptions.ts';
import { createReplayer, type Replayed } from './replay.ts';

/**
 * How sure we are of a tool: shown on a real server's recording, refused as recorded, only read from the facts, or not in
 * the release.
 */
export type Level = 'proven' | 'refused as recorded' | 'by reading' | 'not in the release';

export interface ToolProof {
  readonly row: ToolRow;
  readonly level: Level;
  /** Exchanges whose request and result are right. */
  readonly same: number;
  readonly replayed: number;
  readonly wrong: readonly Replayed[];
  /** Why no recording could show more; empty when proven. */
  readonly reason: string;
}

/** Operations of the open edition that no recorded call succeeds on, with the reason. */
const NEVER_SUCCEEDS: Readonly<Record<string, string>> = {
  GetLatestUsers:
    'the server refuses every call on the streams it was meant for: its own SQL has a column name unquoted',
};

function levelOf(
  row: ToolRow,
  replayed: readonly Replayed[],
  release: Release,
): Pick<ToolProof, 'level' | 'reason'> {
  if (isTooOld(release, row)) return { level: 'not in the release', reason: `came with ${row.since}` };
  const same = replayed.filter(({ verdict }) => verdict === 'same');
  const succeeded = same.some(({ exchange }) => exchange.response.status < 300);
  if (succeeded) return { level: 'proven', reason: '' };
  if (same.length > 0 && row.edition !== 'all')
    return { level: 'refused as recorded', reason: 'the open edition has no such operation' };
  if (same.length > 0 && row.switch !== null)
    return { level: 'refused as recorded', reason: `${row.switch} is off by default` };
  const adapted = replayed.find(({ isAdapted }) => isAdapted);
  const never = NEVER_SUCCEEDS[row.operationId] ?? (release === RELEASE ? '' : 'no recorded call succeeds');
  return { level: 'by reading', reason: adapted?.detail ?? never };
}

/** Proofs of tools by release: that of the contract proves its own tools, a newer one what it added. */
export type ProofsByRelease = ReadonlyMap<Release, readonly ToolProof[]>;

export async function proveReleases(): Promise<ProofsByRelease> {
  const found = new Map<Release, readonly ToolProof[]>();
  for (const release of RELEASES) found.set(release, await proveAll(release));
  return found;
}

/** The best proof of each tool: on the release of the contract, else on the newest one. */
export function mainProofs(proofs: ProofsByRelease): readonly ToolProof[] {
  const own = proofs.get(RELEASE) ?? [];
  const newest = proofs.get(RELEASES.at(-1) as Release) ?? [];
  const known = new Set(own.map(({ row }) => row.name));
  return [...own, ...newest.filter(({ row }) => !known.has(row.name))];
}

/** Replay every exchange recorded with a release, of every tool. */
export async function proveAll(release: Release = RELEASE): Promise<ToolProof[]> {
  const recorded = readExchanges(release);
  const replayer = await createReplayer(release);
  const proofs: ToolProof[] = [];
  const newer = NEWER_TOOLS.filter((row) => !isTooOld(release, row));
  for (const row of [...TOOLS, ...newer]) {
    const exchanges = recorded.filter(
      ({ op, title, response }) =>
        op === row.operationId && response.status !== 0 && !exceptionFor(OTHER_WIRE, op, title),
    );
    const replayed: Replayed[] = [];
    for (const exchange of exchanges) replayed.push(await replayer.replay(row, exchange));
    proofs.push({
      row,
      ...levelOf(row, replayed, release),
      same: replayed.filter(({ verdict }) => verdict === 'same').length,
      replayed: replayed.length,
      wrong: replayed.filter(({ verdict }) => verdict === 'wrong'),
    });
  }
  await replayer.close();
  return proofs;
}
