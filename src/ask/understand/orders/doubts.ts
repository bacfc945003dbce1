import {
  CHINESE_DELAY,
  CHINESE_DOUBT,
  CHINESE_UNASKED,
  DOUBT_WORDS,
  type DoubtWords,
} from './doubt-words.ts';
import { ENGLISH_COUNT } from '../../language/lexicon/number-words.ts';
import { isConditionAfter, PATTERNS, type Patterns } from './order-patterns.ts';
import type { OrderLanguage, WriteAction } from './order-words.ts';

/** Where an order stands in a request. */
export interface PlacedOrder {
  readonly actions: readonly WriteAction[];
  /** Where its clause begins, and where it ends; what follows is said about it. */
  readonly start: number;
  readonly own: number;
  /** Its conditions and times belong to what is made: an alert. */
  readonly isAlert: boolean;
}

const whole = (source: string) => new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${source})(?![\\p{L}\\p{N}_-])`, 'iu');
const doubtPatterns = (words: DoubtWords) => ({
  adverb: whole(words.adverbs),
  doubt: whole(words.doubts),
  start: new RegExp(`^(?:${words.starts})(?![\\p{L}\\p{N}_-])`, 'u'),
  delay: whole(words.delays),
  harmless: new RegExp(whole(words.harmless).source, 'giu'),
  unasked: new RegExp(whole(words.unasked).source, 'giu'),
});
const DOUBTS = Object.fromEntries(
  Object.entries(DOUBT_WORDS).map(([language, words]) => [language, doubtPatterns(words)]),
) as Readonly<Record<OrderLanguage, ReturnType<typeof doubtPatterns>>>;

/** A question whether the order is right. Orders of few words are in several languages, and so are their tags. */
const TAG = new RegExp(
  `^[¿\\s]*(?:${Object.values(DOUBT_WORDS)
    .map(({ tags }) => tags)
    .join('|')})$`,
  'iu',
);

const PART = /([,;:](?=\s)|(?<![.!?…])[.!?…]+(?=\s|$)|\s[-–—]+\s|[()\n])/u;
const JOINTS =
  /^(?:(?:but|and|or|so|then|though|although|yet|actually|rather|also|aber|und|oder|doch|obwohl|mais|et|ou|pero|y|o|aunque|mas|e|embora)(?![\p{L}])[\s,]*)+/iu;
/** A reason, or what is said about the object. */
const ABOUT =
  /^(?:it|it's|its|they|we|we've|i|i'm|nobody|no one|noone|none of|there|because|since|as|so that|which|who|that|everyone|es|wir|ich|niemand|keiner|il|elle|on|nous|je|personne|nadie|ninguém|porque|pois|weil|da|car)(?![\p{L}])/iu;
const DETERMINED = /^(?:the|this|these|our|my|their|die|der|das|le|la|les|el|los|las|os?|as?)\s/iu;
const IN_A_WHILE = new RegExp(
  `\\bin (?:(?:a )?${ENGLISH_COUNT}|\\d+) (?:minutes?|mins?|hours?|days?|weeks?|months?)\\b`,
  'i',
);
/** What has a time of its own. */
const TIMED =
  /annotat|report|schedul|\bnote\b|\bmark\b|maintenance|downtime|remind|marker|backfill|informe|bericht|rapport|relatório/i;
const NAMED = /\b(?:called|named|titled|saying|namens|nommée?|llamad[oa]|chamad[oa])\s+\S+/giu;
/** A further wish: "and then do ...". */
const NEXT = /^(?:and|then|plus|und|dann|et|puis|y|luego|e|depois)(?![\p{L}])/iu;
const POINTS_BACK = /\b(?:it|that|this|das|es|ça|cela|eso|esto|isso|isto)\b/iu;
/** "Mute it, but do not delete it": another thing is not to be done. */
const OTHER_ACTIONS: readonly WriteAction[] = ['create', 'delete', 'off', 'move', 'copy'];
const SAME_DEED = /^(?:let|make|have|use|keep|put|set|start|place|leave)(?![\p{L}])/iu;

/** Words at the same length without the leave to ask nothing: "delete it without asking". */
export const withoutConfirmationWaiver = (text: string, language: OrderLanguage | 'zh'): string =>
  text.replace(language === 'zh' ? CHINESE_UNASKED : DOUBTS[language].unasked, (found) =>
    ' '.repeat(found.length),
  );

const openDoubt = (words: string) =>
  `Your words "${words.trim()}" leave open whether you order this, so nothing was changed. To have it done, say the order without them.`;
const scheduled = (words: string) =>
  `I cannot schedule this ("${words.trim()}"), so nothing was changed; say it without the time to do it now.`;

/** Where a part stands. `isValue`: behind a colon, where what is made or changed may have its content. */
interface PartPlace {
  readonly isAsked: boolean;
  readonly isSameSentence: boolean;
  readonly isValue: boolean;
  readonly actions: readonly WriteAction[];
}

/** What is wrong with a part of a sentence behind an order; null when it leaves the order as it is. */
function doubtInPart(
  part: string,
  { isAsked, isSameSentence, isValue, actions }: PartPlace,
  patterns: Patterns,
  words: ReturnType<typeof doubtPatterns>,
): string | null {
  const said = part.replace(words.harmless, ' ').trim();
  const rest = said.replace(JOINTS, '').trim();
  if (isAsked && (TAG.test(rest) || TAG.test(part.trim()))) return openDoubt(`${part.trim()}?`);
  if (rest === '') return null;
  if (words.adverb.test(rest) || words.doubt.test(rest) || words.start.test(rest)) return openDoubt(part);
  const full = part.trim().replace(JOINTS, '');
  const isAbout = ABOUT.test(full) || (DETERMINED.test(full) && patterns.finite.test(full));
  const delay = words.delay.exec(said)?.[0];
  if (delay && !isAbout && !TIMED.test(part)) return scheduled(delay);
  if (isAbout) return null;
  const isQuestion = patterns.question.test(rest) && (isAsked || !NEXT.test(said));
  if (isQuestion && (isSameSentence || (isAsked && POINTS_BACK.test(rest)))) return openDoubt(part);
  if (isValue) return null;
  if (patterns.condition.test(rest) && isConditionAfter(rest, patterns)) return openDoubt(part);
  const negation = patterns.negation.exec(said);
  if (!negation) return null;
  const behind = said.slice(negation.index + negation[0].length).trim();
  const isOther = patterns.verbs.some(
    ([action, verb]) => OTHER_ACTIONS.includes(action) && !actions.includes(action) && verb.test(behind),
  );
  return isOther && !SAME_DEED.test(behind) ? null : openDoubt(part);
}

/** Why orders of a request are not to be carried out: a doubt, a delay, a report. Null when they are plain. */
export function doubtAbout(
  text: string,
  orders: readonly PlacedOrder[],
  language: OrderLanguage,
): string | null {
  const words = DOUBTS[language];
  const patterns = PATTERNS[language];
  const blank = (found: string) => ' '.repeat(found.length);
  const plain = text.replace(patterns.polite, blank).replace(NAMED, blank);
  for (const [index, { actions, start, own, isAlert }] of orders.entries()) {
    const order = plain.slice(start, own);
    const tail = plain.slice(own, orders[index + 1]?.start ?? plain.length);
    const verb = patterns.anyVerb.exec(order);
    const object = order.slice((verb?.index ?? 0) + (verb?.[0].length ?? 0));
    const adverb = words.adverb.exec(object)?.[0];
    if (adverb) return openDoubt(adverb);
    const isTimed = isAlert || (actions.includes('create') && TIMED.test(order));
    const isNow = actions.some((action) => ['delete', 'off', 'on', 'run', 'cancel', 'move'].includes(action));
    const delay = words.delay.exec(object) ?? (isNow ? IN_A_WHILE.exec(object) : null);
    if (delay && !isTimed) return scheduled(delay[0]);
    const parts = tail.split(PART);
    let isSameSentence = true;
    for (let at = 0; at < parts.length; at += 2) {
      const part = parts[at] ?? '';
      const end = parts[at + 1] ?? '';
      const isAsked = end.includes('?');
      const isValue = parts[at - 1] === ':' && (actions.includes('create') || actions.includes('update'));
      const place = { isAsked, isSameSentence, isValue, actions };
      if (isTimed && words.adverb.test(part)) return openDoubt(part);
      const doubt = isTimed ? null : doubtInPart(part, place, patterns, words);
      if (doubt !== null) return doubt;
      if (/[.!?…\n]/u.test(end) && part.trim() !== '') isSameSentence = false;
    }
  }
  return null;
}

/** The same for a request in Chinese. */
export function chineseDoubt(text: string): string | null {
  const delay = CHINESE_DELAY.exec(text)?.[0];
  if (delay) return scheduled(delay);
  const doubt = CHINESE_DOUBT.exec(text)?.[0];
  return doubt ? openDoubt(doubt.replace(/^[,，。;；!！\s–—-]+/u, '')) : null;
}
