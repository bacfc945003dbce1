import { hasTag } from '../../language/tagged-words.ts';
import { type DraftReading, hasTagAt, linkOf, markUsed } from '../conditions/draft-reading.ts';
import { type Filter, isNegated, negate } from '../conditions/filters.ts';
import type { Condition, CountLimit, LogicalForm } from '../query/logical-form.ts';

/** Says that there is none at all, and not that something is another. */
const NONE =
  /^(?:no|without|never|zero|w\/o|kein|keine|keinen|keiner|keinem|ohne|nie|niemals|aucune?|sans|jamais|ningun[ao]?|sin|nunca|nenhuma?|sem|没有|无|从未|从不)$/;
/** "did not fail", "have not had errors": nothing of the kind happened. */
const HAPPENED =
  /^(?:did|do|does|have|has|had|ont|a|avaient|hat|haben|hatte|hatten|tiveram|teve|tem|tinham|houve)$/;
const HAPPENED_NOT = /^(?:didnt|dont|doesnt|havent|hasnt|hadnt)$/;

/** The word that says of a group that it has none of something; null where none does. */
function noneAt(
  { parsed: { words, taken, cues } }: DraftReading,
  { from: before, isState, condition }: Filter,
): number | null {
  const at = words.findLastIndex(
    (word, index) => index < before && !taken.has(index) && hasTag(word, 'not') && word.phrase[0] === index,
  );
  const word = words[at];
  const isAsked = cues.some(({ kind, after }) => kind === 'which' && after <= at);
  if (!word || (!isAsked && cues.some(({ kind }) => kind === 'by' || kind === 'each'))) return null;
  const text = words
    .slice(word.phrase[0], word.phrase[1] + 1)
    .map(({ folded }) => folded)
    .join(' ');
  if (NONE.test(text)) return at;
  const isDone =
    HAPPENED_NOT.test(text) ||
    /^(?:did|do|does|have|has|had) not$/.test(text) ||
    [words[at - 1], words[at + 1]].some((beside) => HAPPENED.test(beside?.folded ?? ''));
  // "which hosts do not run version 3" is about what each record says.
  return isDone && (isState || condition.kind !== 'in') ? at : null;
}

/** What there is none of: the condition, without the "not" that made it; of "no orders over 1000" the limit is none. Null for others. */
function absentOf(draft: DraftReading, { condition, from }: Filter, at: number): Condition | null {
  if (condition.kind !== 'compare' && condition.kind !== 'between')
    return isNegated(draft, from) && 'not' in condition && condition.not ? negate(condition) : null;
  const between = draft.spans.filter((span) => span.from > at && span.to < from);
  if (between.length === 0) return negate(condition);
  return between.every((span) => linkOf(span, 'stream') !== null || isNegated(draft, span.from))
    ? condition
    : null;
}

/** "no errors and no warnings": neither of them. "no payments over 10 s that failed": none that is both. Null for none, and for what is neither. */
function eachOf(found: ReadonlyArray<{ readonly of: Condition; readonly at: number }>): Condition[] | null {
  const [first, ...rest] = found;
  if (!first) return null;
  const fieldOf = ({ of }: typeof first) => ('field' in of ? of.field : null);
  const isApart = (each: typeof first) => each.at !== first.at || fieldOf(each) === fieldOf(first);
  if (rest.length > 0 && rest.every(isApart)) return [{ kind: 'any', of: found.map(({ of }) => of) }];
  return rest.some(isApart) ? null : found.map(({ of }) => of);
}

/** Of "which hosts had no errors": the conditions that no record of a group may hold. The others stay; null where nothing says so. */
export function absentFromGroups(
  draft: DraftReading,
  filters: readonly Filter[],
): { readonly rest: Filter[]; readonly limit: CountLimit } | null {
  const found = filters.flatMap((filter) => {
    const at = noneAt(draft, filter);
    const of = at === null ? null : absentOf(draft, filter, at);
    return at === null || of === null ? [] : [{ filter, of, at }];
  });
  const of = eachOf(found);
  if (of === null) return null;
  return {
    rest: filters.filter((each) => !found.some(({ filter }) => filter === each)),
    limit: { operator: '=', value: 0, of },
  };
}

const BOTH = /^(?:both|beide|beiden|beider|sowohl|ambos|ambas|tanto|fois|同时|都)$/;

/** The place of the word that asks for two things at once; null where none does. */
const bothAt = ({ words, taken }: DraftReading['parsed']): number | null => {
  const at = words.findIndex(({ folded, index }) => !taken.has(index) && BOTH.test(folded));
  return at < 0 ? null : at;
};

/** Of "which errors happened both here and there": each group must be in all places. Null where nothing says so. */
export function inAll(
  draft: DraftReading,
  where: readonly Condition[],
  filters: readonly Filter[],
  groupBy: readonly string[],
): CountLimit | null {
  const at = bothAt(draft.parsed);
  if (at === null || groupBy.length === 0) return null;
  if (!draft.parsed.cues.some(({ kind, after }) => (kind === 'which' || kind === 'who') && after <= at))
    return null;
  const found = where.find(
    (condition) =>
      condition.kind === 'in' &&
      !condition.not &&
      condition.values.length > 1 &&
      !groupBy.includes(condition.field),
  );
  if (found?.kind !== 'in') return null;
  const stated = filters.filter(
    ({ condition }) => condition.kind === 'in' && condition.field === found.field,
  );
  const isEachOne = stated.every(({ condition }) => condition.kind === 'in' && condition.values.length === 1);
  const isList = stated.every(
    ({ from }, index) => index === 0 || hasTagAt(draft, from - 1, 'and', 'preposition'),
  );
  if (!isEachOne || !isList || stated.length !== found.values.length) return null;
  const word = draft.spans.find(({ from, to }) => from <= at && at <= to);
  if (word) markUsed(draft, word, 0.9);
  return { operator: '=', value: found.values.length, distinct: found.field };
}

/** The "both" of "how many customers ordered in both", and of "orders both paid and open": what is in two places or states at once is no plain count. */
export function idleBoth(
  { parsed, spans }: DraftReading,
  { measure, where, having, compare }: LogicalForm,
): string[] {
  const at = bothAt(parsed);
  if (at === null || having?.distinct !== undefined || compare !== null) return [];
  const isOfSeveral = where.some((each) => each.kind === 'in' && !each.not && each.values.length > 1);
  const next = spans.find(({ from }) => from === at + 1);
  const isStates = isOfSeveral && next?.links.some(({ kind }) => kind === 'value' || kind === 'state');
  const isIn = hasTag(parsed.words[at - 1], 'preposition');
  return measure.kind === 'distinct' || (isStates && !isIn) ? [parsed.words[at]?.text ?? ''] : [];
}
