/**
 * Escapes of JSON, shells and code, of addresses, and of HTML and XML; line ends with the indent of the next line; and
 * characters that nobody sees. Each begins with another sign than it goes on with, so that none is tried again.
 */
const SPELLINGS =
  /\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})|([nr](?:\\[nrt]|[ \t])*)|([\s\S]))|((?:%[0-9a-f]{2})+)|&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));|[\r\n][\r\n \t]*|[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\u034f|[\ufe00-\ufe0f]|\udb40[\udc00-\udfff]/gi;
/** Results, errors and lines of the log are shorter; only what a person's own screen draws may be longer. */
const LONGEST = 100_000;
/** Escapes in escapes, as where a log holds an answer that holds a request. */
const MOST_ROUNDS = 4;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const LAST_CHARACTER = 0x10_ffff;

const characterOf = (code: number) => (code <= LAST_CHARACTER ? String.fromCodePoint(code) : '');

/** Bytes in percent as UTF-8, as far as they are. */
function decodedPercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return Buffer.from(text.replaceAll('%', ''), 'hex').toString('latin1');
  }
}

/** What a match of `SPELLINGS` stands for; empty for what is no part of a text. */
function meant([, unicode, point, byte, lineEnd, sign, percent, decimal, hex, name]: readonly (
  | string
  | undefined
)[]): string {
  const code = unicode ?? point ?? byte ?? hex;
  if (code !== undefined) return characterOf(Number.parseInt(code, 16));
  if (decimal !== undefined) return characterOf(Number(decimal));
  if (percent !== undefined) return decodedPercent(percent);
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? '';
  return lineEnd === undefined ? (sign ?? '') : '';
}

/** A text without its escapes, line ends and what nobody sees: two that are read as the same become the same. */
export function plainSpelling(text: string): string {
  let plain = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = plain.replaceAll(SPELLINGS, (...found) => meant(found as string[]));
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

/** A text in plain spelling, and for each of its characters where it began and ended in the text as it was. */
interface Placed {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

function placedRound({ text, from, to }: Placed): Placed {
  const parts: string[] = [];
  const [froms, tos]: [number[], number[]] = [[], []];
  let at = 0;
  function keep(until: number): void {
    parts.push(text.slice(at, until));
    for (; at < until; at++) {
      froms.push(from[at] as number);
      tos.push(to[at] as number);
    }
  }
  for (const found of text.matchAll(SPELLINGS)) {
    keep(found.index);
    const sign = meant(found);
    const end = at + found[0].length;
    parts.push(sign);
    for (let index = 0; index < sign.length; index++) {
      froms.push(from[at] as number);
      tos.push(to[end - 1] as number);
    }
    at = end;
  }
  keep(text.length);
  return { text: parts.join(''), from: froms, to: tos };
}

function placed(text: string): Placed {
  let current: Placed = {
    text,
    from: Array.from({ length: text.length }, (_, at) => at),
    to: Array.from({ length: text.length }, (_, at) => at + 1),
  };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = placedRound(current);
    if (next.text === current.text) break;
    current = next;
  }
  return current;
}

/** Takes out of a text what is read as one of `secrets`, which are in plain spelling, the longest first. */
export function hideSpelled(text: string, secrets: readonly string[], mask: string): string {
  if (text.length > LONGEST) return text;
  const plain = plainSpelling(text);
  if (plain === text || !secrets.some((secret) => plain.includes(secret))) return text;
  const { from, to } = placed(text);
  const ranges: Array<readonly [from: number, to: number]> = [];
  for (const secret of secrets)
    for (let at = plain.indexOf(secret); at >= 0; at = plain.indexOf(secret, at + secret.length))
      ranges.push([from[at] as number, to[at + secret.length - 1] as number]);
  let hidden = '';
  let done = 0;
  for (const [start, end] of ranges.sort(([a, x], [b, y]) => a - b || y - x)) {
    if (start >= done) hidden += text.slice(done, start) + mask;
    done = Math.max(done, end);
  }
  return hidden + text.slice(done);
}
