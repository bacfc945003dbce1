import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { OPTIONS } from '../../src/config/options.ts';
import { runCli } from './run-cli.ts';

describe('wrong usage', () => {
  it.each([
    [['stdoi'], 'There is no command "stdoi". Did you mean stdio? --help lists them.'],
    [['help', 'doctr'], 'There is no command "doctr". Did you mean doctor? --help lists them.'],
    [['--prot', '3'], "unknown option '--prot'. Did you mean --protocol? --help lists what there is."],
    [['call'], "missing required argument 'tool'. --help lists what there is."],
    [
      ['stdio', 'extra'],
      "too many arguments for 'stdio'. Expected 0 arguments but got 1: extra. --help lists what there is.",
    ],
    [
      ['call', 'search_sql', 'sql'],
      '"sql" is no argument: write name=value for text, or name:=json for anything else.',
    ],
    [
      ['call', 'search_sql', '--args', '[]'],
      `The value of --args must be a JSON object, such as --args '{"sql": "SELECT 1"}'.`,
    ],
    [['--port', 'x'], '--port must be a whole number from 0 to 65535 (it is "x").'],
  ])('%j is one line and exit code 2', async (args, message) => {
    expect(await runCli(args)).toEqual({ exitCode: 2, stdout: '', stderr: `openobserve-mcp: ${message}\n` });
  });

  it('a malformed variable stops also the bare stdio server', async () => {
    const finished = await runCli(['stdio'], { environment: { O2_PORT: 'x' } });
    expect(finished).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'openobserve-mcp: O2_PORT must be a whole number from 0 to 65535 (it is "x").\n',
    });
  });

  it('an address that others can reach is refused, with what to do', async () => {
    const { exitCode, stderr } = await runCli(['--host', '0.0.0.0', '--port', '0']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^openobserve-mcp: O2_HOST .*MCP_KEYS.*--no-auth\.\n$/);
  });
});

describe('help', () => {
  it('shows the version', async () => {
    expect(await runCli(['--version'])).toEqual({ exitCode: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('names every setting', async () => {
    const { exitCode, stdout } = await runCli(['--help-all']);
    expect(exitCode).toBe(0);
    for (const option of Object.values(OPTIONS)) expect(stdout).toContain(option.flag ?? option.variable);
  });

  it.each(['stdio', 'call', 'ask', 'tools', 'doctor', 'config', 'codegen', 'completion'])(
    'of %s is short, has its own flags first and two examples',
    async (command) => {
      const { exitCode, stdout } = await runCli([command, '--help']);
      expect(exitCode).toBe(0);
      expect(stdout.split('\n').length).toBeLessThan(55);
      expect(stdout.indexOf('Options:')).toBeLessThan(stdout.indexOf('--demo'));
      const examples = (stdout.split('Examples:\n')[1] ?? '').trim().split('\n');
      expect(examples).toHaveLength(2);
      for (const example of examples) expect(example).toContain(`src/cli.ts ${command}`);
      expect(stdout).not.toContain('O2_DRAIN');
      expect((await runCli([command, '--help-all'])).stdout).toContain('O2_DRAIN');
      expect((await runCli(['help', command])).stdout).toBe(stdout);
    },
  );

  it('is shown by help, and the version by -v', async () => {
    expect((await runCli(['help'])).stdout).toBe((await runCli(['--help'])).stdout);
    expect((await runCli(['-v'])).stdout).toBe(`${manifest.version}\n`);
  });
});
