import type { ConfirmationRequired } from '../../errors.ts';
import { type PersonReply, PersonNeeded } from './question.ts';

/** A preview as a question to a person. The state carries the pledge that a yes redeems. */
export function approvalQuestion(
  { preview, pledge }: ConfirmationRequired,
  state: Readonly<Record<string, unknown>> = {},
): PersonNeeded {
  const approve = { type: 'boolean', title: 'Go on?', description: 'Nothing is done unless you say yes' };
  const question = { message: preview, properties: { approve }, required: ['approve'] };
  return new PersonNeeded(question, { ...state, pledge });
}

/** What a person's yes brings back; null where there was none. */
export function pledgeIn(reply: PersonReply | undefined): string | null {
  const { pledge } = (reply?.state ?? {}) as { readonly pledge?: unknown };
  return reply?.content?.approve === true && typeof pledge === 'string' ? pledge : null;
}
