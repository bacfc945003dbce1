import type { Role } from '../../data/fields/field.ts';
import { hasTag } from '../../language/tagged-words.ts';
import { fold } from '../../language/word-forms.ts';
import type { Span } from '../link/spans.ts';
import { type DraftReading, fieldLinks, isUnused, linkOf, markUsed } from '../conditions/draft-reading.ts';

/** What systems and places are called besides their names. */
const HEADS: ReadonlySet<string> = new Set(
  'system app application service component platform module program software tool stream backend side server page site website portal team process function machine department office branch area screen plan mode account'.split(
    ' ',
  ),
);
/** What such words may say of a value. */
const NAMED: ReadonlySet<Role | undefined> = new Set<Role>([
  'service',
  'host',
  'site',
  'region',
  'operation',
  'path',
  'logger',
  'device',
  'team',
  'queue',
  'database',
  'cluster',
  'environment',
  'namespace',
]);
const LEAST = 0.7;
/** A name of the stream comes before a value that is not much surer. */
const CLOSE = 0.1;

const isHead = ({ words }: Span) => words.every(({ forms }) => HEADS.has((forms[0] ?? '').replace(/s$/, '')));

/** Whether values hold a word as it is written. */
const isWithin = ({ words }: Span, values: readonly string[]) =>
  values.some((value) => words.some(({ folded }) => fold(value).includes(folded)));

/** Words that say what the name before them is, such as the `service` of "the billing service": they add nothing to it. */
export function markHeads(draft: DraftReading): void {
  const { parsed, spans } = draft;
  for (const span of spans) {
    const before = spans.find(({ to }) => to === span.from - 1);
    if (!before || !isUnused(draft, span) || span.isOptional || before.isOptional) continue;
    if (parsed.cues.some(({ kind, next }) => kind !== 'superlative' && next === before.from)) continue;
    const value = linkOf(before, 'value');
    const stream = linkOf(before, 'stream');
    const isOfValue =
      value !== null &&
      value.score >= LEAST &&
      (linkOf(span, 'value') ?? linkOf(span, 'state')) === null &&
      fieldLinks(span).some(({ field, score }) => score >= 0.5 && field.name === value.field.name) &&
      parsed.words[span.to + 1]?.folded !== 'rate';
    const isName =
      ((stream?.score ?? 0) >= LEAST && (stream?.score ?? 0) >= (value?.score ?? 0) - CLOSE) ||
      (value !== null &&
        value.score >= LEAST &&
        NAMED.has(value.field.roles[0]) &&
        // What was "booked" is no name of a "booking website".
        (value.field.roles[0] !== 'operation' || isWithin(before, value.values)));
    const isPlain = before.words.every((word) => !hasTag(word, 'records'));
    if (isOfValue || (isName && isPlain && isHead(span) && (fieldLinks(span)[0]?.score ?? 0) < 0.95))
      markUsed(draft, span, 0.9);
  }
}
