import type { Arguments } from '../../contract/tool.ts';
import { InputError } from '../../errors.ts';
import { didYouMean } from '../../names/nearest.ts';
import { checkSql } from '../../call/checks/sql-guard.ts';
import type { Dictionary } from '../data/dictionary.ts';
import type { StreamType } from '../data/source.ts';

const WORDS = new Set(
  `select distinct all from where group by having order limit offset as and or not in is null like ilike similar to between case when then else end asc desc nulls first last on using join inner left right full outer cross natural union intersect except with recursive true false interval cast try_cast extract over partition rows range unbounded preceding following current row exists any some filter within values date time timestamp at zone epoch second seconds minute minutes hour hours day days week weeks month months quarter year years dow doy isodow microsecond millisecond int integer bigint smallint float double precision real numeric decimal varchar text string boolean escape unnest lateral explain analyze qualify window array`.split(
    /\s+/,
  ),
);
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|[a-z_][\w]*|[\d.]+(?:e\d+)?|\S/giu;
const TYPES: readonly StreamType[] = ['logs', 'metrics', 'traces'];

interface Token {
  readonly text: string;
  /** The identifier as stored; null for what is none. */
  readonly name: string | null;
}

function tokensOf(sql: string): Token[] {
  return [...sql.matchAll(TOKEN)]
    .map(([text]) => text)
    .filter((text) => !text.startsWith('--') && !text.startsWith('/*'))
    .map((text) => {
      if (text.startsWith('"')) return { text, name: text.slice(1, -1).replaceAll('""', '"') };
      return {
        text,
        name: /^[a-z_]\w*$/i.test(text) && !WORDS.has(text.toLowerCase()) ? text.toLowerCase() : null,
      };
    });
}

/** What a query reads, and the columns that it names; names that it makes up itself are left out. */
export function namesIn(sql: string): {
  readonly streams: readonly string[];
  readonly fields: readonly string[];
} {
  const tokens = tokensOf(sql);
  const streams = new Set<string>();
  const own = new Set<string>();
  tokens.forEach(({ name, text }, index) => {
    const before = tokens[index - 1]?.text.toLowerCase();
    if (name === null) {
      // The alias of a query in brackets.
      const alias = text === ')' ? tokens[index + 1] : undefined;
      if (alias?.name) own.add(alias.name);
      return;
    }
    if (before === 'as') own.add(name);
    if (before === 'from' || before === 'join') {
      // "traces"."default": the kind of the stream stands before it.
      const at = tokens[index + 1]?.text === '.' ? index + 2 : index;
      streams.add(tokens[at]?.name ?? name);
      const alias = tokens[at + 1]?.name;
      if (alias) own.add(alias);
    }
    // A common table expression.
    if (tokens[index + 1]?.text.toLowerCase() === 'as' && tokens[index + 2]?.text === '(') own.add(name);
  });
  const fields = tokens.flatMap(({ name }, index) => {
    const next = tokens[index + 1]?.text;
    if (name === null || next === '(' || next === '.' || own.has(name) || streams.has(name)) return [];
    return [name];
  });
  return { streams: [...streams].filter((name) => !own.has(name)), fields: [...new Set(fields)] };
}

/**
 * Hold a query against the streams that it reads, before it runs.
 * @throws {InputError} when it does more than read, or names a stream or field that is not there
 */
export async function checkQuery(sql: string, type: unknown, dictionary: Dictionary): Promise<void> {
  checkSql(sql, null, null);
  const { streams: wanted, fields } = namesIn(sql);
  const types = TYPES.filter((each) => type === undefined || each === type);
  if (types.length === 0 || wanted.length === 0) return;
  const streams = (await dictionary.streams()).filter((stream) => types.includes(stream.type));
  if (streams.length === 0) return;
  const known: string[] = [];
  for (const name of wanted) {
    const type = streams.find((each) => each.name === name)?.type;
    const found = await Promise.all((type ? [type] : types).map((each) => dictionary.schema(each, name)));
    const stream = found.find((each) => each !== null);
    if (!stream)
      throw new InputError(
        `The query reads "${name}", and there is no such stream.${didYouMean(
          name,
          streams.map((each) => each.name),
        )}`,
        { code: 'unknown_stream' },
      );
    known.push(...(stream.fields ?? []).map((field) => field.name));
  }
  // Without a schema nothing can be said.
  if (known.length === 0) return;
  const folded = new Set(known.map((name) => name.toLowerCase()));
  const wrong = fields.filter((name) => !folded.has(name.toLowerCase()) && name !== '_timestamp');
  if (wrong.length === 0) return;
  const each = wrong
    .slice(0, 4)
    .map((name) => `"${name}" is no field of ${wanted.join(' or ')}.${didYouMean(name, known)}`);
  throw new InputError(`${each.join(' ')} The fields are: ${known.slice(0, 60).join(', ')}.`, {
    code: 'unknown_field',
  });
}

/** Every SQL query in arguments, however deep. */
export function queriesIn(value: unknown): string[] {
  if (typeof value === 'string') return [];
  if (Array.isArray(value)) return value.flatMap(queriesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as Arguments).flatMap(([key, item]) =>
    (key === 'sql' || key === 'query') && typeof item === 'string' && /^\s*(select|with)\b/i.test(item)
      ? [item]
      : queriesIn(item),
  );
}
