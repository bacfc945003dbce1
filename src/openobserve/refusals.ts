import { ApiError, ConfigError, type OpenObserveMcpError, type Remedy } from '../errors.ts';
import { parseExact } from '../exact-json.ts';
import type { Edition } from '../tool.ts';
import type { OpenObserveResponse } from './client.ts';

/** What was called, as far as a message needs it. */
export interface Called {
  readonly tool: string;
  readonly edition: Edition;
  readonly isWrite: boolean;
}

interface ErrorBody {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly error?: unknown;
  readonly error_detail?: unknown;
  readonly errorType?: unknown;
}

/** Sentences for the codes of the search API, by code: what happened and what to do. `{detail}` is the server's own text. */
const SEARCH_CODES: Readonly<Record<number, readonly [name: string, remedy: Remedy, text: string]>> = {
  10001: [
    'internal',
    'nobody',
    'OpenObserve failed inside while searching: {detail} Try again, or make the query simpler.',
  ],
  20001: [
    'bad_sql',
    'caller',
    'OpenObserve does not accept the SQL: {detail} Correct it and call again; stream_schema lists the fields.',
  ],
  20002: ['stream_not_found', 'caller', '{detail} stream_list shows what there is.'],
  20003: [
    'no_full_text_field',
    'caller',
    'The stream has no full-text field, so match_all cannot be used: {detail} Use str_match(field, text) or ILIKE instead.',
  ],
  20004: [
    'field_not_found',
    'caller',
    '{detail} Write fields as they are stored (stream_schema shows them); names with capitals, dots or dashes need double quotes.',
  ],
  20005: ['function_not_found', 'caller', '{detail} Use functions that OpenObserve knows.'],
  20006: [
    'file_missing',
    'nobody',
    'A data file is missing in OpenObserve: {detail} Try another time range; the operator should look at the storage.',
  ],
  20007: ['field_type', 'caller', '{detail} Cast the field to the type that you compare it with.'],
  20008: ['sql_failed', 'caller', 'The SQL was accepted but failed while it ran: {detail}'],
  20009: ['query_cancelled', 'nobody', 'The query was cancelled in OpenObserve: {detail}'],
  20010: [
    'query_timeout',
    'nobody',
    'The query took longer than OpenObserve allows: {detail} Take a shorter time range or a narrower filter.',
  ],
  20011: ['invalid_parameter', 'caller', 'OpenObserve does not accept a parameter: {detail}'],
  20012: [
    'rate_limited',
    'nobody',
    'OpenObserve limits the rate of queries just now: {detail} Wait a little, then call again.',
  ],
  20013: ['histogram_impossible', 'caller', 'This query cannot be made a histogram: {detail}'],
};

const ENTERPRISE_SHAPES = /not supported|enterprise (feature|edition)|only available in enterprise/i;

function sentenceOf(text: string): string {
  const trimmed = text.trim().replaceAll(/\s*\n\s*/g, ' ');
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function readBody(text: string): ErrorBody | string {
  try {
    const parsed = parseExact(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as ErrorBody;
    return typeof parsed === 'string' ? parsed : text;
  } catch {
    return text;
  }
}

function detailOf(body: ErrorBody | string): string {
  if (typeof body === 'string') return body;
  const parts = [body.error_detail, body.message, body.error].filter(
    (part): part is string => typeof part === 'string' && part !== '',
  );
  return (parts[0] ?? '').replace(/^Error# /, '');
}

function unauthorised(detail: string): ConfigError {
  const bearer =
    detail === 'Not Supported' ? ' Its open edition takes no Bearer token: give API_KEY as email:token.' : '';
  return new ConfigError(
    `OpenObserve refused the credentials (401).${bearer} Check the e-mail and token in API_KEY, and that this user belongs to the organisation.`,
    {
      code: 'credentials_refused',
    },
  );
}

/**
 * Why an answer is no success, as an error with the next step; null when it is one.
 * @see openobserve-api.md 2 for the shapes
 */
export function refusalOf(response: OpenObserveResponse, called: Called): OpenObserveMcpError | null {
  const { status, text } = response;
  const isHtml = /html/i.test(response.contentType) || /^\s*<(!doctype|html)/i.test(text.slice(0, 100));
  const fail = (code: string, remedy: Remedy, message: string, apiCode: number | null = null) =>
    new ApiError(message, remedy, { code, status, apiCode });

  if (status >= 300 && status < 400) {
    return fail(
      'redirected',
      'operator',
      `OpenObserve's address answered with a redirect (${status}) instead of data. Set O2_BASE_URL to the final address; a login page in between means that the address needs another way in.`,
    );
  }
  if (isHtml) {
    return fail(
      'not_openobserve',
      'operator',
      `An HTML page came instead of data (${status}). O2_BASE_URL probably points at a web page, a login or a proxy, not at OpenObserve's API.`,
    );
  }
  const body = readBody(text);
  const apiCode = typeof body === 'object' && typeof body.code === 'number' ? body.code : null;
  if (status < 300) {
    if (typeof body === 'object' && apiCode !== null && apiCode >= 300 && typeof body.message === 'string') {
      return fail(
        'refused',
        'caller',
        `OpenObserve answered 200 but refused: ${sentenceOf(detailOf(body))}`,
        apiCode,
      );
    }
    return null;
  }

  const detail = detailOf(body);
  const known = apiCode === null ? undefined : SEARCH_CODES[apiCode];
  if (known)
    return fail(
      known[0],
      known[1],
      known[2].replace('{detail}', () => sentenceOf(detail || 'no detail was given')),
      apiCode,
    );
  if (status === 401) return unauthorised(detail);
  if (
    called.edition !== 'all' &&
    (ENTERPRISE_SHAPES.test(detail) || status === 501 || (status === 404 && text === ''))
  ) {
    return fail(
      'enterprise_only',
      'nobody',
      `${called.tool} needs the enterprise edition of OpenObserve; this server does not have it.`,
      apiCode,
    );
  }
  if (status === 403) {
    return fail(
      'forbidden',
      'operator',
      `OpenObserve does not allow this (403): ${sentenceOf(detail || 'no reason given')} The user of API_KEY lacks the right to ${called.tool}.`,
      apiCode,
    );
  }
  if (status === 404 && detail === 'Organization not found') {
    return fail(
      'organization_not_found',
      'caller',
      'OpenObserve knows no such organisation. get_user_organizations lists them; the identifier counts, not the name.',
      apiCode,
    );
  }
  if (status === 404 && text === '') {
    return fail(
      'not_available',
      'operator',
      `This OpenObserve has no such address: it may be too old for ${called.tool}, or O2_BASE_URL has a wrong path.`,
      apiCode,
    );
  }
  if (status === 408 || status === 504) {
    return fail(
      'timeout',
      'nobody',
      `OpenObserve took too long (${status}). Take a shorter time range or a narrower filter.`,
      apiCode,
    );
  }
  if (status === 413)
    return fail(
      'too_large',
      'caller',
      'The request is larger than OpenObserve takes (413). Send it in parts.',
      apiCode,
    );
  if (status === 429)
    return fail(
      'rate_limited',
      'nobody',
      'OpenObserve limits the rate of requests just now. Wait a little, then call again.',
      apiCode,
    );
  if (status === 502 || status === 503) {
    return fail(
      'busy',
      'nobody',
      `OpenObserve is busy or restarting (${status})${detail ? `: ${sentenceOf(detail)}` : '.'} Try again in a moment.`,
      apiCode,
    );
  }
  if (status >= 500) {
    const unsure = called.isWrite ? ' Check whether the change was made before you repeat it.' : '';
    return fail(
      'server_error',
      'nobody',
      `OpenObserve failed (${status}): ${sentenceOf(detail || 'no reason given')}${unsure}`,
      apiCode,
    );
  }
  if (status === 404)
    return fail('not_found', 'caller', `OpenObserve does not have it: ${sentenceOf(detail)}`, apiCode);
  if (status === 409)
    return fail(
      'conflict',
      'caller',
      `OpenObserve refused because of a conflict: ${sentenceOf(detail)} Read the object again, then repeat the change.`,
      apiCode,
    );
  if (/SQL error|ParserError/.test(detail)) {
    return fail(
      'bad_sql',
      'caller',
      `OpenObserve does not accept the SQL: ${sentenceOf(detail)} Correct it and call again.`,
      apiCode,
    );
  }
  if (/invalid time range/.test(detail)) {
    return fail(
      'time_range',
      'caller',
      'OpenObserve does not accept the time range: start and end must both be given, not 0, and in order.',
      apiCode,
    );
  }
  return fail(
    'refused',
    'caller',
    `OpenObserve refused the request (${status}): ${sentenceOf(detail || 'no reason given')}`,
    apiCode,
  );
}
