import { plainRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import type { Json } from '../http/search-body.ts';
import { checkDestinationUrl } from '../objects/addresses.ts';
import { bodyWith, checkName, checkVariant, listIn, textIn } from '../objects/body.ts';
import { sortedBy } from '../objects/objects.ts';
import { findTemplate } from './templates.ts';
import type { World } from '../objects/world.ts';

interface Destination extends Json {
  readonly name: string;
  /** `alert` or `pipeline`, which no answer shows. */
  readonly module: string;
}

const KIND = 'destinations';
/** Kinds that bring a built-in template along. */
const WITH_TEMPLATE = ['slack', 'msteams', 'pagerduty', 'discord', 'webhook', 'opsgenie', 'servicenow'];

const shown = ({ module: _, ...destination }: Destination) => destination;
const given = (body: Json, ...fields: readonly string[]) =>
  Object.fromEntries(
    fields.filter((field) => (body[field] ?? null) !== null).map((field) => [field, body[field]]),
  );

/** Routes of destinations of alerts. */
export function destinationRoutes(world: World): Route[] {
  const { objects, ids } = world;
  const inOrganization = (org: string) => objects.of<Destination>(org, KIND);
  const refuse = (message: string) => plainRefusal(400, message);
  const notFound = () => plainRefusal(404, 'Destination not found');

  /** The template that is stored: one that does not exist is dropped without a word. */
  function templateOf(org: string, body: Json): string | null {
    const named = textIn(body, 'template');
    if (named !== '') return findTemplate(world, org, named) ? named : null;
    const kind = textIn(body, 'destination_type_name');
    if (kind === '') throw refuse('Alert destination must have a template');
    if (!WITH_TEMPLATE.includes(kind)) throw refuse(`Prebuilt template not found for type: ${kind}`);
    return `prebuilt_${kind}`;
  }

  function checkType(type: string, body: Json): void {
    if (type === 'email') {
      if (listIn(body, 'emails').length === 0)
        throw refuse('Email destination must have at least one email recipient');
      throw refuse('Email destination must have SMTP configured');
    }
    if (type === 'sns') {
      if (textIn(body, 'sns_topic_arn') === '' || textIn(body, 'aws_region') === '')
        throw refuse('SNS destination must have Topic ARN and Region');
      return;
    }
    if (textIn(body, 'url') === '') throw refuse('HTTP destination must have a url');
    checkDestinationUrl(textIn(body, 'url'));
  }

  function read(org: string, name: string, module: string, body: Json): Destination {
    checkVariant(body.method, ['post', 'put', 'get'], 'method: ');
    checkVariant(body.type, ['http', 'email', 'sns'], 'type: ');
    if (name === '') throw refuse('Destination name cannot be empty');
    checkName(
      name,
      'Destination',
      /[:#?&%/\s'"]/,
      `':', '#', '?', '&', '%', '/', quotes and space characters`,
    );
    const type = textIn(body, 'type') || 'http';
    checkType(type, body);
    const template = module === 'pipeline' ? null : templateOf(org, body);
    return {
      name,
      module,
      url: textIn(body, 'url'),
      method: body.method ?? 'post',
      skip_tls_verify: body.skip_tls_verify ?? false,
      ...given(body, 'headers', 'sns_topic_arn', 'aws_region', 'output_format', 'destination_type_name'),
      ...(template === null ? {} : { template }),
      emails: listIn(body, 'emails'),
      type,
      metadata: body.metadata ?? {},
    };
  }

  function existing({ path: { org = '', name = '' } }: Call): Destination {
    const found = inOrganization(org).get(name);
    if (!found) throw notFound();
    return found;
  }

  async function create({ path: { org = '' }, query, body: bodyOf }: Call) {
    const body = bodyWith(await bodyOf());
    const destination = read(org, textIn(body, 'name'), query.get('module') ?? 'alert', body);
    if (inOrganization(org).has(destination.name))
      throw refuse('Destination with the same name already exists');
    inOrganization(org).set(destination.name, destination);
    return { code: 200, message: 'Destination saved', id: ids.ksuid(), name: destination.name };
  }

  async function update(call: Call) {
    const body = bodyWith(await call.body());
    const { name = '', org = '' } = call.path;
    const module = call.query.get('module') ?? inOrganization(org).get(name)?.module ?? 'alert';
    const destination = read(org, name, module, body);
    existing(call);
    inOrganization(org).set(name, destination);
    return { code: 200, message: 'Destination updated' };
  }

  function remove(call: Call) {
    const { name, module } = existing(call);
    const { org = '' } = call.path;
    const alerts = objects.of<{ name: string; destinations: readonly string[] }>(org, 'alerts');
    const alert = [...alerts.values()].find(({ destinations }) => destinations.includes(name));
    if (alert) throw plainRefusal(409, `Destination is currently used by alert: ${alert.name}`);
    const pipelines = objects.of<{ name: string; nodes: ReadonlyArray<{ data: Json }> }>(org, 'pipelines');
    const pipeline = [...pipelines.values()].find(({ nodes }) =>
      nodes.some(({ data }) => module === 'pipeline' && data.destination_name === name),
    );
    if (pipeline) throw plainRefusal(409, `Destination is currently used by pipeline: ${pipeline.name}`);
    inOrganization(org).delete(name);
    return { code: 200, message: 'Alert destination deleted' };
  }

  const BASE = '/api/:org/alerts/destinations';
  return [
    [
      'GET',
      BASE,
      ({ path: { org = '' }, query }) => {
        const module = query.get('module');
        return sortedBy(inOrganization(org).values(), ({ name }) => name)
          .filter((destination) => module === null || destination.module === module)
          .map(shown);
      },
    ],
    ['POST', BASE, create],
    ['GET', `${BASE}/:name`, (call) => shown(existing(call))],
    ['PUT', `${BASE}/:name`, update],
    ['DELETE', `${BASE}/:name`, remove],
  ];
}
