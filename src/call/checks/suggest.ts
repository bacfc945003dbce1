import { listAt, readAnswer, valueAt } from '../../openobserve/answer.ts';
import { ApiError, type OpenObserveMcpError } from '../../errors.ts';
import { textOf } from '../../json/exact-json.ts';
import { didYouMean, nearestNames } from '../../names/nearest.ts';
import type { OpenObserveClient } from '../../openobserve/client.ts';
import { isTooOld, tooOldText } from '../../openobserve/releases.ts';
import type { LearnServerFacts, ServerFacts } from '../../openobserve/server-facts.ts';
import { buildRequest } from '../../openobserve/request.ts';
import { ENTERPRISE_SQL_FUNCTIONS, SQL_FUNCTIONS } from './sql-functions.ts';
import { aboutName, type MayRead, type ReadNameLists, withMissingStream } from './name-lists.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import { offeredName, offeredNames } from '../../redact/quoted-words.ts';

/** The same refusal, with why it is so: the nearest names that really exist, or the version and edition of the server. */
export type Suggest = (
  refusal: OpenObserveMcpError,
  row: ToolRow,
  args: Readonly<Arguments>,
  signal: AbortSignal,
  mayRead: MayRead,
) => Promise<OpenObserveMcpError>;

interface SuggestOptions {
  readonly client: OpenObserveClient;
  readonly byOperationId: ReadonlyMap<string, ToolRow>;
  readonly readNameLists: ReadNameLists;
  readonly learnServerFacts: LearnServerFacts;
}

const ABOUT_NAMES = new Set(['not_found', 'stream_not_found', 'organization_not_found']);

/** Whether a refusal may come of a wrong name or id in the call. */
export function isAboutNames({ code, message }: ApiError): boolean {
  return ABOUT_NAMES.has(code) || /ksuid/.test(message);
}

function withText(refusal: ApiError, message: string, code = refusal.code): ApiError {
  const { status, apiCode, remedy } = refusal;
  return new ApiError(message, remedy, { code, status, apiCode, cause: refusal });
}

/** What works in every edition, by the operation that needs the enterprise one. */
const INSTEAD: Readonly<Record<string, string>> = {
  ExtractPatterns: ' The tool patterns groups messages in every edition.',
  GetCurrentServiceGraphTopology:
    ' The tool investigate names slow and failing operations, and the service that takes the time.',
};

/** Why an address is not there, as far as the server itself tells. */
function absence(refusal: ApiError, row: ToolRow, { version, edition }: ServerFacts): ApiError {
  if (version !== null && isTooOld(version, row))
    return withText(refusal, tooOldText(row, version), 'too_old');
  if (refusal.code === 'not_available' && row.switch !== null)
    return withText(
      refusal,
      `${row.name} is switched off on this OpenObserve, as it is by default. An operator can switch it on with ${row.switch}=true.`,
      'switched_off',
    );
  if (refusal.code === 'enterprise_only' && edition !== null)
    return withText(
      refusal,
      edition === 'enterprise'
        ? `${row.name} belongs to the enterprise edition, and this server is one (${version ?? 'of unknown version'}), but does not offer it: the operator should check its license and settings.`
        : `${row.name} needs the enterprise edition of OpenObserve; this server is the open-source edition${version === null ? '' : ` ${version}`}.${INSTEAD[row.operationId] ?? ''}`,
    );
  if (refusal.code === 'not_available' && version !== null)
    return withText(
      refusal,
      `There is no such address (${refusal.status}), although this OpenObserve ${version} should have ${row.name}. Check the path in O2_BASE_URL, and that a proxy in between lets ${row.method} through.`,
    );
  return refusal;
}

/** A refusal of the organization as what it is where the organization is there: older releases say so of any address that they lack. */
const asNoAddress = (refusal: ApiError, { edition, name }: ToolRow) =>
  edition === 'enterprise'
    ? withText(
        refusal,
        `${name} needs the enterprise edition of OpenObserve; this server does not have it.`,
        'enterprise_only',
      )
    : withText(
        refusal,
        `This OpenObserve has no such address (${refusal.status}): it is too old for ${name}, or a proxy in between changes the path.`,
        'not_available',
      );

/** Whether a name in double quotes stands where text is meant: after a comparison, in a list, or in a full-text function. */
function isTextInDoubleQuotes(name: string, sql: string): boolean {
  const quoted = `"${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}"`;
  return new RegExp(
    `(?:[=<>]|\\blike|\\bin\\s*\\([^)]*|\\b\\w*match\\w*\\s*\\([^)]*)\\s*${quoted}`,
    'i',
  ).test(sql);
}

/** A name with dots, as OpenTelemetry has them, of which a refusal names the last part alone; null where there is none. */
function dottedName(wanted: string, sql: string): string | null {
  const names = sql.match(/\b[a-z_]\w*(?:\.[a-z_]\w*)+\b/gi) ?? [];
  return names.find((name) => name === wanted || name.endsWith(`.${wanted}`)) ?? null;
}

/** Suggest near names and fixes after a refusal. */
export function createSuggest({
  client,
  byOperationId,
  readNameLists,
  learnServerFacts,
}: SuggestOptions): Suggest {
  async function nearNames(
    refusal: ApiError,
    row: ToolRow,
    args: Readonly<Arguments>,
    signal: AbortSignal,
    mayRead: MayRead,
  ): Promise<string> {
    const given = withMissingStream(refusal.message, args);
    const uses = await readNameLists(row, given, refusal.code === 'organization_not_found', signal, mayRead);
    return uses
      .flatMap((use) => [
        ...new Set(use.wanted.map(([argument, name]) => aboutName(argument, name, use, given))),
      ])
      .join('');
  }

  async function nearFields(
    refusal: ApiError,
    args: Readonly<Arguments>,
    signal: AbortSignal,
    mayRead: MayRead,
  ): Promise<ApiError> {
    // Few of the fields that there are: those that the server read for this query.
    const own = withText(refusal, refusal.message.replace(/\.? ?Valid fields are [^”]*(?=”)/i, ''));
    const wanted = /no field named "?([\w.-]+?)"?\.?[\s”]/i.exec(own.message)?.[1];
    const stream = args.stream_name ?? /\bfrom\s+"?([\w.-]+)"?/i.exec(textOf(args.sql ?? ''))?.[1];
    const schema = byOperationId.get('StreamSchema');
    if (wanted === undefined || stream === undefined || schema === undefined || !mayRead(schema)) return own;
    const { org_id, type } = args;
    const response = await client.send(
      buildRequest(schema, { org_id, stream_name: stream, ...(type === undefined ? {} : { type }) }),
      signal,
    );
    if (response.status !== 200) return own;
    const sql = textOf(args.sql ?? args.filter ?? '');
    const fields = (listAt(readAnswer(response), schema.rows ?? '') ?? []).map((field) =>
      textOf(valueAt(field, 'name')),
    );
    if (fields.length === 0) return own;
    if (isTextInDoubleQuotes(wanted, sql) && !fields.includes(wanted))
      return withText(
        refusal,
        `"${wanted}" in double quotes is the name of a field. Write text in single quotes: '${wanted.replaceAll("'", "''")}'.`,
      );
    const dotted = dottedName(wanted, sql);
    if (dotted !== null)
      return withText(
        refusal,
        `There is no field "${dotted}": OpenObserve stores names with underscores.${didYouMean(dotted, fields)}`,
      );
    if (fields.includes(wanted))
      return withText(
        refusal,
        `The field is called ${wanted}. Write it exactly so, in the same letter case and without spaces around it.`,
      );
    const more = fields.length > 40 ? `, and ${fields.length - 40} more` : '';
    const near = didYouMean(wanted, fields);
    const isQuoted = nearestNames(wanted, fields).some((name) => /[^a-z0-9_]/.test(name));
    const quotes = isQuoted ? ' Names with capitals, dots or dashes need double quotes.' : '';
    const known = near || ` ${offeredName(textOf(stream))} has: ${offeredNames(fields.slice(0, 40))}${more}.`;
    return withText(refusal, `There is no field "${wanted}".${known}${quotes}`);
  }

  function nearFunctions(refusal: ApiError): ApiError {
    const wanted = /function '([^']+)'/i.exec(refusal.message)?.[1] ?? '';
    if (ENTERPRISE_SQL_FUNCTIONS.includes(wanted.toLowerCase()))
      return withText(
        refusal,
        `The SQL function ${wanted} needs the enterprise edition of OpenObserve; this server does not have it.`,
        'enterprise_only',
      );
    // The server's own suggestion goes by letters over every function there is, and misleads more than it helps.
    const own = refusal.message.replace(/\.? ?Did you mean '[^']*'\?/, '');
    return withText(refusal, own + didYouMean(wanted, SQL_FUNCTIONS));
  }

  async function isOrganization(id: unknown, signal: AbortSignal): Promise<boolean> {
    const list = byOperationId.get('GetUserOrganizations');
    if (list === undefined || id === undefined) return false;
    const response = await client.send(buildRequest(list, {}), signal);
    if (response.status !== 200) return false;
    const rows = listAt(readAnswer(response), list.rows ?? '') ?? [];
    return rows.some((row) => valueAt(row, 'identifier') === id);
  }

  return async (refused, row, args, signal, mayRead) => {
    if (!(refused instanceof ApiError)) return refused;
    let refusal = refused;
    try {
      if (refusal.code === 'organization_not_found' && (await isOrganization(args.org_id, signal)))
        refusal = asNoAddress(refusal, row);
      if (refusal.code === 'enterprise_only' || refusal.code === 'not_available')
        return absence(refusal, row, await learnServerFacts(signal));
      if (refusal.code === 'function_not_found') return nearFunctions(refusal);
      if (refusal.code === 'field_not_found') return nearFields(refusal, args, signal, mayRead);
      if (isAboutNames(refusal))
        return withText(refusal, refusal.message + (await nearNames(refusal, row, args, signal, mayRead)));
    } catch {
      // What cannot be looked up is left unsaid: the refusal itself counts.
    }
    return refusal;
  };
}
