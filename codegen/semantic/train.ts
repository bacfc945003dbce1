import { createEncode, isLetters, isPair, LEAK } from '../../src/ask/understand/intent/encode.ts';
import type { FeatureSpace } from '../../src/contract/semantic.ts';
import { createRandom, type Random, shuffle } from './random.ts';

/** One sentence as the model sees it, and the operation that it means. */
export interface Example {
  readonly features: readonly string[];
  /** Features of the same said otherwise, looked at now and then instead. */
  readonly variants: ReadonlyArray<readonly string[]>;
  readonly label: string;
}

/** What an operation is about and what it does: operations that share one of the two learn from each other. */
export interface Family {
  readonly entity: string;
  readonly action: string;
}

/** A network of one small hidden layer, its weights feature by feature and label by label. */
export interface Trained extends FeatureSpace {
  readonly labels: readonly string[];
  /** So many of `words` are frequent; they come first. */
  readonly frequent: number;
  readonly width: number;
  readonly into: Float32Array;
  readonly out: Float32Array;
  readonly bias: Float32Array;
}

/** What decides how the networks of the router are trained. */
export interface TrainOptions {
  /** Networks that learn apart; together they err less than one of their common width. */
  readonly members: number;
  /** Units of the hidden layer of one member. */
  readonly width: number;
  readonly epochs: number;
  readonly rate: number;
  /** Share of features that each look at a sentence leaves out, so that none is relied on alone. */
  readonly dropout: number;
  /** Share of looks at a variant instead of the sentence itself. */
  readonly variantShare: number;
  /** Weight of telling entity and action, beside the operation. */
  readonly familyWeight: number;
  /** A word must occur in that many sentences to be a feature. */
  readonly minCount: number;
  /** From so many on, it is a word that others may be misspelt forms of. */
  readonly frequentCount: number;
  readonly letterPlaces: number;
  readonly pairPlaces: number;
}

/** The options that the shipped router was trained with. */
export const TRAIN_OPTIONS: TrainOptions = {
  members: 2,
  width: 56,
  epochs: 24,
  rate: 0.3,
  dropout: 0.5,
  variantShare: 0.3,
  familyWeight: 0.3,
  minCount: 3,
  frequentCount: 10,
  letterPlaces: 4096,
  pairPlaces: 6144,
};

const OUT_START = 0.2;
const BIAS_RATE = 0.1;
/** Errors smaller than this teach next to nothing and cost as much. */
const LEAST_ERROR = 4e-3;

/** What one question asks of the hidden layer: which operation, which entity, which action. */
interface Head {
  readonly size: number;
  readonly weight: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly errors: Float64Array;
}

function createHead(size: number, weight: number, width: number, random: Random): Head {
  return {
    size,
    weight,
    weights: Float32Array.from({ length: size * width }, () => (random() - 0.5) * OUT_START),
    bias: new Float32Array(size),
    errors: new Float64Array(size),
  };
}

type Counted = readonly [word: string, count: number];
const byCount = ([a, countA]: Counted, [b, countB]: Counted) => countB - countA || (a < b ? -1 : 1);

/** Words that occur often enough, the most frequent first. */
function wordsOf(examples: readonly Example[], { minCount, frequentCount }: TrainOptions) {
  const counts = new Map<string, number>();
  for (const { features } of examples)
    for (const feature of features)
      if (!isLetters(feature) && !isPair(feature)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const between = (least: number, most: number) =>
    [...counts]
      .filter(([, count]) => count >= least && count < most)
      .sort(byCount)
      .map(([word]) => word);
  const frequent = between(frequentCount, Number.POSITIVE_INFINITY);
  return { words: [...frequent, ...between(minCount, frequentCount)], frequent: frequent.length };
}

/** Fill `errors`: what the head says, less what is right. */
function judge({ size, weights, bias, errors, weight }: Head, units: Float64Array, right: number): void {
  const width = units.length;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < size; at += 1) {
    let score = bias[at] as number;
    for (let unit = 0; unit < width; unit += 1)
      score += (units[unit] as number) * (weights[at * width + unit] as number);
    errors[at] = score;
    most = Math.max(most, score);
  }
  let total = 0;
  for (let at = 0; at < size; at += 1) {
    errors[at] = Math.exp((errors[at] as number) - most);
    total += errors[at] as number;
  }
  for (let at = 0; at < size; at += 1)
    errors[at] = weight * ((errors[at] as number) / total - (at === right ? 1 : 0));
}

/** Learn from `errors`; what the hidden layer should learn is added to `blame`. */
function teach(
  { size, weights, bias, errors }: Head,
  units: Float64Array,
  blame: Float64Array,
  rate: number,
): void {
  const width = units.length;
  for (let at = 0; at < size; at += 1) {
    const error = errors[at] as number;
    if (Math.abs(error) < LEAST_ERROR) continue;
    bias[at] = (bias[at] as number) - rate * BIAS_RATE * error;
    for (let unit = 0; unit < width; unit += 1) {
      const weight = weights[at * width + unit] as number;
      blame[unit] = (blame[unit] as number) + error * weight;
      weights[at * width + unit] = weight - rate * error * (units[unit] as number);
    }
  }
}

/** What all members learn from. */
interface Lesson {
  /** Places of the features of each example, and of its variants after it. */
  readonly rows: ReadonlyArray<readonly number[][]>;
  /** The right answers by example, of operation, entity and action. */
  readonly answers: readonly Int32Array[];
  /** How many answers there are of each of the three. */
  readonly sizes: readonly number[];
  /** How many features there are. */
  readonly size: number;
}

interface Member {
  readonly into: Float32Array;
  readonly out: Float32Array;
  readonly bias: Float32Array;
}

/** Stochastic gradient descent with dropout; the same result for the same seed. */
function trainMember({ rows, answers, sizes, size }: Lesson, options: TrainOptions, seed: number): Member {
  const { width, epochs, dropout } = options;
  const random = createRandom(seed);
  const heads = sizes.map((count, index) =>
    createHead(count, index === 0 ? 1 : options.familyWeight, width, random),
  );
  const into = new Float32Array(size * width);
  const order = Int32Array.from(rows, (_, index) => index);
  const sums = new Float64Array(width);
  const units = new Float64Array(width);
  const blame = new Float64Array(width);

  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    order.forEach((example, done) => {
      const rate = options.rate * (1 - (epoch + done / order.length) / epochs);
      const [said, ...variants] = rows[example] as number[][];
      const isVaried = variants.length > 0 && random() < options.variantShare;
      const whole = isVaried ? variants[epoch % variants.length] : said;
      const row = (whole as number[]).filter(() => random() >= dropout);
      const scale = 1 / Math.sqrt(Math.max(1, row.length));
      sums.fill(0);
      for (const place of row)
        for (let unit = 0; unit < width; unit += 1)
          sums[unit] = (sums[unit] as number) + (into[place * width + unit] as number);
      for (let unit = 0; unit < width; unit += 1) {
        const sum = (sums[unit] as number) * scale;
        units[unit] = sum > 0 ? sum : sum * LEAK;
      }
      blame.fill(0);
      heads.forEach((head, index) => {
        judge(head, units, answers[index]?.[example] as number);
        teach(head, units, blame, rate);
      });
      for (let unit = 0; unit < width; unit += 1)
        blame[unit] = (blame[unit] as number) * scale * rate * ((sums[unit] as number) > 0 ? 1 : LEAK);
      for (const place of row)
        for (let unit = 0; unit < width; unit += 1)
          into[place * width + unit] = (into[place * width + unit] as number) - (blame[unit] as number);
    });
  }
  const [{ weights, bias }] = heads as [Head];
  return { into, out: weights, bias };
}

/** Rows of the members side by side, so that their scores add up. */
function beside(weights: readonly Float32Array[], width: number): Float32Array {
  const whole = width * weights.length;
  const rows = (weights[0]?.length ?? 0) / width;
  const joined = new Float32Array(rows * whole);
  weights.forEach((member, index) => {
    for (let row = 0; row < rows; row += 1)
      joined.set(member.subarray(row * width, (row + 1) * width), row * whole + index * width);
  });
  return joined;
}

/** Numbers of names, counted from 0 in the order they come. */
function numbered(names: readonly string[]): { readonly numbers: Int32Array; readonly count: number } {
  const distinct = [...new Set(names)];
  return { numbers: Int32Array.from(names, (name) => distinct.indexOf(name)), count: distinct.length };
}

/** One network out of its members, whose scores are the mean of theirs; the same result every time. */
export function train(
  examples: readonly Example[],
  families: ReadonlyMap<string, Family>,
  options: TrainOptions = TRAIN_OPTIONS,
): Trained {
  const { members, width, letterPlaces, pairPlaces } = options;
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const { words, frequent } = wordsOf(examples, options);
  const { size, encode } = createEncode({ words, letterPlaces, pairPlaces });
  const wanted = examples.map(({ label }) => labels.indexOf(label));
  const questions = [
    numbered(labels),
    numbered(labels.map((label) => families.get(label)?.entity ?? label)),
    numbered(labels.map((label) => families.get(label)?.action ?? label)),
  ];
  const lesson = {
    rows: examples.map(({ features, variants }) => [features, ...variants].map(encode)),
    answers: questions.map(({ numbers }) => Int32Array.from(wanted, (label) => numbers[label] as number)),
    sizes: questions.map(({ count }) => count),
    size,
  };
  const trained = Array.from({ length: members }, (_, member) => trainMember(lesson, options, 7 + member));
  const mean = (weight: number) => weight / members;
  return {
    labels,
    frequent,
    width: width * members,
    words,
    letterPlaces,
    pairPlaces,
    into: beside(
      trained.map(({ into }) => into),
      width,
    ),
    out: beside(
      trained.map(({ out }) => out),
      width,
    ).map(mean),
    bias: Float32Array.from(labels, (_, label) =>
      mean(trained.reduce((sum, { bias }) => sum + (bias[label] as number), 0)),
    ),
  };
}
