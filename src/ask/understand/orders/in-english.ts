import { findSpans } from '../text/spans.ts';
import { GLOSSARIES, type Glossary } from './glossary.ts';
import { nounsIn } from './kinds.ts';
import type { Language } from './ordered-writes.ts';

/** What our own things are called where words are matched to operations. */
const NOUNS: Readonly<Record<string, string>> = {
  service_account: 'service account',
  view: 'saved view',
  job: 'search job',
  backfill: 'backfill job',
  enrichment: 'enrichment table',
  dedup: 'deduplication',
};

interface Translation {
  readonly turns: ReadonlyArray<readonly [turn: RegExp, english: string]>;
  readonly words: RegExp;
  readonly english: ReadonlyMap<string, string>;
}

/** Where a particle stands that belongs to a verb. */
const CLAUSE_END = '(?=\\s*(?:[,.!?;]|$)|\\s+(?:und|et|y|e)\\s)';

function translationOf({ turns, words }: Glossary, isSpaced: boolean): Translation {
  const english = new Map(
    words
      .split(/[;\n]/)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .flatMap((entry): Array<[string, string]> => {
        const at = entry.lastIndexOf('=');
        return entry
          .slice(0, at)
          .split('|')
          .map((word) => [word, entry.slice(at + 1)]);
      }),
  );
  const edge = '[\\p{L}\\p{N}_]';
  const all = [...english.keys()].sort((a, b) => b.length - a.length).join('|');
  return {
    turns: turns.map(([turn, to]) => [
      new RegExp(isSpaced ? `(?<!${edge})${turn.replace(/\\b$/, CLAUSE_END)}` : turn, 'giu'),
      to,
    ]),
    words: new RegExp(isSpaced ? `(?<!${edge}|[@.-])(?:${all})(?!${edge}|[@]|[.-]${edge})` : all, 'giu'),
    english,
  };
}

const TRANSLATIONS = Object.fromEntries(
  Object.entries(GLOSSARIES).map(([language, glossary]) => [
    language,
    translationOf(glossary, language !== 'zh'),
  ]),
) as Readonly<Record<Exclude<Language, 'en'>, Translation>>;

/** Marks a verb until the words are in order. */
const VERB = '⁂';
/** Forms that are not translated. A word with nothing but a dash in it is a word: "avise-me". */
const NAMES = ['quoted', 'url', 'email', 'id', 'identifier', 'sql', 'promql', 'pair'];
const DASHED_WORD = /^[\p{Ll}]+-[\p{Ll}]+$/u;
/** What follows these is a secret, and no word of the language. */
const SECRET =
  /(?:(?<![\p{L}])(?:passwor[td]s?|kennworts?|mot de passe|contraseña|clave|senha|palavra-passe)|密码|口令)(?:\s*[:：=]|\s+(?:ist|lautet|est|es|é|auf|à|a|para|to|is)(?=\s))?\s*["'`]?([^\s"'`，。；]*[^\s"'`.,;，。；])/giu;
/** What follows these is a name. */
const CALLED =
  /(?:(?<![\p{L}])(?:namens|genannte?[nrs]?|mit dem namen|betitelt|nommée?s?|appelée?s?|intitulée?s?|llamad[oa]s?|con el nombre|titulad[oa]s?|chamad[oa]s?|com o nome|intitulad[oa]s?)\s+|(?:(?<!命)名为|叫做?|名叫)\s*)((?:\p{Lu}[\p{L}\p{N}]*(?:[ &-]+\p{Lu}[\p{L}\p{N}]*)*|[\p{L}\p{N}_-]+?)(?=的|[^\p{L}\p{N}_-]|$))/gu;
/** A name that stands bare behind a new thing: "einen Ordner Anfragen". */
const BARE_NAME =
  /^\s+(?!(?:an|ein|hinzu|auf|ab|aus|bitte|stp|svp|neu)(?![\p{L}]))(\p{L}[\p{L}\p{N}]*)(?=\s*(?:$|[.,;!])|\s+(?:für|mit|in|im|auf|an|pour|avec|dans|sur|para|con|en|com|em|no|na)\s)/iu;
const NEW =
  /(?<![\p{L}])(?:eine?[nrs]?|une?|una|uma?)\s+(?:neue[nrs]?\s+|nouve\p{L}+\s+|nuev[oa]\s+|nov[oa]\s+)?$/iu;

/** Where names and secrets stand, whose words are not translated. */
function untranslated(text: string): Array<readonly [start: number, end: number]> {
  const called = [SECRET, CALLED].flatMap((form) =>
    [...text.matchAll(form)]
      .filter(([, inner = '']) => form === CALLED || /[\d\W]/.test(inner))
      .map(
        ({ 0: whole, 1: inner = '', index }) =>
          [index + whole.length - inner.length, index + whole.length] as const,
      ),
  );
  const bare = nounsIn(text).flatMap(({ start, end }) => {
    const found = NEW.test(text.slice(0, start)) ? BARE_NAME.exec(text.slice(end)) : null;
    return found ? [[end + found[0].length - (found[1] ?? '').length, end + found[0].length] as const] : [];
  });
  return [...called, ...bare];
}

/** Where such a stretch stood. */
const KEPT = /⟦(\d+)⟧/g;
const VERB_FIRST = /^[\s,]*(?:rename|mute|turn|add|create|set up|pause|trigger|run|cancel|change|move)\b/i;

/** "Which alert": several are asked for. */
const ALL_OF =
  /^((?:which|how many|list|show(?: me)?)(?: (?:the|all|our|my))* (?:alert|dashboard|stream|folder|user|pipeline|function|template|destination|report|saved view|service account|organization|panel|role))(?=$|[.?!])/i;

/** English puts the verb first: "the stream x delete" as "delete the stream x". */
function verbFirst(text: string): string {
  const at = text.indexOf(VERB);
  if (at < 0 || VERB_FIRST.test(text)) return text.replaceAll(VERB, '');
  const end = text.indexOf(VERB, at + 1);
  const front = text.slice(0, at).replace(/[\s,，]+$/u, '');
  const tail = text.slice(end + 1).replaceAll(VERB, '');
  return `${text.slice(at + 1, end)} ${tail} ${front}`;
}

/**
 * An order in English, word by word, for what only knows English: which operation it is, and its arguments. Words that
 * are not known stay as they are.
 */
export function inEnglish(words: string, language: Language): string {
  if (language === 'en') return words;
  const { turns, words: known, english } = TRANSLATIONS[language];
  const kept: string[] = [];
  const bare = words.replaceAll(/[¿¡]/g, ' ').replace(/[\s?？]+$/u, '');
  let text = bare;
  const names = untranslated(bare);
  const spans = findSpans(bare)
    .filter(({ kind, text: name }) => NAMES.includes(kind) && !DASHED_WORD.test(name))
    .map(({ start, end }) => [start, end] as const)
    .filter(([start, end]) => names.every(([from, to]) => end <= from || start >= to));
  for (const [start, end] of [...names, ...spans].sort(([a], [b]) => b - a)) {
    kept.push(bare.slice(start, end));
    text = `${text.slice(0, start)}⟦${kept.length - 1}⟧${text.slice(end)}`;
  }
  for (const [turn, to] of turns) text = text.replace(turn, to);
  for (const { kind, start, end } of nounsIn(text).reverse()) {
    const isKnown = english.has(text.slice(start, end).toLowerCase());
    if (!isKnown) text = `${text.slice(0, start)} ${NOUNS[kind] ?? kind} ${text.slice(end)}`;
  }
  text = text.replace(known, (found) => {
    const to = english.get(found.toLowerCase()) ?? found;
    return ` ${to.endsWith('!') ? `${VERB}${to.slice(0, -1)}${VERB}` : to} `;
  });
  return verbFirst(text)
    .replaceAll('，', ', ')
    .replaceAll(KEPT, (_, index: string) => ` ${kept[Number(index)]} `)
    .replaceAll(/\s+(?=[,.!?])/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(ALL_OF, '$1s')
    .replace(/^which(?= (?:\w+ )?\w+s[.?!]?$)/i, 'list the');
}
