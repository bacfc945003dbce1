import { hasTag } from '../../language/tagged-words.ts';
import { fold } from '../../language/word-forms.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import type { Condition } from '../query/logical-form.ts';
import type { Filter } from './filters.ts';

/** Filters of which one says the opposite of another: "cached and not cached". */
export const oppositeFilters = (filters: readonly Filter[]): Filter[] =>
  filters.filter(({ condition }) =>
    filters.some(
      ({ condition: other }) =>
        condition.kind === 'in' &&
        other.kind === 'in' &&
        other.field === condition.field &&
        other.not !== condition.not &&
        other.values.join('|') === condition.values.join('|'),
    ),
  );

/** A text that stands in a value of the same field says which of the values is meant, and nothing more. */
function narrow(made: Condition[]): void {
  for (let at = made.length - 1; at >= 0; at--) {
    const part = made[at];
    if (part?.kind !== 'prefix' && part?.kind !== 'contains') continue;
    const whole = made.findIndex(
      (other) =>
        other.kind === 'in' &&
        !other.not &&
        !part.not &&
        other.field === part.field &&
        other.values.some((value) => fold(value).includes(fold(part.text))),
    );
    const other = made[whole];
    if (other?.kind !== 'in') continue;
    const values = other.values.filter((value) => fold(value).includes(fold(part.text)));
    made[whole] = { ...other, values };
    made.splice(at, 1);
  }
}

/** Words before the first of two things, which join nothing. */
const OPENS = /^(?:either|entweder|soit)$/;

/** Filters in the order of their words, those together between which an "or" stands. */
function choicesOf(filters: readonly Filter[], { words, taken }: ParsedQuestion): Filter[][] {
  const groups: Filter[][] = [];
  for (const filter of [...filters].sort((a, b) => a.from - b.from)) {
    const last = groups.at(-1);
    const between = words.slice((last?.at(-1)?.to ?? filter.from) + 1, filter.from);
    const isChoice =
      between.some((word) => hasTag(word, 'or') && !OPENS.test(word.folded)) &&
      between.every((word) => !taken.has(word.index) && word.meanings.length > 0);
    if (last && isChoice) last.push(filter);
    else groups.push([filter]);
  }
  return groups;
}

/** Conditions on one field by equality become one, and those on several with an "or" between them a choice. */
export function mergeFilters(filters: readonly Filter[], parsed: ParsedQuestion): Condition[] {
  const groups = choicesOf(filters, parsed).map((group) => ({ group, merged: mergeAll(group) }));
  const isChoice = ({ group, merged }: (typeof groups)[number]) => group.length > 1 && merged.length > 1;
  const choices = groups.filter(isChoice).map(({ merged }): Condition => ({ kind: 'any', of: merged }));
  return [...mergeAll(groups.filter((each) => !isChoice(each)).flatMap(({ group }) => group)), ...choices];
}

/** Whether a response can have only one of two classes of a status: both are wanted, as in "4xx vs 5xx". */
const isOtherClass = (a: Condition, b: Condition): boolean =>
  a.kind === 'status class' &&
  b.kind === 'status class' &&
  a.field === b.field &&
  !a.not &&
  !b.not &&
  (a.to < b.from || b.to < a.from);

/** Either of two classes; one range where they adjoin. */
const eitherClass = (a: Condition, b: Condition): Condition =>
  a.kind === 'status class' && b.kind === 'status class' && (a.to + 1 === b.from || b.to + 1 === a.from)
    ? { ...a, from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) }
    : { kind: 'any', of: [a, b] };

/** Filters that all hold. */
function mergeAll(filters: readonly Filter[]): Condition[] {
  const made: Condition[] = [];
  // A value that is named in part gives way to one of the same field that is named in full.
  const sure = filters.filter(({ condition, score = 1 }) =>
    score < 0.8 && condition.kind === 'in'
      ? !filters.some(
          (other) =>
            other.condition.kind === 'in' &&
            condition.kind === 'in' &&
            other.condition.field === condition.field &&
            (other.score ?? 1) > score + 0.1 &&
            !other.condition.values.some((value) => condition.values.includes(value)),
        )
      : true,
  );
  const codes = sure.flatMap(({ condition }) =>
    condition.kind === 'in' && !condition.not ? [condition.field] : [],
  );
  for (const { condition } of sure) {
    // "500 errors": the code says more than the class; of "5xx without the 503s" it only takes one away.
    if (condition.kind === 'status class' && codes.includes(condition.field)) continue;
    const at = made.findIndex(
      (other) =>
        other.kind === 'in' &&
        condition.kind === 'in' &&
        other.field === condition.field &&
        other.not === condition.not,
    );
    const apart = made.findIndex((each) => isOtherClass(each, condition));
    if (apart >= 0) {
      made[apart] = eitherClass(made[apart] as Condition, condition);
      continue;
    }
    const other = made[at];
    if (other?.kind === 'in' && condition.kind === 'in') {
      const both = other.values.filter((value) => condition.values.includes(value));
      made[at] = {
        ...other,
        values: both.length > 0 && !other.not ? both : [...new Set([...other.values, ...condition.values])],
      };
    } else if (!made.some((each) => JSON.stringify(each) === JSON.stringify(condition))) made.push(condition);
  }
  narrow(made);
  return made;
}

/** A login that failed over HTTP is one that was refused: its status is one of the client's errors. */
export function refusedLogin(
  condition: Condition,
  filters: ReadonlyArray<{ readonly condition: Condition }>,
): Condition {
  if (condition.kind !== 'status class' || condition.from !== 5 || condition.to !== 5 || condition.not)
    return condition;
  const isLogin = filters.some(
    ({ condition: other }) =>
      other.kind === 'in' && other.values.every((value) => /(?:log|sign)[-_]?(?:in|on)\b/i.test(value)),
  );
  return isLogin ? { ...condition, from: 4 } : condition;
}
