import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../test/gateways/context.ts';
import { callAroundGaps, startDefaultServer } from '../test/gateways/idle-gap.ts';
import { startNginx } from '../test/gateways/nginx.ts';
import { createProcesses, finish, untilHealthy } from '../test/gateways/processes.ts';
import { alone, type Measurement } from './figure.ts';
import goals from './goals.json' with { type: 'json' };
import { mcpRequest } from './requests.ts';
import { CLI, startServer } from './server-process.ts';

const NAME = 'of 1,000 calls around idle gaps behind a 60 s pool';
const ROUTE = { host: 'localhost', readTimeoutMs: 60_000, headers: {}, guardHeader: null };

/** Calls lost when a proxy keeps connections longer than they lie idle, against a server with Node's defaults. */
export async function measureIdleGap(): Promise<Measurement> {
  const hasNginx = await finish('sh', ['-c', 'PATH=$PATH:/usr/sbin nginx -v']).then(
    () => true,
    () => false,
  );
  if (!hasNginx) return { figures: [], skipped: [{ name: `lost ${NAME}`, why: 'nginx is not installed' }] };
  const folder = mkdtempSync(join(tmpdir(), 'openobserve-mcp-bench-'));
  const processes = createProcesses();
  const ours = await startServer(CLI, ['--port', '0', '--demo']);
  const defaults = await startDefaultServer();
  try {
    const port = await freePort();
    const proxy = `http://127.0.0.1:${port}`;
    await startNginx(processes, folder, port, [
      { ...ROUTE, path: '/ours', target: ours.url },
      { ...ROUTE, path: '/defaults', target: defaults.url },
    ]);
    await untilHealthy(`${proxy}/up`, 5000);
    const urls = { ours: `${proxy}/ours`, defaults: `${proxy}/defaults` };
    const { lost, lostByDefaults } = await callAroundGaps(urls, mcpRequest('tools/list'));
    return {
      figures: [
        alone(`lost ${NAME}`, 'calls', lost, goals.lostCalls),
        alone("lost by a server with Node's defaults", 'calls', lostByDefaults, null),
      ],
      skipped: [],
    };
  } finally {
    defaults.close();
    await processes.stopAll();
    await ours.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
