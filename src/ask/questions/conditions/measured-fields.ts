import { isListRequest } from '../parse/list-requests.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import { US_PER } from '../../data/fields/unit-sizes.ts';
import { fold, stemOf } from '../../language/word-forms.ts';
import { isMeasure, withRole } from '../link/fields.ts';
import type { Span } from '../link/spans.ts';
import {
  type DraftReading,
  type FieldLink,
  fieldLinks,
  fieldsOf,
  isUnused,
  linkOf,
  measureIn,
} from './draft-reading.ts';

/** Words for money, in six languages. */
export const MONEY =
  /^(€+|\$+|£+|euros?|eur|usd|gbp|nok|sek|dkk|chf|cents?|dollars?|bucks|pounds?|quid|kron(?:er|or)|pesos|reais|francs|欧元|美元|money|revenue|spent|spend|spending|earn|earned|cost|costs|paid|worth|sales|turnover|income|business|invoiced|billed|charged|payouts?|refunds?|transferred|donated|takings|proceeds)$/;

/** Money by itself: no number of records is meant. */
export const MONEY_ALONE =
  /^(?:revenues?|turnover|income|earnings|takings|proceeds|umsatz|umsatze|erlos|einnahmen|revenus?|recettes?|ingresos?|facturacion|receitas?|faturamento|营收|收入|销售额|营业额)$/;

/** Superlatives that say what is measured. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  heaviest: ['weight', 'mass'],
  lightest: ['weight', 'mass'],
  hottest: ['temperature'],
  warmest: ['temperature'],
  coldest: ['temperature'],
  coolest: ['temperature'],
  fullest: ['level', 'usage', 'percent'],
  longest: ['duration', 'length', 'distance'],
  deepest: ['depth', 'length', 'backlog'],
  furthest: ['distance'],
  windiest: ['wind', 'windspeed'],
  calmest: ['wind', 'windspeed'],
  loudest: ['noise', 'loudness', 'volume'],
};

/** What a superlative or comparative such as `heaviest` and `windier` is about; undefined where it does not say. */
export const impliedBy = (word: string | undefined): readonly string[] | undefined =>
  word === undefined ? undefined : (IMPLIED[word] ?? IMPLIED[word.replace(/er$/, 'est')]);

/** The number that a superlative such as `heaviest` is about. */
export function impliedField(draft: DraftReading, at: number): FieldEntry | undefined {
  const words = impliedBy(draft.parsed.words[at]?.folded);
  return (
    words &&
    fieldsOf(draft).find((field) => isMeasure(field) && field.words.some((word) => words.includes(word)))
  );
}

const LENGTHS: readonly string[] = ['length', 'distance'];

/** The field with the length of the thing that the words name: `vehicle_length` for "the longest vehicle". Undefined for none. */
export function lengthNamed(draft: DraftReading, at: number): FieldEntry | undefined {
  if (!/^(?:longest|shortest)$/.test(draft.parsed.words[at]?.folded ?? '')) return undefined;
  const next = draft.spans.find(({ from }) => from > at && from - at <= 2);
  return next
    ? fieldLinks(next).find(
        ({ field }) => isMeasure(field) && field.words.some((word) => LENGTHS.includes(word)),
      )?.field
    : undefined;
}

/** Names of the number of a record that says by another field what it is a number of. */
const READINGS: ReadonlySet<string> = new Set(['value', 'reading', 'measurement', 'val', 'result']);

/** "highest troponin" where a record has a test `TROP` and a value: the value of what the words name. Undefined for no such number. */
export function readingOf(draft: DraftReading): FieldEntry | undefined {
  const isOfThing = draft.spans.some(
    (span) => isUnused(draft, span) && !span.isOptional && linkOf(span, 'value') !== null,
  );
  const readings = fieldsOf(draft).filter(
    (field) => field.type === 'decimal' && isMeasure(field) && field.words.some((word) => READINGS.has(word)),
  );
  return isOfThing && readings.length === 1 ? readings[0] : undefined;
}

/** Numbers whose names fit as well. */
const AS_WELL = 0.02;
const NAMED_TOO = 0.6;

/** Of numbers that a word names alike, the one that other words name too: of "scrap" and "pieces" the scrapped pieces. */
export function namedTwice(draft: DraftReading, span: Span, number: FieldLink): FieldLink {
  const alike = fieldLinks(span).filter(
    ({ field, score }) => isMeasure(field) && score >= number.score - AS_WELL,
  );
  const isNamedBeside = ({ field }: FieldLink) =>
    draft.spans.some(
      (other) =>
        other !== span && fieldLinks(other).some((link) => link.field === field && link.score >= NAMED_TOO),
    );
  return alike.length > 1 ? (alike.find(isNamedBeside) ?? number) : number;
}

/** The span with a number that is nearest to the word that asks for it. */
export function nearestNumber(
  draft: DraftReading,
  at: number,
  least = 0.55,
): { span: Span; field: FieldEntry; score: number } | null {
  const candidates = draft.spans
    .filter((span) => isUnused(draft, span))
    .flatMap((span) => {
      const best = measureIn(span, least);
      if (!best) return [];
      const link = namedTwice(draft, span, best);
      const gap = span.from > at ? span.from - at : at - span.to + 1.5;
      const value = linkOf(span, 'value');
      return value && value.score > link.score + 0.05
        ? []
        : [{ span, field: link.field, score: link.score, rank: link.score - 0.025 * gap }];
    });
  return candidates.sort((a, b) => b.rank - a.rank)[0] ?? null;
}

const ASKS_FOR_RECORDS = [
  'show',
  'records',
  'newest',
  'oldest',
  'which',
  'when',
  'values',
  'distinct',
  'who',
  'exists',
] as const;

const NAMED_IN_FULL = 0.9;

/** "revenue today", "tokens per model": a number that adds up and stands alone is added up. */
export function namedAlone(draft: DraftReading): { span: Span; field: FieldEntry; score: number } | null {
  const { parsed, spans } = draft;
  if (
    (parsed.isYesOrNo && !parsed.has('trend') && !parsed.has('than')) ||
    parsed.details !== null ||
    (isListRequest(parsed) && parsed.cues.every(({ kind }) => kind !== 'by' && kind !== 'each')) ||
    ASKS_FOR_RECORDS.some((tag) => parsed.has(tag))
  )
    return null;
  // "llm cost": the stream comes first, and says what the cost is of.
  const all = spans.filter(({ isOptional }) => !isOptional);
  const [lead] = all;
  const isOfStream =
    all.length > 1 && lead?.links[0]?.kind === 'stream' && lead.links[0].score >= NAMED_IN_FULL;
  const content = isOfStream ? all.slice(1) : all;
  // "compare the north with the south revenue": what is compared comes last.
  const isCompared = parsed.has('compare') || parsed.has('versus') || parsed.has('than');
  const span = isCompared
    ? content.find((each) => (measureIn(each, NAMED_IN_FULL)?.score ?? 0) > 0)
    : content[0];
  const link = span && isUnused(draft, span) ? measureIn(span, 0.6) : null;
  if (!span || !link || !isAdditive(link.field)) return null;
  const others = span.links.filter(({ kind }) => kind !== 'field').map(({ score }) => score);
  const isOwnWord = span.words.some(({ forms, folded }) =>
    link.field.stems.includes(stemOf(forms[0] ?? folded)),
  );
  if (!isOwnWord) return null;
  return link.score > Math.max(0, ...others) + 0.05 ? { span, field: link.field, score: link.score } : null;
}

/** A field that is a rate itself, such as the heart rate. */
export function namedRate(draft: DraftReading, at: number): { span: Span; field: FieldEntry } | null {
  const span = draft.spans.find(({ to }) => to === at - 1);
  const stems = span?.words.map(({ forms, folded }) => stemOf(forms[0] ?? folded)) ?? [];
  const field = fieldsOf(draft).find(
    (each) =>
      isMeasure(each) &&
      each.words.includes('rate') &&
      stems.length > 0 &&
      stems.every((stem) => each.stems.includes(stem)),
  );
  return span && field ? { span, field } : null;
}

/** The field with how long something took; undefined for none. */
export function durationField(draft: Pick<DraftReading, 'view'>): FieldEntry | undefined {
  const fields = fieldsOf(draft).filter(isMeasure);
  const timed = fields.filter(({ unit, unitFrom }) => unitFrom === 'name' && unit !== null && unit in US_PER);
  return (
    fields.find(({ roles }) => roles[0] === 'duration') ??
    fields.find(({ roles }) => roles.includes('duration')) ??
    (timed.length === 1 ? timed[0] : undefined)
  );
}

/** The field with a sum of money or another amount; undefined for none. */
export const amountField = (draft: DraftReading): FieldEntry | undefined => {
  const fields = fieldsOf(draft).filter(isMeasure);
  const amounts = fields.filter(
    ({ roles, unit }) => roles[0] === 'amount' || unit === 'currency' || unit === 'cents',
  );
  const stems = draft.parsed.words.map(({ forms, folded }) => stemOf(forms[0] ?? folded));
  // "what was paid", where fields for billed, paid and adjusted amounts exist.
  const named = amounts.filter((field) => field.stems.some((stem) => stems.includes(stem)));
  if (amounts.length > 1 && named.length === 1) return named[0];
  return withRole(fields, 'amount') ?? amounts[0];
};

const DATA =
  /\b(?:data|traffic|bandwidth|bytes|[kmgt]b|gigabytes|megabytes|datos|dados|donnees|daten|datenvolumen|download\w*|upload\w*|telecharg\w*|descarg\w*|baix\w*|heruntergeladen)\b|流量|数据/;
const RECEIVED = [
  'down',
  'download',
  'downloaded',
  'received',
  'in',
  'rx',
  'input',
  'incoming',
  'downstream',
];
const SENT = ['up', 'upload', 'uploaded', 'sent', 'out', 'tx', 'output', 'outgoing', 'upstream'];

/** "who downloaded the most data": bytes, of the direction that the words say. */
export function bytesField(draft: DraftReading): FieldEntry | undefined {
  const text = fold(draft.parsed.request);
  if (!DATA.test(text)) return undefined;
  const fields = fieldsOf(draft).filter((field) => isMeasure(field) && field.roles[0] === 'bytes');
  const wanted = /upload|hochgeladen|subido|envi/.test(text) ? SENT : RECEIVED;
  return fields.find(({ words }) => words.some((word) => wanted.includes(word))) ?? fields[0];
}

const ADDED = new Set(
  'consumption energy kwh volume quantity cost price revenue total traffic rainfall yield production distance consumed produced sold used tokens token downtime passenger passengers guest guests visitor visitors participant participants attendee attendees viewer viewers seat seats night nights vote votes view views click clicks'.split(
    ' ',
  ),
);

/** A number that makes sense added up. */
export const isAdditive = ({ roles, words, unit }: FieldEntry) =>
  ['amount', 'quantity', 'bytes'].includes(roles[0] ?? '') ||
  unit === 'currency' ||
  unit === 'cents' ||
  words.some((word) => ADDED.has(word));
