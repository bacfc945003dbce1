/** Verbs of two words, by the one word that systems write. */
const PHRASAL: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bturned down\b/gi, 'declined'],
  [/\b(?:(?:fail(?:s|ed)? to|not|n't|never) (?:go|come)|did not go) through\b/gi, 'failed'],
  [/\b(?:went|gone|go|goes|came) through\b/gi, 'successful'],
  [/\b(?:went|gone|go|goes|going) wrong\b/gi, 'failed'],
  [/\b(?:did not|didnt|didn't|never) (?:turn|show) up\b/gi, 'noshow'],
  [/\bno[- ]shows?\b/gi, 'noshow'],
  [/\block(?:ed)?[- ]?outs?\b/gi, 'locked'],
  [/\btim(?:ed|ing|es) out\b/gi, 'timeout'],
  [/\bshut(?:ting)? down\b/gi, 'shutdown'],
  [/\bsent back\b/gi, 'returned'],
  [/\bcalled off\b/gi, 'cancelled'],
  [/\bfell over\b/gi, 'crashed'],
];

/** A request with verbs of two words as one. */
export const joinPhrasalVerbs = (request: string): string =>
  PHRASAL.reduce((text, [form, word]) => text.replaceAll(form, word), request);

/** "log on", "signed in" and the like are one thing, however they are written. */
export const joinLoginVerbs = (text: string): string =>
  text.replaceAll(
    /\b(?:log(?:ged|ging)?|sign(?:ed|ing)?)[ -]?(?:on|in)s?\b(?! (?:the|our|a|this|last|past)\b)/gi,
    'login',
  );
