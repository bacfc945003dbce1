import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { createApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { isTooOld } from '../../src/openobserve/releases.ts';
import { readExchanges } from '../helpers/exchanges.ts';
import { errorsPage } from './errors-page.ts';
import { mainProofs, proveReleases, type ToolProof } from './levels.ts';
import { runLive } from './live/run.ts';
import { proofsFile } from './proofs-file.ts';
import { toolsPage } from './tools-page.ts';

const PAGE = new URL('../../docs/tools.md', import.meta.url);
const PROOFS = new URL('../../src/generated/proofs.ts', import.meta.url);
const ERRORS_PAGE = new URL('../../docs/errors.md', import.meta.url);
const write = (line: string) => process.stdout.write(`${line}\n`);

/** What the exchanges of one release came to; true when nothing is wrong. */
function report(release: string, proofs: readonly ToolProof[]): boolean {
  for (const { row, wrong } of proofs)
    for (const { exchange, detail } of wrong) write(`  WRONG ${row.name}: ${exchange.title}: ${detail}`);
  const counts = Map.groupBy(proofs, ({ level }) => level);
  const sum = (field: 'same' | 'replayed') => proofs.reduce((total, proof) => total + proof[field], 0);
  const wrong = proofs.flatMap((proof) => proof.wrong);
  const unexplained = proofs.filter(({ level, reason }) => level === 'by reading' && reason === '');
  write(
    `${release}: ${proofs.length} tools: ${[...counts].map(([level, some]) => `${some.length} ${level}`).join(', ')}`,
  );
  write(
    `${release}: ${sum('replayed')} exchanges: ${sum('same')} equal, ${wrong.length} wrong, the others sent or refused otherwise on purpose`,
  );
  for (const { row } of unexplained) write(`  UNEXPLAINED ${row.name}`);
  return wrong.length + unexplained.length === 0;
}

/** Replays every recorded exchange of every release and writes docs/tools.md, docs/errors.md and src/generated/proofs.ts. */
async function replayRecordings(): Promise<boolean> {
  const proofs = await proveReleases();
  const isRight = [...proofs].map(([release, some]) => report(release, some)).every(Boolean);
  writeFileSync(PAGE, toolsPage(proofs));
  writeFileSync(PROOFS, proofsFile(mainProofs(proofs)));
  writeFileSync(ERRORS_PAGE, errorsPage(readExchanges()));
  return isRight;
}

/**
 * Runs the life cycles against the server at `url`, with API_KEY and the other settings of the environment; against the
 * sample where there is none.
 */
async function runScenarios(url: string | undefined): Promise<boolean> {
  write(
    url === undefined ? 'Neither a URL nor O2_BASE_URL is given: against the sample.' : `Against ${url}.`,
  );
  const settings = { O2_CONFIRM: 'never', O2_MAX_TOKENS: '1000000', O2_LOG_LEVEL: 'error' };
  const server = url === undefined ? { O2_DEMO: 'true' } : { O2_BASE_URL: url };
  // A second organization stays behind, so that the first one has to be named.
  const env = { O2_ORG: 'default', ...process.env, ...settings, ...server };
  const app = await createApp(readConfig({}, env));
  const [instance] = app.instances.current();
  const version = (await instance?.server.learn(AbortSignal.timeout(10_000)))?.version ?? null;
  const lacked = TOOLS.filter((row) => isTooOld(version, row));
  write(`OpenObserve ${version ?? 'of unknown version'}: ${lacked.length} tools are not in it`);
  const { differences, used } = await runLive(app, write);
  await app.close();
  const unused = TOOLS.filter((row) => !used.has(row.name) && !lacked.includes(row)).map((row) => row.name);
  write(`Not used: ${unused.join(', ') || 'none'}`);
  write(`${used.size} of ${TOOLS.length - lacked.length} tools used, ${differences.length} differences`);
  return differences.length === 0;
}

const { live } = new Command()
  .name('prove')
  .option(
    '--live [url]',
    'run the life cycles against an OpenObserve, that of O2_BASE_URL if no other is named, instead of replaying the recordings',
  )
  .parse()
  .opts<{ live?: string | true }>();
const url = live === true ? process.env.O2_BASE_URL : live;
process.exitCode = (await (live === undefined ? replayRecordings() : runScenarios(url))) ? 0 : 1;
