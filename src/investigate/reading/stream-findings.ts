import { identifier, literal } from '../../ask/data/sql.ts';
import type { StreamType } from '../../ask/data/source.ts';
import { type Finding, percent, times } from './findings.ts';
import {
  type CountedMessage,
  type CountedStream,
  countedRows,
  type CountedValue,
  NUMBERS,
  type Periods,
} from './log-queries.ts';
import { probabilityOfExcess, probabilityOfMore } from '../detection/significance.ts';
import type { StreamFields } from './stream-fields.ts';
import { clusterMessages } from './cluster-messages.ts';
import {
  DIFFERENCE_DEFAULTS,
  type ValueDifference,
  valueDifferences,
} from '../detection/value-differences.ts';

/** A stream by its type and name. */
export interface StreamName {
  readonly type: StreamType;
  readonly name: string;
}

/** A value is new where it had at most this part of the rows it has now, by its share. */
const NEW_SHARE = 0.02;
const FEWEST_MESSAGES = 4;
/** Rows must be so many times as many, or as few, as the time before lets expect. */
const LEAST_TIMES = 2.5;
const FEW_GAPS = 10;
const FEWEST_SPANS = 12;
const NEARLY_ALL = 0.95;
const LEAST_LIFT = 1.25;
const MOST_CHANCE = 0.001;
/** Of what is left of a value, below which it fell silent. */
const NEARLY_GONE = 0.15;
const MOST_TEXT = 160;
const MOST_MEMBERS = 20;

/** A difference of values as a sentence. */
export function differenceText(
  { values, kind, window, baseline, ratio, explains }: ValueDifference,
  badWord: string,
): string {
  const what = values.map(({ field, value }) => `${field} = ${value.slice(0, MOST_TEXT)}`).join(' and ');
  if (kind === 'bad')
    return (
      `${what}: ${window.hits} of ${window.total} rows ${badWord} (${percent(window.hits / window.total)}), ` +
      `before ${percent(baseline.total === 0 ? 0 : baseline.hits / baseline.total)}; ${percent(explains)} of the additional ones`
    );
  const shares = `${percent(window.hits / window.total)} of rows, before ${percent(baseline.hits / baseline.total)}`;
  if (kind === 'more')
    return ratio === Number.POSITIVE_INFINITY
      ? `${what}: new, ${window.hits} rows`
      : `${what}: ${window.hits} rows, ${times(ratio)} as large a part (${shares})`;
  return `${what}: only ${window.hits} rows (${shares})`;
}

/** Shares also move when other rows come or go, and values also vanish long before: more or less must be so by time. */
function isReal(
  { kind, window }: ValueDifference,
  { now, before, firstUs, lastUs }: CountedValue,
  timesLonger: number,
  { startUs, endUs }: Periods,
): boolean {
  const usual = before / timesLonger;
  if (kind === 'bad') return window.hits > 0;
  if (kind === 'more') return firstUs !== null && now >= usual * LEAST_TIMES;
  const gapUs = (endUs - startUs) / Math.max(1, usual);
  return now * LEAST_TIMES <= usual && lastUs >= startUs - FEW_GAPS * gapUs;
}

/** Above this chance, the same hours of the day before were no different: one test of what already stood. */
const MOST_LIKE_YESTERDAY = 0.05;

/** Whether it was so at the same hours of the day before, as far as there are rows of them. */
function wasSoYesterday(
  { kind }: Pick<ValueDifference, 'kind'>,
  { now, nowBad, day, dayBad }: CountedValue,
  whole: CountedValue,
): boolean {
  if (kind === 'less') return whole.day > 0 && probabilityOfMore(day, now) > MOST_LIKE_YESTERDAY;
  if (kind === 'more') return day > 0 && probabilityOfMore(now, day) > MOST_LIKE_YESTERDAY;
  const [window, then] = [
    { hits: nowBad, total: now },
    { hits: dayBad, total: day },
  ];
  return dayBad > 0 && probabilityOfExcess(window, then) > MOST_LIKE_YESTERDAY;
}

/** A value whose rows fail as often as all others tells nothing apart, and neither does one that every row has. */
function tellsApart(counted: CountedValue, whole: CountedValue, explains: number): boolean {
  const isEverywhere = counted.now >= whole.now * NEARLY_ALL;
  const lift = counted.nowBad / counted.now / (whole.nowBad / whole.now);
  const chance = probabilityOfExcess(
    { hits: counted.nowBad, total: counted.now },
    { hits: Math.max(0, whole.nowBad - counted.nowBad), total: Math.max(0, whole.now - counted.now) },
  );
  return !isEverywhere && chance < MOST_CHANCE && (lift >= LEAST_LIFT || explains >= NEARLY_ALL);
}

/** Values of one stream that are over-represented in the window. */
export function valueFindings(
  { type, name }: StreamName,
  { whole, values }: CountedStream,
  fields: StreamFields,
  periods: Periods,
): Finding[] {
  const timesLonger = (periods.baselineEndUs - periods.baselineStartUs) / (periods.endUs - periods.startUs);
  const excessOf = ({ nowBad, beforeBad }: CountedValue) => Math.max(0, nowBad - beforeBad / timesLonger);
  const shortBad = fields.isBadOf(values);
  const byValue = new Map(values.map((each) => [`${each.field}\0${each.value}`, each]));
  // Spans of one trace fail together, so that a few of them are one failure.
  const options =
    type === 'traces' ? { ...DIFFERENCE_DEFAULTS, fewestRows: FEWEST_SPANS } : DIFFERENCE_DEFAULTS;
  const badWord = type === 'traces' ? 'are errors' : 'report a failure';
  return [...Map.groupBy(values, ({ field }) => field).values()].flatMap((of) => {
    const [{ field }] = of as [CountedValue];
    const left = (pick: (each: CountedValue) => number) =>
      Math.max(0, pick(whole) - of.reduce((sum, each) => sum + pick(each), 0));
    const rest = {
      now: left(({ now }) => now),
      before: left(({ before }) => before),
      nowBad: left(({ nowBad }) => nowBad),
      beforeBad: left(({ beforeBad }) => beforeBad),
    };
    const rows = [
      ...of.flatMap((each) => countedRows({ [field]: each.value }, each)),
      ...countedRows({ [field]: null }, rest),
    ];
    return valueDifferences(rows, options).flatMap((difference): Finding[] => {
      const counted = byValue.get(`${field}\0${difference.values[0]?.value}`) as CountedValue;
      if (!isReal(difference, counted, timesLonger, periods) || fields.isTrivial(field)) return [];
      if (wasSoYesterday(difference, counted, whole)) return [];
      if (difference.kind === 'bad' && !tellsApart(counted, whole, difference.explains)) return [];
      const { kind, window, probability } = difference;
      const bad = kind === 'bad' || (kind === 'more' && counted.nowBad > counted.now / 2);
      const where = difference.values.map((each) => fields.equals(each.field, each.value)).join(' AND ');
      return [
        {
          kind: 'values',
          stream: name,
          text: differenceText(difference, badWord),
          isBad: bad || (kind === 'less' && difference.ratio <= NEARLY_GONE),
          // A value that marks failures accounts for that part of the additional ones.
          explains:
            kind === 'more' && bad
              ? Math.min(1, excessOf(counted) / Math.max(1, excessOf(whole)))
              : difference.explains,
          probability,
          firstUs: kind === 'bad' ? counted.firstBadUs : counted.firstUs,
          lastUs: kind === 'less' ? null : counted.lastUs,
          isNew:
            kind === 'bad'
              ? counted.beforeBad * whole.now <= NEW_SHARE * counted.nowBad * whole.before
              : kind === 'more' && counted.before * whole.now <= NEW_SHARE * counted.now * whole.before,
          count: window.hits,
          field,
          ...(kind === 'less' ? { isGone: true as const } : {}),
          condition: kind === 'bad' && shortBad !== null ? `${where} AND ${shortBad}` : where,
          names: difference.values.map(({ value }) => value.toLowerCase()),
          query: {
            type,
            sql:
              `SELECT count(*) AS n${kind !== 'bad' || shortBad === null ? '' : `, sum(CASE WHEN ${shortBad} THEN 1 ELSE 0 END) AS bad`} ` +
              `FROM ${identifier(name)} WHERE ${where}`,
          },
        },
      ];
    });
  });
}

/** Messages of one stream that are new or came more often, by cluster. */
export async function messageFindings(
  { type, name }: StreamName,
  messages: readonly CountedMessage[],
  { message }: StreamFields,
): Promise<Finding[]> {
  if (message === null) return [];
  const sumOf = (pick: (each: CountedMessage) => number) =>
    messages.reduce((sum, each) => sum + pick(each), 0);
  const whole = {
    now: sumOf(({ now }) => now),
    before: sumOf(({ before }) => before),
    nowBad: sumOf(({ nowBad }) => nowBad),
  };
  const { clusters, membersOf } = await clusterMessages(messages);
  return clusters.flatMap((cluster): Finding[] => {
    const [before = 0, now = 0] = cluster.counts;
    const members = membersOf.get(cluster.template) ?? [];
    const bad = members.reduce((sum, { nowBad }) => sum + nowBad, 0);
    const window = { hits: now, total: Math.max(now, whole.now) };
    const baseline = { hits: before, total: Math.max(before, whole.before) };
    const day = members.reduce((sum, each) => sum + each.day, 0);
    if (day > 0 && probabilityOfMore(now, day) > MOST_LIKE_YESTERDAY) return [];
    const probability = probabilityOfExcess(window, baseline);
    const ratio = before === 0 ? Number.POSITIVE_INFINITY : now / window.total / (before / baseline.total);
    if (now < FEWEST_MESSAGES || probability > 1e-4 || ratio < 2) return [];
    const first = members.map(({ firstUs }) => firstUs).filter((us) => us !== null);
    const field = identifier(message);
    const isPlain = members.every((each) => each.masked === each.example);
    const masked = [...new Set(members.map((each) => literal(each.masked)))]
      .slice(0, MOST_MEMBERS)
      .join(', ');
    const tested = isPlain ? field : `regexp_replace(${field}, ${NUMBERS})`;
    const excess = now - window.total * (baseline.hits / Math.max(1, baseline.total));
    return [
      {
        kind: 'message',
        stream: name,
        text:
          before === 0
            ? `new message, ${now} times: ${cluster.example.slice(0, MOST_TEXT)}`
            : `message ${now} times, ${times(ratio)} as large a part as before: ${cluster.example.slice(0, MOST_TEXT)}`,
        isBad: bad > now / 2,
        explains: Math.min(
          1,
          bad > now / 2 ? excess / Math.max(1, whole.nowBad) : excess / Math.max(1, whole.now),
        ),
        probability,
        firstUs: first.length === 0 ? null : Math.min(...first),
        lastUs: cluster.last,
        isNew: before * whole.now <= NEW_SHARE * now * whole.before,
        count: now,
        names: [],
        condition: `${tested} IN (${masked})`,
        query: {
          type,
          sql: `SELECT count(*) AS n FROM ${identifier(name)} WHERE ${tested} IN (${masked})`,
        },
      },
    ];
  });
}
