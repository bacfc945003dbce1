import type { ToolRow } from '../../contract/tool.ts';
import type { Change } from '../../json/merge.ts';
import { textOf } from '../../json/exact-json.ts';
import { valueAt } from '../../openobserve/answer.ts';
import type { Replaced } from './replaced.ts';

const UPDATE = 'UpdateAlert';
/** How often it looks, and how long it keeps still after it told somebody: the longer, the less it tells. */
const IS_WAIT = /^trigger_condition\.(frequency\w*|silence|cron)$/;
const IS_LIMIT = /(^|\.)(threshold|value)$/;
const IS_PERIOD = /^trigger_condition\.period$/;
/**
 * What it is about, whatever the values: whether fewer records meet another one cannot be told.
 */
const IS_SUBJECT =
  /^(stream_name|stream_type|is_real_time|query_condition\.|anomaly_config|deduplication|trigger_condition\.(operator|align_time|timezone|tz_offset))/;

/** A query that another replaces is told as all written texts are. */
const IS_REPLACED_QUERY = /\.(sql|promql|vrl_function)$/;

const OPERATOR = /(threshold|value)$/;

/** Whether fewer figures meet a limit that moves so. */
function isHarder(operator: unknown, { from, to }: Change): boolean {
  const [before, after] = [Number(from), Number(to)];
  if (operator === '>' || operator === '>=') return !(after <= before);
  if (operator === '<' || operator === '<=') return !(after >= before);
  return true;
}

function isQuieter(change: Change, changes: readonly Change[], before: unknown): boolean {
  const { field, from, to } = change;
  const operatorOf = (path: string) =>
    changes.find((each) => each.field === path)?.to ?? valueAt(before, path);
  if (IS_LIMIT.test(field)) return isHarder(operatorOf(field.replace(OPERATOR, 'operator')), change);
  // Fewer records come together in a shorter time.
  if (IS_PERIOD.test(field))
    return isHarder(operatorOf('trigger_condition.operator'), { field, from: to, to: from });
  if (IS_WAIT.test(field)) return !(Number(to) <= Number(from));
  const isTold = typeof from === 'string' && from.trim() !== '' && IS_REPLACED_QUERY.test(field);
  return IS_SUBJECT.test(field) && !isTold;
}

const isGiven = ({ from, to }: Change) => (from ?? null) !== null || (to ?? null) !== null;

/** How an update of an alert lets it tell people less often, in a few words; empty where it does not, or is none. */
export function quieterAlert({ operationId }: ToolRow, update: Replaced | null): string[] {
  const { changes, before } = update ?? {};
  if (operationId !== UPDATE || !changes) return [];
  const quieter = changes.filter((change) => isGiven(change) && isQuieter(change, changes, before));
  if (quieter.length === 0) return [];
  const told = quieter.map(
    ({ field, from, to }) => `${field} from ${textOf(from ?? 'none')} to ${textOf(to ?? 'none')}`,
  );
  return [`the alert may fire less often or never, because of ${told.join(', ')}`];
}
