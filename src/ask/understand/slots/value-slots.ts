import { readOwnName } from './named.ts';
import { listFrom } from './lists.ts';
import { besideNoun } from './names.ts';
import { anyName } from './any-name.ts';
import { readAddresses, readPeople } from './people.ts';
import type { Reading } from './reading.ts';
import type { ReadSlot, SlotReader } from './slot.ts';
import { textAfter } from './text-slots.ts';
import { readCount, readDays, readSwitch } from './values.ts';
import { readStatus, readDestinationKind } from './kinds.ts';
import { readMemberRole } from './member-roles.ts';

const RESOURCES =
  'dashboards?|alerts?|pipelines?|streams?|functions?|folders?|reports?|users?|roles?|groups?|templates?|destinations?|logs|metrics|traces|saved ?views?|incidents?|enrichment tables?|service accounts?';

const numberAfter =
  (...forms: readonly RegExp[]): ReadSlot =>
  ({ text }) => {
    const found = forms
      .flatMap((form) => form.exec(text)?.slice(1) ?? [])
      .find((group) => group !== undefined);
    return found === undefined ? undefined : Number(found.replaceAll(',', ''));
  };

const flag =
  (form: RegExp): ReadSlot =>
  (reading) =>
    form.test(reading.text) ? readSwitch(reading) : undefined;

const FOLDER_KINDS: ReadonlyArray<readonly [entity: string, kind: string]> = [
  ['dashboard', 'dashboards'],
  ['alert', 'alerts'],
  ['report', 'reports'],
];

/** What a folder holds: the noun beside the word folder, else the one that is said at all. */
function folderKind(reading: Reading): string | undefined {
  const folders = reading.mentions.filter(({ concept }) => concept === '@folder');
  const said = FOLDER_KINDS.flatMap(([entity, kind]) =>
    reading.mentions
      .filter(({ concept, start }) => concept === `@${entity}` && !reading.tokens[start]?.isName)
      .map(({ start, end }) => ({
        kind,
        distance: Math.min(
          ...folders.map((folder) => (end <= folder.start ? folder.start - end : start - folder.end)),
          99,
        ),
        start,
      })),
  );
  return said.sort((a, b) => a.distance - b.distance || a.start - b.start)[0]?.kind;
}

/** Addresses, numbers, switches and choices. */
export const VALUE_SLOTS: readonly SlotReader[] = [
  {
    names: /^(?:email|email_id|user_id|service_account|owner)$/,
    sure: (reading) => reading.span(['email']),
    loose: (reading, { isAsked, row }) =>
      isAsked && /^(?:Remove|UserUpdate|ServiceAccountUpdate)/.test(row.operationId)
        ? reading.take(anyName(reading, ['identifier', 'quoted']))
        : undefined,
  },
  { names: /^remove_users$/, sure: (reading) => readPeople(reading, true) },
  { names: /^add_users$/, sure: (reading) => readPeople(reading, false) },
  {
    names: /^(?:emails|users)$/,
    sure: readAddresses,
  },
  {
    names: /^trace_id$/,
    sure: (reading) =>
      reading.span(['id']) ?? reading.take(besideNoun(reading, { entity: 'trace', isId: true })),
    loose: (reading) => reading.take(anyName(reading, ['code'])),
  },
  { names: /^destination_type_name$/, sure: readDestinationKind },
  {
    names: /^severity$/,
    sure: (reading) => reading.match(/\b(?:to|it|be|as|now)\s+(P[1-4])\b/di, /\b(P[1-4])\b/di)?.toUpperCase(),
  },
  { names: /^status$/, sure: (reading, { row }) => readStatus(reading, row.access === 'read') },
  { names: /^value$/, sure: readSwitch },
  {
    names: /^enabled$/,
    operations: /^ListAlerts$/,
    sure: ({ text }) =>
      /\b(?:whether|or not|and what)\b/i.test(text)
        ? undefined
        : /\b(?:disabled|muted|switched off|turned off|inactive|paused|silenced|deactivated|off)\b/i.test(
              text,
            )
          ? false
          : /\b(?:enabled|active|switched on|turned on|armed)\b/i.test(text)
            ? true
            : undefined,
  },
  { names: /^enabled$/ },
  {
    names: /^size$/,
    operations: /^SearchSQL$/,
    sure: (reading) => (/\btop\b/i.test(reading.unused()) ? undefined : readCount(reading)),
  },
  { names: /^(?:size|limit|page_size|pageSize)$/, sure: readCount },
  {
    names: /^data_retention$/,
    sure: (reading) =>
      /\bquer(?:y|ies)\b/i.test(reading.text) && !/\b(?:keep|kept|ret\w*)\b/i.test(reading.text)
        ? undefined
        : readDays(reading),
  },
  { names: /^step$/, sure: (reading) => reading.times().step ?? undefined },
  { names: /^duration_seconds$/, sure: (reading) => reading.times().seconds ?? undefined },
  {
    names: /^chunk_period_minutes$/,
    sure: numberAfter(
      /\bchunks?\s+(?:of|size|=|:)*\s*(\d+)\s*-?m|\b(\d+)[\s-]*(?:m|min|minutes?)[\s-]+(?:chunks?|slices?|pieces|batches)|\b(?:slices?|pieces|batches)\s+of\s+(\d+)\s*m/i,
    ),
  },
  {
    names: /^delay_between_chunks_secs$/,
    sure: numberAfter(
      /\b(?:delay|pause|wait|gap)\s+(?:of\s+)?(\d+)\s*s|\b(\d+)\s*(?:s|secs?|seconds?)\s+(?:delay|pause|between|apart|in between)/i,
    ),
  },
  {
    names: /^delete_before_backfill$/,
    sure: ({ text }) =>
      /\b(?:delet\w*|clear\w*|wip\w*|remov\w*|drop\w*)\b.{0,40}\b(?:first|before\w*|beforehand)\b/i.test(text)
        ? true
        : undefined,
  },
  {
    names: /^scrape_interval$/,
    sure: numberAfter(
      /\b(\d+)\s+(?:\w+\s+)?should\b/i,
      /\b(?:scrape|scraping|arrive|come in)\b.{0,60}?\b(\d+)\b/i,
    ),
  },
  { names: /^max_series_per_query$/, sure: numberAfter(/\bseries\b.{0,50}?\b(\d[\d,]*)\b/i) },
  { names: /^max_query_range$/, sure: numberAfter(/\b(?:query )?range\b.{0,40}?\b(\d+)\b/i) },
  {
    names: /^light_mode_theme_color$/,
    sure: ({ text }) =>
      /\bdark\b/i.test(text) && !/\blight\b/i.test(text) ? undefined : /#[0-9a-f]{3,8}\b/i.exec(text)?.[0],
  },
  {
    names: /^dark_mode_theme_color$/,
    sure: ({ text }) => (/\bdark\b/i.test(text) ? /#[0-9a-f]{3,8}\b/i.exec(text)?.[0] : undefined),
  },
  { names: /^enable_streaming_search$/, sure: flag(/\bstreaming\b/i) },
  { names: /^toggle_ingestion_logs$/, sure: flag(/\bingestion logs?\b/i) },
  { names: /^usage_stream_enabled$/, sure: flag(/\busage (?:stream|report)/i) },
  {
    names: /^trace_id_field_name$/,
    sure: (reading) =>
      reading.match(
        /\btrace[ _-]?ids?(?: field)?(?: name)?\b.{0,30}?\b(?:to|is called|is|=|called|in)\s+["'`]?([\w.]+)/di,
      ),
  },
  {
    names: /^span_id_field_name$/,
    sure: (reading) =>
      reading.match(
        /\bspan[ _-]?ids?(?: field)?(?: name)?\b.{0,30}?\b(?:to|is called|is|=|called|in)\s+["'`]?([\w.]+)/di,
      ),
  },
  {
    names: /^delete_all$/,
    sure: ({ text }) =>
      /\b(?:with|including|incl|along|take|plus|also|and)\b.{0,40}\b(?:alerts?|pipelines?)\b/i.test(text)
        ? true
        : undefined,
  },
  { names: /^timezone$/, sure: (reading) => reading.match(/\b([A-Z][a-z]+\/[A-Z]\w+|UTC)\b/d) },
  {
    names: /^resource$/,
    sure: ({ text }) =>
      new RegExp(
        `\\b(?:on|to|with|for|in|about|regarding|concerning|over|the|touch|edit|delete|see|change|view|read|create|opens?)\\s+(?:the\\s+|our\\s+|any\\s+|all\\s+|an?\\s+)?(${RESOURCES})\\b`,
        'i',
      )
        .exec(text.replaceAll(/\broles?\b/gi, '_'))?.[1]
        ?.toLowerCase(),
  },
  { names: /^folder_type$/, sure: (reading) => folderKind(reading) },
  {
    names: /^role$/,
    operations: /^CreateRoles$/,
    sure: readOwnName,
    loose: (reading) => reading.take(anyName(reading)),
  },
  { names: /^role$/, sure: readMemberRole },
  {
    names: /^(?:roles|add_roles|remove_roles)$/,
    sure: (reading, slot) => {
      if (slot.name === 'remove_roles' && !reading.says(/\b(?:remov|revok|tak|strip|withdraw|drop)\w*\b/i))
        return undefined;
      if (slot.name === 'add_roles' && reading.says(/\b(?:remov|revok|tak|strip|withdraw|drop)\w*\b/i))
        return undefined;
      const unit = besideNoun(reading, { entity: 'role' });
      return unit ? listFrom(reading, unit).map((each) => reading.take(each)) : undefined;
    },
  },
  {
    names: /^description$/,
    sure: textAfter(
      /\bdescription\b.{0,60}?(?:\bto|:|=|\bsaying|\bshould (?:say|read|be)|\bput)\s+(?:put\s+)?(?:"([^"]+)"|["'`]?(\S.+?)["'`]?$)/di,
    ),
  },
  { names: /^template$/, sure: (reading) => reading.take(besideNoun(reading, { entity: 'template' })) },
];
