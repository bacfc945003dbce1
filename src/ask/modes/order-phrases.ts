import type { Language } from '../language/lexicon/lexicon.ts';

/** The sentences around what an order does, in the language of the person. `{x}` is filled in. */
export interface OrderPhrases {
  readonly nothingDone: string;
  readonly wouldBeDone: string;
  readonly thenDone: string;
  readonly about: string;
  readonly with: string;
  readonly firstAsk: string;
  readonly leftOut: string;
  /** Why some words cannot be done. */
  readonly timed: string;
  readonly hours: string;
}

const PHRASES: Readonly<Record<Language, OrderPhrases>> = {
  en: {
    nothingDone: 'Nothing was done.',
    wouldBeDone: 'It would be done with "{title}"',
    thenDone: 'Then it would be done with "{title}"',
    about: ' of {about}',
    with: ' with {arguments}',
    firstAsk: 'It would first ask: {questions}',
    leftOut: '{title} would be done without these words of yours: {words}. Continue without them?',
    timed:
      'OpenObserve switches nothing on or off for a time: what is off stays off until somebody switches it on again.',
    hours: 'OpenObserve checks an alert around the clock, and not at some hours only.',
  },
  de: {
    nothingDone: 'Es wurde nichts getan.',
    wouldBeDone: 'Es würde mit "{title}" getan',
    thenDone: 'Dann würde es mit "{title}" getan',
    about: ', für {about}',
    with: ' mit {arguments}',
    firstAsk: 'Zuerst würde gefragt: {questions}',
    leftOut: '{title} würde ohne diese Wörter getan: {words}. Ohne sie weitermachen?',
    timed:
      'OpenObserve schaltet nichts auf Zeit ein oder aus: was aus ist, bleibt aus, bis es jemand wieder einschaltet.',
    hours: 'OpenObserve prüft einen Alarm rund um die Uhr, und nicht nur zu manchen Stunden.',
  },
  fr: {
    nothingDone: 'Rien n’a été fait.',
    wouldBeDone: 'Ce serait fait avec "{title}"',
    thenDone: 'Ensuite, ce serait fait avec "{title}"',
    about: ', pour {about}',
    with: ' avec {arguments}',
    firstAsk: 'Question à régler d’abord : {questions}',
    leftOut: '{title} serait fait sans ces mots : {words}. Continuer sans eux ?',
    timed:
      'OpenObserve n’active ni ne désactive rien pour une durée : ce qui est désactivé le reste jusqu’à ce que quelqu’un le réactive.',
    hours: 'OpenObserve vérifie une alerte jour et nuit, et pas seulement à certaines heures.',
  },
  es: {
    nothingDone: 'No se hizo nada.',
    wouldBeDone: 'Se haría con "{title}"',
    thenDone: 'Después se haría con "{title}"',
    about: ', para {about}',
    with: ' con {arguments}',
    firstAsk: 'Antes preguntaría: {questions}',
    leftOut: '{title} se haría sin estas palabras: {words}. ¿Continuar sin ellas?',
    timed:
      'OpenObserve no activa ni desactiva nada por un tiempo: lo desactivado sigue así hasta que alguien lo active de nuevo.',
    hours: 'OpenObserve comprueba una alerta a todas horas, y no solo a algunas.',
  },
  pt: {
    nothingDone: 'Nada foi feito.',
    wouldBeDone: 'Seria feito com "{title}"',
    thenDone: 'Depois seria feito com "{title}"',
    about: ', para {about}',
    with: ' com {arguments}',
    firstAsk: 'Antes perguntaria: {questions}',
    leftOut: '{title} seria feito sem estas palavras: {words}. Continuar sem elas?',
    timed:
      'O OpenObserve não ativa nem desativa nada por um tempo: o que está desativado fica assim até alguém ativar de novo.',
    hours: 'O OpenObserve verifica um alerta a toda hora, e não só em algumas horas.',
  },
  zh: {
    nothingDone: '没有执行任何操作。',
    wouldBeDone: '将通过“{title}”执行',
    thenDone: '然后将通过“{title}”执行',
    about: '，对象：{about}',
    with: '，参数：{arguments}',
    firstAsk: '会先询问：{questions}',
    leftOut: '执行{title}时会忽略这些词：{words}。忽略它们并继续吗？',
    timed: 'OpenObserve 不会只在一段时间内启用或停用：停用后会一直停用，直到有人重新启用。',
    hours: 'OpenObserve 全天检查告警，而不是只在某些时段检查。',
  },
};

/** The sentences in a language. */
export const orderPhrasesFor = (language: Language = 'en'): OrderPhrases => PHRASES[language];
