import type { FieldEntry } from '../../data/fields/field.ts';
import { fold, stemOf } from '../../language/word-forms.ts';
import { categoryIn, type DraftReading } from '../conditions/draft-reading.ts';
import { isMeasure } from '../link/fields.ts';
import type { Link } from '../link/link.ts';
import type { Span } from '../link/spans.ts';

/** Fields whose values are names of things. */
const THINGS: ReadonlySet<string> = new Set([
  'host',
  'device',
  'pod',
  'service',
  'container',
  'queue',
  'user',
]);
/** Fewer things with a name in common are no kind. */
const LEAST_THINGS = 2;

/** "which switches" of hosts that are called `switch-1`, `switch-2`: the field with their names; null for none. */
export function namedThings(span: Span): Extract<Link, { kind: 'value' }> | null {
  const links = span.links.filter((link) => link.kind === 'value');
  const link = links.find(({ field }) => THINGS.has(field.roles[0] ?? '')) ?? links[0];
  return link &&
    link.values.length >= LEAST_THINGS &&
    THINGS.has(link.field.roles[0] ?? '') &&
    link.values.every((value) => fold(value) !== span.words[0]?.folded)
    ? link
    : null;
}

/** "which analyser" of `analyser_events`: the stream is called after the things that its records are of. */
export function deviceOf({ view, parsed }: DraftReading, span: Span): FieldEntry | undefined {
  const [word] = span.words;
  const stem = stemOf(word?.forms[0] ?? word?.folded ?? '');
  const isNamed =
    span.words.length === 1 &&
    categoryIn(span) === null &&
    view.telling.includes(stem) &&
    stemOf(view.entry.words.at(-1) ?? '') !== stem;
  return isNamed && parsed.superlative !== null
    ? view.fields.find(({ field }) => field.roles[0] === 'device' && !isMeasure(field))?.field
    : undefined;
}

/** Words of fields that tell where something came from, and not what happened. */
export const SOURCES: ReadonlySet<string> = new Set([
  'channel',
  'source',
  'medium',
  'platform',
  'device',
  'site',
]);
