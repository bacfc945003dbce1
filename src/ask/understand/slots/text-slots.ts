import { findJson, findPromql, findRecords, findSql, findVrl, type CodeSpan } from '../text/code-spans.ts';
import type { Reading } from './reading.ts';
import { readDays } from './values.ts';
import type { ReadSlot, SlotReader } from './slot.ts';

const taken = (reading: Reading, found: CodeSpan | null): string | undefined => {
  if (!found) return undefined;
  reading.use(found.start, found.end);
  return found.text;
};

/** Records as objects. */
function readRecords(reading: Reading): object[] | undefined {
  const found = findRecords(reading.text);
  if (found) reading.use(found.start, found.end);
  return found?.records;
}

/** What follows a mark to the end: the text of a note, a template or a value. */
export const textAfter =
  (form: RegExp): ReadSlot =>
  (reading) => {
    const found = form.exec(reading.text);
    const range = found?.indices?.slice(1).find((each) => each !== undefined);
    if (!range || !reading.isFree(...range)) return undefined;
    reading.use(...range);
    return reading.said(...range).replace(/(?:,?\s*(?:please|pls|thanks|thx))?[.!]?$/i, '');
  };

/** Before the text that a message should have. */
const SAYS = /\b(?:body|text|wording|say\w*|reads?|be|to)\s*:?\s*["'`]?$/i;

const IS_CSV = /(?:^|[:\n]\s*)((?:[^\s,:]+,)+[^\s,]+(?:\\n|\n|\s*;\s*|\s\/\s)[\s\S]+?)(?:(?<=\s\/\s.*)\.)?$/;

/** Arguments in languages of their own, and texts: they take their words before all others. */
export const TEXT_SLOTS: readonly SlotReader[] = [
  { names: /^sql$/, sure: (reading) => taken(reading, findSql(reading.text)) },
  { names: /^url$/, sure: (reading) => reading.span(['url'])?.replace(/[.,;:!?)]+$/, '') },
  {
    names: /^query$/,
    sure: (reading) => {
      const found = findPromql(reading.text);
      return found && reading.isFree(found.start, found.end)
        ? taken(reading, found)
        : reading.span(['promql']);
    },
  },
  { names: /^function$/, sure: (reading) => taken(reading, findVrl(reading.text)) },
  {
    names: /^events$/,
    sure: readRecords,
  },
  {
    names: /^(?:password|new_password)$/,
    sure: (reading, { name }) => {
      const changed =
        name === 'new_password'
          ? reading.match(/\bpassword\b.*?\bto\s+["'`]?([^\s"'`@]*[^\s"'`.,;@])(?=[.,;"'`]?(?:\s|$))/di)
          : undefined;
      if (changed !== undefined) return changed;
      const found = reading.match(
        /\bpas+\w{0,3}w?r?o?r?d?\w*(?:\s+(?:is|to|be|of|should be|shall be)|\s*[:=])?\s+["'`]?([^\s"'`]*[^\s"'`.,;])/diu,
        /\bpw[:= ]+["'`]?([^\s"'`]*[^\s"'`.,;])/diu,
      );
      return found !== undefined && /[\d\W]/.test(found) && !found.includes('@') ? found : undefined;
    },
  },
  {
    names: /^settings$/,
    operations: /^StreamCreate$/,
    sure: (reading) => {
      const days = readDays(reading);
      return days === undefined ? undefined : { data_retention: days };
    },
  },
  {
    names:
      /^(?:old_password|change_password|hash|tabId|tabs|panels?|panel|nodes|edges|source|headers|method|data|settings|trigger_condition|query_condition|condition|frequency|is_real_time|category|setting_category|module|tags|cross_links|version|cache|asc|sort|sort_by|sort_order|filter|transType|trans_type|page_idx|offset|replace_failed|timed_annotations)$/,
  },
  {
    names: /^(?:body|text|message)$/,
    sure: (reading, slot) => {
      const json = slot.name === 'body' ? taken(reading, findJson(reading.text)) : undefined;
      if (json !== undefined) return json;
      const quoted = reading
        .freeUnits(['quoted'])
        .filter(({ text }) => slot.name !== 'body' || /\{|\s/.test(text));
      if (slot.name === 'body' && !/\bsubject\b/i.test(reading.text)) {
        const braces =
          quoted.find(({ text }) => text.includes('{')) ??
          quoted.find(({ start }) => SAYS.test(reading.text.slice(0, start)));
        if (braces) return reading.take(braces);
        return (
          textAfter(
            /\b(?:body|text|wording|content|message|say(?:s|ing)?|read(?:s|ing)?)(?:\s+(?:is|should be|to|as|be))?\s*[:=]\s*(\S.+)$/di,
          )(reading, slot) ??
          textAfter(/(?:[:]\s+|\btext (?:just|only)\s+)([^:]*\{\w+\}.*)$/di)(reading, slot)
        );
      }
      return reading.take(
        quoted.find(({ start }) =>
          /\b(?:text|message|say(?:s|ing)?|note)\b[^"'`,;]*$/i.test(reading.text.slice(0, start)),
        ),
      );
    },
  },
  {
    names: /^content$/,
    operations: /^LogsIngestionJson$/,
    sure: (reading) => readRecords(reading) ?? taken(reading, findJson(reading.text)),
  },
  {
    names: /^content$/,
    operations: /Enrichment/,
    sure: (reading) => {
      const csv = IS_CSV.exec(reading.request.trim())?.[1];
      const json = csv === undefined ? taken(reading, findJson(reading.text)) : undefined;
      if (csv !== undefined) {
        const start = reading.text.indexOf((csv.split(/\s/)[0] ?? csv).slice(0, 40));
        if (start >= 0) reading.use(start, reading.text.length);
      }
      return csv ?? json;
    },
  },
  {
    names: /^append$/,
    sure: ({ text }) =>
      /\b(?:ap+end\w*|add (?:it|them|these|this|the rows?) to|on top of|keep (?:the )?(?:old|existing))\b/i.test(
        text,
      )
        ? true
        : /\b(?:overwrit\w*|replac\w*|instead of (?:the|what)|from scratch)\b/i.test(text)
          ? false
          : undefined,
  },
];
