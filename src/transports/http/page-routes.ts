import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { App } from '../../server/app.ts';
import type { PageDocument } from '../../page/document.ts';
import type { RecentCalls } from '../../page/recent-calls.ts';
import type { ShowStatus } from '../../page/status.ts';
import type { Caller } from '../../server/caller.ts';
import { compressed } from './answer.ts';
import type { Readiness } from './readiness.ts';
import { HttpRefusal } from '../refusal.ts';
import type { HttpContext } from './request-context.ts';

interface PageParts {
  readonly app: App;
  readonly readiness: Readiness;
  /** The same door as for calls. */
  readonly door: MiddlewareHandler<HttpContext>;
  readonly checkHost: (header: (name: string) => string | null) => void;
  readonly callerOf: (context: Context<HttpContext>) => Promise<Caller>;
  /** Whether callers present something, so that one must not see the calls of another. */
  readonly needsKey: boolean;
  readonly recentCalls: RecentCalls;
}

const OWN = new Set(['same-origin', 'none']);
const LONGEST_URL = 300;
/** For what asks without saying that it is a browser, such as curl. */
const ABOUT = 'openobserve-mcp: open this address in a browser, or point an MCP client at /mcp.\n';

/** What browsers say of themselves and other clients leave out. @throws {HttpRefusal} 403 */
function refuseOtherSites(site: string | undefined): void {
  if (site !== undefined && !OWN.has(site))
    throw new HttpRefusal(403, -32600, 'This is for the page of this server alone.');
}

/** The address of MCP for snippets: that of the settings, else as the browser sees it. */
function addressOf({ config }: App, asked: string | undefined): string {
  if (config.publicUrl !== null) return config.publicUrl;
  const isGood =
    asked !== undefined && asked.length < LONGEST_URL && /^https?:/.test(asked) && URL.canParse(asked);
  return isGood ? asked : 'http://127.0.0.1:3000/mcp';
}

/** A page for people at `GET /`, and what it reads. Everything of it is loaded with its first visitor. */
export function servePage(hono: Hono<HttpContext>, parts: PageParts): void {
  const { app, readiness, door, checkHost, callerOf, needsKey, recentCalls } = parts;
  let document: Promise<PageDocument> | null = null;
  let status: Promise<ShowStatus> | null = null;

  async function json(context: Context<HttpContext>, value: unknown): Promise<Response> {
    const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
    return compressed(Response.json(value, { headers }), context.req.header('accept-encoding') ?? null);
  }

  hono.get('/', async (context, next) => {
    const accept = context.req.header('accept') ?? '';
    const isBrowser = accept.includes('text/html');
    if (!isBrowser && /json|event-stream/.test(accept)) return next();
    checkHost((name) => context.req.header(name) ?? null);
    if (!isBrowser) return context.text(ABOUT, 200, { vary: 'accept' });
    document ??= import('../../page/document.ts').then(({ createDocument }) => createDocument());
    const { html, headers } = await document;
    return context.body(html, 200, headers);
  });
  hono.use('/page/*', async (context, next) => {
    refuseOtherSites(context.req.header('sec-fetch-site'));
    checkHost((name) => context.req.header(name) ?? null);
    return door(context, next);
  });
  hono.get('/page/status', async (context) => {
    status ??= import('../../page/status.ts').then(({ createShowStatus }) => createShowStatus(app, needsKey));
    const [show, { openobserve, instances = {} }, caller] = await Promise.all([
      status,
      readiness.check(),
      callerOf(context),
    ]);
    return json(
      context,
      await show(caller, { openobserve, instances, url: addressOf(app, context.req.query('url')) }),
    );
  });
  hono.get('/page/tools', async (context) => {
    const { pageTools } = await import('../../page/page-tools.ts');
    return json(context, pageTools((await callerOf(context)).view, app.catalog.toolsets));
  });
  hono.get('/page/calls', async (context) => {
    const { name } = await callerOf(context);
    return json(context, recentCalls.of(needsKey ? name : null));
  });
}
