import type { SampleStream } from '../store/store.ts';
import { quoted } from '../store/store.ts';

const DEFAULT_FIELDS = new Set([
  'log',
  'message',
  'msg',
  'content',
  'data',
  'body',
  'json',
  'error',
  'llm_input',
  'llm_output',
]);

/** The fields of a stream that full text looks into. */
export function fullTextFields({ fields, settings }: SampleStream): string[] {
  const keys = new Set((settings.full_text_search_keys as string[] | undefined) ?? []);
  return fields
    .filter(({ name, type }) => type === 'Utf8' && (DEFAULT_FIELDS.has(name) || keys.has(name)))
    .map(({ name }) => name);
}

function tokenPattern(token: string): string {
  const word = token.replaceAll('*', '').replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
  return `${token.startsWith('*') ? '' : '(^|[^a-z0-9_])'}${word}${token.endsWith('*') ? '' : '([^a-z0-9_]|$)'}`;
}

/** SQL that is true where every word of `text` stands in one of the fields, in any letter case; `*` is a wildcard. */
export function matchAllSql(text: string, fields: readonly string[]): string {
  const tokens = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_*]+/u)
    .filter((token) => token.replaceAll('*', '').length >= 2);
  if (tokens.length === 0) return 'true';
  return tokens
    .map((token) => {
      const pattern = tokenPattern(token).replaceAll("'", "''");
      return `(${fields.map((field) => `regexp_matches(lower(coalesce(${quoted(field)}, '')), '${pattern}')`).join(' OR ')})`;
    })
    .join(' AND ');
}

/** SQL that is true where some word of a field is at most `distance` edits from `text`. */
export function fuzzyMatchAllSql(text: string, distance: number, fields: readonly string[]): string {
  const word = `'${text.replaceAll("'", "''")}'`;
  return fields
    .map((field) => `coalesce(fuzzy_match(${quoted(field)}, ${word}, ${distance}), false)`)
    .join(' OR ');
}
