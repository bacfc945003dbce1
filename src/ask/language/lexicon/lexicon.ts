/** A language that questions are read in, by its ISO 639-1 code. */
export type Language = 'en' | 'de' | 'fr' | 'es' | 'pt' | 'zh';

/** What a function word does in a question. Names are the same in every language. */
export type Tag =
  // measures
  | 'count'
  | 'how much'
  | 'how long'
  | 'sum'
  | 'average'
  | 'median'
  | 'max'
  | 'min'
  | 'distinct'
  | 'ratio'
  | 'rate'
  | 'stddev'
  // order
  | 'most'
  | 'least'
  | 'top'
  | 'bottom'
  | 'slowest'
  | 'fastest'
  | 'largest'
  | 'smallest'
  | 'dearest'
  | 'cheapest'
  | 'newest'
  | 'oldest'
  | 'busiest'
  // grouping and buckets
  | 'by'
  | 'each'
  | 'which'
  | 'over time'
  | 'every minute'
  | 'every hour'
  | 'every day'
  | 'every week'
  // comparison
  | 'than'
  | 'versus'
  | 'compare'
  | 'change'
  | 'trend'
  | 'same time'
  // conditions
  | 'not'
  | 'more than'
  | 'less than'
  | 'at least'
  | 'at most'
  | 'slower than'
  | 'faster than'
  | 'between'
  | 'and'
  | 'or'
  | 'equals'
  | 'contains'
  // form of the answer
  | 'exists'
  | 'show'
  | 'when'
  | 'since when'
  | 'first'
  | 'last'
  | 'still'
  | 'start'
  | 'stop'
  | 'values'
  | 'records'
  | 'fields'
  | 'why'
  | 'how'
  | 'who'
  // data about data
  | 'retention'
  | 'storage'
  // words without a meaning of their own
  | 'stop word'
  | 'preposition'
  // times
  | 't:last'
  | 't:this'
  | 't:ago'
  | 't:ago before'
  | 't:since'
  | 't:until'
  | 't:at'
  | 't:around'
  | 't:before'
  | 't:after'
  | 't:in'
  | 't:now'
  | 't:today'
  | 't:yesterday'
  | 't:day before yesterday'
  | 't:morning'
  | 't:afternoon'
  | 't:evening'
  | 't:night'
  | 't:noon'
  | 't:midnight'
  | 't:weekend'
  | 't:half'
  | 't:o’clock';

/** A unit of time. `m` is minutes. */
export type TimeUnit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'month' | 'quarter' | 'year';

/**
 * The function words of a language. Phrases are in lower case without accents, separated by `|`; a space stands for any gap.
 */
export interface Lexicon {
  readonly language: Language;
  readonly tags: Readonly<Partial<Record<Tag, string>>>;
  readonly units: Readonly<Record<TimeUnit, string>>;
  /** Monday first. */
  readonly weekdays: readonly string[];
  /** January first. */
  readonly months: readonly string[];
  /**
   * Nouns, adjectives and phrases by what they mean, `english=word word` between `|` and line ends, folded; `_` stands for a space.
   * `?` follows a word that more often means something else. Empty for English itself.
   */
  readonly nouns: string;
  /** Verbs by the English participle, as infinitives; behind `:` stems and forms that do not follow from it. */
  readonly verbs: string;
  /** What inflected nouns and adjectives end in, and what their entry ends in instead, the longest first. */
  readonly endings: ReadonlyArray<readonly [ending: string, entry: string]>;
}
