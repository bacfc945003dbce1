import { fold } from './word-forms.ts';

/** What a token is by its form alone. `id`: an email address, a URL, an IP address or a path. */
export type TokenKind =
  | 'word'
  | 'number'
  | 'quoted'
  | 'id'
  | 'symbol'
  | 'clock'
  | 'date'
  | 'percentile'
  | 'status class';

/** A piece of a request. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** In lower case without accents; for a quoted text without the quotes. */
  readonly folded: string;
  /** Offsets in the request. */
  readonly start: number;
  readonly end: number;
  /** Of a number, a percentile (0 to 1) and a status class (1 to 5). */
  readonly value?: number;
  /** A unit written onto the number, such as `ms` or `%`, folded. */
  readonly unit?: string;
}

const FORMS: ReadonlyArray<readonly [TokenKind | 'space', string]> = [
  ['space', '\\s+'],
  ['quoted', '"[^"]+"|“[^”]+”|„[^“”]+[“”]|«[^»]+»|`[^`]+`|(?<![\\p{L}\\d])\'[^\']+\'(?![\\p{L}])|「[^」]+」'],
  [
    'date',
    '\\d{4}-\\d{2}-\\d{2}(?:[Tt ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?\\s?(?:[Zz]|[+-]\\d{2}:?\\d{2})?)?(?![\\w-])',
  ],
  [
    'id',
    '[\\p{L}\\p{N}_.+-]+@[\\p{L}\\p{N}_-]+\\.[\\p{L}\\p{N}_.-]+[\\p{L}\\p{N}_]|(?:https?://\\S+)|(?:\\d{1,3}\\.){3}\\d{1,3}(?:/\\d+|:\\d+)?(?![\\w.])|(?:/[\\w.{}*~%-]+)+/?(?:\\?\\S+)?(?![\\w])',
  ],
  [
    'clock',
    '\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s?[ap]\\.?m\\.?(?![\\p{L}]))?|\\d{1,2}\\s?[ap]\\.?m\\.?(?![\\p{L}])|\\d{1,2}h\\d{2}(?!\\w)',
  ],
  [
    'percentile',
    '[pP]\\d{2}(?:\\.?\\d+)?(?![\\w])|\\d{2}(?:\\.\\d+)?(?:th|st|nd|rd|\\.|e|eme|ème|º|er|%)?[\\s-]?(?:[Pp]ercentile|[Pp]erzentil|[Pp]ercentil|[Cc]entile|百分位)\\p{L}*|(?:[Pp]er[cz]entile?|[Cc]entile) \\d{2}(?![\\w])|第?\\d{2}百分位数?',
  ],
  ['status class', '[1-5][xX]{2}s?(?![\\w])'],
  [
    'id',
    '[0-9a-fA-F]{16}(?:[0-9a-fA-F]{16})?(?![\\w-])|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![\\w-])',
  ],
  ['symbol', '(?<=[\\dm])\\s?[-–](?=\\s?\\d)|>=|<=|!=|<>|==|=|>|<|≥|≤|≠|&|,|;|\\?|\\+|%|/|\\(|\\)|、|，|？'],
  ['word', '(?:UTC|GMT|utc|gmt)\\s?[+-]\\d{1,2}(?::?\\d{2})?(?![\\w:])'],
  // A version, which is no date and no thousands.
  [
    'id',
    '(?!\\d{1,3}(?:\\.\\d{3})+(?![\\d.]))\\d{1,4}(?:\\.\\d{1,4}){2,}(?:-\\w+)?(?![\\w]|\\.\\d)(?<!\\.(?:19|20)\\d\\d)',
  ],
  ['id', '\\d+[\\p{L}_-][\\p{L}\\d_-]*\\d[\\w-]*(?!\\w)|\\d+(?:-\\d+)+(?![\\w-])'],
  ['number', '-?[$€£¥]?\\d{1,3}(?:[.,]\\d{3})+(?:[.,]\\d+)?(?!\\d)|-?[$€£¥]?\\d+(?:[.,]\\d+)?'],
  // A currency that stands alone: "sales in £".
  ['word', '[€£¥]+'],
  ['word', '[\\p{L}_#@$][\\p{L}\\p{M}\\d_]*(?:[-./:@#·][\\p{L}\\p{M}\\d_]+)*'],
];

const PATTERN = new RegExp(FORMS.map(([, form]) => `(${form})`).join('|'), 'gu');

/** `1,500` and `1.500,5` by their separators: three digits after one alone are thousands where a comma stands. */
function numberOf(text: string): number {
  const plain = text.replaceAll(/[$€£¥]/g, '');
  if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain)) return Number(plain.replaceAll(',', ''));
  if (/^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(plain) && /\..*\.|,/.test(plain))
    return Number(plain.replaceAll('.', '').replace(',', '.'));
  return Number(plain.replace(',', '.'));
}

const UNIT_AFTER = /^(?:%|°c|°f|[a-zµ]{1,5}(?:\/s)?)(?![\p{L}\d_-])/iu;
const MULTIPLES: Readonly<Record<string, number>> = {
  k: 1e3,
  mio: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
  thousand: 1e3,
  mrd: 1e9,
  tsd: 1e3,
  mil: 1e3,
};

const bare = (text: string) => text.replaceAll(/^["“„«`'「]|["”“»`'」]$/gu, '').trim();

function percentileOf(text: string): number {
  const digits = /\d+(?:\.\d+)?/.exec(text)?.[0] ?? '50';
  const plain =
    !digits.includes('.') && digits.length > 2 ? `${digits.slice(0, 2)}.${digits.slice(2)}` : digits;
  return Number(plain) / 100;
}

/** English contractions become one word, elided articles of French are cut off. */
function wordsFrom(request: string): string {
  return request
    .replaceAll('’', "'")
    .replaceAll(/\b(l|d|qu|n|j|c|s|jusqu|aujourd|lorsqu|puisqu|t)'(?=[\p{L}\d]{2})/giu, '$1 ')
    .replaceAll(/-(t-)?(?=(?:il|elle|ils|elles|on|ce|nous|vous|moi)(?![\p{L}]))/giu, (cut) =>
      ' '.repeat(cut.length),
    )
    .replaceAll(/([\p{L}])'s\b/giu, '$1  ')
    .replaceAll(/(\p{L})'(t|re|ve|ll|d|m)\b/giu, '$1$2 ');
}

/** The request as tokens in their order. Numbers keep what is written onto them: `5ms`, `10%`, `2k`. */
export function tokenize(request: string): Token[] {
  const text = wordsFrom(request);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(text);
    if (!match) break;
    const index = match.slice(1).findIndex((group) => group !== undefined);
    const [kind] = FORMS[index] as [TokenKind | 'space', string];
    const [found] = match;
    let end = match.index + found.length;
    at = end;
    if (kind === 'space') continue;
    const common = { text: found, start: match.index };
    if (kind === 'number') {
      const sign = /[$€£¥]/.exec(found)?.[0];
      const unit = UNIT_AFTER.exec(text.slice(end))?.[0].toLowerCase();
      const value = numberOf(found);
      if (unit !== undefined) end += unit.length;
      at = end;
      const multiple = unit === undefined ? undefined : MULTIPLES[unit];
      const stated = multiple === undefined ? (unit ?? sign) : sign;
      tokens.push({
        ...common,
        kind,
        end,
        text: text.slice(match.index, end),
        folded: String(value),
        value: value * (multiple ?? 1),
        ...(stated === undefined ? {} : { unit: stated }),
      });
      continue;
    }
    const folded = kind === 'quoted' ? fold(bare(found)) : fold(found);
    const value =
      kind === 'percentile' ? percentileOf(found) : kind === 'status class' ? Number(found[0]) : undefined;
    tokens.push({
      ...common,
      kind,
      end,
      text: kind === 'quoted' ? bare(found) : found,
      folded,
      ...(value === undefined ? {} : { value }),
    });
  }
  return tokens;
}
