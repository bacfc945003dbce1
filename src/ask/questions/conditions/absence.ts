import type { FieldEntry } from '../../data/fields/field.ts';
import { withRole } from '../link/fields.ts';
import type { Span } from '../link/spans.ts';
import { type DraftReading, fieldLinks, fieldsOf, isUnused, linkOf, markUsed } from './draft-reading.ts';
import { type Filter, isNegated } from './filters.ts';

/** From here on words name a field. */
const NAMED = 0.6;
/** Words before a field that is empty. "not" is none of them: it excludes a value. */
const WITHOUT = /^(?:without|w\/o|lacking|lacks?|missing|ohne|sans|sin|sem|没有|无|缺少)$/;
/** "no" means an empty field only after a form of "have": "that have no user", but not "because there was no car". */
const NO = /^(?:no|kein|keine|keinen|keiner|keinem|aucune?|ningun|ninguna|nenhuma?)$/;
const HAVE =
  /^(?:have|has|had|having|with|contain|contains|haben|hat|hatten|hatte|mit|ont|a|avec|tienen|tiene|con|tem|com)$/;
const NEGATIVE = /^(?:false|no|n|0|none|off|nein)$/i;
const IS_EMPTY =
  /^(?:missing|empty|null|blank|absent|unset|leer|fehlt|fehlend|vide|absent|manquant|vacio|vacia|nulo|vazio|ausente|为空|缺失)$/;
const ID_ROLES = ['trace id', 'span id', 'order id', 'request id'] as const;
/** From here on words name the records of the stream themselves. */
const NAMED_STREAM = 0.8;
/** Words between the "without" and what is not there. */
const MOST_BETWEEN = 3;

/** The field that a span names, and no value or stream of that name; null for none. */
function namedField(span: Span): { field: FieldEntry; score: number } | null {
  const [link] = fieldLinks(span);
  const other = Math.max(linkOf(span, 'value')?.score ?? 0, linkOf(span, 'state')?.score ?? 0);
  return link && link.score >= NAMED && link.score > other ? link : null;
}

/** "without a trace id", "that have no user", "user_id is missing": records in which a field is not filled. */
export function absenceFilters(draft: DraftReading): Filter[] {
  const { words, taken } = draft.parsed;
  return draft.spans.flatMap((span): Filter[] => {
    if (!isUnused(draft, span) || span.isOptional) return [];
    const before = words.slice(Math.max(0, span.from - 1 - MOST_BETWEEN), span.from);
    const isWithout =
      isNegated(draft, span.from) &&
      before.some(
        ({ folded, index }) =>
          !taken.has(index) &&
          (WITHOUT.test(folded) || (NO.test(folded) && HAVE.test(words[index - 1]?.folded ?? ''))),
      );
    // "which hour had no orders": none of the records, and no field of them that is empty.
    const [link] = fieldLinks(span);
    if (isWithout && link && (linkOf(span, 'stream')?.score ?? 0) >= Math.max(NAMED_STREAM, link.score - 0.1))
      return [];
    const isEmpty = words
      .slice(span.to + 1, span.to + 1 + MOST_BETWEEN)
      .some((word) => !taken.has(word.index) && IS_EMPTY.test(word.folded));
    if (!isWithout && !isEmpty) return [];
    // "id" alone is a word of the language: "trace id" is the ID of the trace.
    const next = words[span.to + 1];
    const isOfId = next?.folded === 'id' || next?.folded === 'ids';
    const role = ID_ROLES.find((each) => isOfId && each === `${span.words.at(-1)?.forms[0] ?? ''} id`);
    const field = (role && withRole(fieldsOf(draft), role)) ?? namedField(span)?.field;
    if (!field) return [];
    markUsed(draft, span, 0.9);
    // Where the field says yes or no, without is no.
    const negative = (field.values ?? []).map(({ value }) => value).filter((value) => NEGATIVE.test(value));
    const isYesOrNo = field.type === 'boolean' || negative.length > 0;
    return [
      {
        condition: isYesOrNo
          ? { kind: 'in', field: field.name, values: negative.length > 0 ? negative : ['false'], not: false }
          : { kind: 'exists', field: field.name, not: true },
        from: span.from,
        to: span.to,
        isState: false,
      },
    ];
  });
}
