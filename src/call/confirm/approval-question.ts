import type { ConfirmationRequired } from '../../errors.ts';
import { type PersonReply, PersonNeeded } from './question.ts';

/** A preview as a question to a person. The state carries the digest, to which a yes is bound. */
export function approvalQuestion(
  { preview, digest }: ConfirmationRequired,
  state: Readonly<Record<string, unknown>> = {},
): PersonNeeded {
  const approve = { type: 'boolean', title: 'Go on?', description: 'Nothing is done unless you say yes' };
  const question = { message: preview, properties: { approve }, required: ['approve'] };
  return new PersonNeeded(question, { ...state, digest });
}

/** Whether a person said yes to the call with this digest. */
export function isApprovedBy(reply: PersonReply | undefined, digest: string): boolean {
  const asked = reply?.state as { readonly digest?: unknown } | null | undefined;
  return reply?.content?.approve === true && asked?.digest === digest;
}
