import { brotliDecompressSync } from 'node:zlib';
import { createEncode, type FeatureSpace, LEAK } from './encode.ts';

/** The learned network as it lies in the package: features to a small hidden layer to labels. */
export interface ModelData extends Omit<FeatureSpace, 'words'> {
  readonly labels: readonly string[];
  /** So many of `words` are frequent; they come first. */
  readonly frequent: number;
  readonly width: number;
  /** Words that are features, one a line. Packed texts are brotli in base64. */
  readonly words: string;
  /** Weights into the hidden layer in steps of `inStep`, one signed byte each, feature by feature. */
  readonly into: string;
  readonly inStep: number;
  /** Weights out of the hidden layer in steps of `outStep`, label by label. */
  readonly out: string;
  readonly outStep: number;
  readonly bias: readonly number[];
}

/** Probabilities of all labels for what is known of a request. */
export interface Model {
  readonly labels: readonly string[];
  /** Words that are said often, in their stems. */
  readonly frequentWords: readonly string[];
  knows(word: string): boolean;
  /** As long as `labels`, in its order; sums to 1. */
  probabilities(features: readonly string[]): Float64Array;
}

const unpack = (text: string) => brotliDecompressSync(Buffer.from(text, 'base64'));
const signed = (bytes: Buffer) => new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);

export function createModel(data: ModelData): Model {
  const { labels, width, inStep, outStep, bias } = data;
  const words = unpack(data.words).toString('utf8').split('\n');
  const { knows, encode } = createEncode({ ...data, words });
  const into = signed(unpack(data.into));
  const out = signed(unpack(data.out));

  function hidden(features: readonly string[]): Float64Array {
    const places = encode(features);
    const sums = new Float64Array(width);
    for (const place of places)
      for (let unit = 0; unit < width; unit += 1)
        sums[unit] = (sums[unit] as number) + (into[place * width + unit] as number);
    const scale = inStep / Math.sqrt(Math.max(1, places.length));
    return sums.map((sum) => (sum > 0 ? sum * scale : sum * scale * LEAK));
  }

  return {
    labels,
    frequentWords: words.slice(0, data.frequent),
    knows,
    probabilities(features) {
      const units = hidden(features);
      const scores = Float64Array.from(bias, (start, label) => {
        let sum = 0;
        for (let unit = 0; unit < width; unit += 1)
          sum += (units[unit] as number) * (out[label * width + unit] as number);
        return start + sum * outStep;
      });
      const most = Math.max(...scores);
      const powers = scores.map((score) => Math.exp(score - most));
      const total = powers.reduce((sum, power) => sum + power, 0);
      return powers.map((power) => power / total);
    },
  };
}
