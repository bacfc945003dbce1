import { OpenObserveMcpError } from '../../src/errors.ts';
import { NEWER_TOOLS } from '../../src/generated/newer-tools.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import type { App } from '../../src/server/app.ts';
import { INPUT_SCHEMAS } from '../../src/generated/schemas.ts';
import { stringifyExact } from '../../src/json/exact-json.ts';
import type { ToolRow } from '../../src/contract/tool.ts';
import { exceptionFor, OTHER_WIRE } from '../prove/exceptions.ts';
import { type Exchange, readExchanges, type Release, RELEASE } from '../helpers/exchanges.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';

/** What older releases say of an address that they do not have, whatever organization it names. */
const NO_ADDRESS = 'Organization not found';

export const NO_ORGANIZATION = 'nosuch';

const shapeOf = (method: string, path: string) =>
  new RegExp(`^${method} ${path.replaceAll(/[.[\]()]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);

/** Successes first, the fullest of them: a list with rows says more than an empty one. */
function fullest(exchanges: readonly Exchange[]): Exchange | undefined {
  const size = ({ response }: Exchange) =>
    (response.status < 300 ? 1e9 : 0) + (stringifyExact(response.body ?? null)?.length ?? 0);
  return exchanges.reduce<Exchange | undefined>(
    (best, each) => (best === undefined || size(each) > size(best) ? each : best),
    undefined,
  );
}

/**
 * A server that answers as one of the release did: what was recorded of a request with this method and path, else of the
 * operation, else as it answers what it does not have. `also` answers first; undefined leaves it to the recordings.
 */
export async function startRecordedServer(
  release: Release,
  rows: readonly ToolRow[],
  also: (method: string, path: string, body: string) => unknown = () => undefined,
): Promise<FakeOpenObserve> {
  const all = readExchanges(release).filter(
    ({ op, title, response }) => response.status !== 0 && !exceptionFor(OTHER_WIRE, op, title),
  );
  const byPath = Map.groupBy(all, ({ request }) => `${request.method} ${request.path}`);
  const shapes = rows.map((row) => ({ row, shape: shapeOf(row.method, row.path) }));
  return startFakeOpenObserve(({ method, path, query, body }, reply) => {
    if (path === '/config') return sendJson(reply, { version: release, build_type: 'opensource' });
    if (path === '/healthz') return sendJson(reply, { status: 'ok' });
    const own = also(method, path, body);
    if (own !== undefined) return sendJson(reply, own);
    if (path.startsWith(`/api/${NO_ORGANIZATION}/`)) {
      reply.statusCode = 404;
      reply.end(NO_ADDRESS);
      return;
    }
    const key = `${method} ${decodeURIComponent(path)}`;
    const row = shapes.find(({ shape }) => shape.test(key))?.row;
    const found =
      fullest((byPath.get(key) ?? []).filter(({ request }) => query !== '' && request.query === query)) ??
      fullest(byPath.get(key) ?? []) ??
      fullest(all.filter(({ op }) => op !== null && op === row?.operationId));
    if (found === undefined) {
      reply.statusCode = 404;
      reply.end(release < RELEASE ? NO_ADDRESS : '');
      return;
    }
    const { response } = found;
    reply.statusCode = response.status;
    for (const [name, value] of Object.entries(response.headers))
      if (name !== 'content-encoding') reply.setHeader(name, value);
    const isText = typeof response.body === 'string' && !/json/.test(response.headers['content-type'] ?? '');
    const text = isText ? (response.body as string) : stringifyExact(response.body);
    reply.end(response.body === undefined || response.body === '' ? '' : text);
  });
}

/** The example of a tool's schema: arguments that make a call. */
export function exampleOf({ name }: ToolRow): Record<string, unknown> {
  const [example] = (INPUT_SCHEMAS[name]?.examples ?? []) as Record<string, unknown>[];
  return { ...example };
}

/** Ask each OpenObserve of the app what it is, as the first call does. */
export async function learnReleases(app: App): Promise<void> {
  await Promise.all(app.instances.current().map(({ server }) => server.learn(AbortSignal.timeout(5000))));
}

/** The answer of a tool as text, or what it is refused with; through a helper where it is not listed. */
export async function callTool(
  app: App,
  name: string,
  args: Record<string, unknown> = {},
  isApproved = true,
): Promise<{ readonly text: string; readonly error: OpenObserveMcpError | null }> {
  const row = [...TOOLS, ...NEWER_TOOLS].find((each) => each.name === name);
  const isDirect = row === undefined || app.view.listedAs(name) !== undefined;
  const helper = row?.access === 'read' ? 'read_tool' : 'write_tool';
  try {
    const { content } = await app.run(
      isDirect ? { name, arguments: args } : { name: helper, arguments: { name, arguments: args } },
      { view: app.view, signal: new AbortController().signal, approved: () => isApproved, caller: 'test' },
    );
    return { text: content[0]?.text ?? '', error: null };
  } catch (error) {
    if (!(error instanceof OpenObserveMcpError)) throw error;
    return { text: error.message, error };
  }
}
