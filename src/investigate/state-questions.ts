import type { Language } from '../ask/language/lexicon/lexicon.ts';

/** How one language asks in what state something is. All parts are regular expressions without groups that capture. */
interface StateWords {
  /** What a question for yes or no begins with: `is`, `ist`. */
  readonly opens: string;
  /** What stands before the state in a sentence: `checkout is down?` */
  readonly copulas: string;
  /** Verbs that are a state themselves; null for none. */
  readonly verbs: string | null;
  /** A state as a whole: well, broken, out of reach. */
  readonly states: string;
  /** What may stand after the state: `right now`. */
  readonly tail: string;
  /** Whole questions for the state of something, or of everything. */
  readonly phrases: readonly string[];
}

const LANGUAGES: Readonly<Record<Language, StateWords>> = {
  en: {
    opens: "is|are|was|were|isn't|aren't|has|have|does|do|did|seems|looks",
    copulas: "is|are|was|were|seems|looks|isn't|aren't",
    verbs: null,
    states:
      'down|up|(?:up and )?running (?:ok|okay|fine|well|smoothly|normally)|dead|dying|alive|ok|okay|fine|good|bad|healthy|unhealthy|sick|broken|busted|borked|working|not working|failing|crashing|crashed|hanging|frozen|stuck|responding|unresponsive|degraded|stable|unstable|flaky|slow|struggling|overloaded|overwhelmed|suffering|available|unavailable|reachable|unreachable|on fire|burning|in trouble|acting up|misbehaving|back(?: up| online)?|online|offline|green|red|all right|alright|having (?:problems?|trouble|issues?|an? (?:problem|issue|outage|incident))|have (?:problems?|trouble|issues?)|work(?: again)?',
    tail: 'right now|just now|now|again|today|currently|at the moment|atm|yet|too|for you|this (?:morning|afternoon|evening)|tonight|or (?:what|not|is it just me)|please|since [^?]*|in the last [^?]*|for (?:everyone|all|anyone|customers|users)',
    phrases: [
      "(?:what|who|something|anything|what has|what's) just (?:broke|broken|died|failed|crashed|exploded|blew up|happened|went (?:wrong|down))",
      "(?:anything|something|everything|what)(?: else)?(?: is|'s)? (?:on fire|burning|exploding|melting|smoking|broken|down|red|failing|crashing|degraded|going (?:wrong|on)|(?:that )?(?:i|we) should (?:worry|know|care|be worried) about|to worry about)",
      'how (?:healthy|stable|bad|well|good)(?: off)? (?:is|are|am|were|was|do|does)',
      "how(?:'s|s| is| are| r) (?:we|things?|everything|it|prod(?:uction)?|the (?:system|systems|site|platform|service|services|cluster|app|shop|website|backend)|all)(?: doing| going| looking| holding up| feeling)?",
      "how(?:'s|s| is| are) [^?]{1,40} (?:doing|holding up|feeling|looking|behaving)",
      '(?:system|service|overall|general|current|platform|cluster|site) (?:health|state)',
      '(?:health|state) (?:check|report|overview|summary|of (?:the )?(?:system|systems|platform|services?|cluster|site|everything|prod(?:uction)?|our [^?]*))',
      '(?:any|an?|the) (?:ongoing |current |live |major )?(?:outages?|incidents?)(?: (?:right )?now| today| going on| ongoing| at the moment)?\\W*$',
      '(?:is|are) there (?:an?|any|some) (?:problems?|issues?|outages?|incidents?|trouble)',
      '(?:do|did) (?:we|i|you) have (?:an?|any|some) (?:problems?|issues?|outages?|incidents?|trouble)',
      'did (?:anything|something|we) (?:break|fail|go (?:wrong|down)|crash|die|happen|change)',
      '(?:is|was|are|were) [^?]{1,40} (?:the (?:problem|cause|culprit|reason|bottleneck|root cause)|to blame|at fault|responsible for (?:this|it|that))',
      'should (?:i|we) (?:be worried|worry|wake|get up|panic|be concerned)',
      'when did (?:the|this|that|these|all|our)(?: [^?]{0,30})? (?:problems?|issues?|outage|incident|trouble|mess|fire) (?:start|begin|began|started)',
      "(?:which|what) (?:\\w+ )?(?:services?|hosts?|pods?|systems?|components?|apps?|parts?|nodes?|servers?)(?: is| are|'s)? (?:down|broken|dead|unhealthy|sick|on fire|in trouble|struggling|degraded|misbehaving|acting up|affected)",
    ],
  },
  de: {
    opens: 'ist|sind|war|waren|läuft|laufen|geht|gehen|funktioniert|funktionieren|hat|haben',
    copulas: 'ist|sind|war|waren',
    verbs: 'geht nicht|läuft nicht|spinnt|hängt',
    states:
      'down|tot|weg|kaputt|ok|okay|in ordnung|gesund|krank|gut|schlecht|stabil|instabil|langsam|träge|überlastet|gestört|ausgefallen|abgestürzt|erreichbar|nicht erreichbar|verfügbar|nicht verfügbar|offline|online|am leben|im eimer|in schwierigkeiten|wieder da|noch da|probleme|ein problem|eine störung|rund|normal|noch|wieder|nicht|richtig',
    tail: 'gerade|jetzt|heute|wieder|noch|aktuell|momentan|im moment|oder(?: nicht)?|bitte|seit [^?]*',
    phrases: [
      'was ist (?:gerade|eben|jetzt|soeben)(?: \\p{L}+)? (?:kaputt|ausgefallen|passiert|schief|los|abgestürzt)(?:gegangen)?',
      '(?:ist|war|sind) [^?]{1,40} (?:schuld(?: daran)?|das problem|die ursache|der grund|der engpass)',
      'brennt (?:es|was|etwas|irgendwo|irgendwas)',
      'wie (?:gesund|stabil|schlimm) (?:ist|sind|läuft|steht)',
      'wie (?:geht es|steht es|läuft es|sieht es aus)',
      '(?:zustand|gesundheit) (?:des systems|der systeme|der dienste|der plattform|von allem)',
      '(?:gibt es|haben wir)(?: gerade| aktuell| irgendwelche| irgendwo| im moment)* (?:ein problem|eine störung|einen ausfall|probleme|störungen|ausfälle|einen vorfall)',
      'wann (?:hat|fing|begann)(?: \\p{L}+){0,3} (?:problem|störung|ausfall|probleme)',
    ],
  },
  fr: {
    opens: "est-ce que|est-ce qu'|est|sont",
    copulas: 'est|sont',
    verbs:
      'marche(?:nt)?(?: (?:bien|encore|toujours))?|fonctionne(?:nt)?(?: (?:bien|encore|toujours))?|tourne(?:nt)?(?: (?:bien|encore|toujours))?|rame(?:nt)?',
    states:
      'down|en panne|hors service|hs|cassée?s?|mort[es]*|tombée?s?|plantée?s?|ok|bien|en bonne santé|lente?s?|stables?|instables?|disponibles?|indisponibles?|accessibles?|inaccessibles?|en ligne|hors ligne|dégradée?s?|surchargée?s?',
    tail: "maintenant|en ce moment|actuellement|encore|toujours|aujourd'hui|ou pas|depuis [^?]*",
    phrases: [
      "qu'est-ce qui vient de (?:casser|tomber|planter|se passer|lâcher|crasher)",
      '(?:est-ce que )?(?:ça|quelque chose|rien)(?: ne)? (?:brûle|est cassé|est en panne|plante)',
      '(?:comment|comment est-ce que) (?:va|vont|allons-nous|ça va|se portent?|se porte)',
      '(?:santé|état) (?:du système|des systèmes|des services|de la plateforme|général)',
      "(?:y a-t-il|il y a|est-ce qu'il y a|avons-nous)(?: actuellement| en ce moment)? (?:un|une|des) (?:problèmes?|pannes?|incidents?)",
      "quand (?:est-ce que )?(?:le problème|la panne|l'incident) (?:a|est)",
      'est(?:-il|-elle) (?:en panne|down|cassée?|hors service|lente?)',
    ],
  },
  es: {
    opens: 'está|están|esta|estan|sigue|siguen|anda|andan|funciona|funcionan',
    copulas: 'está|están|esta|estan|sigue|siguen|anda|andan',
    verbs: 'funciona(?:n)?(?: bien)?|se cayó|se ha caído',
    states:
      'caíd[oa]s?|abajo|rot[oa]s?|muert[oa]s?|viv[oa]s?|bien|mal|ok|san[oa]s?|lent[oa]s?|establ[e]s?|inestables?|disponibles?|indisponibles?|accesibles?|inaccesibles?|en línea|fuera de servicio|fuera de línea|degradad[oa]s?|saturad[oa]s?|funcionando(?: bien)?|fallando|con problemas',
    tail: 'ahora(?: mismo)?|hoy|todavía|aún|otra vez|en este momento|o no|desde [^?]*',
    phrases: [
      'qué (?:se )?acaba de (?:romper(?:se)?|fallar|caer(?:se)?|pasar)',
      '(?:hay )?algo (?:ardiendo|en llamas|roto|caído|fallando|mal)',
      'cómo (?:está|están|estamos|va|van|anda|andamos)',
      '(?:salud|estado) (?:del sistema|de los sistemas|de los servicios|de la plataforma|general)',
      '(?:hay|tenemos)(?: ahora)? (?:algún|alguna|un|una) (?:problema|incidente|caída|fallo|avería)',
      'cuándo (?:empezó|comenzó) (?:el problema|la caída|el incidente|el fallo)',
    ],
  },
  pt: {
    opens: 'está|estão|esta|estao|tá|tão|continua|continuam|funciona|funcionam',
    copulas: 'está|estão|esta|estao|tá|tão|continua|continuam',
    verbs: 'caiu|funciona(?:m)?(?: bem)?|parou',
    states:
      'caíd[oa]s?|fora do ar|fora|no ar|quebrad[oa]s?|mort[oa]s?|viv[oa]s?|bem|mal|ok|saudáve(?:l|is)|lent[oa]s?|estáve(?:l|is)|instáve(?:l|is)|disponíve(?:l|is)|indisponíve(?:l|is)|acessíve(?:l|is)|online|offline|degradad[oa]s?|sobrecarregad[oa]s?|funcionando(?: bem)?|falhando|com problemas?',
    tail: 'agora(?: mesmo)?|hoje|ainda|de novo|neste momento|no momento|ou não|desde [^?]*',
    phrases: [
      'o que acabou de (?:quebrar|cair|falhar|acontecer)',
      '(?:tem )?algo (?:pegando fogo|em chamas|quebrado|caído|falhando|fora do ar)',
      'como (?:está|estão|estamos|vai|vão|anda|andamos)',
      '(?:saúde|estado) (?:do sistema|dos sistemas|dos serviços|da plataforma|geral)',
      '(?:há|tem|temos|existe)(?: agora)? (?:algum|alguma|um|uma) (?:problema|incidente|queda|falha)',
      'quando (?:começou|iniciou) (?:o problema|a queda|o incidente|a falha)',
    ],
  },
  zh: {
    opens: '',
    copulas: '',
    verbs: null,
    states:
      '挂了?|宕机了?|崩(?:溃|了)?了?|坏了?|正常|健康|卡住了?|卡了?|不可用|可用|出问题了?|有问题|还好|好吗|稳定|慢吗|很慢|没事|在线|离线|恢复了?',
    tail: '吗|么|没有|没|了|还是',
    phrases: [
      '(?:刚才|刚刚|刚)(?:什么|哪里|有什么)?(?:坏了|挂了|崩了|出问题)',
      '(?:什么|哪里|哪个服务)(?:坏了|挂了|崩了|着火了|出问题|出了问题)',
      '(?:系统|服务|平台|整体|我们|现在)的?(?:健康|状态|情况|状况)(?:怎么样|如何|怎样)',
      '(?:现在)?(?:有没有|有什么|有)(?:问题|故障|事故|异常)(?:吗)?[？?]?$',
      '问题(?:是)?(?:什么时候|何时)(?:开始|出现)',
    ],
  },
};

/** A number that is up or down has moved; what is no number is out of reach. */
const IS_NUMBER =
  /\b(?:errors?|exceptions?|failures?|revenue|sales|orders|turnover|income|costs?|spend|spending|latenc(?:y|ies)|durations?|time|times|traffic|requests?|load|usage|utili[sz]ation|cpu|memory|ram|disk|rates?|counts?|numbers?|volume|throughput|conversions?|signups?|logins?|visits?|visitors|customers|users|temperature|pressure|price|prices|refunds?|payments|transactions|deliveries|bookings|tickets)\s*$/iu;
/** "did it go up" */
const IS_COURSE = /\b(?:go|goes|going|gone|went|come|comes)\s*$/iu;
const MOVES = /^(?:up|down|bad|good|slow|back|fine|normal|stable|unstable)$/iu;

/** Something is asked of records: which, how many, how long. */
const IS_OF_RECORDS =
  /^(?:show|list|find|get|give|display|count|zeige?|liste|montre|muestra|mostre|lista)(?![\p{L}\d])|(?<![\p{L}\d])(?:how many|how much|how often|how long|which|who|where|when|than|wie viele?|wie oft|wie lange|welche[rs]?|wer|wann|combien|quels?|quelles?|qui|quand|cuánt[oa]s?|cuál(?:es)?|quién|cuándo|quant[oa]s?|quais|qual|quem|quando)(?![\p{L}\d])|多少|哪些|几个|谁/iu;

const MOST_WORDS_OF_SUBJECT = 6;
/** "checkout down?" */
const MOST_WORDS_OF_ELLIPSIS = 3;

const edge = (text: string) => `(?<![\\p{L}\\d-])(?:${text})(?![\\p{L}\\d-])`;

const PHRASES = new RegExp(
  Object.entries(LANGUAGES)
    .map(([language, { phrases }]) =>
      language === 'zh' ? phrases.join('|') : `(?<![\\p{L}\\d])(?:${phrases.join('|')})(?![\\p{L}\\d])`,
    )
    .join('|'),
  'iu',
);

const ADVERBS =
  'still|really|even|actually|all|just|totally|completely|noch|wirklich|alle|alles|gerade|wieder|toujours|encore|bien|vraiment|realmente|todavía|aún|ainda|mesmo|so|auch';

/** The ways in which a language asks for the state of a subject; each has the groups `subject` and `state`. */
function formsIn([language, { opens, copulas, verbs, states, tail }]: [string, StateWords]) {
  if (language === 'zh')
    return {
      asks: [new RegExp(`^(?<subject>[^?？]{0,20}?)(?<state>${states})(?:${tail})+[？?]?$`, 'iu')],
      elliptic: null,
    };
  const adverbs = `(?:[\\s,]+(?:${ADVERBS}|${copulas}))*`;
  const end = `(?:[\\s,]*${edge(tail)})*[\\s?!.]*$`;
  const forms = [
    `^(?:${opens})(?<subject>(?:\\s+|(?<='))[^?]{1,60}?)${adverbs}[\\s,]+(?<state>${states})${end}`,
    `^(?:${opens})\\s+(?<state>${states})\\s+(?<subject>[^?]{2,40}?)${end}`,
    `^(?<subject>[^?]{2,40}?)\\s+(?:${copulas})${adverbs}\\s+(?<state>${states})${end}`,
    ...(verbs === null
      ? []
      : [
          `^(?<subject>[^?]{2,40}?)\\s+(?<state>${verbs})${end}`,
          `^(?<state>${verbs})\\s+(?<subject>[^?]{2,40}?)${end}`,
        ]),
  ];
  return {
    asks: forms.map((form) => new RegExp(form, 'iu')),
    elliptic: new RegExp(`^(?<subject>[^?]{2,40}?)${adverbs}\\s+(?<state>${states})${end}`, 'iu'),
  };
}

const FORMS = Object.entries(LANGUAGES).map(formsIn);

const countWords = (text: string) => text.trim().split(/\s+/).length;

/** Whether a subject is something that can be in a state, and the state no course of a number. */
const isThing = (subject: string, state: string) =>
  countWords(subject) <= MOST_WORDS_OF_SUBJECT &&
  !IS_COURSE.test(subject) &&
  !(MOVES.test(state) && IS_NUMBER.test(subject));

/** What is alive has sent something of late, which its records tell. */
const STILL_ALIVE = /\bstill alive\b/i;

/**
 * Whether words ask in what state a service or everything is: "is checkout down?", "what just broke?", "how healthy are we". What is
 * known of records does not tell it, so it is looked into.
 */
export function asksForState(words: string): boolean {
  if (STILL_ALIVE.test(words)) return false;
  const text = words
    .trim()
    .replace(/^[¿¡\s]+/u, '')
    .replace(
      /^(?:hey|hi|hello|ok(?:ay)?|so|and|uh|um|quick question|question|help|wait|guys|please)[\s,:!.-]+/iu,
      '',
    );
  if (PHRASES.test(text)) return true;
  if (IS_OF_RECORDS.test(text)) return false;
  const isShort = /\?/.test(text);
  return FORMS.some(({ asks, elliptic }) => {
    const found = asks.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
    if (found) return isThing(found.subject ?? '', found.state ?? '');
    const short = isShort ? elliptic?.exec(text)?.groups : undefined;
    return (
      short !== undefined &&
      countWords(short.subject ?? '') <= MOST_WORDS_OF_ELLIPSIS &&
      isThing(short.subject ?? '', short.state ?? '')
    );
  });
}
