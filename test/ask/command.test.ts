import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../cli/run-cli.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';

const CLI = join(import.meta.dirname, '../../src/cli.ts');
const DEMO = { O2_DEMO: 'true', O2_TZ: 'UTC', O2_LOG_LEVEL: 'error' };
const FOUND =
  'Found 47 errors in payment_service: DatabaseConnectionTimeout (32), InvalidCardNumber (12), RateLimitExceeded (3)';

describe('openobserve-mcp ask', { timeout: 60_000 }, () => {
  it('answers in JSON where nobody reads it on a terminal', async () => {
    const words = 'Show me errors in the payment service from the last hour';
    const { exitCode, stdout } = await runCli(['ask', words], { environment: DEMO });
    const answer = JSON.parse(stdout);
    expect(answer.answer.split('\n')[0]).toBe(FOUND);
    expect(answer.query).toContain('FROM payment_service');
    expect(exitCode).toBe(0);
  });

  it('says what is still open, and does nothing', async () => {
    const { exitCode, stdout } = await runCli(
      ['ask', 'drop the payments stream', '--tool', 'stream_delete'],
      {
        environment: DEMO,
      },
    );
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ decision: 'ask', missing: [{ name: 'stream_name' }] });
    expect(answer.missing[0].choices).toEqual(['payment_service']);
    expect(exitCode).toBe(3);
  });

  it('needs words', async () => {
    const { exitCode, stderr } = await runCli(['ask'], { environment: DEMO });
    expect(stderr).toContain('Say what you want');
    expect(exitCode).toBe(2);
  });
});

describe('openobserve-mcp ask --batch', { timeout: 60_000 }, () => {
  let openobserve: FakeOpenObserve;
  beforeAll(async () => {
    openobserve = await startFakeOpenObserve((_, response) => sendJson(response, {}));
  });
  afterAll(() => openobserve.close());

  async function batch(lines: readonly string[], ...more: string[]) {
    const file = join(await mkdtemp(join(tmpdir(), 'ask-')), 'lines.jsonl');
    await writeFile(file, lines.join('\n'));
    return runCli(['ask', '--batch', file, ...more], { environment: { O2_BASE_URL: openobserve.url } });
  }

  it('answers each line, and those it cannot read too, without a word to OpenObserve', async () => {
    const { exitCode, stdout } = await batch(
      [
        '{"id": "a", "request": "list streams"}',
        '',
        'nonsense',
        '{"id": 7}',
        '[]',
        '{"request": "delete everything"}',
      ],
      '--mode',
      'semantic',
      '--dry-run',
    );
    expect(exitCode).toBe(0);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ id }) => id)).toEqual(['a', null, 7, null, null]);
    for (const row of [rows[0], rows[4]]) {
      expect(Object.keys(row)).toEqual([
        'id',
        'tool',
        'operation',
        'confidence',
        'decision',
        'arguments',
        'missing',
        'candidates',
        'steps',
        'reason',
      ]);
    }
    expect(rows.slice(1, 4).map(({ line }) => line)).toEqual([3, 4, 5]);
    for (const row of rows.slice(1, 4)) expect(row.error).toMatch(/^Line \d cannot be answered: .+\.$/);
    expect(openobserve.seen).toEqual([]);
  });

  it('refuses to do more than show', async () => {
    const { exitCode, stderr } = await batch(['{"id": 1, "request": "list streams"}']);
    expect(stderr).toContain('--mode semantic and --dry-run');
    expect(exitCode).toBe(2);
  });

  it('says that the file is not there', async () => {
    const args = ['ask', '--batch', '/no/such/file.jsonl', '--mode', 'semantic', '--dry-run'];
    const { exitCode, stderr } = await runCli(args);
    expect(stderr).toMatch(/The file of --batch cannot be read: .*no such file/);
    expect(exitCode).toBe(2);
  });
});

/** `script` of util-linux gives the command a terminal of its own. */
const hasScript = process.platform === 'linux' && existsSync('/usr/bin/script');

describe.skipIf(!hasScript)('openobserve-mcp ask on a terminal', { timeout: 60_000 }, () => {
  /** Run `ask` on a terminal; each answer is typed when its prompt has come. */
  function onTerminal(
    args: readonly string[],
    answers: ReadonlyArray<readonly [prompt: RegExp, text: string]>,
  ): Promise<{ output: string; exitCode: number | null }> {
    const command = [process.execPath, CLI, 'ask', ...args].map((part) => JSON.stringify(part)).join(' ');
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', TERM: 'dumb', ...DEMO },
    });
    const open = [...answers];
    let output = '';
    let unread = '';
    return new Promise((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        unread += text;
        const [next] = open;
        if (!next?.[0].test(unread)) return;
        open.shift();
        unread = '';
        child.stdin.write(`${next[1]}\n`);
      });
      child.on('error', reject);
      child.on('close', (exitCode) => resolve({ output, exitCode }));
    });
  }

  it('asks what a dashboard should show, and makes it', async () => {
    const { output, exitCode } = await onTerminal(
      ["create a dashboard called 'My Dashboard'"],
      [
        [/Which stream should it show\?[\s\S]*> $/, 'payment_service'],
        [/In which folder\?[\s\S]*> $/, ''],
      ],
    );
    expect(output).toContain('"My Dashboard" is there, with 5 panels over payment_service');
    expect(exitCode).toBe(0);
  });

  it('takes the end of the input for a no', async () => {
    const { output, exitCode } = await onTerminal(
      ["create a dashboard called 'My Dashboard'"],
      [[/Which stream should it show\?[\s\S]*> $/, '\u0004']],
    );
    expect(output).not.toMatch(/unexpected|is there/);
    expect(output).toContain('Nothing was done');
    expect(exitCode).toBe(1);
  });

  it('makes an empty one when nothing more is said', async () => {
    const { output, exitCode } = await onTerminal(
      ["create a dashboard called 'My Dashboard'"],
      [
        [/Which stream should it show\?[\s\S]*> $/, ''],
        [/In which folder\?[\s\S]*> $/, ''],
      ],
    );
    expect(output).toContain('"My Dashboard" is there, without panels');
    expect(exitCode).toBe(0);
  });

  it('lets a person choose by number, and deletes nothing without a yes', async () => {
    const { output, exitCode } = await onTerminal(
      ['drop the payments stream', '--tool', 'stream_delete'],
      [
        [/1 {2}payment_service[\s\S]*> $/, '1'],
        [/Go on\? \[y\/N\] $/, 'n'],
      ],
    );
    expect(output).toContain('Nothing was done');
    expect(exitCode).toBe(1);
  });

  it('shows rows as a table, with the query and what to ask next', async () => {
    const { output } = await onTerminal(
      ['errors in the payment service in the last hour', '--tool', 'search_sql'],
      [],
    );
    expect(output).toContain(FOUND);
    expect(output).toMatch(/DatabaseConnectionTimeout +32/);
    expect(output).toContain('Query: SELECT error_type');
    expect(output).toContain('src/cli.ts ask "show the latest');
  });
});
