import type { AlertCondition } from '../../call/short-forms/alert.ts';

/** An alert for the sentences about it. */
export interface ToldAlert {
  readonly name: string;
  readonly isOn: boolean;
  readonly destinations: readonly string[];
  /** When it fires, such as `when the number of errors in payment_service is over 10`. */
  readonly when: string;
  readonly condition: AlertCondition;
  /** What the words say of its schedule, in minutes; null for what was chosen for them. */
  readonly said: {
    readonly periodMinutes: number | null;
    readonly frequencyMinutes: number | null;
    readonly silenceMinutes: number | null;
  };
  /** What it would have done; empty where it cannot be told. */
  readonly history: string;
}

const minutes = (count: unknown) => `${String(count)} minute${count === 1 ? '' : 's'}`;

/** When it is checked and when it is silent; what nobody said apart from what was ordered. */
function schedule({ condition, said }: ToldAlert): string {
  const { period, frequency, silence } = condition.trigger_condition;
  const isRealTime = condition.is_real_time === true;
  const quiet = `silent for ${minutes(silence)} after a message`;
  const chosen = [
    ...(isRealTime || said.periodMinutes !== null ? [] : [`counted over ${minutes(period)}`]),
    ...(isRealTime || said.frequencyMinutes !== null ? [] : [`checked every ${minutes(frequency)}`]),
    ...(said.silenceMinutes === null ? [quiet] : []),
  ];
  return [
    ...(said.frequencyMinutes === null ? [] : [`It is checked every ${minutes(frequency)}.`]),
    ...(said.silenceMinutes === null ? [] : [`It is ${quiet}.`]),
    ...(chosen.length === 0 ? [] : [`Chosen for you: ${chosen.join(', ')}.`]),
  ].join(' ');
}

function firing({ destinations, when, condition }: ToldAlert, sends: string): string {
  const within =
    condition.is_real_time === true
      ? ', for each record as it arrives'
      : ` within ${minutes(condition.trigger_condition.period)}`;
  return `${sends} to ${destinations.join(', ')} ${when}${within}.`;
}

/** What was made. */
export const madeText = (alert: ToldAlert): string =>
  [
    `Created: the alert "${alert.name}" is ${alert.isOn ? 'on' : 'off'}.`,
    firing(alert, 'It sends'),
    schedule(alert),
    alert.history,
  ]
    .filter((text) => text !== '')
    .join(' ');

/** What would be made. */
export const previewText = (alert: ToldAlert): string =>
  [
    `The alert "${alert.name}" would be ${alert.isOn ? 'on' : 'off'}.`,
    firing(alert, 'It would send'),
    schedule(alert),
    alert.history,
  ]
    .filter((text) => text !== '')
    .join(' ');
