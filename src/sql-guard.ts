import { InputError } from './errors.ts';
import type { TimeRange } from './outcome.ts';

const DAY_US = 86_400e6;
const READS = /^(select|with|explain|show|describe)\b/i;

/** SQL without comments, and with the insides of quotes blanked, so that words and semicolons in them do not count. */
function bones(sql: string): string {
  return sql.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith("'") || part.startsWith('"') ? part[0] + '_'.repeat(part.length - 2) + part[0] : ' ',
  );
}

/**
 * What a reader should know about a query before trusting or repeating it.
 * @throws {InputError} when the SQL does anything but read, or holds several statements, of which only the last would run
 */
export function checkSql(sql: string, range: TimeRange | null): string[] {
  const text = bones(sql).trim().replace(/;\s*$/, '');
  if (text.includes(';')) {
    throw new InputError(
      '"sql" holds several statements, and OpenObserve would run only the last. Send them one by one.',
      { code: 'several_statements' },
    );
  }
  const [verb = ''] = /^\(*\s*([a-z]+)/i.exec(text)?.slice(1) ?? [];
  if (
    /^(insert|update|delete|drop|create|alter|truncate|merge|grant|copy|set)$/i.test(verb) &&
    !READS.test(text)
  ) {
    throw new InputError(
      `"sql" must only read, and ${verb.toUpperCase()} does not. Records are written with logs_ingestion_json, streams deleted with stream_delete.`,
      { code: 'not_a_query' },
    );
  }
  const isWide = range !== null && range.endUs - range.startUs > DAY_US;
  if (isWide && /^\(*\s*select\s+\*/i.test(text) && !/\b(where|limit|group\s+by)\b/i.test(text)) {
    return [
      'This reads every column of every row over more than a day. Cheaper: SELECT count(*) first, then name the columns, add WHERE, or shorten the range.',
    ];
  }
  return [];
}
