import type { TimeContext } from '../../call/arguments/times.ts';
import { didYouMean } from '../../names/nearest.ts';
import type { Dictionary, StreamEntry } from '../data/dictionary.ts';
import { chooseReadings } from '../questions/answers/choose-readings.ts';
import { findReadings } from '../questions/answers/find-readings.ts';
import { isMeasure, isNumeric } from '../questions/link/fields.ts';
import { streamView } from '../questions/link/stream-view.ts';
import { stemOf } from '../language/word-forms.ts';
import { isContentWord, type ParsedQuestion, parseQuestion } from '../questions/parse/parse-question.ts';
import type { Reading } from '../questions/read/reading.ts';
import type { MissingArgument } from '../types.ts';
import { streamQuestion } from './stream-question.ts';

/** What a question about data means, for something that goes on watching or showing it. */
export interface ReadCondition {
  readonly parsed: ParsedQuestion;
  readonly reading: Reading;
}

/** What keeps a question from being read over a stream that it names: words that are none of its fields. */
export interface UnknownWords {
  readonly entry: StreamEntry;
  readonly unknown: string;
  readonly problem: string;
}

interface ReadInput {
  /** What is watched, with the range that it is watched over. */
  readonly question: string;
  /** The stream that was answered, or that an argument names; null for none. */
  readonly stream: string | null;
  /** The words that are not understood count as what is compared, and not as a part that may be left out. */
  readonly isValue: boolean;
  readonly dictionary: Dictionary;
  readonly time: TimeContext;
}

const withoutSeparators = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Whether words hold the whole name of a stream. */
const isNamedIn = ({ name }: StreamEntry, words: string) =>
  new RegExp(`(?<![\\w-])${name.replaceAll(/[^\w]/g, '\\$&')}(?![\\w-])`, 'i').test(words);

const ownWords = ({ name, words }: StreamEntry) => new Set([withoutSeparators(name), ...words]);

/** Words of a question that are neither of the language nor the name of the stream. */
const contentOf = (entry: StreamEntry, parsed: ParsedQuestion) =>
  parsed.words.filter(
    (word) => isContentWord(parsed, word) && !ownWords(entry).has(withoutSeparators(word.text)),
  );

function unknownIn(entry: StreamEntry, unknown: string): UnknownWords {
  const { name: stream, fields = [] } = entry;
  const field = fields.find(({ name }) => withoutSeparators(name) === withoutSeparators(unknown));
  const names = fields.map(({ name }) => name);
  return {
    entry,
    unknown,
    problem:
      field && !isNumeric(field)
        ? `"${field.name}" of ${stream} holds ${field.type === 'boolean' ? 'true or false' : 'text'}, which is no number to compare. Which field is meant?`
        : `${stream} has no field "${unknown}".${didYouMean(unknown, names)}`,
  };
}

/** The second of two things that a ratio is of: "successful payments" of "the ratio of failed to successful payments". */
const PER =
  /\bratio (?:of|between) (?:the )?.+? (?:to|and|over) (?:the )?([^,]+?)(?: in\b.*)?(?: over the last .*)?$/i;
const ALL = /^(?:all|total|records?|logs?|requests?|responses?|events?|spans?|traces?)\b/i;

/** What a ratio is divided by, where the reading divides by something else; empty where it is right. */
function misreadRatio({ parsed, reading: { form } }: ReadCondition): string {
  const isGrouped =
    form.groupBy.length > 0 && !parsed.cues.some(({ kind }) => kind === 'by' || kind === 'each');
  const [, per = ''] = PER.exec(parsed.request) ?? [];
  if (form.measure.kind !== 'ratio') return '';
  return isGrouped || (form.measure.per === undefined && !ALL.test(per)) ? per : '';
}

const fieldCalled = (text: string, { fields = [] }: StreamEntry) =>
  fields.find(({ name }) => name.toLowerCase() === text.toLowerCase());

/** Words that name what is compared and that the reading compares something else for; empty where there are none. */
function misreadValue({ parsed, reading }: ReadCondition): string {
  const { form, entry, unused, assumed } = reading;
  const isGuessed = form.measure.kind === 'count' || form.signal === 'metrics' || assumed.length > 0;
  if (unused.length > 0 && isGuessed) return unused.join(' ');
  const used = JSON.stringify([form.measure, form.where, form.groupBy]);
  const other = contentOf(entry, parsed).find(({ text }) => {
    const field = fieldCalled(text, entry);
    return field && !used.includes(JSON.stringify(field.name));
  });
  return other?.text ?? '';
}

/** How often values of streams that come late are waited for; what is written must not depend on how fast they came. */
const MOST_WAITS = 5;
/** Readings of which all values must be there. */
const TELLING = 3;

async function readWithValues(parsed: ParsedQuestion, dictionary: Dictionary, time: TimeContext) {
  let readings = await findReadings(parsed, dictionary, time);
  const isWhole = () => readings.slice(0, TELLING).every(({ entry }) => entry.hasValues);
  for (let waits = 0; waits < MOST_WAITS && !isWhole(); waits++)
    readings = await findReadings(parsed, dictionary, time);
  return readings;
}

/** Whether words hold all that the name of a stream tells: "payment errors" are those of `payment_service`. */
function isToldBy(entry: StreamEntry, { words }: ParsedQuestion): boolean {
  const stems = new Set(words.flatMap(({ forms, folded }) => [folded, ...forms].map(stemOf)));
  return streamView(entry).telling.every((stem) => stems.has(stem));
}

/** Read what is watched from words, over the streams of the organization. */
export async function readCondition({
  question,
  stream,
  isValue,
  dictionary,
  time,
}: ReadInput): Promise<ReadCondition | UnknownWords | { readonly missing: MissingArgument }> {
  const all = await dictionary.streams();
  const own = stream === null ? all : all.filter(({ name }) => name === stream);
  if (own.length === 0)
    return {
      missing: streamQuestion(
        stream === null
          ? 'There are no streams yet. Which one is meant?'
          : `There is no stream "${stream}". Which one is meant?`,
        all,
      ),
    };
  const within: Dictionary = stream === null ? dictionary : { ...dictionary, streams: async () => own };
  const parsed = parseQuestion(question, time);
  const readings = await readWithValues(parsed, within, time);
  const chosen = chooseReadings(parsed, readings);
  const named = stream === null ? all.filter((entry) => isNamedIn(entry, question)) : own;
  const fitting =
    named.length === 0
      ? readings
      : readings.filter(({ form }) => named.some(({ name }) => name === form.stream));
  const [best] = fitting;
  const [first] = named;
  if (first && !best) {
    const entry = (await dictionary.schema(first.type, first.name)) ?? first;
    const words = contentOf(entry, parsed).map(({ text }) => text);
    return unknownIn(entry, words.join(' '));
  }
  if (!best || (named.length === 0 && chosen === null)) {
    const about = parsed.words.filter((word) => isContentWord(parsed, word)).map(({ text }) => text);
    const nothing = about.length === 0 ? '' : `No stream here is about "${about.join(' ')}". `;
    const logs = all.filter(({ type }) => type === 'logs');
    return { missing: streamQuestion(`${nothing}Which stream should it watch?`, logs) };
  }
  const rivals = [...(chosen?.together ?? []), ...(chosen?.others ?? [])]
    .map(({ entry }) => entry)
    .filter(({ type }) => type === best.entry.type);
  // Traces go to `default`, where nothing else is said.
  const standard = rivals.every(({ type }) => type === 'traces')
    ? readings.find(({ entry }) => entry.type === 'traces' && entry.name === 'default')
    : undefined;
  const told = rivals.filter((entry) => isToldBy(entry, parsed));
  const [only] = told.length === 1 ? told : [];
  if (named.length === 0 && rivals.length > 1 && standard === undefined && only === undefined)
    return { missing: streamQuestion('Several streams fit. Which one is meant?', rivals) };
  const reading =
    named.length > 0 || rivals.length < 2
      ? best
      : (standard ?? readings.find(({ entry }) => entry === only) ?? best);
  const per = misreadRatio({ parsed, reading });
  if (per !== '' && named.length === 0)
    return {
      missing: streamQuestion(
        'Which stream should it watch?',
        all.filter(({ type }) => type === 'logs'),
      ),
    };
  if (per !== '')
    return {
      entry: reading.entry,
      unknown: per,
      problem: `I cannot read what "${per}" is in ${reading.form.stream}. Which value of a field is it?`,
    };
  const unknown = isValue ? misreadValue({ parsed, reading }) : '';
  const field = fieldCalled(unknown, reading.entry);
  if (unknown === '') return { parsed, reading };
  if (!field || !isMeasure(field)) return unknownIn(reading.entry, unknown);
  const measure = { kind: 'sum', field: field.name } as const;
  return { parsed, reading: { ...reading, form: { ...reading.form, measure, answer: 'number' } } };
}
