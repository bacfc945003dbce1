/**
 * C0 and C1 controls but for tabs and line ends, DEL, and the characters that turn the direction of text or break lines
 * unseen: a terminal obeys them, and a person reads something else than what is there.
 */
const CONTROLS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Text that a terminal and a person can be shown: what would act on them shows as a sign of its own. */
export function withoutControls(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(CONTROLS, '\ufffd');
}

/** A value with every text and every key in it as `withoutControls` gives it. */
export function printable(value: unknown): unknown {
  if (typeof value === 'string') return withoutControls(value);
  if (Array.isArray(value)) return value.map(printable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [withoutControls(key), printable(item)]),
  );
}
