import { InputError } from '../../errors.ts';
import { refuseLong } from '../../limits.ts';
import { sqlWithoutLiterals, hasComment } from './sql-guard.ts';

/** Words that begin another part of a query where no bracket encloses them. */
const OTHER_PART =
  /\b(?:select|from|where|group\s+by|having|order\s+by|limit|offset|fetch|union|intersect|except|join|window|qualify|into|as)\b/i;
/** FROM belongs to these. */
const COMPARES = /\bis\s+(?:not\s+)?distinct\s+from\b/gi;
/** Texts in other quotes, which databases end in different places. */
const OTHER_QUOTES = /\$\w*\$|`/;

/** What is wrong with a text that is to become one part of a query, such as its condition; null when nothing is. */
function fault(text: string): string | null {
  if (hasComment(text)) return 'it has a comment';
  const plain = sqlWithoutLiterals(text).replaceAll(COMPARES, ' = ');
  if (OTHER_QUOTES.test(plain)) return 'texts must stand in single quotes, names in double quotes';
  if (plain.replaceAll(/'_*'|"_*"/g, '').search(/['"]/) !== -1) return 'a quote is not closed';
  if (plain.includes(';')) return 'it ends the query';
  let depth = 0;
  let outside = '';
  for (const character of plain) {
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (depth === 0) outside += character;
    if (depth < 0) return 'a bracket is closed that was not opened';
  }
  if (depth > 0) return 'a bracket is not closed';
  if (outside.includes(',')) return 'it is several expressions';
  const other = OTHER_PART.exec(outside)?.[0];
  return other === undefined ? null : `${other.toUpperCase()} begins another part of the query`;
}

/**
 * A text that becomes one part of a query is one expression: it opens and closes its own brackets and quotes, has no
 * comment and begins no other part, so that what stands around it stays as it is.
 * @throws {InputError} where it is more; `what` names it
 */
export function refuseUnsoundSql(what: string, text: string): void {
  refuseLong(`"${what}"`, text, 'sql');
  const why = fault(text);
  if (why === null) return;
  throw new InputError(
    `"${what}" must be one SQL expression, such as level = 'error' or avg(duration): ${why}.`,
    { code: 'not_an_expression' },
  );
}
