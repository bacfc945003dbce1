import type { LogicalForm } from '../query/logical-form.ts';
import { hasTag } from '../words/marks.ts';
import type { Sketch } from '../sketch/sketch.ts';
import { isNegated } from './filters.ts';
import type { Work } from './work.ts';

const textOf = ({ words }: Sketch, from: number, to: number) =>
  words
    .slice(from, to + 1)
    .map(({ text }) => text)
    .join(' ');

/** A "not" that no condition came of. */
function idleNegations(work: Work): string[] {
  const { sketch } = work;
  return sketch.negations.flatMap((start) => {
    const span = work.spans.find(({ from }) => from >= start && isNegated(work, from));
    const isUsed =
      span !== undefined &&
      (work.used.get(span) ?? 0) > 0.45 &&
      span.links.some(({ kind }) => kind !== 'field' && kind !== 'stream');
    const isNumber = sketch.conditions.some(({ from }) => from >= start && isNegated(work, from));
    const isTime = sketch.times.some(({ from, to }) => from <= start && start <= to);
    const isCheck = sketch.isYesOrNo && start <= 3;
    return isUsed || isNumber || isTime || isCheck
      ? []
      : [textOf(sketch, Math.max(0, start - 1), span ? span.to : start)];
  });
}

/** Function words that ask for something the form does not do: a comparison, a "before", a "without". */
export function leftOver(work: Work, form: LogicalForm): string[] {
  const { sketch } = work;
  const compares = sketch.words.filter(
    (word) =>
      !sketch.taken.has(word.index) &&
      hasTag(word, 'versus', 'compare') &&
      word.kind === 'word' &&
      word.phrase[0] === word.index,
  );
  const isCompared = form.compare !== null || form.groupBy.length > 0 || form.answer === 'series';
  const sides = sketch.words.filter(
    (word) =>
      !sketch.taken.has(word.index) &&
      hasTag(word, 't:before', 't:after') &&
      !hasTag(word, 'stop word', 'preposition', 't:until', 't:since', 't:last', 'at most', 'last'),
  );
  return [
    ...(isCompared ? [] : compares.map(({ phrase: [from, to] }) => textOf(sketch, from, to))),
    ...(form.compare === null ? sides.map(({ text }) => text) : []),
    ...idleNegations(work),
  ];
}
