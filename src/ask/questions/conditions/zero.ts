import { hasTag, numberIn } from '../../language/tagged-words.ts';
import { stemOf } from '../../language/word-forms.ts';
import { isMeasure } from '../link/fields.ts';
import { type DraftReading, fieldsOf, isUnused, markUsed, measureIn } from './draft-reading.ts';
import type { Filter } from './filters.ts';

/** Names of numbers of which a record may have none. */
const COUNTS = new Set('count number total items quantity size rows records amount'.split(' '));
/** What people call the results of a search besides that. */
const RESULTS: ReadonlySet<string> = new Set(['hit', 'match', 'noth', 'empti', 'find']);
const NOTHING = /^(?:nothing|empty|nichts|leer|rien|vide|nada|vacio|vazio)$/;
/** "delivered no power": what a thing has or makes, and then none of it. */
const HAVE =
  /^(?:has|have|had|having|with|shows?|showed|showing|reads?|reported|delivered|delivers?|produced?|produces|generated?|generates|made|makes?|used|uses?|consumed?|sent|sends?|moved|drew|draws?|put)$/;
/** Words between "without" and what is not there. */
const MOST_BETWEEN = 2;

/** "searches without any result", "at zero power": records whose number is 0. */
export function zeroFilters(draft: DraftReading): Filter[] {
  const { words, taken } = draft.parsed;
  return words.flatMap((word, at): Filter[] => {
    const isNothing = !taken.has(at) && NOTHING.test(word.folded);
    if (taken.has(at) || !(hasTag(word, 'not') || numberIn(word) === 0 || isNothing)) return [];
    for (let index = isNothing ? at : at + 1; index <= at + 1 + MOST_BETWEEN; index++) {
      const noun = words[index];
      if (!noun || taken.has(index) || noun.kind !== 'word') return [];
      const stem = stemOf(noun.forms[0] ?? noun.folded);
      const span = draft.spans.find(({ from, to }) => from <= index && index <= to);
      const isNone = numberIn(word) === 0 || (word.folded === 'no' && HAVE.test(words[at - 1]?.folded ?? ''));
      const named = span && !isNothing && isNone ? measureIn(span, 0.7) : null;
      const field =
        named?.field ??
        fieldsOf(draft).find(
          (each) =>
            isMeasure(each) &&
            each.words.some((own) => COUNTS.has(own)) &&
            (each.stems.includes(stem) || (RESULTS.has(stem) && each.stems.includes('result'))),
        );
      if (field) {
        if (span && isUnused(draft, span)) markUsed(draft, span, 0.9);
        return [
          {
            condition: { kind: 'compare', field: field.name, operator: '=', value: 0 },
            from: at,
            to: index,
            isState: false,
          },
        ];
      }
      if (!hasTag(noun, 'stop word', 'exists', 'preposition')) return [];
    }
    return [];
  });
}
