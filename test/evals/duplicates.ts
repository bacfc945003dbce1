import { readLessons, type Sentence } from './sentences.ts';

const SAME = 0.85;

const wordsOf = (request: string) => new Set(request.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

function areNearlyTheSame(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const shared = some.intersection(others).size;
  return shared / (some.size + others.size - shared) >= SAME;
}

/** Sentences that are nearly one that the model has learned from: they would prove nothing. */
export function nearDuplicates(sentences: readonly Sentence[]): Sentence[] {
  const lessons = Map.groupBy(
    readLessons().flatMap(({ request }) => {
      const words = wordsOf(request);
      return [...words].map((word) => ({ word, words }));
    }),
    ({ word }) => word,
  );
  const lessonsWith = (word: string) => lessons.get(word) ?? [];
  return sentences.filter(({ request }) => {
    const words = wordsOf(request);
    if (words.size < 3) return false;
    // What is nearly the same lacks at most so many of the words: of any one more it has one. The rarest are looked up.
    const lacking = Math.floor((1 - SAME) * words.size);
    return [...words]
      .sort((one, other) => lessonsWith(one).length - lessonsWith(other).length)
      .slice(0, lacking + 1)
      .some((word) => lessonsWith(word).some((lesson) => areNearlyTheSame(words, lesson.words)));
  });
}
