import { listAt } from '../../openobserve/answer.ts';
import type { Arguments } from '../../contract/tool.ts';
import type { Config } from '../../config/options.ts';
import { ApiError, type OpenObserveMcpError, toMessage } from '../../errors.ts';
import { parseExact, stringifyExact } from '../../json/exact-json.ts';
import { shrink } from '../../result/cut-to-size.ts';
import { FIXED_FIELD } from '../../call/update.ts';
import type { Outcome } from '../../call/outcome.ts';
import { resultOf, shapedOf } from '../outcome-text.ts';

/** Longest answer of one call that a model gets to read, in tokens. */
const MOST_TOKENS = 3000;
/** What says of which kind a stream or field is. */
const KINDS = ['type', 'stream_type'];
const NOTE = 'The operator lets only names and types reach a model.';

/** What a model may read of what OpenObserve answers. */
export interface AnswerText {
  of(outcome: Outcome): string;
  /** The same of the text that a tool of our own answers. */
  ofOwn(text: string): string;
  ofFailure(error: OpenObserveMcpError): string;
}

/** The fields of a list's rows that are names: what people called a thing, and its identifier. */
function namesIn({ row }: Outcome): string[] {
  const { names, rows } = row;
  if (rows === 'schema') return ['name', ...KINDS];
  return names === null || names.id === '' ? [] : [names.id, names.label, ...KINDS];
}

/** Names and types alone: nothing that a record, a metric, a condition or a person's text could be in. */
function namesAlone(outcome: Outcome): unknown {
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
export function shareOf(outcome: Outcome, config: Config, tokens: number): Record<string, unknown> {
  return shapedOf(outcome, { ...config, maxTokens: Math.min(tokens, config.maxTokens) });
}

const CHARACTERS_PER_TOKEN = 3;

/** The same of the JSON text that a tool of our own answered. */
export function shareOfText(text: string, tokens: number): Record<string, unknown> {
  return shrink(parseExact(text), tokens * CHARACTERS_PER_TOKEN).value as Record<string, unknown>;
}

/** Under O2_LLM_SEND=schema a model gets names and types alone; else everything but secrets. */
export function createAnswerText(config: Config): AnswerText {
  if (config.llmSend === 'rows') {
    const sized = { ...config, maxTokens: Math.min(MOST_TOKENS, config.maxTokens) };
    return {
      of: (outcome) => stringifyExact(resultOf(outcome, sized)),
      ofOwn: (text) => text,
      ofFailure: toMessage,
    };
  }
  return {
    of: (outcome) => stringifyExact(namesAlone(outcome)),
    ofOwn: () => stringifyExact({ withheld: 'the answer', note: NOTE }),
    // What OpenObserve says may repeat what it holds, and so may we where a field cannot be changed.
    ofFailure: (error) =>
      error instanceof ApiError || error.code === FIXED_FIELD
        ? `It was refused (${error.code}). ${NOTE}`
        : toMessage(error),
  };
}
