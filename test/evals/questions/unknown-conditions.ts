import type { Question } from '../../worlds/load.ts';
import type { Asked, AskWords } from './worlds.ts';

/** A question with a condition that no data expresses, and what it came to. */
export interface Unnamed {
  readonly request: string;
  readonly came: string;
}

/** How many were asked, how many were refused, and which were answered without saying what was left out. */
export interface UnknownConditions {
  readonly asked: number;
  readonly refused: number;
  readonly unnamed: readonly Unnamed[];
}

/** What is added to a question, and the words of it that mean nothing anywhere. */
const CONDITIONS: Readonly<Record<string, ReadonlyArray<readonly [text: string, ...words: string[]]>>> = {
  en: [
    ['for the zorblat tier', 'zorblat'],
    ['on blue mondays', 'blue'],
    ['where the flux is high', 'flux'],
    ['with a purple unicorn', 'purple', 'unicorn'],
    ['during quibbling', 'quibbling'],
    ['except the wumpish ones', 'wumpish'],
  ],
  de: [['bei der Stufe Zorblat', 'zorblat']],
  fr: [['pour le palier zorblat', 'zorblat']],
  es: [['para la tarifa zorblat', 'zorblat']],
  pt: [['para a tarifa zorblat', 'zorblat']],
  zh: [['和 zorblat', 'zorblat']],
};

const withoutMark = (question: string) => question.trim().replace(/[\s.?!？。]+$/u, '');

const names = ({ not_used: notUsed = [] }: Asked, word: string) =>
  notUsed.some((each) => each.toLowerCase().includes(word));

/** Ask questions that the data answer, each with a condition added that the data cannot express. */
export async function askUnknownConditions(
  questions: readonly Question[],
  ask: AskWords,
): Promise<UnknownConditions> {
  const unnamed: Unnamed[] = [];
  let [asked, refused] = [0, 0];
  for (const { question, language } of questions) {
    const conditions = CONDITIONS[language] ?? [];
    const [text, ...words] = conditions[asked % conditions.length] ?? [''];
    if (words.length === 0) continue;
    const request = `${withoutMark(question)} ${text}`;
    const came = await ask(request);
    const isNamed = came.decision === 'run' && words.every((word) => names(came, word));
    // What the data do not answer without the condition tells nothing of it.
    if (!isNamed && (await ask(question)).previous === undefined) continue;
    asked += 1;
    if (came.decision !== 'run') refused += 1;
    else if (!isNamed) unnamed.push({ request, came: came.answer.split('\n')[0] ?? '' });
  }
  return { asked, refused, unnamed };
}
