/** A value of SQL. */
type Value = number | null;

/** An aggregate whose value over a window follows from its values over parts of the window. */
interface Part {
  readonly sql: string;
  readonly merge: 'add' | 'min' | 'max';
  /** Its value over no records. */
  readonly none: Value;
}

/** A measure as arithmetic of such aggregates. */
export interface MergeableMeasure {
  readonly parts: readonly Part[];
  /** The measure from the value of each part, in their order. */
  measureFrom(values: readonly Value[]): Value;
}

type Evaluate = (values: readonly Value[]) => Value;

const LONGEST = 4000;
const DEEPEST = 20;

/** Where the parenthesis closes that opens at `open`; -1 where it does not. Quoted text counts for nothing. */
function closingOf(text: string, open: number): number {
  let depth = 0;
  let quote: string | null = null;
  for (let at = open; at < text.length; at++) {
    const char = text[at] as string;
    if (quote !== null) {
      if (char === quote) quote = null;
    } else if (char === "'" || char === '"') quote = char;
    else if (char === '(') depth += 1;
    else if (char === ')' && --depth === 0) return at;
  }
  return -1;
}

class NotMergeable extends Error {}

const both =
  (one: Evaluate, other: Evaluate, apply: (a: number, b: number) => Value): Evaluate =>
  (values) => {
    const [a, b] = [one(values), other(values)];
    return a === null || b === null ? null : apply(a, b);
  };

/** Reads an expression from left to right, each character once. */
class Reader {
  readonly parts: Part[] = [];
  private at = 0;
  private depth = 0;
  private readonly text: string;
  /** Whole numbers divided by whole numbers lose their fraction in SQL. */
  private readonly hasFraction: boolean;

  constructor(text: string) {
    this.text = text;
    this.hasFraction = /(?<![\w'"])\d+\.\d/.test(text);
  }

  whole(): Evaluate {
    const found = this.sum();
    if (this.peek() !== '') throw new NotMergeable();
    return found;
  }

  private peek(): string {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
    return this.text[this.at] ?? '';
  }

  private take(char: string): void {
    if (this.peek() !== char) throw new NotMergeable();
    this.at += 1;
  }

  private sum(): Evaluate {
    if (++this.depth > DEEPEST) throw new NotMergeable();
    let left = this.product();
    for (let sign = this.peek(); sign === '+' || sign === '-'; sign = this.peek()) {
      this.at += 1;
      const [one, right, factor] = [left, this.product(), sign === '+' ? 1 : -1];
      left = both(one, right, (a, b) => a + factor * b);
    }
    this.depth -= 1;
    return left;
  }

  private product(): Evaluate {
    let left = this.factor();
    for (let sign = this.peek(); sign === '*' || sign === '/'; sign = this.peek()) {
      this.at += 1;
      if (sign === '/' && !this.hasFraction) throw new NotMergeable();
      const [one, right, isProduct] = [left, this.factor(), sign === '*'];
      left = both(one, right, (a, b) => (isProduct ? a * b : b === 0 ? null : a / b));
    }
    return left;
  }

  private factor(): Evaluate {
    if (this.peek() === '(') {
      this.at += 1;
      const inner = this.sum();
      this.take(')');
      return inner;
    }
    const [number] = /^\d+(?:\.\d+)?/.exec(this.text.slice(this.at, this.at + 40)) ?? [];
    if (number !== undefined) {
      this.at += number.length;
      return () => Number(number);
    }
    const [call, name = ''] = /^([a-z]+)\s{0,3}\(/i.exec(this.text.slice(this.at, this.at + 40)) ?? [];
    if (call === undefined) throw new NotMergeable();
    this.at += call.length;
    return this.called(name.toLowerCase());
  }

  private called(name: string): Evaluate {
    if (name === 'coalesce' || name === 'nullif') {
      const one = this.sum();
      this.take(',');
      const other = this.sum();
      this.take(')');
      return name === 'coalesce'
        ? (values) => one(values) ?? other(values)
        : (values) => {
            const value = one(values);
            return value !== null && value === other(values) ? null : value;
          };
    }
    const open = this.at - 1;
    const close = closingOf(this.text, open);
    const argument = close < 0 ? '' : this.text.slice(this.at, close).trim();
    if (argument === '' || /^(?:distinct|all)\b/i.test(argument)) throw new NotMergeable();
    this.at = close + 1;
    const part = (aggregate: string, merge: Part['merge'], none: Value): Evaluate => {
      const index = this.parts.length;
      this.parts.push({ sql: `${aggregate}(${argument})`, merge, none });
      return (values) => values[index] ?? null;
    };
    if (name === 'count') return part('count', 'add', 0);
    if (name === 'sum') return part('sum', 'add', null);
    if (name === 'min' || name === 'max') return part(name, name, null);
    if (name !== 'avg') throw new NotMergeable();
    return both(part('sum', 'add', null), part('count', 'add', 0), (a, b) => (b === 0 ? null : a / b));
  }
}

/**
 * A measure of SQL whose value over a window can be put together from values over parts of it: counts, sums, extremes,
 * averages, and arithmetic of them. Null for others, such as percentiles and numbers of different values.
 */
export function mergeableMeasure(measure: string): MergeableMeasure | null {
  if (measure.length > LONGEST) return null;
  const reader = new Reader(measure);
  try {
    const measureFrom = reader.whole();
    return { parts: reader.parts, measureFrom };
  } catch (error) {
    if (error instanceof NotMergeable) return null;
    throw error;
  }
}

/** One value of a part from those of two stretches of time. */
export function merged({ merge }: Part, one: Value, other: Value): Value {
  if (one === null || other === null) return one ?? other;
  return merge === 'add' ? one + other : Math[merge](one, other);
}
