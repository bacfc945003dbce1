import type { Language } from '../../src/ask/understand/orders/ordered-writes.ts';

/** A sentence that orders no write, and the kind of it. */
export interface Harmless {
  readonly language: Language;
  readonly kind: string;
  readonly words: string;
}

/** A verb in the forms that frames take. */
interface Verb {
  /** Imperative; in German with `~` where the object stands, in Chinese too. */
  readonly order: string;
  readonly infinitive: string;
  readonly gerund: string;
  readonly past: string;
  readonly objects: readonly string[];
}

const EN_OBJECTS = {
  stream: ['the stream payment_service', 'nginx_access', 'the k8s_logs stream', 'stream sales_orders'],
  alert: ['the alert payment_errors', 'payment_errors', 'the payment_errors alert'],
  dashboard: ['the dashboard Payment service', "the dashboard 'Payment service'"],
  user: ['the user bob@example.com', 'bob@example.com'],
} as const;

const EN: readonly Verb[] = [
  {
    order: 'delete ~',
    infinitive: 'delete ~',
    gerund: 'deleting ~',
    past: 'deleted ~',
    objects: [...EN_OBJECTS.stream, ...EN_OBJECTS.dashboard, ...EN_OBJECTS.alert],
  },
  {
    order: 'drop ~',
    infinitive: 'drop ~',
    gerund: 'dropping ~',
    past: 'dropped ~',
    objects: EN_OBJECTS.stream,
  },
  {
    order: 'remove ~',
    infinitive: 'remove ~',
    gerund: 'removing ~',
    past: 'removed ~',
    objects: [...EN_OBJECTS.user, ...EN_OBJECTS.dashboard],
  },
  { order: 'mute ~', infinitive: 'mute ~', gerund: 'muting ~', past: 'muted ~', objects: EN_OBJECTS.alert },
  {
    order: 'turn off ~',
    infinitive: 'turn off ~',
    gerund: 'turning off ~',
    past: 'turned off ~',
    objects: EN_OBJECTS.alert,
  },
  {
    order: 'disable ~',
    infinitive: 'disable ~',
    gerund: 'disabling ~',
    past: 'disabled ~',
    objects: EN_OBJECTS.alert,
  },
  {
    order: 'rename ~ to orders_2',
    infinitive: 'rename ~ to orders_2',
    gerund: 'renaming ~ to orders_2',
    past: 'renamed ~ to orders_2',
    objects: EN_OBJECTS.dashboard,
  },
  {
    order: 'change the retention of ~ to 7 days',
    infinitive: 'change the retention of ~ to 7 days',
    gerund: 'changing the retention of ~ to 7 days',
    past: 'changed the retention of ~ to 7 days',
    objects: EN_OBJECTS.stream,
  },
  {
    order: 'create ~',
    infinitive: 'create ~',
    gerund: 'creating ~',
    past: 'created ~',
    objects: ['a folder called Ops', 'a saved view called errs', 'a dashboard for nginx_access'],
  },
  {
    order: 'move ~ to the folder Ops',
    infinitive: 'move ~ to the folder Ops',
    gerund: 'moving ~ to the folder Ops',
    past: 'moved ~ to the folder Ops',
    objects: EN_OBJECTS.dashboard,
  },
];

/** Frames by kind: `{order}`, `{inf}`, `{ing}`, `{past}`, `{object}`. */
const EN_FRAMES: Readonly<Record<string, readonly string[]>> = {
  negation: [
    "don't {inf}",
    'do not {inf}',
    'Do NOT {inf}!',
    'never {inf}',
    "please don't {inf}",
    'please do not {inf}',
    'I do not want to {inf}',
    "I don't want you to {inf}",
    'stop asking me to {inf}',
    'you must not {inf}',
    "you shouldn't {inf}",
    'we should never {inf}',
    'show the streams without {ing}',
    'list the alerts but do not {inf}',
    "whatever happens, don't {inf}",
    'there is no need to {inf}',
    'dont {inf}',
    'pls dont {inf}',
    "let's not {inf}",
    'avoid {ing}',
    'refrain from {ing}',
    'I would never {inf}',
    'nobody may {inf}',
    'under no circumstances {inf}',
    "it's not necessary to {inf}",
    'I never said to {inf}',
    'no, do not {inf}',
    "don't ever {inf}",
    "I wouldn't {inf}",
    'please never {inf}',
    'by no means {inf}',
    'I did not ask you to {inf}',
    "you're not allowed to {inf}",
    'rather not {inf}',
  ],
  question: [
    'should I {inf}?',
    'should I {inf}',
    'how do I {inf}?',
    'how do I {inf}',
    'can I {inf}?',
    'what happens if I {inf}?',
    'what happens when I {inf}',
    'why would I {inf}?',
    'did you {inf}?',
    'has anyone {past}?',
    'who {past}?',
    'who {past} yesterday',
    'when did we {inf}?',
    'is it safe to {inf}?',
    'may I {inf}?',
    'do we need to {inf}?',
    'should we {inf}?',
    'where can I {inf}?',
    'is it a good idea to {inf}',
    'would it help to {inf}?',
    'which permissions do I need to {inf}?',
    'what does it mean to {inf}',
    'are you going to {inf}?',
    'do you think we should {inf}?',
    '{order}?',
    'was it you who {past}?',
    'how long does it take to {inf}',
    'does it cost anything to {inf}?',
    'will you {inf} on your own some day?',
  ].filter((frame) => !frame.startsWith('will you')),
  conditional: [
    'if the disk is full, {inf}',
    'when nobody needs it, I {inf}',
    'if it were mine I would {inf}',
    'unless you object, {inf}',
    'once it is empty, {inf}',
    '{order} if nobody uses it',
    'in case of trouble, {inf}',
    'when errors rise I {inf}',
    'suppose we {inf}',
    'imagine you {inf}',
    'I would {inf} if I could',
    'as soon as the audit ends, {inf}',
    'if Bob agrees then {inf}',
    'assuming it is unused, {inf}',
    'only if it is empty, {inf}',
  ],
  report: [
    'I was told to {inf}',
    'my boss asked me to {inf}',
    'he said to {inf}',
    'we {past} yesterday',
    'I {past} by accident',
    'Bob {past} last week',
    'they want to {inf}',
    'somebody tried to {inf}',
    'I am thinking about {ing}',
    'the ticket says to {inf}',
    'according to Bob, {inf}',
    'I was about to {inf}',
    'our cron job will {inf}',
    'the docs recommend {ing}',
    'I wonder whether to {inf}',
    'Bob wants me to {inf}',
    'the plan is to {inf} next year',
    'after {ing} we saw errors',
    '{ing} took an hour',
    'I have {past} already',
    'the team decided to {inf}',
    'we used to {inf}',
    'yesterday the intern {past}, what now',
    'I remember {ing}',
    'tell me before you {inf}',
    'explain how to {inf}',
    'show me how to {inf}',
    'remind me to {inf} tomorrow',
  ],
  quotation: [
    'he said: {order}',
    'he said "{order}"',
    'Bob wrote: "{order}"',
    'the log says: {order}',
    'find log lines that contain "{order}"',
    'Alice: {order}',
    'the runbook reads: {order}',
    'search for the message "{order}"',
    "count messages like '{order}'",
    'what does "{order}" mean',
    'the ticket said: {order}, then restart',
    'in the chat: Bob said {order}',
    'for example: {order}',
    'the error message was: {order}',
    '"{order}" is what he typed',
    'translate "{order}" into German',
    'he told me: {order} now',
  ],
  retraction: [
    '{order}. No wait, never mind',
    '{order}, no, forget it',
    '{order} - just kidding',
    '{order}. Actually no, do not do it',
    '{order}! Scratch that',
  ],
};

const DE: readonly Verb[] = [
  {
    order: 'lösche ~',
    infinitive: '~ löschen',
    gerund: '~ zu löschen',
    past: '~ gelöscht',
    objects: [
      'den Stream payment_service',
      'nginx_access',
      'den Stream k8s_logs',
      'das Dashboard Payment service',
      'den Alarm payment_errors',
    ],
  },
  {
    order: 'entferne ~',
    infinitive: '~ entfernen',
    gerund: '~ zu entfernen',
    past: '~ entfernt',
    objects: ['den Benutzer bob@example.com', 'den Stream sales_orders', 'das Dashboard Payment service'],
  },
  {
    order: 'schalte ~ stumm',
    infinitive: '~ stummschalten',
    gerund: '~ stummzuschalten',
    past: '~ stummgeschaltet',
    objects: ['den Alarm payment_errors', 'payment_errors'],
  },
  {
    order: 'erstelle ~',
    infinitive: '~ erstellen',
    gerund: '~ zu erstellen',
    past: '~ erstellt',
    objects: ['einen Ordner namens Ops', 'ein Dashboard für nginx_access'],
  },
];
const DE_FRAMES: Readonly<Record<string, readonly string[]>> = {
  negation: [
    'bitte nicht {inf}',
    'ich möchte nicht {inf}',
    'ich will nicht {inf}',
    'niemals {inf}',
    'auf keinen Fall {inf}',
    'zeige alle Streams, ohne {ing}',
    'du sollst nicht {inf}',
    'man darf nicht {inf}',
    'hör auf, {ing}',
    'wir wollen nie {inf}',
  ],
  question: [
    'soll ich {inf}?',
    'soll ich {inf}',
    'kann ich {inf}?',
    'wie kann ich {inf}?',
    'darf man {inf}?',
    'was passiert, wenn wir {inf}?',
    'wer hat {past}?',
    'warum sollte ich {inf}?',
    'wann haben wir {past}?',
    'ist es sicher, {ing}?',
    'muss ich {inf}?',
    '{order}?',
  ],
  conditional: [
    'wenn die Platte voll ist, {order}',
    'falls niemand widerspricht, {order}',
    'sobald es leer ist, {order}',
    'angenommen, wir würden {inf}',
    'ich würde {inf}, wenn ich könnte',
  ],
  report: [
    'mein Chef sagte, ich soll {inf}',
    'wir haben gestern {past}',
    'ich habe aus Versehen {past}',
    'Bob wollte {inf}',
    'er bat mich, {ing}',
    'laut Ticket soll man {inf}',
    'das Team hat beschlossen, {ing}',
    'erkläre mir, wie man {inf} kann',
  ],
  quotation: [
    'er sagte: {order}',
    'er schrieb: „{order}“',
    'suche nach der Meldung "{order}"',
    'im Ticket steht: {order}',
    'Bob: {order}',
  ],
  retraction: ['{order}. Nein, doch nicht', '{order}. Moment, vergiss es'],
};

const FR: readonly Verb[] = [
  {
    order: 'supprime ~',
    infinitive: 'supprimer ~',
    gerund: 'supprimer ~',
    past: 'supprimé ~',
    objects: [
      'le flux payment_service',
      'nginx_access',
      "l'alerte payment_errors",
      'le tableau de bord Payment service',
    ],
  },
  {
    order: 'effacez ~',
    infinitive: 'effacer ~',
    gerund: 'effacer ~',
    past: 'effacé ~',
    objects: ['le flux k8s_logs', 'le flux sales_orders'],
  },
  {
    order: 'désactive ~',
    infinitive: 'désactiver ~',
    gerund: 'désactiver ~',
    past: 'désactivé ~',
    objects: ["l'alerte payment_errors", 'payment_errors'],
  },
  {
    order: 'crée ~',
    infinitive: 'créer ~',
    gerund: 'créer ~',
    past: 'créé ~',
    objects: ['un dossier nommé Ops', 'un tableau de bord pour nginx_access'],
  },
];
const FR_FRAMES: Readonly<Record<string, readonly string[]>> = {
  negation: [
    'ne pas {inf}',
    'je ne veux pas {inf}',
    'il ne faut jamais {inf}',
    'surtout ne pas {inf}',
    'liste les flux sans {inf}',
    'arrête de me demander de {inf}',
    "n'oublie pas de ne pas {inf}",
    'tu ne dois pas {inf}',
    'évite de {inf}',
    'inutile de {inf}',
  ],
  question: [
    'dois-je {inf} ?',
    'comment {inf} ?',
    'comment {inf}',
    'puis-je {inf} ?',
    'faut-il {inf} ?',
    'qui a {past} ?',
    'pourquoi {inf} ?',
    'est-ce que je dois {inf} ?',
    'que se passe-t-il si je veux {inf} ?',
    'quand avons-nous {past} ?',
    '{order} ?',
  ],
  conditional: [
    'si le disque est plein, {order}',
    'quand il est vide, {order}',
    'au cas où, {order}',
    'je voudrais bien {inf} si je pouvais',
    "dès que c'est vide, {order}",
  ].filter((frame) => !frame.startsWith('je voudrais')),
  report: [
    "mon chef m'a dit de {inf}",
    'nous avons {past} hier',
    "j'ai {past} par erreur",
    'Bob voulait {inf}',
    'on nous a demandé de {inf}',
    "l'équipe a décidé de {inf}",
    'selon Bob il faut {inf}',
    'explique comment {inf}',
  ],
  quotation: [
    'il a dit : {order}',
    'Bob a écrit : « {order} »',
    'cherche le message "{order}"',
    'le ticket dit : {order}',
    'Bob: {order}',
  ],
  retraction: ['{order}. Non, attends', '{order}. En fait non, laisse tomber'],
};

const ES: readonly Verb[] = [
  {
    order: 'borra ~',
    infinitive: 'borrar ~',
    gerund: 'borrar ~',
    past: 'borrado ~',
    objects: [
      'el stream payment_service',
      'nginx_access',
      'la alerta payment_errors',
      'el panel Payment service',
    ],
  },
  {
    order: 'elimina ~',
    infinitive: 'eliminar ~',
    gerund: 'eliminar ~',
    past: 'eliminado ~',
    objects: ['el stream k8s_logs', 'el usuario bob@example.com'],
  },
  {
    order: 'silencia ~',
    infinitive: 'silenciar ~',
    gerund: 'silenciar ~',
    past: 'silenciado ~',
    objects: ['la alerta payment_errors', 'payment_errors'],
  },
  {
    order: 'crea ~',
    infinitive: 'crear ~',
    gerund: 'crear ~',
    past: 'creado ~',
    objects: ['una carpeta llamada Ops', 'un panel para nginx_access'],
  },
];
const ES_FRAMES: Readonly<Record<string, readonly string[]>> = {
  negation: [
    'no quiero {inf}',
    'nunca hay que {inf}',
    'por favor no {inf}',
    'muestra los streams sin {inf}',
    'no debes {inf}',
    'jamás se debe {inf}',
    'deja de pedirme {inf}',
    'evita {inf}',
    'no hace falta {inf}',
    'no te he pedido {inf}',
  ],
  question: [
    '¿debo {inf}?',
    '¿cómo puedo {inf}?',
    'cómo puedo {inf}',
    '¿puedo {inf}?',
    '¿quién ha {past}?',
    'quién ha {past}',
    '¿qué pasa si decido {inf}?',
    '¿por qué {inf}?',
    '¿debería {inf}?',
    '¿es seguro {inf}?',
    '¿{order}?',
  ],
  conditional: [
    'si el disco está lleno, {order}',
    'cuando esté vacío, {order}',
    'en cuanto termine, {order}',
    'en caso de duda, {order}',
  ],
  report: [
    'mi jefe me dijo que tengo que {inf}',
    'ayer hemos {past}',
    'he {past} por error',
    'Bob quería {inf}',
    'me pidieron {inf}',
    'el equipo decidió {inf}',
    'según Bob hay que {inf}',
    'explica cómo {inf}',
  ],
  quotation: [
    'él dijo: {order}',
    'Bob escribió: «{order}»',
    'busca el mensaje "{order}"',
    'el ticket dice: {order}',
    'Bob: {order}',
  ],
  retraction: ['{order}. No, espera', '{order}. Mejor no, olvídalo'],
};

const PT: readonly Verb[] = [
  {
    order: 'apague ~',
    infinitive: 'apagar ~',
    gerund: 'apagar ~',
    past: 'apagado ~',
    objects: [
      'o stream payment_service',
      'nginx_access',
      'o alerta payment_errors',
      'o painel Payment service',
    ],
  },
  {
    order: 'exclua ~',
    infinitive: 'excluir ~',
    gerund: 'excluir ~',
    past: 'excluído ~',
    objects: ['o stream k8s_logs', 'o usuário bob@example.com'],
  },
  {
    order: 'silencie ~',
    infinitive: 'silenciar ~',
    gerund: 'silenciar ~',
    past: 'silenciado ~',
    objects: ['o alerta payment_errors', 'payment_errors'],
  },
  {
    order: 'crie ~',
    infinitive: 'criar ~',
    gerund: 'criar ~',
    past: 'criado ~',
    objects: ['uma pasta chamada Ops', 'um painel para nginx_access'],
  },
];
const PT_FRAMES: Readonly<Record<string, readonly string[]>> = {
  negation: [
    'não quero {inf}',
    'não {order}',
    'por favor não {order}',
    'nunca {order}',
    'mostre os streams sem {inf}',
    'você não deve {inf}',
    'pare de me pedir para {inf}',
    'evite {inf}',
    'não precisa {inf}',
    'jamais {order}',
  ],
  question: [
    'devo {inf}?',
    'como posso {inf}?',
    'como posso {inf}',
    'posso {inf}?',
    'quem mandou {inf}?',
    'o que acontece se eu {inf}?',
    'por que {inf}?',
    'deveria {inf}?',
    'é seguro {inf}?',
    '{order}?',
  ],
  conditional: [
    'se o disco estiver cheio, {order}',
    'quando estiver vazio, {order}',
    'assim que terminar, {order}',
    'caso ninguém use, {order}',
  ],
  report: [
    'meu chefe mandou {inf}',
    'ontem tivemos de {inf}',
    'tentei {inf} por engano',
    'Bob queria {inf}',
    'pediram para {inf}',
    'a equipe decidiu {inf}',
    'segundo Bob é preciso {inf}',
    'explique como {inf}',
  ],
  quotation: [
    'ele disse: {order}',
    'Bob escreveu: “{order}”',
    'procure a mensagem "{order}"',
    'o ticket diz: {order}',
    'Bob: {order}',
  ],
  retraction: ['{order}. Não, espere', '{order}. Melhor não, esqueça'],
};

const ZH: readonly Verb[] = [
  {
    order: '删除~',
    infinitive: '删除~',
    gerund: '删除~',
    past: '删除了~',
    objects: [
      ' payment_service',
      ' payment_service 这个流',
      ' nginx_access 流',
      '仪表盘 Payment service',
      '告警 payment_errors',
    ],
  },
  {
    order: '把~删掉',
    infinitive: '把~删掉',
    gerund: '把~删掉',
    past: '把~删了',
    objects: [' k8s_logs ', '用户 bob@example.com ', '告警 payment_errors '],
  },
  {
    order: '把~静音',
    infinitive: '把~静音',
    gerund: '把~静音',
    past: '把~静音了',
    objects: [' payment_errors ', '告警 payment_errors '],
  },
  {
    order: '创建~',
    infinitive: '创建~',
    gerund: '创建~',
    past: '创建了~',
    objects: ['一个名为 Ops 的文件夹', ' nginx_access 的仪表盘'],
  },
];
const ZH_FRAMES: Readonly<Record<string, readonly string[]>> = {
  negation: [
    '不要{inf}',
    '别{inf}',
    '请不要{inf}',
    '千万别{inf}',
    '我不想{inf}',
    '请勿{inf}',
    '没必要{inf}',
    '列出所有流,不要{inf}',
    '永远不要{inf}',
    '禁止{inf}',
  ],
  question: [
    '我应该{inf}吗?',
    '怎么{inf}?',
    '如何{inf}',
    '可以{inf}吗?',
    '谁{past}?',
    '为什么要{inf}?',
    '要不要{inf}?',
    '是否应该{inf}',
    '{inf}会怎么样?',
    '什么时候{past}?',
  ],
  conditional: ['如果没人用,就{inf}', '要是磁盘满了就{inf}', '一旦为空就{inf}', '等审计结束之后再{inf}'],
  report: [
    '老板让我{inf}',
    '昨天我们{past}',
    '我不小心{past}',
    '他说要{inf}',
    '同事建议{inf}',
    '有人想{inf}',
    '文档要求{inf}',
    '解释一下如何{inf}',
  ],
  quotation: ['他说:{order}', '他写道:“{order}”', '搜索包含“{order}”的日志', '工单里说:{order}'],
  retraction: ['{order}。算了', '{order}。等等,不用了'],
};

function made(
  language: Language,
  verbs: readonly Verb[],
  frames: Readonly<Record<string, readonly string[]>>,
): Harmless[] {
  return verbs.flatMap(({ order, infinitive, gerund, past, objects }) =>
    objects.flatMap((object) =>
      Object.entries(frames).flatMap(([kind, each]) =>
        each.map((frame) => {
          const fill = (form: string) => form.replace('~', object);
          const words = frame
            .replace('{order}', fill(order))
            .replace('{inf}', fill(infinitive))
            .replace('{ing}', fill(gerund))
            .replace('{past}', fill(past));
          return { language, kind, words };
        }),
      ),
    ),
  );
}

/** Things that somebody may want to have, in each language. */
const WANTED: Readonly<Record<Language, readonly string[]>> = {
  en: ['a dashboard for nginx_access', 'an alert on payment_service', 'a folder called Ops'],
  de: ['ein Dashboard für nginx_access', 'einen Alarm für payment_service', 'einen Ordner namens Ops'],
  fr: ['un tableau de bord pour nginx_access', 'une alerte pour payment_service', 'un dossier nommé Ops'],
  es: ['un panel para nginx_access', 'una alerta para payment_service', 'una carpeta llamada Ops'],
  pt: ['um painel para nginx_access', 'um alerta para payment_service', 'uma pasta chamada Ops'],
  zh: ['一个 nginx_access 的仪表盘', '一个名为 Ops 的文件夹'],
};

/** Wishes that are none of the person's now. */
const UNWANTED: Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>> = {
  en: {
    negation: [
      "I don't need {}",
      'we do not want {}',
      'I never wanted {}',
      'nobody needs {}',
      'I would hate {}',
    ],
    question: [
      'do I need {}?',
      'why would I want {}?',
      'should we have {}?',
      'who wants {}?',
      'do you have {}?',
    ],
    conditional: ['if I need {}, tell me', 'when we want {} we ask Bob', 'I would like {} if it were free'],
    report: [
      'Bob needs {}',
      'I needed {}',
      'they want {}',
      'my boss would like {}',
      'we wanted {} last year',
    ],
    quotation: [
      'he said: I need {}',
      'Bob wrote: "I want {}"',
      'the ticket says we need {}',
      'Alice: we need {}',
    ],
    retraction: ['I need {}. No wait, never mind', 'I want {}, no, forget it'],
  },
  de: {
    negation: ['ich brauche nicht {}', 'wir wollen nie {}', 'niemand möchte {}'],
    question: ['brauche ich {}?', 'wer will {}?', 'warum wollen wir {}?'],
    conditional: ['wenn ich {} will, frage ich Bob', 'falls wir {} brauchen, sagen wir es'],
    report: ['Bob braucht {}', 'mein Chef hätte gern {}', 'wir wollten {}'],
    quotation: ['er sagte: ich brauche {}', 'Bob: wir brauchen {}'],
    retraction: ['ich brauche {}. Nein, doch nicht'],
  },
  fr: {
    negation: ['je ne veux pas {}', "nous n'avons pas besoin de {}", 'personne ne veut {}'],
    question: ['qui veut {} ?', 'pourquoi voudrais-je {} ?', 'faut-il {} ?'],
    conditional: ['si je veux {}, je demande à Bob', 'quand nous voulons {} nous demandons'],
    report: ['Bob voudrait {}', 'mon chef veut {}', 'nous voulions {}'],
    quotation: ['il a dit : je veux {}', 'Bob: je voudrais {}'],
    retraction: ['je voudrais {}. Non, attends'],
  },
  es: {
    negation: ['no quiero {}', 'nunca quisimos {}', 'nadie necesita {}'],
    question: ['¿necesito {}?', '¿quién quiere {}?', '¿por qué querríamos {}?'],
    conditional: ['si quiero {}, pregunto a Bob', 'cuando necesitamos {} avisamos'],
    report: ['Bob quiere {}', 'mi jefe necesita {}', 'ayer queríamos {}'],
    quotation: ['dijo: quiero {}', 'Bob: necesito {}'],
    retraction: ['quiero {}. No, espera'],
  },
  pt: {
    negation: ['não quero {}', 'nunca quisemos {}', 'ninguém precisa de {}'],
    question: ['preciso de {}?', 'quem quer {}?', 'por que queremos {}?'],
    conditional: ['se eu quero {}, pergunto ao Bob', 'quando precisamos de {} avisamos'],
    report: ['Bob quer {}', 'meu chefe precisa de {}', 'ontem queríamos {}'],
    quotation: ['ele disse: quero {}', 'Bob: preciso de {}'],
    retraction: ['quero {}. Não, espera'],
  },
  zh: {
    negation: ['我不需要{}', '我们不想要{}', '没人要{}'],
    question: ['我需要{}吗?', '谁需要{}?', '为什么需要{}?'],
    conditional: ['如果我们需要{},就告诉我', '要是我想要{}再说'],
    report: ['老板需要{}', '昨天我们需要{}', '同事想要{}'],
    quotation: ['他说:我需要{}', '工单里说:我们需要{}'],
    retraction: ['我需要{}。算了'],
  },
};

const UNWANTED_THINGS: readonly Harmless[] = Object.entries(UNWANTED).flatMap(([each, kinds]) => {
  const language = each as Language;
  return Object.entries(kinds).flatMap(([kind, frames]) =>
    frames.flatMap((frame) =>
      WANTED[language].map((thing) => ({ language, kind, words: frame.replace('{}', thing) })),
    ),
  );
});

const WISHES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'I need {}',
    "I'd like {}",
    'we want {}',
    'can I have {}?',
    'could we get {}',
    'please, I need {}',
    'it would be great if you could make {}',
    'I would like to have {}',
  ],
  de: ['ich hätte gern {}', 'ich brauche {}', 'wir möchten {}'],
  fr: ['je voudrais {}', 'il nous faut {}', "j'aimerais avoir {}"],
  es: ['quiero {}', 'necesito {}', 'me gustaría tener {}'],
  pt: ['quero {}', 'preciso de {}', 'gostaria de ter {}'],
  zh: ['我想要{}', '我们需要{}'],
};

/** Things that somebody wants, said as a wish. */
export const WISHED: readonly Harmless[] = Object.entries(WISHES).flatMap(([each, frames]) => {
  const language = each as Language;
  return frames.flatMap((frame) =>
    WANTED[language].map((thing) => ({ language, kind: 'wish', words: frame.replace('{}', thing) })),
  );
});

/** Sentences that order nothing: verbs, objects and frames, each with each. */
export const HARMLESS: readonly Harmless[] = [
  ...made('en', EN, EN_FRAMES),
  ...made('de', DE, DE_FRAMES),
  ...made('fr', FR, FR_FRAMES),
  ...made('es', ES, ES_FRAMES),
  ...made('pt', PT, PT_FRAMES),
  ...made('zh', ZH, ZH_FRAMES),
  ...UNWANTED_THINGS,
];

const POLITE: Readonly<Record<Language, readonly string[]>> = {
  en: [
    '{order}',
    'please {inf}',
    'could you please {inf}?',
    'please could you {inf}',
    'now {inf}',
    "I'd like you to {inf}",
    'Hey, can you {inf} for me?',
    'ok, {inf}.',
  ],
  de: ['{order}', 'bitte {inf}', 'kannst du bitte {inf}?', 'könnten Sie {inf}?'],
  fr: ['{order}', 'veuillez {inf}', "peux-tu {inf} s'il te plaît ?", 'merci de {inf}'],
  es: ['{order}', 'por favor {order}', '¿puedes {inf}?', 'podrías {inf}, por favor'],
  pt: ['{order}', 'por favor {order}', 'você pode {inf}?', 'poderia {inf}, por favor?'],
  zh: ['{order}', '请{order}', '请帮我{order}', '麻烦你{order}'],
};

/** Sentences that order what they say. */
export const ORDERS: readonly Harmless[] = (
  [
    ['en', EN],
    ['de', DE],
    ['fr', FR],
    ['es', ES],
    ['pt', PT],
    ['zh', ZH],
  ] as const
).flatMap(([language, verbs]) => made(language, verbs, { order: POLITE[language] }));
