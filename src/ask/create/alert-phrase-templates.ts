/** The sentences about alerts. `{x}` is filled in. */
export interface AlertPhrases {
  readonly created: string;
  readonly wouldBe: string;
  readonly on: string;
  readonly off: string;
  readonly sends: string;
  readonly wouldSend: string;
  /** `{sends}` is one of the two before. */
  readonly when: string;
  readonly whenEach: string;
  readonly sides: Readonly<Record<'>' | '>=' | '<' | '<=' | '=' | '!=' | 'outside' | 'between', string>>;
  /** Two bounds. */
  readonly bounds: string;
  readonly nouns: Readonly<Record<'errors' | 'warnings' | 'spans' | 'records', string>>;
  readonly number: string;
  readonly increase: string;
  readonly perSecond: string;
  readonly per: string;
  readonly share: string;
  readonly perHundred: string;
  readonly minute: string;
  readonly minutes: string;
  readonly hours: string;
  /** How often, of one minute and of more. */
  readonly everyMinute: string;
  readonly every: string;
  readonly isChecked: string;
  readonly isSilent: string;
  readonly chosen: string;
  readonly counted: string;
  readonly checked: string;
  readonly silent: string;
  readonly query: string;
  readonly since: string;
  /** What it would have done. `{held}` is one of the parts below. */
  readonly history: {
    readonly messages: string;
    readonly message: string;
    readonly atLeast: string;
    readonly never: string;
    readonly held: string;
    readonly all: string;
    readonly none: string;
    readonly looked: string;
    readonly records: string;
    readonly noRecord: string;
  };
  readonly ask: {
    readonly destination: string;
    readonly noDestination: string;
    readonly address: string;
    readonly noDestinations: string;
    readonly howMany: string;
    readonly value: string;
    /** Where it is not known yet what is compared. */
    readonly threshold: string;
    readonly empty: string;
    readonly always: string;
    readonly never: string;
    readonly minutes: string;
    readonly minutesOf: string;
  };
}

/** The sentences in English. */
export const ENGLISH: AlertPhrases = {
  created: 'Created: the alert "{name}" is {state}.',
  wouldBe: 'The alert "{name}" would be {state}.',
  on: 'on',
  off: 'off',
  sends: 'It sends to {to}',
  wouldSend: 'It would send to {to}',
  when: '{sends} when {subject} is {limit} within {period}.',
  whenEach: '{sends} about {subject}, for each record as it arrives.',
  sides: {
    '>': 'over {limit}',
    '>=': 'at least {limit}',
    '<': 'under {limit}',
    '<=': 'at most {limit}',
    '=': 'exactly {limit}',
    '!=': 'not {limit}',
    between: 'between {limit}',
    outside: 'outside {limit}',
  },
  bounds: '{from} to {until}',
  nouns: { errors: 'errors', warnings: 'warnings', spans: 'spans', records: 'records' },
  number: 'number of {noun}',
  increase: 'increase of {metric}',
  perSecond: '{noun} per second',
  per: '{of} per {field}',
  share: 'share of {noun}',
  perHundred: '{part} per 100 {whole}',
  minute: '1 minute',
  minutes: '{n} minutes',
  hours: '{n} hours',
  everyMinute: 'every minute',
  every: 'every {length}',
  isChecked: 'It is checked {every}.',
  isSilent: 'It is silent for {length} after a message.',
  chosen: 'Chosen for you: {parts}.',
  counted: 'counted over {length}',
  checked: 'checked {every}',
  silent: 'silent for {length} after a message',
  query: 'Query: {query}',
  since: '{stream} has records only since {time}.',
  history: {
    messages: 'Over the last {time} it would have sent {n} messages: {held}.',
    message: 'Over the last {time} it would have sent 1 message: {held}.',
    atLeast: 'Over the last {time} it would have sent at least {n} messages: {held}.',
    never: 'Over the last {time} it would not have fired: {held}.',
    held: 'the condition held at {held} of {checks} checks',
    all: 'the condition held at all {checks} checks',
    none: 'the condition held at none of {checks} checks',
    looked: '{text} that were looked at, of {all}',
    records: '{held} records fit',
    noRecord: 'no record fits',
  },
  ask: {
    destination: 'Where should it send to?',
    noDestination: 'There is no destination called "{name}".',
    address:
      'An alert sends to a destination, not to an address. For "{address}", make one first: "{example}".',
    noDestinations: 'There are no destinations yet. Make one first, such as "{example}".',
    howMany: 'More than how many {subject} should set it off?',
    value: 'Which value of {subject} should set it off?',
    threshold: 'Which value of it should set it off?',
    empty: 'The alert would {often} fire with {subject} {limit}. Which threshold is meant?',
    always: 'always',
    never: 'never',
    minutes: 'Counted over how many minutes? Leave it out for {n}.',
    minutesOf: 'The {subject} over how many minutes? Leave it out for {n}.',
  },
};
