import { type App, createApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/config/config.ts';
import type { PersonReply } from '../../src/call/confirm/question.ts';
import { OpenObserveMcpError } from '../../src/errors.ts';
import { parseExact } from '../../src/json/exact-json.ts';

/** What came of one call: the parsed answer, or the error. `text` is what a client would read. */
export interface Ran {
  readonly text: string;
  readonly answer: Record<string, unknown>;
  readonly error: OpenObserveMcpError | null;
}

export interface RunOptions {
  readonly caller?: string;
  readonly approved?: () => boolean;
  readonly reply?: PersonReply;
  readonly signal?: AbortSignal;
}

/** A whole app against an address, without a transport. */
export async function appAt(url: string, env: Readonly<Record<string, string>> = {}): Promise<App> {
  const settings = { API_KEY: 'root@example.com:secret', O2_ORG: 'default', O2_LOG_LEVEL: 'error' };
  return createApp(readConfig({}, { O2_BASE_URL: url, ...settings, ...env }));
}

/** Run one tool. @throws what is no error of the product's own */
export async function runTool(
  app: App,
  name: string,
  args: Record<string, unknown>,
  { caller = 'test', approved = () => false, signal = new AbortController().signal, reply }: RunOptions = {},
): Promise<Ran> {
  try {
    const result = await app.run(
      { name, arguments: args },
      {
        view: app.view,
        signal,
        approved,
        caller,
        ...(reply === undefined ? {} : { reply }),
      },
    );
    const text = result.content[0]?.text ?? '';
    return {
      text,
      answer: text.startsWith('{') ? (parseExact(text) as Record<string, unknown>) : {},
      error: null,
    };
  } catch (error) {
    if (!(error instanceof OpenObserveMcpError)) throw error;
    return { text: error.message, answer: {}, error };
  }
}
