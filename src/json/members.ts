const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** Whether any object in JSON has more than `most` members, found without parsing it. */
export function hasMoreMembers(text: string, most: number): boolean {
  // No object has more members than there are characters for them.
  if (text.length < most * 4) return false;
  const counts = [0];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at += 1;
      while (at < text.length && text.charCodeAt(at) !== QUOTE)
        at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
    } else if (code === COLON) {
      const count = (counts[depth] ?? 0) + 1;
      if (count > most) return true;
      counts[depth] = count;
    } else if (code === 0x7b || code === 0x5b) counts[++depth] = 0;
    else if (code === 0x7d || code === 0x5d) depth = Math.max(0, depth - 1);
  }
  return false;
}
