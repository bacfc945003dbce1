import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bridgeCommand, stdioCommand } from '../../src/clients/start-command.ts';
import { readConfig, secretsOf } from '../../src/config/config.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../helpers/run-tool.ts';
import { runCli } from '../cli/run-cli.ts';

const SECRET = 'f00dcafe-of-the-access-proxy';
const HEADERS = `CF-Access-Client-Id=reader,CF-Access-Client-Secret=${SECRET}`;

let fake: FakeOpenObserve;
let seen: Array<Record<string, unknown>>;
beforeAll(async () => {
  fake = await startFakeOpenObserve((request, response) => {
    seen.push(request.headers as Record<string, unknown>);
    if (request.headers['cf-access-client-secret'] === SECRET)
      return sendJson(response, { list: [], total: 0 });
    return void response.writeHead(302, { location: 'https://login.example.com/' }).end();
  });
});
afterAll(() => fake.close());

async function listed(env: Readonly<Record<string, string>>): Promise<string> {
  seen = [];
  const app = await appAt(fake.url, env);
  const { text } = await runTool(app, 'stream_list', {});
  await app.close();
  return text;
}

describe('an access proxy that wants headers', () => {
  it('gets them at each request, beside the credential', async () => {
    expect(JSON.parse(await listed({ O2_HEADERS: HEADERS }))).toMatchObject({ shown: 0 });
    for (const headers of seen)
      expect(headers).toMatchObject({
        'cf-access-client-id': 'reader',
        'cf-access-client-secret': SECRET,
        authorization: expect.stringMatching(/^Basic /),
      });
  });

  it('is named with the setting where it gets none', async () => {
    expect(await listed({})).toContain('O2_HEADERS');
  });

  it.each([
    'Authorization=Basic x',
    'Host=other.example.com',
    'content-length=0',
    'CF-Access-Client-Id',
    'X-A=%0d%0aX-B: 1',
  ])('may not take the place of what the request sets itself, or break it: %s', (headers) => {
    expect(() => readConfig({}, { O2_HEADERS: headers })).toThrow(/O2_HEADERS must /);
  });

  it('keeps their values secret', () => {
    expect(secretsOf(readConfig({}, { O2_HEADERS: HEADERS }))).toContain(SECRET);
  });
});

describe('the command of a client', () => {
  const local = { kind: 'local', settings: {}, secrets: [], script: null } as const;
  const remote = { kind: 'remote', url: 'https://mcp.example.com/mcp', keyHeader: null } as const;

  it('goes through the shell of Windows, where npx is a batch file', () => {
    expect(stdioCommand(local, 'win32')).toEqual({
      command: 'cmd',
      args: ['/c', 'npx', '-y', 'openobserve-mcp', 'stdio'],
    });
    expect(bridgeCommand(remote, 'file', 'win32')).toMatchObject({
      command: 'cmd',
      args: expect.arrayContaining(['/c', 'npx', 'mcp-remote']),
    });
  });

  it.each(['linux', 'darwin'] as const)('is npx itself on %s', (platform) => {
    expect(stdioCommand(local, platform).command).toBe('npx');
    expect(bridgeCommand(remote, 'file', platform).command).toBe('npx');
  });
});

describe('the address of a client', () => {
  it.each([
    ['https://mcp.example.com/mcp', 'https://mcp.example.com/mcp?profile=core'],
    ['https://mcp.example.com/mcp?key=1', 'https://mcp.example.com/mcp?key=1&profile=core'],
    ['https://mcp.example.com/mcp?profile=all', 'https://mcp.example.com/mcp?profile=all'],
  ])('asks for fewer than 128 tools unless it names its own: %s', async (url, told) => {
    const { stdout } = await runCli(['config', 'vscode', '--url', url]);
    expect(JSON.parse(stdout).servers.openobserve.url).toBe(told);
  });
});
