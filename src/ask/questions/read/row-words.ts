import type { FieldEntry } from '../../data/fields/field.ts';
import { isCategory, withRole } from '../link/fields.ts';
import type { Condition } from '../query/logical-form.ts';
import { stemOf } from '../words/words.ts';
import type { Sketch } from '../sketch/sketch.ts';
import { categoryIn, claim, fieldLinks, isOpen, linkOf, type Work } from './work.ts';

/** Two values of one field that are set against each other. */
export function comparedValues(
  work: Work,
  where: readonly Condition[],
): { field: string; values: readonly string[] } | null {
  const found = where.find(
    (condition) => condition.kind === 'in' && !condition.not && condition.values.length >= 2,
  );
  if (found?.kind !== 'in') return null;
  const isChoice = work.sketch.has('which') || work.sketch.has('than') || work.sketch.isYesOrNo;
  if (!work.sketch.has('compare') && !work.sketch.has('versus') && !isChoice) return null;
  return { field: found.field, values: found.values };
}

/** Columns that are wanted of rows: fields named besides all else. */
export function columnsOf(work: Work): string[] {
  const named: string[] = [];
  for (const span of work.spans) {
    if (!isOpen(work, span)) continue;
    const link = fieldLinks(span)[0];
    if (!link || link.score < 0.6 || (linkOf(span, 'stream')?.score ?? 0) > link.score) continue;
    named.push(link.field.name);
    claim(work, span, link.score);
  }
  return named;
}

/** "which regions are there", "what kinds of scans": the field whose values are wanted. */
export function listedCategory(work: Work): FieldEntry | null {
  const first = work.spans.find((each) => !each.isOptional);
  // "alarm codes": the codes of the stream of alarms.
  const next = first && work.spans.find(({ from }) => from === first.to + 1);
  const isCompound =
    first &&
    next &&
    (isOpen(work, next) || linkOf(next, 'stream') !== null) &&
    linkOf(first, 'stream') !== null &&
    (categoryIn(next, 0.7)?.score ?? 0) > (linkOf(next, 'stream')?.score ?? 0);
  const span = isCompound ? next : first && isOpen(work, first) ? first : null;
  const link = span ? categoryIn(span) : null;
  if (
    span &&
    link &&
    link.score >= (linkOf(span, 'stream')?.score ?? 0) &&
    link.score >= (span.links[0]?.score ?? 0) - 0.05
  ) {
    claim(work, span, link.score);
    return link.field;
  }
  // "what batch jobs do we have" of a stream with a row for each run: the jobs.
  const last = first?.words.at(-1);
  const noun = last ? stemOf(last.forms[0] ?? last.folded) : null;
  const own = work.view.fields.find(
    ({ field, telling }) =>
      isCategory(field) && field.valuesComplete && telling.includes(noun ?? '') && telling.length <= 2,
  )?.field;
  if (own && first && linkOf(first, 'stream') && (work.sketch.has('which') || work.sketch.has('distinct')))
    return own;
  const isKinds = work.sketch.words.some(
    ({ folded, index }) =>
      !work.sketch.taken.has(index) &&
      /^(kinds?|types?|sorts?|arten|typen|sortes|tipos|种类|类型)$/.test(folded),
  );
  if (!isKinds) return null;
  const kinds = work.view.fields.filter(
    ({ field }) => isCategory(field) && field.words.some((word) => /^(type|kind|category|class)$/.test(word)),
  );
  return (
    kinds[0]?.field ??
    withRole(
      work.view.fields.map(({ field }) => field),
      'event',
    ) ??
    null
  );
}

/** "list shards that …": what is listed, each once. */
export const isListed = ({ words }: Sketch) =>
  words
    .slice(0, 3)
    .some(({ folded }) => /^(list|enumerate|liste|auflisten|lista|enumera|listar)$/.test(folded));
