import { listFrom } from './lists.ts';
import { besideNoun } from './names.ts';
import { isPlainWord } from '../text/plain-words.ts';
import type { Reading } from './reading.ts';
import type { ReadSlot } from './slot.ts';

const OUT =
  /\b(?:remov\w*|take|taking|kick\w*|drop\w*|delet\w*|revok\w*|throw|minus|without|exclud\w*|strip|withdraw|out of|get rid|pull)\b/gi;
const IN = /\b(?:add|put|give|invite|include)\b/gi;
const LEAVES =
  /^\s*(?:(?:is|was|has|should|must|can|go|goes|comes|to be)\s+)*(?:out|left|leaves|leaving|removed|off|taken (?:off|out)|no longer)\b/i;
const lastOf = (form: RegExp, text: string) => [...text.matchAll(form)].at(-1)?.index ?? -1;

/** Who joins or leaves: the last of such words before an address, or those after it, say which. */
export function readPeople(reading: Reading, removed: boolean): string[] | undefined {
  const emails = reading.tokens.flatMap(({ span }) => (span?.kind === 'email' ? [span] : []));
  let isOut = false;
  const found = emails.filter(({ start, end }, index) => {
    const lead = reading.text.slice(emails[index - 1]?.end ?? 0, start);
    const tail =
      reading.text.slice(end, emails[index + 1]?.start ?? undefined).split(/[,;]|\band\b/)[0] ?? '';
    const isListed = /^\s*(?:,|,?\s*and|&)\s*$/.test(lead);
    if (!isListed) isOut = lastOf(OUT, lead) > lastOf(IN, lead);
    return (isOut || LEAVES.test(tail)) === removed;
  });
  if (found.length > 0) return found.map(({ text }) => text);
  if (emails.length > 0) return undefined;
  const person = reading.match(
    removed
      ? /\b(?:[Rr]emove|[Tt]ake|[Kk]ick|[Dd]rop|[Dd]elete|[Tt]hrow)\s+(\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?)\s+(?:from|out of|off)\b/du
      : /\b(?:[Aa]dd|[Pp]ut|[Ii]nvite|[Ii]nclude)\s+(\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?)\s+(?:to|into|in)\b/du,
  );
  return person === undefined ? undefined : [person];
}

const REPLACED =
  /\b(?:(?:take|remove|drop|cut|kick)\s+|(?:replac\w*|swap\w*|exchang\w*|substitut\w*)\b[^@]*|(?:instead of|rather than|(?:not|no longer)(?: any ?more)? to)\s+)$/i;
const BECOMES = /^\s*(?:(?:should|must|shall|has to|will)\s+become|becomes|->|=>|→)/i;

/** Addresses, without those that others take the place of: "replace x by y", "x should become y", "y instead of x". */
export function readAddresses(reading: Reading): string[] | undefined {
  const all = reading.tokens.flatMap(({ span }) => (span?.kind === 'email' ? [span] : []));
  const gone = all.filter(
    ({ start, end }) =>
      REPLACED.test(reading.text.slice(0, start)) ||
      BECOMES.test(reading.text.slice(end)) ||
      LEAVES.test(reading.text.slice(end)),
  );
  for (const { start, end } of gone) reading.use(start, end);
  const found = reading.spans(['email']);
  return found.length > 0 ? found : undefined;
}

/** Where alerts and reports are sent: addresses, channels, destinations by name. */
export const readRecipients: ReadSlot = (reading) => {
  const emails = readAddresses(reading);
  if (emails) return emails;
  const beside = besideNoun(reading, { entity: 'destination' });
  if (beside) return listFrom(reading, beside).map((each) => reading.take(each));
  const channel = reading.match(/(?<![\w&])(#[\p{L}\p{N}][\p{L}\p{N}_-]*)/du);
  if (channel !== undefined) return [channel];
  const cue =
    /\b(?:(?:send|sent|sends|goes?|going|post|posted|report|reports|deliver\w*|rout\w*|mail|page|notif\w*|ping|message|escalat\w*|fire|shout|talk|point|it|them|me|us|everything|also|alerts?)\s+(?:it\s+|them\s+|the\s+alerts?\s+|that\s+)?(?:over\s+)?(?:to|via|through|at|into|on)|notify|page|ping|tell|tells|inform|warn|via|through|(?<!according )to|dest|destination|target|->|=>|→)\s+(?:the\s+|our\s+|my\s+)?["'`]?/gi;
  for (const found of reading.text.matchAll(cue)) {
    const start = found.index + found[0].length;
    const unit = reading
      .freeUnits(['identifier', 'quoted', 'capitals', 'known'])
      .filter(({ kind, text }) => kind !== 'known' || text.includes('-'))
      .find((each) => reading.tokens[each.first]?.start === each.start && Math.abs(each.start - start) <= 1);
    if (unit) return listFrom(reading, unit).map((each) => reading.take(each));
  }
  const told = reading.match(
    /\blet\s+(?:the\s+|our\s+)?["'`]?([\p{L}\p{N}#]+(?:[-_][\p{L}\p{N}]+)*)["'`]?\s+know\b/diu,
  );
  if (told !== undefined && !isPlainWord(told.toLowerCase())) return [told];
  const hearing =
    /["'`]?([\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)+)["'`]?\s+(?:should|must|shall|needs to|has to|ought to|gets?)\s+(?:be\s+|get\s+|to\s+)?(?:hear|know|told|notified|paged|pinged|informed|alerted|warned|the)/diu;
  const heard = reading.match(hearing);
  return heard === undefined ? undefined : [heard];
};
