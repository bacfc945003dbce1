import { LANGUAGES, type LanguageWords, type OrderLanguage, type WriteAction } from './order-words.ts';

const WORD_END = '(?![\\p{L}\\p{N}_-])';
const LOOKAHEAD = /\(\?[=!](?:[^()]|\([^()]*\))*\)/g;
const whole = (source: string, flags = 'iu') =>
  new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${source})${WORD_END}`, flags);
const first = (source: string) => new RegExp(`^(?:${source})${WORD_END}`, 'iu');

/** The patterns of one language. */
export interface Patterns {
  readonly marks: RegExp;
  readonly opener: RegExp;
  readonly request: RegExp;
  readonly joint: RegExp;
  readonly trailing: RegExp;
  readonly negation: RegExp;
  readonly question: RegExp;
  readonly condition: RegExp;
  readonly anyCondition: RegExp;
  readonly report: RegExp;
  readonly relative: RegExp;
  readonly relativeFirst: RegExp;
  readonly finite: RegExp;
  readonly retraction: RegExp;
  readonly verbs: ReadonlyArray<readonly [action: WriteAction, verb: RegExp]>;
  readonly finals: ReadonlyArray<readonly [action: WriteAction, verb: RegExp]>;
  readonly anyVerb: RegExp;
  readonly read: RegExp;
  readonly alert: RegExp;
  readonly polite: RegExp;
  readonly preposition: RegExp;
  readonly compound: RegExp;
}

function patternsOf(words: LanguageWords): Patterns {
  const entries = (verbs: LanguageWords['verbs']) => Object.entries(verbs) as Array<[WriteAction, string]>;
  return {
    marks: whole(words.marks, 'giu'),
    opener: new RegExp(`^(?:${words.openers})${WORD_END}[\\s,!:.-]*`, 'iu'),
    request: new RegExp(`^(?:${words.requests})${WORD_END}\\s*`, 'iu'),
    joint: new RegExp(`\\s+(?:${words.joints})\\s+`, 'giu'),
    trailing: new RegExp(`[,\\s]+(?:${words.joints})$`, 'iu'),
    negation: whole(words.negations),
    question: first(words.questions),
    condition: first(words.conditions),
    anyCondition: whole(words.conditions),
    report: whole(words.reports),
    relative: whole(words.relatives),
    relativeFirst: first(words.relatives),
    finite: whole(words.finite),
    retraction: new RegExp(`(?<![\\p{L}])(?:${words.retractions})`, 'iu'),
    verbs: entries(words.verbs).map(
      ([action, verb]) => [action, first(`(?:${verb})(?:${words.clitics})?`)] as const,
    ),
    finals: entries(words.finalVerbs).map(
      ([action, verb]) => [action, new RegExp(`(?<![\\p{L}_-])(?:${verb})[\\s.!]*$`, 'iu')] as const,
    ),
    anyVerb: whole(
      Object.values({ ...words.verbs })
        .map((verb) => verb.replaceAll(LOOKAHEAD, ''))
        .join('|'),
    ),
    read: first(words.reads),
    alert: whole(words.alerts),
    polite: new RegExp(`[,\\s]*(?<![\\p{L}])(?:${words.politeConditions})${WORD_END}[,\\s]*`, 'giu'),
    preposition: first(words.prepositions),
    compound: first(words.compounds),
  };
}

/** Patterns of orders, compiled from the words of each language. */
export const PATTERNS = Object.fromEntries(
  Object.entries(LANGUAGES).map(([language, words]) => [language, patternsOf(words)]),
) as Readonly<Record<OrderLanguage, Patterns>>;

/** A condition behind an order: "delete it if it is empty". Times such as "until Friday" are none. */
export function isConditionAfter(object: string, { anyCondition }: Patterns): boolean {
  const found = anyCondition.exec(object);
  const word = found?.[0].toLowerCase() ?? '';
  const rest = object.slice((found?.index ?? 0) + word.length);
  if (word === 'once')
    return /^\s+(?:it|the|that|this|we|you|i|they|everything|all|nobody|nothing)\b/i.test(rest);
  return (
    !/^(?:until|till|before|after|while|only|bis|während|jusqu|hasta|até|say|were|had|should|when|quand|cuando|quando|pendant|mientras|enquanto|bevor|nachdem|avant|antes|wenn|tant)$/.test(
      word,
    ) || /^(?:when|wenn|quand|cuando|quando)$/.test(word)
  );
}
