import type { AlertCondition, Operator } from '../../call/short-forms/alert.ts';
import type { AlertHistory } from '../../call/short-forms/alert-messages.ts';
import type { Language } from '../language/lexicon/lexicon.ts';
import { fill } from '../questions/answers/phrases.ts';
import type { AlertPhrases } from './alert-phrase-templates.ts';
import { alertPhrasesFor } from './alert-phrases.ts';

/** An alert for the sentences about it. */
export interface ToldAlert {
  readonly language: Language;
  readonly name: string;
  readonly isOn: boolean;
  readonly destinations: readonly string[];
  /** What is compared, such as `the number of errors in payment_service`. */
  readonly subject: string;
  /** What it is compared with, such as `over 10`; of an alert in real time empty. */
  readonly limit: string;
  readonly condition: AlertCondition;
  /** What the words say of its schedule, in minutes; null for what was chosen for them. */
  readonly said: {
    readonly periodMinutes: number | null;
    readonly frequencyMinutes: number | null;
    readonly silenceMinutes: number | null;
  };
  /** What it would have done; null where it cannot be told. */
  readonly history: AlertHistory | null;
  /** The stream and its first record, where that is less than a day old. */
  readonly young: { readonly stream: string; readonly time: string } | null;
}

const minutes = (count: unknown, phrases: AlertPhrases) =>
  count === 1 ? phrases.minute : fill(phrases.minutes, { n: String(count) });

const every = (count: unknown, phrases: AlertPhrases) =>
  count === 1 ? phrases.everyMinute : fill(phrases.every, { length: minutes(count, phrases) });

/** Units that words give in English, as every language writes them. */
const UNITS: ReadonlyArray<readonly [unit: RegExp, sign: string]> = [
  [/ ?milliseconds?$/i, ' ms'],
  [/ ?(?:seconds?|secs?)$/i, ' s'],
  [/ ?minutes?$/i, ' min'],
  [/ ?hours?$/i, ' h'],
  [/ ?(?:percent|pct)$/i, ' %'],
];
const withSign = (text: string, language: Language) =>
  language === 'en' ? text : UNITS.reduce((told, [unit, sign]) => told.replace(unit, sign), text);

/** "Over 2 seconds", "between 80 and 90". */
export function limitText(
  side: Operator | 'between' | 'outside',
  limit: string | { readonly from: string; readonly until: string },
  language: Language,
): string {
  const { sides, bounds } = alertPhrasesFor(language);
  const isRange = language === 'en' && side === 'between' && typeof limit !== 'string';
  const text =
    typeof limit === 'string'
      ? withSign(limit, language)
      : isRange
        ? `${limit.from} and ${limit.until}`
        : fill(bounds, limit);
  return fill(sides[side], { limit: text });
}

/** When it is checked and when it is silent; what nobody said apart from what was ordered. */
function schedule({ condition, said, language }: ToldAlert, phrases: AlertPhrases): string {
  const { period, frequency, silence } = condition.trigger_condition;
  const isRealTime = condition.is_real_time === true;
  const length = minutes(silence, phrases);
  const chosen = [
    ...(isRealTime || said.periodMinutes !== null
      ? []
      : [fill(phrases.counted, { length: minutes(period, phrases) })]),
    ...(isRealTime || said.frequencyMinutes !== null
      ? []
      : [fill(phrases.checked, { every: every(frequency, phrases) })]),
    ...(said.silenceMinutes === null ? [fill(phrases.silent, { length })] : []),
  ];
  return [
    ...(isRealTime || said.frequencyMinutes === null
      ? []
      : [fill(phrases.isChecked, { every: every(frequency, phrases) })]),
    ...(said.silenceMinutes === null ? [] : [fill(phrases.isSilent, { length })]),
    ...(chosen.length === 0
      ? []
      : [fill(phrases.chosen, { parts: chosen.join(language === 'zh' ? '，' : ', ') })]),
  ].join(language === 'zh' ? '' : ' ');
}

/** What it would have done, and how often the condition held. */
function historyIn(
  { held, checks, all, messages, minutes: long }: AlertHistory,
  phrases: AlertPhrases,
): string {
  const { history } = phrases;
  const time = long >= 120 ? fill(phrases.hours, { n: Math.round(long / 60) }) : minutes(long, phrases);
  const isPart = checks !== null && checks < all;
  const counts = { held, checks: checks ?? 0 };
  const form =
    checks === null
      ? held === 0
        ? history.noRecord
        : history.records
      : held === 0
        ? history.none
        : held === checks && checks > 1
          ? history.all
          : history.held;
  const text = fill(form, counts);
  const told = isPart ? fill(history.looked, { text, all }) : text;
  const sentence =
    messages === 0
      ? history.never
      : isPart
        ? history.atLeast
        : messages === 1
          ? history.message
          : history.messages;
  return fill(sentence, { time, n: messages, held: told });
}

function sentences(alert: ToldAlert, is: string, sends: string, phrases: AlertPhrases): string {
  const { condition, subject, limit, history, young } = alert;
  const firing = fill(condition.is_real_time === true ? phrases.whenEach : phrases.when, {
    sends: fill(sends, { to: alert.destinations.join(', ') }),
    subject,
    limit,
    period: minutes(condition.trigger_condition.period, phrases),
  });
  return [
    fill(is, { name: alert.name, state: alert.isOn ? phrases.on : phrases.off }),
    firing,
    schedule(alert, phrases),
    history === null ? '' : historyIn(history, phrases),
    young === null ? '' : fill(phrases.since, young),
  ]
    .filter((text) => text !== '')
    .join(alert.language === 'zh' ? '' : ' ');
}

/** What was made. */
export function madeText(alert: ToldAlert): string {
  const phrases = alertPhrasesFor(alert.language);
  return sentences(alert, phrases.created, phrases.sends, phrases);
}

/** What would be made. */
export function previewText(alert: ToldAlert, query: string): string {
  const phrases = alertPhrasesFor(alert.language);
  const space = alert.language === 'zh' ? '' : ' ';
  return `${sentences(alert, phrases.wouldBe, phrases.wouldSend, phrases)}${space}${fill(phrases.query, { query })}`;
}
