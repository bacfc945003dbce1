import Fuse from 'fuse.js';
import type { Stream } from './telemetry.ts';

/** Words that stand in many names of streams, and tell none apart. */
const COMMON = new Set(
  'service services svc app application logs log prod production access stream streams data default events event metrics metric traces trace total the api server'.split(
    ' ',
  ),
);
/** Words that say what is wanted and when, never of what. */
const FILLER = new Set(
  `a about after all alert alerts an and any are around as at average avg average be been before being between biggest bring bucket by can chart common could count counts critical day days debug did display distinct do does down each error errors every everything exception exceptions failed failing failure failures fatal fetch few find first for frequent from get give graph grouped had happened has have highest histogram hour hours how i in info into is issues it its last lately latency latest least let like list logged long look lot lowest many max maximum me min minimum minute minutes morning most much my near need new newest night noon now number of on or other our out over p50 p90 p95 p99 past pattern per percentile please previous print problem problems pull query range rate recent recently record records request requests response right run running rows search second seconds see severity show since slow slower slowest some sort start status tail tell than that there these this those through time times timeline to today top trend unique until up us use values view volume want warn warning warnings was we week weeks were what when where which who whole why will with within without would yesterday you contain containing contains mention mentioning mentions including message messages text word words saying says entries lines code codes types type kind kinds group stack wrong going went broken bad percent ratio using usage`.split(
    /\s+/,
  ),
);

const stem = (word: string) => word.replace(/(?<=[a-z]{3})s$/, '');
export const tokensOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(stem);
const isCommon = (token: string) => COMMON.has(token) || COMMON.has(`${token}s`);

/** Words that may name what the request is about, in their order: neither filler nor numbers. */
export function subjectsOf(words: string): string[] {
  const plain = words.replaceAll(/"[^"]*"|'[^']*'|`[^`]*`/g, ' ');
  return plain
    .toLowerCase()
    .split(/[^\p{L}\p{N}_./-]+/u)
    .map((word) => word.replaceAll(/^[-./]+|[-./]+$/g, ''))
    .filter((word) => word !== '' && !/^\d+(\.\d+)?(ms|s|m|h|d|am|pm)?$/.test(word) && !FILLER.has(word))
    .filter((word) => !isCommon(stem(word)));
}

/** Streams that words name. `all`: best first, equally good ones together. `by`: how sure that is. */
export interface FoundStreams {
  readonly best: readonly Stream[];
  readonly by: 'name' | 'likeness' | 'nothing';
  /** Words of the name, which then mean nothing else. */
  readonly words: readonly string[];
}

/** Share of the telling words of a stream's name that stand in the request. */
function shareOf(stream: Stream, said: ReadonlySet<string>): number {
  const own = tokensOf(stream.name);
  const telling = own.filter((token) => !isCommon(token));
  const wanted = telling.length > 0 ? telling : own;
  if (telling.length === 0 && !own.every((token) => said.has(token))) return 0;
  return wanted.filter((token) => said.has(token)).length / wanted.length;
}

/** Whether a name stands in a text as a whole, not inside a longer one. */
function isSaid(name: string, text: string): boolean {
  const at = text.indexOf(name);
  return at >= 0 && !/[\w-]$/.test(text.slice(0, at)) && !/^[\w-]/.test(text.slice(at + name.length));
}

/** Find the streams that words name, the best first. */
export function findStreams(words: string, streams: readonly Stream[]): FoundStreams {
  const lower = words.toLowerCase();
  const exact = streams.filter(({ name }) => /[_\d-]/.test(name) && isSaid(name.toLowerCase(), lower));
  if (exact.length > 0)
    return { best: exact, by: 'name', words: exact.flatMap(({ name }) => tokensOf(name)) };
  const said = new Set(tokensOf(words.replaceAll(/"[^"]*"|'[^']*'/g, ' ')));
  const scored = streams
    .map((stream) => ({ stream, share: shareOf(stream, said) }))
    .filter(({ share }) => share >= 0.5)
    .sort((a, b) => b.share - a.share);
  const [first] = scored;
  if (first) {
    const best = scored.filter(({ share }) => share === first.share).map(({ stream }) => stream);
    return { best, by: 'name', words: best.flatMap(({ name }) => tokensOf(name)) };
  }
  const fuse = new Fuse(
    streams.flatMap((stream) =>
      tokensOf(stream.name)
        .filter((token) => token.length > 3 && !isCommon(token))
        .map((token) => ({ stream, token })),
    ),
    { keys: ['token'], threshold: 0.3, includeScore: true },
  );
  const near = subjectsOf(words)
    .filter((word) => word.length > 3)
    .flatMap((word) =>
      fuse
        .search(stem(word))
        .filter(({ item }) => Math.abs(item.token.length - word.length) <= 2)
        .map((hit) => ({ ...hit, word })),
    )
    .sort((a, b) => (a.score ?? 1) - (b.score ?? 1));
  const [nearest] = near;
  return nearest
    ? { best: [nearest.item.stream], by: 'likeness', words: [stem(nearest.word)] }
    : { best: [], by: 'nothing', words: [] };
}

/** A value that words name, such as a service among the values of its field. Null when none is near. */
export function valueInWords(subjects: readonly string[], values: readonly string[]): string | null {
  const said = new Set(subjects.flatMap(tokensOf));
  const exact = values.find((value) => {
    const telling = tokensOf(value).filter((token) => !isCommon(token));
    return telling.length > 0 && telling.every((token) => said.has(token));
  });
  if (exact !== undefined) return exact;
  const partly = values.find((value) =>
    tokensOf(value).some((token) => token.length > 3 && !isCommon(token) && said.has(token)),
  );
  if (partly !== undefined) return partly;
  const fuse = new Fuse(values, { threshold: 0.25 });
  for (const word of subjects.filter((each) => each.length > 4)) {
    const [hit] = fuse.search(word);
    if (hit && Math.abs(hit.item.length - word.length) <= 2) return hit.item;
  }
  return null;
}
