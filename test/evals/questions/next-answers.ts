import type { AskWords } from './worlds.ts';

/** A `next` that did not come to an answer that uses all of its words. */
export interface Unanswered {
  readonly asked: string;
  readonly next: string;
  readonly came: string;
}

/** How many answers there were, how many had a `next`, and which of these failed. */
export interface NextAnswers {
  readonly answers: number;
  readonly nexts: number;
  readonly unanswered: readonly Unanswered[];
}

/**
 * Ask questions and the `next` of each answer, alone and as what follows; from there on the `next` of that, `steps` times. Refusals count
 * too: their `next` is an example.
 */
export async function askNexts(
  questions: readonly string[],
  ask: AskWords,
  steps: number,
): Promise<NextAnswers> {
  const unanswered: Unanswered[] = [];
  let [answers, nexts] = [0, 0];
  for (const question of questions) {
    let request = question;
    let answer = await ask(request);
    answers += 1;
    for (let step = 0; step < steps && answer.next !== undefined; step++) {
      const { next, previous } = answer;
      const alone = await ask(next);
      const following = previous === undefined ? alone : await ask(next, previous);
      for (const came of new Set([alone, following]))
        if (came.decision !== 'run' || came.not_used !== undefined)
          unanswered.push({ asked: request, next, came: `${came.decision}: ${came.answer.split('\n')[0]}` });
      [request, answer] = [next, alone];
      nexts += 1;
      answers += 1;
    }
  }
  return { answers, nexts, unanswered };
}
