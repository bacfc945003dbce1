import { isCategory, isNumeric, withRole } from '../link/fields.ts';
import { isNegated } from './filters.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import type { Span } from '../link/spans.ts';
import type { StreamView } from '../link/stream-view.ts';
import { markUsed, fieldLinks, isUnused, type DraftReading } from './draft-reading.ts';

/** Share of the content that is accounted for, each word by how sure its meaning is. */
export function coverageOf(draft: DraftReading): number {
  let total = 0;
  let covered = 0;
  for (const span of draft.spans) {
    if (span.isOptional) continue;
    const weight = span.words.reduce(
      (sum, { kind, text }) => sum + (kind === 'quoted' || kind === 'id' || /\d/.test(text) ? 1.5 : 1),
      0,
    );
    total += weight;
    covered += weight * (draft.used.get(span) ?? 0);
  }
  return total === 0 ? 1 : covered / total;
}

/** Fields that are mentioned and need no part in the query: "how many orders did customers place". */
export function markMentionedField(draft: DraftReading, span: Span): void {
  if (!isUnused(draft, span) || span.isOptional) return;
  const link = fieldLinks(span)[0];
  if (
    link &&
    link.score >= 0.6 &&
    (isCategory(link.field) || !isNumeric(link.field)) &&
    !isNegated(draft, span.from)
  )
    markUsed(draft, span, 0.45);
}

/** What speaks for a stream besides the words that it explains. */
export function priorOf({ entry, fields }: StreamView, parsed: ParsedQuestion): number {
  const size = Math.log10(1 + (entry.records ?? 0)) / 200;
  const wantsTraces = parsed.words.some(
    ({ forms }, at) =>
      /^(traces?|spans?)$/.test(forms[0] ?? '') && !/^ids?$/.test(parsed.words[at + 1]?.folded ?? ''),
  );
  const type =
    entry.type === 'traces'
      ? wantsTraces
        ? 0.2
        : parsed.has('records')
          ? -0.16
          : -0.1
      : wantsTraces
        ? -0.15
        : 0;
  const hasDuration = withRole(
    fields.map(({ field }) => field),
    'duration',
  )
    ? 0.005
    : 0;
  return size + type + hasDuration;
}
