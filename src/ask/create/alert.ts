import { listAt } from '../../openobserve/answer.ts';
import type { Arguments } from '../../contract/tool.ts';
import { alertName, emptyComparison } from '../../call/short-forms/alert.ts';
import type { AlertMeasure } from './alert-condition.ts';
import { measureOn, type ReadyAlert, readyOnMetrics, readyOnRecords } from './ready-alert.ts';
import { alertTarget } from './alert-target.ts';
import { type AlertWords, readAlertWords } from './alert-words.ts';
import type { Make, MakeInput } from './maker.ts';
import { isNumeric } from '../data/roles.ts';
import { statedName } from './stated-name.ts';
import { STREAM, statedStream, streamQuestion, type Target } from '../data/target.ts';
import { describeOutcome } from '../outcome-text.ts';
import type { MissingArgument } from '../types.ts';

const HOUR_US = 3600e6;
const PERIOD_MINUTES = 10;
const SIDES = { '>': 'over', '>=': 'at least', '<': 'under', '<=': 'at most', '=': 'exactly', '!=': 'not' };
/** The verb, which says nothing of levels. */
const WARN_ME = /\b(?:please\s+)?(?:warn|alert)\b(?=\s+\w+\s+(?:when|if|once|as soon|whenever))/i;
const THRESHOLD = 'threshold';
const PERIOD = 'period_minutes';
const DESTINATION = 'destination';
const FIELD = 'field';
/** Words that a condition has in another form, or that only say how it is crossed. */
const VOCABULARY =
  /\b(?:errors?|exceptions?|fail\w*|crash\w*|broken|warn\w*|fatals?|criticals?|records?|logs?|lines?|entries|events?|requests?|responses?|messages?|spans?|traces?|samples?|data|traffic|average|avg|mean|sum|total|min\w*|max\w*|highest|lowest|peak|median|percent\w*|rate|ratio|share|usage|percentile|distinct|unique|different|pile|spike\w*|ris\w+|jump\w*|climb\w*|surg\w*|increas\w*|drop\w*|fall\w*|go|goes|gets?|stays?|reach\w*|exceed\w*|cross\w*|hits?|above|below|under|over|greater|higher|lower|larger|smaller|longer|slower|fewer|less|more|least|most|receiv\w*|arriv\w*|com\w+|silent|silence|quiet|dead|report\w*|stream|service|services|status|level|value|values|field|real|time|instantly|window|alert\w*|notif\w*|once|seen|happen\w*|occur\w*|latency|latencies|duration|durations|response|single|whole|cpu|disk|memory|processor|load|destination|channel|slow\w*|many|trouble|revenue)\b/gi;

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
    ? { name: DESTINATION, question: 'Where should it send to?', choices: names }
    : {
        name: DESTINATION,
        question:
          'Where should it send to? There are no destinations yet: make one first, such as a webhook or an e-mail destination.',
      };
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
    [FIELD]: answeredField,
    ...given
  } = said.arguments;
  const range = { startUs: time.nowUs - HOUR_US, endUs: time.nowUs };
  const destinations = await destinationNames(input);
  const named = destinations.filter((name) => said.words.toLowerCase().includes(name.toLowerCase()));
  const ownName = statedName(said.words);
  const isDestination = destinations.includes(String(given.name)) && ownName !== given.name && !said.asked;
  const stated = isDestination ? { ...given, name: undefined } : given;
  // A destination or the alert itself may be called like a service: that name says nothing of the stream.
  const words = [...named, ...(ownName === null ? [] : [ownName])].reduce(
    (text, name) => text.replaceAll(new RegExp(name.replaceAll(/[^\w]/g, '\\$&'), 'gi'), ' '),
    said.words.replace(WARN_ME, ' '),
  );
  const found = await alertTarget(words, statedStream(said.arguments), range, telemetry);
  const target = 'target' in found ? found.target : null;
  const read = readAlertWords(withoutStream(words, target));
  const asked = typeof answeredField === 'string' ? { ...read, subject: answeredField } : read;
  const isKnown = (name: string) => destinations.length === 0 || destinations.includes(name);
  const [known = []] = [sendTo, stated.destinations, named]
    .map((names) => [names ?? []].flat().map(String).filter(isKnown))
    .filter((names) => names.length > 0);
  const minutes = period === undefined ? asked.periodMinutes : Number(period);
  const isOnMetrics = target?.stream.type === 'metrics' && !asked.isAbsence;
  const stateLimit = threshold === undefined ? asked.threshold : Number(threshold);
  const measured = target && !isOnMetrics ? await measureOn(target, words, asked, stateLimit, input) : null;
  const fits = measured !== null && !('problem' in measured) ? measured : null;
  // An amount of money is no number of records.
  const isOther = asked.isMoney && fits !== null && fits.measure === null && threshold === undefined;
  const limit = isOther ? null : stateLimit;
  const needsLimit = !asked.isRealTime || asked.threshold !== null;
  const empty = limit === null || fits === null ? null : emptyComparison(fits.kind, asked.operator, limit);
  const noun = fits?.name ?? 'it';
  const problem = measured !== null && 'problem' in measured ? measured.problem : null;
  const missing: MissingArgument[] = [
    ...('missing' in found ? [found.missing] : []),
    ...('streams' in found ? [streamQuestion('Which stream should it watch?', found.streams)] : []),
    ...(problem === null || !target ? [] : [fieldQuestion(problem, target)]),
    ...(needsLimit && (limit === null || !Number.isFinite(limit))
      ? [
          {
            name: THRESHOLD,
            question: `${asked.relative === null ? '' : noRelative(asked.relative)}${thresholdQuestion(fits, noun, isOnMetrics ? target?.stream.name : undefined)}`,
          },
        ]
      : []),
    ...(empty === null
      ? []
      : [
          {
            name: THRESHOLD,
            question: `The alert would ${empty} fire: ${noun} ${empty === 'always' ? 'is always' : 'can never be'} ${SIDES[asked.operator]} ${limit}. Which threshold is meant?`,
          },
        ]),
    ...(known.length === 0 ? [destinationQuestion(destinations)] : []),
    ...(minutes === null && !said.asked && !asked.isRealTime
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
  if (needsAnswer || target === null) return { arguments: stated, missing, known: said.arguments };
  const periodMinutes = minutes ?? PERIOD_MINUTES;
  const ready = isOnMetrics
    ? await readyOnMetrics(target, words, asked, limit ?? 0, periodMinutes, input)
    : readyOnRecords(target, fits as AlertMeasure, asked, periodMinutes, input);
  if ('problem' in ready)
    return { arguments: stated, missing: [fieldQuestion(ready.problem, target)], known: said.arguments };
  const name = alertName(String(stated.name ?? ownName ?? nameFor(ready, asked, target, limit)));
  const history = await ready.history();
  const isOn = stated.enabled ?? true;
  return {
    arguments: {
      ...stated,
      name,
      stream_name: target.stream.name,
      stream_type: target.stream.type,
      destinations: known,
      enabled: isOn,
      ...ready.condition,
    },
    missing: [],
    covers: [
      ...(words.match(VOCABULARY) ?? []),
      target.name,
      asked.subject ?? '',
      asked.group ?? '',
      asked.relative ?? '',
      ready.name,
      asked.isShare ? String((asked.threshold ?? 0) / 100) : '',
    ].join(' '),
    tell: (outcome) => ({
      ...describeOutcome(outcome, config),
      answer: [
        `${row.title}: "${name}" is ${isOn === false ? 'off' : 'on'}. It sends to ${known.join(', ')}`,
        asked.isRealTime
          ? ' for each record that fits, as it arrives.'
          : ` when ${ready.name} is ${SIDES[asked.operator]} ${ready.threshold} over the last ${periodMinutes} minutes.`,
        history === '' ? '' : ` ${history}`,
      ].join(''),
      query: ready.query,
      next: `show the history of the alert ${name}`,
    }),
  };
};

/** Words without the stream that they name, which is not what is compared. */
function withoutStream(words: string, target: Target | null): string {
  if (target === null) return words;
  const name = target.stream.name.replaceAll(/[^\w]/g, '\\$&');
  return target.stream.type === 'metrics'
    ? words
    : words.replaceAll(
        new RegExp(
          `(?:\\b(?:in|of|on|for|from)\\s+)?(?:the\\s+)?(?<![\\w-])${name}(?![\\w-])(?:\\s+stream\\b)?`,
          'gi',
        ),
        ' ',
      );
}

/** A name that says what an alert watches: `errors in payment_service over 10`. */
function nameFor(
  ready: ReadyAlert,
  { group, operator, isRealTime }: AlertWords,
  { stream }: Target,
  limit: number | null,
): string {
  const place = ready.name.endsWith(stream.name) ? '' : ` in ${stream.name}`;
  const per = group === null ? '' : ` per ${group}`;
  return isRealTime ? `${ready.name}${place}` : `${ready.name}${per}${place} ${SIDES[operator]} ${limit}`;
}

const noRelative = (relative: string) =>
  `No alert is made from words for "${relative}": OpenObserve compares periods only with a VRL function over multi_time_range, which create_alert takes in query_condition. An alert on a fixed number can be made. `;

function thresholdQuestion(fits: AlertMeasure | null, noun: string, metric: string | undefined): string {
  if (metric !== undefined) return `Which value of ${metric} should set it off?`;
  return fits === null || fits.measure === null
    ? `More than how many ${fits === null ? 'records' : noun} should set it off?`
    : `Which value of ${noun} should set it off?`;
}

function fieldQuestion(problem: string, { schema }: Target): MissingArgument {
  const names = schema.fields
    .filter(isNumeric)
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('_'));
  return { name: FIELD, question: problem, ...(names.length > 0 ? { choices: names } : {}) };
}
