import { afterCue } from './names.ts';
import type { Reading, Unit } from './reading.ts';

/** How a person or an account should be called. */
const SHOWN_AS = /\b(?:call|nam|show|display|known|title|read|surname)\w*\b/i;

/** After a wedding: `is called Meier now`. */
const NEW_LAST_NAME = /\bcalled\s+(\p{Lu}[\p{L}'-]+)\s+now\b/du;

/** A name alone that is also in the address: `Luca` of `luca.ferri@`. */
function firstNameOf(reading: Reading): string | undefined {
  const [first] = /(?<![\w.-])[\w.-]+(?=@)/.exec(reading.text)?.[0].split(/[._-]/) ?? [];
  const found = reading.tokens.find(
    ({ span, text, start }) =>
      !span && text === first?.toLowerCase() && /\p{Lu}/u.test(reading.text[start] ?? ''),
  );
  return found ? reading.rawOf(found) : undefined;
}

/** First and last names: after their words, or two words with capitals that nothing else uses. */
export function readPersonName(
  reading: Reading,
  isLast: boolean,
  { entity, action }: { readonly entity: string; readonly action: string },
): string | undefined {
  const own = reading.match(
    ...(isLast
      ? [
          /\b(?:[Ll]ast|[Ff]amily|[Ss]ur)[\s_-]?name\b[^"'`]{0,40}["'`]([^"'`]+)["'`]/d,
          /\b(?:[Ll]ast|[Ff]amily|[Ss]ur)[\s_-]?name\b[^.\p{Lu}]{0,40}?(?<![\p{L}\p{N}])(\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]*)*)/du,
          NEW_LAST_NAME,
        ]
      : [
          /\b(?:[Ff]irst|[Gg]iven)[\s_-]?name\b[^"'`]{0,40}["'`]([^"'`]+)["'`]/d,
          /\b(?:[Ff]irst|[Gg]iven)[\s_-]?name\b[^.\p{Lu}]{0,40}?(?<![\p{L}\p{N}])(\p{Lu}[\p{L}\p{N}'-]*)/du,
          /\b(?:[Ff]irst|[Gg]iven)[\s_-]?name\b.*?@\S+\s+(?:to|is|=|(?:should|shall|must) be)\s+["'`]?(\p{Lu}[\p{L}\p{N}'-]*)/du,
        ]),
  );
  if (own !== undefined) return own;
  if (/\b(?:first|last|given|family)[\s_-]?name\b/i.test(reading.text) || NEW_LAST_NAME.test(reading.text))
    return undefined;
  const isAccount = /service account|bot/.test(entity);
  if ((isAccount || action === 'update') && !SHOWN_AS.test(reading.text)) return undefined;
  const unit = reading.units.find(
    ({ kind, text }) =>
      (kind === 'capitals' || kind === 'quoted') && /^\p{Lu}[\p{L}'-]+(?:\s+[\p{L}'.-]+){1,2}$/u.test(text),
  );
  if (!unit) return isLast || isAccount ? undefined : firstNameOf(reading);
  if (isAccount && unit.kind === 'quoted') return isLast ? undefined : unit.text;
  const words = unit.text.split(/\s+/);
  return isLast ? words.slice(1).join(' ') : words[0];
}

const RENAMES =
  /\b(?:renam\w*|reanem\w*|rnam\w*|call(?:ed)?|names?|label|title|titel|titled|retitle\w*|rebrand\w*|known as|headline|heading|named|goes by|->|=>|is now)\b|->|=>|→/i;

const RENAMES_PART = /\brenam\w*\s+(?:the\s+)?(?:tab|panel|chart|variable)\b/i;
const NEW_NAMES = [
  /(?:->|=>|→)\s*/gu,
  /\b(?:s[hould]{4,5}|shall|must|to|will|ought to|wants to|has to|can) (?:now |from now on )?(?:be|read|say) (?:called |named |titled |known as |shown as |displayed as |renamed to )?/giu,
  /\b(?:call|name|make(?= it ["'`])) it\s+/giu,
  /\bnew (?:name|title|label)\b[^:]*:\s*/giu,
];
const SAID_NAMES =
  /(?<!\b(?:tabs?|panels?|charts?|variables?|rows?|sections?|(?:fields?|columns?)(?: is)?) )\b(?:called|named|titled|known as|under the (?:name|title)(?: of)?|(?:new )?(?:name|title|titel|titl)(?: (?:is|of|should be|to|shall be|as))?:?|is now|now)\s+/giu;

const ENDS_NAME =
  /\b(?:and|or|then|but|because|since|so|please|pls|plz|as|in|on|within|from|of|with|for|under|before|after|if|when|that|which|it|its)\b/i;

/** A name that is not quoted, with the words up to the end of the request where nothing but a name stands there. */
function toTheEnd(reading: Reading, unit: Unit): Unit {
  const rest = /^((?:\s+[\p{L}\p{N}&'_-]+)+)[.!]?\s*$/u.exec(reading.text.slice(unit.end))?.[1];
  if (unit.kind === 'quoted' || rest === undefined || ENDS_NAME.test(rest)) return unit;
  const end = unit.end + rest.length;
  if (!reading.isFree(unit.start, end)) return unit;
  return { ...unit, text: reading.text.slice(unit.start, end), end, next: reading.tokens.length };
}

/** What stands last in words that rename, whatever it is: "rename payment service to payments overview please". */
const LAST_NAME =
  /\b(?:to|as|into)\s+(?!(?:to|as|into|be|the folder|folder|something|anything|(?:the|an?) (?:new|other|better|different) (?:one|name|title)|another|it|that|this)\b)((?:(?!\b(?:to|as|into|and|then)\b)[^,.;:!?"'`])+?)\s*(?:,?\s*(?:please|pls|plz|thanks|thank you|now|for me))*\s*[.!]?\s*$/di;

/** A new name for what exists: only where the words rename. */
export function readNewName(reading: Reading, alsoPlain: boolean): string | undefined {
  if (!alsoPlain && (!reading.says(RENAMES) || RENAMES_PART.test(reading.text))) return undefined;
  for (const cue of NEW_NAMES) {
    const unit = afterCue(reading, cue, 4);
    if (unit) return reading.take(unit);
  }
  const to = afterCue(reading, /\b(?:to|as|into|under(?= ["'`]))\s+/giu, 4);
  const isRename =
    alsoPlain ||
    reading.says(/\b(?:renam\w*|reanem\w*|retitle\w*|rebrand\w*)\b|\b(?:name|title|titel)\b.*\bto\b/i);
  if (to && isRename) return reading.take(toTheEnd(reading, to));
  const said = reading.take(afterCue(reading, SAID_NAMES, 4) ?? to);
  return said ?? (isRename ? reading.match(LAST_NAME) : undefined);
}
