import { setImmediate as pause } from 'node:timers/promises';
import type { Outcome } from '../call/outcome.ts';
import { beginning, leftOf } from '../json/beginning.ts';
import { listAt } from '../openobserve/answer.ts';
import { isSecretKey, maskSecrets } from '../redact/patterns.ts';

const CHARACTERS_PER_TOKEN = 3;
/** Characters that the parts around the data take. */
const AROUND = 600;
/** Characters of the shortest row there can be, with its comma. */
const SHORTEST_ROW = 4;
/** Characters that are looked at, of those that one result may have: a summary of rows counts more than are shown. */
const LOOKED_AT_OF_ROWS = 20;
const LOOKED_AT_OF_ONE = 8;
/** Characters that are masked at once. */
const PIECE = 50_000;

/** An outcome of which no more is left than a result could tell, without secrets. */
export interface MaskedOutcome extends Outcome {
  readonly masked: {
    /** The first of its rows, where it has any. */
    readonly rows: readonly unknown[];
    /** The whole answer, or what stands beside its rows. */
    readonly value: unknown;
    /** What an update changed, from what to what, by field. */
    readonly changes: Readonly<Record<string, unknown>>;
  };
}

/** Characters of the data of a result of `maxTokens`, estimated. */
export const budgetOf = (maxTokens: number) => maxTokens * CHARACTERS_PER_TOKEN - AROUND;

/** The rows that a read came to; null for any other answer. */
export const rowsOf = ({ row, value }: Outcome): readonly unknown[] | null =>
  row.access !== 'read' || row.rows === null ? null : listAt(value, row.rows);

/** No more rows than could fit, however many came, and no more of them than is quickly read through. */
function firstRows(list: readonly unknown[], budget: number): readonly unknown[] {
  const could = list.slice(0, Math.ceil(budget / SHORTEST_ROW));
  let left = budget * LOOKED_AT_OF_ROWS;
  const end = could.findIndex((item) => {
    left = leftOf(item, budget, left);
    return left < 0;
  });
  if (end === 0) return [beginning(could[0], budget, budget * LOOKED_AT_OF_ONE)];
  return end < 0 ? could : could.slice(0, end);
}

/** What an answer says beside its rows. */
function beside(value: unknown, rows: string): Record<string, unknown> {
  const [key] = rows.split('.');
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
    : {};
}

/**
 * An outcome for results of at most `maxTokens`. Anybody may have written it: what is masked is bounded, and others are
 * served between its pieces.
 */
export async function maskOutcome(outcome: Outcome, maxTokens: number): Promise<MaskedOutcome> {
  const { row, value, changes, isFull } = outcome;
  const budget = budgetOf(maxTokens);
  let left = PIECE;

  /** A member of an object, or with an empty key an item of a list; a large one piece by piece. */
  async function maskedMember(item: unknown, key: string): Promise<unknown> {
    const isPlain = !isSecretKey(key) && !row.reveals.includes(key);
    if (isPlain && typeof item === 'object' && item !== null && leftOf(item, budget, PIECE) < 0) {
      const items: unknown[] = [];
      if (Array.isArray(item)) {
        for (const each of item) items.push(await maskedMember(each, ''));
        return items;
      }
      for (const [name, each] of Object.entries(item)) items.push([name, await maskedMember(each, name)]);
      return Object.fromEntries(items as Array<[string, unknown]>);
    }
    left = leftOf(item, budget, left);
    if (left < 0) {
      left = PIECE;
      await pause();
    }
    return (maskSecrets({ [key]: item }, row.reveals, budget) as Record<string, unknown>)[key];
  }

  const masked = (given: unknown) => maskedMember(beginning(given, budget, budget * LOOKED_AT_OF_ONE), '');
  const list = rowsOf(outcome);
  const rows: unknown[] = [];
  for (const each of firstRows(list ?? [], budget)) rows.push(await maskedMember(each, ''));
  const told = list === null ? value : isFull ? beside(value, row.rows ?? '') : {};
  const changed = (changes ?? []).map(({ field, from, to }) => [
    field,
    { from: from ?? null, to: to ?? null },
  ]);
  return {
    ...outcome,
    masked: {
      rows,
      value: await masked(told),
      changes: (await masked(Object.fromEntries(changed))) as Record<string, unknown>,
    },
  };
}
