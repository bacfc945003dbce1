import type { Arguments } from '../../contract/tool.ts';
import { InputError } from '../../errors.ts';
import { didYouMean } from '../../names/nearest.ts';
import { checkSql } from '../../call/checks/sql-guard.ts';
import type { Dictionary, StreamEntry } from '../data/dictionary.ts';
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

/** A comparison of a field with a value, as conditions of pipelines and alerts have it. */
interface Comparison {
  readonly column: string;
  readonly operator: string;
  readonly value?: unknown;
}

function comparisonsIn(value: unknown): Comparison[] {
  if (typeof value !== 'object' || value === null) return [];
  const { column, operator } = value as Partial<Comparison>;
  const own =
    typeof column === 'string' && typeof operator === 'string' && !('threshold' in value)
      ? [value as Comparison]
      : [];
  return [...own, ...Object.values(value).flatMap(comparisonsIn)];
}

/** The stream whose records conditions are held against: that of an alert, or the source of a pipeline. */
function comparedStream({ stream_name: own, stream_type: type, nodes }: Readonly<Arguments>) {
  const source = [nodes].flat().find((node) => (node as Arguments | undefined)?.io_type === 'input') as
    | { readonly data?: Readonly<Arguments> }
    | undefined;
  const name = own ?? source?.data?.stream_name;
  return typeof name === 'string'
    ? { name, type: (type ?? source?.data?.stream_type ?? 'logs') as StreamType }
    : null;
}

/** Texts that a query compares fields with: `level = 'error'`, `level IN ('error', 'warn')`. */
function textsComparedIn(sql: string): Comparison[] {
  const compared =
    /("[^"]+"|\b[a-z_]\w*)\s*(?:=|!=|<>|\b(?:not\s+)?in\s*\()\s*((?:'(?:[^']|'')*'\s*,?\s*)+)/gi;
  return [...sql.matchAll(compared)].flatMap(([, column = '', texts = '']) =>
    [...texts.matchAll(/'((?:[^']|'')*)'/g)].map(([, text = '']) => ({
      column: column.replaceAll('"', ''),
      operator: '=',
      value: text.replaceAll("''", "'"),
    })),
  );
}

/** @throws {InputError} when a field has a value only otherwise written */
function checkSpelling({ column, operator, value }: Comparison, { name, fields = [] }: StreamEntry): void {
  const values = (fields.find((field) => field.name === column.toLowerCase())?.values ?? []).map(
    (each) => each.value,
  );
  const text = String(value);
  const written = values.find((each) => each.toLowerCase() === text.toLowerCase());
  if (/^(?:=|!=)$/.test(operator) && written !== undefined && !values.includes(text))
    throw new InputError(`In ${name}, "${column}" has "${written}", and never "${text}".`, {
      code: 'unknown_value',
    });
}

/**
 * Hold the values that the queries of a write compare with against what their streams have.
 * @throws {InputError} with how a value is written there
 */
async function checkTexts(args: Readonly<Arguments>, dictionary: Dictionary): Promise<void> {
  for (const sql of queriesIn(args)) {
    const compared = textsComparedIn(sql);
    const [name, ...others] = namesIn(sql).streams;
    if (compared.length === 0 || name === undefined || others.length > 0) continue;
    const same = (await dictionary.streams()).filter((stream) => stream.name === name);
    const [only] = same;
    const entry = only && same.length === 1 ? await dictionary.stream(only.type, name) : null;
    if (entry) for (const each of compared) checkSpelling(each, entry);
  }
}

/**
 * Hold the conditions of an alert or a pipeline, and the values in queries, against their streams: a field that is not there, or a value that is only
 * written otherwise, would silently let nothing pass.
 * @throws {InputError} with how it is written there
 */
export async function checkConditions(args: Readonly<Arguments>, dictionary: Dictionary): Promise<void> {
  await checkTexts(args, dictionary);
  const comparisons = comparisonsIn([args.nodes, args.query_condition]);
  const stream = comparisons.length === 0 ? null : comparedStream(args);
  const entry = stream && (await dictionary.stream(stream.type, stream.name));
  const known = entry?.fields ?? [];
  if (!entry || known.length === 0) return;
  for (const each of comparisons) {
    const { column } = each;
    const field = known.find(({ name }) => name === column.toLowerCase());
    if (!field && column !== '_timestamp')
      throw new InputError(
        `"${column}" is no field of ${entry.name}.${didYouMean(
          column,
          known.map(({ name }) => name),
        )} The fields are: ${known
          .slice(0, 60)
          .map(({ name }) => name)
          .join(', ')}.`,
        { code: 'unknown_field' },
      );
    checkSpelling(each, entry);
  }
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
