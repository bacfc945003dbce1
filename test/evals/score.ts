import type { Route, Router } from '../../src/ask/types.ts';
import type { View } from '../../src/catalog/catalog.ts';
import { NONE, type Sentence } from './sentences.ts';

/** What became of one sentence. */
export interface Scored {
  readonly sentence: Sentence;
  readonly route: Route;
  readonly first: string;
  readonly isFirst: boolean;
  readonly isAmongFive: boolean;
  readonly isDeclined: boolean;
  /** A destructive operation came first, and another was meant. */
  readonly isWronglyDestructive: boolean;
  readonly slots: { readonly right: number; readonly wrong: number; readonly lacking: number };
  readonly asksRight: boolean;
  readonly isCutRight: boolean;
  readonly tookMs: number;
}

/** Values compare by what they say: case, quotes and brackets do not count. */
const plain = (value: unknown) =>
  JSON.stringify(value)
    .toLowerCase()
    .replaceAll(/["'`[\]]/g, '');

/** Times by the clock or the calendar, which the labels leave out, count neither way. */
const isCalendarTime = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);

function slotsOf(found: Readonly<Record<string, unknown>>, wanted: Readonly<Record<string, unknown>>) {
  const isRight = (name: string) =>
    name in found && name in wanted && plain(found[name]) === plain(wanted[name]);
  return {
    right: Object.keys(wanted).filter(isRight).length,
    wrong: Object.keys(found).filter(
      (name) => !isRight(name) && (name in wanted || !isCalendarTime(found[name])),
    ).length,
    lacking: Object.keys(wanted).filter((name) => !isRight(name)).length,
  };
}

/** Slots and questions are judged for the operation that is meant, also where another came first. */
function filled(router: Router, view: View, { request, operation }: Sentence, route: Route) {
  const row = view.rows.find((each) => each.operationId === operation);
  if (!row) return { arguments: {}, missing: [] };
  return route.row === row ? route : router.fill(request, row);
}

export function score(router: Router, view: View, sentence: Sentence): Scored {
  const startMs = performance.now();
  const route = router.route(sentence.request, view);
  const tookMs = performance.now() - startMs;
  const first = route.row?.operationId ?? NONE;
  const right = [sentence.operation, ...sentence.also];
  const { arguments: args, missing } = filled(router, view, sentence, route);
  const names = (list: readonly string[]) => [...list].sort().join();
  return {
    sentence,
    route,
    first,
    isFirst: right.includes(first),
    isAmongFive: route.candidates.some(({ row }) => right.includes(row.operationId)),
    isDeclined: route.decision === 'decline',
    isWronglyDestructive: route.row?.access === 'destructive' && !right.includes(first),
    slots: slotsOf(args, sentence.arguments),
    asksRight: names(missing.map(({ name }) => name)) === names(sentence.missing),
    isCutRight: route.steps.length === Math.max(1, sentence.steps.length),
    tookMs,
  };
}
