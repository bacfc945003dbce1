import { TOOLS } from '../../src/generated/tools.ts';
import type { ToolRow } from '../../src/contract/tool.ts';
import { readExchanges, type Release, RELEASE } from '../helpers/exchanges.ts';
import { exceptionFor, OTHER_WIRE } from './exceptions.ts';
import { createReplayer, type Replayed } from './replay.ts';

/** How sure we are of a tool: shown on a real server's recording, refused as recorded, or only read from the facts. */
export type Level = 'proven' | 'refused as recorded' | 'by reading';

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

function levelOf(row: ToolRow, replayed: readonly Replayed[]): Pick<ToolProof, 'level' | 'reason'> {
  const same = replayed.filter(({ verdict }) => verdict === 'same');
  const succeeded = same.some(({ exchange }) => exchange.response.status < 300);
  if (succeeded) return { level: 'proven', reason: '' };
  if (same.length > 0 && row.edition !== 'all')
    return { level: 'refused as recorded', reason: 'the open edition has no such operation' };
  return { level: 'by reading', reason: NEVER_SUCCEEDS[row.operationId] ?? '' };
}

/** Replay every exchange recorded with a release, of every tool. */
export async function proveAll(release: Release = RELEASE): Promise<ToolProof[]> {
  const recorded = readExchanges(release);
  const replayer = await createReplayer(release);
  const proofs: ToolProof[] = [];
  for (const row of TOOLS) {
    const exchanges = recorded.filter(
      ({ op, title, response }) =>
        op === row.operationId && response.status !== 0 && !exceptionFor(OTHER_WIRE, op, title),
    );
    const replayed: Replayed[] = [];
    for (const exchange of exchanges) replayed.push(await replayer.replay(row, exchange));
    proofs.push({
      row,
      ...levelOf(row, replayed),
      same: replayed.filter(({ verdict }) => verdict === 'same').length,
      replayed: replayed.length,
      wrong: replayed.filter(({ verdict }) => verdict === 'wrong'),
    });
  }
  await replayer.close();
  return proofs;
}
