import { ApiError, InputError } from '../errors.ts';
import { parseExact, stringifyExact, textOf } from '../json/exact-json.ts';
import type { Arguments, Lookup, OwnOrder, ReleaseDifference, ToolRow } from '../contract/tool.ts';
import { listAt, readAnswer, valueAt } from './answer.ts';
import type { OpenObserveClient, OpenObserveRequest, OpenObserveResponse } from './client.ts';
import { differencesOn, isTooOld, lackingText, OLDEST_RELEASE, tooOldText } from './releases.ts';
import { ROLE_UNKNOWN } from './refusal-rules.ts';
import { buildRequest } from './request.ts';
import type { ServerKnowledge } from './server-facts.ts';

/** What was sent for an operation, the answer, and what a reader should know of how it came about. */
export interface SentOperation {
  readonly request: OpenObserveRequest;
  readonly response: OpenObserveResponse;
  readonly notes: readonly string[];
}

/** Operations as the release behind the client has them. Its version is asked for only where it matters. */
export interface Operations {
  /** @throws {ApiError} `too_old` when the server lacks the operation */
  requireOperation(row: ToolRow, signal: AbortSignal): Promise<void>;
  /** @throws {InputError} `not_in_release` when the server lacks an argument of the call, `role_unknown` when its edition lacks a role */
  requireArguments(row: ToolRow, args: Readonly<Arguments>, signal: AbortSignal): Promise<void>;
  /** Send one operation in the shape that the server takes. The answer has the shape of the contract. */
  send(row: ToolRow, args: Readonly<Arguments>, signal: AbortSignal): Promise<SentOperation>;
}

interface OperationsOptions {
  readonly client: OpenObserveClient;
  readonly byOperationId: ReadonlyMap<string, ToolRow>;
  readonly server: ServerKnowledge;
}

/** How old the version may be that a call is refused for. */
const FRESH_MS = 15_000;

/** The first argument of the call that such a release lacks. */
const lackedIn = ({ lacks }: ReleaseDifference, args: Readonly<Arguments>) =>
  Object.keys(lacks).find((name) => valueAt(args, name) !== undefined);

/** Roles that every edition has: of people, and of accounts of programs. */
const COMMON_ROLE = /^(?:admin|service_account|root)$/i;
const GIVES_ROLE = new Set(['users', 'service_accounts']);

/** Whether a call gives somebody a role that only the enterprise edition has. */
const isOtherRole = ({ toolset, access }: ToolRow, { role }: Readonly<Arguments>) =>
  access === 'write' && GIVES_ROLE.has(toolset) && typeof role === 'string' && !COMMON_ROLE.test(role);

const isSuccess = ({ status, truncated }: OpenObserveResponse) => status < 300 && !truncated;
const isObject = (value: unknown): value is Arguments =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value of the contract with the `{argument}`s of the call in it. */
function filled(value: unknown, args: Readonly<Arguments>): unknown {
  const name = typeof value === 'string' ? /^\{(\w+)\}$/.exec(value)?.[1] : undefined;
  return name === undefined ? value : args[name];
}

/** Rows whose fields equal the arguments of the call. */
function matching({ rows, match }: Lookup, answer: unknown, args: Readonly<Arguments>): unknown[] {
  const all = rows === null ? [answer] : (listAt(answer, rows) ?? []);
  return all.filter((row) =>
    Object.entries(match).every(
      ([field, argument]) =>
        textOf(valueAt(row, field)).toLowerCase() === textOf(args[argument]).trim().toLowerCase(),
    ),
  );
}

/** The request with fields that the server wants and the call does not name. */
function withFields(request: OpenObserveRequest, fills: ReleaseDifference['fills']): OpenObserveRequest {
  if (Object.keys(fills).length === 0 || typeof request.body !== 'string') return request;
  const body = parseExact(request.body);
  return isObject(body) ? { ...request, body: stringifyExact({ ...fills, ...body }) } : request;
}

const answeredWith = (response: OpenObserveResponse, value: unknown): OpenObserveResponse => ({
  ...response,
  parsed: null,
  text: stringifyExact(value) ?? '',
});

/** Runs operations of the contract by their rows. */
export function createOperations({ client, byOperationId, server }: OperationsOptions): Operations {
  async function versionOf(signal: AbortSignal): Promise<string | null> {
    return (await server.learn(signal, client)).version;
  }

  /** The version that a call is refused for; null where it is not. A server may have been upgraded since it was asked. */
  async function refusing(
    signal: AbortSignal,
    isRefused: (version: string | null) => boolean,
  ): Promise<string | null> {
    if (!isRefused(await versionOf(signal))) return null;
    const { version } = await server.learn(signal, client, FRESH_MS);
    return isRefused(version) ? version : null;
  }

  async function look(lookup: Lookup, args: Readonly<Arguments>, signal: AbortSignal) {
    const row = byOperationId.get(lookup.operation) as ToolRow;
    const own = Object.entries(lookup.arguments).map(([name, value]) => [name, filled(value, args)]);
    const request = buildRequest(row, { org_id: args.org_id, ...Object.fromEntries(own) });
    return { request, response: await client.send(request, signal) };
  }

  /** The row of another operation in the place of an answer of its own. */
  async function pick(
    row: ToolRow,
    lookup: Lookup,
    args: Readonly<Arguments>,
    signal: AbortSignal,
  ): Promise<SentOperation> {
    const { request, response } = await look(lookup, args, signal);
    if (!isSuccess(response)) return { request, response, notes: [] };
    const [found] = matching(lookup, readAnswer(response), args);
    if (found !== undefined) return { request, response: answeredWith(response, found), notes: [] };
    const message = `${row.name} found nothing under ${Object.values(lookup.match)
      .map((name) => `${name} ${textOf(args[name])}`)
      .join(' and ')}.`;
    return {
      request,
      response: { ...answeredWith(response, { code: 404, message }), status: 404 },
      notes: [],
    };
  }

  /** The answer with what the release leaves out of it. What cannot be found is left out, and said. */
  async function complete(
    sent: SentOperation,
    { completes }: ReleaseDifference,
    args: Readonly<Arguments>,
    signal: AbortSignal,
  ): Promise<SentOperation> {
    if (completes === null || !isSuccess(sent.response)) return sent;
    const answer = readAnswer(sent.response);
    const { response } = await look(completes, args, signal);
    const found = isSuccess(response) ? matching(completes, readAnswer(response), args) : [];
    const taken = Object.entries(completes.takes).map(([name, field]) => [name, valueAt(found[0], field)]);
    if (found.length !== 1 || !isObject(answer) || taken.some(([, value]) => value === undefined))
      return {
        ...sent,
        notes: [
          ...sent.notes,
          `This release does not return ${Object.keys(completes.takes).join(' and ')}, and ${byOperationId.get(completes.operation)?.name} did not show which it is.`,
        ],
      };
    return {
      ...sent,
      response: answeredWith(sent.response, { ...answer, ...Object.fromEntries(taken) }),
    };
  }

  /** A page in an order of ours, out of everything that the server has. */
  async function sorted(
    row: ToolRow,
    { usual, by, order, offset, size, most }: OwnOrder,
    args: Readonly<Arguments>,
    signal: AbortSignal,
  ): Promise<SentOperation> {
    const field = textOf(args[by] ?? usual);
    const isUp = args[order] === 'asc';
    const { [by]: _, [order]: __, ...others } = args;
    const isUsual = field === usual && !isUp;
    const request = buildRequest(row, isUsual ? others : { ...others, [offset]: 0, [size]: most });
    const response = await client.send(request, signal);
    if (isUsual) return { request, response, notes: [] };
    const answer = isSuccess(response) ? readAnswer(response) : null;
    const rows = row.rows === null ? null : listAt(answer, row.rows);
    if (rows === null || !isObject(answer)) return { request, response, notes: [] };
    const value = (each: unknown) => Number(valueAt(each, field));
    const all = rows.toSorted((a, b) => (isUp ? value(a) - value(b) : value(b) - value(a)));
    const start = Number(args[offset] ?? 0);
    const page = all.slice(start, start + Number(args[size] ?? row.page?.defaultSize ?? most));
    const notes =
      rows.length < most
        ? []
        : [
            `This release cannot sort: these come first among the newest ${most} only. Take a shorter time range or a filter for all.`,
          ];
    return {
      request,
      response: answeredWith(response, {
        ...answer,
        [row.rows as string]: page,
        from: start,
        size: page.length,
        total: page.length,
      }),
      notes,
    };
  }

  return {
    async requireOperation(row, signal) {
      if (!isTooOld(OLDEST_RELEASE, row)) return;
      const version = await refusing(signal, (known) => isTooOld(known, row));
      if (version !== null)
        throw new ApiError(tooOldText(row, version), 'operator', {
          code: 'too_old',
          status: 404,
          apiCode: null,
        });
    },
    async requireArguments(row, args, signal) {
      // An update that names another role is accepted, and changes nothing.
      if (isOtherRole(row, args) && (await server.learn(signal, client)).edition === 'opensource')
        throw new InputError(`${ROLE_UNKNOWN} Nothing was sent.`, { code: 'role_unknown' });
      const lacking = (version: string | null) =>
        differencesOn(version, row).find((each) => lackedIn(each, args) !== undefined);
      if (row.releases.every((each) => lackedIn(each, args) === undefined)) return;
      const version = await refusing(signal, (known) => lacking(known) !== undefined);
      const difference = lacking(version);
      if (version !== null && difference !== undefined)
        throw new InputError(lackingText(lackedIn(difference, args) as string, difference, version), {
          code: 'not_in_release',
        });
    },
    async send(row, args, signal) {
      const matters = row.releases.some(
        ({ method, fills, picks, completes, sorts }) =>
          method !== null ||
          picks !== null ||
          completes !== null ||
          Object.keys(fills).length > 0 ||
          (sorts !== null && (args[sorts.by] !== undefined || args[sorts.order] !== undefined)),
      );
      const differences = matters ? differencesOn(await versionOf(signal), row) : [];
      const picks = differences.find((each) => each.picks !== null)?.picks;
      if (picks) return pick(row, picks, args, signal);
      const sorts = differences.find((each) => each.sorts !== null)?.sorts;
      if (sorts) return sorted(row, sorts, args, signal);
      const method = differences.find((each) => each.method !== null)?.method ?? row.method;
      const fills = Object.assign({}, ...differences.map((each) => each.fills));
      const request = withFields({ ...buildRequest(row, args), method }, fills);
      let sent: SentOperation = { request, response: await client.send(request, signal), notes: [] };
      for (const difference of differences) sent = await complete(sent, difference, args, signal);
      return sent;
    },
  };
}
