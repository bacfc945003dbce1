import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { parseExact } from '../../src/json/exact-json.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { buildRequest } from '../../src/openobserve/request.ts';
import type { ToolRow } from '../../src/contract/tool.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '.',
    '..',
    '../..',
    '%2e%2e',
    'a/b',
    'a?b=c',
    'a#b',
    'a%2Fb',
    'a b+c',
    "x' OR '1'='1",
    'ä🙂',
    '\u0000',
    '\r\nX-Injected: 1',
    '9223372036854775807',
    'x'.repeat(5000),
  ),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n }),
  fc.integer(),
  fc.boolean(),
);

function argumentsFor(row: ToolRow): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(
    Object.fromEntries(
      Object.entries(row.places).map(([name, places]) => [
        name,
        places.some((place) => place.in === 'body')
          ? fc.oneof(hostile, fc.jsonValue({ maxDepth: 2 }))
          : hostile,
      ]),
    ),
  );
}

function at(body: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key], body);
}

const plain = (value: unknown): unknown =>
  parseExact(
    JSON.stringify(value, (_, item) =>
      typeof item === 'bigint'
        ? (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(String(item))
        : item,
    ) ?? 'null',
  );

/** Whatever the values: each argument is exactly in its place, or the whole call is refused with a message. */
function check(row: ToolRow, args: Record<string, unknown>): void {
  let request: ReturnType<typeof buildRequest>;
  try {
    request = buildRequest(row, args);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(
      /^".+" (must not be|holds half of a character|is missing|has \d+ characters, and at most)/,
    );
    return;
  }
  expect(request.method).toBe(row.method);
  const template = row.path.split('/');
  const url = new URL(`http://openobserve.example${request.path}`);
  const segments = url.pathname.split('/');
  expect(segments.length).toBe(template.length);
  expect(url.search + url.hash).toBe('');
  for (const [index, part] of template.entries()) {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    const argument = Object.entries(row.places).find(([, places]) =>
      places.some((place) => place.in === 'path' && place.name === name),
    );
    if (name === undefined) expect(segments[index]).toBe(part);
    else expect(decodeURIComponent(segments[index] ?? '')).toBe(String(args[argument?.[0] as string]));
  }
  for (const [name, places] of Object.entries(row.places)) {
    for (const place of places) {
      if (place.in === 'query') expect(request.query).toContainEqual([place.name, String(args[name])]);
      if (place.in === 'body' && typeof request.body === 'string')
        expect(at(parseExact(request.body), place.path)).toEqual(plain(args[name]));
    }
  }
  expect(request.query).toHaveLength(
    Object.values(row.places)
      .flat()
      .filter((place) => place.in === 'query').length,
  );
}

describe.each(TOOLS.map((row) => [row.name, row] as const))('%s', (_, row) => {
  it('puts every value into its place and nowhere else', () => {
    fc.assert(
      fc.property(argumentsFor(row), (args) => check(row, args)),
      { numRuns: 60 },
    );
  });
});
