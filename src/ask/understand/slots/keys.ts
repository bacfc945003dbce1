import { besideNoun } from './names.ts';
import { isPlainWord } from '../text/plain-words.ts';
import type { Reading } from './reading.ts';
import type { ReadSlot } from './slot.ts';

/** The key of a stored value. */
export const keyOf = (reading: Reading) => {
  const pair = reading.match(/(?<![\w.])([\p{L}_][\p{L}\p{N}_.:/-]*)\s*(?:=|->|=>)\s*\S/diu);
  if (pair !== undefined) return pair;
  const beside = reading.match(
    /\b(?:key|entry)\s+(?:called\s+|named\s+|=\s*|:\s*)?["'`]?([\p{L}\p{N}_][\p{L}\p{N}_.:/-]*[\p{L}\p{N}_])/diu,
  );
  if (beside !== undefined && !/^(?:value|store)$/i.test(beside) && !isPlainWord(beside.toLowerCase()))
    return beside;
  const set = reading.match(/\bset\s+([\p{L}\p{N}_./:-]+)\s+["'`]/diu);
  if (set !== undefined && !isPlainWord(set.toLowerCase()) && !/^(?:key|value)$/i.test(set)) return set;
  const under = reading.match(/\bunder\s+(?:the\s+)?["'`]?([\p{L}\p{N}_][\p{L}\p{N}_./:-]*[\p{L}\p{N}_])/diu);
  if (under !== undefined && !isPlainWord(under.toLowerCase())) return under;
  const units = reading.freeUnits(['identifier', 'quoted', 'id', 'code']);
  return reading.take(
    units.find(({ start }) =>
      /\b(?:under|into|in|for|of|key|behind)\s+["'`]?$/i.test(reading.text.slice(0, start)),
    ) ??
      units.find(
        ({ kind, start }) => kind === 'identifier' && /\bas\s+$/i.test(reading.text.slice(0, start)),
      ) ??
      units[0],
  );
};

const IN_STORE = /\s+in (?:the )?(?:kv|key[ -]value)(?: store)?$/i;

/** The value that a sentence gives to a key: after it, else before it. */
export function valueFor(reading: Reading, key: string): string | undefined {
  const at = reading.text.toLowerCase().indexOf(key.toLowerCase());
  if (at < 0) return undefined;
  const quoted = reading.freeUnits(['quoted'])[0];
  if (quoted) return reading.take(quoted);
  const before =
    /\b(?:set|store|save|put|write|remember|keep|note|value)\s+(?:down\s+)?(?:the\s+)?(?:value\s+|text\s+|string\s+)?["'`]?(\S+(?:\s\S+){0,5}?)["'`]?\s+(?:in|into|under|as|for|at|to)\s+(?:the\s+)?(?:key\s+(?:value store under\s+)?)?["'`]?$/i.exec(
      reading.text.slice(0, at),
    )?.[1];
  if (before && !/^(?:(?:a|the|this|that|it|key|value)$|(?:in|into)\b)/i.test(before))
    return before.replace(IN_STORE, '');
  const after =
    /^["'`]?\s*(?:(?:in|of|from)\s+(?:the\s+)?(?:kv|key[ -]value)(?:\s+store)?\s*)?(?:(?:should|shall|must|to)\s+(?:be|hold|say|read)|(?:with|having)?\s*(?:the\s+)?(?:new\s+)?(?:value|content)(?:\s+(?:is|of|to))?|to|is|now|=|:|->|=>|→|as|,)+\s*[:=]?\s*["'`]?(.+)$/i.exec(
      reading.text.slice(at + key.length),
    )?.[1];
  return after?.replace(/(?:,?\s*(?:please|pls|thanks|thx))?["'`]?[.!]?$/i, '').replace(IN_STORE, '');
}

/** The key of a setting. */
export const settingKey: ReadSlot = (reading) => {
  const pair = reading.match(/(?<![\w.])([a-z][\w.]*)\s*=\s*\S/di);
  if (pair !== undefined) return pair;
  return (
    reading.match(
      /\b(?:key|setting|preference|override)\s+(?:of\s+|for\s+)?["'`]?([a-z][a-z0-9]*(?:_[a-z0-9]+)+)/di,
      /\b(?:the|key) (?:key|setting)\s+([a-z]\w+)(?=\s+(?:should|must|shall|is|to|for)\b)/di,
    ) ??
    reading.take(
      reading.freeUnits(['identifier']).find(({ text }) => /_/.test(text)) ??
        besideNoun(reading, { entity: 'setting' }) ??
        besideNoun(reading, { entity: 'key' }),
    )
  );
};

/** A time zone is a value wherever it stands. */
export const ZONE_VALUE = /\b(\p{Lu}\p{L}+\/\p{Lu}[\p{L}_]+)\b/du;

/** A number or a truth right after a key. */
export const NEXT_VALUE = /\b[a-z]+(?:_[a-z]+)+\s+["'`]?(\d+\w*|true|false)\b/d;

/** The value in "set KEY to VALUE" and its other forms. */
export const SETTING_VALUE =
  /(?:(?:\bto be|\bto|\bvalue|:|\bas|\bon|->|=>|\bbe)\s+|=\s*)(?:the\s+)?(?:value\s+)?["'`]?([\p{L}\p{N}#+/-][\p{L}\p{N}_/.:#+%-]*(?<![.:]))["'`]?(?=\s*(?:$|[.,!?;)]|\s(?:for|in|please|pls|org|as|on|only|across|and|so)\b))/diu;
