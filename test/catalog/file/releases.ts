import { join } from 'node:path';
import { publishedDocument } from '../../../codegen/published-document.ts';

/** A document that a test may change as it likes. */
// biome-ignore lint/suspicious/noExplicitAny: it is edited as the JSON that it is
export type Document = any;

const FACTS = join(import.meta.dirname, '../../../fixtures/openobserve');

/** What 0.91.5 publishes: its operations for tools, one that is switched off for them, and one outside of /api. */
export async function ours(): Promise<Document> {
  const document = (await publishedDocument(FACTS)) as Document;
  document.paths['/api/{org_id}/internal'] = {
    get: { operationId: 'Internal', responses: {}, 'x-o2-mcp': { enabled: false } },
  };
  document.paths['/auth/login'] = { post: { operationId: 'Login', responses: {} } };
  return document;
}

/**
 * An older release: no second reports, a search without `type` and `query.track_total_hits` and with other types, alerts at
 * an older address.
 */
export async function older(): Promise<Document> {
  const document = await ours();
  document.info.version = '0.80.0';
  for (const [path, item] of Object.entries<Document>(document.paths))
    for (const [method, operation] of Object.entries<Document>(item))
      if (/V2$/.test(operation.operationId)) delete document.paths[path][method];
  const search = document.paths['/api/{org_id}/_search'].post;
  search.parameters = search.parameters.filter((each: Document) => each.name !== 'type');
  const { SearchQuery: query, SearchEventType: kind } = document.components.schemas;
  delete query.properties.track_total_hits;
  query.properties.size = { type: ['string', 'null'] };
  query.required = ['sql'];
  kind.enum = kind.enum.filter((each: string) => each !== 'insights').concat('legacy');
  const { delete: _, ...alert } = document.paths['/api/v2/{org_id}/alerts/{alert_id}'];
  const deletion = document.paths['/api/v2/{org_id}/alerts/{alert_id}'].delete;
  document.paths['/api/v2/{org_id}/alerts/{alert_id}'] = alert;
  document.paths['/api/{org_id}/alerts/{alert_id}'] = { delete: deletion };
  const streams = document.paths['/api/{org_id}/streams'];
  delete document.paths['/api/{org_id}/streams'];
  document.paths['/api/{organization}/streams'] = streams;
  const schema = document.paths['/api/{org_id}/streams/{stream_name}/schema'];
  delete document.paths['/api/{org_id}/streams/{stream_name}/schema'];
  document.paths['/api/{org_id}/{stream_name}/{kind}/schema'] = schema;
  document.paths['/api/{org_id}/summary'].get['x-o2-mcp'].enabled = false;
  return document;
}

const reply = { 200: { description: 'ok' } };
const path = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const json = (schema: object) => ({
  required: true,
  content: { 'application/json; charset=utf-8': { schema } },
});

/** A newer release, with everything that a document can have: some of it odd, some of it hostile. */
export async function newer(): Promise<Document> {
  const document = await ours();
  document.info.version = '0.99.0';
  const { SearchQuery: query, SearchEventType: kind } = document.components.schemas;
  query.properties.sampling = { type: 'number' };
  query.properties.region = { type: 'string' };
  query.properties.quick_mode.deprecated = true;
  query.properties.sql = { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] };
  query.required.push('region');
  kind.enum.push('agent');
  document.paths['/api/{org_id}/_search'].post.parameters.push({
    name: 'team',
    in: 'query',
    required: true,
    schema: { type: 'string' },
  });
  document.paths['/api/{org_id}/summary'].get.deprecated = true;
  document.components.schemas['Wid<get>'] = {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', description: 'Its name $(reboot) <script>alert(1)</script> onload=x' },
      detail: { type: 'string' },
      org_id: { type: 'string' },
      parent: { $ref: '#/components/schemas/Wid<get>' },
      lost: { $ref: '#/components/schemas/NoSuchThing' },
      size: { type: 'integer', format: 'int64', nullable: true },
    },
  };
  document.components.schemas.Circle = { allOf: [{ $ref: '#/components/schemas/Circle' }] };
  const widget = { $ref: '#/components/schemas/Wid<get>' };
  Object.assign(document.paths, {
    '/api/{org_id}/widgets': {
      parameters: [path('org_id')],
      get: {
        operationId: 'ListWidgets',
        tags: ['Dashboards'],
        summary: 'List widgets',
        description: 'Widgets of the organization && more || less.\n\nSecond paragraph.',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
        responses: reply,
      },
      post: { operationId: 'CreateWidget', tags: ['Widgets'], requestBody: json(widget), responses: reply },
    },
    '/api/{org_id}/widgets/{widget_id}': {
      delete: { parameters: [path('org_id'), path('widget_id')], responses: reply },
      put: {
        operationId: 'CreateWidget',
        parameters: [path('org_id'), path('widget_id')],
        requestBody: json({ oneOf: [widget, { type: 'string' }] }),
        responses: reply,
      },
      patch: {
        operationId: 'ResetWidgetAndEverythingThatItEverHeldInAnyOrganization',
        'x-o2-mcp': { requires_confirmation: true },
        parameters: [path('org_id')],
        responses: reply,
      },
    },
    '/api/{org_id}/uploads': {
      post: {
        operationId: 'Upload',
        parameters: [path('org_id')],
        requestBody: { content: { 'application/x-protobuf': { schema: { type: 'string' } } } },
        responses: reply,
      },
    },
    '/api/{org_id}/circles': {
      post: {
        operationId: 'MakeCircle',
        parameters: [path('org_id')],
        requestBody: json({ $ref: '#/components/schemas/Circle' }),
        responses: reply,
      },
    },
    '/api/{org_id}/patterns/bad': {
      get: {
        operationId: 'BadPattern',
        parameters: [path('org_id'), { name: 'q', in: 'query', schema: { type: 'string', pattern: '(' } }],
        responses: reply,
      },
    },
    '/api/{org_id}/signed': {
      get: {
        operationId: 'Signed',
        parameters: [path('org_id'), { name: 'x-signature', in: 'header', required: true, schema: {} }],
        responses: reply,
      },
    },
    '/api/broken': { get: null, post: 'text', trace: {}, parameters: 7 },
    '/api/nothing': null,
  });
  document.paths['/api/{org_id}/streams'].get.operationId = 'ListAllStreams';
  return document;
}
