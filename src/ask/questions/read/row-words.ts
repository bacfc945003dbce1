import type { StreamView } from '../link/stream-view.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import { stemOf } from '../../language/word-forms.ts';
import { isCategory, isNumeric, withRole } from '../link/fields.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import type { Condition } from '../query/logical-form.ts';
import { categoryIn, type DraftReading, fieldLinks, isUnused, linkOf, markUsed } from './draft-reading.ts';

/** Two values of one field that are set against each other. */
export function comparedValues(
  draft: DraftReading,
  where: readonly Condition[],
): { field: string; values: readonly string[] } | null {
  const found = where.find(
    (condition) => condition.kind === 'in' && !condition.not && condition.values.length >= 2,
  );
  if (found?.kind !== 'in') return null;
  const { parsed } = draft;
  const isChoice =
    parsed.has('which') || parsed.has('than') || parsed.isYesOrNo || (parsed.has('who') && parsed.has('or'));
  if (!parsed.has('compare') && !parsed.has('versus') && !isChoice) return null;
  return { field: found.field, values: found.values };
}

/** Columns that are wanted of rows: fields named besides all else. */
export function columnsOf(draft: DraftReading): string[] {
  const named: string[] = [];
  for (const span of draft.spans) {
    if (!isUnused(draft, span)) continue;
    const link = fieldLinks(span)[0];
    if (!link || link.score < 0.6 || (linkOf(span, 'stream')?.score ?? 0) > link.score) continue;
    named.push(link.field.name);
    markUsed(draft, span, link.score);
  }
  return named;
}

/** "which regions are there", "what kinds of scans": the field whose values are wanted. */
export function listedCategory(draft: DraftReading): FieldEntry | null {
  const first = draft.spans.find((each) => !each.isOptional);
  // "alarm codes": the codes of the stream of alarms.
  const next = first && draft.spans.find(({ from }) => from === first.to + 1);
  const isCompound =
    first &&
    next &&
    (isUnused(draft, next) || linkOf(next, 'stream') !== null) &&
    linkOf(first, 'stream') !== null &&
    (categoryIn(next, 0.7)?.score ?? 0) > (linkOf(next, 'stream')?.score ?? 0);
  const span = isCompound ? next : first && isUnused(draft, first) ? first : null;
  const link = span ? categoryIn(span) : null;
  if (
    span &&
    link &&
    link.score >= (linkOf(span, 'stream')?.score ?? 0) &&
    link.score >= (span.links[0]?.score ?? 0) - 0.05
  ) {
    markUsed(draft, span, link.score);
    return link.field;
  }
  // "what batch jobs do we have" of a stream with a row for each run: the jobs.
  const last = first?.words.at(-1);
  const noun = last ? stemOf(last.forms[0] ?? last.folded) : null;
  const own = draft.view.fields.find(
    ({ field, telling }) =>
      isCategory(field) && field.valuesComplete && telling.includes(noun ?? '') && telling.length <= 2,
  )?.field;
  if (own && first && linkOf(first, 'stream') && (draft.parsed.has('which') || draft.parsed.has('distinct')))
    return own;
  const isKinds = draft.parsed.words.some(
    ({ folded, index }) =>
      !draft.parsed.taken.has(index) &&
      /^(kinds?|types?|sorts?|arten|typen|sortes|tipos|种类|类型)$/.test(folded),
  );
  if (!isKinds) return null;
  const kinds = draft.view.fields.filter(
    ({ field }) => isCategory(field) && field.words.some((word) => /^(type|kind|category|class)$/.test(word)),
  );
  return (
    kinds[0]?.field ??
    withRole(
      draft.view.fields.map(({ field }) => field),
      'event',
    ) ??
    null
  );
}

/** "list shards that …": what is listed, each once. */
export const isListRequest = ({ words }: ParsedQuestion) =>
  words
    .slice(0, 3)
    .some(({ folded }) => /^(list|enumerate|liste|auflisten|lista|enumera|listar)$/.test(folded));

/** "who was the last to", "which user was first": one record tells it. */
export const isOneOf = (parsed: ParsedQuestion) =>
  (parsed.has('first') || parsed.has('last') || /\bwas (?:the )?last\b/i.test(parsed.request)) &&
  (parsed.has('who') || parsed.has('which')) &&
  parsed.limit === null &&
  !parsed.has('when') &&
  parsed.superlative === null;

/** Whether several are asked for beside an order such as "slowest". */
export const isPlural = (parsed: ParsedQuestion, at: number) =>
  parsed.language !== 'en' ||
  parsed.words.slice(at, at + 4).some(({ folded }) => folded.length > 3 && /[^s]s$/.test(folded));

/** "the oldest record", "what is the newest order": one record. */
export const isOneRecord = (parsed: ParsedQuestion): boolean =>
  parsed.superlative?.tag === 'oldest' &&
  parsed.limit === null &&
  parsed.measures.length === 0 &&
  parsed.language === 'en' &&
  !isPlural(parsed, parsed.superlative.at);

/** "when was the spike": the time with most of them. */
const SPIKE = /^(spikes?|surges?|bursts?|peaks?|spitze|pics?|picos?|峰值|高峰)$/;

const ERROR_NOUN =
  /^(errors?|exceptions?|failures?|problems?|issues?|warnings?|fehlern?|erreurs?|errores|erros?|falhas?|fallos?|错误|报错|异常|erors?|ausnahmen?|warnungen|alertes?)$/;
/** Whether the word is one for errors themselves, such as `exceptions`. */
export const isNounOfErrors = (parsed: ParsedQuestion, at: number) => {
  const word = parsed.words[at];
  return word !== undefined && ERROR_NOUN.test(word.folded);
};

/** Whether a condition names one thing by its ID. */
export function isIdentifier(condition: Condition, { fields }: StreamView): boolean {
  if (condition.kind === 'any')
    return condition.of.some((each) => isIdentifier(each, { fields } as StreamView));
  if (condition.kind !== 'in' || condition.not) return false;
  const field = fields.find((known) => known.field.name === condition.field)?.field;
  return (
    field !== undefined &&
    !field.valuesComplete &&
    condition.values.every((value) => /\d/.test(value)) &&
    !isNumeric(field)
  );
}

/** Whether the time with most records is asked for. */
export const asksForSpike = (parsed: ParsedQuestion): boolean =>
  parsed.has('when') && parsed.words.some(({ folded }) => SPIKE.test(folded));

const HELD =
  /^(?:stored|hold|holds|held|contains?|gespeichert|enthalt|enthalten|stockee?s?|contient|contiennent|almacenad[oa]s?|contiene[n]?|armazenad[oa]s?|contem)$/;

/** Whether a word says that a stream holds records, such as `stored`. */
export const isHeldWord = (word: string): boolean => HELD.test(word);

/** The word that asks how many records a stream holds in all, such as `stored`; null for none. */
export const heldSpan = (draft: DraftReading) =>
  draft.parsed.has('count')
    ? (draft.spans.find(
        (span) => isUnused(draft, span) && span.words.length === 1 && isHeldWord(span.words[0]?.folded ?? ''),
      ) ?? null)
    : null;
