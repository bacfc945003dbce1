import type { FieldEntry } from '../../data/fields/field.ts';
import { tellsWhatHappened } from './fields.ts';
import type { Link } from './link.ts';

/** Names of fields with the place in the code that wrote a record. */
const PLACES: ReadonlySet<string> = new Set(
  'func function funcname caller filename pathname lineno logger module class'.split(' '),
);
/** `dispatch.jobs`: the name of a logger. */
const DOTTED = /^[a-z_]\w*(?:\.[a-z_]\w*)+$/i;

const isPlace = ({ name, roles, words, values = [] }: FieldEntry): boolean =>
  roles[0] === 'logger' ||
  words.every((word) => PLACES.has(word) || word === 'name') ||
  (name === 'name' && values.length > 0 && values.every(({ value }) => DOTTED.test(value)));

const PART = 0.5;
/** From here on words are the whole name of a place as it is written. */
const WHOLE = 0.95;

const fieldNameOf = (link: Link): string | null =>
  link.kind === 'value'
    ? link.field.name
    : link.kind === 'condition' && 'field' in link.condition
      ? link.condition.field
      : null;

/** The links of words without parts of names of places in the code, where the words say what happened as well. */
export function withoutPlaces(links: readonly Link[], fields: readonly FieldEntry[]): readonly Link[] {
  const tells = (link: Link) => {
    const name = fieldNameOf(link);
    return (
      link.score >= PART &&
      name !== null &&
      fields.some((field) => field.name === name && !isPlace(field) && tellsWhatHappened(field))
    );
  };
  const isPartOfPlace = (link: Link) => link.kind === 'value' && link.score < WHOLE && isPlace(link.field);
  return links.some(isPartOfPlace) && links.some(tells)
    ? links.filter((link) => !isPartOfPlace(link))
    : links;
}
