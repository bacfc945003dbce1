import { afterAll, beforeAll, expect } from 'vitest';
import { type App, createApp } from '../../../src/server/app.ts';
import type { AskAnswer } from '../../../src/ask/types.ts';
import { readConfig } from '../../../src/config/config.ts';
import { OpenObserveMcpError } from '../../../src/errors.ts';
import { PersonNeeded } from '../../../src/call/confirm/question.ts';
import type { CallContext } from '../../../src/call/execute.ts';
import { createSample } from '../../../src/sample/server.ts';

/** A whole sample with its objects, for tests that write into it. */
export async function startSample() {
  const dataDir = new URL('../../../fixtures/sample/', import.meta.url);
  const sample = await createSample({ dataDir, shiftToNow: true, withObjects: true });
  const { email, token } = sample.credentials;
  return {
    url: sample.url,
    credentials: sample.credentials,
    env: {
      O2_BASE_URL: sample.url,
      API_KEY: `${email}:${token}`,
      O2_ORG: 'default',
      O2_LOG_LEVEL: 'error',
      O2_TZ: 'UTC',
      O2_PORT: '0',
    },
    close: () => sample.close(),
  };
}

export function appWith(env: Readonly<Record<string, string>>): Promise<App> {
  return createApp(readConfig({}, env));
}

/** A sample and the server over it, for all tests of a file. */
export function sharedApp(): { readonly app: App } {
  let sample: Awaited<ReturnType<typeof startSample>>;
  let app: App;
  beforeAll(async () => {
    sample = await startSample();
    app = await appWith(sample.env);
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await sample.close();
  });
  return {
    get app() {
      return app;
    },
  };
}

/** One call of ask without a transport: its answer, the question to the person, or the error. */
export interface Heard {
  readonly answer: AskAnswer;
  readonly needed: PersonNeeded | null;
  readonly error: OpenObserveMcpError | null;
}

export async function askOnce(
  app: App,
  args: Record<string, unknown>,
  context: Partial<CallContext> = {},
): Promise<Heard> {
  try {
    const { structuredContent } = await app.run(
      { name: 'ask', arguments: args },
      {
        view: app.view,
        signal: new AbortController().signal,
        approved: () => false,
        caller: 'test',
        ...context,
      },
    );
    return { answer: structuredContent as unknown as AskAnswer, needed: null, error: null };
  } catch (error) {
    const answer = {} as AskAnswer;
    if (error instanceof PersonNeeded) return { answer, needed: error, error: null };
    if (error instanceof OpenObserveMcpError) return { answer, needed: null, error };
    throw error;
  }
}

/** What is answered without a model, where nothing fails and nothing is asked. */
export async function answerTo(app: App, request: string): Promise<AskAnswer> {
  const { answer, error, needed } = await askOnce(app, { request, mode: 'semantic' });
  expect([error, needed], request).toEqual([null, null]);
  return answer;
}

/** Ask with a person who approves whatever is shown. `shown` collects it. */
export async function askApproved(
  app: App,
  args: Record<string, unknown>,
  context: Partial<CallContext> = {},
  shown: string[] = [],
): Promise<AskAnswer> {
  let heard = await askOnce(app, args, { ...context, canAsk: true });
  for (let round = 0; heard.needed && round < 5; round++) {
    shown.push(heard.needed.message);
    const reply = { state: JSON.parse(JSON.stringify(heard.needed.state)), content: { approve: true } };
    heard = await askOnce(app, args, { ...context, canAsk: true, reply });
  }
  if (heard.error) throw heard.error;
  return heard.answer;
}
