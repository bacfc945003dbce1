import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const ask = (...words: string[]) => runCli(['ask', '--demo', ...words]);

/** The words of the command that stderr names, as a shell reads them. */
function nextWords(stderr: string): string[] {
  const [, line = ''] = /^ {2}.*src\/cli\.ts (ask .+)$/m.exec(stderr) ?? [];
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
}

describe('ask, where nobody can be asked', () => {
  it('names the command that gives what is missing, and that command works', async () => {
    const first = await ask("Create a dashboard called 'My Dashboard'.");
    expect(first.exitCode).toBe(3);
    expect(JSON.parse(first.stdout)).toMatchObject({ decision: 'ask' });
    expect(first.stderr).toContain('with --answer stream=STREAM, --answer folder=FOLDER where you like');
    const words = nextWords(first.stderr);
    expect(words).toEqual([
      'ask',
      '--demo',
      "Create a dashboard called 'My Dashboard'.",
      '--tool',
      'create_dashboard',
      '--answer',
      'title=My Dashboard',
    ]);
    const second = await runCli(words);
    expect({ exitCode: second.exitCode, answer: JSON.parse(second.stdout).answer }).toEqual({
      exitCode: 0,
      answer: expect.stringContaining('"My Dashboard" is there'),
    });
  });

  it('says what must be answered, in place of what was not right', async () => {
    const { exitCode, stderr } = await ask('Drop the payments stream');
    expect(exitCode).toBe(3);
    expect(nextWords(stderr).slice(3)).toEqual([
      '--tool',
      'stream_delete',
      '--answer',
      'stream_name=STREAM_NAME',
    ]);
  });

  it('names --yes where a yes is needed, and destroys with it', async () => {
    const first = await ask('Drop the payment_service stream');
    expect(first.exitCode).toBe(3);
    const words = nextWords(first.stderr);
    expect(words.at(-1)).toBe('--yes');
    const { exitCode, stderr } = await runCli(words);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('this change is gone now');
  });

  it('names each tool that may be meant', async () => {
    const { exitCode, stderr, stdout } = await ask('the dashboard');
    const { decision, candidates } = JSON.parse(stdout);
    expect({ exitCode, decision }).toEqual({ exitCode: 3, decision: 'candidates' });
    for (const { tool } of candidates) expect(stderr).toContain(`--tool ${tool}`);
  });

  it('tells an error from an open question', async () => {
    expect((await ask('hello', '--tool', 'no_such_tool')).exitCode).toBe(2);
    expect((await ask('hello', '--answer', 'nonsense')).exitCode).toBe(2);
  });
});

describe('the sample', () => {
  it('has no UI to link to, and the same ids in each command', async () => {
    const list = () => runCli(['call', '--demo', 'list_alerts']);
    const [one, two] = [await list(), await list()];
    expect(one.stdout).toBe(two.stdout);
    expect(one.stdout).toContain('alert_id');
    expect(one.stdout).not.toContain('"link"');
    expect(one.stderr).toBe('');
  });
});
