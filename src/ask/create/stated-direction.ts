/** Which way words change a number. */
export type Direction = 'up' | 'down';

/** Verbs that say which way, in six languages, by their beginnings. */
const VERBS: ReadonlyArray<readonly [direction: Direction, verbs: RegExp]> = [
  [
    'up',
    /(?<!\p{L})(?:rais|increas|lift|extend|lengthen|prolong|erhöh|verlänger|vergrößer|steiger|augment|relèv|relev|allong|rallong|hauss|aument|sub[ae](?!\p{L})|subir(?!\p{L})|ampl[ií]|alarg|extiend|estend|alongu)\p{L}*|提高|增加|延长|调高|加长|提升/giu,
  ],
  [
    'down',
    /(?<!\p{L})(?:lower(?!\p{L})|lowering|decreas|reduc|shorten|shrink|senk|verringer|reduzier|verkürz|kürz|baiss|abaiss|rédui|reduis|diminu|raccourci|baj(?:a|e|ar)(?!\p{L})|reduz|disminu|acort|abaix|baixe|encurt)\p{L}*|降低|减少|缩短|调低|减小/giu,
  ],
];

/**
 * Which way the words change a number that stands at a place in them: what the last such verb before it says, or the first
 * after it. Null where no verb says it.
 */
export function directionAt(words: string, at: number): Direction | null {
  const found = VERBS.flatMap(([direction, verbs]) =>
    [...words.matchAll(verbs)].map(({ index }) => ({ direction, index })),
  ).sort((a, b) => a.index - b.index);
  return (found.findLast(({ index }) => index <= at) ?? found[0])?.direction ?? null;
}

/** The one way that words change numbers; null where they say none, or both. */
export function onlyDirection(words: string): Direction | null {
  const found = VERBS.filter(([, verbs]) => words.search(verbs) >= 0).map(([direction]) => direction);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Whether a number goes the other way than words say. */
export const isOpposite = (direction: Direction | null, before: number, after: number): boolean =>
  direction !== null && before !== after && (direction === 'up') !== after > before;
