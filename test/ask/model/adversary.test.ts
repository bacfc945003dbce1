import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskAnswer } from '../../../src/ask/types.ts';
import type { App } from '../../../src/server/app.ts';
import { type HttpServer, serveHttp } from '../../../src/transports/http/http.ts';
import { type AnyClient, CLIENTS } from '../../helpers/clients.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../../helpers/fake-openobserve.ts';
import { appAt, runTool } from '../../helpers/run-tool.ts';
import { appWith } from './asking.ts';
import { emptyOpenObserve, isShownIn, leavesOf, PLAN, wire } from './generated-steps.ts';
import { type ModelServer, startModelServer, type WantedCall } from './model-server.ts';

const SEED = 21;
const PLANS = 200;
const REQUEST = 'create a folder, a template, a function, a dashboard and an alert';
/** What the requests of each end with, which no plan needs to have. */
const WORDS = ['now', 'please', 'thanks', 'ok'];
/** One client on each transport that can ask a person, and one that cannot. */
const KINDS = ['v2, 2026 era, stdio', 'v2, 2026 era, HTTP', 'v1, stdio', 'v1, HTTP'];

let openobserve: FakeOpenObserve;
let model: ModelServer;
let app: App;
let direct: App;
let http: HttpServer;
const clients = new Map<string, AnyClient>();
/** What the person of each client sees, and what happens before they say yes. */
const seenBy = new Map<string, string>();
let beforeYes: () => void = () => undefined;

beforeAll(async () => {
  openobserve = await startFakeOpenObserve((seen, response) => sendJson(response, emptyOpenObserve(seen)));
  model = await startModelServer(() => ({ text: '' }));
  const env = {
    O2_BASE_URL: openobserve.url,
    API_KEY: 'root@example.com:pw',
    O2_ORG: 'default',
    O2_LOG_LEVEL: 'error',
    O2_PORT: '0',
    O2_STATE_KEY: 'a key of forty characters for this test..',
    ...model.env('chat'),
  };
  app = await appWith(env);
  direct = await appAt(openobserve.url);
  http = await serveHttp(app);
  for (const { name, connect, canAsk } of CLIENTS.filter((each) => KINDS.includes(each.name))) {
    const person = (message: string) => {
      seenBy.set(name, message);
      beforeYes();
      return { action: 'accept' as const, content: { approve: true } };
    };
    clients.set(name, await connect({ url: http.url, env }, { person: canAsk ? person : null }));
  }
}, 120_000);
afterAll(async () => {
  for (const client of clients.values()) await client.close();
  await http.close();
  await app.close();
  await direct.close();
  await model.close();
  await openobserve.close();
});

async function ask(client: AnyClient, args: Record<string, unknown>) {
  const { content, isError } = await client.callTool({ name: 'ask', arguments: args });
  const text = content[0]?.text ?? '';
  return isError ? { text, answer: null } : { text, answer: JSON.parse(text) as AskAnswer };
}

/** A signed plan as somebody on the way would change it. */
function forgeries(token: string, other: string | null): string[] {
  const [body = '', signature = ''] = token.split('.');
  const plan = inflateRawSync(Buffer.from(body, 'base64url')).toString();
  const changed = deflateRawSync(plan.replace('"arguments":{', '"arguments":{"folder":"else",')).toString(
    'base64url',
  );
  const [otherBody = ''] = other?.split('.') ?? [];
  return [
    `${changed}.${signature}`,
    `${body}.${signature.slice(0, -1)}${signature.endsWith('A') ? 'B' : 'A'}`,
    `${body}.`,
    ...(other === null ? [] : [`${otherBody}.${signature}`]),
  ];
}

const plannedBy = (calls: readonly WantedCall[]) => {
  model.brain = ({ turns }) => (turns.length > 1 ? { text: 'That is the plan.' } : { calls });
};
const somethingElse = () => {
  model.brain = () => ({ calls: [{ name: 'create_folder', arguments: { name: 'other' } }] });
};

/** What these very calls send when somebody makes them directly. */
async function madeDirectly(calls: AskAnswer['steps']): Promise<string[]> {
  openobserve.seen.length = 0;
  for (const { tool, arguments: args } of calls) {
    const { error } = await runTool(direct, tool, { ...args }, { approved: () => true });
    if (error) throw error;
  }
  return wire(openobserve.seen);
}

describe(`of ${PLANS} generated plans over stdio and HTTP`, () => {
  const plans = fc.sample(PLAN, { numRuns: PLANS, seed: SEED });

  it('each runs as it was shown, whatever an adversary puts in between', { timeout: 900_000 }, async () => {
    let compared = 0;
    let refused = 0;
    const waiting = new Map<string, string>();
    for (const [index, calls] of plans.entries()) {
      const kind = KINDS[index % KINDS.length] ?? '';
      const client = clients.get(kind) as AnyClient;
      const canAsk = CLIENTS.find(({ name }) => name === kind)?.canAsk;
      const request = `${REQUEST}, ${WORDS[index % KINDS.length]}`;
      plannedBy(calls);
      openobserve.seen.length = 0;
      beforeYes = () => {
        expect(wire(openobserve.seen)).toEqual([]);
        somethingElse();
      };
      let { answer, text } = await ask(client, { request, mode: 'agent' });
      let words = seenBy.get(kind) ?? '';
      if (!canAsk) {
        const { plan: token } = answer?.resume?.answers ?? {};
        if (typeof token !== 'string') throw new Error(text);
        words = answer?.answer ?? '';
        beforeYes();
        const other = [...waiting].find(([of]) => of !== kind)?.[1] ?? null;
        for (const forged of forgeries(token, other)) {
          const heard = await ask(client, { request, mode: 'agent', tool: 'ask', answers: { plan: forged } });
          expect(heard.answer, heard.text).toBeNull();
          refused += 1;
        }
        // A true plan of another request, and this one for another request.
        const others = [
          ...(other === null ? [] : [{ request, plan: other }]),
          { request: `${request}!`, plan: token },
        ];
        for (const { plan, request: said } of others) {
          const heard = await ask(client, { request: said, mode: 'agent', tool: 'ask', answers: { plan } });
          expect(heard.answer, heard.text).toBeNull();
          refused += 1;
        }
        expect(wire(openobserve.seen)).toEqual([]);
        waiting.set(kind, token);
        ({ answer, text } = await ask(client, { request, mode: 'agent', ...answer?.resume }));
      }
      expect(
        answer?.steps.map(({ state }) => state),
        text,
      ).toEqual(calls.map(() => 'done'));
      for (const { arguments: args } of answer?.steps ?? [])
        for (const leaf of leavesOf(args)) expect(isShownIn(words, leaf), `${leaf}\n${words}`).toBe(true);
      const ran = wire(openobserve.seen);
      expect(ran).toEqual(await madeDirectly(answer?.steps ?? []));
      compared += 1;
    }
    expect(compared).toBe(PLANS);
    expect(refused).toBeGreaterThan(PLANS * 2);
  });
});
