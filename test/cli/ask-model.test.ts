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

beforeAll(async () => {
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
  const environment = { ...sample.env, O2_BASE_URL: between.url, ...model.env('anthropic') };
  return runCli(['ask', REQUEST, '--mode', 'agent', ...words], { environment });
}

describe('ask with a language model, where nobody can be asked', () => {
  const asking: Brain = ({ turns }) => {
    const [first] = turns;
    if (first?.role === 'user' && first.text.includes('crew')) return { text: 'Then it is clear.' };
    const args = { about: 'title', question: 'What should the dashboard be called?' };
    return { calls: [{ name: 'ask_person', arguments: args }] };
  };

  it('names the command with the answer to what the model asks, and goes on with it', async () => {
    const { exitCode, stderr } = await ask(asking);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('--mode agent --tool ask --answer title=TITLE');
    const next = await ask(asking, '--tool', 'ask', '--answer', 'title=crew');
    expect(JSON.parse(next.stdout)).toMatchObject({ decision: 'run' });
  });

  it('takes --yes for no answer to a question', async () => {
    const { exitCode, stderr } = await ask(asking, '--yes');
    expect(exitCode).toBe(3);
    expect(stderr).toContain('--answer title=TITLE');
  });

  it('carries out with --yes what it would else only show, and what is left of it in another form', async () => {
    const planning: Brain = ({ turns }) => {
      const [first] = turns;
      const isRefused = first?.role === 'user' && first.text.includes('This call was refused');
      if (!isRefused && turns.length > 1) return { text: 'That is all.' };
      const name = isRefused ? 'Late shift' : FOLDER.name;
      return { calls: [{ name: 'create_folder', arguments: { ...FOLDER, name } }] };
    };
    const shown = await ask(planning);
    expect({ exitCode: shown.exitCode, stderr: shown.stderr }).toEqual({
      exitCode: 3,
      stderr: expect.stringMatching(/--mode agent --yes\n$/),
    });
    const { exitCode, stdout } = await ask(planning, '--yes');
    expect({ exitCode, answer: JSON.parse(stdout).answer }).toEqual({
      exitCode: 0,
      answer: expect.stringContaining('"Late shift". Read back: it stands.'),
    });
  });
});
