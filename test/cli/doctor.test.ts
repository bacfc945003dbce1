import { afterEach, describe, expect, it } from 'vitest';
import { fileWith } from '../transports/running.ts';
import { runCli } from './run-cli.ts';
import { json, type StandIn, standIn } from './stand-in.ts';

const HEALTHY = {
  '/healthz': json({ status: 'ok' }),
  '/config': json({ version: 'v0.91.5', build_type: 'opensource' }),
  '/api/organizations': json({ data: [{ identifier: 'default' }] }),
  '/api/default/streams': json({ list: [], total: 0 }),
  '/api/v2/default/folders/dashboards': json('missing field `name`', 422),
};

let server: StandIn | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function doctor(answers: Parameters<typeof standIn>[0], environment: Record<string, string> = {}) {
  server = await standIn(answers);
  const finished = await runCli(['doctor', '--json'], {
    environment: {
      O2_BASE_URL: server.url,
      API_KEY: 'a@example.com:token-of-test',
      O2_PORT: '0',
      ...environment,
    },
  });
  expect(finished.stdout + finished.stderr).not.toContain('token-of-test');
  const { isGood, checks } = JSON.parse(finished.stdout);
  const [fault] = checks.filter((finding: { isGood: boolean }) => !finding.isGood);
  return { exitCode: finished.exitCode, isGood, checks, fault };
}

describe('doctor', () => {
  it('finds everything good', async () => {
    const { exitCode, isGood, checks } = await doctor(HEALTHY);
    expect({ exitCode, isGood }).toEqual({ exitCode: 0, isGood: true });
    expect(checks.map((finding: { check: string; found: string }) => [finding.check, finding.found])).toEqual(
      [
        ['address', server?.url],
        ['proxy', 'none on the way'],
        ['TLS', 'not used: plain http'],
        ['reachable', 'yes, it says that it is healthy'],
        ['clock', 'the same here and there'],
        ['version', 'v0.91.5'],
        ['edition', expect.stringMatching(/^opensource: \d+ tools need enterprise$/)],
        ['credential', 'accepted'],
        ['organization', 'default'],
        ['permissions', 'reads and writes'],
        ['streams', 'none yet: send some records first'],
        ['model', 'none: ask works without one'],
        ['keys', 'none: only this machine may call'],
        ['port', '0 on 127.0.0.1 is free'],
      ],
    );
  });

  it('says how to set an address', async () => {
    const { exitCode, stdout } = await runCli(['doctor', '--port', '0']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^BAD +address +not set\n +Set O2_BASE_URL/);
  });

  it('tells that nothing answers', async () => {
    const gone = await standIn({});
    await gone.close();
    const { exitCode, stdout } = await runCli(['doctor'], {
      environment: { O2_BASE_URL: gone.url, API_KEY: 'a@example.com:b' },
    });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/BAD +reachable/);
    expect(stdout).toMatch(/refused/);
  });

  it('tells that another program answers', async () => {
    const page = (_: unknown, response: import('node:http').ServerResponse) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>');
    const { exitCode, fault } = await doctor({ '*': page });
    expect(exitCode).toBe(1);
    expect(fault).toMatchObject({ check: 'reachable', isGood: false });
    expect(fault.remedy).toContain('O2_BASE_URL');
  });

  it('shows the version also when the credential is refused', async () => {
    const { exitCode, checks, fault } = await doctor({
      ...HEALTHY,
      '/api/organizations': json({ code: 401 }, 401),
    });
    expect(exitCode).toBe(1);
    expect(checks).toContainEqual({
      check: 'version',
      isGood: true,
      found: 'v0.91.5',
      remedy: null,
    });
    expect(fault).toMatchObject({ check: 'credential', isGood: false });
    expect(fault.remedy).toContain('API_KEY');
  });

  it('tells a missing credential from a refused one', async () => {
    const { fault } = await doctor(HEALTHY, { API_KEY: '' });
    expect(fault).toMatchObject({ check: 'credential', isGood: false });
    expect(fault.remedy).toContain('none are set');
    expect(server?.seen).not.toContain('GET /api/organizations');
  });

  it('names the organizations to choose from', async () => {
    const { fault } = await doctor({
      ...HEALTHY,
      '/api/organizations': json({ data: [{ identifier: 'one' }, { identifier: 'two' }] }),
    });
    expect(fault).toMatchObject({ check: 'organization', isGood: false });
    expect(fault.remedy).toContain('one, two');
  });

  it('finds an organization that is not there', async () => {
    const missing = (_: unknown, response: import('node:http').ServerResponse) =>
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Organization not found');
    const { fault } = await doctor({ ...HEALTHY, '/api/other/streams': missing }, { O2_ORG: 'other' });
    expect(fault).toMatchObject({ check: 'organization', isGood: false });
    expect(fault.remedy).toContain('no such organization');
  });

  it('finds a variable with a wrong name', async () => {
    const { exitCode, checks } = await doctor(HEALTHY, { O2_TIMEOTU: '3' });
    expect(exitCode).toBe(1);
    expect(checks[0]).toMatchObject({ check: 'settings', isGood: false, found: 'O2_TIMEOTU is no setting' });
  });
});

describe('doctor with several OpenObserves', () => {
  it('checks each by its name, and says what is wrong in terms of their file', async () => {
    const file = fileWith({
      instances: [
        { name: 'lost', address: 'http://127.0.0.1:9', credential: 'a@example.com:secret-of-lost' },
        { name: 'gone', address: 'http://127.0.0.1:9', credential: 'a@example.com:secret-of-gone' },
      ],
    });
    const { stdout, exitCode } = await runCli(['doctor', '--json'], {
      environment: {
        O2_INSTANCES_FILE: file,
        O2_STATE_URL: 'redis://127.0.0.1:9',
        O2_STATE_KEY: 'k'.repeat(40),
      },
    });
    expect(exitCode).toBe(1);
    const checks = JSON.parse(stdout).checks as Array<{
      check: string;
      isGood: boolean;
      remedy: string | null;
    }>;
    const bad = checks.filter(({ isGood }) => !isGood).map(({ check }) => check);
    expect(bad).toEqual(['lost reachable', 'gone reachable', 'state']);
    expect(checks.find(({ check }) => check === 'lost reachable')?.remedy).toContain(
      '"address" in O2_INSTANCES_FILE',
    );
    expect(stdout).not.toContain('secret-of');
  });
});
