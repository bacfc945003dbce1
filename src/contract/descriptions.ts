import type { Problems } from './problems.ts';

const MAX_CHARACTERS = 8192;

/** What gateways take for an attack: they drop the whole tool, most without a word. */
export const REJECTED: ReadonlyArray<readonly [RegExp, string]> = [
  [/&&|\|\||\$\(/, 'holds a shell operator'],
  [/<[a-z/!][^>]*>/i, 'holds what looks like an HTML tag'],
  [/\bon\w*\s*=/i, 'has a word that starts with "on" before "=", which looks like an HTML event handler'],
  [/\/\/["'`]/, 'has quoted text that ends in "//"'],
  [/\b(?:java|vb)script:/i, 'holds a script address'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  [/[\u0000-\u0008\u000b-\u001f\u007f]/, 'holds a control character'],
];

/** Reports a description that a gateway would refuse. `what` names it: "the description", "the description of size". */
export function checkDescription(text: string, where: string, what: string, problems: Problems): void {
  for (const [pattern, sentence] of REJECTED) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined)
      problems.add(
        where,
        `${what} ${sentence} (${JSON.stringify(found)}), so gateways reject it; write it in other words`,
      );
  }
  if (text.length > MAX_CHARACTERS)
    problems.add(where, `${what} has ${text.length} characters; gateways take ${MAX_CHARACTERS}`);
}

/** Reports listed text of too many words: every listed word is paid for in every conversation. */
export function checkLength(
  text: string,
  most: number,
  where: string,
  what: string,
  problems: Problems,
): void {
  const words = text.split(/\s+/).filter(Boolean).length;
  if (words > most)
    problems.add(
      where,
      `${what} has ${words} words before its first blank line; at most ${most} are listed, move the rest into a paragraph of its own`,
    );
}

const unwrapped = (paragraph: string) =>
  paragraph
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .trim();

/** The first paragraph, which is listed, and the others, which are details. Line breaks inside the first become blanks. */
export function splitDescription(text: string): { first: string; rest: string } {
  const [first = '', ...rest] = text.trim().split(/\n\s*\n/);
  return { first: unwrapped(first), rest: rest.join('\n\n').trim() };
}
