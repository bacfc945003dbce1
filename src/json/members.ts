const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;

/** The most members of one object, the most values in all, and the deepest level of lists and objects. */
export interface Widest {
  readonly members: number;
  readonly values: number;
  readonly levels: number;
}

/** What JSON has more of than may be, found without parsing it; null where it has not. */
export function tooManyIn(text: string, { members, values, levels }: Widest): keyof Widest | null {
  // There are no more of any than there are characters for them.
  if (text.length < Math.min(members * 4, values, levels)) return null;
  const counts = [0];
  let commas = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at += 1;
      while (at < text.length && text.charCodeAt(at) !== QUOTE)
        at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
    } else if (code === COLON) {
      const count = (counts[depth] ?? 0) + 1;
      if (count > members) return 'members';
      counts[depth] = count;
    } else if (code === COMMA) {
      if (++commas > values) return 'values';
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > levels) return 'levels';
      counts[depth] = 0;
    } else if (code === 0x7d || code === 0x5d) depth = Math.max(0, depth - 1);
  }
  return null;
}
