import type { Language } from '../language/lexicon/lexicon.ts';

/** The numbers of an alert that words change. */
export type AlertNumber = 'threshold' | 'period' | 'frequency' | 'silence';

/** The sentences about numbers that change. `{x}` is filled in. */
export interface ChangePhrases {
  readonly numbers: Readonly<Record<AlertNumber | 'retention', string>>;
  readonly minutes: string;
  readonly days: string;
  readonly would: string;
  readonly already: string;
  readonly isNow: string;
  readonly lessOften: string;
  readonly moreOften: string;
  readonly which: string;
  /** The words say one way, and the number goes the other. */
  readonly opposite: Readonly<Record<'up' | 'down', string>>;
}

const PHRASES: Readonly<Record<Language, ChangePhrases>> = {
  en: {
    numbers: {
      threshold: 'threshold',
      period: 'period',
      frequency: 'frequency',
      silence: 'silence',
      retention: 'retention',
    },
    minutes: '{n} minutes',
    days: '{n} days',
    would: 'The {what} of "{name}" would be {after}; it is {before}.',
    already: 'The {what} of "{name}" is {after} already.',
    isNow: 'the {what} of "{name}" is {after} now; it was {before}',
    lessOften: 'So it is checked less often.',
    moreOften: 'So it is checked more often.',
    which: 'Which threshold should {name} have? It is {before}.',
    opposite: {
      up: 'You say that the {what} of "{name}" goes up, but {after} is lower than {before}, which it is. Set it to {after} anyway?',
      down: 'You say that the {what} of "{name}" goes down, but {after} is higher than {before}, which it is. Set it to {after} anyway?',
    },
  },
  de: {
    numbers: {
      threshold: 'Schwellwert',
      period: 'Zeitraum',
      frequency: 'Prüfabstand',
      silence: 'Ruhezeit',
      retention: 'Aufbewahrung',
    },
    minutes: '{n} Minuten',
    days: '{n} Tage',
    would: '{what} von „{name}“ wäre {after}; jetzt: {before}.',
    already: '{what} von „{name}“ ist schon {after}.',
    isNow: '{what} von „{name}“ ist jetzt {after}; vorher: {before}',
    lessOften: 'So wird seltener geprüft.',
    moreOften: 'So wird häufiger geprüft.',
    which: 'Welchen Schwellwert soll {name} haben? Er ist {before}.',
    opposite: {
      up: '{what} von „{name}“ soll steigen, aber {after} ist weniger als {before}, der jetzige Wert. Trotzdem auf {after} setzen?',
      down: '{what} von „{name}“ soll sinken, aber {after} ist mehr als {before}, der jetzige Wert. Trotzdem auf {after} setzen?',
    },
  },
  fr: {
    numbers: {
      threshold: 'le seuil',
      period: 'la période',
      frequency: 'l’intervalle de vérification',
      silence: 'le silence',
      retention: 'la rétention',
    },
    minutes: '{n} minutes',
    days: '{n} jours',
    would: 'Pour « {name} », {what} serait de {after} ; valeur actuelle : {before}.',
    already: 'Pour « {name} », {what} est déjà de {after}.',
    isNow: 'pour « {name} », {what} est maintenant de {after} ; avant : {before}',
    lessOften: 'La vérification est donc moins fréquente.',
    moreOften: 'La vérification est donc plus fréquente.',
    which: 'Quel seuil doit avoir {name} ? Il est de {before}.',
    opposite: {
      up: 'Pour « {name} », {what} devrait augmenter, mais {after} est moins que {before}, la valeur actuelle. Mettre {after} quand même ?',
      down: 'Pour « {name} », {what} devrait baisser, mais {after} est plus que {before}, la valeur actuelle. Mettre {after} quand même ?',
    },
  },
  es: {
    numbers: {
      threshold: 'el umbral',
      period: 'el periodo',
      frequency: 'el intervalo de comprobación',
      silence: 'el silencio',
      retention: 'la retención',
    },
    minutes: '{n} minutos',
    days: '{n} días',
    would: 'En «{name}», {what} sería {after}; ahora es {before}.',
    already: 'En «{name}», {what} ya es {after}.',
    isNow: 'en «{name}», {what} es ahora {after}; antes era {before}',
    lessOften: 'Así se comprueba con menos frecuencia.',
    moreOften: 'Así se comprueba con más frecuencia.',
    which: '¿Qué umbral debe tener {name}? Es {before}.',
    opposite: {
      up: 'En «{name}», {what} debía subir, pero {after} es menos que {before}, el valor actual. ¿Ponerlo en {after} de todos modos?',
      down: 'En «{name}», {what} debía bajar, pero {after} es más que {before}, el valor actual. ¿Ponerlo en {after} de todos modos?',
    },
  },
  pt: {
    numbers: {
      threshold: 'o limite',
      period: 'o período',
      frequency: 'o intervalo de verificação',
      silence: 'o silêncio',
      retention: 'a retenção',
    },
    minutes: '{n} minutos',
    days: '{n} dias',
    would: 'Em "{name}", {what} seria {after}; agora é {before}.',
    already: 'Em "{name}", {what} já é {after}.',
    isNow: 'em "{name}", {what} agora é {after}; antes era {before}',
    lessOften: 'Assim a verificação é menos frequente.',
    moreOften: 'Assim a verificação é mais frequente.',
    which: 'Que limite {name} deve ter? É {before}.',
    opposite: {
      up: 'Em "{name}", {what} deveria subir, mas {after} é menos que {before}, o valor atual. Definir {after} mesmo assim?',
      down: 'Em "{name}", {what} deveria baixar, mas {after} é mais que {before}, o valor atual. Definir {after} mesmo assim?',
    },
  },
  zh: {
    numbers: {
      threshold: '阈值',
      period: '统计周期',
      frequency: '检查间隔',
      silence: '静默时间',
      retention: '保留期',
    },
    minutes: '{n} 分钟',
    days: '{n} 天',
    would: '“{name}”的{what}将为 {after}；现在是 {before}。',
    already: '“{name}”的{what}已经是 {after}。',
    isNow: '“{name}”的{what}现在是 {after}；之前是 {before}',
    lessOften: '这样检查得更少。',
    moreOften: '这样检查得更频繁。',
    which: '{name} 的阈值应该是多少？现在是 {before}。',
    opposite: {
      up: '您说要提高“{name}”的{what}，但 {after} 低于现在的 {before}。仍要设为 {after} 吗？',
      down: '您说要降低“{name}”的{what}，但 {after} 高于现在的 {before}。仍要设为 {after} 吗？',
    },
  },
};

/** The sentences in a language. */
export const changePhrasesFor = (language: Language = 'en'): ChangePhrases => PHRASES[language];
