import { asksForState } from './state-questions.ts';

/** Phrases that ask what happened or changed, by language. Any of them makes a request an investigation. */
const PHRASES: Readonly<Record<string, readonly string[]>> = {
  en: [
    'why',
    'how come',
    'what (has |have )?(happened|changed|broke|broken)',
    "what('s|s| is| was| are| went)? (wrong|broken|down|up with|happening|going on|different|failing)",
    "what('s| is| was)? (the )?(root )?cause",
    'root cause',
    "what('s| is| has| have)? (caused|causing|behind|been causing)",
    '(is|are) (everything|all|things) (ok|okay|fine|alright|all right|normal|healthy|working)',
    'everything (ok|okay|fine|alright)',
    '(anything|something) (unusual|wrong|odd|strange|weird|suspicious|off|abnormal)',
    'any (problems?|issues?|incidents?|anomal(y|ies)|outages?)',
    'investigate',
    'diagnose',
    '(?<=^\\W*(please )?)triage',
    'who (hammered|broke|caused|is hammering)',
  ],
  de: [
    'warum',
    'weshalb',
    'wieso',
    'woran liegt',
    'was (ist|war) (passiert|los|kaputt|geschehen|schiefgelaufen|anders)',
    'was stimmt (hier |da )?nicht',
    'was hat sich .{0,40}(ge|ver)ändert',
    'ist alles (ok|okay|in ordnung|gut)',
    'alles (ok|okay|in ordnung)',
    '(irgend)?etwas (ungewöhnlich|auffällig|merkwürdig|seltsam)',
    '(gibt es )?(probleme|störungen|auffälligkeiten)\\?',
    'was (ist|war) die ursache',
    'untersuche',
  ],
  fr: [
    'pourquoi',
    "que s'est-il passé",
    "qu'est-ce qui (s'est passé|a changé|ne va pas|cloche|se passe)",
    'que se passe-t-il',
    "qu'est-il arrivé",
    "qu'a changé",
    '(est-ce que )?tout (va bien|est normal|fonctionne)',
    "(quelque chose|rien) d'(anormal|inhabituel|étrange)",
    'quelle est la cause',
    'des (problèmes|anomalies|incidents)\\?',
    'enquête',
  ],
  es: [
    'por qu[eé]',
    'qu[eé] (ha )?(pasado|pas[oó]|sucedi[oó]|ocurri[oó]|cambiado|cambi[oó]|fall[oó])',
    'qu[eé] (est[aá] )?(pasando|ocurriendo|fallando|mal)',
    '(est[aá] )?todo (bien|en orden|normal)',
    'algo (raro|anormal|inusual|extra[ñn]o)',
    'cu[aá]l es la causa',
    'hay (problemas|anomal[ií]as|incidentes)',
    'investiga',
  ],
  pt: [
    'por qu[eê]',
    'porqu[eê]',
    'o que (aconteceu|mudou|houve|quebrou|falhou)',
    'o que (est[aá] )?(acontecendo|errado|falhando)',
    '(est[aá] )?tudo (bem|certo|ok|normal)',
    'algo (estranho|anormal|incomum|errado)',
    'qual (é|e|foi) a causa',
    'h[aá] (problemas|anomalias|incidentes)',
    'investigue',
  ],
  zh: [
    '为什么',
    '为何',
    '怎么回事',
    '怎么了',
    '发生了什么',
    '出了什么',
    '什么(变了|变化|改变)',
    '(有)?什么异常',
    '一切正常',
    '正常吗',
    '(是什么|什么)原因',
    '原因是什么',
    '调查',
  ],
};

const ANY = new RegExp(
  Object.entries(PHRASES)
    .map(([language, phrases]) =>
      language === 'zh' ? phrases.join('|') : `(?<![\\p{L}\\d])(?:${phrases.join('|')})(?![\\p{L}\\d])`,
    )
    .join('|'),
  'iu',
);

/** Asks when something began. It is an investigation where that went wrong; else the first record tells it. */
const BEGAN =
  /\b(since when|seit wann|depuis quand|desde cu[aá]ndo|desde quando)\b|从什么时候|什么时候开始/iu;
const WENT_WRONG =
  /\b(err|fail|fehl|slow|lang|down\b|dead|dark|broke|wrong|crash|time ?out|problem|issue|unavail|offline|reject|refus|declin|missing|gone|stuck|lost|ausfall|kaputt|abgelehnt|gestört|panne|lent|cass|fall[ao]|rechaz|ca[ií]d|lento|recus|falha|and why|und warum)|错|失败|慢|故障|超时|异常/iu;

/** Reasons that are counted or listed stand in the records. */
const COUNTS_REASONS =
  /\b(most (?:common|frequent|often)|top \d*|häufigst\w*|plus fréquent\w*|más frecuente\w*|mais frequente\w*)\b.{0,30}\b(reasons?|causes?|gründe?|raisons?|motivos?|razones?|razões)\b|\b(reasons?|causes?) by\b/iu;

/** "show the orders that failed and why": the records tell it. */
const AND_WHY =
  /^\W*(?:show|list|find|get|give|display|which|how many|count|zeig\w*|liste|welche\w*|wie viele|montre\w*|quel\w*|combien|muestra\w*|cu[aá]nt\w*|qu[eé] \w+|mostre|quant\w*|quais)\b.*\b(?:and|und|et|y|e)\s+(?:why|warum|weshalb|pourquoi|por qu[eêé])(?:\s+(?:on|for|in|at|with|during|where|except)\b[^?]{1,40})?\W*$/iu;

/** A person who writes this wants something made, whatever the words after it. */
const MAKES =
  /^\s*(please )?(create|add|make|set up|delete|remove|drop|update|change|rename|enable|disable|mute)\b/i;

/** What happened to one user or order is told by its records. */
const IS_ABOUT_ONE =
  /\b(to|with|in|of|during|mit|bei|à|avec|dans|a|con|com|en|em)\s+(?:[\p{L}]+\s+){0,2}[\p{L}\d_-]*\d{3,}|\b[\da-f]{32}\b|\b(?:\d{1,3}\.){3}\d{1,3}\b/iu;

/**
 * The same by a code of capitals and digits, such as that of a booking, or by an ID with a part of letters and digits, as in
 * `dpl_7harrier`; `checkout-v2` and `eu-west-1` are none.
 */
const IS_ABOUT_CODE =
  /\b(?:to|with|in|of|during|mit|bei|à|avec|dans|a|con|com|en|em)\s+(?:\p{L}+\s+){0,2}(?:(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{5,}|\p{L}{1,12}[_-](?=[a-z]{0,12}\d)(?=\d{0,12}[a-z])[a-z\d]{5,})(?![\p{L}\d])/u;

const MOST_CHARACTERS = 2000;

/**
 * Whether a request asks why, what happened, what changed, since when something fails, or in what state something is, in one of six
 * languages.
 * Text in quotes does not count, and neither does a request to make or change something.
 */
export function isInvestigation(request: string): boolean {
  const words = request
    .slice(0, MOST_CHARACTERS)
    .replaceAll(/"[^"]{0,500}"|“[^”]{0,500}”|`[^`]{0,500}`/g, ' ')
    .replaceAll('’', "'");
  const isAsked = ANY.test(words) || asksForState(words) || (BEGAN.test(words) && WENT_WRONG.test(words));
  return (
    isAsked &&
    !COUNTS_REASONS.test(words) &&
    !AND_WHY.test(words) &&
    !MAKES.test(words) &&
    !IS_ABOUT_ONE.test(words) &&
    !IS_ABOUT_CODE.test(words)
  );
}
