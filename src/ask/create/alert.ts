import { listAt } from '../../openobserve/answer.ts';
import type { Arguments } from '../../contract/tool.ts';
import { alertName, emptyComparison } from '../../call/short-forms/alert.ts';
import type { StreamEntry } from '../data/dictionary.ts';
import { describeOutcome } from '../outcome-text.ts';
import { isMeasure } from '../questions/link/fields.ts';
import type { MissingArgument } from '../types.ts';
import { type AlertMeasure, metricMeasure, recordMeasure } from './alert-measure.ts';
import { madeText, previewText, type ToldAlert } from './alert-text.ts';
import { type AlertWords, readAlertWords } from './alert-words.ts';
import { readCondition } from './condition-reading.ts';
import type { Make, MakeInput } from './maker.ts';
import { type ReadyAlert, readyInRealTime, readyOnMetrics, readyOnRecords } from './ready-alert.ts';
import { statedName } from './stated-name.ts';
import { STREAM } from './stream-question.ts';

const DAY_US = 86_400e6;
const PERIOD_MINUTES = 10;
const SIDES = { '>': 'over', '>=': 'at least', '<': 'under', '<=': 'at most', '=': 'exactly', '!=': 'not' };
/** The verb, which says nothing of levels. */
const WARN_ME = /\b(?:please\s+)?(?:warn|alert)\b(?=\s+\w+\s+(?:when|if|once|as soon|whenever))/i;
const THRESHOLD = 'threshold';
const PERIOD = 'period_minutes';
const DESTINATION = 'destination';
const FIELD = 'field';
const NOT_OF_ONE_RECORD =
  'A real-time alert looks at each record by itself: it compares fields with values, and cannot count or average. Say which values a record must have, or leave "real time" out.';

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

const EMAIL = /[^\s,;<>"'@]+@[^\s,;<>"'@]+\.[^\s,;<>"'@.]+/;

/** An address that the words give is no destination, nor is there one before the first is made: both are said with the way out. */
function destinationQuestion(names: readonly string[], words: string): MissingArgument {
  const [address] = EMAIL.exec(words) ?? [];
  const recipient = RECIPIENT.exec(words)?.[1];
  const unknown =
    recipient === undefined || /^(?:me|us|them|him|her|someone|everyone|team)$/i.test(recipient)
      ? ''
      : ` There is no destination called "${recipient}".`;
  const example = `"create a destination called ops_mail that sends to ${address ?? 'ops@example.com'}"`;
  const lacking =
    address !== undefined
      ? ` An alert sends to a destination, not to an address. For "${address}", make one first: ${example}.`
      : names.length === 0
        ? ` There are no destinations yet. Make one first, such as ${example}.`
        : '';
  const question = `Where should it send to?${unknown}${lacking}`;
  return { name: DESTINATION, question, ...(names.length > 0 ? { choices: names } : {}) };
}

/** Whom words tell to warn: "alert bob when …". */
const RECIPIENT =
  /^\W*(?:please\s+)?(?:alert|notify|warn|page|ping|tell|inform|e?mail|message)\s+(?:the\s+|our\s+)?([\w.#-]+)\s+(?:when|if|once|as soon|whenever)\b/i;

/** What stands before the name that something is given. */
const NAMED = String.raw`(?:,?\s*(?:\band\s+)?\b(?:called|named|titled|call it|name it|by the name(?: of)?)\s+)?["'“]?`;

/** The words of a request without the names of destinations and of the alert, which may be called like a stream. */
const withoutNames = (words: string, names: readonly string[]) =>
  names.reduce(
    (text, name) => text.replaceAll(new RegExp(`${NAMED}${name.replaceAll(/[^\w]/g, '\\$&')}`, 'gi'), ' '),
    words,
  );

/** What is watched, read from the question in the words; with another field for the words that are none. */
async function conditionFor(
  words: AlertWords,
  minutes: number,
  { stream, field }: { readonly stream: string | null; readonly field: unknown },
  { data: { dictionary }, time }: MakeInput,
) {
  const range = `over the last ${minutes} minutes`;
  const input = { stream, isValue: !words.isCounted && !words.isRealTime, dictionary, time };
  const read = await readCondition({ ...input, question: `${words.question} ${range}` });
  if (!('unknown' in read) || typeof field !== 'string') return read;
  const named = words.question.replace(read.unknown, field);
  const question = named === words.question ? `${field} ${words.question}` : named;
  return readCondition({ ...input, question: `${question} ${range}` });
}

/** An alert on a threshold from words. What is not said is asked: stream, threshold, period and where it sends to. */
export const makeAlert: Make = async (input) => {
  const { said, data, time, config } = input;
  if (said.arguments.query_condition !== undefined) return { arguments: said.arguments, missing: [] };
  const {
    [STREAM]: answeredStream,
    [THRESHOLD]: answeredThreshold,
    [PERIOD]: answeredPeriod,
    [DESTINATION]: sendTo,
    [FIELD]: field,
    ...given
  } = said.arguments;
  const destinations = await destinationNames(input);
  const named = destinations.filter((name) => said.words.toLowerCase().includes(name.toLowerCase()));
  const ownName = statedName(said.words);
  const recipient = RECIPIENT.exec(said.words)?.[1];
  const isDestination =
    (destinations.includes(String(given.name)) || recipient === given.name) && ownName !== given.name;
  const stated = isDestination ? { ...given, name: undefined } : given;
  const streams = await data.dictionary.streams();
  const isStream = streams.some(({ name }) => name === given.stream_name);
  const stream = answeredStream ?? (isStream ? given.stream_name : null);
  const name = ownName ?? (isDestination ? undefined : stated.name);
  const isOwnName = typeof name === 'string' && !streams.some((each) => each.name === name);
  const words = readAlertWords(
    withoutNames(said.words.replace(WARN_ME, 'notify'), [
      ...named,
      ...(isOwnName ? [name] : []),
      ...(recipient === undefined || named.includes(recipient) ? [] : [recipient]),
    ]),
  );
  const isKnown = (name: string) => destinations.length === 0 || destinations.includes(name);
  const [known = []] = [sendTo, stated.destinations, named]
    .map((names) => [names ?? []].flat().map(String).filter(isKnown))
    .filter((names) => names.length > 0);
  const minutes = answeredPeriod === undefined ? words.periodMinutes : Number(answeredPeriod);
  const periodMinutes = minutes ?? PERIOD_MINUTES;
  const found = await conditionFor(
    words,
    periodMinutes,
    { stream: typeof stream === 'string' && stream !== '' ? stream : null, field },
    input,
  );
  const read = 'reading' in found ? found : null;
  const isOnMetrics = read !== null && read.reading.form.signal === 'metrics' && !words.isAbsence;
  const recordsFor = (stated: AlertWords) =>
    read && !isOnMetrics ? recordMeasure(read, stated, periodMinutes) : null;
  const metricFor = (stated: AlertWords) =>
    read && isOnMetrics ? metricMeasure(read, stated, time.nowUs, periodMinutes) : null;
  const onRecords = recordsFor(words);
  const onMetrics = metricFor(words);
  const measured = onRecords ?? onMetrics;
  const limit = answeredThreshold === undefined ? (measured?.threshold ?? null) : Number(answeredThreshold);
  // Where the stream is not known yet, nor is the unit of a number that is stated.
  const needsLimit = !words.isRealTime && (measured !== null || words.threshold === null);
  const isOwn = answeredThreshold === undefined && words.threshold !== null && words.threshold.of !== 'plain';
  const second = words.bound && { ...words, threshold: words.bound.to };
  const upper =
    second && answeredThreshold === undefined ? (recordsFor(second) ?? metricFor(second))?.threshold : null;
  const bounds =
    limit === null || upper === null || upper === undefined
      ? undefined
      : {
          from: Math.min(limit, upper),
          to: Math.max(limit, upper),
          isOutside: words.bound?.isOutside === true,
        };
  const shownLimit =
    bounds !== undefined
      ? `${bounds.from} ${bounds.isOutside ? 'to' : 'and'} ${bounds.to}`
      : isOwn
        ? words.threshold?.text
        : limit;
  const side = bounds === undefined ? SIDES[words.operator] : bounds.isOutside ? 'outside' : 'between';
  const empty =
    limit === null || bounds !== undefined || onRecords === null || words.isRealTime
      ? null
      : emptyComparison(onRecords.kind, words.operator, limit);
  const missing: MissingArgument[] = [
    ...('missing' in found ? [found.missing] : []),
    ...('unknown' in found ? [fieldQuestion(found.problem, found.entry)] : []),
    ...(needsLimit && (limit === null || !Number.isFinite(limit))
      ? [{ name: THRESHOLD, question: `${noRelative(words)}${thresholdQuestion(onRecords, measured?.name)}` }]
      : []),
    ...(empty === null
      ? []
      : [
          {
            name: THRESHOLD,
            question: `The alert would ${empty} fire: ${measured?.name} ${empty === 'always' ? 'is always' : 'can never be'} ${SIDES[words.operator]} ${limit}. Which threshold is meant?`,
          },
        ]),
    ...(known.length === 0 ? [destinationQuestion(destinations, said.words)] : []),
    ...(minutes === null && !said.asked && !words.isRealTime
      ? [
          {
            name: PERIOD,
            question: `${onRecords?.measure ? `The ${onRecords.name} in ${onRecords.form.stream}` : 'Counted'} over how many minutes? Leave it out for ${PERIOD_MINUTES}.`,
            optional: true as const,
          },
        ]
      : []),
  ];
  const needsAnswer = missing.some(({ optional }) => !optional) || (missing.length > 0 && !said.asked);
  const open = { ...stated, destinations: known.length > 0 ? known : undefined };
  if (needsAnswer || read === null) return { arguments: open, missing, known: said.arguments };
  const { form, entry, unused } = read.reading;
  const compared = { threshold: limit ?? 0, ...(bounds === undefined ? {} : { bounds }) };
  const ready = onMetrics
    ? readyOnMetrics(onMetrics, words, compared, periodMinutes, input)
    : words.isRealTime
      ? readyInRealTime(onRecords as AlertMeasure, words)
      : readyOnRecords(onRecords as AlertMeasure, words, compared, periodMinutes, input);
  if (ready === null)
    return { arguments: open, missing: [fieldQuestion(NOT_OF_ONE_RECORD, entry)], known: said.arguments };
  const fullName = alertName(
    String(
      stated.name ??
        ownName ??
        nameFor(ready, words, onRecords?.form ?? form, `${side} ${shownLimit ?? limit}`),
    ),
  );
  const history = [await ready.history(), youngText(entry, time.nowUs)].join('');
  const isOn = stated.enabled !== false && !words.isOff;
  const place = ready.name.includes(form.stream) ? '' : ` in ${form.stream}`;
  const per = (onRecords?.form ?? form).groupBy.map((field) => ` per ${field}`).join('');
  const told: ToldAlert = {
    name: fullName,
    isOn,
    destinations: known,
    when: words.isRealTime
      ? `about ${ready.name}${place}`
      : `when ${onRecords?.measure === null ? 'the number of ' : /^\w+ of /.test(ready.name) ? 'the ' : ''}${ready.name}${ready.name.includes(per) ? '' : per}${place} is ${side} ${shownLimit}`,
    condition: ready.condition,
    said: {
      periodMinutes: minutes,
      frequencyMinutes: words.frequencyMinutes,
      silenceMinutes: words.silenceMinutes,
    },
    history,
  };
  return {
    arguments: {
      ...stated,
      name: fullName,
      stream_name: form.stream,
      stream_type: form.signal,
      destinations: known,
      enabled: isOn,
      ...ready.condition,
    },
    missing: [],
    covers: [unused.reduce((text, each) => text.replace(each, ' '), words.question), words.own].join(' '),
    preview: `${previewText(told)} Query: ${ready.query}`,
    tell: (outcome) => ({
      ...describeOutcome(outcome, config),
      answer: madeText(told),
      query: ready.query,
      next: `show the history of the alert ${fullName}`,
    }),
  };
};

/** That a stream has no records of a whole day, of which the history tells. */
function youngText({ name, firstUs }: StreamEntry, nowUs: number): string {
  if (firstUs === null || firstUs <= nowUs - DAY_US) return '';
  return ` ${name} has records only since ${new Date(firstUs / 1000).toISOString()}.`;
}

/** A name that says what an alert watches: `errors in payment_service over 10`. */
function nameFor(
  ready: ReadyAlert,
  { isRealTime }: AlertWords,
  { stream, groupBy }: { readonly stream: string; readonly groupBy: readonly string[] },
  limit: string,
): string {
  const place = ready.name.includes(stream) ? '' : ` in ${stream}`;
  const per = groupBy.length === 0 ? '' : ` per ${groupBy.join(' and ')}`;
  return isRealTime ? `${ready.name}${place}` : `${ready.name}${per}${place} ${limit}`;
}

const noRelative = ({ relative }: AlertWords) =>
  relative === null
    ? ''
    : `No alert is made from words for "${relative}": OpenObserve compares periods only with a VRL function over multi_time_range, which create_alert takes in query_condition. An alert on a fixed number can be made. `;

function thresholdQuestion(onRecords: AlertMeasure | null, name = 'it'): string {
  return onRecords?.measure === null
    ? `More than how many ${name} should set it off?`
    : `Which value of ${name} should set it off?`;
}

function fieldQuestion(problem: string, { fields = [] }: StreamEntry): MissingArgument {
  const names = fields.filter(isMeasure).map(({ name }) => name);
  return { name: FIELD, question: problem, ...(names.length > 0 ? { choices: names } : {}) };
}
