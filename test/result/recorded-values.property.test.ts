import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parseMomentUs } from '../../src/call/arguments/moments.ts';
import { utcFromNs, utcFromUs } from '../../src/call/arguments/times.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { parseExact } from '../../src/json/exact-json.ts';
import { listAt } from '../../src/openobserve/answer.ts';
import { rounded } from '../../src/result/values.ts';
import { readExchanges } from '../helpers/exchanges.ts';
import { differenceOf, isSame, type ShownList } from '../helpers/recorded-values.ts';
import { createReplayer, type Replayer } from '../prove/replay.ts';

const CONTEXT = { nowUs: Date.UTC(2026, 10, 24) * 1000, timeZone: 'Europe/Berlin' };
const TIME = /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)"/g;

const lists = readExchanges().flatMap((exchange) => {
  const row = TOOLS.find(({ operationId, access }) => operationId === exchange.op && access === 'read');
  const list = row?.rows === undefined || row.rows === null ? null : listAt(exchange.response.body, row.rows);
  return row && list && list.length > 0 && exchange.response.status < 300 ? [{ row, exchange, list }] : [];
});

/** Recorded answers of reads that are one object. */
const objects = readExchanges().flatMap((exchange) => {
  const row = TOOLS.find(({ operationId, access }) => operationId === exchange.op && access === 'read');
  const { body, status } = exchange.response;
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  return row && row.rows === null && isObject && status < 300 ? [{ row, exchange }] : [];
});
/** What stands outside of `untrusted_data`: our own words, times, links, identifiers and names. */
const OUTSIDE = ['range', 'link', 'untrusted_data', 'shown', 'total', 'next', 'cut', 'notes'];

let replayer: Replayer;
beforeAll(async () => {
  replayer = await createReplayer();
});
afterAll(() => replayer.close());

describe('a short answer', () => {
  it(`says of each of ${lists.length} recorded lists only what was recorded, in its unit`, async () => {
    const wrong: string[] = [];
    let shownRows = 0;
    for (const { row, exchange, list } of lists) {
      const text = await replayer.answer(row, exchange);
      if (text === null || text.includes('***masked***')) continue;
      const {
        untrusted_data: data,
        shown,
        cut = '',
      } = parseExact(text) as {
        untrusted_data: ShownList;
        shown: number;
        cut?: string;
      };
      expect(data.rows).toHaveLength(shown);
      shownRows += shown;
      if (/Long texts were cut/.test(cut)) continue;
      const difference = differenceOf(row, exchange, list, data, false);
      if (difference !== null) wrong.push(`${row.name}, ${exchange.title}: ${difference}`);
    }
    expect(wrong).toEqual([]);
    expect(shownRows).toBeGreaterThan(1000);
  });

  it(`says of each of ${objects.length} recorded objects what was recorded, in its unit`, async () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const { row, exchange } of objects) {
      const text = await replayer.answer(row, exchange);
      if (text === null || /\*\*\*masked|"cut":|<cut: /.test(text)) continue;
      compared += 1;
      const { untrusted_data: shown } = parseExact(text) as { untrusted_data: unknown };
      if (!isSame('', shown, exchange.response.body, false)) wrong.push(`${row.name}, ${exchange.title}`);
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(objects.length / 2);
  });

  it('keeps all that OpenObserve returned under untrusted_data, once', async () => {
    const odd: string[] = [];
    for (const { row, exchange } of [...lists, ...objects]) {
      const text = await replayer.answer(row, exchange);
      if (text === null || !text.startsWith('{')) continue;
      const members = Object.keys(parseExact(text) as object);
      const isNested = (text.match(/"untrusted_data":/g) ?? []).length > 1;
      if (isNested || members.some((member) => !OUTSIDE.includes(member)))
        odd.push(`${row.name}, ${exchange.title}: ${members.join(', ')}`);
    }
    expect(odd).toEqual([]);
  });

  it('shows no time that means another microsecond when it is given back', async () => {
    const times = new Set<string>();
    for (const { row, exchange } of [...lists, ...objects])
      for (const [, time] of ((await replayer.answer(row, exchange)) ?? '').matchAll(TIME))
        times.add(time as string);
    expect(times.size).toBeGreaterThan(300);
    for (const time of times) {
      const us = parseMomentUs('start_time', time, CONTEXT, 'start');
      // Of nanoseconds an argument keeps the microsecond that they lie in.
      expect(utcFromUs(us)).toBe(time.replace(/(\.\d{6})\d{3}Z$/, '$1Z'));
    }
  });
});

describe('times', () => {
  it('of any microsecond come back as that microsecond', () => {
    const end = Date.UTC(2096, 0) * 1000;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: end }), (us) => {
        expect(parseMomentUs('end_time', utcFromUs(us), CONTEXT, 'end')).toBe(us);
      }),
      { numRuns: 2000 },
    );
  });

  it('keep nanoseconds where there are any, and no zeros where there are none', () => {
    expect(utcFromNs(1795422134460993000n)).toBe('2026-11-23T08:22:14.460993Z');
    expect(utcFromNs(1795422134460993001n)).toBe('2026-11-23T08:22:14.460993001Z');
    expect(utcFromNs(1795422134000000000n)).toBe('2026-11-23T08:22:14Z');
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1_000_000_000_000_000n, max: 4_000_000_000_000_000n }),
        fc.integer({ min: 0, max: 999 }),
        (us, rest) => {
          const text = utcFromNs(us * 1000n + BigInt(rest));
          expect(parseMomentUs('start_time', text, CONTEXT, 'start')).toBe(Number(us));
        },
      ),
    );
  });
});

describe('numbers', () => {
  it('stay as they are unless a calculation left their digits there', () => {
    for (const whole of [0, 3, -7, 0.1, 52.520008, 1234567.89, 99.99, 88365.5, 1e21])
      expect(rounded(whole)).toBe(whole);
    expect(rounded(0.06729507446289062)).toBe(0.0672951);
    expect(rounded(3.3333333333333335)).toBe(3.33333);
    expect(rounded(1234567.8912345)).toBe(1234567.891);
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
        expect(Math.abs(rounded(value) - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) * 1e-5, 0));
      }),
    );
  });
});
