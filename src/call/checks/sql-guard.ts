import { InputError } from '../../errors.ts';
import { refuseLong } from '../../limits.ts';
import { didYouMean } from '../../names/nearest.ts';
import type { TimeRange } from '../arguments/times.ts';

const DAY_US = 86_400e6;
const MANY_ROWS = 10_000;
/** OpenObserve's own way of saying: every row there is. */
const ALL_ROWS = -999;
const READING = ['SELECT', 'WITH', 'EXPLAIN', 'SHOW', 'DESCRIBE', 'DESC', 'VALUES'];
const WRITING =
  /\b(?:insert\s+into|delete\s+from|merge\s+into|update\s+[\w".]+\s+set|(?:drop|create|alter|truncate)\s+(?:or\s+replace\s+)?(?:external\s+|temporary\s+)?(?:table|view|schema|database|function|index)|into\s+(?:outfile|table)\b|copy\s+[\w"(])/i;
/** Brackets, and what stands in them: whether there is a query, and the names after FROM and JOIN. */
const PARTS = /[()]|\bselect\b|\b(?:from|join)\s+([\w-]+)(?![\w."(-])/gi;
/** A name that SQL reads only in double quotes: a word of its own, or with a dash, or with a digit in front. */
const needsQuotes = (name: string) =>
  /^(?:default|user|order|group|table|index|end)$/.test(name) ||
  /^[a-z_]\w*(?:-\w+)+$/i.test(name) ||
  (/^\d[\w-]*$/.test(name) && /[a-z_-]/i.test(name));

/** SQL as it may be sent, and what a reader should know about it. */
export interface CheckedSql {
  readonly sql: string;
  readonly notes: readonly string[];
}

/** Texts, texts with escapes (E'...'), names and comments; what is never closed has an empty part. */
const QUOTED =
  /(?<!\w)e'(?:[^'\\]|\\[\s\S]|'')*(?:'|($))|'(?:[^']|'')*(?:'|($))|"(?:[^"]|"")*(?:"|($))|--[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|($))/gi;

const isComment = (part: string) => part.startsWith('--') || part.startsWith('/*');

/** SQL with comments and the insides of quotes blanked, at the same length: words and semicolons in them do not count. */
export function sqlWithoutLiterals(sql: string): string {
  return sql.replaceAll(QUOTED, (part, ...ends: unknown[]) => {
    // What is never closed is no comment and no text: its words count.
    if (ends.includes('')) return part;
    if (isComment(part)) return ' '.repeat(part.length);
    const quote = part.at(-1) as string;
    return quote + '_'.repeat(part.length - 2) + quote;
  });
}

/** Whether SQL has a comment, closed or not. */
export function hasComment(sql: string): boolean {
  return [...sql.matchAll(QUOTED)].some(([part]) => isComment(part));
}

/**
 * The query with quotes around stream names that need them. FROM in a function such as EXTRACT(day FROM a-b) is followed
 * by no name of a stream: only in brackets that hold a SELECT.
 */
function quoted(sql: string): { sql: string; names: string[] } {
  const brackets: Array<{ hasQuery: boolean }> = [];
  const names: string[] = [];
  let result = '';
  let done = 0;
  for (const { 0: part, 1: name, index } of sqlWithoutLiterals(sql).matchAll(PARTS)) {
    const inside = brackets.at(-1);
    if (part === '(') brackets.push({ hasQuery: false });
    else if (part === ')') {
      const outside = brackets.at(-2);
      if (outside && inside?.hasQuery) outside.hasQuery = true;
      brackets.pop();
    } else if (name === undefined) {
      if (inside) inside.hasQuery = true;
    } else if (needsQuotes(name) && (inside === undefined || inside.hasQuery)) {
      const start = index + part.length - name.length;
      result += `${sql.slice(done, start)}"${name}"`;
      done = start + name.length;
      names.push(name);
    }
  }
  return { sql: result + sql.slice(done), names };
}

function refuseWriting(text: string): void {
  if (text.includes(';')) {
    throw new InputError(
      '"sql" holds several statements, and OpenObserve would run only the last. Send them one by one.',
      { code: 'several_statements' },
    );
  }
  const verb = (/^[\s(]*([a-z]+)/i.exec(text)?.[1] ?? '').toUpperCase();
  const writing = WRITING.exec(text)?.[0].toUpperCase().replaceAll(/\s+/g, ' ');
  if (READING.includes(verb) && writing === undefined) return;
  const what = writing === undefined ? verb : writing.trim();
  throw new InputError(
    what === ''
      ? `"sql" ${text.trim() === '' ? 'is empty' : 'is not SQL'}. It must be a query that begins with SELECT or WITH, such as SELECT * FROM "stream" WHERE level = 'error' AND match_all('words').`
      : `"sql" must only read, and ${what} does not: it must begin with SELECT or WITH.${didYouMean(verb, writing === undefined ? READING : [])} Records are written with logs_ingestion_json, streams deleted with stream_delete.`,
    { code: 'not_a_query' },
  );
}

const TIME_UNITS: ReadonlyArray<readonly [mostDigits: number, unit: string]> = [
  [11, 'seconds'],
  [14, 'milliseconds'],
  [17, ''],
  [20, 'nanoseconds'],
];
const DATE_TEXT = /_timestamp"?\s*(?:>=?|<=?|=|between)\s*('\d{4}-\d\d-\d\d[^']*')/i;
const COMPARED_TIME = /_timestamp"?\s*(?:>=?|<=?|=|between)\s*'?(\d{9,20})'?/gi;

/** What is wrong with the form or unit of the times that a condition compares with `_timestamp`; null when nothing is. */
export function wrongTimeUnit(sql: string): string | null {
  const [, text] = DATE_TEXT.exec(sql) ?? [];
  if (text !== undefined)
    return `"_timestamp" holds microseconds as a number, and ${text} is text. Leave the condition out and give start_time and end_time.`;
  for (const [, digits = ''] of sql.matchAll(COMPARED_TIME)) {
    const unit = TIME_UNITS.find(([most]) => digits.length <= most)?.[1] ?? '';
    if (unit !== '')
      return `"_timestamp" holds microseconds, and ${digits} is in ${unit}. Leave the condition out and give start_time and end_time.`;
  }
  return null;
}

/** Whether a query brings every column of its rows. */
export function isSelectStar(sql: string): boolean {
  return /^[\s(]*select\s+\*/i.test(sqlWithoutLiterals(sql));
}

/**
 * Hold a query against what is known to go wrong, before it is sent. `size` is how many rows are asked for, null when
 * the call does not say.
 * @throws {InputError} when the SQL does anything but read, or holds several statements, of which only the last would run
 */
export function checkSql(given: string, range: TimeRange | null, size: number | null): CheckedSql {
  refuseLong('"sql"', given, 'sql');
  const { sql, names } = quoted(given);
  const text = sqlWithoutLiterals(sql).trim().replace(/;\s*$/, '');
  refuseWriting(text);
  const notes = names.map(
    (name) => `The stream name ${name} was put in double quotes, without which SQL cannot read it.`,
  );
  const wrongUnit = wrongTimeUnit(sql);
  if (wrongUnit !== null) notes.push(wrongUnit);
  const isBounded = /\b(where|limit|group\s+by)\b/i.test(text);
  if (range !== null && range.endUs - range.startUs > DAY_US && isSelectStar(sql) && !isBounded) {
    notes.push(
      'This reads every column of every row over more than a day. Cheaper: SELECT count(*) first, then name the columns, add WHERE, or shorten the range.',
    );
  }
  if (size !== null && (size <= ALL_ROWS || size > MANY_ROWS) && !/\b(limit|group\s+by)\b/i.test(text)) {
    notes.push(
      `This asks for ${size <= ALL_ROWS ? 'every row' : `${size} rows`} at once. Cheaper: count or group in the SQL, or take a size of 1000 and follow "next".`,
    );
  }
  return { sql, notes };
}
