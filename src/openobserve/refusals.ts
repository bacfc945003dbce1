import { ApiError, ConfigError, type OpenObserveMcpError } from '../errors.ts';
import { parseExact } from '../json/exact-json.ts';
import { maskHead } from '../redact/patterns.ts';
import { quotedWords } from '../redact/quoted-words.ts';
import type { Edition } from '../contract/tool.ts';
import type { OpenObserveResponse } from './client.ts';
import { UNSURE } from './connection/network-failure.ts';
import { retryAfterMs } from './retry.ts';
import { RULES_BY_STATUS, type RefusalRule, RULES_BY_TEXT } from './refusal-rules.ts';
import { SEARCH_CODES } from './search-codes.ts';

/** What was called, as far as a message needs it. */
export interface RefusedCall {
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

/** The server may send back a whole request as its reason. */
const LONGEST_DETAIL = 900;
/** What proxies refuse with a page of their own, and mean as they say. */
const PAGES_OF_PROXIES = new Set([408, 413, 415, 429]);
const ENTERPRISE_SHAPES = /not supported|enterprise (feature|edition|version)|only available in enterprise/i;
/** Words that say more than the code of search that they come with. */
const MORE_EXACT = new Set([
  'usage_reporting_off',
  'no_llm_fields',
  'time_range',
  'histogram_interval',
  'dotted_name',
]);

/** A text of the server without what its parsers dump: deserializer preambles, places in the body, Rust structures. */
function withoutDumps(text: string): string {
  return text
    .replace(/Failed to deserialize the JSON body into the target type:\s*/i, '')
    .replace(/Failed to parse the request body as JSON:\s*/i, 'The body is not valid JSON: ')
    .replaceAll(/ ?at line \d+ column \d+/gi, '')
    .replace(/:? ?\b[A-Z]\w{0,80}\((?:[A-Z]\w{0,80}\(){0,5}[A-Z]\w{0,80} ?\{[\s\S]*/, '')
    .replace(/:? ?\b[A-Z]\w{0,80} ?\{ ?\w{1,80}:[\s\S]*/, '');
}

/** Most of it that is looked at: it may be as long as an answer can be. */
const MOST_READ = 10_000;

/** The server's own words as the rest of a sentence, in quotes. */
function sentenceOf(text: string): string {
  const words = quotedWords(withoutDumps(maskHead(text, MOST_READ)), LONGEST_DETAIL);
  return words === '' ? 'no reason was given.' : `${words}.`;
}

function bodyOf({ text, parsed }: OpenObserveResponse): ErrorBody | string {
  try {
    const body = parsed === null ? parseExact(text) : 'value' in parsed ? parsed.value : text;
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as ErrorBody;
    return typeof body === 'string' ? body : text;
  } catch {
    return text;
  }
}

function detailOf(body: ErrorBody | string): string {
  if (typeof body === 'string') return body.slice(0, MOST_READ).trim();
  const parts = [body.error_detail, body.message, body.error].filter(
    (part): part is string => typeof part === 'string' && part !== '',
  );
  return (parts[0] ?? '')
    .slice(0, MOST_READ)
    .replace(/^(Error|DbError|PutAlert|SerdeJsonError)# /, '')
    .trim();
}

function unauthorized(detail: string): ConfigError {
  const bearer =
    detail === 'Not Supported' ? ' Its open edition takes no Bearer token: give API_KEY as email:token.' : '';
  return new ConfigError(
    `OpenObserve refused the credentials (401).${bearer} Check the e-mail and token in API_KEY, and that this user belongs to the organization.`,
    { code: 'credentials_refused' },
  );
}

function waitOf(retryAfter: string | null): string {
  const waitMs = retryAfterMs(retryAfter);
  return waitMs === null
    ? 'Wait a little, then call again.'
    : `Call again in ${Math.max(1, Math.ceil(waitMs / 1000))} s.`;
}

const matching = (rules: readonly RefusalRule[], status: number, detail: string) =>
  rules.find(({ statuses, says }) => (statuses === null || statuses.includes(status)) && says.test(detail));

/**
 * Why an answer is no success, as an error with the next step; null when it is one.
 */
export function refusalOf(response: OpenObserveResponse, called: RefusedCall): OpenObserveMcpError | null {
  const { status, text } = response;
  // An answer without a code is not read here: it may be long, and is read again for what is in it.
  const isPlainSuccess = status < 300 && response.parsed === null && !text.includes('"code"');
  const body = isPlainSuccess ? '' : bodyOf(response);
  const detail = detailOf(body);
  const apiCode = typeof body === 'object' && typeof body.code === 'number' ? body.code : null;
  const fail = ({ code, remedy, text: says }: Pick<RefusalRule, 'code' | 'remedy' | 'text'>) =>
    new ApiError(
      says
        .replaceAll('{status}', String(status))
        .replaceAll('{tool}', called.tool)
        .replaceAll('{wait}', waitOf(response.retryAfter))
        .replace('{detail}', () => sentenceOf(detail)),
      remedy,
      { code, status, apiCode },
    );

  const unsure = called.isWrite ? UNSURE : '';
  if (status >= 300 && status < 400) {
    return fail({
      code: 'redirected',
      remedy: 'operator',
      text: `OpenObserve's address answered with a redirect ({status}) instead of data. Set O2_BASE_URL to the final address; a login page in between means that the address needs another way in: where an access proxy wants headers, set O2_HEADERS.${unsure}`,
    });
  }
  if (/html/i.test(response.contentType) || /^\s*<(!doctype|html)/i.test(text.slice(0, 100))) {
    const ofStatus = PAGES_OF_PROXIES.has(status) ? matching(RULES_BY_STATUS, status, '') : undefined;
    if (ofStatus) return fail(ofStatus);
    if (status >= 500)
      return fail({
        code: 'busy',
        remedy: 'nobody',
        text: `A proxy in front of OpenObserve answered in its place ({status}): OpenObserve does not answer behind it, or not in time. ${
          called.isWrite
            ? 'Check whether the change was made before you repeat it.'
            : 'Try again in a moment; if it stays, the operator should check that OpenObserve runs.'
        }`,
      });
    return fail({
      code: 'not_openobserve',
      remedy: 'operator',
      text: `An HTML page came instead of data ({status}). O2_BASE_URL probably points at a web page, a login or a proxy, not at OpenObserve's API.${unsure}`,
    });
  }
  if (status < 300) {
    const isRefused =
      typeof body === 'object' && apiCode !== null && apiCode >= 300 && typeof body.message === 'string';
    return isRefused
      ? fail({
          code: 'refused',
          remedy: 'caller',
          text: 'OpenObserve answered 200 but refused: {detail} Correct the arguments; describe_tool shows what {tool} takes.',
        })
      : null;
  }

  const worded = matching(RULES_BY_TEXT, status, detail);
  const known = apiCode === null ? undefined : SEARCH_CODES[apiCode];
  if (known) return fail(worded && MORE_EXACT.has(worded.code) ? worded : known);
  if (status === 401) return unauthorized(detail);
  // The open edition reads the object that update_roles sends as a text.
  const isReadAsText =
    called.edition === 'enterprise' &&
    status === 422 &&
    detail.includes('invalid type: map, expected a string');
  if (status === 501 || isReadAsText || ([403, 404].includes(status) && ENTERPRISE_SHAPES.test(detail))) {
    return fail({
      code: 'enterprise_only',
      remedy: 'nobody',
      text: '{tool} needs the enterprise edition of OpenObserve; this server does not have it.',
    });
  }
  if ((status === 404 || status === 405) && detail === '') {
    return called.edition === 'enterprise'
      ? fail({
          code: 'enterprise_only',
          remedy: 'nobody',
          text: '{tool} needs the enterprise edition of OpenObserve; this server does not have it.',
        })
      : fail({
          code: 'not_available',
          remedy: 'operator',
          text: 'This OpenObserve has no such address ({status}): it may be too old for {tool}, or O2_BASE_URL has a wrong path. Check both.',
        });
  }
  if (typeof body === 'object' && body.errorType === 'bad_data' && worded === undefined) {
    return fail({
      code: 'bad_promql',
      remedy: 'caller',
      text: 'OpenObserve does not accept the PromQL: {detail} Correct it and call again; prometheus_metadata lists the metrics.',
    });
  }
  const rule = worded ?? matching(RULES_BY_STATUS, status, detail);
  if (rule) return fail(rule);
  if (status >= 500) {
    return fail({
      code: 'server_error',
      remedy: 'nobody',
      text: `OpenObserve failed ({status}): {detail} ${
        called.isWrite
          ? 'Check whether the change was made before you repeat it.'
          : "Try again; if it stays, the operator should look at OpenObserve's log."
      }`,
    });
  }
  return fail({
    code: 'refused',
    remedy: 'caller',
    text: 'OpenObserve refused the request ({status}): {detail} Correct the arguments; describe_tool shows what {tool} takes.',
  });
}
