import type { FieldEntry } from '../../data/fields/field.ts';
import { fold } from '../../language/word-forms.ts';
import { tellsWhatHappened } from '../link/fields.ts';
import { meaningOfState } from '../link/states.ts';
import type { Condition, Measure } from '../query/logical-form.ts';
import type { DraftReading } from './draft-reading.ts';

/** Words for money that has come in, in six languages. */
const CAME_IN =
  /\b(?:take|took|taken|takings|earn\w*|revenue|turnover|income|came in|come in|comes in|br(?:ings?|ought) in|make|made|sales|proceeds|money|umsatz\w*|einnahm\w*|eingenommen|recettes?|encaiss\w*|chiffre d affaires|ingres\w*|ventas|recaud\w*|facturacion|receitas?|vendas|arrecad\w*|faturamento)\b|收入|营收|销售额/;
/** Words for what was sold: of purchases that may be refused, those that were not. */
const SOLD =
  /\b(?:sold|sells?|selling|sales|bought|buys?|purchased|charged|verkauft\w*|gekauft\w*|vendu\w*|achet\w*|vendid\w*|comprad\w*|compraron|compraram)\b|卖出|售出|购买/;

/** Words for money that has gone out. */
const WENT_OUT =
  /\b(?:payouts?|pa(?:y|ys|id|ying) out|disburse\w*|(?:money|eur\w*|dollars?) (?:went|goes|was sent|sent) out)\b/;

/** Whether the words are of what was sold. */
export const speaksOfSales = (request: string): boolean =>
  SOLD.test(fold(request)) || /\bsales?\b/.test(fold(request));

/** How sure a state must be to leave records out. */
const SURE = 0.7;

const SALE = /^(?:sale|sales|sold|purchase|purchased)$/;
const NO_SALE = /^(?:refund|refunded|void|voided|return|returned|storno)$/;

/** The sales of a till that also tells of refunds; null where no field tells them apart. */
function salesOnly({ view }: Pick<DraftReading, 'view'>, where: readonly Condition[]): Condition | null {
  for (const { field } of view.fields) {
    const values = (field.values ?? []).map(({ value }) => value);
    const sales = values.filter((value) => SALE.test(fold(value)));
    const isTold =
      field.valuesComplete && sales.length > 0 && values.some((value) => NO_SALE.test(fold(value)));
    if (!isTold || !tellsWhatHappened(field)) continue;
    const isStated = where.some((condition) => 'field' in condition && condition.field === field.name);
    return isStated ? null : { kind: 'in', field: field.name, values: sales, not: false };
  }
  return null;
}

/** Of payments that may be refused, those that were not: they alone bring money. Null where the stream does not tell them apart. */
export function earnedCondition(
  { parsed, view }: DraftReading,
  measure: Measure | null,
  field: FieldEntry | null,
  where: readonly Condition[],
): Condition | null {
  const isMoney = field?.roles[0] === 'amount' || field?.unit === 'currency' || field?.unit === 'cents';
  const words = fold(parsed.request).replaceAll("'", ' ');
  const isEarned = measure?.kind === 'sum' && isMoney && (CAME_IN.test(words) || WENT_OUT.test(words));
  const isSold = (measure?.kind === 'count' || (measure?.kind === 'sum' && isMoney)) && SOLD.test(words);
  if (!isEarned && !isSold) return null;
  const sales = WENT_OUT.test(words) ? null : salesOnly({ view }, where);
  if (sales) return sales;
  const succeeded = meaningOfState('success', view.entry);
  const failed = meaningOfState('failure', view.entry);
  if (succeeded?.condition.kind !== 'in') return null;
  const { field: name } = succeeded.condition;
  const isStated = where.some((condition) => 'field' in condition && condition.field === name);
  if (isStated || succeeded.score < SURE) return null;
  // Of what has gone out, the one step that says so is enough: the others are of the same money.
  if (WENT_OUT.test(words)) return succeeded.condition;
  const isTold = failed?.condition.kind === 'in' && failed.condition.field === name && failed.score >= SURE;
  return isTold ? succeeded.condition : null;
}
