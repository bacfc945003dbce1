/** A text that patterns and comparisons might try again and again, in any length. */
export interface HostileShape {
  readonly name: string;
  readonly text: (length: number) => string;
}

const repeated =
  (unit: string, before = '', after = '') =>
  (length: number) =>
    before +
    unit.repeat(Math.max(0, Math.floor((length - before.length - after.length) / unit.length))) +
    after;

const shape = (name: string, unit: string, before = '', after = ''): HostileShape => ({
  name,
  text: repeated(unit, before, after),
});

export const HOSTILE_SHAPES: readonly HostileShape[] = [
  shape('backslashes', '\\'),
  shape('quotes and backslashes', '\\"'),
  shape('a-a-a-', 'a-'),
  shape('schemes', 'a+', 'x ', '://:'),
  shape('tokens that are none', '-eyJaaaaaaaa'),
  shape('one long word', 'a'),
  shape('capitals', 'A'),
  shape('digits', '7'),
  shape('different words', 'list streams with errors and '),
  shape('blanks', ' ', 'password', 'x'),
  shape('tabs after a word', '\t', 'limit 1', 'x'),
  shape('blanks between letters', `${' '.repeat(99)}x`, 'limit 1'),
  shape('signs', ',', 'limit 1', 'x'),
  shape('signs and blanks', ' -', 'limit 1', 'x'),
  shape('signs between letters', `${', '.repeat(49)}x`, 'limit 1'),
  shape('open comments', '/*'),
  shape('open brackets', '('),
  shape('names in brackets', ' from a-b', '(select 1'),
  shape('open quotes', "'a "),
  shape('SQL', 'select a from b where ', 'select 1 '),
  shape('keys and values', 'key=value&'),
  shape('pairs', '"password":"a'),
  shape('objects', '"token":{'),
  shape('addresses', 'https://a:b@c/?token='),
  shape('authorization', 'bearer '),
  shape('e-mail', 'a@b.'),
  shape('wide characters', '\u{1F600}'),
  shape('combining marks', 'e\u0301'),
];
