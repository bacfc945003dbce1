import { describe, expect, it } from 'vitest';
import { programName } from '../../src/cli/terminal/program-name.ts';

const SHELL = { PATH: '/usr/local/bin:/usr/bin:/bin' };
const start = { node: 'node', folder: '/home/ann/openobserve-mcp', environment: SHELL };

describe('the program in commands to type next', () => {
  it.each([
    ['npx', { environment: { ...SHELL, npm_command: 'exec' } }, 'npx openobserve-mcp'],
    ['npm run demo', { environment: { ...SHELL, npm_command: 'run-script' } }, 'npx openobserve-mcp'],
  ])('is that of npm after %s', (_, given, typed) => {
    expect(programName({ ...start, script: '/home/ann/openobserve-mcp/dist/cli.js', ...given })).toBe(typed);
  });

  it.each([
    ['/usr/local/bin/openobserve-mcp', 'openobserve-mcp'],
    ['/usr/local/bin/node_modules/openobserve-mcp/dist/cli.js', 'openobserve-mcp'],
    ['/home/ann/project/node_modules/.bin/openobserve-mcp', 'npx openobserve-mcp'],
    ['/home/ann/project/node_modules/openobserve-mcp/dist/cli.js', 'npx openobserve-mcp'],
    ['/home/ann/openobserve-mcp/dist/cli.js', 'node dist/cli.js'],
    ['/opt/openobserve-mcp/dist/cli.js', 'node /opt/openobserve-mcp/dist/cli.js'],
  ])('for %s is %s', (script, typed) => {
    expect(programName({ ...start, script })).toBe(typed);
  });
});
