import { listFrom } from './lists.ts';
import { afterCue, besideNoun, nounsOf, objectOfVerb, statedAsName } from './names.ts';
import { isGenericNoun } from '../text/plain-words.ts';
import { anyName } from './any-name.ts';
import { withWholeRun } from './name-units.ts';
import type { Reading, Unit } from './reading.ts';
import { isNew, type ReadSlot, type Slot, type SlotReader } from './slot.ts';

/** Kinds of words that are a name by their form. */
export const NAMES: ReadonlyArray<Unit['kind']> = ['quoted', 'identifier', 'id', 'capitals', 'code'];
/** Kinds of words that are an ID by their form. */
export const IDS: ReadonlyArray<Unit['kind']> = ['id', 'code', 'identifier', 'number'];

/** A free identifier that follows these words. */
export const afterUnit = (reading: Reading, lead: RegExp) =>
  reading.freeUnits(IDS).find(({ start }) => lead.test(reading.text.slice(0, start)));

/** A name beside its noun, else the only thing that looks like a name. */
export const readName = (entity: string, isId = false): Pick<SlotReader, 'sure' | 'loose'> => ({
  sure: (reading, slot) => {
    const beside = (isId ? ownId(reading) : undefined) ?? besideNoun(reading, { entity, isId });
    const identifier = (slot.entity === entity ? ownId(reading) : undefined) ?? reading.freeUnits(['id'])[0];
    return reading.take(beside && identifier && /^[\p{Ll} ]+$/u.test(beside.text) ? identifier : beside);
  },
  loose: (reading, slot) => {
    const { isAsked } = slot;
    if (!isAsked && !(slot.entity === entity && slot.action !== 'list')) return undefined;
    if (isId) return reading.take(anyId(reading));
    return reading.take(
      (slot.entity === entity ? ownId(reading) : undefined) ??
        statedAsName(reading) ??
        anyName(reading, NAMES, entity, isAsked ? 3 : 2) ??
        objectOfVerb(reading) ??
        (isAsked ? anyName(reading, NAMES, entity) : undefined),
    );
  },
});

/** What is said to be the id. */
const ownId = (reading: Reading) => afterUnit(reading, /(?:\b|_)ids?(?:\s+is|\s*[:=])?\s+#?$/i);

/** What has the form of an identifier, rather with digits. */
export const anyId = (reading: Reading) => {
  const free = reading.freeUnits(IDS).filter(({ kind, text }) => kind !== 'number' || /^\d+$/.test(text));
  return (
    afterUnit(reading, /\bids?(?:\s+is|\s*[:=])?\s+#?$/i) ??
    free.find(({ kind, text }) => kind !== 'number' && /\d/.test(text)) ??
    free[0]
  );
};

/** What lies somewhere is not where it lies. */
export const unlessPlace = (reading: Reading, unit: Unit | undefined) =>
  unit && /\b(?:on|in|into|under)\s+(?:the\s+|our\s+)?["'`]?$/i.test(reading.text.slice(0, unit.start))
    ? undefined
    : unit;

/** The same for several: `a, b and c`. */
export const readNames = (entity: string, isId = false): Pick<SlotReader, 'sure' | 'loose'> => {
  const takeAll = (reading: Reading, unit: Unit | undefined) =>
    unit ? listFrom(reading, unit).map((each) => reading.take(each) as string) : undefined;
  return {
    sure: (reading) =>
      takeAll(reading, (isId ? ownId(reading) : undefined) ?? besideNoun(reading, { entity, isId })),
    loose: (reading, { isAsked }) =>
      isAsked
        ? takeAll(
            reading,
            isId
              ? anyId(reading)
              : (unlessPlace(reading, anyName(reading, NAMES, entity)) ?? objectOfVerb(reading)),
          )
        : undefined,
  };
};

/** What may stand after a noun, and is no name: what goes on with the sentence, and states of the thing. */
const NO_NAME =
  /^(?:please|pls|plz|thanks?|now|today|tonight|again|here|there|too|also|only|just|asap|anyway|instead|new|one|for|with|without|and|or|but|so|in|on|to|of|from|at|by|via|as|into|over|under|above|below|per|about|like|than|when|if|once|whenever|that|which|who|whose|where|while|until|since|because|it|is|are|was|has|have|should|must|can|will|called|named|titled|based|off|disabled|enabled|muted|inactive|active|paused|daily|weekly|monthly|hourly|\w+ing)$/i;
const A_NEW = /\b(?:an?|another|the new)\s+(?:[\w-]+\s+){0,2}$/i;

/** A word right after the noun, where the words end or go on: `a folder team`, though a team is no name elsewhere. */
function wordAfter(reading: Reading, { entity }: Slot): Unit | undefined {
  const { tokens } = reading;
  return nounsOf(reading, entity).flatMap((noun): Unit[] => {
    const token = tokens[noun.end];
    const [head] = tokens.slice(noun.end - 1);
    if (!token || !head || reading.gap(noun.end) !== ' ' || /^\p{Lu}/u.test(reading.rawOf(head))) return [];
    const text = reading.rawOf(token);
    const isClosed = /^\s*(?:$|[.,;!?]|(?:for|in|on|with|to|and|at|when|if|that|now|please)\b)/i.test(
      reading.text.slice(token.end),
    );
    const first = tokens[noun.start];
    const isName =
      /^\p{Lu}/u.test(text) || (first !== undefined && A_NEW.test(reading.text.slice(0, first.start)));
    if (!isClosed || !isName || !/^\p{L}[\p{L}\p{N}-]+$/u.test(text) || NO_NAME.test(text)) return [];
    if (/^\p{Ll}+ly$/u.test(text) || isGenericNoun(text)) return [];
    const { start, end } = token;
    return [{ kind: 'capitals', text, start, end, first: noun.end, next: noun.end + 1 }];
  })[0];
}

/** The name of what the operation makes, or of what it is about. */
export const readOwnName: ReadSlot = (reading, slot) => {
  if (slot.action === 'list') return undefined;
  const beside = besideNoun(reading, { entity: slot.entity }, isNew(slot));
  const said = statedAsName(reading);
  const stated = said && isNew(slot) ? withWholeRun(reading, said) : said;
  const kept = isNew(slot)
    ? afterCue(reading, /\b(?:save|keep|store|put|bookmark|remember|register)\b[^.,]{0,40}\bas\s+/gi, 2)
    : undefined;
  const isFirst = beside?.kind === 'quoted' && beside.start < (stated?.start ?? 0);
  const best =
    isNew(slot) && !isFirst ? (stated ?? beside ?? kept ?? wordAfter(reading, slot)) : (beside ?? stated);
  return best && reading.isFree(best.start, best.end) ? reading.take(best) : undefined;
};
