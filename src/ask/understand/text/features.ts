import { isEntity, type Mention } from './concepts.ts';
import type { Token } from './words.ts';

/** Letters of a word that are looked at together: what words of one family, and misspelt ones, have in common. */
const LETTERS = 4;

/** Words inside a name say what it names: `http_requests_total` is a counter, `nginx_access` a log. */
const TELLING_PART =
  /^(total|seconds|bucket|count|usage|bytes|sum|access|logs?|errors?|service|events?|traces?|prod)$/;

function partsOf({ span }: Token): string[] {
  if (span?.kind !== 'identifier') return [];
  return span.text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => TELLING_PART.test(part))
    .map((part) => `~${part}`);
}

function lettersOf({ text, span }: Token): string[] {
  if (span) return [];
  const word = `_${text}_`;
  return Array.from(
    { length: Math.max(0, word.length - LETTERS + 1) },
    (_, at) => `.${word.slice(at, at + LETTERS)}`,
  );
}

/** Concepts in the order they are said, without what is no action or entity. */
function relationsOf(mentions: readonly Mention[]): string[] {
  const relations: string[] = [];
  const entities = mentions.filter(({ concept }) => isEntity(concept));
  if (entities[0]) relations.push(`first ${entities[0].concept}`);
  const last = entities.at(-1);
  if (last) relations.push(`last ${last.concept}`);
  for (const action of mentions.filter(({ concept }) => !isEntity(concept))) {
    const object = entities.find(({ start }) => start >= action.end);
    if (object) relations.push(`${action.concept} > ${object.concept}`);
  }
  return relations;
}

/**
 * What the model sees of a request: stems, pairs of neighbors, letters, concepts and what they do to which, the first
 * word, and what kind of sentence it is. The same when learning and when asked.
 */
export function featuresOf(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  isQuestion: boolean,
): string[] {
  const features = new Set<string>();
  tokens.forEach((token, index) => {
    features.add(token.stem);
    const next = tokens[index + 1];
    if (next) features.add(`${token.stem} ${next.stem}`);
    for (const part of partsOf(token)) features.add(part);
    for (const letters of lettersOf(token)) features.add(letters);
  });
  if (tokens[0] !== undefined) features.add(`^${tokens[0].stem}`);
  const concepts = [...new Set(mentions.map(({ concept }) => concept))];
  concepts.forEach((concept, index) => {
    features.add(concept);
    for (const other of concepts.slice(index + 1)) features.add(`${concept}&${other}`);
  });
  for (const relation of relationsOf(mentions)) features.add(relation);
  features.add(isQuestion ? '?' : '!');
  features.add(tokens.length < 5 ? '#short' : tokens.length < 14 ? '#medium' : '#long');
  return [...features];
}
