import type { Mention } from '../text/concepts.ts';
import { isDescribing, isGenericNoun } from '../text/plain-words.ts';
import {
  capitalRun,
  withFollowingWords,
  ID_KINDS,
  isGeneric,
  isOrdinary,
  NAME_KINDS,
  startingAt,
  unitAt,
  wordsFrom,
} from './name-units.ts';
import type { Reading, Unit } from './reading.ts';
import type { Token } from '../text/words.ts';

/** How a name is looked for. */
export interface NameSearch {
  /** The entity it belongs to, as in the contract: `alert`, `search job`. */
  readonly entity: string;
  /** Only things that have the form of an identifier: words alone are no name. */
  readonly isId?: boolean;
}

const kindsOf = ({ isId }: NameSearch) => (isId ? ID_KINDS : NAME_KINDS);
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

/** After a noun and a comma: `our flows, agency_split`. */
function apposed(reading: Reading, mention: Mention, wanted: NameSearch): Unit | undefined {
  if (!/^\s?[,(-]\s?["'`]?$/.test(reading.gap(mention.end))) return undefined;
  const unit = unitAt(reading, mention.end, kindsOf(wanted));
  return unit?.first === mention.end ? unit : undefined;
}

/** A number right after a noun is an id of it. */
const NUMBERS: ReadonlyArray<Unit['kind']> = ['number'];

function after(reading: Reading, mention: Mention, wanted: NameSearch): Unit | undefined {
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
    if (unit) return unit.first === index ? withFollowingWords(reading, unit) : undefined;
    const { text = '' } = tokens[index] ?? {};
    if (!BETWEEN.test(text)) break;
  }
  const cue = tokens[index - 1]?.text ?? '';
  const isNaming = index === mention.end || /^(?:call|named?|titl|id|v[12])/.test(cue);
  const isOwner = /'s$/.test(reading.rawOf(tokens[mention.end - 1] as Token));
  if (wanted.isId || isOwner || !isNaming || !/^[ :]+$/.test(reading.gap(index))) return undefined;
  const isSaid = /^(?:call|called|named?|titl)/.test(cue) || reading.gap(index).includes(':');
  return wordsFrom(reading, index, isSaid ? 4 : 3, isSaid) ?? capitalRun(reading, index, isSaid);
}

const isPlural = (reading: Reading, { end }: Mention) =>
  /s$/i.test(reading.rawOf(reading.tokens[end - 1] as Token)) &&
  !/ss$/i.test(reading.rawOf(reading.tokens[end - 1] as Token));

function before(reading: Reading, mention: Mention, wanted: NameSearch): Unit | undefined {
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
export function besideNoun(reading: Reading, wanted: NameSearch, isNew = false): Unit | undefined {
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
    const found = startingAt(reading, next, 4) ?? capitalRun(reading, next, true);
    if (found) return found;
  }
  return undefined;
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
