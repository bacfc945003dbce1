import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const INSPECTOR = path('../../node_modules/.bin/mcp-inspector');
const CLI = path('../../src/cli.ts');

it("passes the Inspector's strict check without a warning, all 161 tools and the helpers", async () => {
  const { stdout, stderr } = await promisify(execFile)(
    INSPECTOR,
    ['--cli', '--strict', process.execPath, CLI, 'stdio', '--method', 'tools/list'],
    {
      env: { ...process.env, O2_BASE_URL: 'http://127.0.0.1:9', API_KEY: 'a@b.c:d', O2_ORG: 'default' },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  expect((JSON.parse(stdout) as { tools: unknown[] }).tools.length).toBeGreaterThanOrEqual(162);
  expect(stderr).not.toMatch(/Error: tool|Warning: tool/);
});
