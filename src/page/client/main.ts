import type { ShownCall, ShownStatus, ShownTool } from '../page-data.ts';
import { startAsking } from './ask.ts';
import { showCalls } from './calls.ts';
import { showCatalog } from './catalog.ts';
import { showClients } from './clients.ts';
import { byId, el } from '../../views/client/dom/dom.ts';
import { forgetKey, hasKey } from './key.ts';
import { Failure, read, speakOldEra } from './server.ts';
import { showStatus } from './status.ts';

const LOOK_EVERY_MS = 15_000;

async function refreshCalls(): Promise<void> {
  showCalls(await read<readonly ShownCall[]>('page/calls'));
}

async function refreshStatus(): Promise<ShownStatus> {
  // Relative, as a proxy may serve this page under a path of its own.
  const mcp = encodeURIComponent(new URL('mcp', location.href).href);
  const status = await read<ShownStatus>(`page/status?url=${mcp}`);
  showStatus(status);
  return status;
}

/** Runs what the person did not ask for: what fails is told where the state is shown. */
function quietly(work: () => Promise<unknown>): void {
  work().catch((error) => {
    const message = error instanceof Failure ? error.message : 'This page failed. Reload it.';
    byId('status').replaceChildren(el('p', { class: 'trouble', role: 'alert' }, message));
  });
}

async function start(): Promise<void> {
  const status = await refreshStatus();
  if (status.isOldEra) speakOldEra();
  const forget = byId('forget');
  forget.hidden = !hasKey();
  forget.addEventListener('click', () => {
    forgetKey();
    location.reload();
  });
  byId('ask').hidden = !status.canAsk;
  showClients(status.clients);
  startAsking(status.isSample, () => quietly(refreshCalls));
  showCatalog(await read<readonly ShownTool[]>('page/tools'));
  await refreshCalls();
  byId('refresh').addEventListener('click', () => quietly(refreshCalls));
  setInterval(() => {
    if (document.visibilityState !== 'visible') return;
    quietly(() => Promise.all([refreshStatus(), refreshCalls()]));
  }, LOOK_EVERY_MS);
}

quietly(start);
