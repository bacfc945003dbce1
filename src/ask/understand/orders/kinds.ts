/** Kinds of things that writes are about, and how six languages call them. The longest names come first. */
const NOUNS: ReadonlyArray<readonly [kind: string, nouns: string]> = [
  [
    'service_account',
    'service accounts?|dienstkont\\w+|comptes? de service|cuentas? de servicio|contas? de serviço|服务账[号户]',
  ],
  [
    'view',
    'saved (?:views?|search(?:es)?|quer(?:y|ies))|views?|bookmarks?|gespeicherte\\w* ansicht\\w*|vues?|vistas?|visualizaç\\w+|视图',
  ],
  ['job', '(?:search|background) jobs?|background search(?:es)?|suchauftr\\w+|搜索任务'],
  ['backfill', 'backfills?(?: jobs?)?'],
  [
    'alert',
    'alerts?|alrets?|alarms?|alarm\\w*|monitors?|rules?|detectors?|thresholds?|warnung\\w*|schwell(?:e|en|wert\\w*)|alertes?|seuils?|alertas?|umbral(?:es)?|limiar(?:es)?|告警|警报|报警|阈值',
  ],
  [
    'destination',
    'destinations?|webhooks?|channels?|endpoints?|receivers?|zielen?|ziele|kan[aä]l\\w*|目的地|通知渠道',
  ],
  ['template', 'templates?|vorlagen?|modèles?|plantillas?|modelos?|模板'],
  ['incident', 'incidents?|outages?|vorf[aä]ll\\w*|incidentes?|事件'],
  [
    'panel',
    'panels?|charts?|graphs?|widgets?|tiles?|gauges?|plots?|diagramm\\w*|kacheln?|graphiques?|gráficos?|图表|面板',
  ],
  [
    'dashboard',
    'dashboards?|dashbords?|boards?|cockpits?|tableaux? de bord|tableros?|pain[eé]is|painel|panel(?:es)?|仪表[盘板]',
  ],
  ['annotation', 'annotations?|markers?|marks?|notes?|anmerkung\\w*|anotaci\\w+|anotaç\\w+|注释|标注'],
  ['folder', 'folders?|foldr|directory|directories|ordner\\w*|dossiers?|carpetas?|pastas?|文件夹'],
  [
    'report',
    'reports?|digests?|newsletters?|mailings?|berichte?\\w*|rapports?|informes?|reportes?|relatórios?|报告|报表',
  ],
  ['function', 'functions?|vrl|scripts?|transforms?|funktion\\w*|fonctions?|funci\\w+|funç\\w+|函数'],
  ['enrichment', '(?:enrichment|lookup) tables?|csv|anreicherungs\\w+|富化表'],
  ['pipeline', 'pipelines?|piplines?|flows?|tuber[ií]as?|管道|流水线'],
  ['key', 'key(?!s)|kv|key-value|schlüssel|clés?|claves?|chaves?|键'],
  [
    'organization',
    'organi[sz]ations?|orgs?|tenants?|workspaces?|organisation\\w*|organizaci\\w+|organizaç\\w+|组织',
  ],
  [
    'setting',
    'settings?|preferences?|einstellung\\w*|paramètres?|ajustes?|configuraci\\w+|configuraç\\w+|设置',
  ],
  [
    'user',
    'users?|members?|colleagues?|accounts?|logins?|benutzer\\w*|nutzer\\w*|utilisateurs?|usuari[oa]s?|usuári[oa]s?|用户',
  ],
  ['role', 'roles?|permissions?|rollen?|rôles?|roles|papéis|角色'],
  ['group', 'groups?|usergroups?|gruppen?|groupes?|grupos?|组'],
  ['dedup', 'dedup\\w*|fingerprints?|去重'],
  [
    'stream',
    'streams?|strems?|strem|tables?|index|indices|indexes|datasets?|data sources?|datenstr[oö]m\\w*|flux|flujos?|fluxos?|数据流|流',
  ],
];

/** What is sent again and again is a report, whatever it is called: "mail me the dashboard every Monday". */
const SENT_REGULARLY = [
  '(?:',
  '(?:every|each) (?:morning|evening|day|week|month|quarter|weekday|\\w+day)|daily|weekly|monthly|quarterly',
  '|jede[nrsm]? (?:morgen|abend|tag|woche|monat|\\w+tag|mittwoch)|täglich|wöchentlich|monatlich',
  '|(?:chaque|tous les|toutes les) (?:matins?|jours?|semaines?|mois|\\w+dis?)|quotidien\\w*|hebdomadaire\\w*|mensuel\\w*',
  '|(?:cada|todos os|todas as|todos los|todas las) (?:mañanas?|días?|dias?|semanas?|mes(?:es)?|lunes|martes|miércoles|jueves|viernes|sábados?|domingos?|\\w+-feiras?|manhãs?)',
  '|diari[oa]\\w*|diariamente|semanal\\w*|mensual\\w*|mensal\\w*|每[天日周月]|每个?星期)',
  // What is sent is looked for last, and so not from every character.
  '(?<=(?:send|e-?mail|mail|schick|verschick|envoi|envoy|enví|envi|mand|发送|发给).*)',
].join('');

const WORD_END = '(?![\\p{L}\\p{N}_-])';
const formOf = (nouns: string, flags: string) =>
  new RegExp(`(?<![\\p{Script=Latin}\\p{N}_-])(?:${nouns})(?:${WORD_END}|(?<=\\p{Script=Han}))`, flags);
const KINDS = [...NOUNS, ['report', SENT_REGULARLY] as const];
const FORMS = KINDS.map(([kind, nouns]) => [kind, formOf(nouns, 'iuy')] as const);
/** Any of them, at once: most places of a sentence have none. */
const ANY = formOf(KINDS.map(([, nouns]) => nouns).join('|'), 'giu');

/** A noun of ours in words, from `start` to before `end`. */
interface Noun {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** The kinds that words name, in order, each noun once. */
export function nounsIn(words: string): Noun[] {
  const places: number[] = [];
  ANY.lastIndex = 0;
  for (let match = ANY.exec(words); match; match = ANY.exec(words)) {
    places.push(match.index);
    // What begins within it may be a noun of another kind.
    ANY.lastIndex = match.index + 1;
  }
  const found: Noun[] = [];
  for (const [kind, form] of FORMS) {
    let from = 0;
    for (const start of places) {
      if (start < from) continue;
      form.lastIndex = start;
      const match = form.exec(words);
      if (!match) continue;
      const end = start + match[0].length;
      from = end;
      if (!found.some((noun) => start < noun.end && end > noun.start)) found.push({ kind, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Where the object of a verb ends: "the alert" in "the alert of the stream". */
export const AFTER_OBJECT =
  /\s(?:from|in|on|of|to|into|for|at|with|aus|von|vom|im|in|auf|für|de|du|des|dans|pour|del|para|en|da|do|na|no|em)\s/iu;

/** Of what is taken away "to" ends nothing: it is a part of a name, as in "delete the payments to archive pipeline". */
const AFTER_TAKEN = new RegExp(AFTER_OBJECT.source.replace('to|into|', ''), 'iu');

/** The last of several nouns in a row, as in "alert destination". */
function headOf(words: string, after: RegExp): string | null {
  const text = words.replace(/\brid of\b/i, 'rid');
  const end = after.exec(text)?.index ?? text.length;
  const [first, ...others] = nounsIn(text).filter(({ start }) => start < end);
  if (!first) return null;
  let head = first;
  for (const noun of others) {
    if (!/^[\s-]*$/.test(text.slice(head.end, noun.start))) break;
    head = noun;
  }
  return head.kind;
}

/** What a verb is about: the kind of each thing that it names before a preposition. `isTaken`: it takes that away. */
export function headKinds(words: string, isTaken = false): string[] {
  const after = isTaken ? AFTER_TAKEN : AFTER_OBJECT;
  return words.split(/,|\s(?:and|or|und|oder|et|ou|y|e)\s/iu).flatMap((part) => headOf(part, after) ?? []);
}
