import { tagWords } from '../language/tagged-words.ts';
import { inEnglish } from './orders/in-english.ts';
import { nounsIn } from './orders/kinds.ts';
import { PATTERNS } from './orders/order-patterns.ts';
import type { Language } from './orders/ordered-writes.ts';

/** Kinds of things that are OpenObserve's own, and no words of data as users and streams are. */
const OWN_KINDS: ReadonlySet<string> = new Set([
  'alert',
  'dashboard',
  'destination',
  'folder',
  'function',
  'pipeline',
  'report',
  'service_account',
  'template',
  'view',
]);
const DETERMINERS =
  'the|this|that|these|those|my|our|all|der|die|das|den|dem|diese[nrs]?|le|la|les|ce|cette|mon|ma|mes|el|los|las|este|esta|mi|mis|o|a|os|as|esse|essa|meu|minha';
const OPENERS =
  /^(?:(?:please|pls|plz|kindly|now|then|just|also|ok(?:ay)?|hey|hi|(?:can|could|would|will) you|bitte|jetzt|por favor|s'il (?:te|vous) plaît|agora|ahora|maintenant)[\s,]+)*/iu;
/** A word, and what it is about: "archive the dashboard A". */
const VERB_AND_OBJECT = new RegExp(`^(\\p{L}{2,})\\s+(?:${DETERMINERS})\\s+(.+)$`, 'isu');
/** "The dashboard A", "the Payments dashboard". */
const MOST_BEFORE = /^(?:\S+\s+){0,2}$/;

/** The kind of OpenObserve's own things with which words begin; null where they begin with none. */
function ownKind(object: string): string | null {
  const noun = nounsIn(object).find(({ kind }) => OWN_KINDS.has(kind));
  return noun && MOST_BEFORE.test(object.slice(0, noun.start)) ? noun.kind : null;
}

/** Whether an order is about one of OpenObserve's own things, which its verb names at once. */
export const isAboutOwn = (order: string): boolean =>
  ownKind(VERB_AND_OBJECT.exec(order.replace(OPENERS, ''))?.[2] ?? '') !== null;

/** A verb that no order has, and the kind of thing that it is about. */
export interface UnknownVerb {
  readonly verb: string;
  readonly kind: string;
}

/** Verbs that only ask to see something, beside those of questions. */
const SEES =
  /^(?:access|browse|dump|examine|fetch|inspect|load|present|preview|render|retrieve|review|study|summari[sz]e|visuali[sz]e)$/i;

/** The verb with which words begin, before one of OpenObserve's own things, where no language knows it; null for none. */
export function unknownVerb(request: string, language: Language): UnknownVerb | null {
  if (/\?\s*$/.test(request) || language === 'zh') return null;
  const text = request.replace(OPENERS, '');
  const [, verb = '', object = ''] = VERB_AND_OBJECT.exec(text) ?? [];
  const kind = ownKind(object);
  if (kind === null || SEES.test(verb)) return null;
  const { read, question, condition, relativeFirst, preposition, negation, anyVerb } = PATTERNS[language];
  const isKnown = [read, question, condition, relativeFirst, preposition, negation, anyVerb].some((pattern) =>
    pattern.test(verb),
  );
  // "Share the dashboard": nobody asks which part of all it is.
  const isOther = tagWords(text).words[0]?.meanings.some((each) => !('tag' in each && each.tag === 'ratio'));
  return isKnown || isOther !== false ? null : { verb: verb.toLowerCase(), kind };
}

const FORBIDDEN: Readonly<Record<Exclude<Language, 'en'>, RegExp>> = {
  de: /(?<![\p{L}])(?:nicht|nie|niemals|kein\p{L}*)(?![\p{L}])/iu,
  fr: /^(?:ne\s|n')\s*\p{L}+\s+(?:pas|jamais|rien|plus|aucun\p{L}*)(?![\p{L}])|^(?:ne\s+(?:pas|jamais)|jamais|pas)\s/iu,
  es: /^(?:no|nunca|jamás)\s/iu,
  pt: /^(?:não|nao|nunca|jamais)\s/iu,
  zh: /^(?:不要|别|勿|请勿|不得|不可|禁止|不能|千万别|千万不要)/u,
};
/** Orders in the words of an English order: what is changed by them. */
const WRITES =
  /\b(?:delete|remove|drop|erase|create|make|add|rename|move|change|update|mute|silence|unmute|disable|enable|pause|resume|stop|turn (?:off|on)|switch (?:off|on)|clone|copy|invite|send|set|put)\b/i;

/** Whether words in another language than English forbid a change to a thing of ours: "lösche den Ordner A nicht". */
export function isForbidden(request: string, language: Language): boolean {
  if (language === 'en') return false;
  const text = request.replace(OPENERS, '').replace(/^[¡!\s]+|[\s.!]+$/gu, '');
  if (/[?？]\s*$/u.test(request) || nounsIn(text).length === 0 || !FORBIDDEN[language].test(text))
    return false;
  if (language !== 'zh') {
    const { read, question, condition, relativeFirst } = PATTERNS[language];
    if ([read, question, condition, relativeFirst].some((pattern) => pattern.test(text))) return false;
  }
  return WRITES.test(inEnglish(text, language));
}
