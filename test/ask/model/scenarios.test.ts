import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { App } from '../../../src/server/app.ts';
import { runTool } from '../../helpers/run-tool.ts';
import { appWith, askOnce, startSample } from './asking.ts';
import { type Brain, type ModelServer, PROTOCOLS, type Reply, startModelServer } from './model-server.ts';

/**
 * A talk as it was, or could be. `model`: what the model does, turn by turn; `hears` must stand in what it was sent last.
 * `asks`: the fields of the questions to the person, in their order. `steps`: tool and state of the answer.
 */
interface Scenario {
  readonly request: string;
  readonly mode: string;
  readonly model: ReadonlyArray<Reply & { readonly hears?: string }>;
  readonly answers?: Readonly<Record<string, string>>;
  readonly asks: readonly string[];
  readonly steps: readonly string[];
  readonly 'never sent'?: readonly string[];
  readonly stands?: {
    readonly tool: string;
    readonly arguments: Record<string, unknown>;
    readonly says: string;
  };
}

const SCENARIOS = parseAllDocuments(readFileSync(new URL('scenarios.yaml', import.meta.url), 'utf8')).map(
  (document) => document.toJS() as Scenario,
);

let sample: Awaited<ReturnType<typeof startSample>>;
let model: ModelServer;
let app: App;
beforeAll(async () => {
  model = await startModelServer(() => ({ text: '' }));
});
afterAll(() => model.close());
beforeEach(async () => {
  sample = await startSample();
  model.asked.length = 0;
});
afterEach(async () => {
  await app.close();
  await sample.close();
});

/** Does what the scenario says, and finds out whether it was told what it should hear. */
function player({ model: turns }: Scenario): Brain {
  let at = 0;
  return ({ turns: sent }) => {
    const turn = turns[at++];
    if (!turn) return { text: 'There is no more in the scenario.' };
    expect(JSON.stringify(sent.at(-1)).replaceAll('\\"', '"')).toContain(
      (turn.hears ?? '').replaceAll('\\"', '"'),
    );
    return turn;
  };
}

describe.each(SCENARIOS)('$request', (scenario) => {
  describe.each(PROTOCOLS)('%s', (protocol) => {
    it.each(['with a person to ask', 'without'])('goes as written, %s', async (how) => {
      app = await appWith({ ...sample.env, ...model.env(protocol) });
      model.brain = player(scenario);
      const args = { request: scenario.request, mode: scenario.mode };
      const canAsk = how !== 'without';
      const asks: string[] = [];
      let heard = await askOnce(app, args, { canAsk });
      for (let round = 0; round < 4; round++) {
        if (heard.needed) {
          const fields = Object.keys(heard.needed.question.properties);
          asks.push(...fields);
          const state = JSON.parse(JSON.stringify(heard.needed.state));
          heard = await askOnce(app, args, {
            canAsk,
            reply: { state, content: { approve: true, ...scenario.answers } },
          });
        } else if (heard.answer.resume) {
          const { tool, answers } = heard.answer.resume;
          asks.push(...(answers.plan ? ['approve'] : heard.answer.missing.map(({ name }) => name)));
          heard = await askOnce(app, {
            ...args,
            tool,
            answers: { ...answers, ...(answers.plan ? {} : scenario.answers) },
          });
        } else break;
      }
      expect(heard.error).toBeNull();
      expect(asks).toEqual(scenario.asks);
      expect(
        heard.answer.steps
          .filter(({ tool }) => !tool.startsWith('list_'))
          .map(({ tool, state }) => `${tool} ${state}`),
        heard.answer.answer,
      ).toEqual(scenario.steps);
      expect(model.asked).toHaveLength(scenario.model.length);
      const sent = model.asked.map(({ body }) => body).join('\n');
      for (const secret of scenario['never sent'] ?? []) expect(sent).not.toContain(secret);
      if (scenario.stands) {
        const { tool, arguments: read, says } = scenario.stands;
        expect((await runTool(app, tool, read)).text).toContain(says);
      }
    });
  });
});
