import { plainRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { type Json, objectOf } from '../http/search-body.ts';
import { bodyWith, checkVariant, listIn, switchedOn, textIn } from '../objects/body.ts';
import { queryCondition, triggerCondition } from '../objects/conditions.ts';
import type { World } from '../objects/world.ts';

interface Node extends Json {
  readonly id: unknown;
  readonly data: Json;
}

interface Pipeline extends Json {
  readonly pipeline_id: string;
  readonly version: number;
  readonly name: string;
  readonly source: Json;
  readonly nodes: readonly Node[];
}

const NODE_TYPES = ['remote_stream', 'stream', 'query', 'function', 'condition', 'llm_evaluation'];

const refuse = (message: string) => plainRefusal(400, message);
const invalid = (message: string) => refuse(`Invalid pipeline ${message}`);
const notFound = (id: string) => plainRefusal(404, `Pipeline with ID ${id} not found.`);

function storedNode(given: unknown, index: number): Node {
  const node = objectOf(given, `nodes[${index}]: `);
  const data = objectOf(node.data, `nodes[${index}].data: `);
  checkVariant(data.node_type, NODE_TYPES, `nodes[${index}].data.node_type: `);
  const filled =
    data.node_type === 'query'
      ? {
          ...data,
          query_condition: queryCondition(data.query_condition),
          trigger_condition: triggerCondition(data.trigger_condition),
        }
      : data.node_type === 'function'
        ? { num_args: 0, ...data }
        : data;
  return { ...node, id: node.id, data: filled };
}

/** Where records come from, as the first node says. */
function sourceOf({ data }: Node): Json {
  const { node_type: _, ...rest } = data;
  if (data.node_type === 'stream') return { source_type: 'realtime', ...rest };
  return {
    source_type: 'scheduled',
    ...rest,
    query_condition: { ...(data.query_condition as Json), search_event_type: 'derivedstream' },
  };
}

function checkSchedule({ data }: Node): void {
  const sql = String((data.query_condition as Json).sql ?? '');
  if (Number((data.trigger_condition as Json).period) === 0)
    throw invalid(`DerivedStream source's TriggerCondition period missing or is 0`);
  const [first = ''] = sql.trim().split(/\s+/);
  if (!/^(select|with)$/i.test(first))
    throw refuse(
      `Invalid DerivedStream config: Invalid SQL: sql parser error: Expected: an SQL statement, found: ${first} at Line: 1, Column: 1`,
    );
  if (!/_timestamp\b(?!\))/.test(sql))
    throw refuse(
      'Invalid DerivedStream config: SQL for scheduled pipeline must include _timestamp, or aliased as _timestamp.\ne.g. SELECT app_name, MAX(_timestamp) AS _timestamp FROM ...',
    );
}

/** Routes of pipelines. */
export function pipelineRoutes({ objects, ids }: World): Route[] {
  const inOrganization = (org: string) => objects.of<Pipeline>(org, 'pipelines');

  function checkGraph(org: string, name: string, nodes: readonly Node[], edges: readonly Json[]): void {
    if (name === '') throw invalid('Please provide non-empty name for the pipeline');
    if (nodes.length === 0)
      throw invalid('Empty pipeline. Please add Source/Destination nodes, or any applicable Transform Nodes');
    if (edges.length === 0) throw invalid('Please connect all Nodes to complete pipeline creation');
    if (!['stream', 'query'].includes(String(nodes[0]?.data.node_type)))
      throw invalid('Source must be either a StreamNode or QueryNode');
    if (edges.length < nodes.length - 1)
      throw invalid(
        `Insufficient number of edges to connect all nodes. Need at least ${nodes.length - 1} for ${nodes.length} nodes, but got ${edges.length}.`,
      );
    edges.forEach((edge, index) => {
      for (const end of ['source', 'target'])
        if (!nodes.some(({ id }) => id === edge[end]))
          throw invalid(`Edge #${index}'s ${end} node not found in nodes list`);
    });
    for (const { data } of nodes)
      if (data.node_type === 'function' && !objects.of(org, 'functions').has(String(data.name)))
        throw invalid(
          `Failed to load function '${data.name}': DbError# key /function/${org}/${data.name} does not exist`,
        );
  }

  function read(org: string, body: Json, id: string, version: number): Pipeline {
    const nodes = listIn(body, 'nodes').map(storedNode);
    const edges = listIn(body, 'edges') as readonly Json[];
    const name = textIn(body, 'name').trim().toLowerCase();
    checkGraph(org, name, nodes, edges);
    const [first] = nodes as [Node];
    if (first.data.node_type === 'query') checkSchedule(first);
    return {
      pipeline_id: id,
      version,
      enabled: body.enabled ?? true,
      org,
      name,
      description: textIn(body, 'description'),
      source: sourceOf(first),
      nodes,
      edges,
      paused_at: first.data.node_type === 'query' ? 0 : null,
    };
  }

  /** One real-time pipeline a stream, which is looked at only where the source is given. */
  function checkSource(org: string, source: unknown): void {
    const { source_type: type, stream_name: name, stream_type: kind } = objectOf(source ?? {}, 'source: ');
    const isTaken = [...inOrganization(org).values()].some(
      (known) =>
        type === 'realtime' &&
        known.source.source_type === type &&
        known.source.stream_name === name &&
        known.source.stream_type === kind,
    );
    if (isTaken) throw refuse('A realtime pipeline with same source stream already exists');
  }

  async function create({ path: { org = '' }, query, body }: Call) {
    const given = bodyWith(await body(), 'name', 'nodes', 'edges');
    const own = query.get('overwrite') === 'true' ? textIn(given, 'pipeline_id') : '';
    const pipeline = read(org, given, own || ids.snowflake(), 0);
    checkSource(org, given.source);
    inOrganization(org).set(pipeline.pipeline_id, pipeline);
    return {
      code: 200,
      message: 'Pipeline created successfully',
      id: pipeline.pipeline_id,
      name: pipeline.name,
    };
  }

  async function update({ path: { org = '' }, body }: Call) {
    const given = bodyWith(await body(), 'name', 'nodes', 'edges');
    const id = textIn(given, 'pipeline_id');
    const known = inOrganization(org).get(id);
    if (!known) throw notFound(id);
    if (Number(given.version ?? 0) !== known.version)
      throw plainRefusal(409, `Pipeline with ID ${id} modified by someone else. Please refresh.`);
    inOrganization(org).set(id, read(org, given, id, known.version + 1));
    return { code: 200, message: 'Pipeline updated successfully' };
  }

  function existing({ path: { org = '', id = '' } }: Call): Pipeline {
    const pipeline = inOrganization(org).get(id);
    if (!pipeline) throw notFound(id);
    return pipeline;
  }

  function enable(call: Call) {
    const enabled = switchedOn(call.query);
    const pipeline = existing(call);
    inOrganization(call.path.org ?? '').set(pipeline.pipeline_id, { ...pipeline, enabled });
    return { code: 200, message: `Pipeline successfully ${enabled ? 'enabled' : 'disabled'}` };
  }

  function remove(call: Call) {
    inOrganization(call.path.org ?? '').delete(existing(call).pipeline_id);
    return { code: 200, message: 'Pipeline deleted successfully' };
  }

  /** Streams of real-time pipelines, each once. */
  function streams({ path: { org = '' } }: Call) {
    const sources = [...inOrganization(org).values()]
      .map(({ source }) => source)
      .filter(({ source_type }) => source_type === 'realtime')
      .map(({ org_id, stream_name, stream_type }) => ({ org_id, stream_name, stream_type }));
    return { list: [...new Map(sources.map((source) => [JSON.stringify(source), source])).values()] };
  }

  const BASE = '/api/:org/pipelines';
  return [
    ['GET', BASE, ({ path: { org = '' } }) => ({ list: [...inOrganization(org).values()] })],
    ['POST', BASE, create],
    ['PUT', BASE, update],
    ['GET', `${BASE}/streams`, streams],
    ['GET', `${BASE}/:id`, existing],
    ['DELETE', `${BASE}/:id`, remove],
    ['PUT', `${BASE}/:id/enable`, enable],
  ];
}
