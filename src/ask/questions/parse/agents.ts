import type { TaggedWord } from '../../language/tagged-words.ts';

/** What is done to someone: "by" after it names what does it, and no groups. */
const SUFFERS =
  /^(?:hit|struck|affected|impacted|harmed|hurt|disrupted|interrupted|bothered|troubled|touche[es]?s?|affectee?s?|impactee?s?|afectad[oa]s?|impactad[oa]s?|afetad[oa]s?|atingid[oa]s?|perjudicad[oa]s?|prejudicad[oa]s?)$/;
const BY = /^(?:by|par|por)$/;
/** Words such as "the most" and "very badly" that may stand between. */
const MOST_BETWEEN = 2;

/** The places of "affected" and "by" in "affected most by failed payments", where "by" names what does it. */
export const agentsIn = (words: readonly TaggedWord[]): number[] =>
  words.flatMap(({ folded }, at) => {
    if (!BY.test(folded)) return [];
    const first = Math.max(0, at - MOST_BETWEEN - 1);
    const verb = words.slice(first, at).findIndex((word) => SUFFERS.test(word.folded));
    return verb < 0 ? [] : [first + verb, at];
  });
