import { afterEach, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { json, type StandIn, standIn } from './stand-in.ts';

const HEALTHY = {
  '/healthz': json({ status: 'ok' }),
  '/config': json({ version: 'v0.91.5', build_type: 'opensource' }),
  '/api/organizations': json({ data: [{ identifier: 'default' }] }),
  '/api/default/streams': json({ list: [], total: 0 }),
};

let server: StandIn | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function doctor(answers: Parameters<typeof standIn>[0], environment: Record<string, string> = {}) {
  server = await standIn(answers);
  const finished = await runCli(['doctor', '--json'], {
    environment: { O2_BASE_URL: server.url, API_KEY: 'a@example.com:token-of-test', ...environment },
  });
  expect(finished.stdout + finished.stderr).not.toContain('token-of-test');
  const { isGood, checks } = JSON.parse(finished.stdout);
  return { exitCode: finished.exitCode, isGood, checks, last: checks.at(-1) };
}

describe('doctor', () => {
  it('finds everything good', async () => {
    const { exitCode, isGood, checks } = await doctor(HEALTHY);
    expect({ exitCode, isGood }).toEqual({ exitCode: 0, isGood: true });
    expect(checks.map((finding: { check: string; found: string }) => [finding.check, finding.found])).toEqual(
      [
        ['address', server?.url],
        ['reachable', 'yes, it says that it is healthy'],
        ['version', 'v0.91.5, opensource'],
        ['credential', 'accepted'],
        ['organisation', 'default'],
      ],
    );
  });

  it('says how to set an address', async () => {
    const { exitCode, stdout } = await runCli(['doctor']);
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
    const { exitCode, last } = await doctor({ '*': page });
    expect(exitCode).toBe(1);
    expect(last).toMatchObject({ check: 'reachable', isGood: false });
    expect(last.remedy).toContain('O2_BASE_URL');
  });

  it('shows the version also when the credential is refused', async () => {
    const { exitCode, checks, last } = await doctor({
      ...HEALTHY,
      '/api/organizations': json({ code: 401 }, 401),
    });
    expect(exitCode).toBe(1);
    expect(checks).toContainEqual({
      check: 'version',
      isGood: true,
      found: 'v0.91.5, opensource',
      remedy: null,
    });
    expect(last).toMatchObject({ check: 'credential', isGood: false });
    expect(last.remedy).toContain('API_KEY');
  });

  it('tells a missing credential from a refused one', async () => {
    const { last } = await doctor(HEALTHY, { API_KEY: '' });
    expect(last).toMatchObject({ check: 'credential', isGood: false });
    expect(last.remedy).toContain('none are set');
    expect(server?.seen).not.toContain('GET /api/organizations');
  });

  it('names the organisations to choose from', async () => {
    const { last } = await doctor({
      ...HEALTHY,
      '/api/organizations': json({ data: [{ identifier: 'one' }, { identifier: 'two' }] }),
    });
    expect(last).toMatchObject({ check: 'organisation', isGood: false });
    expect(last.remedy).toContain('one, two');
  });

  it('finds an organisation that is not there', async () => {
    const missing = (_: unknown, response: import('node:http').ServerResponse) =>
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Organization not found');
    const { last } = await doctor({ ...HEALTHY, '/api/other/streams': missing }, { O2_ORG: 'other' });
    expect(last).toMatchObject({ check: 'organisation', isGood: false });
    expect(last.remedy).toContain('no such organisation');
  });

  it('finds a variable with a wrong name', async () => {
    const { exitCode, checks } = await doctor(HEALTHY, { O2_TIMEOTU: '3' });
    expect(exitCode).toBe(1);
    expect(checks[0]).toMatchObject({ check: 'settings', isGood: false, found: 'O2_TIMEOTU is no setting' });
  });
});
