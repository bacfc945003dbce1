import type { FieldEntry } from '../../data/fields/field.ts';
import { isCategory, isNumeric, withRole } from '../link/fields.ts';
import type { Span } from '../link/spans.ts';
import type { StreamView } from '../link/stream-view.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import { type DraftReading, fieldLinks, isUnused, markUsed } from './draft-reading.ts';
import { isNegated } from './filters.ts';

const OPTIONAL_WEIGHT = 0.4;

/** Share of the content that is accounted for, each word by how sure its meaning is. */
export function coverageOf(draft: DraftReading): number {
  let total = 0;
  let covered = 0;
  for (const span of draft.spans) {
    if (span.isOptional) {
      // What happens to mean something here speaks for the stream, and for no other against it.
      const score = draft.used.get(span) ?? 0;
      if (score >= 0.5) {
        total += OPTIONAL_WEIGHT;
        covered += OPTIONAL_WEIGHT * score;
      }
      continue;
    }
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

/** Further words for the number that is measured: "the duration of the longest call". */
export function markMeasuredField(draft: DraftReading, measured: FieldEntry | null): void {
  if (!measured) return;
  for (const span of draft.spans) {
    if (!isUnused(draft, span) || span.isOptional) continue;
    const [best] = span.links;
    const link = fieldLinks(span).find(({ field }) => field.name === measured.name);
    if (link && link.score >= 0.7 && best && link.score >= best.score - 0.02)
      markUsed(draft, span, link.score);
  }
}

/** Words that name the stream of traces itself ask for no logs. */
const WELL_NAMED = 0.8;

/** What speaks for a stream besides the words that it explains. */
export function priorOf({ entry, fields }: StreamView, parsed: ParsedQuestion, named: number): number {
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
          : named >= WELL_NAMED
            ? -0.03
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
