import type { FieldEntry } from '../../data/fields/field.ts';
import type { Tag } from '../../language/lexicon/lexicon.ts';
import { hasTag } from '../../language/tagged-words.ts';
import { isCategory, isMeasure } from '../link/fields.ts';
import type { Link } from '../link/link.ts';
import type { Span } from '../link/spans.ts';
import type { StreamView } from '../link/stream-view.ts';
import type { ParsedQuestion } from '../parse/parse-question.ts';

/** A link from a span to a field. */
export type FieldLink = Extract<Link, { kind: 'field' }>;

/** The reading of one request over one stream while it is made. */
export interface DraftReading {
  readonly parsed: ParsedQuestion;
  readonly view: StreamView;
  readonly spans: readonly Span[];
  /** How well each span is accounted for; those that are not in it are open. */
  readonly used: Map<Span, number>;
  /** What was taken for granted, in English. */
  readonly assumed: string[];
}

/** All fields of the stream. */
export const fieldsOf = ({ view }: Pick<DraftReading, 'view'>): FieldEntry[] =>
  view.fields.map(({ field }) => field);

/** Whether no part of the query accounts for a span yet. */
export const isUnused = ({ used }: DraftReading, span: Span) => !used.has(span);

/** Record that the query accounts for a span, with 0 to 1 for how surely; the highest score stays. */
export const markUsed = ({ used }: DraftReading, span: Span, score: number) => {
  used.set(span, Math.max(score, used.get(span) ?? 0));
};

/** Whether a word has a function at this place, and no time or number takes it. */
export const hasTagAt = ({ parsed }: Pick<DraftReading, 'parsed'>, at: number, ...tags: Tag[]) =>
  !parsed.taken.has(at) && hasTag(parsed.words[at], ...tags);

const isFiller = (draft: Pick<DraftReading, 'parsed'>, at: number) =>
  hasTagAt(draft, at, 'stop word', 'preposition', 'each') && draft.parsed.words[at]?.kind !== 'symbol';

/** The span that begins at a word, or after the articles there. */
export function spanAt(draft: DraftReading, at: number): Span | null {
  for (let index = at; index <= at + 3; index++) {
    const span = draft.spans.find(({ from, to }) => from <= index && index <= to);
    if (span && !(span.isOptional && draft.spans.some((other) => other.from === span.to + 1))) return span;
    if (!isFiller(draft, index) && !draft.parsed.taken.has(index)) return null;
  }
  return null;
}

/** The span that a cue leads to: of "crash frames" the frames, where crashes are the stream. */
export function groupSpanAt(draft: DraftReading, at: number): Span | null {
  const span = spanAt(draft, at);
  if (!span || categoryIn(span) !== null) return span;
  const next = draft.spans.find(({ from }) => from === span.to + 1);
  const isModifier =
    span.links.length === 0 ||
    span.links.some(({ kind }) => kind === 'stream' || kind === 'state' || kind === 'value');
  return next && isModifier && categoryIn(next, 0.7) !== null ? next : span;
}

/** The fields that a span may name, the best first. */
export const fieldLinks = (span: Span): FieldLink[] => span.links.filter((link) => link.kind === 'field');

/** The score of the best link of a span, 0 to 1; 0 for none. */
export const bestScore = (span: Span) => span.links[0]?.score ?? 0;

const best = (links: readonly FieldLink[]) =>
  links.reduce<FieldLink | null>((top, link) => (top && top.score >= link.score ? top : link), null);

/** The field to group by that a span names; null for none. */
export function categoryIn(span: Span, least = 0.55): FieldLink | null {
  const links = fieldLinks(span).filter(({ field, score }) => score >= least && isCategory(field));
  return best(
    links.map((link) => ({ ...link, score: link.score - (link.field.roles[0] === 'message' ? 0.1 : 0) })),
  );
}

/** The number to measure that a span names; null for none. */
export const measureIn = (span: Span, least = 0.55): FieldLink | null =>
  best(fieldLinks(span).filter(({ field, score }) => score >= least && isMeasure(field)));

/** The best link of a kind; null for none. */
export const linkOf = <K extends Link['kind']>(span: Span, kind: K): Extract<Link, { kind: K }> | null =>
  (span.links.find((link) => link.kind === kind) as Extract<Link, { kind: K }> | undefined) ?? null;
