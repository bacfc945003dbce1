import { unquoted } from '../text/unquoted.ts';
import { nounsIn } from './kinds.ts';
import { PATTERNS } from './order-patterns.ts';

const DETERMINER = /^(?:the|this|that|my|our|der|die|das|den|dem|le|la|les|el|los|las|o|a|os|as)\s+|^l'/iu;
/** A word that is a name by its form, or words in quotes. */
const NAME =
  /^(?:"[^"]+"|'[^']+'|(?=[^\s]*\p{L})(?=[^\s]*[\d_@.-])(?!\d+\p{L}{1,3}$|\S+-(?:l[aeo]s?|[ao]s?|me|moi|nous)$)[^\s"']+)$/u;
const VALUE = /^[\d.,]+\s*(?:%|\p{L}+)?$/u;
/** Before a value: "not to 7 but to 14 days". */
const LEAD = /^(?:to|for|at|on|auf|für|bei|à|de|pendant|a|en|por|para|为|到)\s+/iu;

/** A name or a value, as a correction states it: once wrong, once right. */
interface Part {
  readonly kind: 'name' | 'value';
  /** Without its article. */
  readonly bare: string;
  /** The noun in front of the name. */
  readonly noun: string;
}

/** What a phrase names, where it is nothing but a name or a value. */
function partOf(phrase: string): Part | null {
  const bare = phrase.trim().replace(DETERMINER, '');
  const [noun] = nounsIn(bare);
  const end = noun?.start === 0 ? noun.end : 0;
  const name = bare.slice(end).trim();
  const plain = name.replace(LEAD, '');
  if (name === plain && NAME.test(name)) return { kind: 'name', bare, noun: bare.slice(0, end) };
  if (end > 0 && /^\p{Lu}[\p{L}\p{N}]*(?:\s\p{Lu}?[\p{L}\p{N}]+){0,2}$/u.test(name))
    return { kind: 'name', bare, noun: bare.slice(0, end) };
  return VALUE.test(plain) ? { kind: 'value', bare, noun: '' } : null;
}

// Blanks are counted, so that a row of them takes no time.
const GONE = '(?<gone>[^,;:!?]{1,60}?)';
const INSTEAD = '(?<instead>[^,;:!?]{1,60}?)';
const END =
  '(?=\\s{0,3}(?:[.;!?](?=\\s|$)|$)|\\s{1,3}(?:aus|ab|an|ein|stumm|um|hinzu|löschen|entfernen|instead|to|auf|à|a|para)\\s{0,3}(?:$|\\d|[.!]))';
/** "Not A, but B": what is negated and what takes its place. In French, Spanish and Portuguese the negation stands before the verb. */
const CORRECTIONS: readonly RegExp[] = [
  new RegExp(`(?<=\\s)not\\s{1,3}${GONE},?\\s{1,3}but\\s{1,3}(?:rather\\s{1,3})?${INSTEAD}${END}`, 'iu'),
  new RegExp(
    `(?:do not|don't)\\s{1,3}(?<verb>\\p{L}+\\s{1,3})${GONE},?\\s{1,3}but\\s{1,3}(?:rather\\s{1,3})?${INSTEAD}${END}`,
    'iu',
  ),
  new RegExp(
    `(?<=\\s)nicht\\s{1,3}${GONE}(?<particle>\\s{1,3}(?:aus|ab|an|ein|stumm))?,?\\s{1,3}sondern\\s{1,3}${INSTEAD}${END}`,
    'iu',
  ),
  new RegExp(`(?<=\\s)${GONE}\\s{1,3}nicht,?\\s{1,3}sondern\\s{1,3}${INSTEAD}${END}`, 'iu'),
  new RegExp(
    `(?<![\\p{L}])(?:ne\\s{1,3}|n')(?<verb>\\p{L}+\\s{1,3})pas\\s{1,3}${GONE},?\\s{1,3}mais\\s{1,3}(?:plutôt\\s{1,3})?${INSTEAD}${END}`,
    'iu',
  ),
  new RegExp(
    `(?<![\\p{L}])no\\s{1,3}(?<verb>\\p{L}+\\s{1,3})${GONE},?\\s{1,3}sino\\s{1,3}${INSTEAD}${END}`,
    'iu',
  ),
  new RegExp(
    `(?<![\\p{L}])não\\s{1,3}(?<verb>\\p{L}+\\s{1,3})${GONE},?\\s{1,3}mas\\s{1,3}(?:sim\\s{1,3})?${INSTEAD}${END}`,
    'iu',
  ),
  new RegExp(
    `(?:不要|别|不是)(?<verb>\\p{Script=Han}{2}\\s{0,3})${GONE}\\s{0,3}[,，]?\\s{0,3}而?是(?:\\k<verb>)?\\s{0,3}${INSTEAD}(?=\\s{0,3}(?:[。.!]|$))`,
    'iu',
  ),
];
const PRONOUN = /(?:-|(?<![\p{L}])\s?)(?:it|them|ihn|sie|es|le|la|lo|o|a|它)(?![\p{L}])/u;
/** "Do not delete A, but mute it": the deed that takes the place of another. */
const OTHER_DEEDS: readonly RegExp[] = [
  new RegExp(
    `^(?<lead>[^\\p{L}]{0,9}(?:please\\s{1,3})?)(?:do not|don't|never)\\s{1,3}\\p{L}+(?:\\s{1,3}(?:off|on))?\\s{1,3}${GONE}(?:\\s{1,3}(?:off|on))?\\s{0,3}[,;]\\s{0,3}(?:(?:but|just|only|rather|instead|please)\\s{1,3})+(?<deed>\\S.*)$`,
    'iu',
  ),
  new RegExp(
    `^(?<lead>[^\\p{L}]{0,9}(?:please\\s{1,3})?)(?:do not|don't|never)\\s{1,3}\\p{L}+(?:\\s{1,3}(?:off|on))?\\s{1,3}${GONE}(?:\\s{1,3}(?:off|on))?\\s{0,3}[,;]\\s{0,3}(?<deed>\\S.*?)\\s{1,3}instead(?=[.!]?$)`,
    'iu',
  ),
  new RegExp(
    `^(?<lead>[^\\p{L}]{0,9}(?:bitte\\s{1,3})?)\\p{L}+\\s{1,3}(?:bitte\\s{1,3})?nicht\\s{1,3}${GONE}(?:\\s{1,3}(?:aus|ab|an|ein|stumm))?,\\s{1,3}sondern\\s{1,3}(?<deed>\\S.*)$`,
    'iu',
  ),
  new RegExp(
    `^(?<lead>[^\\p{L}]{0,9}(?:bitte\\s{1,3})?)\\p{L}+\\s{1,3}${GONE}\\s{1,3}nicht(?:\\s{1,3}(?:aus|ab|an|ein|stumm))?,\\s{1,3}sondern\\s{1,3}(?<deed>\\S.*)$`,
    'iu',
  ),
  new RegExp(
    `^(?<lead>[^\\p{L}]{0,9})(?:ne\\s{1,3}|n')\\p{L}+\\s{1,3}pas\\s{1,3}${GONE},?\\s{1,3}mais\\s{1,3}(?:plutôt\\s{1,3})?(?<deed>\\S.*)$`,
    'iu',
  ),
  new RegExp(
    `^(?<lead>[^\\p{L}]{0,9})no\\s{1,3}\\p{L}+\\s{1,3}${GONE},?\\s{1,3}sino\\s{1,3}(?<deed>\\S.*)$`,
    'iu',
  ),
];
/** "A, not B", "A and not B". */
const NOT_THIS =
  /\s{0,3}(?:,\s{0,3}(?:and\s{1,3}|but\s{1,3})?|\s{1,3}(?:and|but)\s{1,3})(?:not|nicht|pas|não|no(?=\s{1,3}(?:el|la|los|las)\s))\s{1,3}([^,;:!?]{1,60}?)(?=\s{0,3}[.!]?$)/iu;

/** "But leave A at 30", "and keep B as it is": what stays as it is. */
const LEAVES =
  /\s{0,3}[,;，]?\s{0,3}(?:(?<![\p{L}])(?:but|and|while|aber|und|doch|mais|et|pero|y|mas|e)\s{1,3}|但是?|不过)?(?<![\p{L}])(?:please\s{1,3}|bitte\s{1,3})?(?:leave|keep|lass(?:e|en sie)?|belass(?:e|en sie)?|behalte|laisse[rz]?|garde[rz]?|deja|deje|mant[ée]n|conserva|deixe|deixa|mantenha|保留|保持)\s{0,3}([^,;:!?]{1,60}?)(?:\s{1,3}(?:alone|as (?:it |they |he |she )?(?:is|are)|unchanged|untouched|out of it|out|on|off|in ruhe|unverändert|so|wie (?:er|sie|es) ist|tel(?:le)? quel(?:le)?|inchangée?|tranquille|igual|como está|sin cambios|em paz|sem mudanças|不变|不动)|\s{0,3}(?:at|bei|auf|à|en|em|为|在)\s{0,3}\d+\s{0,3}(?:\p{L}+)?)?(?=\s{0,3}[.!。]?$)/iu;

/** A request without what it excepts, and the names of the excepted objects. */
export interface SetAside {
  readonly words: string;
  readonly kept: readonly string[];
}

const isOrder = (words: string) =>
  Object.values(PATTERNS).some(({ verbs }) => verbs.some(([, verb]) => verb.test(words.replace('-', ' '))));

function corrected(sentence: string): string {
  for (const form of CORRECTIONS) {
    const found = form.exec(sentence);
    if (!found) continue;
    const { verb = '', gone = '', instead = '', particle = '' } = found.groups ?? {};
    const [wrong, right] = [partOf(gone), partOf(instead)];
    if (wrong === null || right === null || wrong.kind !== right.kind) continue;
    const noun = right.kind === 'name' && right.noun === '' ? wrong.noun : '';
    const article = noun === '' ? '' : (DETERMINER.exec(gone.trim())?.[0] ?? '');
    const said = `${verb}${noun === '' ? instead.trim() : `${article}${noun} ${right.bare}`}${particle}`;
    return sentence.slice(0, found.index) + said + sentence.slice(found.index + found[0].length);
  }
  for (const form of OTHER_DEEDS) {
    const { lead = '', gone = '', deed = '' } = form.exec(sentence)?.groups ?? {};
    if (partOf(gone)?.kind === 'name' && isOrder(deed))
      return (
        lead +
        deed
          .replace(/\bits\s+([a-z]+)\b/i, `the $1 of ${gone.trim()}`)
          .replace(PRONOUN, ` ${gone.trim()}`)
          .replaceAll(/ {2,}/g, ' ')
      );
  }
  return sentence;
}

const nameIn = (phrase: string): string | null => {
  const part = partOf(phrase);
  return part?.kind === 'name' ? unquoted(part.bare.slice(part.noun.length).trim()) : null;
};

function withoutKept(sentence: string): SetAside {
  for (const form of [LEAVES, NOT_THIS]) {
    const found = form.exec(sentence);
    const name = found && nameIn(found[1] ?? '');
    if (!found || !name || found.index === 0) continue;
    const rest = sentence.slice(0, found.index) + sentence.slice(found.index + found[0].length);
    if (!rest.toLowerCase().includes(name.toLowerCase())) return { words: rest, kept: [name] };
  }
  return { words: sentence, kept: [] };
}

/**
 * Words as they are meant where they correct themselves or set something aside: "delete not A but B" as "delete B", "…,
 * but leave C at 30" without C.
 */
export function setAside(request: string): SetAside {
  const parts = request.split(/((?<=[.!?;…。])\s+|\n+)/u).map((sentence) => withoutKept(corrected(sentence)));
  return {
    words: parts.map(({ words }) => words).join(''),
    kept: parts.flatMap(({ kept }) => kept),
  };
}
