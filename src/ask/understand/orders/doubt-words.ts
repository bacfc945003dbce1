import type { OrderLanguage } from './order-words.ts';

/** What takes the certainty from an order. Sources of regular expressions over whole words. */
export interface DoubtWords {
  /** Anywhere in an order: "maybe". */
  readonly adverbs: string;
  /** In what is said around an order: "I am not sure", "leave it". */
  readonly doubts: string;
  /** Reports and judgments, at the beginning of what follows an order: "said nobody", "is a bad idea". */
  readonly starts: string;
  /** Another time than now. */
  readonly delays: string;
  /** Negations that leave an order as it is: "no hurry", "not used anymore". */
  readonly harmless: string;
  /** Leave to act without a question, which negates nothing. The server still asks where it asks. */
  readonly unasked: string;
  /** Before a question mark, what asks whether an order is right. */
  readonly tags: string;
}

const EN: DoubtWords = {
  adverbs:
    'maybe|perhaps|possibly|probably|presumably|supposedly|allegedly|hypothetic\\w*|theoretical\\w*|in theory|dry[- ]?run|pretend\\w*',
  doubts:
    "(?:not|n't|never|hardly) (?:\\w+ )?(?:sure|certain)|unsure|uncertain|undecided|doubt\\w*|(?<!(?:as|if|when|where|wherever) )possible|simulat\\w*|wonder\\w*|guess|rumou?r\\w*|joking|kidding|joke|lol|haha|thinking|suppose|once \\w+ (?:is|are|has|have)|bad idea|terrible idea|(?<!by )mistake|forbidden|prohibited|no idea|(?:think|sleep) (?:about|on|it over|twice|again)|reconsider|what if|(?:leave|keep|let) (?:it|them|that|this|him|her)(?! on (?:the )?other|.*\\d)|as it is|as is|(?<!to )wait|hold (?:on|off|it)|ask (?:me|him|her|bob|first|before)|check with|confirm with|let me (?!know|see)|the opposite|(?:should|must|may|can|would|will)(?:n't| not| never| ever)|(?:nobody|no one) (?:should|must|may)|can't|cannot|won't|(?:don't|do not|didn't) (?:\\w+ )?(?:want|mean|think|believe|know|recommend|advise|do|like)|(?:just|only|as) an? (?:example|test|idea|thought|suggestion|question)|(?:that|this|it)(?:'s| is| was| were) (?:not |only |just )*(?:the|a|an|our|my|his|her|their|what)? ?(?:\\w+ )?(?:plan|idea|order|request|test|example|question|suggestion|proposal|wish)",
  starts:
    '(?:is|was|are|were|would be|sounds|seems|looks)|(?:(?:as|so|or|that|this|it|is|was|just|only|the|a|an|what|somebody|someone|nobody|they|he|she|\\p{Lu}\\p{Ll}+) ){0,3}(?:said|says|told|asked|wrote|suggested|claims?|claimed|heard|according|wanted|supposed|proposed|recommended|recommends|planned|thought|demanded|joked)',
  delays:
    "(?<!(?:until|till|til|by|before|than|to|called|named) )(?:tomorrow|tonight|the day after)|(?<!for (?:the )?|until |till |by |before |than |called |named |see you )(?:next (?:week|month|year|quarter|sprint|time|mon|tues|wednes|thurs|fri|satur|sun)\\w*|later(?! than)|(?:(?<!as )soon(?:er or later)?))|(?<!until |till |by |before |from |since )(?:on |this |coming )(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?!')|some ?day|one day|in (?:the )?future|eventually|at some point|another time|at (?:midnight|noon|night|\\d{1,2}(?::\\d\\d)?\\s?(?:am|pm|o'clock))|at \\d{1,2}:\\d\\d|after (?:work|hours|lunch|the weekend|the release|the audit)|when (?:i|we) (?:say|tell|am|are|have|get)|not (?:now|yet|today|before)|but (?:first|before that)",
  harmless:
    "no (?:\\w+ ){1,3}any ?more|no (?:longer|rush|hurry|confirmation|questions?(?: asked)?|worries|matter)|not (?:being )?(?:used|needed|required|necessary|relevant|in use|active|just|only)(?: any ?more)?|without (?:asking|confirmation|questions?|delay|hesitation|further ado)|(?:don't|do not) (?:ask|worry|hesitate|wait|bother)(?: (?:me|again|for confirmation|about it))*|not \\d[\\w.]*(?: days?)?|(?:is|are) (?:obsol\\w*|unused|empty|old|gone|dead|broken|useless|outdated)|can (?:not|n't) wait|as soon as possible",
  unasked:
    'without (?:asking|checking|confirmation|confirming|(?:any )?questions?|prompting|a prompt)(?: (?:me|us|anyone|anybody|again|first|before|back|for (?:my |a )?confirmation|if))*',
  tags: "right|correct|ok(?:ay)?|yes|yeah|yep|no|agreed|is (?:that|this) (?:ok(?:ay)?|right|fine|correct|alright)|(?:is|are|should|shall|do|does|did|can|could|would|will|has|have)(?:n't| not) (?:it|that|they|we|i)|or what|eh|huh|deal|fine|sounds good|good idea|shall we|should we|should i|shall i",
};

const DE: DoubtWords = {
  adverbs:
    'vielleicht|eventuell|womöglich|möglicherweise|wahrscheinlich|vermutlich|angeblich|hypothetisch|theoretisch|probelauf|trockenlauf',
  doubts:
    'nicht sicher|unsicher|unschlüssig|zweif\\w*|keine ahnung|(?<!(?:wenn|falls|wie) )möglich|war(?:te|ten)|scherz|spaß|schlechte idee|lass (?:es|das|ihn|sie|mal)|lieber|frag(?:e)? (?:mich|erst|vorher)|überleg\\w*|simul\\w*|nur (?:ein )?(?:test|beispiel|idee)|verboten',
  starts: 'ist|war|wäre|(?:\\S+ ){0,2}(?:sagte|sagt|meinte|meint|schrieb|hieß|wollte)|so die idee|das war',
  delays:
    '(?<!(?:bis|vor|ab) )(?:morgen|übermorgen|heute abend)|(?<!(?:bis|für) )(?:nächste[nrs]? (?:woche|monat|jahr|\\p{L}+tag)|später|bald|demnächst|irgendwann|am (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag))|ein andermal|noch nicht|nicht jetzt',
  harmless:
    'keine eile|ohne (?:rückfrage|nachfrage|zu fragen)|nicht (?:mehr )?(?:benutzt|gebraucht|nötig|genutzt)',
  unasked: 'ohne (?:(?:weitere )?(?:rückfragen?|nachfragen?|bestätigung)|(?:zu|mich zu|noch ?mal zu) fragen)',
  tags: 'richtig|stimmt(?:s| das)?|ok(?:ay)?|oder|ja|nein|nicht(?: wahr)?|gell|einverstanden|in ordnung|passt das|korrekt',
};

const FR: DoubtWords = {
  adverbs:
    'peut-être|éventuellement|probablement|sans doute|soi-disant|hypothétiquement|théoriquement|en théorie|à blanc',
  doubts:
    '(?:pas|plus) (?:\\S+ )?(?:sûre?|certaine?)|aucune idée|doute\\w*|(?<!si )possible|attend\\w*|blague|plaisant\\w*|mauvaise idée|laisse\\w*|garde-l\\w*|demande-moi|réfléchi\\w*|simul\\w*|juste un (?:exemple|test)|interdit',
  starts: "(?:c'est|c'était|est|était|serait)|(?:\\S+ ){0,2}(?:dit|disait|écrit|a dit|voulait)",
  delays:
    "(?<!(?:jusqu'à|avant|d'ici) )(?:demain|après-demain|ce soir)|(?:la semaine|le mois|l'année) prochaine?|plus tard|bientôt|un jour|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) prochain|pas (?:encore|maintenant)",
  harmless: 'rien ne presse|sans (?:demander|confirmation|question)|pas (?:utilisée?|nécessaire)',
  unasked: 'sans (?:me |nous )?(?:demander|(?:aucune )?(?:confirmation|question)s?|redemander|confirmer)',
  tags: "non|oui|ok|d'accord|hein|n'est-ce pas|pas vrai|c'est (?:bon|ça|juste|correct)|correct",
};

const ES: DoubtWords = {
  adverbs:
    'quizás?|tal vez|acaso|posiblemente|probablemente|supuestamente|hipotéticamente|teóricamente|en teoría|simulacro',
  doubts:
    'no (?:\\S+ )?(?:segur[oa]|sé)|dud\\w*|(?<!si es )posible|esp[eé]r[ae]\\w*|broma|mala idea|déj[ae]l\\w*|pregúntame|pens\\w*|simul\\w*|solo (?:un|es un) (?:ejemplo|prueba)|prohibido',
  starts: '(?:es|era|sería|fue)|(?:\\S+ ){0,2}(?:dijo|dice|decía|escribió|quería)',
  delays:
    '(?<!(?:hasta|antes de) )(?:mañana|pasado mañana|esta noche)|(?:la semana|el mes|el año) (?:que viene|próxim[oa])|la próxima semana|más tarde|pronto|algún día|luego más|todavía no|aún no|ahora no',
  harmless: 'sin (?:prisa|preguntar|confirmación)|no hay prisa|no se usa|ya no',
  unasked: 'sin (?:preguntar(?:me|nos)?|(?:pedir )?confirmación|preguntas|confirmar)',
  tags: 'no|sí|si|ok|vale|verdad|correcto|de acuerdo|no es así|cierto|está bien',
};

const PT: DoubtWords = {
  adverbs:
    'talvez|quiçá|possivelmente|provavelmente|supostamente|hipoteticamente|teoricamente|em teoria|simulação',
  doubts:
    'não (?:\\S+ )?(?:certeza|sei)|dúvid\\w*|duvid\\w*|(?<!se )possível|esper[ae]\\w*|brincadeira|má ideia|deix[ae]\\w*|pergunte|pens\\w*|simul\\w*|só um (?:exemplo|teste)|proibido',
  starts: '(?:é|era|seria|foi)|(?:\\S+ ){0,2}(?:disse|diz|dizia|escreveu|queria)',
  delays:
    '(?<!(?:até|antes de) )(?:amanhã|depois de amanhã|hoje à noite)|(?:na )?(?:próxima semana|semana que vem|mês que vem|próximo mês)|mais tarde|em breve|logo mais|algum dia|ainda não|agora não',
  harmless: 'sem (?:pressa|perguntar|confirmação)|não (?:é|está) (?:mais )?usad[oa]',
  unasked: 'sem (?:(?:me |nos )?perguntar|(?:pedir )?confirmação|perguntas|confirmar)',
  tags: 'não|sim|ok|certo|né|tá|correto|de acordo|não é|está bem|pode ser',
};

/** Words by which a sentence is no order, by language. */
export const DOUBT_WORDS: Readonly<Record<OrderLanguage, DoubtWords>> = {
  en: EN,
  de: DE,
  fr: FR,
  es: ES,
  pt: PT,
};

/** Chinese for "without asking", which is no negation of the order. */
export const CHINESE_UNASKED = /(?:不用|无需|不需要|不必|别)(?:再)?(?:确认|询问|问我?|提示)了?/gu;
/** The same in Chinese, which has no spaces. */
export const CHINESE_DOUBT =
  /[,，]\s*(?:对吗|对吧|对不对|好吗|好吧|好不好|行吗|可以吗|是吗|是吧)\s*[?？]|也许|或许|可能|大概(?!\d)|说不定|假设|理论上|不(?:太)?确定|再说|考虑|想想|等我|先别|演练|模拟|坏主意|不是个好|(?:[,，。;；!！]|\s[-–—]+)\s*(?:但是?|不过|或者?|还是|其实)?\s*(?:先|又)?(?:不(?!再|用确认|需要了)|别|勿|没(?!人|有人))/u;
/** Chinese for a later time, at which nothing can be done now. */
export const CHINESE_DELAY =
  /(?<!直到|截至|到)(?:明天|后天|明晚|今晚|下周|下个?月|下个?星期|明年|稍后|晚点|晚些|改天|过一?会儿?|待会儿?|以后再?)/u;
