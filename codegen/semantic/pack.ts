import { brotliCompressSync, constants } from 'node:zlib';
import type { ModelData } from '../../src/ask/understand/intent/model.ts';
import type { Trained } from './train.ts';

/** Steps of the coarse weights in a standard deviation, and the largest step: more of either scored no better. */
const STEPS_PER_DEVIATION = 0.45;
const LARGEST_STEP = 6;

const inSteps = (weights: Float32Array, step: number, largest: number) =>
  Uint8Array.from(
    weights,
    (weight) => Math.max(-largest, Math.min(largest, Math.round(weight / step))) & 0xff,
  );

const digits = (value: number) => Number(value.toPrecision(6));

/** The network in few bytes: coarse weights, which compress well, and score as the exact ones do. */
export function pack({
  labels,
  frequent,
  width,
  words,
  letterPlaces,
  pairPlaces,
  into,
  out,
  bias,
}: Trained): ModelData {
  const text = Buffer.from(words.join('\n'));
  const deviation = Math.sqrt(into.reduce((sum, weight) => sum + weight * weight, 0) / into.length);
  const inStep = digits(deviation / STEPS_PER_DEVIATION);
  const outStep = digits(out.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127);
  return {
    labels,
    frequent,
    width,
    letterPlaces,
    pairPlaces,
    wordBytes: text.length,
    inStep,
    outStep,
    bias: [...bias].map((value) => Number(value.toFixed(3))),
    packed: brotliCompressSync(
      Buffer.concat([text, inSteps(into, inStep, LARGEST_STEP), inSteps(out, outStep, 127)]),
      { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } },
    ),
  };
}
