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
