import type { FieldEntry } from '../../data/fields/field.ts';
import type { Language, Tag } from '../../language/lexicon/lexicon.ts';
import { hasTag, type TaggedWord } from '../../language/tagged-words.ts';
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

/** Languages in which what a compound is comes last: an "order call" is a call. */
const HEAD_LAST: ReadonlySet<Language> = new Set(['en', 'de', 'zh']);

const isCapital = (word: TaggedWord | undefined) => /^\p{Lu}\p{Ll}/u.test(word?.text ?? '');

/** German writes nouns with a capital: what follows one without it is what it does, and no head. */
const isVerbAfter = ({ parsed }: DraftReading, span: Span, next: Span) =>
  parsed.language === 'de' &&
  isCapital(span.words.at(-1)) &&
  /^\p{Ll}+$/u.test(next.words.at(-1)?.text ?? '');

/** 出错的: in Chinese words with 的 after them say more of a noun that follows. */
const isBeforeNoun = ({ parsed }: DraftReading, { to }: Span) => parsed.words[to + 1]?.folded === '的';

/** The span that a cue leads to: of "crash frames" the frames, where crashes are the stream, and of "order api calls" the calls. */
export function groupSpanAt(draft: DraftReading, at: number): Span | null {
  const first = spanAt(draft, at);
  let span = first;
  while (span && HEAD_LAST.has(draft.parsed.language)) {
    const { to }: Span = span;
    const next = draft.spans.find(({ from, isOptional }) => from === to + 1 && !isOptional);
    if (!next || isVerbAfter(draft, span, next) || isBeforeNoun(draft, next)) break;
    // Of "watched titles" the titles are meant.
    const isHead = PARTICIPLE.test(span.words.at(-1)?.folded ?? '') && categoryIn(next, NAMED_HEAD) !== null;
    // Of "the amount invoiced" the amount is.
    if (PARTICIPLE.test(next.words.at(-1)?.folded ?? '') && bestScore(span) > 0) break;
    span = next;
    if (isHead && bestScore(next) <= (categoryIn(next)?.score ?? 0) + 0.1) return next;
    if (categoryIn(next, SURE_HEAD) !== null && bestScore(next) <= (categoryIn(next)?.score ?? 0) + 0.1)
      return next;
  }
  if (!first || categoryIn(first) !== null) return first;
  const next = draft.spans.find(({ from }) => from === first.to + 1);
  const isModifier =
    first.links.length === 0 ||
    first.links.some(({ kind }) => kind === 'stream' || kind === 'state' || kind === 'value');
  // Of "which payment failed" the payment is meant, and not the kind of failure.
  const isState = next?.links.some(({ kind }) => kind === 'state') && isParticiple(next);
  return next && isModifier && !isState && categoryIn(next, 0.7) !== null ? next : first;
}

/** "by average latency": what follows a cue is a measure, and no group. */
export const isAboutMeasure = ({ parsed, spans }: Pick<DraftReading, 'parsed' | 'spans'>, at: number) =>
  parsed.measures.some(
    (measure) =>
      measure.at >= at && measure.at <= at + 2 && !spans.some(({ from }) => from >= at && from < measure.at),
  );

/** A field that the last of several nouns surely names is what they are. */
const SURE_HEAD = 0.85;
/** The same for a noun after a participle. */
const NAMED_HEAD = 0.6;
const PARTICIPLE = /[a-z]{2}ed$/;
const isParticiple = ({ words }: Span) => PARTICIPLE.test(words.at(-1)?.folded ?? '');

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

/** How sure it is that the total is meant of numbers of one name. */
const WHOLE = 0.7;

/** The number to measure that a span names; null for none. */
export function measureIn(span: Span, least = 0.55): FieldLink | null {
  const links = fieldLinks(span).filter(({ field, score }) => score >= least && isMeasure(field));
  const top = best(links);
  // Of tokens that went in, came out and in total, the total is meant.
  const whole = links.find(({ field, score }) => score === top?.score && field.words.includes('total'));
  return whole && whole !== top ? { ...whole, score: Math.max(whole.score, WHOLE) } : top;
}

/** The best link of a kind; null for none. */
export const linkOf = <K extends Link['kind']>(span: Span, kind: K): Extract<Link, { kind: K }> | null =>
  (span.links.find((link) => link.kind === kind) as Extract<Link, { kind: K }> | undefined) ?? null;
