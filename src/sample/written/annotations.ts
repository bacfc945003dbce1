import { plainRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { objectOf } from '../http/search-body.ts';
import { bodyWith, listIn, textIn } from '../objects/body.ts';
import type { World } from '../objects/world.ts';

interface Annotation {
  readonly annotation_id: string;
  /** Microseconds; null where it is a moment. */
  readonly start_time: number;
  readonly end_time: number | null;
  readonly title: string;
  readonly text: string | null;
  readonly tags: readonly unknown[];
  readonly panels: readonly unknown[];
}

const refuse = (message: string) => plainRefusal(400, message);

function read(given: unknown, annotation_id: string): Annotation {
  const body = objectOf(given, '');
  const title = textIn(body, 'title');
  if (title === '') throw refuse('title cannot be empty');
  const start_time = Number(body.start_time);
  const end_time = body.end_time === undefined || body.end_time === null ? null : Number(body.end_time);
  if (end_time !== null && end_time <= start_time) throw refuse('end time must be greater than start time');
  return {
    annotation_id,
    start_time,
    end_time,
    title,
    text: typeof body.text === 'string' ? body.text : null,
    tags: listIn(body, 'tags'),
    panels: listIn(body, 'panels'),
  };
}

/** Routes of annotations of dashboards. */
export function annotationRoutes({ objects, ids }: World): Route[] {
  /** The annotations of a dashboard. @throws {Refusal} 404 */
  function of({ path: { org = '', id = '' } }: Call) {
    if (!objects.of(org, 'dashboards').has(id)) throw plainRefusal(404, 'dashboard not found');
    return objects.of<Annotation>(org, `annotations of ${id}`);
  }

  function list(call: Call) {
    const [start, end] = ['start_time', 'end_time'].map((name) => Number(call.query.get(name) ?? Number.NaN));
    if (start === undefined || end === undefined || Number.isNaN(start + end))
      throw refuse('Error parsing query parameters');
    if (start >= end) throw refuse('start time must be less than end time');
    const panels = (call.query.get('panels') ?? '').split(',').filter((panel) => panel !== '');
    return [...of(call).values()]
      .filter(
        (annotation) =>
          annotation.start_time < end && (annotation.end_time ?? annotation.start_time) >= start,
      )
      .filter(
        (annotation) =>
          panels.length === 0 ||
          annotation.panels.length === 0 ||
          panels.some((panel) => annotation.panels.includes(panel)),
      )
      .sort((a, b) => b.start_time - a.start_time);
  }

  async function create(call: Call) {
    const body = bodyWith(await call.body(), 'timed_annotations');
    const annotations = listIn(body, 'timed_annotations').map((given) => read(given, ids.ksuid()));
    if (annotations.length === 0) throw refuse('timed_annotations cannot be empty');
    const kept = of(call);
    for (const annotation of annotations) kept.set(annotation.annotation_id, annotation);
    return annotations;
  }

  async function update(call: Call) {
    const id = call.path.annotation ?? '';
    const annotation = read(await call.body(), id);
    if (!of(call).has(id)) throw plainRefusal(500, 'Failed to update timed annotations');
    of(call).set(id, annotation);
    return annotation;
  }

  async function remove(call: Call) {
    const wanted = listIn(bodyWith(await call.body(), 'annotation_ids'), 'annotation_ids').map(String);
    if (wanted.length === 0) throw refuse('annotation_ids cannot be empty');
    const gone = wanted.filter((id) => of(call).delete(id));
    if (gone.length === 0) throw plainRefusal(500, 'Failed to delete timed annotations');
    return '';
  }

  async function takeOffPanels(call: Call) {
    const panels = (await call.body()) as readonly unknown[];
    if (panels.length === 0) throw refuse('panels cannot be empty');
    const id = call.path.annotation ?? '';
    const annotation = of(call).get(id);
    if (annotation)
      of(call).set(id, {
        ...annotation,
        panels: annotation.panels.filter((panel) => !panels.includes(panel)),
      });
    return '';
  }

  const BASE = '/api/:org/dashboards/:id/annotations';
  return [
    ['GET', BASE, list],
    ['POST', BASE, create],
    ['DELETE', BASE, remove],
    ['PUT', `${BASE}/:annotation`, update],
    ['DELETE', `${BASE}/panels/:annotation`, takeOffPanels],
  ];
}
