import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFetch } from '../../../src/ask/providers/http-client.ts';
import type { Config } from '../../../src/config/options.ts';

/** What a recording begins with: all that its requests depend on. No key is among it. */
export interface RecordingHead {
  /** At which all questions are asked, in milliseconds since the epoch. */
  readonly nowMs: number;
  readonly mode: string;
  /** Settings of the model, by the names of their variables. */
  readonly settings: Readonly<Record<string, string>>;
}

/** One request to a provider and its answer, byte for byte. */
interface Exchange {
  /** What was asked then, such as `kestrel/q001`. */
  readonly id: string;
  readonly path: string;
  readonly request: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly response: string;
}

/** A provider on loopback: a real one that is recorded, or a recording that is played again. */
export interface Wire {
  /** Settings that make the product use it. */
  readonly env: Readonly<Record<string, string>>;
  /** What is asked from now on. */
  begin(id: string): void;
  /** Requests that are not those of the recording, in words; none where nothing is played. */
  readonly differences: readonly string[];
  close(): Promise<void>;
}

const KEPT_HEADERS = ['content-type', 'retry-after'];
const ADDRESSES: Readonly<Record<string, string>> = {
  anthropic: 'https://api.anthropic.com',
  openai: 'https://api.openai.com/v1',
};
/** Settings that a request depends on. */
export const MODEL_SETTINGS = [
  'LLM_PROVIDER',
  'LLM_WIRE',
  'LLM_MODEL',
  'O2_LLM_STEPS',
  'O2_LLM_TOKENS',
  'O2_LLM_SEND',
];
/** The provider is reached at the wire, which holds the key. */
const NO_KEY = { ANTHROPIC_API_KEY: 'at-the-wire', OPENAI_API_KEY: 'at-the-wire' };

/** @throws where the bytes are no UTF-8, as every protocol of a model is */
const textOf = (bytes: Buffer) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

type Answer = Pick<Exchange, 'status' | 'headers' | 'response'>;

async function serve(
  settings: Readonly<Record<string, string>>,
  answer: (path: string, request: string, message: IncomingMessage) => Promise<Answer>,
): Promise<Pick<Wire, 'env' | 'close'>> {
  async function respond(message: IncomingMessage, response: ServerResponse, body: Buffer) {
    try {
      const { status, headers, response: text } = await answer(message.url ?? '/', textOf(body), message);
      response.writeHead(status, headers).end(text);
    } catch (error) {
      response.writeHead(502, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: (error as Error).message } }));
    }
  }
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => void respond(message, response, Buffer.concat(chunks)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    env: {
      ...settings,
      ...NO_KEY,
      LLM_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Pass on what is asked to the provider of the settings; with `file`, keep each exchange in it. */
export async function recordingWire(config: Config, head: RecordingHead, file: string | null): Promise<Wire> {
  const upstream = config.llmBaseUrl ?? ADDRESSES[config.llmProvider ?? ''] ?? '';
  const send = createFetch(config);
  const key = config.llmProvider === 'anthropic' ? config.anthropicApiKey : config.openaiApiKey;
  let id = '';
  if (file !== null) writeFileSync(file, `${JSON.stringify(head)}\n`);
  const { env, close } = await serve(head.settings, async (path, request, { headers: sent }) => {
    const { host: _, connection: __, 'content-length': ___, ...others } = sent;
    const headers = {
      ...(others as Record<string, string>),
      ...(sent['x-api-key'] === undefined
        ? { authorization: `Bearer ${key ?? 'none'}` }
        : { 'x-api-key': key ?? 'none' }),
    };
    const answered = await send(`${upstream.replace(/\/$/, '')}${path}`, {
      method: 'POST',
      headers,
      body: request,
    });
    const response = textOf(Buffer.from(await answered.arrayBuffer()));
    const kept = Object.fromEntries(
      KEPT_HEADERS.flatMap((name) =>
        answered.headers.has(name) ? [[name, answered.headers.get(name) as string]] : [],
      ),
    );
    const exchange: Exchange = { id, path, request, status: answered.status, headers: kept, response };
    if (file !== null) appendFileSync(file, `${JSON.stringify(exchange)}\n`);
    return exchange;
  });
  return {
    env,
    close,
    differences: [],
    begin(next) {
      id = next;
    },
  };
}

/** @throws where the file is no recording */
function readRecording(file: string): {
  readonly head: RecordingHead;
  readonly exchanges: readonly Exchange[];
} {
  const [first = '{}', ...lines] = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const head = JSON.parse(first) as RecordingHead;
  if (typeof head.nowMs !== 'number') throw new Error(`${file} is not a recording of an evaluation.`);
  return { head, exchanges: lines.map((line) => JSON.parse(line) as Exchange) };
}

const AROUND = 60;

/** Where two texts part, with what stands there. */
function partingOf(recorded: string, now: string): string {
  let at = 0;
  while (at < recorded.length && recorded[at] === now[at]) at += 1;
  const piece = (text: string) => JSON.stringify(text.slice(Math.max(0, at - AROUND / 2), at + AROUND));
  return `at character ${at} it was ${piece(recorded)} and is ${piece(now)}`;
}

/**
 * Answer with what a recording has for each question, one exchange after another. A request that is not the recorded one
 * is told among the differences and gets the recorded answer; one beyond the recording gets none.
 * @throws where the file is no recording
 */
export async function replayingWire(file: string): Promise<Wire & { readonly head: RecordingHead }> {
  const { head, exchanges } = readRecording(file);
  const left = Map.groupBy(exchanges, ({ id }) => id);
  const differences: string[] = [];
  let id = '';
  /** What the question before did not ask again. */
  function tellLeft() {
    const count = left.get(id)?.length ?? 0;
    if (count > 0) differences.push(`${id}: ${count} recorded requests were not made`);
    left.delete(id);
  }
  const { env, close } = await serve(head.settings, async (path, request) => {
    const recorded = left.get(id)?.shift();
    if (recorded === undefined) {
      differences.push(`${id}: a request that the recording does not have`);
      const message = 'The recording has no answer to this request.';
      return {
        status: 400,
        headers: { 'content-type': 'application/json' },
        response: JSON.stringify({ error: { message } }),
      };
    }
    if (recorded.path !== path || recorded.request !== request)
      differences.push(`${id}: ${partingOf(`${recorded.path} ${recorded.request}`, `${path} ${request}`)}`);
    return recorded;
  });
  return {
    head,
    env,
    differences,
    begin(next) {
      tellLeft();
      id = next;
    },
    async close() {
      tellLeft();
      await close();
    },
  };
}
