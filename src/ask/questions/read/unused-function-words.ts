import type { LogicalForm } from '../query/logical-form.ts';
import { hasTag } from '../../language/tagged-words.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import { isNegated } from './filters.ts';
import type { DraftReading } from './draft-reading.ts';

const textOf = ({ words }: ParsedQuestion, from: number, to: number) =>
  words
    .slice(from, to + 1)
    .map(({ text }) => text)
    .join(' ');

/** A "not" that no condition came of. */
function idleNegations(draft: DraftReading): string[] {
  const { parsed } = draft;
  return parsed.negations.flatMap((start) => {
    const span = draft.spans.find(({ from }) => from >= start && isNegated(draft, from));
    const isUsed =
      span !== undefined &&
      (draft.used.get(span) ?? 0) > 0.45 &&
      span.links.some(({ kind }) => kind !== 'field' && kind !== 'stream');
    const isNumber = parsed.conditions.some(({ from }) => from >= start && isNegated(draft, from));
    const isTime = parsed.times.some(({ from, to }) => from <= start && start <= to);
    const isCheck = parsed.isYesOrNo && start <= 3;
    return isUsed || isNumber || isTime || isCheck
      ? []
      : [textOf(parsed, Math.max(0, start - 1), span ? span.to : start)];
  });
}

/** Function words that ask for something the form does not do: a comparison, a "before", a "without". */
export function unusedFunctionWords(draft: DraftReading, form: LogicalForm): string[] {
  const { parsed } = draft;
  const compares = parsed.words.filter(
    (word) =>
      !parsed.taken.has(word.index) &&
      hasTag(word, 'versus', 'compare') &&
      word.kind === 'word' &&
      word.phrase[0] === word.index,
  );
  const isCompared = form.compare !== null || form.groupBy.length > 0 || form.answer === 'series';
  const sides = parsed.words.filter(
    (word) =>
      !parsed.taken.has(word.index) &&
      hasTag(word, 't:before', 't:after') &&
      !hasTag(word, 'stop word', 'preposition', 't:until', 't:since', 't:last', 'at most', 'last'),
  );
  return [
    ...(isCompared ? [] : compares.map(({ phrase: [from, to] }) => textOf(parsed, from, to))),
    ...(form.compare === null ? sides.map(({ text }) => text) : []),
    ...idleNegations(draft),
  ];
}
