import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeOpenObserve, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { startSample } from '../ask/model/asking.ts';
import { type Brain, type ModelServer, startModelServer } from '../ask/model/model-server.ts';
import { passOn } from '../ask/model/pass-on.ts';
import { runCli } from './run-cli.ts';

const FOLDER = { name: 'Night shift', folder_type: 'dashboards', description: '' };
const REQUEST = 'Create a folder for the night shift, then create a dashboard in it';

let sample: Awaited<ReturnType<typeof startSample>>;
let between: FakeOpenObserve;
let model: ModelServer;
let stateHome: string;

beforeAll(async () => {
  stateHome = await mkdtemp(join(tmpdir(), 'state-'));
  sample = await startSample();
  between = await startFakeOpenObserve(
    passOn(sample.url, ({ method, path, body }) =>
      method === 'POST' && path.includes('/folders') && body.includes('Night shift')
        ? { status: 400, body: { code: 400, message: 'Folder name is not allowed' } }
        : null,
    ),
  );
  model = await startModelServer(() => ({ text: '' }));
});
afterAll(async () => {
  await model.close();
  await between.close();
  await sample.close();
});

function ask(brain: Brain, ...words: string[]) {
  model.brain = brain;
  const environment = {
    ...sample.env,
    O2_BASE_URL: between.url,
    XDG_STATE_HOME: stateHome,
    ...model.env('anthropic'),
  };
  return runCli(['ask', REQUEST, '--mode', 'agent', ...words], { environment });
}

describe('ask with a language model, where nobody can be asked', () => {
  const asking: Brain = ({ turns }) => {
    const [first] = turns;
    if (first?.role === 'user' && /What should the dashboard be called\? The answer: crew/.test(first.text))
      return { text: 'Then it is clear.' };
    const args = { about: 'title', question: 'What should the dashboard be called?' };
    return { calls: [{ name: 'ask_person', arguments: args }] };
  };

  it('names the command with the answer to what the model asks, and goes on with it', async () => {
    const { exitCode, stderr } = await ask(asking);
    expect(exitCode).toBe(3);
    const line = /--mode agent (--tool ask --answer talk=\S+ --answer title=)TITLE\n$/.exec(stderr);
    const next = await ask(asking, ...`${line?.[1]}crew`.split(' '));
    expect(JSON.parse(next.stdout).answer).toMatch(/^Nothing was changed\.\n“Then it is clear\.”/);
  });

  it('takes --yes for no answer to a question', async () => {
    const { exitCode, stderr } = await ask(asking, '--yes');
    expect(exitCode).toBe(3);
    expect(stderr).toContain('--answer title=TITLE');
  });

  it('carries out by the line that it prints what was shown, and nothing that the model thinks of later', async () => {
    let made = 0;
    const planning: Brain = ({ turns }) => {
      const [first] = turns;
      const isRefused = first?.role === 'user' && first.text.includes('This call was refused');
      if (!isRefused && turns.length > 1) return { text: 'That is all.' };
      made += 1;
      const name = isRefused ? 'Late shift' : `${FOLDER.name} ${made}`;
      return { calls: [{ name: 'create_folder', arguments: { ...FOLDER, name } }] };
    };
    const goOn = (text: string) => /--mode agent (--answer plan=\S+)\n$/.exec(text)?.[1]?.split(' ') ?? [];
    // Nobody has seen what --yes would be a yes to.
    const shown = await ask(planning, '--yes');
    expect(shown.exitCode).toBe(3);
    expect(JSON.parse(shown.stdout).answer).toContain('name=Night shift 1');
    expect(goOn(shown.stderr)).toHaveLength(2);
    const asked = model.asked.length;
    // Its step is refused, and what is left in another form needs a yes of its own.
    const refused = await ask(planning, ...goOn(shown.stderr));
    expect(refused.exitCode).toBe(3);
    expect(JSON.parse(refused.stdout).answer).toMatch(
      /create_folder was refused.*It would now be done differently: name Night shift 1 → Late shift/s,
    );
    expect(model.asked.length).toBe(asked + 1);
    const { exitCode, stdout } = await ask(planning, ...goOn(refused.stderr));
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).answer).toMatch(
      /"Late shift"\. Read back: it exists\. One step was done in another form than first approved: name Night shift 1 → Late shift/,
    );
    expect(model.asked.length).toBe(asked + 1);
  });
});

const CLI = join(import.meta.dirname, '../../src/cli.ts');
/** `script` of util-linux gives the command a terminal of its own. */
const hasScript = process.platform === 'linux' && existsSync('/usr/bin/script');

describe.skipIf(!hasScript)('ask with a language model on a terminal', { timeout: 60_000 }, () => {
  it('shows the words of the model, and a table for each read', async () => {
    model.brain = ({ turns }) => {
      if (turns.length > 1) return { text: 'Two streams were counted.' };
      const calls = ['payment_service', 'checkout_service'].map((stream) => ({
        name: 'search_sql',
        arguments: { sql: `SELECT count(*) AS records_of_${stream} FROM "${stream}"` },
      }));
      return { calls: [...calls, { name: 'investigate', arguments: { about: 'payment errors' } }] };
    };
    const words = [process.execPath, CLI, 'ask', '--mode', 'agent', 'count the payments'];
    const command = words.map((part) => JSON.stringify(part)).join(' ');
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      env: {
        PATH: process.env.PATH,
        NODE_NO_WARNINGS: '1',
        TERM: 'dumb',
        ...sample.env,
        XDG_STATE_HOME: stateHome,
        ...model.env('anthropic'),
      },
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    const exitCode = await new Promise((resolve) => child.on('close', resolve));
    expect(output).toContain('“Two streams were counted.” (words of the language model)');
    expect(output).toMatch(/1\. search_sql: SELECT.*\r?\n[\s\S]*records_of_payment_service/);
    expect(output).toMatch(/2\. search_sql: SELECT.*\r?\n[\s\S]*records_of_checkout_service/);
    // Findings in a table that a person can read: what they were found with is in the answer in JSON.
    const [, findings = ''] = output.split(/3\. investigate\r?\n/);
    expect(findings).toContain('finding');
    expect(findings).not.toContain('SELECT');
    expect(exitCode).toBe(0);
  });
});
