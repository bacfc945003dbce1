import { listAt } from '../../answer.ts';
import type { Arguments } from '../../arguments.ts';
import type { Config } from '../../config.ts';
import type { ContractWords } from '../../contract-words.ts';
import { stringifyExact } from '../../exact-json.ts';
import type { Outcome } from '../../outcome.ts';
import { shapedOf } from '../tell.ts';

/** Longest answer of one call that a model gets to read, in tokens. */
const MOST_TOKENS = 3000;

function shapeOf(value: unknown, depth = 2): unknown {
  if (Array.isArray(value))
    return { items: value.length, ...(value.length > 0 ? { each: shapeOf(value[0], depth) } : {}) };
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  if (depth === 0) return 'object';
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 60)
      .map(([key, item]) => [key, shapeOf(item, depth - 1)]),
  );
}

/** Names and types alone: no value that a log line, a metric or a person's text could be in. */
function withoutRows({ row, value }: Outcome, words: ContractWords): unknown {
  const isSchema = Object.values(words.makers).some(({ using }) =>
    [using.streams, using.schema].includes(row.operationId),
  );
  if (isSchema) return value;
  const list = row.rows === null ? null : listAt(value, row.rows);
  const { names } = row;
  if (list && names && names.id !== '' && row.time === null)
    return list.map((each) => {
      const { [names.id]: id, [names.label]: label } = each as Arguments;
      return { [names.id]: id, [names.label]: label };
    });
  return {
    only_schema: shapeOf(list ?? value),
    note: 'The operator lets only names and types reach a model.',
  };
}

/** What a model reads of an outcome: secrets are masked, and under O2_LLM_SEND=schema it is only names and types. */
export function textFor(outcome: Outcome, config: Config, words: ContractWords): string {
  const isCut = config.llmSend === 'schema';
  const shaped = shapedOf(
    isCut ? { ...outcome, value: withoutRows(outcome, words), row: { ...outcome.row, rows: null } } : outcome,
    { ...config, maxTokens: Math.min(MOST_TOKENS, config.maxTokens) },
  );
  return stringifyExact(shaped);
}
