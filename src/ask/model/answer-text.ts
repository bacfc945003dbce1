import { listAt } from '../../openobserve/answer.ts';
import type { Arguments } from '../../contract/tool.ts';
import type { Config } from '../../config/options.ts';
import { ApiError, type OpenObserveMcpError, toMessage } from '../../errors.ts';
import { parseExact, stringifyExact } from '../../json/exact-json.ts';
import type { MaskedOutcome } from '../../result/masked-outcome.ts';
import { shrink } from '../../result/cut-to-size.ts';
import { CONDITION_REFUSED } from '../../call/short-forms/alert-check.ts';
import { FIXED_FIELD } from '../../call/update.ts';
import { resultOf, shapedOf } from '../outcome-text.ts';

/** Longest answer of one call that a model gets to read, in tokens. */
const MOST_TOKENS = 3000;
/** What says of which kind a stream or field is. */
const KINDS = ['type', 'stream_type'];
const NOTE = 'The operator lets only names and types reach a model.';

/** What a model may read of what OpenObserve answers. */
export interface AnswerText {
  of(outcome: MaskedOutcome): string;
  /** The same of the text that a tool of our own answers. */
  ofOwn(text: string): string;
  ofFailure(error: OpenObserveMcpError): string;
  /** What was found of a step when it was planned: how often an alert would have fired is a figure. */
  ofNotes(notes: readonly string[]): readonly string[];
}

/** The fields of a list's rows that are names: what people called a thing, and its identifier. */
function namesIn({ row }: MaskedOutcome): string[] {
  const { names, rows } = row;
  if (rows === 'schema') return ['name', ...KINDS];
  return names === null || names.id === '' ? [] : [names.id, names.label, ...KINDS];
}

/** Names and types alone: nothing that a record, a metric, a condition or a person's text could be in. */
function namesAlone(outcome: MaskedOutcome): unknown {
  const { row, value } = outcome;
  const list = row.rows === null ? null : listAt(value, row.rows);
  const kept = namesIn(outcome);
  if (list === null || kept.length === 0)
    // Not even how many rows there are: a query can make any value a number of rows.
    return { withheld: list === null ? 'the answer' : 'the rows', note: NOTE };
  return list.map((each) =>
    Object.fromEntries(
      kept.map((field) => [field, (each as Arguments)[field]]).filter(([, name]) => name !== undefined),
    ),
  );
}

/** An outcome as it stands among others in one answer: secrets are masked, and it is cut to its share in tokens. */
export function shareOf(outcome: MaskedOutcome, config: Config, tokens: number): Record<string, unknown> {
  return shapedOf(outcome, { ...config, maxTokens: Math.min(tokens, config.maxTokens) });
}

const CHARACTERS_PER_TOKEN = 3;

/** The same of the JSON text that a tool of our own answered: its data beside what surrounds them. */
export function shareOfText(text: string, tokens: number): Record<string, unknown> {
  const { untrusted_data: data, ...rest } = shrink(parseExact(text), tokens * CHARACTERS_PER_TOKEN)
    .value as Record<string, unknown>;
  const isPart = typeof data === 'object' && data !== null && !Array.isArray(data);
  return data === undefined ? rest : isPart ? { ...rest, ...data } : { ...rest, object: data };
}

/** A column that a person looks at, and a model writes itself where it wants to look further. */
const COLUMN_FOR_PERSONS = 'query';
/** Members beside the data that only help a person on: the streams are told to a model in any case. */
const FOR_PERSONS = new Set(['looked_at', 'next', 'reads']);
const PARTS_OF_SECONDS = /(?<=T\d\d:\d\d:\d\d)\.\d+(?=Z|[+-]\d\d:\d\d)/g;

interface Table {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly unknown[]>;
}

/** "disk_used {host=a}: up to 9" beside "disk_used" as "{host=a}: up to 9". */
const unrepeated = (cells: readonly unknown[]) =>
  cells.map((cell, index) => {
    const before = `${cells[index - 1]} `;
    return typeof cell === 'string' && cell.startsWith(before) ? cell.slice(before.length) : cell;
  });

/** The JSON text that a tool of our own answered, without what is for persons, and with times to the second. */
function shortened(given: string): string {
  const answer = parseExact(given.replaceAll(PARTS_OF_SECONDS, '')) as {
    readonly untrusted_data?: Partial<Table>;
  };
  const kept = Object.fromEntries(Object.entries(answer).filter(([name]) => !FOR_PERSONS.has(name)));
  const { columns, rows } = answer.untrusted_data ?? {};
  const at = columns?.indexOf(COLUMN_FOR_PERSONS) ?? -1;
  if (at < 0 || !columns || !rows) return stringifyExact(kept);
  const others = <T>(list: readonly T[]) => list.filter((_, index) => index !== at);
  const data = {
    ...answer.untrusted_data,
    columns: others(columns),
    rows: rows.map((row) => unrepeated(others(row))),
  };
  return stringifyExact({ ...kept, untrusted_data: data });
}

/** An object without members that are null, which a model learns nothing from; the cells of rows stay. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(kept.map(([name, item]) => [name, withoutNulls(item)]));
}

/** Under O2_LLM_SEND=schema a model gets names and types alone; else everything but secrets. */
export function createAnswerText(config: Config): AnswerText {
  if (config.llmSend === 'rows') {
    const sized = { ...config, maxTokens: Math.min(MOST_TOKENS, config.maxTokens) };
    return {
      of(outcome) {
        const result = resultOf(outcome, sized);
        return stringifyExact(outcome.row.rows === null ? withoutNulls(result) : result);
      },
      ofOwn: shortened,
      ofFailure: toMessage,
      ofNotes: (notes) => notes,
    };
  }
  return {
    of: (outcome) => stringifyExact(namesAlone(outcome)),
    ofOwn: () => stringifyExact({ withheld: 'the answer', note: NOTE }),
    ofNotes: () => [],
    // What OpenObserve says may repeat what it holds, and so may we where a field cannot be changed.
    ofFailure: (error) =>
      error instanceof ApiError || [FIXED_FIELD, CONDITION_REFUSED].includes(error.code)
        ? `It was refused (${error.code}). ${NOTE}`
        : toMessage(error),
  };
}
