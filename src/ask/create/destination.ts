import { listAt } from '../../openobserve/answer.ts';
import type { Arguments } from '../../contract/tool.ts';
import type { Make, MakeInput } from './maker.ts';
import { statedName } from './stated-name.ts';
import { describeOutcome } from '../outcome-text.ts';
import type { MissingArgument } from '../types.ts';

const SEND_TO = 'send_to';
const EMAIL = /[^\s,;<>"'@]+@[^\s,;<>"'@.]+(?:\.[^\s,;<>"'@.]+)+/g;
const URL_START = /^https?:\/\/\S+$/i;
const WHERE = 'Where should it send to: the address of a webhook (https://...), or email addresses?';
/** Kinds that bring a template along, by words and addresses. */
const KINDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bslack\b/i, 'slack'],
  [/\bteams\b|\boffice\.com\b/i, 'msteams'],
  [/\bpager\s?duty\b/i, 'pagerduty'],
  [/\bdiscord\b/i, 'discord'],
  [/\bops\s?genie\b/i, 'opsgenie'],
  [/\bservice-?now\b/i, 'servicenow'],
];

/** What destinations there are; none where they may not be listed. */
export async function destinationNames({ execute, using, context, said }: MakeInput): Promise<string[]> {
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

/** A destination from words: what it is called and where it sends to are asked; its kind follows from words and address. */
export const makeDestination: Make = async ({ said, config }) => {
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
  const isEmail = url === undefined && emails !== undefined;
  // The rest of the address is as good as a password.
  const host = URL.canParse(String(url)) ? new URL(String(url)).host : String(url);
  const place = isEmail ? [emails].flat().join(', ') : url === undefined ? 'the SNS topic' : host;
  const [, kind = 'webhook'] = KINDS.find(([form]) => form.test(`${said.words} ${String(url)}`)) ?? [];
  return {
    arguments:
      url === undefined
        ? {
            ...known,
            type: stated.type ?? (isTopic ? 'sns' : 'email'),
            ...(isEmail ? { emails: [emails].flat() } : {}),
          }
        : {
            type: 'http',
            method: 'post',
            ...(stated.template === undefined ? { destination_type_name: kind } : {}),
            ...known,
            url,
          },
    missing,
    preview: `The destination "${name}" would send to ${place}.`,
    tell: (outcome) => ({
      ...describeOutcome(outcome, config),
      answer: `Created: the destination "${name}" sends to ${place}.`,
    }),
  };
};
