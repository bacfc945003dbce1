import { beforeAll, describe, expect, it } from 'vitest';
import { askNexts, type NextAnswers } from '../../evals/questions/next-answers.ts';
import { askUnknownConditions, type UnknownConditions } from '../../evals/questions/unknown-conditions.ts';
import { inWorld } from '../../evals/questions/worlds.ts';

/** Two worlds of 70 questions; `npm run eval -- --questions --next` and `--unknown` ask all. */
describe.each(['nordlys', 'tessera'])('questions about %s', (world) => {
  let nexts: NextAnswers;
  let unknown: UnknownConditions;
  beforeAll(async () => {
    [nexts, unknown] = await inWorld(world, async (questions, ask) => [
      await askNexts(
        questions.map(({ question }) => question),
        ask,
        1,
      ),
      await askUnknownConditions(questions, ask),
    ]);
  }, 120_000);

  it('have a next that is answered with all of its words', () => {
    expect(nexts.unanswered).toEqual([]);
    expect(nexts.nexts).toBeGreaterThan(50);
  });

  it('name a condition that the data cannot express, or are refused with it', () => {
    expect(unknown.unnamed).toEqual([]);
    expect(unknown.asked - unknown.refused).toBeGreaterThan(30);
  });
});
