import type { Make } from './maker.ts';
import { statedName } from './stated-name.ts';
import { describeOutcome } from '../outcome-text.ts';
import type { MissingArgument } from '../types.ts';

const SEND_TO = 'send_to';
const EMAIL = /[^\s,;<>"'@]+@[^\s,;<>"'@.]+(?:\.[^\s,;<>"'@.]+)+/g;
const URL_START = /^https?:\/\/\S+$/i;
const WHERE = 'Where should it send to: the address of a web hook (https://...), or e-mail addresses?';
/** Kinds that bring a template along, by words and addresses. */
const KINDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bslack\b/i, 'slack'],
  [/\bteams\b|\boffice\.com\b/i, 'msteams'],
  [/\bpager\s?duty\b/i, 'pagerduty'],
  [/\bdiscord\b/i, 'discord'],
  [/\bops\s?genie\b/i, 'opsgenie'],
  [/\bservice-?now\b/i, 'servicenow'],
];

/** A destination from words: what it is called and where it sends to are asked; its kind follows from words and address. */
export const makeDestination: Make = async ({ said, config, row }) => {
  const { [SEND_TO]: answered, ...stated } = said.arguments;
  const to = typeof answered === 'string' ? answered.trim() : '';
  const name = stated.name ?? statedName(said.words);
  const url = stated.url ?? (URL_START.test(to) ? to : undefined);
  const emails = stated.emails ?? to.match(EMAIL) ?? undefined;
  const isTopic = stated.type === 'sns' || stated.sns_topic_arn !== undefined;
  const missing: MissingArgument[] = [
    ...(typeof name === 'string' && name !== ''
      ? []
      : [{ name: 'name', question: 'What should the destination be called?' }]),
    ...(url !== undefined || emails !== undefined || isTopic
      ? []
      : [{ name: SEND_TO, question: to === '' ? WHERE : `"${to}" is neither. ${WHERE}` }]),
  ];
  const known = { ...stated, ...(typeof name === 'string' ? { name } : {}) };
  if (missing.length > 0) return { arguments: known, missing, known };
  if (url === undefined)
    return {
      arguments: {
        ...known,
        type: stated.type ?? (isTopic ? 'sns' : 'email'),
        ...(emails === undefined ? {} : { emails: [emails].flat() }),
      },
      missing,
    };
  const [, kind = 'webhook'] = KINDS.find(([form]) => form.test(`${said.words} ${url}`)) ?? [];
  return {
    arguments: {
      type: 'http',
      method: 'post',
      ...(stated.template === undefined ? { destination_type_name: kind } : {}),
      ...known,
      url,
    },
    missing,
    tell(outcome) {
      // The rest of the address is as good as a password.
      const host = URL.canParse(String(url)) ? new URL(String(url)).host : String(url);
      return {
        ...describeOutcome(outcome, config),
        answer: `${row.title}: "${name}" is there. It sends to ${host}.`,
      };
    },
  };
};
