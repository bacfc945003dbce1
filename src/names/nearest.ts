import Fuse from 'fuse.js';
import { LONGEST } from '../limits.ts';
import { offeredName } from '../redact/quoted-words.ts';

/** How much worse than the best a name may be, of 1, to be named beside it. */
const ALSO_NEAR = 0.15;
/** Scores that differ by less tell nothing: the shorter name has less beside what was typed. */
const SAME = 0.01;
const MOST_COMPARED = 1000;
const MOST_WORDS = 6;

/** The names most like `wanted`, best first. Case and punctuation do not count. Empty when nothing is near. */
export function nearestNames(wanted: string, names: readonly string[], limit = 3): string[] {
  // Each word is compared with each name: beyond some, that takes longer than anybody waits.
  if (wanted.length > LONGEST.name) return [];
  const compared = names.slice(0, MOST_COMPARED).filter((name) => name.length <= LONGEST.name);
  const fold = (name: string) =>
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim();
  const fuse = new Fuse(
    compared.map((name) => ({ name, folded: fold(name) })),
    { keys: ['folded'], threshold: 0.39, ignoreLocation: true, includeScore: true },
  );
  const sorted = (text: string) => {
    const hits = fuse.search(fold(text)).map(({ item, score = 0 }) => ({ name: item.name, score }));
    const [best] = hits;
    const begins = ({ name }: { readonly name: string }) => Number(!fold(name).startsWith(fold(text)));
    return hits
      .filter((hit) => begins(hit) === 0 || hit.score <= (best?.score ?? 0) + ALSO_NEAR)
      .sort(
        (a, b) =>
          begins(a) - begins(b) ||
          (Math.abs(a.score - b.score) > SAME ? a.score - b.score : a.name.length - b.name.length),
      )
      .map(({ name }) => name);
  };
  const whole = sorted(wanted);
  const found =
    whole.length > 0
      ? whole
      : fold(wanted)
          .split(' ')
          .filter((word) => word.length > 2)
          .slice(0, MOST_WORDS)
          .flatMap(sorted);
  return [...new Set(found)].slice(0, limit);
}

/** `Did you mean a, b or “c d”?` with a leading space, or nothing when no name is near. */
export function didYouMean(wanted: string, names: readonly string[], limit = 3): string {
  const near = nearestNames(wanted, names, limit).map(offeredName);
  const last = near.pop();
  if (last === undefined) return '';
  return ` Did you mean ${near.length > 0 ? `${near.join(', ')} or ` : ''}${last}?`;
}
