import { nearestNames } from '../nearest.ts';
import type { Candidate, Router } from './types.ts';

/** Finds tools whose titles are like the words. It is never sure of one, so that it only shows candidates. */
export async function loadRouter(): Promise<Router> {
  const shortlist: Router['shortlist'] = (request, view, count) => {
    const titles = view.rows.map((row) => row.title);
    return nearestNames(request, titles, count).flatMap((title): Candidate[] => {
      const row = view.rows.find((each) => each.title === title);
      return row ? [{ row, score: 0 }] : [];
    });
  };
  return {
    shortlist,
    fill: () => ({ arguments: {}, missing: [] }),
    route(request, view) {
      const candidates = shortlist(request, view, 5);
      const none = candidates.length === 0;
      return {
        decision: none ? 'decline' : 'candidates',
        row: null,
        confidence: 0,
        candidates,
        arguments: {},
        missing: [],
        steps: [request],
        reason: none
          ? 'No tool has a title like these words.'
          : 'Several tools have titles like these words.',
      };
    },
  };
}
