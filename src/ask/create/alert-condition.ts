import { levelCondition, unitsPerMs } from './conditions.ts';
import { readLogIntent } from './log-intent.ts';
import { conditionsOf } from './log-conditions.ts';
import { fieldInWords, isNumeric, rolesOf } from '../data/roles.ts';
import { identifier, literal } from '../data/sql.ts';
import type { Target } from '../data/target.ts';
import type { Field, ValueCount } from '../data/telemetry.ts';
import { alertNoun } from './alert-noun.ts';
import { didYouMean } from '../../names/nearest.ts';
import type { Aggregate, AlertWords } from './alert-words.ts';

/** What is compared: an SQL aggregate over records, or what must be asked first. */
export interface AlertMeasure {
  /** Null for the number of records. */
  readonly measure: string | null;
  readonly where: readonly string[];
  readonly groupBy: readonly string[];
  readonly kind: 'count' | 'share' | 'other';
  /** In words, for names and answers: `max of amount`. */
  readonly name: string;
  /** The threshold in the unit of what is compared. */
  readonly threshold: number | null;
}

/** Why the words make no condition over this stream, for the person. */
export interface Unmeasurable {
  readonly problem: string;
}

/** A sum is meant by these, where the words name no way to put values together. */
const SUMMED = /revenue|sales|turnover|income|cost|spend|bytes_total|volume/i;
/** What is counted is no field: errors, records. */
const COUNTED =
  /^(?:the\s+)?(?:errors?|failures?|exceptions?|warnings?|records?|logs?|lines?|events?|entries|requests?|responses?|orders?|payments?|messages?|traces?|spans?|hits|there|it|that|they|number|count|rate|\d\w*)$/i;
const TRACE_DURATION = { perMs: 1000, unit: 'µs' };

const nameOf = (aggregate: Aggregate) =>
  typeof aggregate === 'object' ? `p${Math.round(aggregate.share * 1000) / 10}` : aggregate;

function expression(aggregate: Aggregate, field: Field): string {
  const name = identifier(field.name);
  if (typeof aggregate === 'object') return `approx_percentile_cont(${name}, ${aggregate.share})`;
  return aggregate === 'distinct' ? `count(distinct ${name})` : `${aggregate}(${name})`;
}

/** The field that words name: by all of them, or by one. Words that only count name none. */
function fieldNamed(subject: string | null, { schema }: Target, isNumber: boolean): Field | null {
  if (subject === null) return null;
  const roles = rolesOf(schema.fields);
  const own = schema.fields.find(({ name }) => name.toLowerCase() === subject.trim().toLowerCase());
  if (own && (!isNumber || isNumeric(own))) return own;
  const words = subject.trim().split(/\s+/);
  const parts = [subject, words.join('_'), ...[...words].reverse()].filter((part) => !COUNTED.test(part));
  for (const part of parts) {
    const duration = /^(?:latency|latencies|response[ _]?times?|durations?|request[ _]?times?)$/i.test(part);
    const found = duration
      ? (roles.duration ?? fieldInWords(part, schema.fields, roles))
      : fieldInWords(part, schema.fields, roles);
    if (found && (!isNumber || isNumeric(found))) return found;
  }
  return null;
}

interface ConditionInput {
  readonly words: string;
  readonly asked: AlertWords;
  readonly target: Target;
  readonly limit: number | null;
  readonly values: { readonly levels: readonly ValueCount[]; readonly errorTypes: readonly ValueCount[] };
}

/** Conditions on records, without what names the field that is compared. */
function whereOf({ words, target, values }: Omit<ConditionInput, 'asked' | 'limit'>): string[] {
  const read = readLogIntent(words);
  const roles = rolesOf(target.schema.fields);
  const intent = { ...read, slowerThanMs: null, texts: [], by: null };
  const isTrace = target.stream.type === 'traces';
  const status = target.schema.fields.find(({ name }) => name === 'span_status');
  if (!isTrace || !status) return conditionsOf(intent, target, roles, values);
  const failed = read.levels.length > 0 ? [`${identifier(status.name)} = ${literal('ERROR')}`] : [];
  return [...failed, ...conditionsOf({ ...intent, levels: [] }, target, roles, values)];
}

function groupFields({ group }: AlertWords, target: Target): string[] | Unmeasurable {
  if (group === null) return [];
  const field = fieldInWords(group, target.schema.fields, rolesOf(target.schema.fields));
  if (!field) return { problem: unknownField(group, target) };
  return [identifier(field.name)];
}

export function unknownField(name: string, { stream, schema }: Target): string {
  const names = schema.fields.map((field) => field.name);
  return `${stream.name} has no field "${name}".${didYouMean(name, names)}`;
}

/** What is compared, over which records. A field that is named is compared itself, and never the number of records. */
export function measureFor(input: ConditionInput): AlertMeasure | Unmeasurable {
  const { words, asked, target, limit } = input;
  const { subject, aggregate, isDuration, isShare } = asked;
  const where = whereOf(input);
  const groupBy = groupFields(asked, target);
  if (!Array.isArray(groupBy)) return groupBy as Unmeasurable;
  const roles = rolesOf(target.schema.fields);
  const noun = alertNoun(readLogIntent(words), 2);
  const base = { where, groupBy: groupBy as string[], threshold: limit };
  const ratio = ratioOf(input);
  if (ratio !== null) return 'problem' in ratio ? ratio : { ...base, ...ratio };
  if (asked.isAbsence) return { ...base, measure: null, kind: 'count', name: noun };
  if (aggregate !== null && aggregate !== 'count') {
    const isNumber = aggregate !== 'distinct';
    const field = fieldNamed(subject, target, isNumber) ?? (isDuration ? (roles.duration ?? null) : null);
    if (!field) {
      const other = fieldNamed(subject, target, false);
      if (other)
        return {
          problem: `"${other.name}" of ${target.stream.name} holds ${other.type}: no ${nameOf(aggregate)} can be computed. Which field of numbers is meant?`,
        };
      if (subject !== null && COUNTED.test(subject))
        return { ...base, measure: null, kind: 'count', name: noun };
      return { problem: unknownField(subject ?? '', target) };
    }
    const threshold = limit === null ? null : inUnitOf(field, target, limit, asked);
    return {
      ...base,
      threshold,
      measure: expression(aggregate, field),
      kind: aggregate === 'distinct' ? 'count' : 'other',
      name: `${nameOf(aggregate)} of ${field.name}`,
    };
  }
  const field = fieldNamed(subject, target, true);
  const isOwn = field !== null && ![roles.status?.name, roles.level?.name].includes(field.name);
  if (isShare && !(isOwn && asked.isPercent && where.length === (target.only ? 1 : 0))) {
    const share = shareOf(input, where);
    if (share !== null) return { ...base, ...share };
    const isUnknown =
      subject !== null && !COUNTED.test(subject) && !/\b(?:rate|share|ratio|percent\w*)\b/i.test(subject);
    return {
      problem: isUnknown
        ? unknownField(subject, target)
        : 'The words do not say which records the share is of.',
    };
  }
  if (isDuration && roles.duration)
    return {
      ...base,
      threshold: limit === null ? null : inUnitOf(roles.duration, target, limit, asked),
      measure: expression({ share: 0.95 }, roles.duration),
      kind: 'other',
      name: `p95 of ${roles.duration.name}`,
    };
  if (field && isOwn) {
    const way =
      SUMMED.test(field.name) || (asked.isMoney && !/^(?:amount|price)$/i.test(field.name))
        ? 'sum'
        : asked.operator.startsWith('<')
          ? 'min'
          : 'max';
    return {
      ...base,
      threshold: limit === null ? null : inUnitOf(field, target, limit, asked),
      measure: expression(way, field),
      kind: 'other',
      name: way === 'sum' ? field.name : `${way} of ${field.name}`,
    };
  }
  if (asked.isDuration) return { problem: `${target.stream.name} has no field with a duration.` };
  return { ...base, measure: null, kind: 'count', name: noun };
}

/** One kind of records per hundred of another; null where the words name no such pair. */
function ratioOf({
  asked: { ratio },
  target,
  values,
}: ConditionInput): Pick<AlertMeasure, 'measure' | 'where' | 'kind' | 'name'> | Unmeasurable | null {
  if (ratio === null) return null;
  const scope = target.only ? [`${identifier(target.only.field.name)} = ${literal(target.only.value)}`] : [];
  const own = (words: string) => whereOf({ words, target, values }).filter((each) => !scope.includes(each));
  const [over, under] = [own(ratio.over), own(ratio.under)];
  if (over.length === 0 && !COUNTED.test(ratio.over)) return { problem: unknownField(ratio.over, target) };
  if (under.length === 0 && !COUNTED.test(ratio.under)) return { problem: unknownField(ratio.under, target) };
  if (over.length === 0) return { problem: 'The words do not say which records the ratio is of.' };
  const counted = (where: readonly string[]) => `sum(CASE WHEN ${where.join(' AND ')} THEN 1 ELSE 0 END)`;
  const all = under.length === 0;
  return {
    measure: `100.0 * ${counted(over)} / ${all ? 'count(*)' : `nullif(${counted(under)}, 0)`}`,
    where: scope,
    kind: all ? ('share' as const) : ('other' as const),
    name: all
      ? `share of ${alertNoun(readLogIntent(ratio.over), 2)}`
      : `${ratio.over} per 100 ${ratio.under}`,
  };
}

/** The share of records that fit, in percent of those that the words do not narrow further. */
function shareOf({ words, target, values }: ConditionInput, where: readonly string[]) {
  const scope = target.only ? [`${identifier(target.only.field.name)} = ${literal(target.only.value)}`] : [];
  const own = where.filter((each) => !scope.includes(each));
  const failing =
    own.length > 0
      ? own
      : ([levelCondition(['error', 'fatal'], rolesOf(target.schema.fields), values.levels)].filter(
          (each) => each !== null,
        ) as string[]);
  if (failing.length === 0 || (own.length === 0 && !/\b(?:error|fail)/i.test(words))) return null;
  return {
    measure: `100.0 * sum(CASE WHEN ${failing.join(' AND ')} THEN 1 ELSE 0 END) / count(*)`,
    where: scope,
    kind: 'share' as const,
    name: `share of ${alertNoun(readLogIntent(words), 2)}`,
  };
}

/** A length of time in the unit of its field; any other number as it is. */
function inUnitOf(field: Field, { stream }: Target, limit: number, { isDuration }: AlertWords): number {
  if (!isDuration) return limit;
  const isSpan = stream.type === 'traces' && field.name === 'duration';
  return Number(
    (limit * (isSpan ? TRACE_DURATION : (unitsPerMs(field) ?? { perMs: 1 })).perMs).toPrecision(12),
  );
}
