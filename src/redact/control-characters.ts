/**
 * C0 and C1 controls but for tabs and line ends, DEL, and the characters that turn the direction of text, break lines
 * unseen, or are not seen at all, such as tags, in which a model reads whole words: a terminal obeys them, and a person
 * reads something else than what is there. The joiners and selectors that scripts and emoji need are none of them.
 */
const CONTROLS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\ufe00-\ufe0d]|\udb40[\udc00-\udfff]/g;

/** Text that a terminal and a person can be shown: what would act on them shows as a sign of its own. */
export function withoutControls(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(CONTROLS, '\ufffd');
}

/** A character as JSON escapes it, such as `\u001b`. */
export const jsonEscape = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON that means the same, without a character that a terminal acts on. */
export function escapedControls(json: string): string {
  return json.replaceAll(CONTROLS, (found) => found.split('').map(jsonEscape).join(''));
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
