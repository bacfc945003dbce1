import type { Operator } from '../../call/short-forms/alert.ts';

const OPERATORS: ReadonlyArray<readonly [pattern: string, operator: Operator]> = [
  ['(?:at least|>=|≥|no (?:fewer|less) than|reach(?:es|ed)?|hits?|minimum of|or more)', '>='],
  ['(?:at most|<=|≤|no more than|maximum of)', '<='],
  [
    '(?:more than|over|above|exceeds?|exceeded|exceeding|(?:greater|bigger|larger|higher|longer|slower|older) than|(?:goes|go|gets|get|rises|rise|climbs|climb|jumps|jump|grows|grow) (?:over|above|beyond|past)|beyond|tops|surpass(?:es)?|crosses|pass(?:es)?|>)',
    '>',
  ],
  [
    '(?:(?:fewer|less|lower|smaller|shorter|younger) than|below|under|faster than|(?:drops?|falls?|goes|go|gets|dips?|sinks?) (?:below|under|to)|beneath|<)',
    '<',
  ],
  ['(?:exactly|equals?(?: to)?|==?)', '='],
];
/** What turns a comparison around. */
export const NOT = String.raw`(?:(?:is|are|was|were|does|do|has|have|did)(?:\s+not|n't)|not|never|no longer)\s+(?:(?:be|go|get|stay|rise|been)\s+)?`;
/** "Is not above" means at most. */
const OPPOSITE: Readonly<Partial<Record<Operator, Operator>>> = { '>': '<=', '<': '>=' };
const COMPARISONS = OPERATORS.flatMap(([pattern, operator]) => {
  const { [operator]: opposite } = OPPOSITE;
  return [[pattern, operator] as const, ...(opposite ? [[`${NOT}${pattern}`, opposite] as const] : [])];
});
const COMPARED_UNIT = String.raw`(?:\s*(?:%|°c|°f|percent\b|pct\b|ms\b|milliseconds?\b|µs\b|us\b|microseconds?\b|s\b|secs?\b|seconds?\b|min\b|minutes?\b|[kmgt]i?b\b|bytes?\b|euros?\b|eur\b|dollars?\b|usd\b|pounds?\b|gbp\b|€|\$|£))?`;
/** A number with its unit. */
export const NUMBER = `((?:[$€£]\\s*)?(?:\\d{1,3}(?:,\\d{3})+|\\d+(?:[.,]\\d+)?)(?:\\s*(?:k|m|million)\\b(?!\\s*/))?${COMPARED_UNIT})`;
/** The verb before a comparison. */
export const COPULA =
  '(?:\\s+(?:is|are|was|were|goes|go|gets|get|stays|remains|rises|climbs|has been|have been|becomes?|being|be))?\\s*';
/** What follows a threshold that counts things, and is no place, time or end of the clause. */
const COUNTED_NEXT =
  /^\s*(?:of\s+(?:the\s+|all\s+)?)?(?!(?:more|less|fewer|above|below|under|in|within|over|for|during|per|on|at|by|and|or|but|from|since|every|each|to|then|with|when|if|as|of|while|are|is|goes|go|gets|get|rises|rise|climbs|climb|exceeds|exceed|stays|stay|falls|fall|drops|drop|reaches|reach|a|last|across|degrees)\b)[\p{L}\d]/iu;

/** An amount of money is no number of things. */
const MONEY = /[$€£]|\b(?:euros?|eur|dollars?|usd|pounds?|gbp)\b/i;

/** A comparison with a number in words. */
export interface Comparison {
  readonly operator: Operator;
  /** The whole of it, and its number. */
  readonly match: readonly [whole: string, number: string];
  readonly index: number;
  readonly end: number;
}

const FORMS = COMPARISONS.map(
  ([pattern, operator]) =>
    [new RegExp(`${COPULA}(?<![\\w])${pattern}\\s*(?:the\\s+|a\\s+)?${NUMBER}`, 'gi'), operator] as const,
);

/** The comparisons with numbers in words, the longest of those that overlap. */
export function comparisonsIn(words: string): Comparison[] {
  const matched = FORMS.flatMap(([form, operator]) =>
    [...words.matchAll(form)].map(
      ({ 0: whole, 1: number = '', index }): Comparison => ({
        operator,
        match: [whole, number],
        index,
        end: index + whole.length,
      }),
    ),
  ).sort((a, b) => a.index - b.index || b.end - a.end);
  return matched.filter(
    ({ index, end }, at) =>
      !matched.some((other, before) => before < at && other.index < index && other.end >= end),
  );
}

/** Whether a number says how many things there are, as in "more than 5 errors". */
export const countsThings = (
  { end, match: [, number] }: Pick<Comparison, 'end' | 'match'>,
  words: string,
): boolean => COUNTED_NEXT.test(words.slice(end)) && !MONEY.test(number);

const SOME = '(?:\\d+|two|three|four|five|six|seven|eight|nine|ten)';
/** What an alert does not do: hold several times, or not at some times. */
const OTHERS: readonly RegExp[] = [
  new RegExp(
    `,?\\s(?:for\\s|on\\s|in\\s|over\\s)?(?:at least\\s)?${SOME}\\s(?:times|checks|periods|intervals|windows|evaluations|minutes|days)\\sin\\sa\\srow\\b`,
    'i',
  ),
  new RegExp(
    `,?\\s(?:for\\s|on\\s|in\\s|over\\s)?(?:at least\\s)?${SOME}\\s(?:consecutive|successive)\\s\\w+`,
    'i',
  ),
  /,?\s(?:unless|except (?:when|if|during|on|at|for)|but (?:only|not) (?:when|if|during|on|at))\s[^,;.]*/i,
];

/** Words for what a second condition compares. */
const MEASURED =
  /\b(?:averages?|avg|mean|median|p\d{2,3}|percentile|max(?:imum)?|min(?:imum)?|sum|total|number of|count|error rate|rate|share|percentage|latency)\b/i;
const JOINED = /(?:,\s*)?\b(?:and|or)\b/gi;
const PHRASE_END = /[,;.]|\s(?:in|within|over|for|during|per|on|at|of|and|or|to)\s|$/i;

/** The position between two comparisons at which a second condition begins; null if the second comparison only narrows what the first one counts. */
function joinBetween(words: string, one: Comparison, other: Comparison): number | null {
  const between = words.slice(one.end, other.index);
  const join = [...between.matchAll(JOINED)].at(-1);
  if (join === undefined) return null;
  const said = between.slice(join.index + join[0].length);
  const isOwn =
    MEASURED.test(said) ||
    (countsThings(other, words) && (countsThings(one, words) || MEASURED.test(words.slice(0, one.index))));
  return isOwn ? one.end + join.index : null;
}

const isAbove = (operator: Operator) => operator.startsWith('>');
const isBelow = (operator: Operator) => operator.startsWith('<');
const WHOLE = /^\d+$/;

/** "More than 5 and less than 10" as "between 6 and 9", "under 5 or over 10" as "outside 5 to 10". */
function asRange(words: string): { readonly words: string; readonly was: string } {
  const found = comparisonsIn(words);
  for (const [at, one] of found.entries()) {
    const other = found[at + 1];
    const [, join] = /^\s*(?:,\s*)?(and|but|or)\s*$/i.exec(words.slice(one.end, other?.index)) ?? [];
    if (other === undefined || join === undefined) continue;
    const [low, high] = isAbove(one.operator) ? [one, other] : [other, one];
    if (!isAbove(low.operator) || !isBelow(high.operator)) continue;
    const isOutside = /or/i.test(join);
    const [from, to] = [low.match[1], high.match[1]];
    // Numbers of things are whole: more than 5 are at least 6.
    const isCount = countsThings(other, words) && WHOLE.test(from) && WHOLE.test(to);
    const step = ({ operator, match: [, number] }: Comparison, by: number) =>
      isCount && !operator.endsWith('=') ? String(Number(number) + by) : number;
    const range = isOutside
      ? ` outside ${to} to ${from} `
      : ` between ${step(low, 1)} and ${step(high, -1)} `;
    return {
      words: `${words.slice(0, one.index)}${range}${words.slice(other.end)}`,
      was: words.slice(one.index, other.end),
    };
  }
  return { words, was: '' };
}

/** Words with one condition, and the parts of them that an alert on one value has no place for. */
export function withoutOthers(given: string): {
  readonly words: string;
  readonly left: readonly string[];
  /** Two limits that the words have as one range. */
  readonly range: string;
} {
  const left: string[] = [];
  const ranged = asRange(given);
  let words = ranged.words;
  const cut = (start: number, end: number) => {
    left.push(words.slice(start, end).replace(/^[\s,]+|[\s,]+$/g, ''));
    words = `${words.slice(0, start)} ${words.slice(end)}`;
  };
  for (const form of OTHERS) {
    const found = form.exec(words);
    if (found) cut(found.index, found.index + found[0].length);
  }
  const found = comparisonsIn(words);
  for (let at = found.length - 1; at > 0; at--) {
    const [one, other] = [found[at - 1] as Comparison, found[at] as Comparison];
    const start = joinBetween(words, one, other);
    if (start === null) continue;
    const rest = words.slice(other.end);
    cut(
      start,
      other.end + (countsThings(other, words) ? (PHRASE_END.exec(rest.slice(1))?.index ?? -1) + 1 : 0),
    );
  }
  return { words, left, range: ranged.was };
}
