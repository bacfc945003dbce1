import type { Arguments } from '../../arguments.ts';
import type { JsonSchema, ToolRow } from '../../tool.ts';
import { readRange } from './range.ts';
import { Reading } from './reading.ts';
import type { Span } from './spans.ts';

/** Reads the value of one argument from a request; undefined when the words do not state it. */
type ReadSlot = (reading: Reading, slot: Slot) => unknown;

interface Slot {
  readonly name: string;
  readonly schema: JsonSchema;
  /** The words for what the operation is about, as alternatives of an expression: `alert|alarm|monitor`. */
  readonly noun: string;
  readonly row: ToolRow;
}

/** A name as people write it without quotes: one word of a form of its own, or words with capitals. */
const NAME = '([\\p{L}\\p{N}][\\p{L}\\p{N}_.:/@-]*[\\p{L}\\p{N}]|[\\p{L}\\p{N}])';
const CAPITALS = '(\\p{Lu}[\\p{L}\\p{N}_.-]*(?:\\s+(?:\\p{Lu}|\\p{N})[\\p{L}\\p{N}_.-]*)*)';
const STATED =
  '(?:called|named|titled|entitled|labelled|labeled|with (?:the )?(?:name|title)|name(?:d)? it|call it|name|title)(?:\\s+(?:is|of|to))?[:=]?\\s+';
const NO_NAME =
  /^(?:the|a|an|this|that|it|its|my|our|your|all|any|some|for|in|on|of|to|from|with|and|or|is|are|was|who|which|what|where|please|now|new|old|one|ones|by|id|rule|rules|me|us|them|again|there|here|exists?|still|not|no|called|named|so|at|as|has|have|had|fired|firing|list|name|into|up|off|down|back|because|since|when|until|if|do|does|did|be|can|should|will)$/i;

const named = (value: string | undefined) =>
  value !== undefined && !NO_NAME.test(value) ? value : undefined;

/** A name stated as a name, in quotes, or beside the noun it belongs to. */
function readName(reading: Reading, noun: string): string | undefined {
  const quoted = reading.span(
    ['quoted'],
    new RegExp(`(?:${noun}|called|named|titled|name|title)[s:]?\\W*(?:\\w+\\W+){0,2}$`, 'iu'),
  );
  if (quoted !== undefined) return quoted;
  const stated = named(
    reading.match(
      new RegExp(`(?:^|\\W)${STATED.replaceAll('(?:called', '(?:[Cc]alled')}${CAPITALS}`, 'u'),
      new RegExp(`(?:^|\\W)${STATED}${NAME}`, 'iu'),
    ),
  );
  if (stated !== undefined) return stated;
  const identifier = reading.span(['identifier'], new RegExp(`(?:${noun})s?\\s+$`, 'iu'));
  if (identifier !== undefined) return identifier;
  const beside = reading.match(
    new RegExp(
      `(?:the|our|my)\\s+([\\p{L}\\p{N}_.-]+(?:\\s+[\\p{L}\\p{N}_.-]+)?)\\s+(?:${noun})(?!\\p{L})`,
      'iu',
    ),
    new RegExp(`(?:${noun})\\s+${CAPITALS}`, 'u'),
    new RegExp(`${CAPITALS}\\s+(?:${noun})(?!\\p{L})`, 'u'),
  );
  return named(beside) ?? reading.span(['quoted', 'identifier']);
}

const readId: ReadSlot = (reading, { noun }) => reading.span(['id']) ?? readName(reading, noun);

const readStream: ReadSlot = (reading) =>
  named(
    reading.match(
      /\b(?:stream|index|table|dataset)\s+(?:called\s+|named\s+)?["'`]?([\p{L}\p{N}][\p{L}\p{N}_.-]*)/iu,
      /\b(?:the\s+)?["'`]?([\p{L}\p{N}][\p{L}\p{N}_.-]*)["'`]?\s+(?:log |metrics? |trace )?(?:stream|index|dataset)\b/iu,
    ),
  ) ??
  reading.span(['identifier'], /\b(?:in|from|on|of|for|into|over|at|to)\s+(?:the\s+)?$/i) ??
  reading.span(['identifier']) ??
  reading.span(['quoted']) ??
  named(
    reading.match(
      /\b(?:in|from|on|of|for)\s+(?:the\s+|our\s+)?([\p{L}\p{N}-]+(?:\s[\p{L}\p{N}-]+)?)\s+(?:service|logs?|app|application|traces)\b/iu,
      /\b(?:the\s+)?([\p{L}\p{N}-]+)\s+(?:service|logs|app)\b/iu,
    ),
  );

const SWITCHED_OFF =
  /\b(?:off|mute[ds]?|muting|silence[ds]?|silencing|snooze[ds]?|disable[ds]?|disabling|pause[ds]?|pausing|stop(?:ped|s|ping)?|suspend(?:ed)?|deactivate[ds]?|halt|quiet|shut up|hold|inactive|freeze)\b/i;
const SWITCHED_ON =
  /\b(?:on|unmute[ds]?|enable[ds]?|enabling|resume[ds]?|resuming|unpause[ds]?|start(?:ed)?|restart|reactivate[ds]?|activate[ds]?|re-?enable[ds]?|back|again|live)\b/i;

const readSwitch: ReadSlot = ({ text }) => {
  if (
    /\b(?:unmute|unsilence|unpause|unsnooze|re-?enable|reactivate|resume|turn(?:ed)? (?:\S+ ){0,4}(?:back )?on|switch(?:ed)? (?:\S+ ){0,4}on|back on|start (?:\S+ ){0,4}again)\b/i.test(
      text,
    )
  )
    return true;
  if (SWITCHED_OFF.test(text)) return false;
  return SWITCHED_ON.test(text) ? true : undefined;
};

const numberOf = (text: string | undefined) =>
  text === undefined ? undefined : Number(text.replaceAll(',', ''));

const readCount: ReadSlot = (reading) =>
  numberOf(
    reading.match(
      /\b(?:top|first|last|latest|newest|recent|next|limit(?: to)?|max(?:imum)?(?: of)?|only|slowest|show(?: me)?)\s+(\d{1,4})\b(?!\s*(?:m|h|d|s|min|mins|minutes?|hours?|hrs?|days?|weeks?|secs?|seconds?|months?|%)\b)/i,
      /\b(\d{1,4})\s+(?:rows?|results?|entries|records?|lines?|hits?|slowest|newest|latest|most|traces|logs|values|examples?|per page)\b/i,
    ),
  );

const readDays: ReadSlot = (reading) => {
  const found = reading.match(/\b(\d+)[\s-]*days?\b/i);
  if (found !== undefined) return Number(found);
  const other = /\b(\d+|one|a|two|three|six)[\s-]*(week|month|year)s?\b/i.exec(reading.text);
  if (!other) return undefined;
  const words: Record<string, number> = { a: 1, one: 1, two: 2, three: 3, six: 6 };
  const count = words[(other[1] as string).toLowerCase()] ?? Number(other[1]);
  return count * ({ week: 7, month: 30, year: 365 }[(other[2] as string).toLowerCase()] as number);
};

const STREAM_TYPES: ReadonlyArray<readonly [RegExp, string]> = [
  [/\btraces?|spans?\b/i, 'traces'],
  [/\bmetrics?\b/i, 'metrics'],
  [/\benrichment|lookup/i, 'enrichment_tables'],
  [/\blogs?\b/i, 'logs'],
];

/** A choice is read when the request says one of its words; never otherwise. */
function readChoice(text: string, choices: readonly string[]): string | undefined {
  return choices.find((choice) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${choice.replaceAll('_', '[_ ]')}(?![\\p{L}\\p{N}])`, 'iu').test(text),
  );
}

const FOLDER = 'folder|directory';
const readFolder: ReadSlot = (reading) =>
  named(
    reading.match(
      new RegExp(
        `\\b(?:in|into|to|under|inside|from|within)\\s+(?:the\\s+|our\\s+|my\\s+)?(?:${FOLDER})\\s+(?:called\\s+|named\\s+)?["'\`]?([\\p{L}\\p{N}][\\p{L}\\p{N}_.-]*(?:\\s\\p{Lu}[\\p{L}\\p{N}]*)*)`,
        'iu',
      ),
      new RegExp(
        `\\b(?:in|into|to|under|inside|from|within)\\s+(?:the\\s+|our\\s+|my\\s+)?["'\`]?([\\p{L}\\p{N}][\\p{L}\\p{N}_.-]*(?:\\s[\\p{L}\\p{N}]+)?)["'\`]?\\s+(?:${FOLDER})\\b`,
        'iu',
      ),
    ),
  );

const readTarget: ReadSlot = (reading, slot) =>
  readFolder(reading, slot) ??
  named(reading.match(new RegExp(`\\b(?:into|to|under)\\s+(?:the\\s+)?["'\`]?${NAME}`, 'iu')));

const readText =
  (cue: RegExp): ReadSlot =>
  (reading) =>
    reading.span(['quoted'], cue) ?? reading.span(['quoted']);

/** How arguments are read, by their names: the first that fits. */
const SLOTS: ReadonlyArray<readonly [name: RegExp, read: ReadSlot]> = [
  [/^(?:email|email_id|user_id|owner|service_account)$/, (reading) => reading.span(['email'])],
  [
    /^(?:emails|users|add_users|remove_users)$/,
    (reading) => {
      const found = reading.all(['email']);
      return found.length > 0 ? found : undefined;
    },
  ],
  [/^url$/, (reading) => reading.span(['url'])],
  [/^sql$/, (reading) => reading.span(['sql'])],
  [/^query$/, (reading) => reading.span(['promql', 'quoted'])],
  [/^trace_id$/, (reading) => reading.span(['id'])],
  [/^(?:stream_name)$/, readStream],
  [/^(?:metric|match)$/, (reading) => reading.span(['identifier', 'promql'])],
  [
    /^label_name$/,
    (reading) =>
      named(
        reading.match(
          /\blabel\s+["'`]?([\p{L}_][\p{L}\p{N}_]*)/iu,
          /["'`]?([\p{L}_][\p{L}\p{N}_]*)["'`]?\s+label\b/iu,
          /\bvalues?\s+(?:of|for|does|has)\s+(?:the\s+)?["'`]?([\p{L}_][\p{L}\p{N}_]*)/iu,
        ),
      ) ?? reading.span(['identifier', 'quoted']),
  ],
  [
    /^fields$/,
    (reading) =>
      named(
        reading.match(
          /\b(?:fields?|columns?)\s+["'`]?([\p{L}_][\p{L}\p{N}_.]*)/iu,
          /["'`]?([\p{L}_][\p{L}\p{N}_.]*)["'`]?\s+(?:field|column|values?)\b/iu,
          /\bvalues?\s+(?:of|for|in)\s+(?:the\s+)?["'`]?([\p{L}_][\p{L}\p{N}_.]*)/iu,
        ),
      ) ?? reading.span(['identifier']),
  ],
  [/^value$/, readSwitch],
  [/^enabled$/, () => undefined],
  [
    /^folder_type$/,
    ({ text }) =>
      /\bdashboards?|boards?\b/i.test(text)
        ? 'dashboards'
        : /\balerts?|alarms?|rules?\b/i.test(text)
          ? 'alerts'
          : /\breports?|mailings?\b/i.test(text)
            ? 'reports'
            : undefined,
  ],
  [
    /^(?:type|stream_type)$/,
    ({ text }, { schema }) =>
      (schema.enum as string[] | undefined)?.includes('logs') === false
        ? readChoice(text, schema.enum as string[])
        : STREAM_TYPES.find(
            ([form, type]) =>
              form.test(text) && ((schema.enum as string[] | undefined)?.includes(type) ?? true),
          )?.[1],
  ],
  [
    /^role$/,
    (reading) => readChoice(reading.text, ['admin', 'editor', 'viewer', 'user', 'root', 'service_account']),
  ],
  [/^(?:size|limit|page_size|pageSize)$/, readCount],
  [/^data_retention$/, readDays],
  [
    /^(?:folder|folder_id|folder_name)$/,
    (reading, slot) =>
      reading.span(['id'], /folder\W+(?:\w+\W+){0,2}$/i) ??
      readFolder(reading, slot) ??
      (slot.name === 'folder' ? undefined : readId(reading, { ...slot, noun: FOLDER })),
  ],
  [/^(?:dst_folder_id|to)$/, readTarget],
  [
    /^from$/,
    (reading) => reading.match(new RegExp(`\\bfrom\\s+(?:the\\s+)?(?:folder\\s+)?["'\`]?${NAME}`, 'iu')),
  ],
  [
    /^(?:dashboard_ids|alert_ids|report_ids|annotation_ids)$/,
    (reading, slot) => {
      const ids = reading.all(['id']);
      if (ids.length > 0) return ids;
      const quoted = reading.all(['quoted']);
      if (quoted.length > 0) return quoted;
      const name = readName(reading, slot.noun);
      return name === undefined ? undefined : [name];
    },
  ],
  [
    /^panel_id$/,
    (reading) => reading.match(/\b(Panel_\w+)\b/i) ?? readName(reading, 'panel|chart|graph|widget|tile'),
  ],
  [/^dashboard_id$/, (reading) => reading.span(['id']) ?? readName(reading, 'dashboard|board|dash')],
  [
    /^pipeline_id$/,
    (reading) => reading.span(['id'], /pipeline\W+(?:\w+\W+){0,2}$/i) ?? readName(reading, 'pipeline|flow'),
  ],
  [/^job_id$/, (reading) => reading.span(['id'])],
  [/^severity$/, ({ text }) => /\bP([1-4])\b/i.exec(text)?.[0]?.toUpperCase()],
  [
    /^status$/,
    ({ text }) =>
      /\back(?:nowledged?)?\b/i.test(text)
        ? 'acknowledged'
        : /\b(?:resolved?|closed?|done|over|solved)\b/i.test(text)
          ? 'resolved'
          : /\b(?:re)?open\b/i.test(text)
            ? 'open'
            : undefined,
  ],
  [
    /^key$/,
    (reading) =>
      reading.match(
        /\bkey\s+["'`]?([\p{L}\p{N}][\p{L}\p{N}_.:/-]*)/iu,
        /["'`]([\p{L}\p{N}][\p{L}\p{N}_.:/-]*)["'`]/iu,
      ) ?? reading.span(['identifier', 'quoted', 'id']),
  ],
  [/^setting_key$/, (reading) => reading.span(['identifier', 'quoted'])],
  [
    /^(?:setting_value|new_name)$/,
    (reading) =>
      reading.span(['quoted'], /\b(?:to|=|as)\s*\W?$/) ??
      named(
        reading.match(
          /\b(?:to|into|as)\s+["'`]?([\p{L}\p{N}][\p{L}\p{N}_. -]*?)["'`]?(?=$|[,.!?]|\s+(?:for|in|please)\b)/iu,
        ),
      ),
  ],
  [
    /^(?:prefix|keyword|alert_name_substring)$/,
    (reading) =>
      reading.match(
        /\b(?:starting with|start with|starts with|beginning with|prefix(?:ed)?(?: with)?|containing|contains?|matching|like|with)\s+["'`]?([\p{L}\p{N}][\p{L}\p{N}_.:/-]*)/iu,
      ),
  ],
  [/^(?:content|body|function|message|text)$/, readText(/(?:to|with|value|text|saying|says|:|=)\s*$/i)],
  [/^(?:first_name|last_name|description|title_text)$/, () => undefined],
  [
    /_ids?$|^(?:name|title|view_name|role_id|group_name|destination_name|template_name|table_name|resource)$/,
    readId,
  ],
];

const RANGE_ROLES = new Set(['start', 'end', 'at']);

function nounOf(row: ToolRow, nouns: Readonly<Record<string, readonly string[]>>, entity: string): string {
  const words = nouns[entity] ?? [entity];
  const sorted = [...words].sort((a, b) => b.length - a.length);
  return sorted.map((word) => word.replaceAll(/[^\p{L}\p{N} -]/gu, '')).join('|') || row.toolset;
}

/** Arguments that a request states for one operation; nothing is guessed. */
export function readSlots(
  text: string,
  spans: readonly Span[],
  row: ToolRow,
  entity: string,
  nouns: Readonly<Record<string, readonly string[]>>,
): Arguments {
  const reading = new Reading(text, spans);
  const properties = (row.inputSchema.properties ?? {}) as Record<string, JsonSchema>;
  const required = (row.inputSchema.required ?? []) as string[];
  const noun = nounOf(row, nouns, entity);
  const found: Arguments = {};
  const times = row.time?.arguments ?? {};
  const range = Object.values(times).some(({ role }) => RANGE_ROLES.has(role)) ? readRange(text) : null;
  const isRank = (name: string) => SLOTS.findIndex(([form]) => form.test(name));
  const names = Object.keys(properties)
    .filter((name) => name !== 'org_id')
    .sort((a, b) => Number(required.includes(b)) - Number(required.includes(a)) || isRank(a) - isRank(b));
  for (const name of names) {
    const role = times[name]?.role;
    if (role !== undefined && role !== 'duration') {
      const value = role === 'end' ? range?.end : range?.start;
      if (value !== undefined) found[name] = value;
      continue;
    }
    if (row.page?.offset === name) continue;
    const read = SLOTS.find(([form]) => form.test(name))?.[1];
    const value = read?.(reading, { name, schema: properties[name] as JsonSchema, noun, row });
    if (value !== undefined) found[name] = value;
  }
  return found;
}
