import type { Arguments } from './arguments.ts';
import { ApiError, type OpenObserveMcpError } from './errors.ts';
import { parseExact } from './exact-json.ts';
import { didYouMean } from './nearest.ts';
import type { OpenObserveClient } from './openobserve/client.ts';
import type { ToolRow } from './tool.ts';

/** The same refusal, with the nearest names that really exist where a name was wrong. */
export type Suggest = (
  refusal: OpenObserveMcpError,
  row: ToolRow,
  args: Readonly<Arguments>,
  signal: AbortSignal,
) => Promise<OpenObserveMcpError>;

function withNames(refusal: ApiError, names: string): ApiError {
  return new ApiError(refusal.message + names, refusal.remedy, {
    code: refusal.code,
    status: refusal.status,
    apiCode: refusal.apiCode,
    cause: refusal,
  });
}

/** Near names for streams and fields. A name that cannot be looked up is left unsaid: the refusal itself counts. */
export function createSuggest(client: OpenObserveClient): Suggest {
  async function namesAt(
    path: string,
    query: ReadonlyArray<readonly [string, string]>,
    key: 'list' | 'schema',
    signal: AbortSignal,
  ): Promise<string[]> {
    const response = await client.send(
      { method: 'GET', path, query, contentType: null, body: null, access: 'read' },
      signal,
    );
    if (response.status !== 200) return [];
    const items =
      (parseExact(response.text) as Record<string, Array<{ name?: unknown }> | undefined>)[key] ?? [];
    return items.map((item) => item.name).filter((name): name is string => typeof name === 'string');
  }

  return async (refusal, row, args, signal) => {
    if (!(refusal instanceof ApiError)) return refusal;
    const organization = encodeURIComponent(String(args.org_id ?? ''));
    const streamTypes: ReadonlyArray<readonly [string, string]> =
      typeof args.type === 'string' ? [['type', args.type]] : [];
    try {
      const missing = /stream not found:?\s*(\S*?)\.?(\s|$)/i.exec(refusal.message);
      if (missing && (refusal.code === 'stream_not_found' || row.places.stream_name)) {
        const wanted = missing[1] || String(args.stream_name ?? '');
        const names = await namesAt(`/api/${organization}/streams`, streamTypes, 'list', signal);
        return withNames(
          refusal,
          didYouMean(wanted, names) ||
            (names.length > 0
              ? ` Streams here: ${names.slice(0, 12).join(', ')}.`
              : ' There are no streams yet.'),
        );
      }
      if (refusal.code === 'field_not_found') {
        const wanted = /no field named "?([\w.-]+?)"?\.?(\s|$)/i.exec(refusal.message)?.[1];
        const stream = String(
          args.stream_name ?? /\bfrom\s+"?([\w.-]+)"?/i.exec(String(args.sql ?? ''))?.[1] ?? '',
        );
        if (wanted === undefined || stream === '') return refusal;
        const names = await namesAt(
          `/api/${organization}/streams/${encodeURIComponent(stream)}/schema`,
          streamTypes,
          'schema',
          signal,
        );
        return withNames(
          refusal,
          didYouMean(wanted, names) || (names.length > 0 ? ` The stream has: ${names.join(', ')}.` : ''),
        );
      }
    } catch {
      return refusal;
    }
    return refusal;
  };
}
