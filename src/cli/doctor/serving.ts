import { createServer } from 'node:net';
import type { App } from '../../server/app.ts';
import { toMessage } from '../../errors.ts';
import { createAdmission } from '../../transports/auth/admission.ts';
import { createCallers } from '../../transports/auth/callers.ts';
import type { SharedState } from '../../state/shared-state.ts';
import { failed, type Finding, passed } from './finding.ts';

const PATIENCE_MS = 3000;

/** Who may come in over HTTP: the settings and files that say it. */
export async function checkKeys(app: App): Promise<Finding> {
  const { keys, keysFile, auth, noAuth, oauthIssuer } = app.config;
  try {
    const { isOpen } = await createAdmission(app);
    await createCallers(app);
    if (isOpen) return passed('keys', noAuth ? 'none: anybody may call' : 'none: only this machine may call');
    if (auth === 'caller') return passed('keys', 'callers bring their own credential');
    const named = keys !== null || keysFile !== null;
    return passed(
      'keys',
      named ? 'can be read' : oauthIssuer === null ? 'the value of API_KEY' : 'tokens of OAuth',
    );
  } catch (error) {
    return failed('keys', 'nobody could come in', toMessage(error));
  }
}

/** Whether the store that replicas share answers. */
export async function checkState(state: SharedState): Promise<Finding> {
  try {
    await state.get('doctor');
    return passed('state', 'shared: the store answers');
  } catch {
    return failed(
      'state',
      'the store of O2_STATE_URL does not answer',
      'Check its address, password and certificate, and that it runs.',
    );
  }
}

/** The code of the error that listening ends with, or null. */
function tryListening(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

/** Whether what listens there is a server of this kind. */
async function isOurs(host: string, port: number): Promise<boolean> {
  try {
    const name = host.includes(':') ? `[${host}]` : host;
    const answer = await fetch(`http://${name}:${port}/readyz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const state = (await answer.json()) as { tools?: unknown; openobserve?: unknown };
    return typeof state.tools === 'number' && typeof state.openobserve === 'string';
  } catch {
    return false;
  }
}

/** Whether the HTTP server could listen. */
export async function checkPort({ config: { host, port } }: App): Promise<Finding> {
  const code = await tryListening(host, port);
  if (code === null) return passed('port', `${port} on ${host} is free`);
  if (code !== 'EADDRINUSE')
    return failed('port', `${port} on ${host} cannot be opened (${code})`, 'Check O2_HOST and O2_PORT.');
  if (await isOurs(host, port))
    return passed(
      'port',
      `${port} on ${host}: an openobserve-mcp serves there already; a second one needs another port`,
    );
  return failed(
    'port',
    `${port} on ${host} is taken by another program`,
    'Stop it, or choose another with O2_PORT or --port. A client on stdio needs no port.',
  );
}
