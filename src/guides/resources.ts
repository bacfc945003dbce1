import { refuseLong } from '../limits.ts';
import type { View } from '../catalog/catalog.ts';
import { DESCRIBE_DATA } from '../catalog/helper-tools.ts';
import type { Toolset } from '../contract/catalog-rows.ts';
import type { Completed } from './prompt.ts';
import type { ToolResult } from '../result/result.ts';
import type { ToolRow, Arguments } from '../contract/tool.ts';
import { CHEAT_SHEET } from './cheat-sheet.ts';

interface Shown {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
  readonly annotations: { readonly audience: Array<'user' | 'assistant'>; readonly priority: number };
}

/** A resource, as `resources/list` has it. */
export interface ListedResource extends Shown {
  readonly uri: string;
}

/** A template of resources, as `resources/templates/list` has it. */
export interface ListedTemplate extends Shown {
  readonly uriTemplate: string;
}

/** The text of a resource, as `resources/read` has it. */
export interface ResourceText {
  readonly uri: string;
  readonly mimeType: string;
  readonly text: string;
  /** How a host frames it; left out for what is no view. */
  readonly _meta?: Readonly<Record<string, unknown>>;
}

/** A tool that is read from: an operation or a helper. */
export type Readable = Pick<ToolRow, 'name'>;

/** Calls a tool of the view as the caller; the answer is that of the tool. */
export type Read = (tool: Readable, args: Arguments) => Promise<ToolResult>;

/** Address of the guide to SQL and times. */
export const CHEAT_SHEET_URI = 'openobserve://guide/sql-and-time';
/** Address of the list of tools. */
export const TOOLS_URI = 'openobserve://tools';
/** Address of the description of the data. */
export const DATA_URI = 'openobserve://data';
const STREAMS = 'openobserve://streams/{type}/{name}';
const ANY_ORG = '{?org_id}';
const MARKDOWN = 'text/markdown';
const JSON_TYPE = 'application/json';
const SCHEMA_OPERATION = 'StreamSchema';

const forBoth = (priority: number): Shown['annotations'] => ({ audience: ['user', 'assistant'], priority });

/** The tool that reads the schema of a stream; undefined where the view lacks it. */
export const schemaRow = (view: View): ToolRow | undefined =>
  view.rows.find(({ operationId }) => operationId === SCHEMA_OPERATION);

/** Resources of a view. */
export function listedResources(view: View): ListedResource[] {
  const data: ListedResource = {
    uri: DATA_URI,
    name: 'data',
    title: 'What data there are',
    description: 'Streams, what their fields mean, units, frequent values, metrics and services.',
    mimeType: JSON_TYPE,
    annotations: forBoth(0.8),
  };
  return [
    {
      uri: CHEAT_SHEET_URI,
      name: 'sql-and-time',
      title: 'SQL and time',
      description: 'How to write SQL and times for OpenObserve, with examples and what often goes wrong.',
      mimeType: MARKDOWN,
      annotations: forBoth(0.9),
    },
    ...(view.listedAs(DESCRIBE_DATA) ? [data] : []),
    {
      uri: TOOLS_URI,
      name: 'tools',
      title: 'Tool catalog',
      description: 'Every tool that may be called here: what it does, its access and its edition.',
      mimeType: MARKDOWN,
      annotations: forBoth(0.3),
    },
  ];
}

/** Only where the view can read schemas. */
export function listedTemplates(view: View): ListedTemplate[] {
  if (!schemaRow(view)) return [];
  return [
    {
      uriTemplate: `${STREAMS}${view.options.org === null ? ANY_ORG : ''}`,
      name: 'stream',
      title: 'Fields of a stream',
      description: 'Fields, types and settings of one stream; type is logs, metrics or traces.',
      mimeType: JSON_TYPE,
      annotations: forBoth(0.7),
    },
  ];
}

/** What the variables of a template can be completed from; null when there is no such template. */
export function templateVariables(uriTemplate: string): Readonly<Record<string, Completed>> | null {
  if (uriTemplate !== STREAMS && uriTemplate !== `${STREAMS}${ANY_ORG}`) return null;
  return { type: ['logs', 'metrics', 'traces'], name: 'stream', org_id: 'org' };
}

function catalog(view: View, toolsets: readonly Toolset[]): string {
  const parts = toolsets.flatMap(({ name, title, description }) => {
    const rows = view.rows.filter(({ toolset }) => toolset === name);
    if (rows.length === 0) return [];
    const lines = rows.map(
      (row) =>
        `- \`${row.name}\` (${row.access}${row.edition === 'enterprise' ? ', enterprise edition' : ''}): ${row.description}`,
    );
    return [`## ${title}\n\n${description}\n\n${lines.join('\n')}`];
  });
  return `# Tools\n\n${parts.join('\n\n')}\n`;
}

function streamOf(uri: string): Arguments | null {
  if (!URL.canParse(uri)) return null;
  const { protocol, host, pathname, searchParams } = new URL(uri);
  const [type, name, ...more] = pathname.slice(1).split('/');
  if (protocol !== 'openobserve:' || host !== 'streams' || !type || !name || more.length > 0) return null;
  const org = searchParams.get('org_id');
  try {
    const stream = { type: decodeURIComponent(type), stream_name: decodeURIComponent(name) };
    return org ? { ...stream, org_id: org } : stream;
  } catch {
    return null;
  }
}

/**
 * The text at an address; null when there is nothing.
 * @throws {OpenObserveMcpError} when OpenObserve cannot be read
 */
export async function readResource(
  uri: string,
  view: View,
  toolsets: readonly Toolset[],
  read: Read,
): Promise<ResourceText | null> {
  refuseLong('The address of the resource', uri, 'address');
  if (uri.startsWith('ui://')) return (await import('../views/document.ts')).viewDocument(uri);
  if (uri === CHEAT_SHEET_URI) return { uri, mimeType: MARKDOWN, text: CHEAT_SHEET };
  if (uri === TOOLS_URI) return { uri, mimeType: MARKDOWN, text: catalog(view, toolsets) };
  if (uri === DATA_URI && view.listedAs(DESCRIBE_DATA)) {
    const { content } = await read({ name: DESCRIBE_DATA }, {});
    return { uri, mimeType: JSON_TYPE, text: content[0]?.text ?? '' };
  }
  const row = schemaRow(view);
  const stream = streamOf(uri);
  if (!row || stream === null) return null;
  const { content } = await read(row, stream);
  return { uri, mimeType: JSON_TYPE, text: content[0]?.text ?? '' };
}
