import { readLessons, type Sentence } from './sentences.ts';

const SAME = 0.85;

const wordsOf = (request: string) => new Set(request.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Sentences that are nearly one that the model has learned from: they would prove nothing. */
export function nearDuplicates(sentences: readonly Sentence[]): Sentence[] {
  const lessons = readLessons().map(({ request }) => wordsOf(request));
  return sentences.filter(({ request }) => {
    const words = wordsOf(request);
    if (words.size < 3) return false;
    return lessons.some((lesson) => {
      const smaller = Math.min(words.size, lesson.size);
      const larger = Math.max(words.size, lesson.size);
      if (smaller / larger < SAME) return false;
      let shared = 0;
      for (const word of words) if (lesson.has(word)) shared += 1;
      return shared / (words.size + lesson.size - shared) >= SAME;
    });
  });
}
