import type { Link } from './link.ts';
import type { Span } from './spans.ts';
import { stateOf } from './states.ts';
import type { StreamView } from './stream-view.ts';

type StateLink = Extract<Link, { kind: 'state' }>;

/** How sure it is that what succeeded is all that no error was written for. */
const GUESSED = 0.68;

/** The state of a failure that a level tells, such as `level = error`. */
function failureOf({ links }: Span, { fields }: StreamView): StateLink | null {
  const [link] = links.filter((each) => each.kind === 'state');
  if (link?.kind !== 'state' || (link.state !== 'error' && link.state !== 'failure')) return null;
  const { condition } = link;
  const isLevel =
    condition.kind === 'in' &&
    !condition.not &&
    fields.some(({ field }) => field.name === condition.field && field.roles[0] === 'level');
  return isLevel ? link : null;
}

/** The same spans, with "succeeded" beside "failed" as the records without an error, where a log tells errors by their level alone. */
export function linkOpposites(spans: readonly Span[], view: StreamView): Span[] {
  const failure = spans.map((span) => failureOf(span, view)).find((link) => link !== null);
  return spans.map((span) => {
    const [word] = span.words;
    const isSuccess = word !== undefined && stateOf(word.forms[0] ?? word.folded) === 'success';
    if (!isSuccess || !failure || failure.condition.kind !== 'in' || span.links.length > 0) return span;
    const condition = { ...failure.condition, not: true };
    return { ...span, links: [{ kind: 'state', state: 'success', condition, score: GUESSED }] };
  });
}
