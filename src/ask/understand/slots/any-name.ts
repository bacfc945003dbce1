import type { Mention } from '../text/concepts.ts';
import { withFollowingWords, NAME_KINDS } from './name-units.ts';
import type { Reading, Unit } from './reading.ts';

/** What follows these is named by them. */
const OTHER_NAME =
  /(?:\b|(?=[=<>]))(?:tabs?|titled?|variables?|widget|desc(?:ription)?(?: of [\w ]+)?|tags?|text|note|saying|said|says|reads?|asked|wrote|labelled|labeled|filter|contains?|word|message|[=<>])\s*[:=]?\s*["'`]?$/i;

/** How little a unit looks like the name of an entity; an id least. */
function doubt(reading: Reading, unit: Unit, entity: string): number {
  const { kind, text, first, next, end } = unit;
  const isOther = ({ concept, start, end: after }: Mention) =>
    concept.startsWith('@') &&
    concept !== `@${entity}` &&
    concept !== '@history' &&
    ((after === first && reading.gap(first) === ' ') || (start === next && reading.gap(next) === ' '));
  if (
    reading.mentions.some(isOther) &&
    !reading.mentions.some(({ concept, end: after }) => concept === `@${entity}` && after === first)
  )
    return 4;
  if (OTHER_NAME.test(reading.text.slice(0, unit.start))) return 4;
  if (/^\p{Lu}{2,5}$/u.test(text) || (kind === 'number' && /^(?:19|20)\d\d$/.test(text))) return 5;
  if (reading.text.slice(end).startsWith("'s") || (kind !== 'quoted' && /^\p{Lu}[\p{Lu}\d-]*$/u.test(text)))
    return 3;
  if (kind === 'id') return -1;
  if (kind === 'capitals' && /\b(?:at|near)\s+$/i.test(reading.text.slice(0, unit.start))) return 3;
  if (kind === 'quoted') return 0;
  return /^(?:capitals|code)$/.test(kind) && next - first > 1 ? 1 : 2;
}

/** What most likely is a name, where nothing says what it is; `most` of doubt is allowed. */
export function anyName(
  reading: Reading,
  kinds: ReadonlyArray<Unit['kind']> = NAME_KINDS,
  entity = '',
  most = 4,
): Unit | undefined {
  const [best] = reading
    .freeUnits(kinds)
    .map((each) => withFollowingWords(reading, each))
    .map((unit) => ({ unit, doubts: doubt(reading, unit, entity) }))
    .sort((a, b) => a.doubts - b.doubts);
  return best && best.doubts <= most ? best.unit : undefined;
}
