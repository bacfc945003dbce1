import type { Reading } from './reading.ts';

const STREAM_KINDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\b(?:enrichment tables?|lookup tables?)\b/i, 'enrichment_tables'],
  [
    /\b(?:metrics?\s+(?:streams?|type)|streams?\s+of\s+(?:type\s+|kind\s+)?metrics|(?:type|kind)\s*[=:]?\s*metrics?|metrics?)\b(?!_)/i,
    'metrics',
  ],
  [/\b(?:traces?\s+(?:streams?|type)|(?:type|kind)\s*[=:]?\s*traces?|traces?|tracing)\b/i, 'traces'],
  [/\blogs?\b(?! (?:in|into|to|me|us|out)\b)/i, 'logs'],
];
const KINDS_ALONE: ReadonlyArray<readonly [RegExp, string]> = [
  [/(?<![\w-])enrichment tables?\b/i, 'enrichment_tables'],
  [
    /(?<![\w-])metrics?[ -](?:streams?|type|kind)\b|\b(?:type|kind)\s*[=:]?\s*(?:of\s+)?metrics?\b|\bmetrics?\b(?= (?:stream|type))|\bstreams?\s+(?:of|for|with)\s+metrics\b/i,
    'metrics',
  ],
  [
    /(?<![\w-])trac(?:es?|ing)[ -](?:streams?|type|kind)\b|\b(?:type|kind)\s*[=:]?\s*(?:of\s+)?traces?\b|\bstreams?\s+(?:of|for|with)\s+traces\b/i,
    'traces',
  ],
  [
    /(?<![\w-])logs?[ -](?:streams?|type|kind)\b|(?<= )_ logs\b|\b(?:type|kind)\s*[=:]?\s*(?:of\s+)?logs?\b|\bstreams?\s+(?:of|for|with)\s+logs\b/i,
    'logs',
  ],
];

/** The kind of stream, where the request says one; `strictly`: only beside the word stream or kind. */
export function readStreamType(
  reading: Reading,
  choices: readonly string[],
  strictly: boolean,
): string | undefined {
  const text = reading.text.replaceAll(/[\w.]*[_@][\w.]*/g, '_');
  return (strictly ? KINDS_ALONE : STREAM_KINDS).find(
    ([form, type]) => choices.includes(type) && form.test(text),
  )?.[1];
}

const STATUSES: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /\b(?:ack(?:ed|ing)?|acknowledg\w*|aknowledg\w*|acknowleg\w*|i'?m on it|looking into it|taking (?:it|this)|i'?ll take)\b/i,
    'acknowledged',
  ],
  [
    /\b(?:re-?open(?:ed)?|still open|open(?=\s*$|\s+(?:incidents?|outages?|cases?|ones?|again|state|status|right|at|now))|unresolved|ongoing|active|op[en]{2} and|not (?:yet )?(?:closed|resolved))\b/i,
    'open',
  ],
  [
    /\b(?:re[solv]{3,5}(?:e?d?|ing)|clos(?:e|ed|ing)|done|(?:is|are|all|was) over|solved|fixed|finished)\b/i,
    'resolved',
  ],
];

/** The state of incidents that the words name; `listed`: they ask for incidents instead of changing one. */
export function readStatus(reading: Reading, listed: boolean): string | undefined {
  const text = reading.text
    .replaceAll(/\b(?:but )?not(?: yet)? (?:closed|resolved|done|fixed)\b/gi, listed ? ' ' : 'open')
    .replaceAll(
      listed
        ? /\b(?:not(?: yet)?|who has|nobody(?: has)?|no one(?: has)?) (?:ac?k|acknow)\w*/gi
        : /\bas (?:an |still )?open\b/gi,
      ' ',
    );
  const found = STATUSES.find(([form]) => form.test(text))?.[1];
  if (found) return found;
  return listed && /\b(?:unresolved|open|ongoing)\b/i.test(reading.text) ? 'open' : undefined;
}

const DESTINATION_KIND =
  '(slack|ms ?teams|microsoft teams|teams|pager ?duty|opsgenie|discord|service ?now|webhook)';
const DESTINATION_KINDS = [
  new RegExp(`\\b(?:type|kind)\\s+["'\`]?${DESTINATION_KIND}(?![\\w.-])`, 'di'),
  new RegExp(`(?<![\\w.-])${DESTINATION_KIND}\\s+(?:(?:webhook|alert)\\s+)?(?:destination|target)\\b`, 'di'),
];

/** What kind of service a destination is, where the words say it of the destination. */
export const readDestinationKind = (reading: Reading) => reading.match(...DESTINATION_KINDS);
