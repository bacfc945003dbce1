const MINUTE_US = 60e6;
const DAY_MINUTES = 1440;

/** What an alert would have done. */
export interface AlertHistory {
  /** At how many of the checks the condition held; of an alert in real time, how many records fit. */
  readonly held: number;
  /** The checks that were looked at; null for an alert in real time, which looks at each record. */
  readonly checks: number | null;
  /** All checks of that time. Where more than were looked at, there are at least as many messages as told. */
  readonly all: number;
  readonly messages: number;
  /** How long back. */
  readonly minutes: number;
}

/** How often a condition is checked, over how long, and how long it is silent after a message. All are minutes. */
export interface Checking {
  readonly period: number;
  readonly frequency: number;
  readonly silence: number;
}

/** When a check was made that looks at the period before it. In microseconds, the newest last. */
export function checkTimes({ frequency }: Checking, nowUs: number, sinceUs: number): number[] {
  const stepUs = frequency * MINUTE_US;
  const endUs = Math.floor(nowUs / stepUs) * stepUs;
  const count = Math.max(1, Math.floor(DAY_MINUTES / frequency));
  return Array.from({ length: count }, (_, index) => endUs - (count - 1 - index) * stepUs).filter(
    (atUs) => atUs > sinceUs,
  );
}

/** How many messages are sent for moments at which a condition holds: none while it is silent after one. */
export function messagesAt(momentsUs: readonly number[], silenceMinutes: number): number {
  let messages = 0;
  let quietUntilUs = Number.NEGATIVE_INFINITY;
  for (const atUs of momentsUs) {
    if (atUs < quietUntilUs) continue;
    messages += 1;
    quietUntilUs = atUs + silenceMinutes * MINUTE_US;
  }
  return messages;
}

/** What came of checks, from the times of those at which the condition held. Null without checks. */
export function historyFrom(
  { frequency, silence }: Checking,
  looked: readonly number[],
  all: number,
  holds: (atUs: number) => boolean,
): AlertHistory | null {
  if (looked.length === 0) return null;
  const held = looked.filter(holds);
  return {
    held: held.length,
    checks: looked.length,
    all,
    messages: messagesAt(held, silence),
    minutes: all * frequency,
  };
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** "24 hours", "50 minutes". */
export const lengthText = (minutes: number): string =>
  minutes >= 120 ? plural(Math.round(minutes / 60), 'hour') : plural(minutes, 'minute');

/** "Over the last 24 hours it would have sent 7 messages: the condition held at 18 of 144 checks." */
export function historyText({ held, checks, all, messages, minutes }: AlertHistory): string {
  const over = `Over the last ${lengthText(minutes)} it would`;
  if (checks === null)
    return held === 0
      ? `${over} not have fired: no record fits.`
      : `${over} have sent ${plural(messages, 'message')} for ${plural(held, 'record')}.`;
  const of = checks < all ? `${checks} of the ${all} checks, which were looked at` : plural(checks, 'check');
  if (held === 0) return `${over} not have fired: the condition held at none of ${of}.`;
  const least = checks < all ? 'at least ' : '';
  const at = held === checks && checks > 1 ? `all ${of}` : `${held} of ${of}`;
  return `${over} have sent ${least}${plural(messages, 'message')}: the condition held at ${at}.`;
}
