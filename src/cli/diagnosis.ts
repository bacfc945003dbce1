import type { App } from '../app.ts';
import { toMessage } from '../errors.ts';
import type { OpenObserveClient } from '../openobserve/client.ts';
import type { Credentials } from '../openobserve/credentials.ts';
import { createOrganizations } from '../openobserve/organizations.ts';
import { refusalOf } from '../openobserve/refusals.ts';
import { readServerFacts } from '../openobserve/server-facts.ts';

/** One line of the doctor. `remedy` is what to do, null when nothing is to be done. */
export interface Finding {
  readonly check: string;
  readonly isGood: boolean;
  readonly found: string;
  readonly remedy: string | null;
}

/** Reachability and version need no credential, and are shown also when it is missing or wrong. */
const ANONYMOUS: Credentials = { header: () => '', reload: () => false };

const PATIENCE_MS = 60_000;

const good = (check: string, found: string): Finding => ({ check, isGood: true, found, remedy: null });
const bad = (check: string, found: string, remedy: string | null): Finding => ({
  check,
  isGood: false,
  found,
  remedy,
});

/** Check address, reachability, version, credential and organisation, in this order; stops where nothing more can be known. */
export async function diagnose(app: App): Promise<Finding[]> {
  const { config, openobserve } = app;
  if (openobserve.baseUrl === null) {
    return [
      bad(
        'address',
        'not set',
        'Set O2_BASE_URL, for example http://localhost:5080, or try the sample with --demo.',
      ),
    ];
  }
  const address = good('address', `${openobserve.baseUrl}${config.demo ? ' (the built-in sample)' : ''}`);
  const anonymous = openobserve.as(ANONYMOUS);
  const reachable = await checkReachable(anonymous);
  if (!reachable.isGood) return [address, reachable];
  return [address, reachable, await checkVersion(anonymous), ...(await checkAccess(app))];
}

function get(client: OpenObserveClient, path: string) {
  const request = { method: 'GET', path, query: [], contentType: null, body: null, access: 'read' } as const;
  return client.send(request, AbortSignal.timeout(PATIENCE_MS));
}

async function checkReachable(client: OpenObserveClient): Promise<Finding> {
  try {
    const { status, text } = await get(client, '/healthz');
    if (status === 200 && /"status"\s*:\s*"ok"/.test(text))
      return good('reachable', 'yes, it says that it is healthy');
    return bad(
      'reachable',
      `something answers (${status}), but not as OpenObserve does`,
      'Check O2_BASE_URL: is there a path, a login or another program at this address?',
    );
  } catch (error) {
    return bad('reachable', 'no', toMessage(error));
  }
}

async function checkVersion(client: OpenObserveClient): Promise<Finding> {
  const { version, edition } = await readServerFacts(client, AbortSignal.timeout(PATIENCE_MS));
  // A gateway may hide this page, and everything else still works.
  if (version === null) return good('version', 'not shown by this server');
  return good('version', `${version}${edition === null ? '' : `, ${edition}`}`);
}

async function checkAccess({ config, openobserve }: App): Promise<Finding[]> {
  try {
    await read(openobserve, '/api/organizations');
  } catch (error) {
    return [bad('credential', 'refused or missing', toMessage(error))];
  }
  const credential = good('credential', 'accepted');
  const organizations = createOrganizations({ client: openobserve, org: config.org, orgs: config.orgs });
  try {
    const org = await organizations.choose(null, AbortSignal.timeout(PATIENCE_MS));
    await read(openobserve, `/api/${encodeURIComponent(org)}/streams`);
    return [credential, good('organisation', org)];
  } catch (error) {
    return [
      credential,
      bad(
        'organisation',
        config.org === null ? 'not decided' : `${config.org} cannot be read`,
        toMessage(error),
      ),
    ];
  }
}

/** @throws {OpenObserveMcpError} when the answer is no success */
async function read(client: OpenObserveClient, path: string): Promise<void> {
  const refusal = refusalOf(await get(client, path), { tool: 'doctor', edition: 'all', isWrite: false });
  if (refusal) throw refusal;
}
