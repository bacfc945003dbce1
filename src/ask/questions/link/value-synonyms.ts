import { stemOf } from '../../language/word-forms.ts';

/** Values that mean the same, whichever of them a system writes. */
const GROUPS = [
  'refused declined rejected denied',
  'aborted cancelled',
  'free idle available',
  'completed finished done',
  'banned blocked',
  'expired timeout',
  'late delayed',
  'broken damaged defective faulty',
  'lost missing',
  'sold sale',
  'bought purchased purchase',
  'mobile ios android',
  'unpaid open',
  'urgent critical high',
  'urgent stat',
  'returned return',
  'delivered deliver delivery',
  'shipped dispatched',
  'registered signup',
  'login signin logon',
  'logout signout logoff',
  'created placed new',
  'arrived arrival arrive',
  'departed departure left leave',
  'started start',
  'stopped stop',
  'approved accepted granted',
  'charged charge',
  'refunded refund',
  'suspicious suspicion suspected fraud',
  'executed completed processed',
  'held withheld onhold',
  'bounced undeliverable undelivered returned',
  'closed solved resolved',
  'replied answered reply answer response',
  'reboot restart rebooted restarted',
  'withdrawal payout disbursement',
  'swallowed retained captured',
  'abroad international intl foreign',
];

/** Synonyms only in values that also name the thing: `order confirmed` means completed, `confirmed` alone does not. */
const WITH_THING = ['completed finished done confirmed'];

const groupsOf = new Map<string, number[]>();
[...GROUPS, ...WITH_THING].forEach((group, index) => {
  for (const word of group.split(' ')) {
    const stem = stemOf(word);
    groupsOf.set(stem, [...(groupsOf.get(stem) ?? []), index]);
  }
});

/** Whether a word and a value mean the same state, by their stems; `isOfThing`: the value also names the thing, as in `order confirmed`. */
export const areSameState = (word: string, value: string, isOfThing: boolean): boolean =>
  word !== value &&
  (groupsOf
    .get(word)
    ?.some((group) => (isOfThing || group < GROUPS.length) && groupsOf.get(value)?.includes(group)) ??
    false);

/** Whether a word has values that say the same in other words. */
export const hasSameStates = (word: string): boolean => groupsOf.has(word);
