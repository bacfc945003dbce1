import { mkdtempSync, writeFileSync } from 'node:fs';
import { type OutgoingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { type HttpServer, serveHttp } from '../../src/transports/http/http.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';

/** What came back over the socket. `json` is null where the body is none. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
  readonly json: any;
}

export interface Asking {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** A string goes as it is. */
  readonly body?: unknown;
}

/** Our server on loopback, with a stand-in for OpenObserve behind it. */
export interface Running {
  readonly url: string;
  readonly app: App;
  readonly http: HttpServer;
  readonly openobserve: FakeOpenObserve;
  ask(asking: Asking): Promise<Answered>;
  /** Call one tool in the 2025 era. */
  call(name: string, args?: Record<string, unknown>, asking?: Asking): Promise<Answered>;
  list(asking?: Asking): Promise<string[]>;
  close(): Promise<void>;
}

export const STREAMS = { list: [{ name: 'app', stream_type: 'logs', stats: { doc_num: 1 } }], total: 1 };

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

export function rpc(method: string, params: unknown = {}, id: string | number | null = 1): object {
  return { jsonrpc: '2.0', ...(id === null ? {} : { id }), method, params };
}

const ERA = '2026-07-28';

/** A request of the 2026 era: what its body and its headers must say. */
export function modern(method: string, params: Record<string, unknown> = {}, id: string | number = 1) {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': ERA,
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
    ...(params._meta as object | undefined),
  };
  const name = typeof params.name === 'string' ? { 'mcp-name': params.name } : {};
  return {
    headers: { 'mcp-protocol-version': ERA, 'mcp-method': method, ...name },
    body: rpc(method, { ...params, _meta }, id),
  };
}

export function askAt(url: string, { method = 'POST', path, headers = {}, body }: Asking): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path ?? '', url),
      { method, headers: { ...(body === undefined ? {} : JSON_HEADERS), ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          let json = null;
          try {
            json = JSON.parse(text);
          } catch {}
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** A file in a folder of its own; answers with its path. */
export function fileWith(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'openobserve-mcp-')), 'file');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

export async function start(env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const openobserve = await startFakeOpenObserve((_, response) => sendJson(response, STREAMS));
  const app = await createApp(
    readConfig(
      {},
      {
        O2_BASE_URL: openobserve.url,
        API_KEY: 'own@example.com:own-secret',
        O2_ORG: 'default',
        O2_PORT: '0',
        O2_LOG_LEVEL: 'error',
        O2_AUDIT: 'off',
        ...env,
      },
    ),
  );
  const http = await serveHttp(app).catch(async (error) => {
    await app.close();
    await openobserve.close();
    throw error;
  });
  const ask = (asking: Asking) => askAt(http.url, asking);
  return {
    url: http.url,
    app,
    http,
    openobserve,
    ask,
    call: (name, args = {}, asking = {}) =>
      ask({ ...asking, body: rpc('tools/call', { name, arguments: args }) }),
    async list(asking = {}) {
      const { json } = await ask({ ...asking, body: rpc('tools/list') });
      return json.result.tools.map((tool: { name: string }) => tool.name);
    },
    async close() {
      await http.close();
      await app.close();
      await openobserve.close();
    },
  };
}

/** The credential that the last request to OpenObserve carried, as `email:token`. */
export function lastCredential({ openobserve }: Running): string {
  const header = openobserve.seen.at(-1)?.headers.authorization ?? '';
  return Buffer.from(header.replace(/^Basic /, ''), 'base64').toString();
}
