import { alertName, emptyComparison } from '../../call/short-forms/alert.ts';
import type { StreamEntry } from '../data/dictionary.ts';
import type { Language } from '../language/lexicon/lexicon.ts';
import { describeOutcome } from '../outcome-text.ts';
import { fill } from '../questions/answers/phrases.ts';
import { isMeasure } from '../questions/link/fields.ts';
import { stemOf } from '../language/word-forms.ts';
import { mainMeasure } from '../questions/parse/asked-measures.ts';
import { parseQuestion } from '../questions/parse/parse-question.ts';
import type { Reading } from '../questions/read/reading.ts';
import type { MissingArgument } from '../types.ts';
import { type AlertMeasure, type MetricMeasure, metricMeasure, recordMeasure } from './alert-measure.ts';
import { alertPhrasesFor } from './alert-phrases.ts';
import { alertNameFor, subjectText } from './alert-subject.ts';
import { destinationNames } from './destination.ts';
import { limitText, madeText, previewText, type ToldAlert } from './alert-text.ts';
import { type AlertWords, readAlertWords } from './alert-words.ts';
import { readCondition } from './condition-reading.ts';
import type { Make, MakeInput } from './maker.ts';
import { readyInRealTime, readyOnMetrics, readyOnRecords } from './ready-alert.ts';
import { statedName } from './stated-name.ts';
import { STREAM } from './stream-question.ts';

const DAY_US = 86_400e6;
const PERIOD_MINUTES = 10;
/** The verb, which says nothing of levels. */
const WARN_ME = /\b(?:please\s+)?(?:warn|alert)\b(?=\s+\w+\s+(?:when|if|once|as soon|whenever))/i;
const THRESHOLD = 'threshold';
const PERIOD = 'period_minutes';
const DESTINATION = 'destination';
const FIELD = 'field';
const NOT_OF_ONE_RECORD =
  'A real-time alert looks at each record by itself: it compares fields with values, and cannot count or average. Say which values a record must have, or leave "real time" out.';

const EMAIL = /[^\s,;<>"'@]+@[^\s,;<>"'@]+\.[^\s,;<>"'@.]+/;

/** An address that the words give is no destination, nor is there one before the first is made: both are said with the way out. */
function destinationQuestion(
  names: readonly string[],
  words: string,
  recipient: string | undefined,
  language: Language,
): MissingArgument {
  const { ask } = alertPhrasesFor(language);
  const [address] = EMAIL.exec(words) ?? [];
  const isNamed =
    recipient !== undefined && !/^(?:me|us|them|him|her|someone|everyone|team)$/i.test(recipient);
  const example = `create a destination called ops_mail that sends to ${address ?? 'ops@example.com'}`;
  const question = [
    ask.destination,
    ...(isNamed ? [fill(ask.noDestination, { name: recipient })] : []),
    ...(address !== undefined
      ? [fill(ask.address, { address, example })]
      : names.length === 0
        ? [fill(ask.noDestinations, { example })]
        : []),
  ].join(' ');
  return { name: DESTINATION, question, ...(names.length > 0 ? { choices: names } : {}) };
}

/** Whom words tell to warn: "alert bob when …". */
const RECIPIENT =
  /^\W*(?:please\s+)?(?:alert|notify|warn|page|ping|tell|inform|e?mail|message)\s+(?:(?:me|us)\s+(?:on|in|via|through|over|using|at)\s+)?(?:the\s+|our\s+)?([\w.#-]+)\s+(?:channel\s+|destination\s+)?(?:when|if|once|as soon|whenever)\b/i;

/** What stands before the name that something is given. */
const NAMED = String.raw`(?:,?\s*(?:\band\s+)?\b(?:called|named|titled|call it|name it|by the name(?: of)?)\s+)?["'“]?`;

/** The words of a request without the names of destinations and of the alert, which may be called like a stream. */
const withoutNames = (words: string, names: readonly string[]) =>
  names.reduce(
    (text, name) => text.replaceAll(new RegExp(`${NAMED}${name.replaceAll(/[^\w]/g, '\\$&')}`, 'gi'), ' '),
    words,
  );

const QUOTED = /"([^"]+)"|“([^”]+)”|`([^`]+)`/g;
const WHEN = /\b(?:when(?:ever)?|if|once|as soon as|in case)\b/i;
const NAMING = /\b(?:called|named|titled|call it|name it|by the name(?: of)?|(?:with|give it) the name)\s*$/i;

/** The name that the words give to the alert. What they quote within the condition is what is looked for. */
function ownNameIn(words: string): { readonly name: string | null; readonly quoted: readonly string[] } {
  const from = WHEN.exec(words)?.index ?? words.length;
  const quoted = [...words.matchAll(QUOTED)].filter(
    ({ index }) => index > from && !NAMING.test(words.slice(Math.max(0, index - 30), index)),
  );
  const bare = quoted.reduce((text, [whole]) => text.replace(whole, ' '), words);
  return {
    name: statedName(bare),
    quoted: quoted.map(([, ...texts]) => texts.find((text) => text !== undefined) ?? ''),
  };
}

/** Words that are taken for the name and are the start of the condition: "an alert: average latency in STREAM above 2 s". */
const statesMeasure = (name: string, time: MakeInput['time']) =>
  /\s/.test(name) && mainMeasure(parseQuestion(name, time)) !== null;

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
  const { language = 'en' } = said;
  const { ask } = alertPhrasesFor(language);
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
  const { name: ownName, quoted } = ownNameIn(said.words);
  const streams = await data.dictionary.streams();
  const addressed = RECIPIENT.exec(said.words)?.[1];
  const recipient = streams.some((each) => each.name === addressed) ? undefined : addressed;
  const isQuoted = typeof given.name === 'string' && quoted.includes(given.name);
  const isDestination =
    isQuoted ||
    ((destinations.includes(String(given.name)) || recipient === given.name) && ownName !== given.name);
  const stated = isDestination ? { ...given, name: undefined } : given;
  const isStream = streams.some(({ name }) => name === given.stream_name);
  const stream = answeredStream ?? (isStream ? given.stream_name : null);
  const name = ownName ?? (isDestination ? undefined : stated.name);
  const isOwnName =
    typeof name === 'string' &&
    !streams.some((each) => each.name === name) &&
    (name === ownName || !statesMeasure(name, time));
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
    bounds === undefined
      ? String((isOwn ? words.threshold?.text : null) ?? limit)
      : { from: String(bounds.from), until: String(bounds.to) };
  const side = bounds === undefined ? words.operator : bounds.isOutside ? 'outside' : 'between';
  const empty =
    limit === null || bounds !== undefined || onRecords === null || words.isRealTime
      ? null
      : emptyComparison(onRecords.kind, words.operator, limit);
  const missing: MissingArgument[] = [
    ...('missing' in found ? [found.missing] : []),
    ...('unknown' in found ? [fieldQuestion(found.problem, found.entry)] : []),
    ...(needsLimit && (limit === null || !Number.isFinite(limit))
      ? [
          {
            name: THRESHOLD,
            question: `${noRelative(words)}${thresholdQuestion(onRecords, measured, language)}`,
          },
        ]
      : []),
    ...(empty === null
      ? []
      : [
          {
            name: THRESHOLD,
            question: emptyQuestion(
              empty,
              measured,
              limitText(words.operator, String(limit), language),
              language,
            ),
          },
        ]),
    ...(known.length === 0 ? [destinationQuestion(destinations, said.words, recipient, language)] : []),
    ...(minutes === null && !said.asked && !words.isRealTime
      ? [
          {
            name: PERIOD,
            question: onRecords?.measure
              ? fill(ask.minutesOf, { subject: shortSubject(onRecords, language), n: PERIOD_MINUTES })
              : fill(ask.minutes, { n: PERIOD_MINUTES }),
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
  const sinceUs = entry.firstUs ?? Number.NEGATIVE_INFINITY;
  const ready = onMetrics
    ? readyOnMetrics(onMetrics, words, compared, periodMinutes, sinceUs, input)
    : words.isRealTime
      ? readyInRealTime(onRecords as AlertMeasure, words, input)
      : readyOnRecords(onRecords as AlertMeasure, words, compared, periodMinutes, sinceUs, input);
  const subject = { ...((onMetrics ?? onRecords) as Measured).subject, isEach: words.isRealTime };
  if (ready === null)
    return { arguments: open, missing: [fieldQuestion(NOT_OF_ONE_RECORD, entry)], known: said.arguments };
  const ownOrShort =
    stated.name ??
    ownName ??
    alertNameFor(subject, words.isRealTime ? '' : limitText(side, shownLimit, 'en'));
  const fullName = alertName(String(ownOrShort));
  const isOn = stated.enabled !== false && !words.isOff;
  const told: ToldAlert = {
    language,
    name: fullName,
    isOn,
    destinations: known,
    subject: subjectText(subject, language),
    limit: words.isRealTime ? '' : limitText(side, shownLimit, language),
    condition: ready.condition,
    said: {
      periodMinutes: minutes,
      frequencyMinutes: words.frequencyMinutes,
      silenceMinutes: words.silenceMinutes,
    },
    history: await ready.history(),
    young: youngOf(entry, time.nowUs),
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
    left: [
      ...words.left,
      ...unreadWords(read.reading, words.question),
      ...guessedWords(read.reading),
      ...limitedGroups(read.reading),
    ],
    covers: [unused.reduce((text, each) => text.replace(each, ' '), words.question), words.own].join(' '),
    preview: previewText(told, ready.query),
    tell: (outcome) => ({
      ...describeOutcome(outcome, config),
      answer: madeText(told),
      query: ready.query,
      next: `show the history of the alert ${fullName}`,
    }),
  };
};

/** A stream that has no records of a whole day, of which the history tells. */
const youngOf = ({ name, firstUs }: StreamEntry, nowUs: number): ToldAlert['young'] =>
  firstUs === null || firstUs <= nowUs - DAY_US
    ? null
    : { stream: name, time: new Date(firstUs / 1000).toISOString() };

/** Words of the condition that its query does not have, those side by side together. The name of a field that it has says no more. */
function unreadWords({ unused, form }: Reading, question: string): string[] {
  const has = JSON.stringify([form.where, form.measure, form.groupBy, form.stream]).toLowerCase();
  const told: string[] = [];
  for (const word of unused) {
    if (has.includes(word.toLowerCase())) continue;
    const joined = `${told.at(-1) ?? ''} ${word}`;
    if (told.length > 0 && question.includes(joined)) told[told.length - 1] = joined;
    else told.push(word);
  }
  return told;
}

/** Words whose meaning is a guess that does not hold all of them: "blue errors" as `level = error`. */
function guessedWords({ guessed }: Reading): string[] {
  return guessed
    .filter(({ words, as }) => {
      const told = as.toLowerCase();
      return words
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .some((word) => word.length > 2 && !told.includes(stemOf(word)));
    })
    .map(({ words }) => words);
}

/** A number of records that groups of a question must have, for which an alert has no second threshold. */
const limitedGroups = ({ form: { having } }: Reading): string[] =>
  having === null ? [] : [`${having.operator} ${having.value}`];

type Measured = AlertMeasure | MetricMeasure;

/** What is compared, within a sentence that puts its own article before it. */
const shortSubject = (measured: Measured, language: Language) =>
  subjectText(measured.subject, language).replace(/^the /, '');

const noRelative = ({ relative }: AlertWords) =>
  relative === null
    ? ''
    : `No alert is made from words for "${relative}": OpenObserve compares periods only with a VRL function over multi_time_range, which create_alert takes in query_condition. An alert on a fixed number can be made. `;

function thresholdQuestion(
  onRecords: AlertMeasure | null,
  measured: Measured | null,
  language: Language,
): string {
  const { ask } = alertPhrasesFor(language);
  const isCount = onRecords?.measure === null;
  if (measured === null) return ask.threshold;
  const subject = language === 'en' ? measured.name : shortSubject(measured, language);
  return fill(isCount ? ask.howMany : ask.value, { subject });
}

/** A threshold that is always or never crossed. */
function emptyQuestion(
  often: 'always' | 'never',
  measured: Measured | null,
  limit: string,
  language: Language,
): string {
  const { ask } = alertPhrasesFor(language);
  const subject = measured === null ? '' : shortSubject(measured, language);
  return fill(ask.empty, { often: ask[often], subject, limit });
}

function fieldQuestion(problem: string, { fields = [] }: StreamEntry): MissingArgument {
  const names = fields.filter(isMeasure).map(({ name }) => name);
  return { name: FIELD, question: problem, ...(names.length > 0 ? { choices: names } : {}) };
}
