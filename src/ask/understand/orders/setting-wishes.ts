import { ENGLISH_COUNT } from '../../language/lexicon/number-words.ts';

/** What stands for itself as a name: with a sign or a digit in it, or in quotes. */
const NAME = `(?:"[^"]+"|'[^']+'|[\\p{L}][\\p{L}\\p{N}]*(?:[_.-][\\p{L}\\p{N}]+)+|[\\p{L}]+\\d[\\p{L}\\p{N}]*)`;
const AND = '(?:\\s*,\\s*(?:and\\s+|und\\s+)?|\\s+(?:and|und|et|y|e)\\s+|\\s*[和、]\\s*)';
const NAMES = `(?<names>${NAME}(?:${AND}${NAME})*)`;
const COUNT = `(?<count>\\d+|${ENGLISH_COUNT})`;
const OPENER =
  "(?:(?:ok(?:ay)?|please|pls|bitte|por favor|also|now|and|(?:can|could) you|请|s'il (?:te|vous) plaît)[\\s,]*)*";
const CLOSER = "(?:[\\s,]+(?:please|pls|bitte|por favor|from now on|s'il (?:te|vous) plaît))?[.!。]?$";

const UNITS: ReadonlyArray<readonly [unit: RegExp, english: string]> = [
  [/^(?:min|m$|分钟)/i, 'minutes'],
  [/^(?:d$|day|tag|jour|d[ií]a|天|日)/i, 'days'],
  [/^(?:w$|week|woch|semain|seman|周|星期)/i, 'weeks'],
  [/^(?:month|monat|mois|m[eê]s|个?月)/i, 'months'],
  [/^(?:y$|year|jahr|ans?$|ann[ée]e|año|ano|年)/i, 'years'],
  [/^(?:h$|hour|hr|stund|heure|hora|小时)/i, 'hours'],
];
const englishUnit = (unit: string) => UNITS.find(([form]) => form.test(unit))?.[1] ?? unit;

const DAYS =
  '(?<unit>days?|weeks?|months?|years?|d|w|tage?n?|wochen?|monate?n?|jahre?n?|jours?|semaines?|mois|ans?|d[ií]as?|semanas?|m[eê]s(?:es)?|años?|anos?|天|周|个?月|年)';
const TIMES = '(?<unit>minutes?|mins?|m|hours?|hrs?|h|minuten?|stunden?|heures?|minutos?|horas?|分钟|小时)';
const STREAMS = '(?:(?:log )?streams?|datenstr[oö]m\\p{L}*|flux|flujos?|fluxos?|数据流)';
const DATA =
  '(?:logs?|data|records?|events?|lines?|daten|einträge|données|journaux|datos|registros|dados|日志|数据)';
const OF = '(?:of|in|from|for|von|vom|aus|des|de|du|dos?|das?|del|的)';
const THE = '(?:the|our|my|all|die|den|das|der|les?|la|los|las|el|os|as|o|a)';
const WHAT = `(?:${THE}\\s+)?(?:${DATA}\\s+(?:${OF}\\s+)?)?(?:${THE}\\s+)?(?:${STREAMS}\\s+)?${NAMES}(?:\\s+(?:${STREAMS}|${DATA}))?`;
const whole = (source: string) => new RegExp(`^${OPENER}${source}${CLOSER}`, 'iu');

/** How long streams are to be kept. */
const KEPT: readonly RegExp[] = [
  whole(
    `(?:keep|retain|store|preserve|hold)\\s+${WHAT}\\s+(?:for\\s+|only\\s+|at\\s+)*${COUNT}\\s*-?${DAYS}(?:\\s+long)?`,
  ),
  whole(
    `${WHAT}\\s+(?:should|must|shall|has to|have to|needs? to|(?:is|are) to)\\s+be\\s+(?:kept|retained|stored|preserved)\\s+(?:for\\s+|only\\s+)*${COUNT}\\s*-?${DAYS}`,
  ),
  whole(
    `(?:bewahren?(?: sie)?|behalten?(?: sie)?|halten?(?: sie)?|speichern?(?: sie)?)\\s+${WHAT}\\s+(?:für\\s+|nur\\s+)*${COUNT}\\s+${DAYS}(?:\\s+lang)?(?:\\s+(?:auf|vor))?`,
  ),
  whole(
    `${WHAT}\\s+(?:soll|sollen|muss|müssen)\\s+(?:für\\s+|nur\\s+)*${COUNT}\\s+${DAYS}(?:\\s+lang)?\\s+(?:aufbewahrt|behalten|gespeichert|vorgehalten)\\s+werden`,
  ),
  whole(`(?:conserve|garde)[rz]?\\s+${WHAT}\\s+(?:pendant\\s+|durant\\s+|pour\\s+)?${COUNT}\\s+${DAYS}`),
  whole(
    `(?:conserv[ae]|guard[ae]|mant[ée]n|mantenga|ret[ée]n|retenga)\\s+${WHAT}\\s+(?:durante\\s+|por\\s+)?${COUNT}\\s+${DAYS}`,
  ),
  whole(`(?:mantenha|guarde|conserve|retenha)\\s+${WHAT}\\s+(?:durante\\s+|por\\s+)?${COUNT}\\s+${DAYS}`),
  whole(
    `(?:把|将)?\\s*(?:${STREAMS}\\s*)?${NAMES}\\s*(?:的)?(?:日志|数据)?\\s*(?:保留|保存)\\s*${COUNT}\\s*${DAYS}`,
  ),
  whole(`(?:保留|保存)\\s*(?:${STREAMS}\\s*)?${NAMES}\\s*(?:的)?(?:日志|数据)?\\s*${COUNT}\\s*${DAYS}`),
];

/** Several streams, each with its own length: "keep a for 90 days and b for 14 days". */
const KEEPS =
  '(?:keep|retain|store|preserve|hold|bewahren?(?: sie)?|behalten?(?: sie)?|speichern?(?: sie)?|(?:conserve|garde)[rz]?|conserv[ae]|guard[ae]|mant[ée]n|mantenga|ret[ée]n|retenga|mantenha|retenha)';
const FOR = '(?:for|only|at|für|nur|pendant|durant|pour|durante|por)';
const unnamed = (source: string) => source.replaceAll(/\(\?<\w+>/g, '(?:');
const KEPT_EACH = `${WHAT.replace(NAMES, `(?<name>${NAME})`)}\\s+(?:${FOR}\\s+)*${COUNT}\\s*-?${DAYS}(?:\\s+(?:lang|auf|long))*`;
const KEPT_SEVERAL = whole(`${KEEPS}\\s+${unnamed(KEPT_EACH)}(?:${AND}${unnamed(KEPT_EACH)})+`);
const EACH_KEPT = new RegExp(KEPT_EACH, 'giu');

/** Lengths that differ by stream; null where words state no such ones. */
function keptSeveral(sentence: string): string | null {
  if (!KEPT_SEVERAL.test(sentence)) return null;
  const parts = [...sentence.matchAll(EACH_KEPT)].map(
    ({ groups: { name = '', count = '', unit = '' } = {} }) => `${name} to ${count} ${englishUnit(unit)}`,
  );
  return `set the retention of ${parts.join(' and ')}`;
}

const ALERTS = '(?:alert|alarm|rule|warnung|alerte|alerta|告警|警报)';
const ALERT = `(?:${THE}\\s+|l')?(?:${ALERTS}\\s+${NAMES}|${NAMES.replace('names', 'named')}\\s+${ALERTS})`;
const HOW_OFTEN = `(?:once\\s+)?(?:every|each|alle|jede[rn]?|toutes les|chaque|cada|a cada|每(?:隔)?)\\s*(?:${COUNT}\\s*)?${TIMES}`;
/** How often alerts are to be checked. */
const CHECKED: readonly RegExp[] = [
  whole(
    `(?:check|run|evaluate|execute|test|(?:über)?prüfen?(?: sie)?|werten?(?: sie)?|führen?(?: sie)?|vérifie[rz]?|évalue[rz]?|exécute[rz]?|comprueba|revisa|evalúa|ejecuta|verifi(?:ca|que)|avali[ea]|execut[ea])\\s+${ALERT}\\s+${HOW_OFTEN}(?:\\s+aus)?`,
  ),
  whole(
    `${ALERT}\\s+(?:should|must|shall|has to|needs to)\\s+(?:be\\s+)?(?:checked|run|evaluated|check|evaluate)\\s+${HOW_OFTEN}`,
  ),
  whole(`每(?:隔)?\\s*${COUNT}\\s*${TIMES}\\s*(?:检查|运行|评估)(?:一次)?\\s*(?:${ALERTS}\\s*${NAMES})`),
];

const SCHEDULING =
  /^\W*(?:please\s+|bitte\s+)?(?:check|run|evaluate|execute|(?:über)?prüfe?n?|vérifie[rz]?|évalue[rz]?|comprueba|revisa|evalúa|verifique|avalie)\s.*\s(?:every|each|alle|jede|toutes les|chaque|cada|a cada)\s/iu;

/** Whether words may say how often something is checked, without its kind: "run payment_errors every 10 minutes". */
export const isScheduling = (sentence: string): boolean => SCHEDULING.test(sentence);

/** A wish to set how long streams are kept, or how often an alert is checked, as the order that it is; null for others. */
export function asSetting(sentence: string): string | null {
  const several = keptSeveral(sentence);
  if (several !== null) return several;
  for (const [forms, what, kind] of [
    [KEPT, 'retention', ''],
    [CHECKED, 'frequency', 'the alert '],
  ] as const) {
    const {
      names,
      named,
      count = '1',
      unit = '',
    } = forms.map((form) => form.exec(sentence)?.groups).find((groups) => groups !== undefined) ?? {};
    const of = names ?? named;
    if (of === undefined) continue;
    const list = of.replaceAll(/\s+(?:und|et|y|e)\s+|\s*[和、]\s*/giu, ' and ');
    return `set the ${what} of ${kind}${list} to ${count} ${englishUnit(unit)}`;
  }
  return null;
}
