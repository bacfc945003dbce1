import type { Config } from '../../config/options.ts';
import { toMessage } from '../../errors.ts';
import { parseExact } from '../../json/exact-json.ts';
import type { OpenObserveClient, OpenObserveRequest } from '../../openobserve/client.ts';
import { createOrganizations } from '../../openobserve/organizations.ts';
import { refusalOf } from '../../openobserve/refusals.ts';
import { failed, type Finding, passed } from './finding.ts';

const PATIENCE_MS = 60_000;
const READ = { method: 'GET', query: [], contentType: null, body: null, access: 'read' } as const;

/** @throws {OpenObserveMcpError} when the answer is no success */
async function read(client: OpenObserveClient, path: string): Promise<string> {
  const answer = await client.send({ ...READ, path }, AbortSignal.timeout(PATIENCE_MS));
  const refusal = refusalOf(answer, { tool: 'doctor', edition: 'all', isWrite: false });
  if (refusal) throw refusal;
  return answer.text;
}

/** The credential, the organization, and what the credential may do there. Stops where nothing more can be known. */
export async function checkAccess(
  client: OpenObserveClient,
  { org, orgs, readOnly }: Config,
): Promise<readonly Finding[]> {
  try {
    await read(client, '/api/organizations');
  } catch (error) {
    return [failed('credential', 'refused or missing', toMessage(error))];
  }
  const credential = passed('credential', 'accepted');
  try {
    const organizations = createOrganizations({ client, org, orgs });
    const chosen = await organizations.choose(null, AbortSignal.timeout(PATIENCE_MS));
    const streams = await read(client, `/api/${encodeURIComponent(chosen)}/streams`);
    const findings = [
      credential,
      passed('organization', chosen),
      await checkWrites(client, chosen, readOnly),
      checkStreams(streams),
    ];
    return findings;
  } catch (error) {
    const found = org === null ? 'not decided' : `${org} cannot be read`;
    return [credential, failed('organization', found, toMessage(error))];
  }
}

/** A folder without a name: who may write is told that the name is missing, who may not is told that. Nothing is made. */
const nameless = (org: string): OpenObserveRequest => ({
  method: 'POST',
  path: `/api/v2/${encodeURIComponent(org)}/folders/dashboards`,
  query: [],
  contentType: 'application/json',
  body: '{}',
  access: 'write',
});

async function checkWrites(client: OpenObserveClient, org: string, readOnly: boolean): Promise<Finding> {
  if (readOnly) return passed('permissions', 'reads; writes are switched off here (O2_READ_ONLY)');
  try {
    const { status } = await client.send(nameless(org), AbortSignal.timeout(PATIENCE_MS));
    if (status === 400 || status === 422) return passed('permissions', 'reads and writes');
    if (status !== 401 && status !== 403)
      return passed('permissions', `reads; write access unknown (${status})`);
  } catch (error) {
    return failed('permissions', 'reads; write access unknown', toMessage(error));
  }
  return failed(
    'permissions',
    'reads only: writes are refused',
    'Give the account of API_KEY a role that may write, or set O2_READ_ONLY=true so that no tool offers it.',
  );
}

function checkStreams(text: string): Finding {
  const { list = [] } = parseExact(text) as { list?: readonly { stream_type?: unknown }[] };
  if (list.length === 0) return passed('streams', 'none yet: send some records first');
  const counts = Map.groupBy(list, ({ stream_type: type }) => String(type));
  return passed('streams', [...counts].map(([type, streams]) => `${streams.length} ${type}`).join(', '));
}
