import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import type { Browser, Frame, Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import type { Arguments } from '../demo-server.ts';

const BRIDGE = join(import.meta.dirname, 'bridge.ts');
/** What the specification has hosts send with a view that names no domains. */
const VIEW_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self' data:; connect-src 'none'";
const PAGE =
  '<!doctype html><html lang="en"><title>host</title><style>body{margin:0}iframe{display:block;width:100%;height:300px;border:0}</style><iframe title="view" sandbox="allow-scripts"></iframe><script src="/bridge.js"></script></html>';

/** A host on loopback: it frames the view of each call as hosts do, without an origin of its own. */
export interface Host {
  readonly url: string;
  serve(html: string): void;
  close(): Promise<void>;
}

export async function startHost(): Promise<Host> {
  const build = await rolldown({ input: BRIDGE, platform: 'browser' });
  const { output } = await build.generate({ format: 'iife' });
  await build.close();
  let view = '';
  const server = createServer(({ url }, response) => {
    const [type, body, policy] =
      url === '/bridge.js'
        ? ['text/javascript', output[0].code, null]
        : url === '/view'
          ? ['text/html; charset=utf-8', view, VIEW_POLICY]
          : ['text/html; charset=utf-8', PAGE, null];
    response.setHeader('content-type', type);
    if (policy !== null) response.setHeader('content-security-policy', policy);
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    serve(html) {
      view = html;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A view in its frame, and what the host heard of it. */
export interface Drawn {
  readonly page: Page;
  readonly frame: Frame;
  readonly heard: Array<readonly [what: string, params: unknown]>;
  /** Calls that the view made through the host. */
  readonly calls: Array<{ readonly name: string; readonly arguments: Arguments }>;
  /** Errors of the console, and requests that left the host. */
  readonly troubles: string[];
}

export interface Showing {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  /** Answers in place of the server. */
  readonly answer?: (name: string, args: Arguments) => unknown;
}

/** Calls a tool as a host does, and draws what comes of it in the view that the list of tools names. */
export async function show(
  browser: Browser,
  host: Host,
  client: Client,
  call: { readonly name: string; readonly arguments: Arguments },
  { theme = 'light', width = 1280, answer }: Showing = {},
): Promise<Drawn> {
  const { tools } = await client.listTools();
  const tool = tools.find(({ name }) => name === call.name) ?? {
    name: call.name,
    inputSchema: { type: 'object' },
  };
  const uri = (tool._meta?.ui as { resourceUri: string } | undefined)?.resourceUri ?? '';
  const { contents } = await client.readResource({ uri });
  return draw(browser, host, client, {
    html: (contents[0] as { text: string }).text,
    tool,
    call,
    theme,
    width,
    answer,
  });
}

interface Drawing extends Required<Omit<Showing, 'answer'>> {
  readonly html: string;
  readonly tool: unknown;
  readonly call: { readonly name: string; readonly arguments: Arguments };
  readonly answer: Showing['answer'];
}

export async function draw(browser: Browser, host: Host, client: Client, drawing: Drawing): Promise<Drawn> {
  const { html, tool, call, theme, width, answer } = drawing;
  const run = async ({ name, arguments: args = {} }: { name: string; arguments?: Arguments }) =>
    (answer?.(name, args) ?? client.callTool({ name, arguments: args })) as Promise<unknown>;
  const result = await run(call);
  host.serve(html);
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    timezoneId: 'UTC',
    locale: 'en-US',
  });
  const page = await context.newPage();
  const drawn: Omit<Drawn, 'frame'> = { page, heard: [], calls: [], troubles: [] };
  page.on('console', (message) => {
    if (message.type() === 'error') drawn.troubles.push(message.text());
  });
  page.on('pageerror', (error) => drawn.troubles.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(host.url)) drawn.troubles.push(`a request to ${request.url()}`);
  });
  await page.exposeFunction(
    'heard',
    (what: string, params: unknown) => void drawn.heard.push([what, params]),
  );
  await page.exposeFunction('callTool', async (params: { name: string; arguments: Arguments }) => {
    drawn.calls.push({ name: params.name, arguments: params.arguments });
    return run(params);
  });
  await page.addInitScript(
    ([hostContext, given]) => {
      if (window !== window.top) return;
      Object.assign(window, { hostContext, given });
    },
    [
      {
        theme,
        toolInfo: { tool },
        timeZone: 'UTC',
        locale: 'en-US',
        displayMode: 'inline',
        containerDimensions: { width, maxHeight: 5000 },
        platform: 'web',
      },
      { arguments: call.arguments, result },
    ] as const,
  );
  await page.goto(host.url);
  await page.waitForFunction(() => document.querySelector('iframe')?.src.endsWith('/view') ?? false);
  const frame = page.frames().find((each) => each !== page.mainFrame()) as Frame;
  await frame.waitForSelector('#view > :not(p.quiet:only-child)');
  return { ...drawn, frame };
}
