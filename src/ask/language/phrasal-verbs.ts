/** Verbs of two words, by the one word that systems write. */
const PHRASAL: ReadonlyArray<readonly [RegExp, string]> = [
  [/(?<=\b(?:all|any|anything|everything|every|each)(?: [\p{L}]+){0,2}) but\b/giu, ' except'],
  [/\bturned down\b/gi, 'declined'],
  [
    /\b(?:(?:could|can|(?:was|were|are|is)(?: not|n't)? able to) ?(?:not|n't)(?: be| get)?|cannot(?: be)?|(?:was|were|is|are) (?:not able|unable) to|(?:was|were|is|are)n't able to|unable to|failed to|did(?: not|n't) manage to)(?= \p{L})/giu,
    'failed',
  ],
  [/(?<=\b(?:\p{L}+er|more|less|rather)) then\b/giu, ' than'],
  [/\b(?:hand(?:ed|ing|s)?|turn(?:ed|ing|s)?) in\b/gi, 'submitted'],
  [/\b(?:sign(?:ed|ing|s)?|log(?:ged|ging|s)?)[- ]?out\b/gi, 'logout'],
  [/\bcheck(?:ed|ing|s)? in\b/gi, 'checkin'],
  [/\bcheck(?:ed|ing|s)? out\b/gi, 'checkout'],
  [/\bdropp?(?:ed|ing|s)? out\b/gi, 'aborted'],
  [/\b(?:g[aeio]v(?:e|es|en|ing)) up\b/gi, 'aborted'],
  [/\bsold out\b/gi, 'soldout'],
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
