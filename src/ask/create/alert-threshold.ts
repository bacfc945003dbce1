import type { Arguments } from '../../contract/tool.ts';
import { describeOutcome } from '../outcome-text.ts';
import type { Make } from './maker.ts';

const THRESHOLD = 'threshold';
const SPEAKS_OF_IT = /\bthreshold\b/i;
const NUMBER =
  '(-?\\d{1,3}(?:,\\d{3})+|-?\\d+(?:\\.\\d+)?)(k)?(?![\\w.]|\\s*(?:min|h(?:ou)?r|s(?:ec)?|d(?:ay)?)\\w*)';
const STATED = new RegExp(`(?:\\b(?:to|at|of|be|is|with)|=)\\s*${NUMBER}`, 'gi');
const CROSSED = new RegExp(`\\b(?:raise|lower|increase|decrease|bump|reduce)\\b.*\\bto\\s*${NUMBER}`, 'i');
/** The one comparison that decides: the number after HAVING. */
const HAVING = /\bHAVING\b(?:(?!\b(?:AND|OR)\b)[^<>=!])*(?:>=|<=|!=|<>|>|<|=)\s*(-?\d+(?:\.\d+)?)(?=\s*$)/i;

/** An alert's condition with another threshold. */
interface Changed {
  readonly before: number;
  readonly fields: Readonly<Arguments>;
}

/** The threshold that words state; null for none. */
function statedThreshold(words: string): number | null {
  const found = SPEAKS_OF_IT.test(words) ? [...words.matchAll(STATED)].at(-1) : CROSSED.exec(words);
  if (!found) return null;
  const [, amount = '', thousands] = found;
  return Number(amount.replaceAll(',', '')) * (thousands === undefined ? 1 : 1000);
}

/** The condition as it is, with another threshold; null where not one number alone decides. */
function withThreshold(alert: Arguments, threshold: number): Changed | null {
  const query = (alert.query_condition ?? {}) as Arguments;
  const trigger = (alert.trigger_condition ?? {}) as Arguments;
  if (alert.is_real_time === true) return null;
  if (query.type === 'promql') {
    const compared = query.promql_condition as Arguments | null;
    if (typeof compared?.value !== 'number') return null;
    const changed = { ...query, promql_condition: { ...compared, value: threshold } };
    return { before: compared.value, fields: { query_condition: changed } };
  }
  if (query.type === 'sql' && /\bHAVING\b/i.test(String(query.sql))) {
    const sql = String(query.sql);
    const found = HAVING.exec(sql);
    if (!found) return null;
    const [whole, before = ''] = found;
    const changed = `${sql.slice(0, found.index)}${whole.slice(0, -before.length)}${threshold}`;
    return { before: Number(before), fields: { query_condition: { ...query, sql: changed } } };
  }
  const aggregation = query.aggregation as { readonly having?: Arguments } | null;
  if (query.type === 'custom' && typeof aggregation?.having?.value === 'number') {
    const having = { ...aggregation.having, value: threshold };
    const changed = { ...query, aggregation: { ...aggregation, having } };
    return { before: aggregation.having.value, fields: { query_condition: changed } };
  }
  if (typeof trigger.threshold !== 'number' || !Number.isInteger(threshold)) return null;
  return { before: trigger.threshold, fields: { trigger_condition: { ...trigger, threshold } } };
}

/** A change of an alert from words. The threshold is put where this alert has it: in its SQL, its PromQL or its trigger. */
export const makeAlertChange: Make = async ({ said, execute, using, context, row, config, plain }) => {
  const { [THRESHOLD]: answered, ...given } = said.arguments;
  const base = await plain({ ...said, arguments: given });
  const stated = answered === undefined ? statedThreshold(said.words) : Number(answered);
  const isAsked = stated !== null || SPEAKS_OF_IT.test(said.words);
  const isWritten = given.query_condition !== undefined || given.trigger_condition !== undefined;
  const reader = context.view.rows.find(({ operationId }) => operationId === using.alert);
  if (!isAsked || isWritten || base.missing.length > 0 || !reader) return base;
  const { alert_id: id, org_id: org } = base.arguments;
  const args = org === undefined ? { alert_id: id } : { alert_id: id, org_id: org };
  const { value } = await execute({ name: reader.name, arguments: args }, context);
  const alert = (value ?? {}) as Arguments;
  const changed = withThreshold(alert, stated ?? 0);
  if (changed === null) {
    const question = `The alert ${alert.name} has not one threshold that could be changed alone. What should its whole query_condition be?`;
    return { ...base, missing: [{ name: 'query_condition', question }], known: said.arguments };
  }
  if (stated === null || !Number.isFinite(stated)) {
    const question = `Which threshold should ${alert.name} have? It is ${changed.before}.`;
    return { ...base, missing: [{ name: THRESHOLD, question }], known: said.arguments };
  }
  const isStale = String(alert.description ?? '').includes(String(changed.before));
  return {
    arguments: { ...base.arguments, ...changed.fields },
    missing: [],
    covers: `${alert.name} ${THRESHOLD} ${changed.before} ${stated}`,
    tell: (outcome) => ({
      ...describeOutcome(outcome, config),
      answer: [
        `${row.title}: the threshold of "${alert.name}" is ${stated} now; it was ${changed.before}.`,
        isStale ? ` Its description still says "${alert.description}".` : '',
      ].join(''),
    }),
  };
};
