import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExact, stringifyExact } from '../../src/json/exact-json.ts';
import { JsonShapeError, parseLarge } from '../../src/json/parse-large.ts';

const parse = (text: string, isCut = false) => parseLarge(Buffer.from(text), isCut);

/** Values of which some are larger than what is parsed at once. */
const large = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.jsonValue({ maxDepth: 2 }),
    fc.string().map((text) => text.repeat(9000)),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 9 }).map((text) => text.repeat(9000)),
    fc.constantFrom('"[{,', '\\"', '\\\\', '}]', `${'x'.repeat(30)}\\"${'y'.repeat(30)}`),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('"', '\\', ',', '__proto__', '')), tie('value'), {
      maxKeys: 5,
      noNullPrototype: true,
    }),
    fc.array(fc.integer(), { minLength: 20_000, maxLength: 40_000 }),
  ),
})).value;

describe('JSON in slices', () => {
  it('is what it is at once, however it is laid out', async () => {
    await fc.assert(
      fc.asyncProperty(large, fc.constantFrom(undefined, 1, '\t'), async (value, indent) => {
        const text = JSON.stringify([value, { value }], null, indent);
        expect(stringifyExact(await parse(` ${text}\n`))).toBe(stringifyExact(parseExact(text)));
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it.each([
    '{"a":1,}',
    '[1,]',
    '[,1]',
    '[1,,2]',
    '[1',
    '[1]]',
    '[1}',
    '{"a" 1}',
    '{"a":}',
    '[1] x',
    '["a',
    '{"a":1,,"b":1}',
  ])('is refused where it is none: %s', async (text) => {
    await expect(parse(text)).rejects.toThrow(SyntaxError);
    await expect(parse(text.replaceAll('1', `["${'x'.repeat(200_000)}"]`))).rejects.toThrow(SyntaxError);
    await expect(parse(text.replaceAll('1', `"${'x'.repeat(200_000)}"`))).rejects.toThrow(SyntaxError);
  });

  it.each(['\\x', '\\u12', '\n', '\\ud83d\\u'])(
    'is refused where a large text holds what no text may: %j',
    async (fault) => {
      for (const before of [0, 65_530, 65_534, 65_535, 65_536, 199_999])
        await expect(
          parse(`["${'x'.repeat(before)}${fault}${'y'.repeat(200_000 - before)}"]`),
        ).rejects.toThrow(SyntaxError);
    },
  );

  it('keeps escapes and characters that lie where slices end', async () => {
    for (const sign of ['\\u00e9', '\\ud83d\\ude00', '\\\\', '\\"', 'é', '\u{1F600}'])
      for (let before = 65_520; before < 65_540; before++) {
        const text = `{"a":"${'x'.repeat(before)}${sign}${'y'.repeat(70_000)}","b":1}`;
        expect(await parse(text)).toEqual(JSON.parse(text));
      }
  });

  it('may be one text', async () => {
    expect(await parse(` "${'ab'.repeat(100_000)}" `)).toBe('ab'.repeat(100_000));
    await expect(parse(`"${'ab'.repeat(100_000)}" x`)).rejects.toThrow(SyntaxError);
  });

  it('has no numbers, names and blanks without an end', async () => {
    const nines = '9'.repeat(300_000);
    for (const text of [`[${nines}]`, `{"a":${nines}}`, `[1,${' '.repeat(300_000)}[1]]`])
      await expect(parse(text)).rejects.toThrow(/a number or blanks of more than/);
    await expect(parse(`{"a":1,"${nines}" :1}`)).rejects.toThrow(/a name of more than/);
  });

  it('keeps whole numbers beyond 2^53', async () => {
    expect(await parse(`[${'1,'.repeat(100_000)}12345678901234567890]`)).toContain(12345678901234567890n);
  });

  it('has no more levels and no larger objects than real answers', async () => {
    await expect(parse('['.repeat(1e6))).rejects.toThrow(JsonShapeError);
    const wide = `{${Array.from({ length: 30_000 }, (_, at) => `"k${at}":1`).join()}}`;
    await expect(parse(`{"hits":[${wide}]}`)).rejects.toThrow(/more than 5000 members/);
  });

  it('that was cut ends after its last whole row, wherever it was cut', async () => {
    const rows = fc.array(
      fc.record({
        a: fc.integer(),
        text: fc.string(),
        list: fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 3 }),
      }),
      { minLength: 2, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(rows, fc.double({ min: 0.3, max: 1, noNaN: true }), async (all, share) => {
        const text = JSON.stringify({ took: 1, hits: all, total: all.length });
        const first = '{"took":1,"hits":['.length + JSON.stringify(all[0]).length + 1;
        const cut = text.slice(0, Math.max(first, Math.floor(text.length * share)));
        const { hits } = (await parse(cut, true)) as { hits: unknown[] };
        const whole = (parseExact(text) as { hits: unknown[] }).hits;
        expect(stringifyExact(hits)).toBe(stringifyExact(whole.slice(0, hits.length)));
        expect(hits.length).toBeGreaterThan(0);
      }),
    );
  });

  it('that was cut where a list closes has all of it', async () => {
    const text = '{"took":1,"hits":[{"a":1},{"a":2}]';
    for (const after of ['', ' ', ',', ',"total"', '}'])
      expect(await parse(text + after, true)).toEqual({ took: 1, hits: [{ a: 1 }, { a: 2 }] });
  });

  it('that was cut in a large text has nothing of it', async () => {
    const long = 'x'.repeat(200_000);
    expect(await parse(`{"took":1,"hits":[{"a":1,"b":"${long}`, true)).toEqual({ took: 1, hits: [{ a: 1 }] });
    expect(await parse(`{"hits":[{"a":1},{"b":"${long}`, true)).toEqual({ hits: [{ a: 1 }] });
  });

  it('that was cut in its first row has what is whole of that row', async () => {
    const row = { a: 1, b: [1, 2] };
    expect(await parse('{"took":1,"hits":[{"a":1,"b":[1,2,3', true)).toEqual({ took: 1, hits: [row] });
    expect(await parse('{"took":1,"hi', true)).toEqual({ took: 1 });
  });
});
