import type { Tag } from '../../language/lexicon/lexicon.ts';
import { hasTag, type TaggedWord } from '../../language/tagged-words.ts';
import type { Quantity } from './quantities.ts';

/** A comparison with a number: `over 2 s`, `between 10 and 20`. */
export interface NumberCondition {
  readonly operator: '>' | '>=' | '<' | '<=' | '=' | '!=' | 'between';
  readonly quantity: Quantity;
  readonly upTo: Quantity | null;
  /** The words say that it is about how long something took. */
  readonly isDuration: boolean;
  readonly from: number;
  readonly to: number;
}

/** An order that words ask for: `most`, `slowest`, `newest`. */
export interface Superlative {
  readonly tag: Tag;
  readonly descending: boolean;
  readonly at: number;
}

/** The operator of words that compare, and whether they are about how long something took. */
export const OPERATORS: ReadonlyArray<readonly [Tag, NumberCondition['operator'], boolean]> = [
  ['slower than', '>', true],
  ['faster than', '<', true],
  ['at least', '>=', false],
  ['at most', '<=', false],
  ['more than', '>', false],
  ['less than', '<', false],
];

/** "and under 3": behind a number "and under" holds the number too, and before one the "and" only joins. */
export const operatorBefore = (
  { folded }: TaggedWord,
  operator: NumberCondition['operator'],
): NumberCondition['operator'] =>
  !/^(?:or|and|oder|und|ou|o|et|y|e)$/.test(folded)
    ? operator
    : operator === '<='
      ? '<'
      : operator === '>='
        ? '>'
        : operator;

/** The operator of symbols that compare. */
export const SYMBOLS: Readonly<Record<string, NumberCondition['operator']>> = {
  '>': '>',
  '>=': '>=',
  '≥': '>=',
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
  '≠': '!=',
};

/** Words that order, and whether the order is descending. */
export const SUPERLATIVES: ReadonlyArray<readonly [Tag, boolean]> = [
  ['slowest', true],
  ['fastest', false],
  ['dearest', true],
  ['cheapest', false],
  ['largest', true],
  ['smallest', false],
  ['busiest', true],
  ['most', true],
  ['least', false],
  ['top', true],
  ['bottom', false],
  ['newest', true],
  ['oldest', false],
];

/** Whether a word is the end of "higher than" and the like. */
export const isComparative = (word: TaggedWord | undefined): boolean =>
  hasTag(word, 'more than', 'less than', 'slower than', 'faster than') &&
  /^(?:than|als|que)$/.test(word?.folded ?? '');
