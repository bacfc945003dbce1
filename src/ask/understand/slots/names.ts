import type { Mention } from '../text/concepts.ts';
import { isDescribing, isGenericNoun, isKnownName, isPlainWord } from '../text/plain-words.ts';
import type { Reading, Unit } from './reading.ts';
import type { Token } from '../text/words.ts';

const NAME_KINDS: ReadonlyArray<Unit['kind']> = ['quoted', 'identifier', 'id', 'capitals', 'code'];
export const ID_KINDS: ReadonlyArray<Unit['kind']> = [...NAME_KINDS, 'number'];

/** How a name is looked for. */
export interface Wanted {
  /** The entity it belongs to, as in the contract: `alert`, `search job`. */
  readonly entity: string;
  /** Only things that have the form of an identifier: words alone are no name. */
  readonly isId?: boolean;
}

const kindsOf = ({ isId }: Wanted) => (isId ? ID_KINDS : NAME_KINDS);
const BETWEEN =
  /^(?:call|called|named?|titl(?:ed?)?|entitl(?:ed?)?|label(?:l?ed)?|with|by|the|teh|id|ids|number|no|is|job|rule|v1|v2|name)$/;
const SPACE = /^[\s:#"'`“(]*$/;
const DETERMINER =
  /^(?:the|our|my|your|his|her|their|its|own|that|this|teh|a|an|another|on|in|of|for|to|from)$/;

/** Where the noun of an entity stands alone; `alert destination` is a destination and no alert. */
export function nounsOf(reading: Reading, entity: string): Mention[] {
  const { mentions, tokens } = reading;
  return mentions.filter(
    (mention) =>
      mention.concept === `@${entity}` &&
      !mentions.some(
        (other) =>
          other.start === mention.end &&
          other.concept.startsWith('@') &&
          other.concept !== mention.concept &&
          reading.gap(other.start) === ' ' &&
          isGenericNoun(reading.rawOf(tokens[other.start] as Token).toLowerCase()) &&
          !tokens[other.start]?.isName,
      ),
  );
}

function unitAt(reading: Reading, index: number, kinds: ReadonlyArray<Unit['kind']>): Unit | undefined {
  return reading.units.find(
    ({ first, next, kind, start, end }) =>
      index >= first && index < next && kinds.includes(kind) && reading.isFree(start, end),
  );
}

/** A corrected word that is shorter still was another one: `overheating` is no `over`. */
const MOST_SLIPS = 2;

const isOrdinary = (reading: Reading, index: number) => {
  const token = reading.tokens[index];
  return (
    !token ||
    token.span !== null ||
    (isPlainWord(token.text) && Math.abs(token.text.length - (token.end - token.start)) <= MOST_SLIPS) ||
    isPlainWord(
      reading
        .rawOf(token)
        .toLowerCase()
        .replace(/'(?!t$)\w+$/, ''),
    ) ||
    isKnownName(token.text) ||
    !reading.isFree(token.start, token.end)
  );
};

/** Lower-case words from a token on that may be a name, up to where a sentence goes on. */
export function wordsFrom(
  reading: Reading,
  first: number,
  most: number,
  mayMention = false,
): Unit | undefined {
  const { tokens } = reading;
  if (isGenericNoun(tokens[first]?.text ?? '')) return undefined;
  let next = first;
  while (
    next < tokens.length &&
    next - first < most &&
    !isOrdinary(reading, next) &&
    (mayMention || !isGeneric(reading, next)) &&
    (next === first || /^[ -]$/.test(reading.gap(next)))
  )
    next += 1;
  if (next === first) return undefined;
  const end = tokens[next - 1]?.end ?? 0;
  const start = tokens[first]?.start ?? 0;
  const after = reading.text.slice(end);
  const isClosed =
    /^<(?:time|duration)>$/.test(tokens[next]?.text ?? '') ||
    /^\s*(?:$|[.,;:!?)"'`]|(?:and|or|to|in|into|on|for|from|of|with|at|by|out|as|so|then|because|that|which|please|pls|plz|again|now|until|till|is|was|has|should|must|shall|needs|will|would|can|instead|over|since|when|while|via|back|off|due|out|have|had|takes?|do|does|did|contains?|looks?|go|goes|went|runs?|shows?|may|gets?|keeps?|but)\b)/i.test(
      after,
    );
  return isClosed
    ? { kind: 'capitals', text: reading.text.slice(start, end), start, end, first, next }
    : undefined;
}

const ENDED =
  /^[.?!]?$|^[.,;:!?]\s|^ (?:pls|please|plz|should|must|may|can|shall|has|needs|and|to|from|again|go|goes|went)\b|^ (?:->|=>|→|-) /i;

/** What follows a name after these is what it shall do: `let Orders Pattern learn afresh`. */
const LETS = /\b(?:let|have|make|help|see|watch)\s+(?:[\w-]+\s+){0,4}$/i;

/** Nouns that stand after a name without being part of it. */
const NAMED =
  /^(?:dashboard|board|panel|chart|alert|alarm|rule|report|folder|view|template|destination|pipeline|stream|role|group)s?$/i;

/** Last words in lower case belong to a name with capitals before them: `saved view ANR hunting`, `ER login failures`. */
export function extended(reading: Reading, unit: Unit): Unit {
  if (!/^(?:capitals|code)$/.test(unit.kind) || reading.gap(unit.next) !== ' ') return unit;
  const words = wordsFrom(reading, unit.next, 3, true);
  if (!words || !ENDED.test(reading.text.slice(words.end)) || LETS.test(reading.text.slice(0, unit.start)))
    return unit;
  if (NAMED.test(reading.rawOf(reading.tokens[words.next - 1] as Token))) return unit;
  return { ...unit, text: reading.text.slice(unit.start, words.end), end: words.end, next: words.next };
}

/** After a noun and a comma: `our flows, agency_split`. */
function apposed(reading: Reading, mention: Mention, wanted: Wanted): Unit | undefined {
  if (!/^\s?[,(-]\s?["'`]?$/.test(reading.gap(mention.end))) return undefined;
  const unit = unitAt(reading, mention.end, kindsOf(wanted));
  return unit?.first === mention.end ? unit : undefined;
}

/** A number right after a noun is an id of it. */
const NUMBERS: ReadonlyArray<Unit['kind']> = ['number'];

function after(reading: Reading, mention: Mention, wanted: Wanted): Unit | undefined {
  const { tokens } = reading;
  let index = mention.end;
  for (let skipped = 0; skipped < 4 && index < tokens.length; skipped += 1, index += 1) {
    const unit = unitAt(reading, index, [
      ...kindsOf(wanted),
      'known',
      ...(index === mention.end ? NUMBERS : []),
    ]);
    const gap = reading.gap(index);
    if (!SPACE.test(gap.replace(/'s/, ''))) return undefined;
    if (unit) return unit.first === index ? extended(reading, unit) : undefined;
    const { text = '' } = tokens[index] ?? {};
    if (!BETWEEN.test(text)) break;
  }
  const cue = tokens[index - 1]?.text ?? '';
  const isNaming = index === mention.end || /^(?:call|named?|titl|id|v[12])/.test(cue);
  const isOwner = /'s$/.test(reading.rawOf(tokens[mention.end - 1] as Token));
  if (wanted.isId || isOwner || !isNaming || !/^[ :]+$/.test(reading.gap(index))) return undefined;
  const isSaid = /^(?:call|called|named?|titl)/.test(cue) || reading.gap(index).includes(':');
  return wordsFrom(reading, index, isSaid ? 4 : 3, isSaid);
}

const isPlural = (reading: Reading, { end }: Mention) =>
  /s$/i.test(reading.rawOf(reading.tokens[end - 1] as Token)) &&
  !/ss$/i.test(reading.rawOf(reading.tokens[end - 1] as Token));

/** An action, what happened, or a noun that makes a kind of another. */
const isGeneric = (reading: Reading, index: number) =>
  isGenericNoun(reading.rawOf(reading.tokens[index] as Token).toLowerCase()) ||
  reading.mentionsAt(index).some(({ concept }) => concept.startsWith('%') || concept === '@history');

function before(reading: Reading, mention: Mention, wanted: Wanted): Unit | undefined {
  if (!/^["'`”]? ["'`]?$|^'s $/.test(reading.gap(mention.start))) return undefined;
  const unit = unitAt(reading, mention.start - 1, kindsOf(wanted));
  const isOwner = unit?.kind === 'capitals' && reading.gap(mention.start).startsWith("' ");
  if (unit) return unit.next === mention.start && !isOwner ? unit : undefined;
  if (wanted.isId || isPlural(reading, mention)) return undefined;
  let first = mention.start;
  while (
    first > 0 &&
    mention.start - first < 3 &&
    !isOrdinary(reading, first - 1) &&
    !isGeneric(reading, first - 1) &&
    (first === mention.start || /^[ -]$/.test(reading.gap(first)))
  )
    first -= 1;
  const lead = reading.tokens[first - 1];
  const isLed =
    lead === undefined ||
    lead.span !== null ||
    DETERMINER.test(lead.text) ||
    reading.mentionsAt(first - 1).some(({ concept }) => concept.startsWith('%'));
  while (first < mention.start && isDescribing(reading.tokens[first]?.text ?? '')) first += 1;
  if (first === mention.start || !isLed) return undefined;
  const start = reading.tokens[first]?.start ?? 0;
  const end = reading.tokens[mention.start - 1]?.end ?? 0;
  return { kind: 'capitals', text: reading.text.slice(start, end), start, end, first, next: mention.start };
}

/** Words in lower case, which may as well be those of the sentence: `the API dashboard uses avg`. */
const isWords = ({ kind, text }: Unit) => kind === 'capitals' && /^\p{Ll}/u.test(text);

/** The name beside the noun of its entity: `dashboard Sales`, `the Sales dashboard`, `alert called x`. */
export function besideNoun(reading: Reading, wanted: Wanted, isNew = false): Unit | undefined {
  const nouns = nounsOf(reading, wanted.entity);
  let words: Unit | undefined;
  for (const noun of nouns) {
    const found = after(reading, noun, wanted);
    if (found && !isWords(found) && !reading.gap(found.first).includes(': ')) return found;
    words ??= found;
  }
  for (const noun of nouns) {
    const found = before(reading, noun, wanted);
    if (found && words && (words.first === noun.end || !isWords(found)) && !isPlural(reading, noun))
      return found;
  }
  if (words) return words;
  for (const noun of nouns) {
    const found = before(reading, noun, wanted);
    if (found && !(isNew && found.kind === 'capitals' && !/^\p{Lu}/u.test(found.text))) return found;
  }
  for (const noun of nouns) {
    const found = apposed(reading, noun, wanted);
    if (found && (!isNew || found.next - found.first > 1)) return found;
  }
  return undefined;
}

const STATES = /^(?:call|called|named|name|titl|titled|title|entitl|entitled)$/;

/** What follows "called", "named" or "titled", wherever it stands. */
export function statedAsName(reading: Reading): Unit | undefined {
  const { tokens } = reading;
  for (let index = 0; index < tokens.length - 1; index += 1) {
    const { text = '' } = tokens[index] ?? {};
    if (!STATES.test(text) || reading.gap(index) === '-') continue;
    let next = index + 1;
    while (
      next < index + 4 &&
      (/^(?:it|is|the|to|as|should|be|a|an)$/.test(tokens[next]?.text ?? '') ||
        (tokens[next]?.text === 'of' && /^(?:by|under|with)$/.test(tokens[index - 2]?.text ?? '')) ||
        (next > index + 1 && isGenericNoun(tokens[next]?.text ?? '')))
    )
      next += 1;
    if (!/^[\s:="'`“]*$/.test(reading.gap(next)) || next >= tokens.length) continue;
    const found = startingAt(reading, next, 4);
    if (found) return found;
  }
  return undefined;
}

/** A name that begins with this token. */
export function startingAt(reading: Reading, index: number, mostWords: number): Unit | undefined {
  const unit = unitAt(reading, index, [...ID_KINDS, 'known']);
  if (unit) return unit.first === index ? extended(reading, unit) : undefined;
  return wordsFrom(reading, index, mostWords, true);
}

/** A name after words such as "to" or "into"; `cue` ends where the name begins. */
export function afterCue(reading: Reading, cue: RegExp, mostWords = 3, takesLast = false): Unit | undefined {
  for (const found of takesLast ? [...reading.text.matchAll(cue)].reverse() : reading.text.matchAll(cue)) {
    const index = reading.tokenFrom(found.index + found[0].length);
    const token = reading.tokens[index];
    if (!token || !/^["'`“«#]*$/.test(reading.text.slice(found.index + found[0].length, token.start)))
      continue;
    const unit = startingAt(reading, index, mostWords);
    if (unit && reading.isFree(unit.start, unit.end)) return unit;
  }
  return undefined;
}

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
    .map((each) => extended(reading, each))
    .map((unit) => ({ unit, doubts: doubt(reading, unit, entity) }))
    .sort((a, b) => a.doubts - b.doubts);
  return best && best.doubts <= most ? best.unit : undefined;
}

/** The words after the verb, where the request is hardly more: `show me checkout`. */
export function objectOfVerb(reading: Reading): Unit | undefined {
  const verb = reading.mentions.find(({ concept, start }) => concept.startsWith('%') && start < 4);
  if (!verb || nounAfter(reading, verb.end)) return undefined;
  let index = verb.end;
  while (
    /^(?:me|the|our|my|of|for|us|up|down|off|out|on|rid|please)$/.test(reading.tokens[index]?.text ?? '')
  )
    index += 1;
  return index < reading.tokens.length ? wordsFrom(reading, index, 3, true) : undefined;
}

const nounAfter = (reading: Reading, index: number) =>
  reading.mentions.some(({ concept, start }) => start >= index && concept.startsWith('@'));
