const APOSTROPHES = /['’]/;
const BEFORE = /[\p{L}\p{N}]{1,40}['’]$/u;
const AFTER = /^['’][\p{L}\p{N}]{1,40}/u;
const IN_WORD = /[\p{L}\p{N}_]/u;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where a word stands by itself in a text, from a place on; -1 where it does not. */
function placeOf(word: string, text: string, from: number): number {
  if (word === '') return -1;
  // Chinese words stand without edges.
  const isSpaced = !/\p{Script=Han}/u.test(word);
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
    const isWhole = !IN_WORD.test(text[at - 1] ?? ' ') && !IN_WORD.test(text[at + word.length] ?? ' ');
    if (!isSpaced || isWhole) return at;
  }
  return -1;
}

/**
 * Words as the person wrote them: those that were cut at an apostrophe whole, and those that stand side by side together,
 * as in "jusqu'à demain matin". Words that the text does not have stay as they are. `joinsAll`: words without an
 * apostrophe are put together as well.
 */
export function asWritten(words: readonly string[], text: string, joinsAll: boolean): string[] {
  const lower = text.toLowerCase();
  const found: Array<string | Stretch> = [];
  let from = 0;
  for (const word of words) {
    const ahead = placeOf(word.toLowerCase(), lower, from);
    const at = ahead < 0 ? placeOf(word.toLowerCase(), lower, 0) : ahead;
    if (at < 0) {
      found.push(word);
      continue;
    }
    const end = at + word.length;
    const start = at - (BEFORE.exec(text.slice(Math.max(0, at - 41), at))?.[0].length ?? 0);
    const until = end + (AFTER.exec(text.slice(end, end + 41))?.[0].length ?? 0);
    from = until;
    const last = found.at(-1);
    const gap = typeof last === 'object' ? text.slice(last.end, start) : '-';
    const isJoined =
      typeof last === 'object' &&
      start >= last.end &&
      /^\s*$/.test(gap) &&
      (joinsAll || APOSTROPHES.test(text.slice(last.start, until)));
    if (isJoined) found[found.length - 1] = { start: last.start, end: until };
    else if (!(typeof last === 'object' && until <= last.end && start >= last.start))
      found.push({ start, end: until });
  }
  return found.map((each) => (typeof each === 'string' ? each : text.slice(each.start, each.end)));
}
