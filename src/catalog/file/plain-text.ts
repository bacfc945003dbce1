import { REJECTED } from '../../contract/descriptions.ts';
import { isObject } from '../../contract/operation.ts';
import { withoutControls } from '../../redact/control-characters.ts';

const LONGEST = 4000;

/** Words of others without what terminals act on, and what gateways take for an attack: they would drop the whole tool. */
export function plainText(words: string): string {
  let text = withoutControls(words.slice(0, LONGEST));
  for (let round = 0; round < 5 && REJECTED.some(([pattern]) => pattern.test(text)); round++)
    for (const [pattern] of REJECTED) text = text.replaceAll(new RegExp(pattern, `${pattern.flags}g`), ' ');
  return REJECTED.some(([pattern]) => pattern.test(text)) ? '' : text.replaceAll(/[^\S\n]+/g, ' ').trim();
}

/** The first `most` words, with dots where more would come. */
export function firstWords(text: string, most: number): string {
  const words = text.split(/\s+/).filter(Boolean);
  return words.length > most ? `${words.slice(0, most).join(' ')} ...` : words.join(' ');
}

/** A schema whose descriptions are plain text. */
export function withPlainTexts(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withPlainTexts);
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'description' && typeof value === 'string' ? plainText(value) : withPlainTexts(value),
    ]),
  );
}

const TELLING =
  /\b(?:ignore|disregard|forget|override|instructions?|system prompt|assistant|you (?:must|should|shall|are|have to)|(?:always|never|first|before) (?:call|use|send|run|ask|tell|mention|show)\w*|do not (?:tell|mention|show|ask)|secret(?:ly)?|https?:\/\/)/i;

/** Texts of a value, however deep, that read like words to a model and not like those of a reference. */
export function tellingTexts(value: unknown): string[] {
  if (typeof value === 'string') return TELLING.test(value) ? [firstWords(value, 40)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(tellingTexts) : [];
}
