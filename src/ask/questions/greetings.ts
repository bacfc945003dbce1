import type { Language } from '../language/lexicon/lexicon.ts';

interface Courtesy {
  readonly greeting: RegExp;
  readonly thanks: RegExp;
  readonly toGreeting: string;
  readonly toThanks: string;
  /** What can be asked here; examples follow. */
  readonly offer: string;
}

/** A courtesy alone, with at most what is said beside one: "hello there!". */
const whole = (words: string) => new RegExp(`^[\\s¡]*(?:${words})[\\s!.,:)~！。～]*$`, 'iu');

const COURTESIES: Readonly<Record<Language, Courtesy>> = {
  en: {
    greeting: whole(
      '(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day))(?:,? (?:there|all|everyone|team|again))?',
    ),
    thanks: whole(
      '(?:many )?(?:thanks|thank you|thx|ty|cheers)(?:,? (?:a lot|a million|so much|very much|again|for your help|for the help))?',
    ),
    toGreeting: 'Hello.',
    toThanks: 'You are welcome.',
    offer: 'Ask about your logs, metrics and traces in plain words, for example:',
  },
  de: {
    greeting: whole(
      '(?:hallo|moin|servus|grüezi|grüß (?:dich|gott)|guten (?:morgen|tag|abend))(?: zusammen)?',
    ),
    thanks: whole(
      '(?:danke|vielen dank|besten dank|herzlichen dank)(?: (?:dir|schön|sehr|vielmals|für die hilfe))?',
    ),
    toGreeting: 'Hallo.',
    toThanks: 'Gern geschehen.',
    offer: 'Frage in einfachen Worten nach Logs, Metriken und Traces, zum Beispiel:',
  },
  fr: {
    greeting: whole('(?:bonjour|bonsoir|salut|coucou)(?: (?:à tous|tout le monde))?'),
    thanks: whole('(?:un grand )?merci(?: (?:beaucoup|bien|à toi|à vous|pour ton aide|pour votre aide))?'),
    toGreeting: 'Bonjour.',
    toThanks: 'De rien.',
    offer: 'Posez des questions sur vos logs, métriques et traces, par exemple :',
  },
  es: {
    greeting: whole('(?:hola|buenos días|buenos dias|buenas(?: tardes| noches)?)(?: a todos)?'),
    thanks: whole('(?:muchas |mil )?gracias(?: por (?:tu|su|la) ayuda)?'),
    toGreeting: 'Hola.',
    toThanks: 'De nada.',
    offer: 'Pregunta por tus logs, métricas y trazas con palabras sencillas, por ejemplo:',
  },
  pt: {
    greeting: whole('(?:olá|ola|oi|bom dia|boa tarde|boa noite)(?: a todos| pessoal)?'),
    thanks: whole('(?:muito )?obrigad[oa](?: pela ajuda)?'),
    toGreeting: 'Olá.',
    toThanks: 'De nada.',
    offer: 'Pergunte sobre seus logs, métricas e traces em palavras simples, por exemplo:',
  },
  zh: {
    greeting: whole('(?:你好|您好|大家好|嗨|早上好|下午好|晚上好)[啊呀]?'),
    thanks: whole('(?:谢谢|多谢|感谢|非常感谢)(?:你|您|啦|了)?'),
    toGreeting: '你好。',
    toThanks: '不客气。',
    offer: '可以用平常的话询问日志、指标和链路，例如：',
  },
};

/** What is answered to a greeting or to thanks, with examples to follow it; null for any other request. */
export function courtesyFor(request: string): { readonly reply: string; readonly offer: string } | null {
  for (const { greeting, thanks, toGreeting, toThanks, offer } of Object.values(COURTESIES)) {
    if (greeting.test(request)) return { reply: toGreeting, offer };
    if (thanks.test(request)) return { reply: toThanks, offer };
  }
  return null;
}
