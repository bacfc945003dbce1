import type { FieldEntry } from '../../data/fields/field.ts';
import { fold } from '../../language/word-forms.ts';
import { meaningOfState } from '../link/states.ts';
import type { Condition, Measure } from '../query/logical-form.ts';
import type { DraftReading } from './draft-reading.ts';

/** Words for money that has come in, in six languages. */
const CAME_IN =
  /\b(?:take|took|taken|takings|earn\w*|revenue|turnover|income|came in|come in|comes in|make|made|sales|proceeds|money|umsatz\w*|einnahm\w*|eingenommen|recettes?|encaiss\w*|chiffre d affaires|ingres\w*|ventas|recaud\w*|facturacion|receitas?|vendas|arrecad\w*|faturamento)\b|收入|营收|销售额/;
/** How sure a state must be to leave records out. */
const SURE = 0.75;

/** Of payments that may be refused, those that were not: they alone bring money. Null where the stream does not tell them apart. */
export function earnedCondition(
  { parsed, view }: DraftReading,
  measure: Measure | null,
  field: FieldEntry | null,
  where: readonly Condition[],
): Condition | null {
  const isMoney = field?.roles[0] === 'amount' || field?.unit === 'currency' || field?.unit === 'cents';
  if (measure?.kind !== 'sum' || !isMoney || !CAME_IN.test(fold(parsed.request).replaceAll("'", ' ')))
    return null;
  const succeeded = meaningOfState('success', view.entry);
  const failed = meaningOfState('failure', view.entry);
  if (succeeded?.condition.kind !== 'in' || failed?.condition.kind !== 'in') return null;
  const { field: name } = succeeded.condition;
  const isStated = where.some((condition) => 'field' in condition && condition.field === name);
  return isStated || failed.condition.field !== name || Math.min(succeeded.score, failed.score) < SURE
    ? null
    : succeeded.condition;
}
