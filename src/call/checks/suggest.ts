import { listAt, readAnswer, valueAt } from '../../openobserve/answer.ts';
import { ApiError, type OpenObserveMcpError } from '../../errors.ts';
import { textOf } from '../../json/exact-json.ts';
import { didYouMean, nearestNames } from '../../names/nearest.ts';
import type { OpenObserveClient } from '../../openobserve/client.ts';
import { isOlder, type LearnServerFacts, type ServerFacts } from '../../openobserve/server-facts.ts';
import { buildRequest } from '../../openobserve/request.ts';
import { ENTERPRISE_SQL_FUNCTIONS, SQL_FUNCTIONS } from './sql-functions.ts';
import type { NameList, ToolRow, Arguments } from '../../contract/tool.ts';

/** The same refusal, with why it is so: the nearest names that really exist, or the version and edition of the server. */
export type Suggest = (
  refusal: OpenObserveMcpError,
  row: ToolRow,
  args: Readonly<Arguments>,
  signal: AbortSignal,
) => Promise<OpenObserveMcpError>;

interface SuggestOptions {
  readonly client: OpenObserveClient;
  readonly byOperationId: ReadonlyMap<string, ToolRow>;
  readonly learnServerFacts: LearnServerFacts;
}

const MOST_NAMES = 12;
const ABOUT_NAMES = new Set(['not_found', 'stream_not_found', 'organization_not_found']);

/** Whether a refusal may come of a wrong name or id in the call. */
export function isAboutNames({ code, message }: ApiError): boolean {
  return ABOUT_NAMES.has(code) || /ksuid/.test(message);
}

function withText(refusal: ApiError, message: string, code = refusal.code): ApiError {
  const { status, apiCode, remedy } = refusal;
  return new ApiError(message, remedy, { code, status, apiCode, cause: refusal });
}

/** Why an address is not there, as far as the server itself tells. */
function absence(refusal: ApiError, row: ToolRow, { version, edition }: ServerFacts): ApiError {
  if (version !== null && isOlder(version, row.since))
    return withText(
      refusal,
      `${row.name} came with OpenObserve ${row.since}, and this server is ${version}: it is too old. An operator can upgrade it.`,
      'too_old',
    );
  if (refusal.code === 'enterprise_only' && edition !== null)
    return withText(
      refusal,
      edition === 'enterprise'
        ? `${row.name} belongs to the enterprise edition, and this server is one (${version ?? 'of unknown version'}), but does not offer it: the operator should check its licence and settings.`
        : `${row.name} needs the enterprise edition of OpenObserve; this server is the open-source edition${version === null ? '' : ` ${version}`}.`,
    );
  if (refusal.code === 'not_available' && version !== null)
    return withText(
      refusal,
      `There is no such address (${refusal.status}), although this OpenObserve ${version} should have ${row.name}. Check the path in O2_BASE_URL, and that a proxy in between lets ${row.method} through.`,
    );
  return refusal;
}

/** The values of an argument that should be names, wherever the list says they are. */
function namesIn(value: unknown, at: string): string[] {
  return [valueAt(value, at)]
    .flat()
    .filter((name): name is string => typeof name === 'string' && name !== '');
}

export function createSuggest({ client, byOperationId, learnServerFacts }: SuggestOptions): Suggest {
  const lists = [...byOperationId.values()].filter((row) => row.names !== null);

  /** Rows of a list of names; null when it cannot be read. */
  async function rowsOf(
    list: ToolRow,
    row: ToolRow,
    args: Readonly<Arguments>,
    signal: AbortSignal,
  ): Promise<unknown[] | null> {
    const shared = Object.entries(list.places)
      .filter(([, places]) => places.some((place) => place.in === 'path'))
      // The kind of a folder is that of the toolset where the call does not say it.
      .map(([name]): [string, unknown] => [name, args[name] ?? row.toolset]);
    const response = await client.send(buildRequest(list, Object.fromEntries(shared)), signal);
    if (response.status !== 200 || response.truncated) return null;
    return listAt(readAnswer(response, null), list.rows ?? '');
  }

  /** What to say of one name that an argument holds; empty when the list has it, or cannot be read. */
  function about(
    argument: string,
    wanted: string,
    names: NameList,
    rows: readonly unknown[],
    args: Readonly<Arguments>,
  ): string {
    const entries = rows.map((item) => ({
      item,
      id: textOf(valueAt(item, names.id)),
      label: textOf(valueAt(item, names.label)),
    }));
    const found = entries.find(({ id }) => id === wanted);
    if (found) {
      const kind = names.kind && valueAt(found.item, names.kind.field);
      return names.kind && kind !== (args[names.kind.argument] ?? kind) && kind !== undefined
        ? ` "${wanted}" exists with another ${names.kind.argument}: give ${names.kind.argument} "${kind}".`
        : '';
    }
    const named = entries.find(({ label }) => label.toLowerCase() === wanted.toLowerCase());
    if (named) return ` "${argument}" wants its id: "${named.label}" is ${named.id}.`;
    if (entries.length === 0) return ` There is none yet that "${argument}" could name.`;
    const labels = [...new Set(entries.flatMap(({ id, label }) => [id, label]))];
    const near = didYouMean(wanted, labels);
    if (near === '')
      return ` For "${argument}" there are: ${entries
        .slice(0, MOST_NAMES)
        .map(({ id, label }) => (id === label ? id : `${label} (${id})`))
        .join(', ')}${entries.length > MOST_NAMES ? `, and ${entries.length - MOST_NAMES} more` : ''}.`;
    const ids = entries.filter(({ id, label }) => id !== label && near.includes(label));
    return `${near}${ids.length > 0 ? ` ${ids.map(({ id, label }) => `${label} has the id ${id}.`).join(' ')}` : ''}`;
  }

  async function nearNames(
    refusal: ApiError,
    row: ToolRow,
    args: Readonly<Arguments>,
    signal: AbortSignal,
  ): Promise<string> {
    const isOrganization = refusal.code === 'organization_not_found';
    const stream = /stream not found:?\s+"?([\w.-]*[\w-])"?/i.exec(refusal.message)?.[1];
    const given: Readonly<Arguments> =
      stream !== undefined && args.stream_name === undefined ? { ...args, stream_name: stream } : args;
    const hints = await Promise.all(
      lists.map(async (list) => {
        const names = list.names as NameList;
        if (list === row || (names.own && list.toolset !== row.toolset)) return '';
        const wanted = Object.entries(names.arguments)
          .filter(([argument]) => (argument === 'org_id') === isOrganization)
          .flatMap(([argument, at]) => namesIn(given[argument], at).map((name) => [argument, name] as const));
        if (wanted.length === 0) return '';
        const rows = await rowsOf(list, row, args, signal);
        if (rows === null) return '';
        return [...new Set(wanted.map(([argument, name]) => about(argument, name, names, rows, given)))].join(
          '',
        );
      }),
    );
    return hints.join('');
  }

  async function nearFields(
    refusal: ApiError,
    args: Readonly<Arguments>,
    signal: AbortSignal,
  ): Promise<ApiError> {
    // Few of the fields that there are: those that the server read for this query.
    const own = withText(refusal, refusal.message.replace(/\s*Valid fields are .*?\.(?=\s|$)/i, ''));
    const wanted = /no field named "?([\w.-]+?)"?\.?(\s|$)/i.exec(own.message)?.[1];
    const stream = args.stream_name ?? /\bfrom\s+"?([\w.-]+)"?/i.exec(textOf(args.sql ?? ''))?.[1];
    const schema = byOperationId.get('StreamSchema');
    if (wanted === undefined || stream === undefined || schema === undefined) return own;
    const { org_id, type } = args;
    const response = await client.send(
      buildRequest(schema, { org_id, stream_name: stream, ...(type === undefined ? {} : { type }) }),
      signal,
    );
    if (response.status !== 200) return own;
    const fields = (listAt(readAnswer(response, null), schema.rows ?? '') ?? []).map((field) =>
      textOf(valueAt(field, 'name')),
    );
    if (fields.length === 0) return own;
    const more = fields.length > 40 ? `, and ${fields.length - 40} more` : '';
    const near = didYouMean(wanted, fields);
    const isQuoted = nearestNames(wanted, fields).some((name) => /[^a-z0-9_]/.test(name));
    const quotes = isQuoted ? ' Names with capitals, dots or dashes need double quotes.' : '';
    const known = near || ` ${textOf(stream)} has: ${fields.slice(0, 40).join(', ')}${more}.`;
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
    const own = refusal.message.replace(/\s*Did you mean '[^']*'\?/, '.').replace(/\.\.(?= |$)/, '.');
    return withText(refusal, own + didYouMean(wanted, SQL_FUNCTIONS));
  }

  return async (refusal, row, args, signal) => {
    if (!(refusal instanceof ApiError)) return refusal;
    try {
      if (refusal.code === 'enterprise_only' || refusal.code === 'not_available')
        return absence(refusal, row, await learnServerFacts(signal));
      if (refusal.code === 'function_not_found') return nearFunctions(refusal);
      if (refusal.code === 'field_not_found') return nearFields(refusal, args, signal);
      if (isAboutNames(refusal))
        return withText(refusal, refusal.message + (await nearNames(refusal, row, args, signal)));
    } catch {
      // What cannot be looked up is left unsaid: the refusal itself counts.
    }
    return refusal;
  };
}
