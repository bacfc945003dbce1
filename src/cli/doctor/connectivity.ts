import { connect } from 'node:net';
import type { View } from '../../catalog/catalog.ts';
import { isOlder, isTooOld } from '../../openobserve/releases.ts';
import { readServerFacts } from '../../openobserve/server-facts.ts';
import { OpenObserveMcpError, toMessage } from '../../errors.ts';
import { proxyFor } from '../../openobserve/connection/connections.ts';
import type { OpenObserveClient, OpenObserveResponse } from '../../openobserve/client.ts';
import type { ToolRow } from '../../contract/tool.ts';
import { failed, type Finding, passed } from './finding.ts';

const PATIENCE_MS = 60_000;
const PROXY_PATIENCE_MS = 5000;
/** Beyond this a search for the last minutes looks at the wrong ones, and signed things count as expired. */
const CLOCK_TOLERANCE_MS = 60_000;

/** Whether something listens there; the error's code when not. */
function knock(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PROXY_PATIENCE_MS });
    const end = (code: string | null) => {
      socket.destroy();
      resolve(code);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end('ETIMEDOUT'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}

/** The proxy on the way, without the password that its address may hold. */
export async function checkProxy(baseUrl: string): Promise<Finding> {
  const address = proxyFor(new URL(baseUrl));
  if (address === '') return passed('proxy', 'none on the way');
  const { hostname, port, protocol, host } = new URL(address);
  const code = await knock(hostname, Number(port) || (protocol === 'https:' ? 443 : 80));
  if (code === null) return passed('proxy', host);
  return failed(
    'proxy',
    `${host} does not answer (${code})`,
    'Check HTTPS_PROXY, or name the host in NO_PROXY.',
  );
}

/** The line that a failed connection belongs to, by the code of the error. */
const BLAMED: Readonly<Record<string, string>> = {
  certificate_unknown: 'TLS',
  certificate_expired: 'TLS',
  proxy_refused: 'proxy',
  host_not_found: 'DNS',
};

/** Whether OpenObserve answers, and over TLS that can be trusted. The answer is null when there was none. */
export async function checkReachable(
  client: OpenObserveClient,
  baseUrl: string,
): Promise<{ readonly findings: readonly Finding[]; readonly answer: OpenObserveResponse | null }> {
  try {
    const request = {
      method: 'GET',
      path: '/healthz',
      query: [],
      contentType: null,
      body: null,
      access: 'read',
    } as const;
    const answer = await client.send(request, AbortSignal.timeout(PATIENCE_MS));
    const tls = passed(
      'TLS',
      baseUrl.startsWith('https:') ? 'the certificate is trusted' : 'not used: plain http',
    );
    if (answer.status === 200 && /"status"\s*:\s*"ok"/.test(answer.text))
      return { findings: [tls, passed('reachable', 'yes, it says that it is healthy')], answer };
    const found = `something answers (${answer.status}), but not as OpenObserve does`;
    const remedy = 'Check O2_BASE_URL: is there a path, a login or another program at this address?';
    return { findings: [tls, failed('reachable', found, remedy)], answer: null };
  } catch (error) {
    const code = error instanceof OpenObserveMcpError ? error.code : '';
    return {
      findings: [failed(BLAMED[code] ?? 'reachable', 'no connection', toMessage(error))],
      answer: null,
    };
  }
}

/** How far the clocks of here and there are apart. */
export function checkClock(date: string | null, nowMs: number): Finding {
  const theirsMs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirsMs)) return passed('clock', 'this server does not send its time');
  const apartMs = Math.abs(nowMs - theirsMs);
  if (apartMs <= CLOCK_TOLERANCE_MS) return passed('clock', 'the same here and there');
  return failed(
    'clock',
    `${Math.round(apartMs / 1000)} s apart from that of OpenObserve`,
    'Set the clock of this machine or of OpenObserve right (NTP): words such as "1h" count from the clock here.',
  );
}

/** Tools by the release that they came with, oldest first: "v0.70.0: a, b". */
function bySince(rows: readonly ToolRow[]): string {
  const groups = [...Map.groupBy(rows, ({ since }) => since)];
  return groups
    .sort(([a], [b]) => (isOlder(a, b) ? -1 : 1))
    .map(([since, tools]) => `${since}: ${tools.map(({ name }) => name).join(', ')}`)
    .join('; ');
}

function versionFinding(version: string, { rows, beyond }: View): Finding {
  const lacked = rows.filter((row) => isTooOld(version, row));
  if (lacked.length > 0) {
    const newest = lacked.reduce((last, { since }) => (isOlder(last, since) ? since : last), version);
    return failed(
      'version',
      `${version} is too old for ${lacked.length} of ${rows.length} tools`,
      `Update OpenObserve to ${newest} or newer. Until then these tools say what to use instead. ${bySince(lacked)}.`,
    );
  }
  const more = beyond.filter((row) => !isTooOld(version, row));
  if (more.length === 0) return passed('version', version);
  const toolsets = [...new Set(more.map(({ toolset }) => toolset))].join(', ');
  return passed(
    'version',
    `${version}: ${more.length} more tools than are listed, in ${toolsets}; O2_MATCH_RELEASE=1 lists them`,
  );
}

/** The version, with what it lacks or has more, and the edition. A gateway may hide the page, and everything else still works. */
export async function checkRelease(client: OpenObserveClient, view: View): Promise<readonly Finding[]> {
  const { version, edition } = await readServerFacts(client, AbortSignal.timeout(PATIENCE_MS));
  const enterprise = view.rows.filter((row) => row.edition === 'enterprise').length;
  const editions =
    edition === null
      ? passed('edition', 'not shown by this server')
      : passed(
          'edition',
          edition === 'opensource' ? `${edition}: ${enterprise} tools need enterprise` : edition,
        );
  return [
    version === null ? passed('version', 'not shown by this server') : versionFinding(version, view),
    editions,
  ];
}
