import { isUnknownPart } from '../../data/fields/name-parts.ts';
import { isAbbreviationOf } from '../../language/abbreviations.ts';
import { hasTag, type TaggedWord } from '../../language/tagged-words.ts';
import { stemOf } from '../../language/word-forms.ts';
import { isContentWord, type ParsedQuestion } from '../parse/parse-question.ts';
import { booleanLinks } from './boolean-links.ts';
import { areSynonyms, isTermOfField } from './concepts.ts';
import type { httpCodes } from './http-codes.ts';
import type { Link } from './link.ts';
import {
  classLinks,
  codeLinks,
  codesIn,
  domainLinks,
  formLinks,
  initialLinks,
  isCode,
  isName,
  numberLinks,
} from './link-forms.ts';
import { linksOf, nearLinksOf, shortLinksOf } from './link-words.ts';
import { namesWhatHappened } from './fields.ts';
import { metricScore } from './metric-names.ts';
import { type KnownValue, type StreamView, withoutSeparators } from './stream-view.ts';
import { areSameState, hasSameStates } from './value-synonyms.ts';

/** Words that stand together for one thing, and what that may be in a stream. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly words: readonly TaggedWord[];
  /** The best first; empty where nothing in the stream is meant. */
  readonly links: readonly Link[];
  /** It consists of words that mean something without the stream too. */
  readonly isOptional: boolean;
}

const MOST_WORDS = 4;

const bestOf = (links: readonly Link[]) => links[0]?.score ?? 0;

/** Words for a record of what the word before them names: "login attempts" are logins. */
const CASE = /^(?:attempt|try|tries|occurrence|instance)s?$/;
const OF_CASE = 0.95;

const caseLinks = (
  words: readonly TaggedWord[],
  view: StreamView,
  language: ParsedQuestion['language'],
): Link[] =>
  words.length === 2 && CASE.test(words[1]?.folded ?? '')
    ? linksOf(words.slice(0, 1), view, language)
        .filter(({ kind }) => kind === 'value' || kind === 'stream')
        .map((link) => ({ ...link, score: link.score * OF_CASE }))
    : [];

function linksFor(words: readonly TaggedWord[], view: StreamView, { language }: ParsedQuestion): Link[] {
  const [word] = words;
  if (!word) return [];
  if (words.length === 1) {
    if (word.kind === 'number') return numberLinks(word, view);
    if (word.kind === 'status class')
      return view.metric?.help.has(word.folded) ? [{ kind: 'stream', score: 0.95 }] : classLinks(word, view);
  }
  const atDomain = words.length === 1 ? domainLinks(word, view) : [];
  if (atDomain.length > 0) return atDomain;
  if (words.length > 1 && words.some(({ kind }) => kind === 'quoted' || kind === 'status class')) return [];
  const known = linksOf(words, view, language);
  if (words.length > 1)
    return [
      ...known,
      ...caseLinks(words, view, language),
      ...codeLinks(codesIn(words), view),
      ...(known.length > 0 ? [] : initialLinks(words, view)),
    ].sort((a, b) => b.score - a.score);
  const halves =
    known.length === 0 && word.kind === 'word' && /^\p{L}+-\p{L}+$/u.test(word.text)
      ? word.text
          .split('-')
          .flatMap((text) =>
            linksOf(
              [{ ...word, text, folded: text.toLowerCase(), forms: [text.toLowerCase()] }],
              view,
              language,
            ),
          )
          .map((link) => ({ ...link, score: link.score * 0.9 }))
      : [];
  const formed =
    word.kind === 'quoted' || word.kind === 'id' || isCode(word.text) || isName(word.text)
      ? formLinks(word, view)
      : [];
  const isKnown = known.some(
    ({ kind, score }) => (kind === 'value' || kind === 'field' || kind === 'stream') && score > 0.85,
  );
  return [...known, ...halves, ...(isKnown ? [] : formed), ...codeLinks(codesIn(words), view)].sort(
    (a, b) => b.score - a.score,
  );
}

/** Words in a row with function words among them, which may be the whole of a value or a name. */
interface Phrase {
  readonly words: readonly TaggedWord[];
  /** Without separators; `singular` without the "s" at its end. */
  readonly text: string;
  readonly singular: string;
  /** "type of device" as the name of a field has it; empty for other phrases. */
  readonly compound: string;
  /** Stems of a fixed term, such as "production line"; empty for other phrases. */
  readonly term: string;
  readonly codes: ReturnType<typeof httpCodes>;
}

const OF: ReadonlySet<string> = new Set(['of', 'von', 'de', 'do', 'da', 'du', 'des', 'del']);

/** The phrases that begin at each word, the longest first. */
function findPhrases(parsed: ParsedQuestion): ReadonlyArray<readonly Phrase[]> {
  const { words, taken } = parsed;
  const isFree = ({ index, kind }: TaggedWord) => !taken.has(index) && kind === 'word';
  const phraseOf = (row: readonly TaggedWord[]): Phrase => {
    const text = withoutSeparators(row.map((word) => word.text).join(''));
    const [head, of, owner] = row;
    const isCompound = row.length === 3 && OF.has(of?.folded ?? '');
    const compound = isCompound ? withoutSeparators(`${owner?.forms[0]}${head?.forms[0]}`) : '';
    const stems = row.map(({ forms, folded }) => stemOf(forms[0] ?? folded)).join(' ');
    const term = isTermOfField(stems) ? stems : '';
    return { words: row, text, singular: text.replace(/s$/, ''), compound, term, codes: codesIn(row) };
  };
  return words.map((first, from) => {
    if (hasTag(first, 'stop word') && first.folded.length < 3) return [];
    const found: Phrase[] = [];
    for (let to = Math.min(words.length, from + MOST_WORDS); to > from + 1; to--) {
      const row = words.slice(from, to);
      if (row.every(isFree) && !row.every((word) => isContentWord(parsed, word))) found.push(phraseOf(row));
    }
    return found.filter(({ text }) => text.length >= 5);
  });
}

const phrases = new WeakMap<ParsedQuestion['words'], ReturnType<typeof findPhrases>>();

/** The same for a question that is read over many streams, found once. */
function phrasesOf(parsed: ParsedQuestion): ReturnType<typeof findPhrases> {
  const known = phrases.get(parsed.words) ?? findPhrases(parsed);
  phrases.set(parsed.words, known);
  return known;
}

/** Values and names that hold function words, such as `out of stock` or `time to first byte`. */
function reserved(parsed: ParsedQuestion, view: StreamView): Span[] {
  const found: Span[] = [];
  const starts = phrasesOf(parsed);
  const nameParts = view.entry.name.toLowerCase().split(/[^a-z\d]+/);
  for (let from = 0; from < starts.length; from++) {
    for (const { words, text, singular, compound, term, codes } of starts[from] ?? []) {
      const names = [text, singular, compound];
      const isStream = text === view.folded || nameParts.includes(text);
      const isName = isStream || names.some((name) => view.foldedFields.has(name));
      if (!isName && term === '' && codes === null && !view.valuesByText.has(text)) continue;
      const values = (view.valuesByText.get(text) ?? []).filter(({ field }) => field.type === 'text');
      const field = view.fields.find(
        ({ folded, telling }) =>
          names.includes(folded) || (term !== '' && areSynonyms(term, telling.join(' '))),
      )?.field;
      const links: Link[] = [
        ...[...new Set(values.map((known) => known.field))].map(
          (each): Link => ({
            kind: 'value',
            field: each,
            values: values.filter((known) => known.field === each).map(({ value }) => value),
            score: 0.98,
          }),
        ),
        ...(field ? [{ kind: 'field' as const, field, score: 0.98 }] : []),
        // "the app logs" of `app_logs`, "the slow log" of `db_slowlog`.
        ...(isStream ? [{ kind: 'stream' as const, score: 1 }] : []),
        ...codeLinks(codes, view),
      ];
      if (links.length === 0) continue;
      found.push({ from, to: from + words.length - 1, words, links, isOptional: false });
      from += words.length - 1;
      break;
    }
  }
  return found;
}

/** How well a word of the language must name a metric to be a part of its name. */
const SURELY_NAMED = 0.8;

/** "sent the most envelopes" of a value `envelope.sent`: what happened to things that the words name elsewhere. */
const joinedValues = (word: TaggedWord, view: StreamView, parsed: ParsedQuestion): readonly KnownValue[] =>
  parsed.words
    .filter((noun) => noun !== word && noun.kind === 'word' && isContentWord(parsed, noun))
    .flatMap(({ forms }) =>
      [word.folded, `${word.folded}d`, `${word.folded}ed`].flatMap(
        (verb) => view.valuesByText.get(`${(forms[0] ?? '').replace(/s$/, '')}${verb}`) ?? [],
      ),
    );

/** "how many answers did the bot give" of an event `bot_replied`: what a word for records says with a noun beside it. */
function recordValues(word: TaggedWord, view: StreamView, { words }: ParsedQuestion): KnownValue[] {
  const said = stemOf(word.forms[0] ?? word.folded);
  if (!hasTag(word, 'records') || !hasSameStates(said)) return [];
  const stems = words.filter((noun) => noun !== word).map(({ forms, folded }) => stemOf(forms[0] ?? folded));
  return [...new Set(stems.flatMap((stem) => view.valuesByStem.get(stem) ?? []))].filter(
    ({ field, stems: [thing = '', state = '', ...rest] }) =>
      namesWhatHappened(field) &&
      rest.length === 0 &&
      stems.includes(thing) &&
      areSameState(said, state, true),
  );
}

/** Shorter verbs are in too many questions. */
const LEAST_VERB = 5;
const DID = /^(?:did|do|does)$/;

/** "how many did they complete" of an event `job_completed`: the one thing that happens so. */
function doneValues({ folded, index }: TaggedWord, view: StreamView, parsed: ParsedQuestion): KnownValue[] {
  const isAfterDid = parsed.words.some((word) => word.index < index && DID.test(word.folded));
  if (!isAfterDid || folded.length < LEAST_VERB) return [];
  const known = (view.valuesByStem.get(stemOf(folded)) ?? []).filter(
    ({ field: { roles }, value, stems }) =>
      (roles[0] === 'event' || roles[0] === 'action') &&
      stems.length === 2 &&
      new RegExp(`[^a-z]${folded}e?d$`).test(value.toLowerCase()),
  );
  return known.length === 1 ? known : [];
}

/** Whether a part of a name that no table knows shortens a word for records. */
const isShortFor = (part: string, word: TaggedWord): boolean =>
  hasTag(word, 'records') && isUnknownPart(part) && isAbbreviationOf(part, word.folded.replace(/s$/, ''));
const IN_OTHER_WORDS = 0.66;

/** Words of the language that are a value of the stream: `returned` orders. */
function optionalSpan(word: TaggedWord, view: StreamView, parsed: ParsedQuestion): Span | null {
  if (parsed.taken.has(word.index) || word.kind !== 'word' || word.folded.length < 4) return null;
  const isMetric = view.metric !== null && metricScore([stemOf(word.folded)], view.metric) >= SURELY_NAMED;
  const isVerb = (hasTag(word, 'show') && word.index > 0) || (isMetric && hasTag(word, 'contains'));
  // "free, plus and business": the name of a plan.
  const isName = hasTag(word, 'and') && word.folded === 'plus';
  if (
    !(
      isVerb ||
      isName ||
      hasTag(word, 'stop word', 'records', 'storage', 'start', 'stop', 'rate', 'change')
    ) ||
    hasTag(word, 'preposition', 'which', 'how much')
  )
    return null;
  const [said, other] = recordValues(word, view, parsed);
  // The noun beside it says the rest of the value.
  if (said && !other)
    return {
      from: word.index,
      to: word.index,
      words: [word],
      isOptional: false,
      links: [{ kind: 'value', field: said.field, values: [said.value], score: IN_OTHER_WORDS }],
    };
  const own =
    view.valuesByText.get(withoutSeparators(word.text)) ?? view.valuesByText.get(word.forms[0] ?? '');
  const joined = own ? [] : [...joinedValues(word, view, parsed), ...doneValues(word, view, parsed)];
  const isBegin = hasTag(word, 'start') && !parsed.has('when') && !parsed.has('since when');
  const begun = isBegin ? ['started', 'start', 'begun', 'begin', 'opened', 'open'] : [];
  const values = (
    own ??
    (joined.length > 0 ? joined : undefined) ??
    begun.map((text) => view.valuesByText.get(text)).find(Boolean) ??
    []
  ).filter(({ field }) => field.type === 'text' && !['message'].includes(field.roles[0] ?? ''));
  const [first] = values;
  if (first)
    return {
      from: word.index,
      to: word.index,
      words: [word],
      isOptional: true,
      links: [{ kind: 'value', field: first.field, values: [first.value], score: 0.9 }],
    };
  const stem = stemOf(word.folded);
  const next = parsed.words[word.index + 1];
  const isBeforeNoun = next !== undefined && (isContentWord(parsed, next) || hasTag(next, 'records'));
  // "stat samples" of `stat_yn`
  const answered = isBeforeNoun ? booleanLinks([[stem]], [word], view)[0] : undefined;
  if (answered)
    return { from: word.index, to: word.index, words: [word], isOptional: true, links: [answered] };
  const field =
    view.fields.find(({ folded }) => folded === withoutSeparators(word.text))?.field ??
    view.fields.find(({ telling }) => telling.length === 1 && telling[0] === stem)?.field;
  // "samples" of `lab_smpls`: the records that the stream is called after.
  const isOwnName = view.telling.includes(stem) || view.telling.some((own) => isShortFor(own, word));
  const links: Link[] = [
    ...(field ? [{ kind: 'field' as const, field, score: 0.9 }] : []),
    ...(isOwnName || isMetric ? [{ kind: 'stream' as const, score: 0.9 }] : []),
  ];
  return links.length > 0
    ? { from: word.index, to: word.index, words: [word], isOptional: true, links }
    : null;
}

/** Whether words hold a part of a compound, and words of something else. */
const isCutApart = (
  words: readonly TaggedWord[],
  before: TaggedWord | undefined,
  after: TaggedWord | undefined,
): boolean => {
  const [first, last] = [words[0]?.start, words.at(-1)?.start];
  return first !== last && (before?.start === first || after?.start === last);
};

/** Cut a row of content words into spans so that as much as can be means something. */
function segment(run: readonly TaggedWord[], view: StreamView, parsed: ParsedQuestion): Span[] {
  const best: Array<{ score: number; spans: readonly Span[] }> = [{ score: 0, spans: [] }];
  for (let end = 1; end <= run.length; end++) {
    for (let count = 1; count <= Math.min(MOST_WORDS, end); count++) {
      const words = run.slice(end - count, end);
      const before = best[end - count];
      if (!before) continue;
      const links = linksFor(words, view, parsed);
      const isPhrase =
        words[0]?.phrase[0] === words[0]?.index &&
        words.at(-1)?.phrase[1] === words.at(-1)?.index &&
        words[0]?.phrase[1] === words.at(-1)?.index;
      if (count > 1 && links.length === 0 && !isPhrase) continue;
      // What was translated as one stays together, and so do the parts of one word beside others.
      if (words[0]?.phrase[0] !== words[0]?.index || words.at(-1)?.phrase[1] !== words.at(-1)?.index)
        continue;
      if (isCutApart(words, run[end - count - 1], run[end])) continue;
      const score = before.score + bestOf(links) * count + (count - 1) * 0.06;
      if (best[end] && score <= (best[end]?.score ?? 0)) continue;
      const [first, last] = [words[0] as TaggedWord, words.at(-1) as TaggedWord];
      best[end] = {
        score,
        spans: [...before.spans, { from: first.index, to: last.index, words, links, isOptional: false }],
      };
    }
  }
  return [...(best[run.length]?.spans ?? [])];
}

/** The content of a request as spans, in its order, with what each may mean in a stream. */
export function spansOf(parsed: ParsedQuestion, view: StreamView): Span[] {
  const whole = reserved(parsed, view);
  const isReserved = new Set(
    whole.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at)),
  );
  const runs: TaggedWord[][] = [];
  for (const word of parsed.words) {
    if (isReserved.has(word.index) || !isContentWord(parsed, word)) continue;
    const last = runs.at(-1);
    if (last && last.at(-1)?.index === word.index - 1) last.push(word);
    else runs.push([word]);
  }
  const optional = parsed.words.flatMap((word) =>
    isReserved.has(word.index) || isContentWord(parsed, word) ? [] : (optionalSpan(word, view, parsed) ?? []),
  );
  return [...whole, ...optional, ...runs.flatMap((run) => segment(run, view, parsed))].sort(
    (a, b) => a.from - b.from,
  );
}

/** Below this, a word is likelier what a name shortens. */
const WEAK = 0.66;

/** The same spans, with words that nothing explains read as misspelt ones, and those that little explains as what names shorten. */
export function linkMisspelledWords(spans: readonly Span[], view: StreamView): Span[] {
  return spans.map((span) => {
    const [word] = span.words;
    if (span.words.length > 1 || word?.kind !== 'word' || span.isOptional) return span;
    if (bestOf(span.links) >= WEAK) return span;
    if (span.links.length > 0) return { ...span, links: [...shortLinksOf(word, view), ...span.links] };
    return { ...span, links: nearLinksOf(word, view) };
  });
}
