import { findPromql } from '../text/code-spans.ts';
import { keyOf, NEXT_VALUE, SETTING_VALUE, settingKey, valueFor, ZONE_VALUE } from './keys.ts';
import { afterUnit, IDS, readNames, readName, unlessPlace, readOwnName } from './named.ts';
import { listFrom } from './lists.ts';
import { afterCue, besideNoun, objectOfVerb } from './names.ts';
import { anyName } from './any-name.ts';
import { wordsFrom } from './name-units.ts';
import { readRecipients } from './people.ts';
import type { Reading, Unit } from './reading.ts';
import { isNew, type ReadSlot, type SlotReader } from './slot.ts';
import { PREPOSED, readFields, readStream } from './streams.ts';
import { readPersonName, readNewName } from './new-names.ts';
import { readStreamType } from './kinds.ts';

const readFolder: ReadSlot = (reading) => reading.take(besideNoun(reading, { entity: 'folder' }));
const INTO =
  /(?:(?<!\b(?:currently|now|is|sits|lies|still) |n't belong )\b(?:into|to|under|in|inside|within)|->|=>|→)\s+(?:the\s+|our\s+|my\s+)?/gi;

/** Before the folder that something is moved from. */
const SOURCE = /\b(?:from|(?:located|is|are|sits?|lies|lives?|currently|now) in)\s+(?:\w+\s+){1,3}$/i;

const readTarget: ReadSlot = (reading) => {
  const own = afterCue(
    reading,
    /(?<!\b(?:located|is|are|sits?|lies|lives?|currently|now) )\b(?:into|to|under|in|inside)\s+(?:the\s+|our\s+|my\s+)?(?:(?:dashboards?|alerts?|reports?)\s+)?folder\s+(?:called\s+|readName\s+)?/gi,
  );
  const folder = besideNoun(reading, { entity: 'folder' });
  const isSource = folder && SOURCE.test(reading.text.slice(0, folder.start));
  const target = isSource ? undefined : folder;
  return reading.take(own ?? target) ?? reading.take(afterCue(reading, INTO, 2, true));
};

/** A label right after the noun; plain words go on with the sentence. */
const LABEL_NAME =
  /\blabel\s+(?:called\s+|readName\s+)?["'`]?(?!(?:names?|keys?|values?|in|on|of|for|does|has|have|is|are|that|with|and|which)\b)([\p{L}_][\p{L}\p{N}_]*)/diu;

/** Names of jobs have digits, and are no years. */
const isJob = ({ text }: Unit) => /\d/.test(text) && !/^(?:19|20)\d\d$/.test(text);

function jobNumber(reading: Reading): Unit | undefined {
  return afterUnit(reading, /\b(?:job|id|search|query|number|no\.?|backfill)\s+(?:id\s+)?#?$/i);
}

/** An expression in PromQL with a selector; a metric's name alone is a name. */
function readSelector(reading: Reading): string | undefined {
  const found = findPromql(reading.text);
  if (!found?.text.includes('{')) return reading.span(['promql']);
  reading.use(found.start, found.end);
  return found.text;
}

function wordsAfterSet(reading: Reading): Unit | undefined {
  const verb = reading.mentions.find(({ concept }) => concept.startsWith('%'));
  return verb ? wordsFrom(reading, verb.end, 1) : undefined;
}

/** Names and identifiers of things. */
export const NAME_SLOTS: readonly SlotReader[] = [
  {
    names: /^(?:prefix|keyword|alert_name_substring)$|^title$/,
    operations: /^(?:List|StreamList|StreamSchema)/,
    sure: (reading) => {
      const found = reading.match(
        /\b(?:start(?:ing|s)? with|beginn?(?:ing|s)? with|prefix(?:ed)?(?: with)?|contain(?:ing|s)?|includ(?:ing|es)|matching|(?:something|anything|names?) like(?! (?:it|that|this)\b)|mention(?:ing|s)?)\s+(?:the\s+(?:word\s+|string\s+)?)?["'`]?([\p{L}\p{N}][\p{L}\p{N}_.:/-]*(?<![.:]))/diu,
        /["'`]?([\p{L}\p{N}][\p{L}\p{N}_.-]*)["'`]?\s+(?:is\s+|somewhere\s+)?in\s+(?:the\s+|teh\s+|its\s+|it's\s+|their\s+)?(?:\w+\s+)?(?:n\w{2,3}e|tit\w{1,3}|heading)s?\b/diu,
        /\b(?:called|readName|titled|typed?|search(?:ing)? for|look(?:ing)? for|something (?:like|with))\s+["'`]([^"'`]+)["'`]/diu,
        /\b([\p{L}\p{N}][\p{L}\p{N}_.:/-]*_)(?=\*|\s|$|[?.,])/diu,
      );
      return found;
    },
  },
  { names: /^(?:dst_folder_id|to)$/, sure: readTarget },
  {
    names: /^from$/,
    operations: /^MoveDashboard$/,
    sure: (reading) =>
      reading.take(
        afterCue(
          reading,
          /\b(?:from|out of|(?:sits?|sitting|lies|lying|lives?|stands?|hangs?|ended)\b[^.,]{0,20}?\bin)\s+(?:the\s+|our\s+)?(?:folder\s+)?/gi,
          1,
        ),
      ),
  },
  { names: /^from$/ },
  {
    names: /^(?:folder_id|folder_name|folder)$/,
    operations: /Folder/,
    sure: (reading, slot) => {
      const renamed = /Update/.test(slot.row.operationId);
      return (
        readFolder(reading, slot) ??
        (renamed
          ? reading.take(afterCue(reading, /\b(?:rename|reanem|renaming)\s+(?:the\s+)?/gi, 3))
          : undefined)
      );
    },
    loose: readName('folder').loose as ReadSlot,
  },
  { names: /^folder_id$/ },
  {
    names: /^folder$/,
    sure: readFolder,
    loose: (reading, slot) =>
      isNew(slot) && slot.row.operationId !== 'CreateAlert'
        ? reading.take(afterCue(reading, /\b(?:in|into|under|inside)\s+(?:the\s+)?(?=\p{Lu}\p{Ll})/gu, 1))
        : undefined,
  },
  {
    names: /^(?:new_name)$/,
    sure: (reading) => readNewName(reading, true),
    loose: (reading) => reading.take(anyName(reading, ['quoted', 'capitals'])),
  },
  { names: /^title$/, operations: /Template/ },
  {
    names: /^(?:title|name|view_name)$/,
    operations: /^(?:Update|update|Clone)/,
    sure: (reading, slot) => {
      if (slot.isAsked) return readOwnName(reading, slot);
      return readNewName(reading, slot.row.operationId === 'CloneAlert');
    },
    loose: (reading, slot) =>
      slot.isAsked ? (readName(slot.entity).loose as ReadSlot)(reading, slot) : undefined,
  },
  {
    names: /^(?:first_name|last_name)$/,
    sure: (reading, slot) => readPersonName(reading, slot.name === 'last_name', slot),
  },
  { names: /^(?:dashboards|dashboard_ids)$/, ...readNames('dashboard') },
  { names: /^content$/, operations: /^RemoveTimedAnnotation/, sure: readNames('panel').sure },
  { names: /^alert_ids$/, ...readNames('alert') },
  { names: /^report_ids$/, ...readNames('report') },
  { names: /^annotation_ids$/, ...readNames('annotation', true) },
  {
    names: /^timed_annotation_id$/,
    sure: (reading) => reading.take(besideNoun(reading, { entity: 'annotation', isId: true })),
    loose: (reading) =>
      reading.take(
        unlessPlace(
          reading,
          anyName(reading, ['id', 'code', 'identifier', 'number', 'quoted'], 'annotation', 3),
        ),
      ),
  },
  {
    names: /^job_id$/,
    sure: (reading, { entity }) =>
      reading.take(
        besideNoun(reading, { entity: entity === 'backfill' ? 'backfill' : 'search job', isId: true }) ??
          jobNumber(reading),
      ),
    loose: (reading) => reading.take(reading.freeUnits(IDS).find(isJob)),
  },
  { names: /^incident_id$/, ...readName('incident', true) },
  { names: /^alert_id$/, ...readName('alert') },
  { names: /^dashboard_id$/, ...readName('dashboard') },
  { names: /^panel_id$/, ...readName('panel') },
  { names: /^pipeline_id$/, ...readName('pipeline') },
  { names: /^report_id$/, ...readName('report') },
  { names: /^view_id$/, ...readName('view') },
  { names: /^template_name$/, ...readName('template') },
  { names: /^destination_name$/, ...readName('destination') },
  {
    names: /^group_name$/,
    sure: readName('group').sure as ReadSlot,
    loose: (reading, slot) =>
      reading.take(
        /^Update/.test(slot.row.operationId)
          ? afterCue(reading, /\b(?:in|into|to|from|of)\s+(?:the\s+)?/gi, 1)
          : undefined,
      ) ?? readName('group').loose?.(reading, slot),
  },
  { names: /^role_id$/, ...readName('role') },
  {
    names: /^table_name$/,
    sure: readName('enrichment').sure,
    loose: (reading) =>
      reading.take(reading.freeUnits(['quoted', 'identifier']).find(({ text }) => /[_-]/.test(text))),
  },
  {
    names: /^org_id$/,
    operations: /^(?:AddUserToOrg|AssumeServiceAccount)$/,
    sure: (reading) =>
      reading.match(
        /(?<![\w.])(_meta)\b/d,
        /\binto\s+(?:the\s+|our\s+)?(?:org\w*\s+|tenant\s+)?["'`]?([\p{L}\p{N}]+(?:[_-][\p{L}\p{N}]+)+)/diu,
      ),
  },
  {
    names: /^target_org_id$/,
    sure: (reading, slot) => {
      // Where such sessions start; the target is another.
      reading.match(/\b(meta(?:\s+org\w*)?)\b/di);
      return readName('organization').sure?.(reading, slot);
    },
    loose: readName('organization').loose,
  },
  { names: /^destinations$/, sure: readRecipients },
  { names: /^fields$/, operations: /^SearchValues$/, sure: readFields },
  {
    names: /^(?:index_fields|full_text_search_keys)$/,
    sure: (reading, { name }) => {
      const isFull = /\bfull[ -]?text\b/i.test(reading.text);
      if (name === 'index_fields' ? isFull || !/\bindex(?:ed|es|ing)?\b/i.test(reading.text) : !isFull)
        return undefined;
      const own = reading.match(
        /\b(?:field|column)\s+["'`]?([\w.]+)["'`]?\s+(?:(?:in|of|on)\s+\S+\s+)?(?:must|should)\b/di,
        /\b(?!it\b|this\b|that\b)([\w.]+)\s+(?:must|should|shall)\s+(?:be|become)\s+(?:an?\s+)?(?:full|index|search)/di,
        /\b(?:field|column)\s+["'`]?([\w.]+)["'`]?\s+(?:is|be|has|needs|full|searchable|as|an|in|on|of|to)\b/di,
      );
      if (own !== undefined) return [own];
      const listed = reading.match(
        /\b(?:to|on|are|as|by|:)\s+((?:["'`]?[\w.]+["'`]?\s*(?:,\s*(?:and\s+)?|\band\s+))+["'`]?[\w.]+["'`]?)(?=[.!]?$|\s+(?:in|of|for|on)\s)/di,
      );
      if (listed !== undefined)
        return listed.split(/\s*,\s*(?:and\s+)?|\s+and\s+/).map((each) => each.replaceAll(/["'`]/g, ''));
      const stream = reading.units.find(
        ({ kind, start }) =>
          kind === 'identifier' &&
          (PREPOSED.test(reading.text.slice(0, start)) ||
            /\bstream\s+$/i.test(reading.text.slice(0, start))) &&
          !/\b(?:index\w*\s+(?:on|for|by)|(?:text|words?|search\w*)\s+in|by)\s+["'`]?$/i.test(
            reading.text.slice(0, start),
          ),
      );
      const unit = reading.freeUnits(['identifier', 'quoted']).find((each) => each !== stream);
      return unit ? listFrom(reading, unit).map((each) => reading.take(each)) : undefined;
    },
  },
  { names: /^(?:fields|add|remove)$/ },
  {
    names: /^label_name$/,
    sure: (reading) =>
      reading.take(besideNoun(reading, { entity: 'label' })) ??
      reading.match(
        LABEL_NAME,
        /\bvalues?\s+(?:of|for|does|has|in)\s+(?:the\s+)?["'`]?([\p{L}_][\p{L}\p{N}_]*)/diu,
      ),
    loose: (reading) => reading.take(anyName(reading, ['identifier', 'quoted', 'code'])),
  },
  {
    names: /^(?:metric|match)$/,
    sure: (reading) =>
      readSelector(reading) ??
      reading.take(
        reading.freeUnits(['identifier', 'quoted']).find(({ text }) => /[_:]/.test(text)) ??
          reading.freeUnits(['identifier']).find(({ text }) => !text.includes('-')),
      ),
  },
  {
    names: /^key$/,
    operations: /^SearchAround$/,
    sure: (reading) => reading.match(/\b(\d{10,19})\b/d, /\b(\d{4}-\d{2}-\d{2}t\d{2}:\d{2}[\d:.]*z?)/di),
  },
  {
    names: /^key$/,
    operations: /^System/,
    sure: settingKey,
    loose: (reading) =>
      reading.take(anyName(reading, ['identifier', 'quoted', 'code']) ?? wordsAfterSet(reading)),
  },
  { names: /^key$/, sure: keyOf, loose: (reading) => reading.take(objectOfVerb(reading)) },
  {
    names: /^content$/,
    operations: /^SetKVValue$/,
    loose: (reading, _slot, found) =>
      typeof found?.key === 'string' ? valueFor(reading, found.key) : undefined,
  },
  {
    names: /^setting_key$/,
    sure: settingKey,
    loose: (reading) =>
      reading.take(reading.freeUnits(['identifier', 'quoted'])[0] ?? wordsAfterSet(reading)),
  },
  {
    names: /^setting_value$/,
    sure: (reading) => reading.match(ZONE_VALUE, NEXT_VALUE, SETTING_VALUE),
    loose: (reading) => reading.take(anyName(reading, ['quoted', 'capitals', 'number'])),
  },
  {
    names: /^stream_name$/,
    operations: /^UpdateAlert$/,
    sure: (reading) => reading.take(besideNoun(reading, { entity: 'stream' })),
  },
  {
    names: /^stream_name$/,
    sure: (reading, { row }) => readStream(reading, false, true, row.operationId),
    loose: (reading, { isAsked, row }) =>
      isAsked ? readStream(reading, true, isAsked, row.operationId) : undefined,
  },
  {
    names: /^type$/,
    operations: /Template|Destination/,
    sure: ({ text }) => (/(?<![\w.-])e-?mails?(?![\w.@-])/i.test(text) ? 'email' : undefined),
  },
  {
    names: /^(?:type|stream_type)$/,
    sure: (reading, { schema, name }) =>
      readStreamType(reading, (schema.enum ?? []) as string[], name === 'stream_type'),
  },
  {
    names: /^(?:name|title|view_name)$/,
    sure: readOwnName,
    loose: (reading, slot) => {
      if (!slot.isAsked || slot.action === 'list') return undefined;
      if (!isNew(slot)) return (readName(slot.entity).loose as ReadSlot)(reading, slot);
      if (slot.row.operationId === 'CreateAlert') return undefined;
      const proposed = reading
        .freeUnits(['capitals'])
        .find(
          ({ first, next, start, end }) =>
            (next - first > 1 || /:\s*$/.test(reading.text.slice(0, start))) &&
            /^[.!]?$|^\s+(?:would be|is|sounds|as|seems|makes)\s+(?:a|the|like|good)\b/i.test(
              reading.text.slice(end),
            ) &&
            (/[,:]\s*$/.test(reading.text.slice(0, start)) || !/^[.!]?$/.test(reading.text.slice(end))),
        );
      if (proposed) return reading.take(proposed);
      return reading.take(
        unlessPlace(
          reading,
          anyName(
            reading,
            /^(?:createFunction|CreateDestination|CreateGroup|CreateTemplate|CreateOrganization|CreateFolder|CreateReport)/.test(
              slot.row.operationId,
            )
              ? ['quoted', 'identifier']
              : ['quoted'],
            slot.entity,
            3,
          ),
        ),
      );
    },
  },
];
