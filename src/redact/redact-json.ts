import { setImmediate as pause } from 'node:timers/promises';
import { parseExact, stringifyExact } from '../json/exact-json.ts';
import type { RedactKnown } from './known-secrets.ts';

/** A value with known secrets taken out of every text, name and number in it; the value itself where there is none. */
export function hideIn<T>(value: T, hide: RedactKnown): T {
  function hidden(item: unknown): unknown {
    if (typeof item === 'string') return hide(item);
    if (Array.isArray(item)) return item.map(hidden);
    if (typeof item === 'object' && item !== null)
      return Object.fromEntries(Object.entries(item).map(([key, each]) => [hide(key), hidden(each)]));
    const text = String(item);
    return hide(text) === text ? item : hide(text);
  }
  const text = stringifyExact(value);
  return hide(text) === text ? value : (hidden(value) as T);
}

/** A text without known secrets. JSON stays JSON: a secret of digits may stand in a number. */
export function hideInText(text: string, hide: RedactKnown): string {
  const hidden = hide(text);
  if (hidden === text || !/^[[{]/.test(text)) return hidden;
  try {
    return stringifyExact(hideIn(parseExact(text), hide));
  } catch {
    return hidden;
  }
}

/** Hides one group of secrets after another, so that others are served in between. */
export async function hideInTurn<T>(
  value: T,
  hides: readonly RedactKnown[],
  hideOne: (value: T, hide: RedactKnown) => T,
): Promise<T> {
  let hidden = value;
  for (const [index, hide] of hides.entries()) {
    if (index > 0) await pause();
    hidden = hideOne(hidden, hide);
  }
  return hidden;
}
