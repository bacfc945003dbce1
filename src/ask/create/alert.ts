import { listAt } from '../../openobserve/answer.ts';
import type { Arguments } from '../../contract/tool.ts';
import { alertFor, alertName } from '../../call/short-forms/alert.ts';
import { readAlertWords } from './alert-words.ts';
import { unitsPerMs } from './conditions.ts';
import { readLogIntent } from './log-intent.ts';
import { conditionsOf } from './log-conditions.ts';
import { alertNoun } from './alert-noun.ts';
import type { Make, MakeInput } from '../data/maker.ts';
import { rolesOf } from '../data/roles.ts';
import { identifier } from '../data/sql.ts';
import { statedName } from './stated-name.ts';
import type { Field } from '../data/telemetry.ts';
import { findTarget, STREAM, statedStream, streamQuestion, type Target } from '../data/target.ts';
import { describeOutcome } from '../outcome-text.ts';
import type { MissingArgument } from '../types.ts';

const HOUR_US = 3600e6;
const PERIOD_MINUTES = 10;
const SIDES = { '>': 'over', '>=': 'at least', '<': 'under', '<=': 'at most', '=': 'exactly', '!=': 'not' };
/** The verb, which says nothing of levels. */
const WARN_ME = /\b(?:please\s+)?warn\b(?=\s+\w+\s+(?:when|if|once|as soon))/i;
const NUMERIC = /^(?:u?int|float|decimal)/i;
const THRESHOLD = 'threshold';
const PERIOD = 'period_minutes';
const DESTINATION = 'destination';

async function destinationNames({ execute, using, context, said }: MakeInput): Promise<string[]> {
  const lister = context.view.rows.find(({ operationId }) => operationId === using.destinations);
  if (!lister) return [];
  const { org_id: org } = said.arguments;
  const outcome = await execute(
    { name: lister.name, arguments: org === undefined ? {} : { org_id: org } },
    context,
  );
  const rows = (listAt(outcome.value, lister.rows ?? '') ?? []) as Arguments[];
  return rows.map(({ name }) => String(name ?? '')).filter((name) => name !== '');
}

function destinationQuestion(names: readonly string[]): MissingArgument {
  return names.length > 0
    ? { name: DESTINATION, question: 'Where shall it send to?', choices: names }
    : {
        name: DESTINATION,
        question:
          'Where shall it send to? There are no destinations yet: make one first, such as a webhook or an e-mail destination.',
      };
}

/** The field of numbers whose sum is compared, such as the revenue; undefined where the words mean something else. */
function summedField(words: string, { schema }: Target): Field | undefined {
  const { subject, isDuration, isPercent } = readAlertWords(words);
  if (subject === null || isDuration || isPercent) return undefined;
  const { duration, status, level } = rolesOf(schema.fields);
  const others = [duration, status, level].map((field) => field?.name);
  return schema.fields.find(
    ({ name, type }) =>
      NUMERIC.test(type) && name.toLowerCase() === subject.toLowerCase() && !others.includes(name),
  );
}

/** What is compared: the number of records, the share of those that fit, a percentile of their duration, or a sum. */
function measureFor(
  words: string,
  target: Target,
  where: readonly string[],
  noun: string,
): { measure?: string; where: readonly string[]; name: string } {
  const asked = readAlertWords(words);
  const { duration } = rolesOf(target.schema.fields);
  if (asked.isPercent && where.length > 0) {
    const condition = where.join(' AND ');
    return {
      measure: `100.0 * sum(CASE WHEN ${condition} THEN 1 ELSE 0 END) / count(*)`,
      where: [],
      name: `share of ${noun}`,
    };
  }
  if (asked.isDuration && duration) {
    const [share = 0.95] = readLogIntent(words).percentiles;
    return {
      measure: `approx_percentile_cont(${identifier(duration.name)}, ${share})`,
      where,
      name: `p${Math.round(share * 100)} of ${duration.name}`,
    };
  }
  const summed = summedField(words, target);
  return summed
    ? { measure: `sum(${identifier(summed.name)})`, where, name: summed.name }
    : { where, name: noun };
}

/** An alert on a threshold from words. What is not said is asked: stream, threshold, period and where it sends to. */
export const makeAlert: Make = async (input) => {
  const { said, telemetry, time, config, row } = input;
  if (said.arguments.query_condition !== undefined) return { arguments: said.arguments, missing: [] };
  const {
    [STREAM]: _,
    [THRESHOLD]: threshold,
    [PERIOD]: period,
    [DESTINATION]: sendTo,
    ...stated
  } = said.arguments;
  const range = { startUs: time.nowUs - HOUR_US, endUs: time.nowUs };
  const destinations = await destinationNames(input);
  const named = destinations.filter((name) => said.words.toLowerCase().includes(name.toLowerCase()));
  // A destination may be called like a service: its name says nothing of the stream.
  const words = named.reduce(
    (text, name) => text.replaceAll(new RegExp(name.replaceAll(/[^\w]/g, '\\$&'), 'gi'), ' '),
    said.words.replace(WARN_ME, ' '),
  );
  const asked = readAlertWords(words);
  const read = readLogIntent(words);
  const intent = { ...read, slowerThanMs: null, texts: [], by: null };
  const found = await findTarget(words, statedStream(said.arguments), 'logs', range, telemetry);
  const chosen = [sendTo ?? stated.destinations ?? (named.length === 1 ? named : [])].flat().map(String);
  const known = chosen.filter((name) => destinations.length === 0 || destinations.includes(name));
  // An amount of money is no number of records.
  const isOther = asked.isMoney && 'target' in found && !summedField(words, found.target);
  const limit = threshold !== undefined ? Number(threshold) : isOther ? null : asked.threshold;
  const minutes = period === undefined ? asked.periodMinutes : Number(period);
  const noun = alertNoun(intent, 2);
  const missing: MissingArgument[] = [
    ...('missing' in found ? [found.missing] : []),
    ...('streams' in found ? [streamQuestion('Which stream shall it watch?', found.streams)] : []),
    ...(limit === null || !Number.isFinite(limit)
      ? [{ name: THRESHOLD, question: `More than how many ${noun} shall set it off?` }]
      : []),
    ...(known.length === 0 ? [destinationQuestion(destinations)] : []),
    ...(minutes === null && !said.asked
      ? [
          {
            name: PERIOD,
            question: `Counted over how many minutes? Leave it out for ${PERIOD_MINUTES}.`,
            optional: true as const,
          },
        ]
      : []),
  ];
  const needsAnswer = missing.some(({ optional }) => !optional) || (missing.length > 0 && !said.asked);
  if (needsAnswer || !('target' in found) || limit === null)
    return { arguments: stated, missing, known: said.arguments };
  const { target } = found;
  const roles = rolesOf(target.schema.fields);
  const valuesOf = async (field: { readonly name: string } | undefined) =>
    field ? telemetry.values(target.stream, field.name, range) : [];
  const [levels, errorTypes] = await Promise.all([valuesOf(roles.level), valuesOf(roles.errorType)]);
  const compared = measureFor(
    words,
    target,
    conditionsOf(intent, target, roles, { levels, errorTypes }),
    noun,
  );
  const perMs = roles.duration ? (unitsPerMs(roles.duration)?.perMs ?? 1) : 1;
  const condition = alertFor({
    stream: target.stream.name,
    streamType: 'logs',
    where: compared.where.join(' AND '),
    ...(compared.measure === undefined ? {} : { measure: compared.measure }),
    operator: asked.operator,
    threshold: asked.isDuration ? limit * perMs : limit,
    periodMinutes: minutes ?? PERIOD_MINUTES,
    ...(asked.silenceMinutes === null ? {} : { silenceMinutes: asked.silenceMinutes }),
  });
  const name = alertName(
    String(
      stated.name ??
        statedName(words) ??
        `${compared.name} in ${target.stream.name} ${SIDES[asked.operator]} ${limit}`,
    ),
  );
  return {
    arguments: {
      ...stated,
      name,
      stream_name: target.stream.name,
      stream_type: target.stream.type,
      destinations: known,
      enabled: stated.enabled ?? true,
      ...condition,
    },
    missing: [],
    tell: (outcome) => ({
      ...describeOutcome(outcome, config),
      answer: `${row.title}: "${name}" is on. It sends to ${known.join(', ')} when this gives a row over the last ${minutes ?? PERIOD_MINUTES} minutes.`,
      query: String(condition.query_condition.sql),
      next: `show the history of the alert ${name}`,
    }),
  };
};
