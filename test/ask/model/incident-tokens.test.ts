import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Incident, nameOf, saidInWords, says } from '../../evals/incidents.ts';
import type { AskAnswer } from '../../../src/ask/types.ts';
import { appAt, runTool } from '../../helpers/run-tool.ts';
import { loadWorld, readWorld, readYaml } from '../../worlds/load.ts';
import {
  type Brain,
  type ModelServer,
  type Reply,
  startModelServer,
  type WantedCall,
} from './model-server.ts';

/**
 * Two incidents that a real model solved in three rounds each, with 38,800 tokens of input: it read the schemas that it
 * lacked, then asked for what it did not know yet, then said what it had found. The model here chooses in the same order.
 */
const MOST_TOKENS = 12_000;

interface Script {
  readonly world: string;
  readonly id: string;
  /** Calls that tell the facts that an investigation does not: by the name of the fact. */
  readonly lookUp: Readonly<Record<string, WantedCall>>;
  /** What the model says when it knows all; `ONSET` stands for the time that it was told. */
  readonly words: string;
}

const SCRIPTS: readonly Script[] = [
  {
    world: 'tessera',
    id: 'locked-table',
    lookUp: {
      'value user_name = reporting': {
        name: 'search_sql',
        arguments: {
          sql: "SELECT user_name, count(*) AS n FROM mysql_slow WHERE table_name = 'exam_answers' GROUP BY user_name ORDER BY n DESC LIMIT 5",
          start_time: '1h',
        },
      },
    },
    words:
      'Since ONSET, POST /exams/{id}/submit of tessera-web fails with "Lock wait timeout exceeded". The user_name reporting reads table_name exam_answers again and again, so submissions wait for its locks. mysql_global_status_threads_running rose to over 100.',
  },
  {
    world: 'orbit',
    id: 'noisy-tenant',
    lookUp: {},
    words:
      'Since ONSET, seller_id seller-0117 floods /api/listings/bulk of seller-portal. Others are refused with http_response_status_code 429, "shared worker quota used up". kafka_consumer_lag grows.',
  },
];

let model: ModelServer;
const tokens: number[] = [];
beforeAll(async () => {
  model = await startModelServer(() => ({ text: '' }));
});
afterAll(() => model.close());

/** Chooses as the real model did: what it was not told it looks up, and then it says what it found. */
function chooser(
  { words, lookUp }: Script,
  facts: readonly string[],
  isTold: (fact: string, text: string) => boolean,
): Brain {
  return ({ turns }): Reply => {
    const told = JSON.stringify(turns);
    const unknown = facts.filter((fact) => !isTold(fact, told));
    const calls = unknown.flatMap((fact) => lookUp[fact] ?? []);
    if (calls.length > 0 && turns.length === 1) return { calls };
    const [, onset = ''] = /\\"onset\\":\\"([^\\]+)\\"/.exec(told) ?? [];
    return { text: words.replace('ONSET', onset) };
  };
}

it.each(SCRIPTS)('finds all facts of $world/$id', { timeout: 120_000 }, async (script) => {
  const nowUs = Date.now() * 1000;
  const incident = readYaml<readonly Incident[]>(script.world, 'incidents.yaml').find(
    ({ id }) => id === script.id,
  );
  const facts = incident?.facts ?? [];
  const sample = await loadWorld(await readWorld(script.world), nowUs, script.id);
  const { email, token } = sample.credentials;
  const env = {
    ...model.env('anthropic'),
    API_KEY: `${email}:${token}`,
    O2_TZ: 'UTC',
    O2_INVESTIGATE_TIMEOUT: '1m',
  };
  const app = await appAt(sample.url, env);
  model.asked.length = 0;
  const said: Reply[] = [];
  const choose = chooser(script, facts.map(nameOf), (name, text) =>
    facts.some((fact) => nameOf(fact) === name && says(saidInWords(text, nowUs / 1000), fact, nowUs)),
  );
  model.brain = async (asked) => {
    const reply = await choose(asked);
    said.push(reply);
    return reply;
  };
  const { answer, error } = await runTool(app, 'ask', { request: incident?.question, mode: 'agent' });
  await app.close();
  await sample.close();
  expect(error).toBeNull();
  const { answer: text, decision } = answer as unknown as AskAnswer;
  expect(decision).toBe('run');
  const heard = saidInWords(text.split('\n')[0] ?? '', nowUs / 1000);
  expect(facts.filter((fact) => !says(heard, fact, nowUs)).map(nameOf), text).toEqual([]);
  const read = model.asked.map(({ body }) => encode(body).length);
  tokens.push([...read, encode(JSON.stringify(said)).length].reduce((sum, each) => sum + each, 0));
});

it('takes at most 12,000 tokens for both', () => {
  expect(tokens).toHaveLength(SCRIPTS.length);
  expect(
    tokens.reduce((sum, each) => sum + each, 0),
    tokens.join(' + '),
  ).toBeLessThanOrEqual(MOST_TOKENS);
});
