import { plainRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import type { Json } from '../http/search-body.ts';
import { bodyWith, checkName, checkVariant, textIn } from '../objects/body.ts';
import { sortedBy } from '../objects/objects.ts';
import { DEFAULT_ORGANIZATION, type World } from '../objects/world.ts';

/** A message template as it is read. */
export interface Template {
  readonly name: string;
  readonly body: string;
  readonly isDefault: boolean | null;
  readonly isPrebuilt: boolean;
  readonly type: string;
  readonly title: string;
}

const KIND = 'templates';

/** Those of organization `default` belong to every other one too. */
export function findTemplate({ objects }: World, organization: string, name: string) {
  const holder = [organization, DEFAULT_ORGANIZATION]
    .map((owner) => objects.of<Template>(owner, KIND))
    .find((templates) => templates.has(name));
  return holder && { holder, template: holder.get(name) as Template };
}

/** Templates that are there from the start; nobody but root may change them. */
export function addBuiltInTemplates({ objects }: World, templates: readonly Template[]): void {
  const kept = objects.of<Template>(DEFAULT_ORGANIZATION, KIND);
  for (const template of templates) kept.set(template.name, template);
}

/** Routes of templates of alerts. */
export function templateRoutes(world: World): Route[] {
  const { objects, ids, root } = world;
  const notFound = () => plainRefusal(404, 'Template not found');

  function read(given: Json): Pick<Template, 'body' | 'type' | 'title'> {
    checkVariant(given.type, ['http', 'email', 'sns'], 'type: ');
    const text = textIn(given, 'body');
    const type = textIn(given, 'type') || 'http';
    const title = textIn(given, 'title');
    const refuse = (message: string) => plainRefusal(400, message);
    if (text === '') throw refuse('Template body cannot be empty');
    if (type === 'email' && title === '') throw refuse('Email Template cannot have empty title');
    return { body: text, type, title };
  }

  async function create({ path: { org = '' }, body }: Call) {
    const given = bodyWith(await body());
    const name = textIn(given, 'name');
    if (name === '') throw plainRefusal(400, 'Template name cannot be empty');
    checkName(name, 'Template', /[:#?&%/\s'"]/, `':', '#', '?', '&', '%', '/', quotes and space characters`);
    const rest = read(given);
    if (findTemplate(world, org, name)) throw plainRefusal(400, 'Template with the same name already exists');
    objects
      .of<Template>(org, KIND)
      .set(name, { name, isDefault: org === DEFAULT_ORGANIZATION, isPrebuilt: false, ...rest });
    return { code: 200, message: 'Template saved', id: ids.ksuid(), name };
  }

  /** The template to be changed. @throws {Refusal} 404, or 403 for a built-in one */
  function changeable({ path: { org = '', name = '' }, caller }: Call) {
    const found = findTemplate(world, org, name);
    if (!found) throw notFound();
    if (found.template.isPrebuilt && caller !== root)
      throw plainRefusal(
        403,
        `Template '${name}' is a system prebuilt template and cannot be modified or deleted. Create a copy with a different name to customize it.`,
      );
    return found;
  }

  async function update(call: Call) {
    const rest = read(bodyWith(await call.body()));
    const { holder, template } = changeable(call);
    holder.set(template.name, { ...template, ...rest });
    return { code: 200, message: 'Template updated' };
  }

  function remove(call: Call) {
    const { org = '', name = '' } = call.path;
    const { holder } = changeable(call);
    const using = (kind: string) =>
      [...objects.of<{ name: string; template?: string }>(org, kind).values()].find(
        ({ template }) => template === name,
      );
    const destination = using('destinations');
    if (destination) throw plainRefusal(409, `Template is in use for destination ${destination.name}`);
    const alert = using('alerts');
    if (alert) throw plainRefusal(400, `Template is in use for alert ${alert.name}`);
    holder.delete(name);
    return { code: 200, message: 'Template deleted' };
  }

  const BASE = '/api/:org/alerts/templates';
  return [
    [
      'GET',
      BASE,
      ({ path: { org = '' } }) =>
        sortedBy(
          new Set(
            [DEFAULT_ORGANIZATION, org].flatMap((owner) => [...objects.of<Template>(owner, KIND).values()]),
          ),
          ({ name }) => name,
        ),
    ],
    ['POST', BASE, create],
    [
      'GET',
      `${BASE}/system/prebuilt`,
      () =>
        [...objects.of<Template>(DEFAULT_ORGANIZATION, KIND).values()].filter(({ isPrebuilt }) => isPrebuilt),
    ],
    [
      'GET',
      `${BASE}/:name`,
      ({ path: { org = '', name = '' } }) => {
        const found = findTemplate(world, org, name);
        if (!found) throw notFound();
        return found.template;
      },
    ],
    ['PUT', `${BASE}/:name`, update],
    ['DELETE', `${BASE}/:name`, remove],
  ];
}
