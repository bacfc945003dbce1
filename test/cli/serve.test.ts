import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TOOLS } from '../../src/generated/tools.ts';
import { tokensOf, viewOf } from '../prove/tools-page.ts';
import { runCli } from './run-cli.ts';

const TOOLS_PAGE = join(import.meta.dirname, '../../docs/tools.md');

/** Start the HTTP server on a free port and stop it as soon as it says that it listens. */
function serve(args: readonly string[], environment: Record<string, string> = {}) {
  let isStopped = false;
  return runCli(['--port', '0', ...args], {
    environment,
    onOutput: (text, stop) => {
      if (!isStopped && text.includes('Ctrl-C stops it.')) stop('SIGTERM');
      isStopped ||= text.includes('Ctrl-C stops it.');
    },
  });
}

describe('the HTTP server', () => {
  it('says where it listens, for which OpenObserve, and what the tools cost as the docs do, and stops when told', async () => {
    const { exitCode, stdout } = await serve([], {
      O2_BASE_URL: 'https://o2.example.com/base/api',
      O2_ORG: 'acme',
      API_KEY: 'a@example.com:token-of-test',
    });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/listens on http:\/\/127\.0\.0\.1:\d+\/mcp/);
    expect(stdout).toContain('https://o2.example.com/base\n');
    expect(stdout).toContain('acme');
    const { listed } = viewOf('all');
    const operations = `${TOOLS.length} operations, ${listed.length - TOOLS.length} helpers`;
    const tokens = (Math.round(tokensOf(listed) / 100) * 100).toLocaleString('en');
    expect(stdout).toContain(`${listed.length} (${operations}), about ${tokens} tokens for a model`);
    expect(readFileSync(TOOLS_PAGE, 'utf8')).toContain(
      `| \`all\` | ${listed.length} | ${tokensOf(listed)} |`,
    );
    expect(stdout).not.toContain('token-of-test');
  });

  it('says what is missing', async () => {
    const { stdout } = await serve([]);
    expect(stdout).toContain('set O2_BASE_URL and API_KEY, or try --demo');
  });

  it('with the sample prints what to try', async () => {
    const { exitCode, stdout } = await serve(['--demo']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('src/cli.ts call search_sql --demo');
    const snippet = JSON.parse(stdout.split('\n').find((line) => line.includes('mcpServers')) ?? '{}');
    expect(snippet.mcpServers.openobserve).toMatchObject({
      args: [expect.stringMatching(/src\/cli\.ts$/), 'stdio'],
      env: { O2_DEMO: 'true', O2_PROFILE: 'core' },
    });
  });

  it('does not start where others reach it and no key is known, with the sample neither', async () => {
    const { exitCode, stderr } = await runCli(['--demo', '--host', '0.0.0.0', '--port', '0']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /nothing says who may come in\. Set MCP_KEYS or MCP_KEYS_FILE, or let everybody in/,
    );
    expect(stderr).not.toContain('API_KEY,');
    const { stdout } = await serve(['--demo', '--host', '0.0.0.0', '--no-auth']);
    expect(stdout).toMatch(/Web page {6}http:\/\/localhost:\d+\//);
  });

  it('tells of a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as import('node:net').AddressInfo;
    const { exitCode, stderr } = await runCli(['--port', String(port)]);
    other.close();
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(new RegExp(`^openobserve-mcp: Port ${port} on 127.0.0.1 is taken.*--port.*\\n$`));
  });
});
