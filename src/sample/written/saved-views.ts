import { plainRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import type { Json } from '../http/search-body.ts';
import { bodyWith, textIn } from '../objects/body.ts';
import { sortedBy } from '../objects/objects.ts';
import type { World } from '../objects/world.ts';

interface View {
  readonly org_id: string;
  readonly data: unknown;
  readonly view_id: string;
  readonly view_name: string;
}

/** Routes of saved views. */
export function savedViewRoutes({ objects, ids }: World): Route[] {
  const inOrganization = (org: string) => objects.of<View>(org, 'savedviews');
  const shown = ({ data: _, ...view }: View) => view;

  function existing({ path: { org = '', id = '' } }: Call): View {
    const view = inOrganization(org).get(id);
    if (!view) throw plainRefusal(400, `DbError# key /organization/savedviews/${org}/${id} does not exist`);
    return view;
  }

  function read(org: string, id: string, body: Json): View {
    const name = textIn(body, 'view_name');
    const isTaken = [...inOrganization(org).values()].some(
      (view) => view.view_id !== id && view.view_name.toLowerCase() === name.toLowerCase(),
    );
    if (isTaken)
      throw plainRefusal(400, `Error# Saved view with name '${name}' already exists in this organization`);
    return { org_id: org, data: body.data, view_id: id, view_name: name };
  }

  async function create({ path: { org = '' }, body }: Call) {
    const view = read(org, ids.ksuid(), bodyWith(await body(), 'data', 'view_name'));
    inOrganization(org).set(view.view_id, view);
    return shown(view);
  }

  async function update(call: Call) {
    const body = bodyWith(await call.body(), 'data', 'view_name');
    const { org_id, view_id } = existing(call);
    const view = read(org_id, view_id, body);
    inOrganization(org_id).set(view_id, view);
    return view;
  }

  const BASE = '/api/:org/savedviews';
  return [
    [
      'GET',
      BASE,
      ({ path: { org = '' } }) => ({
        views: sortedBy(inOrganization(org).values(), ({ view_id }) => view_id).map(shown),
      }),
    ],
    ['POST', BASE, create],
    ['GET', `${BASE}/:id`, existing],
    ['PUT', `${BASE}/:id`, update],
    [
      'DELETE',
      `${BASE}/:id`,
      ({ path: { org = '', id = '' } }) => {
        inOrganization(org).delete(id);
        return { org_id: org, view_id: id };
      },
    ],
  ];
}
