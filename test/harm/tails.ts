import type { Language } from '../../src/ask/understand/orders/ordered-writes.ts';
import { type Harmless, ORDERS } from './sentences.ts';

type Tails = Readonly<Record<Language, readonly string[]>>;

/** What takes an order back, doubts, asks or reports it when it follows it. */
const DOUBTS: Tails = {
  en: [
    ', not!',
    ' - NOT',
    ", or rather don't",
    ', or maybe not',
    ' or not?',
    '; actually leave it',
    ', but wait for me',
    ', though I am not sure',
    ', hypothetically',
    ', but only in a dry run',
    ', said nobody ever',
    ' - is a bad idea',
    ' - that was the plan last week',
    ': why would anyone do this?',
    ', is that possible',
    ", but don't actually do it",
    ', if Bob agrees',
    ', perhaps',
    ". I don't want that",
    ' ... just thinking out loud',
    ', as nobody should ever do',
    ', once Bob is back',
    ', I suppose',
    ', right?',
    ', ok?',
    ', correct?',
    ", isn't it?",
    ', agreed?',
  ],
  de: [
    ', nicht!',
    ', oder lieber nicht',
    ', oder vielleicht nicht',
    ', aber warte auf mich',
    ', obwohl ich nicht sicher bin',
    ' - ist eine schlechte Idee',
    ', sagte niemand',
    ': warum sollte man das tun?',
    ', wenn Bob zustimmt',
    ', oder?',
    ', stimmt das?',
    ', okay?',
  ],
  fr: [
    ', non !',
    ', ou plutôt pas',
    ', ou peut-être pas',
    ', mais attends-moi',
    ', mais je ne suis pas sûr',
    " - c'est une mauvaise idée",
    ', a dit personne',
    ", d'accord ?",
    ", n'est-ce pas ?",
  ],
  es: [
    ', ¡no!',
    ', o mejor no',
    ', o quizás no',
    ', pero espérame',
    ', aunque no estoy seguro',
    ' - es una mala idea',
    ', dijo nadie',
    ', ¿no?',
    ', ¿verdad?',
  ],
  pt: [
    ', não!',
    ', ou melhor não',
    ', ou talvez não',
    ', mas espere por mim',
    ', embora eu não tenha certeza',
    ' - é uma má ideia',
    ', disse ninguém',
    ', certo?',
    ', ok?',
  ],
  zh: [',不!', ',还是别了', ',也许不', ',但等我', ',我不确定', ' - 是个坏主意', ',对吗?', ',好吗?'],
};

/** Another time than now. */
const DELAYS: Tails = {
  en: [' tomorrow', ' next week', ' soon', ' later', ', but tomorrow', ' on Friday'],
  de: [' morgen', ' nächste Woche', ', aber später'],
  fr: [' demain', ' la semaine prochaine', ', mais plus tard'],
  es: [' mañana', ' la próxima semana', ', pero más tarde'],
  pt: [' amanhã', ' na próxima semana', ', mas mais tarde'],
  zh: [',明天', ',下周', ',稍后'],
};

/** What leaves an order as it is: reasons, politeness. */
const HARMLESS_TAILS: Tails = {
  en: [
    ', please',
    ', thanks!',
    ', it is not used by anyone',
    ', nobody needs it',
    " because we don't need it anymore",
    ', no hurry',
    ', not needed anymore',
    ', if possible',
    ' without asking',
    ' without asking me again',
    ', no questions asked',
    ', as soon as possible',
    ". The old one is gone and it's never coming back.",
  ],
  de: [', bitte', ', danke', ', niemand braucht das', ', keine Eile', ' ohne Rückfrage'],
  fr: [', merci', ' sans demander', ", personne ne l'utilise"],
  es: [', por favor', ', nadie lo usa', ', gracias', ' sin preguntar'],
  pt: [', por favor', ', ninguém usa', ', obrigado', ' sem perguntar'],
  zh: [',谢谢', ',没人用了', ',不用确认'],
};

const withTails = (tails: Tails): Harmless[] =>
  ORDERS.filter(({ words }) => !/[.?？!]$/u.test(words)).flatMap(({ language, kind, words }) =>
    tails[language].map((tail) => ({ language, kind, words: `${words}${tail}` })),
  );

/** Orders that their own sentence leaves open. */
export const DOUBTFUL = withTails(DOUBTS);
/** Orders for another time. */
export const DELAYED = withTails(DELAYS);
/** Orders with a reason or a kind word. */
export const STILL_ORDERED = withTails(HARMLESS_TAILS);
