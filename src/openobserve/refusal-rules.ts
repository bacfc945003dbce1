import type { Remedy } from '../errors.ts';

/**
 * What to say when an answer has one of `statuses` (null: any refusal) and its text matches `says`. In `text`,
 * `{detail}` is the server's own text in quotes, as the end of a sentence, `{status}` the HTTP status, `{tool}` what was called.
 */
export interface RefusalRule {
  readonly statuses: readonly number[] | null;
  readonly says: RegExp;
  readonly code: string;
  readonly remedy: Remedy;
  readonly text: string;
}

const rule = (
  statuses: readonly number[] | null,
  says: RegExp,
  code: string,
  remedy: Remedy,
  text: string,
): RefusalRule => ({ statuses, says, code, remedy, text });

/** Said of a role that only the enterprise edition has. */
export const ROLE_UNKNOWN =
  'OpenObserve does not take this role. The open-source edition has only the role admin; others need the enterprise edition.';

const ANYTHING = /(?:)/;

/** Refusals that are told apart by their words. The first that matches counts. */
export const RULES_BY_TEXT: readonly RefusalRule[] = [
  rule(
    [404],
    /^Organization not found$/,
    'organization_not_found',
    'caller',
    'OpenObserve knows no such organization. get_user_organizations lists them; the identifier counts, not the name.',
  ),
  rule(
    null,
    /stream not found: (usage|triggers)\b/i,
    'usage_reporting_off',
    'operator',
    'OpenObserve keeps no history of this, because usage reporting is off. An operator can switch it on with ZO_USAGE_REPORTING_ENABLED.',
  ),
  rule(
    null,
    /SSRF guard|Cannot access (localhost|private)/i,
    'address_blocked',
    'caller',
    'OpenObserve says {detail} Give an address that OpenObserve may reach: public, and resolvable from there.',
  ),
  rule(
    null,
    /SMTP configured/i,
    'smtp_missing',
    'operator',
    'OpenObserve says {detail} An operator must set up SMTP in OpenObserve (ZO_SMTP_ENABLED), or take a destination of another type.',
  ),
  rule(
    null,
    /only root|root user (can|cannot)|user is root/i,
    'root_only',
    'operator',
    'OpenObserve says {detail} Only the root user of OpenObserve can do this, or it cannot be done to that user.',
  ),
  rule(
    [400, 403],
    /^not allowed$/i,
    'forbidden',
    'operator',
    'OpenObserve does not allow this ({status}). The user of API_KEY lacks permission for {tool}, or nobody has it, as with removing the root user or oneself. Ask an operator.',
  ),
  rule(
    null,
    /system prebuilt template/i,
    'built_in',
    'caller',
    'OpenObserve says {detail} create_template makes a template of your own.',
  ),
  rule(
    null,
    /currently used by|is in use for|has \d+ pipeline dependencies|Folder contains/i,
    'in_use',
    'caller',
    'OpenObserve keeps it, because it is in use: {detail} Change or remove what uses it first.',
  ),
  rule(
    [409],
    /concurrent changes|modified by someone else/i,
    'conflict',
    'caller',
    'Somebody else changed it meanwhile: {detail} Read the object again, then repeat the change.',
  ),
  rule(
    null,
    /is being deleted/i,
    'busy',
    'nobody',
    'OpenObserve says {detail} The old one is still being removed: wait some minutes, or take another name.',
  ),
  rule(
    null,
    /job is currently processing/i,
    'busy',
    'nobody',
    'OpenObserve says {detail} Try again when that job has ended.',
  ),
  rule(
    null,
    /already (exists?|part of)|same (name|source stream) already|UNIQUE constraint/i,
    'exists',
    'caller',
    'It is there already: {detail} Take another name, or change the one that is there.',
  ),
  rule(
    null,
    /invalid time range|(start|end)_time is empty|(start|end).time (must be|parameter is required)/i,
    'time_range',
    'caller',
    'OpenObserve does not accept the time range: start and end must both be given, not 0, and in order.',
  ),
  rule(
    null,
    /time format|Invalid start_time|Invalid end_time/i,
    'time_range',
    'caller',
    'OpenObserve cannot read a time: {detail} Give it as 1h, now-15m, ISO 8601 or an epoch.',
  ),
  rule(
    null,
    /Invalid histogram interval/i,
    'histogram_interval',
    'caller',
    "OpenObserve says {detail} Write the interval as a number and a unit, such as histogram(_timestamp, '1 second') or '5 minutes'.",
  ),
  rule(
    null,
    /Dot access not supported/i,
    'dotted_name',
    'caller',
    'The SQL has a name with dots, which reads as a field of a field. OpenObserve stores such names with underscores: use service_name for service.name. stream_schema lists the fields.',
  ),
  rule(null, /Custom roles not allowed/i, 'role_unknown', 'caller', ROLE_UNKNOWN),
  rule(
    null,
    /sql parser error|SQL error|ParserError|Failed to parse sql|Failed to generate SQL|SELECT \* in the SQL|must include _timestamp/i,
    'bad_sql',
    'caller',
    'OpenObserve does not accept the SQL: {detail} Correct it and call again; stream_schema lists the fields.',
  ),
  rule(
    null,
    /^error\[E\d+\]/,
    'bad_function',
    'caller',
    'The VRL code does not compile: {detail} Correct it; test_function tries it out without saving.',
  ),
  rule(
    null,
    /Failed to load function/i,
    'not_found',
    'caller',
    'OpenObserve says {detail} list_functions shows what there is.',
  ),
  rule(
    null,
    /Missing required LLM field|No field named "?(gen_ai_|llm_)/,
    'no_llm_fields',
    'caller',
    'The stream has no LLM traces, which {tool} needs: {detail} Use get_trace instead: it reads any trace.',
  ),
  rule(
    null,
    /concurrent|Report folder not found|^Dashboard not found\.?$|not found|does not exist|cannot be found|Failed to (delete|update) timed annotations/i,
    'not_found',
    'caller',
    'OpenObserve does not have it: {detail} Check the name or id, and the folder or type that it belongs to.',
  ),
  rule(
    [500],
    /^failed to parse header value$/,
    'bad_text',
    'caller',
    'OpenObserve could not even say what is wrong, which happens when a name or type holds a line break. Take line breaks out of the arguments.',
  ),
  rule(
    [500],
    /should have title|missing or invalid hash|trigger threshold operator|invalid data type|Schema mismatch/i,
    'refused',
    'caller',
    'OpenObserve refused the request: {detail} Correct the arguments; describe_tool shows what {tool} takes.',
  ),
  rule(
    [400, 422],
    /Failed to deserialize|Failed to parse the request body|SerdeJsonError|^Invalid URL|did not match any variant|Error parsing query/i,
    'bad_arguments',
    'caller',
    'OpenObserve cannot read an argument ({status}): {detail} Correct it; describe_tool shows what {tool} takes.',
  ),
  rule(
    [400, 415],
    /Content-Type|boundary|multipart/i,
    'bad_content_type',
    'operator',
    'OpenObserve did not take the content type of the request ({status}). A proxy in between may have changed it; check that headers pass through.',
  ),
];

/** What a status says by itself, when its text said nothing more. */
export const RULES_BY_STATUS: readonly RefusalRule[] = [
  rule(
    [403],
    ANYTHING,
    'forbidden',
    'operator',
    'OpenObserve does not allow this (403): {detail} The user of API_KEY lacks permission for {tool}; an operator can grant it.',
  ),
  rule(
    [404],
    ANYTHING,
    'not_found',
    'caller',
    'OpenObserve does not have it: {detail} Check the name or id.',
  ),
  rule(
    [408, 504],
    ANYTHING,
    'timeout',
    'nobody',
    'OpenObserve took too long ({status}). Take a shorter time range or a narrower filter.',
  ),
  rule(
    [409],
    ANYTHING,
    'conflict',
    'caller',
    'OpenObserve refused because of a conflict: {detail} Read the object again, then repeat the change.',
  ),
  rule(
    [413],
    ANYTHING,
    'too_large',
    'caller',
    'The request is larger than OpenObserve takes (413). Send it in parts.',
  ),
  rule(
    [415],
    ANYTHING,
    'bad_content_type',
    'operator',
    'OpenObserve did not take the encoding of the request (415). A proxy in between may have changed it; check that headers pass through.',
  ),
  rule([429], ANYTHING, 'rate_limited', 'nobody', 'OpenObserve limits the rate of requests just now. {wait}'),
  rule(
    [502, 503],
    ANYTHING,
    'busy',
    'nobody',
    'OpenObserve is busy or restarting ({status}): {detail} Try again in a moment.',
  ),
];
