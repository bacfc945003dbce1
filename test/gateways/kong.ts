import assert from 'node:assert/strict';
import { checkTools } from './calls.ts';
import { freePort, type GatewayContext, KEY } from './context.ts';
import { callAroundGaps, startDefaultServer } from './idle-gap.ts';
import { checkKongConfig, pluginOf, readKongConfig } from './kong-rules.ts';
import { installNginx, startNginx } from './nginx.ts';
import { untilHealthy } from './processes.ts';
import { connectSdk } from './sdk-caller.ts';

const PING = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });

/** Kong is no package: its configuration is checked against its rules, and nginx, on which it is built, stands in for the way. */
export async function checkKong(context: GatewayContext): Promise<void> {
  const { ours, step, folder, processes } = context;
  const config = readKongConfig();
  const [service] = config.services;
  const [route] = service.routes;
  await step('the configuration keeps the rules of its plugins', async () => {
    return `${route.plugins.map(({ name }) => name).join(', ')}; ${checkKongConfig(config)} rules beyond the schemas`;
  });
  const plain = await startDefaultServer();
  try {
    const port = await freePort();
    const gateway = `http://127.0.0.1:${port}`;
    const path = route.paths[0] ?? '/';
    const keyName = pluginOf(route, 'key-auth').key_names?.[0] ?? '';
    const isStarted = await step('nginx stands in for the data path', async () => {
      const version = await installNginx();
      const common = { host: new URL(service.url).host, readTimeoutMs: service.read_timeout };
      const headers = { Authorization: `Bearer ${KEY}` };
      await startNginx(processes, folder, port, [
        { ...common, path, target: ours.url, headers, guardHeader: keyName },
        { ...common, path: '/node-defaults', target: plain.url, headers: {}, guardHeader: null },
      ]);
      await untilHealthy(`${gateway}/up`, 5000);
      return version;
    });
    if (!isStarted) return;
    const headers = { [keyName]: 'key-of-the-engineer', authorization: 'Bearer of-the-engineer' };
    await step('without a key the gateway refuses', async () => {
      const response = await fetch(`${gateway}${path}`, { method: 'POST', body: PING });
      assert.equal(response.status, 401);
      return '401';
    });
    for (const mode of ['legacy', { pin: '2026-07-28' }] as const) {
      await step(
        `a client of ${mode === 'legacy' ? '2025' : mode.pin} gets through, Host rewritten`,
        async () => {
          const caller = await connectSdk(`${gateway}${path}`, headers, { mode });
          const { length } = await caller.list();
          await caller.close();
          return `${length} tools`;
        },
      );
    }
    const caller = await connectSdk(`${gateway}${path}`, headers, { mode: 'legacy' }).catch(() => null);
    if (caller) {
      await checkTools(context, caller);
      await caller.close();
    }
    await step('a body over 1 MiB is refused as JSON-RPC', async () => {
      const body = JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'ping',
        params: { x: 'x'.repeat(2 ** 20) },
      });
      const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body };
      const response = await fetch(`${gateway}${path}`, init);
      assert.equal(response.status, 413);
      const { error } = (await response.json()) as { error?: { message: string } };
      assert.ok(error);
      return `413, ${error.message}`;
    });
    await step('calls around idle gaps, connections kept 60 s by the gateway', async () => {
      const init = {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: PING,
      };
      const urls = { ours: `${gateway}${path}`, defaults: `${gateway}/node-defaults` };
      const { sent, lost, lostByDefaults } = await callAroundGaps(urls, init);
      assert.equal(lost, 0, `${lost} of ${sent} lost`);
      return `0 of ${sent} lost; ${lostByDefaults} by a server with Node's defaults`;
    });
  } finally {
    plain.close();
  }
}
