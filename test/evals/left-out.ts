import { clockIn } from '../../src/call/arguments/times.ts';
import { examplesOf } from '../../codegen/semantic/emit.ts';
import { pack } from '../../codegen/semantic/pack.ts';
import { train } from '../../codegen/semantic/train.ts';
import { createRouters } from '../../src/ask/understand/router.ts';
import { createParseRequest } from '../../src/ask/understand/text/parsed-request.ts';
import type { Router } from '../../src/ask/types.ts';
import { SEMANTIC_WORDS } from '../../src/generated/semantic.ts';
import { readLessons } from './sentences.ts';

/** A router that has learned from every voice but one. */
export function routerWithout(voice: string): Router {
  const lookAt = createParseRequest(SEMANTIC_WORDS.phrases);
  const lessons = readLessons()
    .filter((lesson) => lesson.voice !== voice)
    .map(({ operation, request }) => ({ operation, sentence: request }));
  const families = new Map(Object.entries(SEMANTIC_WORDS.operations));
  return createRouters({
    model: pack(train(examplesOf(lessons, lookAt), families)),
    words: SEMANTIC_WORDS,
  })(clockIn('UTC'));
}
