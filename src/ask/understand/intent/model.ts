import { brotliDecompressSync } from 'node:zlib';
import { createEncode, LEAK } from './encode.ts';
import type { ModelShape } from '../../../contract/semantic.ts';

/** The learned network as it lies in the package. */
export interface ModelData extends ModelShape {
  /**
   * Under brotli, one after the other: `wordBytes` of words that are features, one a line; weights into the hidden layer
   * in steps of `inStep`, one signed byte each, feature by feature; weights out of it in steps of `outStep`, label by label.
   */
  readonly packed: Uint8Array;
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

/** Unpack the trained model. */
export function createModel(data: ModelData): Model {
  const { labels, width, wordBytes, inStep, outStep, bias } = data;
  const bytes = brotliDecompressSync(data.packed);
  const words = bytes.toString('utf8', 0, wordBytes).split('\n');
  const { size, knows, encode } = createEncode({ ...data, words });
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + wordBytes);
  const into = weights.subarray(0, size * width);
  const out = weights.subarray(size * width, (size + labels.length) * width);

  /** What the hidden layer makes of a request. */
  function hidden(features: readonly string[]): Float64Array {
    const places = encode(features);
    const units = new Float64Array(width);
    for (const place of places) {
      const start = place * width;
      for (let unit = 0; unit < width; unit += 1)
        units[unit] = (units[unit] as number) + (into[start + unit] as number);
    }
    const scale = inStep / Math.sqrt(Math.max(1, places.length));
    for (let unit = 0; unit < width; unit += 1) {
      const sum = units[unit] as number;
      units[unit] = sum * (sum > 0 ? scale : scale * LEAK);
    }
    return units;
  }

  return {
    labels,
    frequentWords: words.slice(0, data.frequent),
    knows,
    probabilities(features) {
      const units = hidden(features);
      const scores = new Float64Array(labels.length);
      let most = Number.NEGATIVE_INFINITY;
      for (let label = 0; label < labels.length; label += 1) {
        const start = label * width;
        let sum = 0;
        for (let unit = 0; unit < width; unit += 1)
          sum += (units[unit] as number) * (out[start + unit] as number);
        const score = (bias[label] as number) + sum * outStep;
        scores[label] = score;
        most = Math.max(most, score);
      }
      let total = 0;
      for (let label = 0; label < labels.length; label += 1) {
        const power = Math.exp((scores[label] as number) - most);
        scores[label] = power;
        total += power;
      }
      for (let label = 0; label < labels.length; label += 1)
        scores[label] = (scores[label] as number) / total;
      return scores;
    },
  };
}
