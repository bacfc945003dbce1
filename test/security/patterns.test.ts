import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';
import { LONGEST } from '../../src/limits.ts';
import { slowdown } from '../helpers/slow-core.ts';
import { expressionsInSource, type FoundExpression, pumps } from './regular-expressions.ts';

/** Code that reads only what its own operator wrote: settings, the command line, the contract and catalogs. */
const OF_THE_OPERATOR = /^(cli|config|contract|catalog\/file|clients)\/|^openobserve\/base-url[.]ts$/;
/** Code that reads requests in plain words, which `LONGEST.question` bounds, and times, which `LONGEST.time` does. */
const OF_WORDS = /^ask\/|^investigate\/requests[.]ts$|^call\/arguments\/(moments|lengths|zones)[.]ts$/;

const expressions = expressionsInSource().filter(
  ({ files }) => !files.every((file) => OF_THE_OPERATOR.test(file)),
);
const isOfWords = ({ files }: FoundExpression) =>
  files.every((file) => OF_WORDS.test(file) || OF_THE_OPERATOR.test(file));
const shown = ({ source, flags, files }: FoundExpression) => `/${source}/${flags} in ${files.join(', ')}`;

/** What analysis knows to be worse than linear. It does not know all: the tests of time below find the rest. */
function reports({ source, flags }: FoundExpression) {
  return analyse({ source, flags }, { reportTypes: { Move: true, Self: true, Trade: true } }).reports;
}

/** Time of the processor, the least of several runs: a machine has other work too. */
function tookMs(pattern: RegExp, text: string, mostMs: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 4 && least > mostMs; run++) {
    const before = process.threadCpuUsage();
    text.replace(pattern, '');
    least = Math.min(least, process.threadCpuUsage(before).user / 1000);
  }
  return least;
}

/** How long the slowest of the texts takes, in ms. A text that is slow at once is not tried longer. */
function slowestMs(expression: FoundExpression, longest: number, mostMs: number): number {
  const pattern = new RegExp(expression.source, expression.flags);
  let slowest = 0;
  for (let length = Math.min(500, longest); length <= longest && slowest < mostMs; length *= 2) {
    for (const text of pumps(expression, length)) {
      slowest = Math.max(slowest, tookMs(pattern, text, mostMs));
      if (slowest > mostMs) break;
    }
  }
  return slowest;
}

describe('regular expressions over texts of others', { retry: 2 }, () => {
  it('are found', () => {
    expect(expressions.length).toBeGreaterThan(500);
  });

  it('are none of them exponential', () => {
    expect(
      expressions.filter((each) => reports(each).some(({ exponential }) => exponential)).map(shown),
    ).toEqual([]);
  });

  it('are linear where no bound of a question holds', () => {
    const wide = expressions.filter((each) => !isOfWords(each));
    expect(wide.filter((each) => reports(each).length > 0).map(shown)).toEqual([]);
  });

  it('take no longer for 32,000 characters of their own words and signs than for others', () => {
    const mostMs = 40 * slowdown();
    const slow = expressions
      .filter((each) => !isOfWords(each))
      .map((each) => ({ ms: slowestMs(each, 32_000, mostMs), each }))
      .filter(({ ms }) => ms > mostMs);
    expect(slow.map(({ ms, each }) => `${Math.round(ms)} ms: ${shown(each)}`)).toEqual([]);
  }, 120_000);

  it('take little for the longest question', () => {
    const mostMs = 25 * slowdown();
    const slow = expressions
      .filter(isOfWords)
      .map((each) => ({ ms: slowestMs(each, LONGEST.question, mostMs), each }))
      .filter(({ ms }) => ms > mostMs);
    expect(slow.map(({ ms, each }) => `${Math.round(ms)} ms: ${shown(each)}`)).toEqual([]);
  }, 120_000);
});
