import { type App, createApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { OpenObserveMcpError } from '../../src/errors.ts';
import { differencesOn, isTooOld } from '../../src/openobserve/releases.ts';
import { parseExact, stringifyExact } from '../../src/json/exact-json.ts';
import type { ToolRow } from '../../src/contract/tool.ts';
import {
  argumentsOf,
  type Exchange,
  fileIn,
  readExchanges,
  type Release,
  RELEASE,
} from '../helpers/exchanges.ts';
import { type FakeOpenObserve, sendJson, startFakeOpenObserve } from '../helpers/fake-openobserve.ts';
import { differenceOf, type ShownList } from '../helpers/recorded-values.ts';
import { standingBefore } from './before.ts';
import { canonical, isLaidOver, isObject, parsed } from './equal.ts';
import { exceptionFor, REFUSED_BY_US, SENT_OTHERWISE } from './exceptions.ts';

/** How one recorded exchange came out through our own client. */
export interface Replayed {
  readonly exchange: Exchange;
  /** `same`: our request equals the recorded one and our result is right. `ours`: refused or sent otherwise on purpose. */
  readonly verdict: 'same' | 'ours' | 'wrong';
  readonly detail: string;
  /** Sent in the shape of another release. */
  readonly isAdapted?: true;
}

export interface Replayer {
  replay(row: ToolRow, exchange: Exchange): Promise<Replayed>;
  /** What a model reads of a recorded answer; null where the call comes to none. */
  answer(row: ToolRow, exchange: Exchange): Promise<string | null>;
  close(): Promise<void>;
}

const isCut = (body: unknown) => /<cut: |"<\d+ bytes>"/.test(stringifyExact(body ?? null));
const sortedQuery = (query: string | null) => [...new URLSearchParams(query ?? '')].map(String).sort();

/** What a server of the release says of itself and of its organizations, whatever it is asked. */
interface Standing {
  readonly release: Release;
  readonly organizations: unknown;
}

/** Reads that say nothing of the operation: what the server is, and which organizations it has. */
const isAside = (row: ToolRow, { method, path }: { readonly method: string; readonly path: string }) =>
  path === '/config' ||
  (path === '/api/organizations' && method === 'GET' && row.operationId !== ORGANIZATIONS);

const ORGANIZATIONS = 'GetUserOrganizations';
/** Words for an organization that is really not there. */
const OTHER_ORGANIZATION = /organi[sz]ation|_meta|nosuch|foreign/i;
const BLAMES_ORGANIZATION = /knows no such organization/;

/** Serve the recorded answer to the recorded request, and to the reads before it what they would have found. */
function serveRecorded(
  fake: FakeOpenObserve,
  row: ToolRow,
  { response }: Exchange,
  before: (path: string) => unknown,
  { release, organizations }: Standing,
) {
  fake.answer = ({ method, path }, reply) => {
    if (isAside(row, { method, path })) {
      sendJson(reply, path === '/config' ? { version: release, build_type: 'opensource' } : organizations);
      return;
    }
    const earlier = method === row.method ? null : before(decodeURI(path));
    if (earlier !== null) {
      sendJson(reply, stringifyExact(earlier));
      return;
    }
    reply.statusCode = response.status;
    for (const [name, value] of Object.entries(response.headers))
      if (name !== 'content-encoding') reply.setHeader(name, value);
    const { body } = response;
    const isText = typeof body === 'string' && !/json/.test(response.headers['content-type'] ?? '');
    reply.end(body === undefined || body === '' ? '' : isText ? body : stringifyExact(body));
  };
}

function bodyDifference(row: ToolRow, recorded: unknown, sent: string, before: unknown): string | null {
  const differs = (body: unknown) =>
    `body ${canonical(body).slice(0, 200)} instead of ${canonical(recorded).slice(0, 200)}`;
  if (row.body?.contentType === 'multipart/form-data')
    return fileIn(sent) === fileIn(String(recorded)) ? null : differs(sent);
  if (sent === recorded) return null;
  const body = sent === '' ? undefined : parsed(sent);
  const isSame =
    row.update === null ? canonical(body) === canonical(recorded) : isLaidOver(body, recorded, before);
  return isSame ? null : differs(body);
}

function requestDifference(
  row: ToolRow,
  exchange: Exchange,
  seen: FakeOpenObserve['seen'][number],
  strangers: readonly string[],
  before: unknown,
): string | null {
  const { request, response } = exchange;
  if (seen.method !== request.method) return `method ${seen.method}`;
  if (decodeURIComponent(seen.path) !== decodeURIComponent(request.path)) return `path ${seen.path}`;
  if (response.status >= 400) return null;
  const recorded = sortedQuery(request.query);
  const filledIn = row.time?.range === 'required' ? /^(start_time|end_time|start|end),/ : /^$/;
  const sent = sortedQuery(seen.query).filter((pair) => !filledIn.test(pair) || recorded.includes(pair));
  const wanted = recorded.filter((pair) => !strangers.includes(pair.split(',')[0] as string));
  if (stringifyExact(sent) !== stringifyExact(wanted))
    return `query ${stringifyExact(sent)} instead of ${stringifyExact(wanted)}`;
  if (request.body === undefined || request.body === null) return null;
  return bodyDifference(row, request.body, seen.body, before);
}

function rowsAt(row: ToolRow, body: unknown): unknown[] | null {
  if (row.rows === null) return null;
  let found = body;
  for (const key of row.rows === '' ? [] : row.rows.split('.'))
    found = isObject(found) ? found[key] : undefined;
  return Array.isArray(found) ? found : null;
}

function resultDifference(row: ToolRow, exchange: Exchange, text: string, error: unknown): string | null {
  const { response } = exchange;
  if (response.status >= 400) {
    if (!(error instanceof OpenObserveMcpError)) return 'a refusal came out as a success';
    return error.message.length > 15 && /[.?]/.test(error.message) ? null : `no sentence: ${error.message}`;
  }
  if (error) return `a success came out as: ${(error as Error).message}`;
  const shown = parseExact(text) as Record<string, unknown>;
  // Of what writes, as running a function does, the whole answer is told.
  const rows = row.access === 'read' ? rowsAt(row, response.body) : null;
  const all = shown.untrusted_data;
  if (rows !== null && row.access === 'read') {
    const list = all as ShownList;
    if (shown.shown !== list.rows.length)
      return `${String(shown.shown)} rows said, ${list.rows.length} there`;
    return /\*\*\*masked\*\*\*/.test(text) ? null : differenceOf(row, exchange, rows, list, true);
  }
  if (isCut(response.body)) return null;
  const data = row.access === 'read' ? all : (all as { answer?: unknown } | undefined)?.answer;
  const body = response.body ?? '';
  if (body === '') return (data ?? '') === '' ? null : 'data where none was sent';
  const masked = /\*\*\*masked\*\*\*/.test(text);
  return masked || canonical(data) === canonical(body)
    ? null
    : `data ${canonical(data).slice(0, 200)} instead of ${canonical(body).slice(0, 200)}`;
}

/** Replays the exchanges recorded with a release through the whole runtime, over a real socket. */
export async function createReplayer(release: Release = RELEASE): Promise<Replayer> {
  const fake = await startFakeOpenObserve(() => undefined);
  const env = {
    O2_BASE_URL: fake.url,
    API_KEY: 'root@example.com:secret',
    O2_ORG: 'default',
    O2_CONFIRM: 'never',
    O2_MAX_TOKENS: '1000000',
    O2_LOG_LEVEL: 'error',
  };
  const app: App = await createApp(readConfig({}, env));
  const all = readExchanges(release);
  const standing: Standing = {
    release,
    organizations: all.findLast(({ op, response }) => op === ORGANIZATIONS && response.status === 200)
      ?.response.body,
  };

  /** What is sent otherwise because the release is another than that of the contract; null where nothing is. */
  function onRelease(row: ToolRow, args: Record<string, unknown>): string | null {
    for (const { method, picks, sorts } of differencesOn(release, row)) {
      if (picks !== null) return `answered by ${picks.operation}`;
      if (method !== null) return `sent as ${method}`;
      if (sorts !== null && (sorts.by in args || sorts.order in args)) return 'put into order here';
    }
    return null;
  }

  /** The call that a recorded request stands for, answered as recorded. */
  async function run(row: ToolRow, exchange: Exchange, given: Record<string, unknown>, isRefused: boolean) {
    const before = standingBefore(row, exchange, given, all, isRefused);
    serveRecorded(fake, row, exchange, before.answer, standing);
    fake.seen.length = 0;
    const context = {
      view: app.view,
      signal: new AbortController().signal,
      approved: () => true,
      caller: 'prove',
    };
    try {
      const { content } = await app.run({ name: row.name, arguments: given }, context);
      return { text: content[0]?.text ?? '', error: null, stored: before.stored };
    } catch (error) {
      return { text: '', error, stored: before.stored };
    }
  }

  return {
    async replay(row, exchange) {
      const { op, title, response } = exchange;
      const verdict = (kind: Replayed['verdict'], detail: string): Replayed => ({
        exchange,
        verdict: kind,
        detail,
      });
      const recorded = argumentsOf(row, exchange);
      if (recorded === null)
        return response.status >= 400
          ? verdict('ours', 'a path that the tool cannot have')
          : verdict('wrong', `path ${exchange.request.path}`);
      const refused = exceptionFor(REFUSED_BY_US, op, title);
      const { text, error, stored } = await run(
        row,
        exchange,
        { ...recorded.wrapped, detail: 'full' },
        refused !== undefined,
      );
      const blamed = BLAMES_ORGANIZATION.test(String((error as Error | null)?.message));
      if (blamed && !OTHER_ORGANIZATION.test(title)) return verdict('wrong', 'the organization is blamed');
      if (isTooOld(release, row))
        return (error as OpenObserveMcpError | null)?.code === 'too_old'
          ? verdict('ours', `came with ${row.since}`)
          : verdict('wrong', `not told that it came with ${row.since}: ${(error as Error | null)?.message}`);
      const adapted = onRelease(row, recorded.wrapped);
      if (adapted !== null) return { ...verdict('ours', adapted), isAdapted: true };
      if ((error as OpenObserveMcpError | null)?.code === 'not_in_release')
        return verdict('ours', (error as Error).message);
      const seen = fake.seen.find((each) => each.method === row.method && !isAside(row, each));
      if (seen === undefined) {
        const isOurs =
          response.status >= 400 ||
          refused !== undefined ||
          recorded.strangers.length > 0 ||
          exceptionFor(SENT_OTHERWISE, op, title);
        return isOurs
          ? verdict('ours', refused?.reason ?? 'refused before it was sent')
          : verdict('wrong', `refused: ${(error as Error)?.message}`);
      }
      if (refused) return verdict('wrong', `listed as refused by us, but sent: ${refused.reason}`);
      const otherwise = exceptionFor(SENT_OTHERWISE, op, title);
      const difference = otherwise
        ? null
        : requestDifference(row, exchange, seen, recorded.strangers, stored);
      if (difference !== null) return verdict('wrong', difference);
      const result = resultDifference(row, exchange, text, error);
      if (result !== null) return verdict('wrong', result);
      return otherwise ? verdict('ours', otherwise.reason) : verdict('same', '');
    },
    async answer(row, exchange) {
      const recorded = argumentsOf(row, exchange);
      if (recorded === null) return null;
      const { text, error } = await run(row, exchange, recorded.wrapped, false);
      return error === null ? text : null;
    },
    async close() {
      await app.close();
      await fake.close();
    },
  };
}
