import type { FieldEntry } from '../../data/fields/field.ts';
import { US_PER } from '../../data/fields/unit-sizes.ts';
import { stemOf } from '../../language/word-forms.ts';
import { rolesFor } from '../link/concepts.ts';
import { isCategory, isNumeric, withRole } from '../link/fields.ts';
import type { Span } from '../link/spans.ts';
import type { StreamView } from '../link/stream-view.ts';
import { valueParts } from '../link/value-parts.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';
import { type DraftReading, type FieldLink, fieldLinks, isUnused, markUsed } from './draft-reading.ts';
import type { LogicalForm } from '../query/logical-form.ts';
import { isNewWord } from './creation-state.ts';
import { isNegated, unusedWords } from './filters.ts';
import { MONEY } from './measured-fields.ts';

const OPTIONAL_WEIGHT = 0.4;
/** Of words that name nothing, a stream that one of them happens to name explains more than the others. */
const NOTHING_SAID = 0.7;

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
  return total === 0 ? NOTHING_SAID : covered / total;
}

/** Fields that are mentioned and need no part in the query: "how many orders did customers place". `isOfPersons`: what is measured is theirs, as in "how long do patients wait". */
export function markMentionedField(draft: DraftReading, span: Span, isOfPersons: boolean): void {
  if (!isUnused(draft, span) || span.isOptional) return;
  const link = fieldLinks(span)[0];
  if (
    link &&
    link.score >= 0.6 &&
    (isCategory(link.field) || !isNumeric(link.field)) &&
    !isNegated(draft, span.from)
  )
    markUsed(
      draft,
      span,
      (isOfPersons && (PERSONS.has(link.field.roles[0] ?? '') || isOwnId(link))) ||
        (isOurs(draft, span) && PERSONS.has(link.field.roles[0] ?? ''))
        ? 0.75
        : 0.45,
    );
}

/** Words that are the name of a field which the query keeps to or groups by say no more: "on the ships A and B", "slow queries over 5 s" of a query time. */
function markFieldsOf(draft: DraftReading, { where, groupBy }: LogicalForm): void {
  const fields = new Set([...groupBy, ...where.flatMap((each) => ('field' in each ? [each.field] : []))]);
  for (const span of draft.spans) {
    const link = fieldLinks(span).find(({ field, score }) => score >= NAMED_FIELD && fields.has(field.name));
    const isOther = span.links.some(({ kind, score }) => kind !== 'field' && score > (link?.score ?? 0));
    if (
      link &&
      !isOther &&
      !span.isOptional &&
      (draft.used.get(span) ?? 0) < 0.5 &&
      !isNegated(draft, span.from)
    )
      markUsed(draft, span, link.score);
    // "new tickets that were opened": those that are made are new.
    const isMade =
      isNewWord(span) &&
      where.some((each) => each.kind === 'in' && !each.not && each.values.every(isCreation));
    if (span.links.length === 0 && isMade) markUsed(draft, span, 0.75);
    // "readings above 80 degrees": the records, where nothing is called so.
    const isReading =
      span.links.length === 0 && span.words.every(({ forms }) => READING.test(forms[0] ?? ''));
    if (isReading && where.some(({ kind }) => kind === 'compare' || kind === 'between'))
      markUsed(draft, span, 0.75);
  }
}
const NAMED_FIELD = 0.6;
const CREATED =
  /^(?:created?|opened?|placed|registered|signup|submitted|started|added|new|received|requested)$/;
const isCreation = (value: string) => valueParts(value).some((part) => CREATED.test(part));
const READING = /^(?:readings?|measurements?|measured values?)$/;

/** Words that have no part in the query, once all parts of it are known. */
export function wordsLeftOut(draft: DraftReading, form: LogicalForm): string[] {
  markFieldsOf(draft, form);
  return unusedWords(draft);
}

/** "our customers" are all of them. */
const isOurs = ({ parsed }: DraftReading, { from }: Span) => parsed.words[from - 1]?.folded === 'our';

/** Whether a noun names an ID field, as "ticket" does `ticket_id` in "the average time to resolve a ticket". */
const isOwnId = ({ field, score }: FieldLink) => score >= 0.9 && field.words.includes('id');

const PERSONS: ReadonlySet<string> = new Set(['user', 'customer']);

/** Further words for the number that is measured: "the duration of the longest call". */
export function markMeasuredField(draft: DraftReading, measured: FieldEntry | null): void {
  if (!measured) return;
  for (const span of draft.spans) {
    if (!isUnused(draft, span) || span.isOptional) continue;
    const [best] = span.links;
    const link = fieldLinks(span).find(({ field }) => field.name === measured.name);
    // The scrap of "scrap pieces" is a part of the name, though a code is called so alone.
    const isPartOfName = span.links.every(({ kind }) => kind === 'field') && isWordOf(measured, span);
    if (link && link.score >= 0.7 && best && (link.score >= best.score - 0.02 || isPartOfName))
      markUsed(draft, span, link.score);
    else if (best === undefined && (saysTime(measured, span) || saysMoney(measured, span)))
      markUsed(draft, span, 0.75);
  }
}

const isWordOf = ({ stems }: FieldEntry, { words }: Span) =>
  words.every(({ forms, folded }) => stems.includes(stemOf(forms[0] ?? folded)));

/** "with viewer and duration": of a time that is measured anyway. */
const saysTime = ({ unit }: FieldEntry, { words }: Span) =>
  unit !== null &&
  unit in US_PER &&
  words.every(({ forms, folded }) => rolesFor(stemOf(forms[0] ?? folded)).includes('duration'));

/** "what did the parts cost": of money that is measured anyway. */
const saysMoney = ({ unit, roles }: FieldEntry, { words }: Span) =>
  (unit === 'currency' || unit === 'cents' || roles[0] === 'amount') &&
  words.every(({ forms, folded }) => MONEY.test(forms[0] ?? folded));

/** Words that name the stream of traces itself ask for no logs. */
const WELL_NAMED = 0.8;

/** What speaks for a stream besides the words that it explains. */
export function priorOf({ entry, fields }: StreamView, parsed: ParsedQuestion, named: number): number {
  const size = Math.log10(1 + (entry.records ?? 0)) / 200;
  const wantsTraces = parsed.words.some(
    ({ forms }, at) =>
      /^(traces?|spans?)$/.test(forms[0] ?? '') && !/^ids?$/.test(parsed.words[at + 1]?.folded ?? ''),
  );
  // With its trace ID a call is one of a trace.
  const saysTraceId = parsed.words.some(
    ({ forms }, at) => /^traces?$/.test(forms[0] ?? '') && /^ids?$/.test(parsed.words[at + 1]?.folded ?? ''),
  );
  const type =
    entry.type === 'traces'
      ? wantsTraces
        ? 0.2
        : saysTraceId
          ? 0
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

/** Whether the first thing that the words name is nothing here. */
export function isSubjectUnknown({ spans, used, parsed }: DraftReading): boolean {
  const subject = spans.filter(({ isOptional }) => !isOptional);
  const first =
    parsed.language === 'en' ? subject.find((span) => !isModifier(span) && !isVerb(parsed, span)) : undefined;
  if (first === undefined || first.links.length > 0 || (used.get(first) ?? 0) >= 0.5) return false;
  // "router models" are models.
  const next = subject.find(({ from }) => from === first.to + 1);
  return next === undefined || (used.get(next) ?? 0) < 0.5;
}

/** "export the payment errors". */
const isVerb = ({ words }: ParsedQuestion, { from, to }: Span) =>
  from === 0 && /^(?:the|all|an?|my|our|me|us|every|each)$/.test(words[to + 1]?.folded ?? '');

/** Words for how something went say nothing of what it is. */
const isModifier = ({ links }: Span) => links[0]?.kind === 'state';
