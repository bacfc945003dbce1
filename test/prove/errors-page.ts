import { notesOn } from '../../src/result/notes.ts';
import { OpenObserveMcpError } from '../../src/errors.ts';
import { stringifyExact } from '../../src/json/exact-json.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { refusalOf } from '../../src/openobserve/refusals.ts';
import type { Exchange } from '../helpers/exchanges.ts';

/** One recorded answer that is no plain success, and what we say to it. */
export interface StatedRequest {
  readonly exchange: Exchange;
  readonly tool: string;
  /** The server's own words. */
  readonly theirs: string;
  readonly ours: readonly string[];
  readonly code: string;
  readonly remedy: string;
}

const TOOL_OF = new Map(TOOLS.map((row) => [row.operationId, row]));
const MOST_EXAMPLES = 3;
const LONGEST = 150;

/** The body as it came over the wire. */
export function bodyText({ body, headers }: Exchange['response']): string {
  if (body === undefined) return '';
  const isJson = /json/.test(headers['content-type'] ?? '');
  return typeof body === 'string' && !isJson ? body : stringifyExact(body);
}

function wordsOf({ response }: Exchange): string {
  const { body } = response;
  if (body === undefined || body === '') return '';
  if (typeof body !== 'object' || body === null) return String(body);
  const fields = body as Record<string, unknown>;
  const inRows = Array.isArray(fields.status)
    ? fields.status.map((status) => (status as Record<string, unknown>).error)
    : [];
  const words = [fields.error_detail, fields.message, fields.error, fields.function_error, ...inRows].flat();
  return String(words.find((word) => typeof word === 'string' && word !== '') ?? '');
}

/** What we say to a recorded exchange; null when it is a plain success, or the connection ended without an answer. */
export function saidTo(exchange: Exchange): StatedRequest | null {
  const { response, op } = exchange;
  if (response.status === 0) return null;
  const row = TOOL_OF.get(op ?? '');
  const answer = {
    status: response.status,
    contentType: response.headers['content-type'] ?? '',
    location: response.headers.location ?? null,
    text: bodyText(response),
    truncated: false,
    parsed: null,
    attempts: 1,
    date: null,
    retryAfter: null,
  };
  const tool = row?.name ?? 'this tool';
  const called = {
    tool,
    edition: row?.edition ?? 'all',
    isWrite: row !== undefined && row.access !== 'read',
  };
  const refusal = refusalOf(answer, called);
  const theirs = wordsOf(exchange);
  if (refusal instanceof OpenObserveMcpError)
    return { exchange, tool, theirs, ours: [refusal.message], code: refusal.code, remedy: refusal.remedy };
  const notes = notesOn(response.body, false);
  return notes.length === 0
    ? null
    : { exchange, tool, theirs, ours: notes, code: 'note beside the rows', remedy: 'caller' };
}

/** The sentence with what changes from call to call left open, so that like answers become one row. */
function pattern({ ours, theirs, tool }: StatedRequest): string {
  const line = theirs
    .replace(/^((Error|DbError|PutAlert|SerdeJsonError)# )+/, '')
    .replaceAll(/[\u2500-\u257f]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 900)
    .replace(/\.$/, '');
  return ours
    .join(' ')
    .replaceAll(line === '' ? '\u0000' : line, '(its words)')
    .replaceAll(tool, 'TOOL')
    .replaceAll(/\((400|404|405|415|422|500)\)/g, '(STATUS)')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/^\d+ of \d+/g, 'N of N')
    .replaceAll('PutAlert# ', '')
    .replaceAll(/\(its words\)\.+/g, '(its words)');
}

const short = (text: string) => {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', "'").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line;
};

const WHO: Readonly<Record<string, string>> = {
  caller: 'who calls',
  operator: 'who runs OpenObserve or this server',
  nobody: 'nobody now; wait or take another way',
};

/** The page of all recorded refusals: what OpenObserve said, what we say, and who can fix it. */
export function errorsPage(exchanges: readonly Exchange[]): string {
  const all = exchanges.map(saidTo).filter((said) => said !== null);
  const groups = Map.groupBy(all, (said) => `${said.code}\u0000${pattern(said)}`);
  const rows = [...groups.values()]
    .map((group) => {
      const [first] = group as [StatedRequest];
      const statuses = [...new Set(group.map(({ exchange }) => exchange.response.status))].sort();
      const examples = [...new Set(group.map(({ theirs }) => short(theirs)))];
      const shown = examples
        .slice(0, MOST_EXAMPLES)
        .map((text) => (text === '' ? '(nothing)' : `\`${text}\``));
      const more = examples.length > MOST_EXAMPLES ? `, and ${examples.length - MOST_EXAMPLES} more` : '';
      return {
        first,
        statuses,
        said: `${shown.join('<br>')}${more}`,
        count: group.length,
        says: pattern(first),
      };
    })
    .sort((a, b) =>
      a.first.code === b.first.code ? b.count - a.count : a.first.code < b.first.code ? -1 : 1,
    );
  const lines = rows.map(
    ({ first, statuses, said, count, says }) =>
      `| ${statuses.join(', ')} | ${said} | ${short(says).length < says.length ? says.replaceAll('|', '\\|') : short(says)} | ${WHO[first.remedy]} | \`${first.code}\` | ${count} |`,
  );
  return `# What OpenObserve refuses, and what we say

Written by \`npm run prove\` from every recorded answer of a real OpenObserve that is a refusal, or a success that is not whole. Like answers share a row: *(its words)* stands for the text of the server, *TOOL* for the tool that was called.

At a call more is added where it can be looked up: the nearest names of streams, fields, functions, folders, alerts, destinations and the like where a name is wrong, and the version and edition of the server where something is not there.

| status | OpenObserve said | we say | who can fix it | code | answers |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}
