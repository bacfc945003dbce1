import { listFrom } from './lists.ts';
import { afterCue, besideNoun, nounsOf, objectOfVerb } from './names.ts';
import { isPlainWord } from '../text/plain-words.ts';
import type { Reading, Unit } from './reading.ts';

/** Words before a stream. */
export const PREPOSED =
  /\b(?:in|from|on|of|for|into|over|at|to|through|across|against|inside|within|under|watch(?:es|ing)?)\s+(?:the\s+|our\s+|my\s+|stream\s+|index\s+|log\s+|logs\s+)*["'`]?$/i;
const FIELD_CUE =
  /\b(?:fields?|columns?|values?|distinct|unique|different|which|what|kinds? of|possible|all|every|group(?:ed)? by|by|filter(?:ing)? (?:on|by)|attribute)\s+(?:of\s+|for\s+|in\s+|the\s+|are\s+|values\s+(?:of|for|in)\s+|does\s+|can\s+|kinds of\s+|sorts of\s+|types of\s+)*["'`]?$/i;

/** In a wish for traces a name with dashes is that of a service. */
const NO_SERVICE = /^[^-]*$/;

/** The stream that is meant; `loose`: also where nothing says that a word is one. */
export function readStream(
  reading: Reading,
  loose: boolean,
  isAsked: boolean,
  operation = '',
): string | undefined {
  const beside = besideNoun(reading, { entity: 'stream' });
  if (beside) return reading.take(beside);
  const ofTraces = /Trace|^GetLatest/.test(operation);
  const free = reading
    .freeUnits(['identifier', 'quoted', 'code'])
    .filter(
      ({ kind, text, start }) =>
        !/[\s/]/.test(text) &&
        !/[=<>]\s*["'`]?$/.test(reading.text.slice(0, start)) &&
        (!ofTraces || (kind !== 'quoted' && NO_SERVICE.test(text))),
    );
  const called = free.find(({ end }) =>
    /^["'`]?\s+(?:logs?|stream|index|events|traces|table|metrics)\b/i.test(reading.text.slice(end)),
  );
  if (called) return reading.take(called);
  const isPreposed = ({ start }: Unit) => PREPOSED.test(reading.text.slice(0, start));
  const preposed =
    free.find((unit) => unit.kind === 'identifier' && isPreposed(unit)) ?? free.find(isPreposed);
  if (preposed) return reading.take(preposed);
  if (!loose) return undefined;
  const unit = free.find(({ kind }) => kind === 'identifier') ?? free[0];
  if (unit) return reading.take(unit);
  if (!isAsked || ofTraces) return undefined;
  const plain = reading.match(
    /\b(?:in|from|on|of|for)\s+(?:the\s+|our\s+)?([\p{L}\p{N}-]+)\s+(?:service|logs?|app|application|traces)\b/diu,
    /\b(?:the|our)\s+([\p{L}\p{N}-]+)\s+(?:service|logs|app|traces)\b/diu,
  );
  if (plain !== undefined && !isPlainWord(plain.toLowerCase())) return plain;
  return reading.take(
    afterCue(reading, /\b(?:in|into|from|on|for)\s+(?:the\s+)?/gi, 1) ?? objectOfVerb(reading),
  );
}

/** The fields whose values are wanted. */
export function readFields(reading: Reading): string[] | undefined {
  const free = reading.freeUnits(['identifier', 'quoted', 'code']);
  const streams = nounsOf(reading, 'stream');
  const isStream = ({ first, next }: Unit) =>
    streams.some(({ start, end }) => start === next || end === first);
  const cued = free.find((unit) => FIELD_CUE.test(reading.text.slice(0, unit.start)) && !isStream(unit));
  const noun = cued ?? besideNoun(reading, { entity: 'field' });
  const other =
    noun ??
    free.find(
      (unit) => !PREPOSED.test(reading.text.slice(0, unit.start)) && !isStream(unit) && free.length > 1,
    );
  if (other) return listFrom(reading, other).map((each) => reading.take(each) as string);
  const top = /\btop\s+(?:\d+\s+)?([\p{L}_]{3,})\s+(?:in|of|from|on)\s/iu.exec(reading.text)?.[1];
  if (top !== undefined && !isPlainWord(top.toLowerCase()) && top !== 'values') return [single(top)];
  const pair =
    /\b(?:which|what)\s+(?!values?\b)([\p{L}_][\w.]*)(?:\s+and\s+([\p{L}_][\w.]*))?\s+(?:actually\s+|really\s+|even\s+)?(?:occur|exist|appear|show up|turn up|come up|are (?:in|there)|do we|does|are used)\b/iu.exec(
      reading.text,
    );
  if (pair) return pair.slice(1).flatMap((name) => (name === undefined ? [] : single(name)));
  const own = reading.match(
    /\b(?:field|column)s?\s+(?:called\s+|named\s+)?["'`]?([\p{L}_][\p{L}\p{N}_.]*)/diu,
  );
  if (
    own !== undefined &&
    (!isPlainWord(own) || /^(?:status|state|id|name|count|code|version|list)$/i.test(own))
  )
    return [own];
  const word = reading.match(
    /\b(?:values?\s+(?:of|for|in|does|has)|distinct|unique|different|kinds? of|sorts? of)\s+(?:the\s+|values\s+(?:of|for)\s+)?["'`]?([\p{L}_][\p{L}\p{N}_.]*)/diu,
    /\b([\p{L}_][\p{L}\p{N}_.]*)\s+(?:values|field|column)\b/diu,
    /\b(?:which|what|list(?: all)?|all(?: the)?)\s+([\p{L}_]{3,}s)\b(?!\s+(?:does|did|do|is|are there)\b)/diu,
  );
  return word === undefined ||
    (isPlainWord(word.toLowerCase()) && !/^(?:status|state|id|name|code|version)s?$/i.test(word)) ||
    /^(?:the|all|possible|value|valu|field|different|distinct)$/i.test(word)
    ? undefined
    : [single(word)];
}

/** `countries` are values of the field `country`. */
const single = (word: string) =>
  /(?:[^aeiou]ies)$/i.test(word)
    ? `${word.slice(0, -3)}y`
    : /[^aeious](?<!statu)s$|es$/i.test(word)
      ? word.replace(/(?<=(?:x|ch|sh|ss|us))es$|s$/i, '')
      : word;
