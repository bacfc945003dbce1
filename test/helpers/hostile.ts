import type { ToolRow } from '../../src/contract/tool.ts';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
  return value;
}

/** What a hostile or confused caller sends: ways out of a path, into a header, into SQL, and values of every wrong kind. */
const VALUES: readonly unknown[] = [
  '',
  ' ',
  '.',
  '..',
  '../../../etc/passwd',
  '..%2f..%2f',
  '%2e%2e',
  '%00',
  '%',
  'a/b',
  '/',
  '//evil.example/x',
  'http://evil.example/',
  'a\\..\\b',
  'a?b=c',
  'a#b',
  'a;b',
  'a&b=c',
  'default/../other',
  'a\r\nX-Injected: 1',
  'a\nHost: evil.example',
  '\u0000',
  '\u2028\u2029',
  '\ud800',
  '\ufeff',
  'ä🙂漢',
  'ﬀ．．／',
  '‮abc',
  "x' OR '1'='1",
  'x"; DROP TABLE a; --',
  'a"b',
  "a'b",
  'SELECT 1; DELETE FROM a',
  'SELECT * FROM my-stream',
  "SELECT '--' FROM a-b /* ; */",
  '{"a":1}',
  '[1,2',
  '{"__proto__":{"polluted":1}}',
  'true',
  'null',
  'NaN',
  '1e999',
  '-1',
  '0',
  '9223372036854775807',
  '99999999999999999999999',
  '1h',
  'now-15m',
  'yesterday',
  '2026-13-45T99:99:99Z',
  '***masked***',
  'Bearer abcdefghijklmnopqrstuvwxyz',
  '--openobserve-mcp\r\nContent-Disposition: form-data; name="x"\r\n\r\n',
  'x'.repeat(5000),
  '🙂'.repeat(500),
  '('.repeat(500),
  0,
  -0,
  -1,
  1.5,
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 53 + 2,
  2n ** 64n,
  -1n,
  true,
  false,
  null,
  undefined,
  [],
  {},
  [null],
  [['a']],
  ['..', 'a/b'],
  [1, 'a', null, {}],
  { a: { b: { c: 1 } } },
  { toString: 'x' },
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  nested(60),
  Array.from({ length: 300 }, (_, index) => index),
];
const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'request_body',
  'query',
  'content',
  'detail',
  'confirm',
  'Org_ID',
  'a.b',
  '',
  'x\r\ny',
];

/** One argument set: the example of the tool with some of its arguments, or all, made hostile. */
export function hostileArguments(
  row: ToolRow,
  example: Readonly<Record<string, unknown>>,
  random: () => number,
): Record<string, unknown> {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const value = (): unknown => {
    const first = pick(VALUES);
    const kind = random();
    if (kind < 0.75) return first;
    if (kind < 0.9)
      return `${String(pick(['a', 'default', '..', "'", '"', '/']))}${typeof first === 'string' ? first : 'b'}`;
    return kind < 0.95 ? [first, pick(VALUES)] : { [pick(NAMES)]: first, a: pick(VALUES) };
  };
  const args: Record<string, unknown> = random() < 0.8 ? { ...example } : {};
  const names = Object.keys(row.places);
  const times = random() < 0.6 ? 1 : 1 + Math.floor(random() * 4);
  for (let time = 0; time < times; time++) args[pick(names)] = value();
  if (random() < 0.15)
    Object.defineProperty(args, pick(NAMES), { value: value(), enumerable: true, configurable: true });
  return args;
}
