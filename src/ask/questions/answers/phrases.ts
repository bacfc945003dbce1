import type { Language } from '../../language/lexicon/lexicon.ts';

/** Sentences of answers. `{x}` is filled in. */
export interface Phrases {
  readonly found: string;
  readonly foundNone: string;
  readonly records: string;
  readonly record: string;
  /** How many values a field has. */
  readonly different: string;
  readonly newest: string;
  readonly oldest: string;
  readonly ordered: string;
  readonly where: string;
  readonly by: string;
  readonly measures: Readonly<
    Record<
      | 'sum'
      | 'average'
      | 'min'
      | 'max'
      | 'median'
      | 'stddev'
      | 'percentile'
      | 'distinct'
      | 'count'
      | 'summary'
      | 'ratio',
      string
    >
  >;
  readonly is: string;
  readonly over: string;
  readonly ratio: string;
  readonly yes: string;
  readonly no: string;
  readonly first: string;
  readonly last: string;
  readonly series: string;
  readonly compared: string;
  /** The other period holds no records of any kind. */
  readonly comparedToNothing: string;
  /** The two periods of a comparison that the words do not name. */
  readonly lastPeriod: string;
  readonly periodBefore: string;
  readonly time: string;
  readonly notUsed: string;
  readonly assumed: string;
  /** Words whose meaning is a guess. */
  readonly unsure: string;
  readonly wider: string;
  readonly none: string;
  readonly groups: string;
  readonly more: string;
  readonly and: string;
  /** Before another reading of the question. */
  readonly or: string;
  readonly errors: string;
  /** The counts of several streams beside the first. */
  readonly byStream: string;
  readonly nextLatest: string;
  readonly nextSeries: string;
}

const EN: Phrases = {
  found: 'Found {n} {noun} in {stream}',
  foundNone: 'Found no {noun} in {stream}',
  records: 'records',
  record: 'record',
  different: '{n} different {field} in {stream}',
  newest: 'the newest {n} are in the data',
  oldest: 'the oldest {n} are in the data',
  ordered: 'the {n} with the {most} {field} are in the data',
  where: 'with {conditions}',
  by: 'by {fields}',
  measures: {
    sum: 'Total {field}',
    average: 'Average {field}',
    min: 'Lowest {field}',
    max: 'Highest {field}',
    median: 'Median {field}',
    stddev: 'Standard deviation of {field}',
    percentile: 'p{share} of {field}',
    distinct: 'Different values of {field}',
    count: 'Number of {field}',
    summary: '{field}',
    ratio: 'Share',
  },
  is: '{measure} in {stream} is {value}',
  over: 'over {n} records',
  ratio: '{value} % of the {noun} in {stream}: {part} of {total}',
  yes: 'Yes: {n} {noun} in {stream}, the first at {first}, the last at {last}',
  no: 'No: there are no {noun} in {stream}',
  first: 'The first of the {noun} in {stream} was at {time}',
  last: 'The last of the {noun} in {stream} was at {time}, {ago} ago',
  series:
    '{measure} in {stream} per {bucket}: {total} in total over {n} buckets, {average} on average, most at {time}: {value}',
  compared:
    '{measure} in {stream}: {a} ({first}) against {b} ({second}), a difference of {difference} ({percent})',
  comparedToNothing: '{measure} in {stream}: {a} ({first}). There are no records at all from {second}',
  lastPeriod: 'last {length}',
  periodBefore: '{length} before',
  time: 'Time: {range}',
  notUsed: 'Not used: {words}.',
  assumed: 'Assumed: {what}.',
  unsure: 'Not sure of: {words}.',
  wider: 'There are none in that time, so a longer time was taken.',
  none: 'none',
  groups: '{n} groups',
  more: 'and {n} more',
  and: 'and',
  or: 'Or',
  errors: 'errors',
  byStream: 'By stream: {parts}. In total {n}.',
  nextLatest: 'show the latest {noun} in {stream}',
  nextSeries: '{noun} in {stream} over time',
};

const DE: Phrases = {
  found: '{n} {noun} in {stream} gefunden',
  foundNone: 'Keine {noun} in {stream} gefunden',
  records: 'Einträge',
  record: 'Eintrag',
  different: '{n} verschiedene {field} in {stream}',
  newest: 'die neuesten {n} stehen in den Daten',
  oldest: 'die ältesten {n} stehen in den Daten',
  ordered: 'die {n} mit {most} {field} stehen in den Daten',
  where: 'mit {conditions}',
  by: 'nach {fields}',
  measures: {
    sum: 'Summe von {field}',
    average: 'Durchschnitt von {field}',
    min: 'Niedrigster Wert von {field}',
    max: 'Höchster Wert von {field}',
    median: 'Median von {field}',
    stddev: 'Standardabweichung von {field}',
    percentile: 'p{share} von {field}',
    distinct: 'Verschiedene Werte von {field}',
    count: 'Anzahl {field}',
    summary: '{field}',
    ratio: 'Anteil',
  },
  is: '{measure} in {stream}: {value}',
  over: 'über {n} Einträge',
  ratio: '{value} % der {noun} in {stream}: {part} von {total}',
  yes: 'Ja: {n} {noun} in {stream}, zuerst um {first}, zuletzt um {last}',
  no: 'Nein: keine {noun} in {stream}',
  first: 'Zum ersten Mal {noun} in {stream}: {time}',
  last: 'Zuletzt {noun} in {stream}: {time}, vor {ago}',
  series:
    '{measure} in {stream} pro {bucket}: {total} insgesamt in {n} Abschnitten, {average} im Durchschnitt, am meisten um {time}: {value}',
  compared:
    '{measure} in {stream}: {a} ({first}) gegenüber {b} ({second}), Unterschied {difference} ({percent})',
  comparedToNothing: '{measure} in {stream}: {a} ({first}). Zum Vergleich ({second}) gibt es keine Daten',
  lastPeriod: '{length} bis jetzt',
  periodBefore: '{length} davor',
  time: 'Zeit: {range}',
  notUsed: 'Nicht verwendet: {words}.',
  assumed: 'Angenommen: {what}.',
  unsure: 'Nicht sicher: {words}.',
  wider: 'In dieser Zeit gibt es keine, deshalb wurde ein längerer Zeitraum genommen.',
  none: 'keine',
  groups: '{n} Gruppen',
  more: 'und {n} weitere',
  and: 'und',
  or: 'Oder',
  errors: 'Fehler',
  byStream: 'Je Stream: {parts}. Insgesamt {n}.',
  nextLatest: 'zeige die neuesten {noun} in {stream}',
  nextSeries: '{noun} in {stream} pro Stunde',
};

const FR: Phrases = {
  found: '{n} {noun} dans {stream}',
  foundNone: 'Aucun résultat ({noun}) dans {stream}',
  records: 'enregistrements',
  record: 'enregistrement',
  different: '{n} {field} différents dans {stream}',
  newest: 'les {n} plus récents sont dans les données',
  oldest: 'les {n} plus anciens sont dans les données',
  ordered: 'les {n} avec {most} {field} sont dans les données',
  where: 'avec {conditions}',
  by: 'par {fields}',
  measures: {
    sum: 'Total de {field}',
    average: 'Moyenne de {field}',
    min: 'Minimum de {field}',
    max: 'Maximum de {field}',
    median: 'Médiane de {field}',
    stddev: 'Écart type de {field}',
    percentile: 'p{share} de {field}',
    distinct: 'Valeurs distinctes de {field}',
    count: 'Nombre de {field}',
    summary: '{field}',
    ratio: 'Part',
  },
  is: '{measure} dans {stream} : {value}',
  over: 'sur {n} enregistrements',
  ratio: '{value} % des {noun} dans {stream} : {part} sur {total}',
  yes: 'Oui : {n} {noun} dans {stream}, le premier à {first}, le dernier à {last}',
  no: 'Non : aucun résultat ({noun}) dans {stream}',
  first: 'Premier ({noun}) dans {stream} : {time}',
  last: 'Dernier ({noun}) dans {stream} : {time}, il y a {ago}',
  series:
    '{measure} dans {stream} par {bucket} : {total} au total sur {n} intervalles, {average} en moyenne, maximum à {time} : {value}',
  compared:
    '{measure} dans {stream} : {a} ({first}) contre {b} ({second}), différence {difference} ({percent})',
  comparedToNothing: '{measure} dans {stream} : {a} ({first}). Aucune donnée pour comparer ({second})',
  lastPeriod: '{length} jusqu’à maintenant',
  periodBefore: '{length} avant',
  time: 'Période : {range}',
  notUsed: 'Non utilisé : {words}.',
  assumed: 'Supposé : {what}.',
  unsure: 'Pas sûr : {words}.',
  wider: "Il n'y en a pas pendant cette période ; une période plus longue a été prise.",
  none: 'aucun',
  groups: '{n} groupes',
  more: 'et {n} autres',
  and: 'et',
  or: 'Ou',
  errors: 'erreurs',
  byStream: 'Par flux : {parts}. Au total {n}.',
  nextLatest: 'montre les derniers {noun} dans {stream}',
  nextSeries: '{noun} dans {stream} par heure',
};

const ES: Phrases = {
  found: '{n} {noun} en {stream}',
  foundNone: 'No se encontraron {noun} en {stream}',
  records: 'registros',
  record: 'registro',
  different: '{n} {field} distintos en {stream}',
  newest: 'los {n} más recientes están en los datos',
  oldest: 'los {n} más antiguos están en los datos',
  ordered: 'los {n} con {most} {field} están en los datos',
  where: 'con {conditions}',
  by: 'por {fields}',
  measures: {
    sum: 'Total de {field}',
    average: 'Promedio de {field}',
    min: 'Mínimo de {field}',
    max: 'Máximo de {field}',
    median: 'Mediana de {field}',
    stddev: 'Desviación estándar de {field}',
    percentile: 'p{share} de {field}',
    distinct: 'Valores distintos de {field}',
    count: 'Número de {field}',
    summary: '{field}',
    ratio: 'Proporción',
  },
  is: '{measure} en {stream}: {value}',
  over: 'en {n} registros',
  ratio: '{value} % de {noun} en {stream}: {part} de {total}',
  yes: 'Sí: {n} {noun} en {stream}, el primero a las {first}, el último a las {last}',
  no: 'No: no hay {noun} en {stream}',
  first: 'Primer registro ({noun}) en {stream}: {time}',
  last: 'Último registro ({noun}) en {stream}: {time}, hace {ago}',
  series:
    '{measure} en {stream} por {bucket}: {total} en total en {n} intervalos, {average} de media, máximo a las {time}: {value}',
  compared:
    '{measure} en {stream}: {a} ({first}) frente a {b} ({second}), diferencia {difference} ({percent})',
  comparedToNothing: '{measure} en {stream}: {a} ({first}). No hay datos para comparar ({second})',
  lastPeriod: '{length} hasta ahora',
  periodBefore: '{length} antes',
  time: 'Periodo: {range}',
  notUsed: 'No se usó: {words}.',
  assumed: 'Supuesto: {what}.',
  unsure: 'No seguro: {words}.',
  wider: 'No hay ninguno en ese periodo; se tomó uno más largo.',
  none: 'ninguno',
  groups: '{n} grupos',
  more: 'y {n} más',
  and: 'y',
  or: 'O',
  errors: 'errores',
  byStream: 'Por stream: {parts}. En total {n}.',
  nextLatest: 'muestra los últimos {noun} en {stream}',
  nextSeries: '{noun} en {stream} por hora',
};

const PT: Phrases = {
  found: '{n} {noun} em {stream}',
  foundNone: 'Nenhum resultado ({noun}) em {stream}',
  records: 'registros',
  record: 'registro',
  different: '{n} {field} diferentes em {stream}',
  newest: 'os {n} mais recentes estão nos dados',
  oldest: 'os {n} mais antigos estão nos dados',
  ordered: 'os {n} com {most} {field} estão nos dados',
  where: 'com {conditions}',
  by: 'por {fields}',
  measures: {
    sum: 'Total de {field}',
    average: 'Média de {field}',
    min: 'Mínimo de {field}',
    max: 'Máximo de {field}',
    median: 'Mediana de {field}',
    stddev: 'Desvio padrão de {field}',
    percentile: 'p{share} de {field}',
    distinct: 'Valores distintos de {field}',
    count: 'Número de {field}',
    summary: '{field}',
    ratio: 'Proporção',
  },
  is: '{measure} em {stream}: {value}',
  over: 'em {n} registros',
  ratio: '{value} % de {noun} em {stream}: {part} de {total}',
  yes: 'Sim: {n} {noun} em {stream}, o primeiro às {first}, o último às {last}',
  no: 'Não: nenhum resultado ({noun}) em {stream}',
  first: 'Primeiro registro ({noun}) em {stream}: {time}',
  last: 'Último registro ({noun}) em {stream}: {time}, há {ago}',
  series:
    '{measure} em {stream} por {bucket}: {total} no total em {n} intervalos, {average} em média, máximo às {time}: {value}',
  compared: '{measure} em {stream}: {a} ({first}) contra {b} ({second}), diferença {difference} ({percent})',
  comparedToNothing: '{measure} em {stream}: {a} ({first}). Não há dados para comparar ({second})',
  lastPeriod: '{length} até agora',
  periodBefore: '{length} antes',
  time: 'Período: {range}',
  notUsed: 'Não usado: {words}.',
  assumed: 'Suposto: {what}.',
  unsure: 'Sem certeza: {words}.',
  wider: 'Não há nenhum nesse período; foi usado um mais longo.',
  none: 'nenhum',
  groups: '{n} grupos',
  more: 'e mais {n}',
  and: 'e',
  or: 'Ou',
  errors: 'erros',
  byStream: 'Por stream: {parts}. No total {n}.',
  nextLatest: 'mostre os últimos {noun} em {stream}',
  nextSeries: '{noun} em {stream} por hora',
};

const ZH: Phrases = {
  found: '在 {stream} 中找到 {n} 条{noun}',
  foundNone: '在 {stream} 中没有找到{noun}',
  records: '记录',
  record: '记录',
  different: '{stream} 中有 {n} 个不同的 {field}',
  newest: '数据中为最新的 {n} 条',
  oldest: '数据中为最早的 {n} 条',
  ordered: '数据中为 {field} {most}的 {n} 条',
  where: '条件：{conditions}',
  by: '按 {fields}',
  measures: {
    sum: '{field} 总和',
    average: '{field} 平均值',
    min: '{field} 最小值',
    max: '{field} 最大值',
    median: '{field} 中位数',
    stddev: '{field} 标准差',
    percentile: '{field} 的 p{share}',
    distinct: '{field} 的不同取值数',
    count: '{field} 数量',
    summary: '{field}',
    ratio: '占比',
  },
  is: '{stream} 的{measure}为 {value}',
  over: '共 {n} 条记录',
  ratio: '{stream} 中{noun}的 {value} %：{total} 中的 {part}',
  yes: '有：{stream} 中有 {n} 条{noun}，最早 {first}，最晚 {last}',
  no: '没有：{stream} 中没有{noun}',
  first: '{stream} 中第一条{noun}的时间：{time}',
  last: '{stream} 中最后一条{noun}的时间：{time}，{ago} 之前',
  series: '{stream} 每 {bucket} 的{measure}：{n} 个区间共 {total}，平均 {average}，最高 {time}：{value}',
  compared: '{stream} 的{measure}：{a}（{first}）对比 {b}（{second}），差 {difference}（{percent}）',
  comparedToNothing: '{stream} 的{measure}：{a}（{first}）。没有可对比的数据（{second}）',
  lastPeriod: '最近 {length}',
  periodBefore: '之前 {length}',
  time: '时间：{range}',
  notUsed: '未使用：{words}。',
  assumed: '假设：{what}。',
  unsure: '不确定：{words}。',
  wider: '该时间段内没有数据，因此使用了更长的时间段。',
  none: '无',
  groups: '{n} 组',
  more: '以及另外 {n} 个',
  and: '和',
  or: '或者',
  errors: '错误',
  byStream: '按流：{parts}。总计 {n}。',
  nextLatest: '显示 {stream} 中最新的{noun}',
  nextSeries: '{stream} 中每小时的{noun}',
};

const PHRASES: Readonly<Record<Language, Phrases>> = { en: EN, de: DE, fr: FR, es: ES, pt: PT, zh: ZH };

/** The phrases of answers in a language. */
export const phrasesFor = (language: Language): Phrases => PHRASES[language];

/** A sentence with its gaps filled. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
