import { fold, splitIntoParts, stemOf } from '../../language/word-forms.ts';
import { type DraftReading, markUsed } from './draft-reading.ts';
import type { Filter } from './filters.ts';

/** From here on the query says what words mean by itself. */
const SAID = 0.5;
const SHARED = 0.75;

/** "did we plan more tours" of messages "tour planned": words that stand in every message which another word asks for add nothing to it. */
export function markSharedText(draft: DraftReading, filters: readonly Filter[]): void {
  for (const { condition } of filters) {
    if (condition.kind !== 'contains' || condition.not) continue;
    const field = draft.view.fields.find(({ field: { name } }) => name === condition.field)?.field;
    const texts = (field?.values ?? []).filter(({ value }) => fold(value).includes(fold(condition.text)));
    const stems = texts.map(({ value }) => new Set(splitIntoParts(value).map(stemOf)));
    if (stems.length === 0) continue;
    for (const span of draft.spans) {
      const own = span.words.map(({ forms, folded }) => stemOf(forms[0] ?? folded));
      if ((draft.used.get(span) ?? 0) < SAID && stems.every((text) => own.every((stem) => text.has(stem))))
        markUsed(draft, span, SHARED);
    }
  }
}
