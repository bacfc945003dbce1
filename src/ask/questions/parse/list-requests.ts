import type { ParsedQuestion } from './parse-question.ts';

/** "list shards that …": what is listed, each once. */
export const isListRequest = ({ words }: ParsedQuestion) =>
  words
    .slice(0, 3)
    .some(({ folded }) => /^(list|enumerate|liste|auflisten|lista|enumera|listar)$/.test(folded));
