/** Verbs of two words, by the one word that systems write. */
const PHRASAL: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /(?<=\b(?:all|any|anything|everything|every|each|anywhere|everywhere|anyone|everyone|anybody|everybody|nobody|nothing|none)(?: [\p{L}]+){0,2}) but\b/giu,
    ' except',
  ],
  [
    /\b(hosts?|servers?|nodes?|machines?|pods?|containers?|instances?|box(?:es)?|vms?) (?:(?:is|are|was|were) )?(?:(?:running|runs|run) )?(?:the )?(?:hot|hottest|overheating|maxed out)\b/gi,
    '$1 has the highest cpu',
  ],
  [/\bturned down\b/gi, 'declined'],
  [/\b(?:pay|pays|paid|paying)[- ]?outs?\b/gi, 'payout'],
  [
    /\b(?:(?:could|can|(?:was|were|are|is)(?: not|n't)? able to) ?(?:not|n't)(?: be| get)?|cannot(?: be)?|(?:was|were|is|are) (?:not able|unable) to|(?:was|were|is|are)n't able to|unable to|failed to|did(?: not|n't) manage to)(?= \p{L})/giu,
    'failed',
  ],
  [/\bmanag(?:e|es|ed|ing) to(?= \p{L})/giu, 'successfully'],
  [/(?<=\b(?:\p{L}+er|more|less|rather)) then\b/giu, ' than'],
  [/\b(?:hand(?:ed|ing|s)?|turn(?:ed|ing|s)?) in\b/gi, 'submitted'],
  [/\b(?:sign(?:ed|ing|s)?|log(?:ged|ging|s)?)[- ]?out\b/gi, 'logout'],
  [/\bcheck(?:ed|ing|s)? in\b/gi, 'checkin'],
  [/\bcheck(?:ed|ing|s)? out\b/gi, 'checkout'],
  [/\bdropp?(?:ed|ing|s)? out\b/gi, 'aborted'],
  [/\b(?:g[aeio]v(?:e|es|en|ing)) up\b/gi, 'aborted'],
  [/\bsold out\b/gi, 'soldout'],
  [/\b(?:(?:fail(?:s|ed)? to|not|n't|never) (?:go|come|get)|did not go) through\b/gi, 'failed'],
  [/\b(?:went|gone|go|goes|came|got|gets|gotten) through\b/gi, 'successful'],
  [/\b(?:went|gone|go|goes|going) wrong\b/gi, 'failed'],
  [
    /\b(?:(?:do|does|did)(?: (?:simply|just|even|actually))? not|did\s?n['’]?t|never)(?: (?:simply|just|even|actually))? (?:turn|show) up\b/gi,
    'noshow',
  ],
  [/\b(?:main|chief|number one) (reasons?|causes?)\b/gi, 'most common $1'],
  [/\b(?:take|takes|took|taken|taking) place\b/gi, 'happened'],
  [/\bturn(?:ed|ing|s)? up\b/gi, 'appeared'],
  [
    /(?<=\b(?:parcels?|packages?|orders?|goods|shipments?|consignments?|letters?|items?)\b[^.?!]{0,40})\bhand(?:ed|ing|s)? (?:over|out)\b|\bhand(?:ed|ing|s)? (?:over |out )?(?=to (?:the |a |our |their )?(?:consignees?|recipients?|receivers?|addressees?|customers?|buyers?)\b)/gi,
    'delivered ',
  ],
  [/\bhand(?:ed|ing|s)? over\b/gi, 'handover'],
  [
    /\b(?:what|how much(?: money)?) (did|do|does|has|have|had) ((?:[^\s?.!]+ ){1,6})(?:bring|brought) in\b/gi,
    'how much $1 $2earn',
  ],
  // "calls over TG-7": a way, and no limit.
  [
    /\bover (?=(?:the )?(?!(?:one|two|three|four|five|six|seven|eight|nine|ten|half|week|\p{Lu}{3} ?\d))(?:\p{L}[\p{L}\d.]*[-_][\p{L}\d._-]+|\p{Lu}{3,}\b(?! ?\d)))/gu,
    'via ',
  ],
  // "finit en 404", "endeten mit 500": how a request came out.
  [
    /(?<!\p{L})(?:se |s['’])?(?:fini(?:t|ssent|ssait|ssaient)|termin\p{L}+|abouti(?:t|ssent)|acab\p{L}+|end(?:s|ed|ing|et|en|ete|eten)?) (en|em|par|à|con|com|mit|in|with) (?=(?:(?:une |un |el |o |a |an )?(?:erreurs?|error(?:es)?|erros?|statuts?|status|estado|c[oó]digos?|codes?|fehlern?) )?[1-5](?:\d\d|xx)\b)/giu,
    '$1 ',
  ],
  [/\bno[- ]shows?\b/gi, 'noshow'],
  [/\block(?:ed)?[- ]?outs?\b/gi, 'locked'],
  [/\btim(?:ed?|ing|es) outs?\b/gi, 'timeout'],
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
    /\b(?:log(?:ged|ging)?|sign(?:ed|ing)?)[ -]?(?:on|in)s?\b(?! (?:the|our|a|this|last|past|total)\b)/gi,
    'login',
  );
