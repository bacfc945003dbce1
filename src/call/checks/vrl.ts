import { REACHING_VRL_FUNCTIONS, VRL_FUNCTIONS } from './vrl-functions.ts';

/** Words that stand before a bracket and call nothing. */
const KEYWORDS = new Set(['if', 'else', 'return', 'abort', 'for', 'while', 'loop', 'in']);
/** Says that a function gets all rows at once; what follows is code, although VRL would read a comment. */
const OVER_ALL_ROWS = /#\s*result\s*array\s*#/gi;
const REACHING = new RegExp(String.raw`\b(${REACHING_VRL_FUNCTIONS.join('|')})[\s!]*\(`, 'g');
const BASE64 = /^[\w+/=.-]+$/;
const WORD_START = /[A-Za-z_]/;
/** A word, and what makes it a call: a bracket, or the mark of a call that may fail. */
const WORD = /(\w+)([ \t]*\(|!(?!=))?/y;
/** A raw text, pattern or time: s'', r'', t''. */
const PREFIXES = new Set(['s', 'r', 't']);

/** Where the text that opens at `start` ends. */
function endOfText(code: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < code.length && code[at] !== quote) at += code[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfLine(code: string, start: number): number {
  let at = start;
  while (at < code.length && code[at] !== '\n' && code[at] !== '\r') at += 1;
  return at;
}

/** Names that VRL calls, outside of texts and comments. Reads every character once. */
function callsIn(code: string): Set<string> {
  const called = new Set<string>();
  let at = 0;
  while (at < code.length) {
    const character = code[at] as string;
    if (character === '#') at = endOfLine(code, at);
    else if (character === '"') at = endOfText(code, at, '"');
    else if (!WORD_START.test(character)) at += 1;
    else {
      WORD.lastIndex = at;
      const [, name = '', call] = WORD.exec(code) ?? [];
      at += name.length;
      if (call !== undefined && !KEYWORDS.has(name)) called.add(name);
      if (PREFIXES.has(name) && code[at] === "'") at = endOfText(code, at, "'");
    }
  }
  return called;
}

/** VRL as OpenObserve reads it: as it is, or in base64, of which it takes the alphabet of addresses with `.` at the end. */
function readings(text: string): string[] {
  const found = [text];
  for (let code = text.trim(); code !== '' && BASE64.test(code); ) {
    code = Buffer.from(
      code.replaceAll('-', '+').replaceAll('_', '/').replaceAll('.', '='),
      'base64',
    ).toString();
    found.push(code);
  }
  return found;
}

/**
 * The functions that VRL calls and that may reach beyond the records: not on the list of those that do not. Sorted.
 * Takes time in proportion to the length of `text`.
 */
export function reachingFunctions(text: string): string[] {
  const found = readings(text).flatMap((given) => {
    const code = given.replaceAll(OVER_ALL_ROWS, '\n');
    return [
      ...[...callsIn(code)].filter((name) => !VRL_FUNCTIONS.has(name)),
      ...[...code.matchAll(REACHING)].map(([, name]) => name as string),
    ];
  });
  return [...new Set(found)].sort();
}
