import { headKinds } from './kinds.ts';
import { PATTERNS } from './order-patterns.ts';
import { setAside } from './set-aside.ts';
import { asSetting } from './setting-wishes.ts';

/** Things of ours that somebody who "needs one" wants made. What else is needed is to be shown: "I need a table of errors". */
const MADE = new Set([
  'alert',
  'dashboard',
  'destination',
  'folder',
  'function',
  'organization',
  'pipeline',
  'service_account',
  'template',
]);
/** A dashboard in Spanish and Portuguese, and a tile of one in the others. */
const PANEL = 'panel';

/** "A daily report by email": what is sent to somebody is to be made, while "a report of errors" is to be shown. */
const REPORT = 'report';
const IS_SENT = /@[\w-]|(?<![\p{L}])e-?mail|邮件/iu;

const OPENERS =
  '(?:(?:ok(?:ay)?|hi|hey|hello|hallo|please|pls|bitte|por favor|bonjour|hola|olá|so|also|now|and|jetzt)[\\s,!]+)*';
const opened = (source: string) => new RegExp(`^(${OPENERS})(?:${source})\\s+`, 'iu');

/** "I need", "could we have": before something indefinite, the wish to have it made. */
const WANTED: ReadonlyArray<readonly [wish: RegExp, order: string]> = [
  [
    opened(
      "(?:i|we)(?:'d| would)?(?: (?:also|really|just|now|urgently|still))* (?:need|want|like|love|require|could use)(?: (?:to (?:have|get|see)|please))?(?=\\s+(?:an?|another|one more|some new|new)\\s)",
    ),
    'create',
  ],
  [
    opened(
      '(?:(?:can|could|may) (?:i|we)(?: please| also)* (?:have|get)|it would be (?:great|nice|good|lovely|helpful|perfect|useful|awesome) to (?:have|get))(?=\\s+(?:an?|another|one more)\\s)',
    ),
    'create',
  ],
  [
    opened(
      '(?:ich|wir) (?:hätten?|möchten?|brauchen?|bräuchten?|will|wollen)(?: (?:gerne?|bitte|noch|jetzt|auch|mal))*(?=\\s+(?:eine?n?|noch eine?n?|neue[ns]?)\\s)',
    ),
    'erstelle',
  ],
  [
    opened(
      "(?:je (?:voudrais|veux)|nous (?:voudrions|voulons)|j'aimerais|il (?:me|nous) faut)(?: avoir)?(?=\\s+une?\\s)",
    ),
    'crée',
  ],
  [
    opened(
      '(?:quiero|queremos|quisiera|querría|necesito|necesitamos|me gustaría)(?: tener)?(?=\\s+(?:una?|otr[oa])\\s)',
    ),
    'crea',
  ],
  [
    opened(
      '(?:(?:eu )?(?:quero|queria|gostaria de|preciso de)|queremos|precisamos de)(?: ter)?(?=\\s+uma?\\s)',
    ),
    'crie',
  ],
];
const WANTED_FRENCH = /^((?:bonjour[\s,!]+)?)(?:j'ai|nous avons|on a) besoin d'(?=une?\s)/iu;
const WANTED_CHINESE = /^((?:请|你好)?[,，]?\s*)我们?(?:想要|需要|要|想建|想有)(?=一[个张份条]|新)/u;

/** What makes "tell me when" a wish to be alerted, and no question about what was. */
const COMPARED =
  '(?=.*(?:\\b(?:more than|over|above|exceeds?|below|under|full|down|less than|fewer than|at least|greater|higher|lower|reach(?:es)?|drops?|falls?|no (?:data|logs?|records?|traffic)|silent|nothing)\\b|[<>]))(?!.*\\b(?:was|were|had|did|exceeded|reached|dropped|fell|last|yesterday)\\b)';
const WHEN = '(?:when(?:ever)?|if|as soon as|once)';
const ALERTED: ReadonlyArray<readonly [wish: RegExp, order: string]> = [
  [
    new RegExp(
      `^(${OPENERS})(?:i|we)(?:'d like to|'d love to| would like to| want to| need to| should| must| have to) (?:(?:be|get) (?:alerted|notified|warned|paged|informed|told|pinged|emailed|mailed)|get an? (?:e-?mail|mail|message|notification|page|ping))(?=\\b.*\\b${WHEN}\\b)`,
      'i',
    ),
    'alert me',
  ],
  [
    new RegExp(
      `^(${OPENERS})(?:let (?:me|us) know|tell (?:me|us)|(?:i|we)(?:'d like| would like| want| need) to (?:know|hear))(?=(?:\\s+(?:by|via|on|at|in|through)\\s+\\S+){0,2}\\s+${WHEN}\\b)${COMPARED}`,
      'i',
    ),
    'alert me',
  ],
  [
    new RegExp(
      `^(${OPENERS})let (?!(?:me|us|you|it|them)\\b)((?:the |our )?[\\w.@#-]+(?: team| channel)?) know(?=\\s+${WHEN}\\b)${COMPARED}`,
      'i',
    ),
    'alert $2',
  ],
  [
    /^()(?:ich|wir) (?:möchten?|wollen|will) (?:alarmiert|benachrichtigt|gewarnt|informiert) werden(?=,? (?:wenn|falls|sobald)\b)/iu,
    'alarmiere mich',
  ],
  [
    /^()(?:(?:gib|sag)(?: mir| uns)? bescheid|melde dich)(?=,? (?:wenn|falls|sobald)\b.*\d)/iu,
    'alarmiere mich',
  ],
  [
    /^()(?:je (?:veux|voudrais)|j'aimerais) être (?:alertée?|prévenue?|avertie?|notifiée?)(?= (?:quand|si|lorsque|dès)(?![\p{L}]))/iu,
    'alerte-moi',
  ],
  [
    /^()(?:quiero|quisiera|me gustaría) (?:ser (?:avisad|alertad|notificad)[oa]|que me (?:avises|alertes|notifiques))(?= (?:cuando|si)(?![\p{L}]))/iu,
    'avísame',
  ],
  [
    /^()(?:quero|queria|gostaria de) (?:ser (?:avisad|alertad|notificad)[oa])(?= (?:quando|se)(?![\p{L}]))/iu,
    'avise-me',
  ],
];

/** "I want it muted", "make sure it is off": the state that somebody wants. */
const STATES: ReadonlyArray<readonly [state: string, order: string]> = [
  ['muted|silenced', 'mute'],
  ['unmuted', 'unmute'],
  ['deleted', 'delete'],
  ['removed', 'remove'],
  ['dropped', 'drop'],
  ['disabled', 'disable'],
  ['enabled', 'enable'],
  ['paused', 'pause'],
  ['resumed', 'resume'],
  ['(?:turned|switched) off|off', 'turn off'],
  ['(?:turned|switched) on|on', 'turn on'],
  ['renamed', 'rename'],
  ['moved', 'move'],
  ['cloned|copied|duplicated', 'clone'],
];
const WANTED_STATES = STATES.map(
  ([state, order]) =>
    [
      new RegExp(
        `^(${OPENERS})(?:(?:i|we)(?:'d like| would like| want| need)|have|(?:make sure|ensure|see to it)(?: that)?)\\s+((?:(?!\\b(?:to|that|who|which|not|no|never|and|or|why|how|is|are|be|been|being|has|had|ever|already|they|you|we|i|he|she|anyone|someone|anybody|somebody|nobody)\\b)[^,;.?!])+?)\\s+(?:(?:is|are|gets?|be) )?(?:${state})(?=(?:[\\s,]+(?:please|now|asap|right away|immediately))?[\\s.!]*$|\\s+(?:to|into)\\s)`,
        'i',
      ),
      order,
    ] as const,
);

/** "It would be great if you could": politeness before the verb. */
const POLITE =
  /^it (?:would|'d) be (?:great|nice|good|lovely|helpful|perfect|awesome|cool|kind|very \w+) if (?:you|somebody|someone) (?:could|can|would|might)\s+(?:please\s+)?/i;

/** "I would like to mute it": the verb alone. Who wants to know something asks. */
const WANTS_TO = new RegExp(
  `^(${OPENERS})(?:i|we)(?:'d| would)?(?: (?:really|also|now|just))? (?:like|love|want|need|wish) (?:you )?to (?!(?:know|be|have|get|see|hear|find|learn|understand|look|check|view|read)\\b)`,
  'i',
);
/** "Mute it, will you?" */
const TAG = /\s{0,9},?\s{0,9}(?:will|would|can|could|won't) you(?: please)?\s{0,9}\?\s{0,9}$/i;

/** "Give her read-only access": the role that somebody should have. Other access names no role, which is asked. */
const ACCESS = new RegExp(
  `^(${OPENERS})(?:give|grant|set) (?:the )?(?:user )?(\\S+@[\\w.-]+\\w)(?: to)?(?: an?)?(?: (read[- ]?only|viewer|editor|admin(?:istrator)?|\\w+))?(?: (?:access|rights?|permissions?|privileges|role))?(?=[\\s.!]*$)`,
  'i',
);
const ACCESS_ROLES: ReadonlyArray<readonly [form: RegExp, role: string]> = [
  [/^(?:read|viewer)/i, 'a viewer'],
  [/^editor/i, 'an editor'],
  [/^admin/i, 'an admin'],
];

function accessOrder(sentence: string): string | null {
  const [whole, opener = '', email = '', stated = ''] = ACCESS.exec(sentence) ?? [];
  if (whole === undefined) return null;
  const role = ACCESS_ROLES.find(([form]) => form.test(stated))?.[1];
  if (role !== undefined) return `${opener}make ${email} ${role}`;
  return /\b(?:access|rights?|permissions?|privileges|role)$/i.test(whole)
    ? `${opener}change the role of ${email}`
    : null;
}

const EVERY =
  '(?:(?:every|each) (?:other )?(?:\\w+day|day|week|month|quarter|morning|evening|weekday)|daily|weekly|monthly|jede[nrs]? (?:\\p{L}+tag|mittwoch|morgen|abend|tag|woche|monat)|täglich|wöchentlich|(?:chaque|tous les|toutes les) (?:\\p{L}+dis?|dimanches?|jours?|matins?|semaines?|mois)|(?:cada|todos os|todas as|todos los|toda|todo) (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|día|dia|mañana|manhã|semana|mes|mês|segunda|terça|quarta|quinta|sexta)(?:-feira)?)';
const AT = '(?:,? (?:at|um|à|a las|às) [\\d:]+ ?(?:am|pm|h|uhr)?(?:\\d\\d)?)?';
/** "Every Monday at 9 send …": when comes before the verb. */
const TIME_FIRST = new RegExp(
  `^(${OPENERS})(${EVERY}${AT}),?\\s+((?:please |bitte |por favor )?(?:send|mail|e-?mail|deliver|post|(?:ver)?schicke?|sende?|maile?|envoie|envoyez|envía|envíe|manda|envie|mande)(?![\\p{L}]).*?)([.!]*)$`,
  'iu',
);
const HOURS_FIRST =
  /^((?:(?:please|pls)\s+)?(?:alert|notify|warn|page|ping|tell|inform|e-?mail|message|wake)\s+\S+)\s+((?:only\s+)?(?:at night|overnight|during (?:the )?(?:day|night|(?:business|office|working) hours)|(?:on|at) (?:the )?weekends?|on weekdays|after hours))\s+((?:when(?:ever)?|if|as soon as)\b.*?)([.!]*)$/i;

/** "I would like one if it were free", "can we get one back". */
const UNREAL = /\bif (?:it|that|this|i|we|you|they|he|she)\b|\b(?:deleted|removed|lost|history|back)\b/i;
/** Wishes in the form of a question. */
const ASKED = new RegExp(`^${OPENERS}(?:can|could|may) `, 'i');

function imperativeOf(sentence: string): string {
  const bare = sentence.replace(TAG, '');
  if (bare !== sentence && bare.trim() !== '') return imperativeOf(bare);
  if (WANTS_TO.test(sentence)) return sentence.replace(WANTS_TO, '$1');
  if (POLITE.test(sentence)) return sentence.replace(POLITE, 'could you please ');
  if (TIME_FIRST.test(sentence)) return sentence.replace(TIME_FIRST, '$1$3 $2$4');
  if (HOURS_FIRST.test(sentence)) return sentence.replace(HOURS_FIRST, '$1 $3 $2$4');
  const setting = asSetting(sentence);
  if (setting !== null) return setting;
  const access = accessOrder(sentence);
  if (access !== null) return access;
  if (UNREAL.test(sentence)) return sentence;
  for (const [wish, order] of ALERTED) if (wish.test(sentence)) return sentence.replace(wish, `$1${order}`);
  for (const [state, order] of WANTED_STATES)
    if (state.test(sentence)) return sentence.replace(state, `$1${order} $2`);
  for (const [wish, order] of [
    ...WANTED,
    [WANTED_FRENCH, 'crée'] as const,
    [WANTED_CHINESE, '创建'] as const,
  ]) {
    const found = wish.exec(sentence);
    if (!found) continue;
    const object = sentence.slice(found[0].length);
    const [kind = ''] = headKinds(object);
    const isMade = MADE.has(kind) || (kind === PANEL && /^cri?e?a?$/.test(order));
    const isSent = kind === REPORT && IS_SENT.test(object);
    if (isMade || isSent || (kind === 'user' && object.includes('@')))
      return `${found[1] ?? ''}${order} ${ASKED.test(sentence) ? object.replace(/^([^,]*?)\s*\?\s*$/, '$1') : object}`;
  }
  return sentence;
}

/** "Supprime-la", "silencie-o", "bórralo": what a verb is about, as part of its word. */
const CLITIC = /(?<![\p{L}\p{N}_-])(\p{L}{3,}?)(-l[ae]s?|-[ao]s?|l[oa]s?)(?![\p{L}\p{N}_-])/giu;
const plainly = (word: string) => word.normalize('NFD').replaceAll(/\p{M}/gu, '');

function withoutClitics(words: string): string {
  return words.replaceAll(CLITIC, (found, verb: string, object: string) => {
    const isDashed = object.startsWith('-');
    const base = isDashed ? verb : plainly(verb);
    // In Spanish a verb with its object has an accent.
    if (!isDashed && (base === verb || !SPANISH.some(([, form]) => form.test(base)))) return found;
    if (isDashed && !DASHED.some(([, form]) => form.test(base))) return found;
    return `${base} it`;
  });
}
const SPANISH = PATTERNS.es.verbs;
const DASHED = [...PATTERNS.fr.verbs, ...PATTERNS.pt.verbs];

/** ", the password is x": a value that is stated in a sentence of its own belongs to the order before. */
const VALUE_IS =
  /([,;]\s*(?:(?:and|und|et|y|e)\s+)?)(?:(?:the|her|his|their|its|das|die|der|ihr\p{L}*|sein\p{L}*|le|la|son|sa|el|su|o|a|sua|seu)\s+)?(passwor[dt]|kennwort|mot de passe|contraseña|clave|senha|role|rolle|rôle|rol|papel)\s+(?:is|should be|ist|lautet|soll|est|es|é)\s+(?=\S)/giu;

/** What people say when they want something, as the order that it is: "I need a dashboard" as "create a dashboard". */
export const asOrder = (request: string): string =>
  withoutClitics(setAside(request.replaceAll(/[‘’ʼ]/g, "'")).words)
    .replace(VALUE_IS, '$1$2 ')
    .split(/((?<=[.!?;…])\s+|\n+)/u)
    .map(imperativeOf)
    .join('');
