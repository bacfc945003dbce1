import type { FormRange } from '../query/logical-form.ts';
import { numberText, timeText } from './numbers.ts';
import type { Phrases } from './phrase-templates.ts';
import { fill } from './phrases.ts';

/** How much a number differs from another one, such as `+12.5 %`; a dash where the other is 0. */
export function percentText(a: number, b: number): string {
  if (b === 0) return '–';
  const percent = (100 * (a - b)) / Math.abs(b);
  return `${percent > 0 ? '+' : ''}${numberText(Number(percent.toFixed(1)))} %`;
}

/** How a period is called without what stands before it: `with yesterday` is yesterday. */
const withoutPreposition = (text: string) =>
  text.replace(
    /^(?:(?:with|than|against|to|vs|versus|and|in|from|for|of|mit|zu|als|gegen|avec|que|con|com)\s+)+/i,
    '',
  );

/** The names of the two periods of a comparison: as the words say, else by their lengths. */
export function periodNames(range: FormRange, other: FormRange, phrases: Phrases): readonly [string, string] {
  const nameOf = ({ text, startUs, endUs }: FormRange, template: string) =>
    text === null ? fill(template, { length: timeText(endUs - startUs) }) : withoutPreposition(text);
  return [nameOf(range, phrases.lastPeriod), nameOf(other, phrases.periodBefore)];
}
