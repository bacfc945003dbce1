import { stringifyExact, textOf } from '../../json/exact-json.ts';
import { listAt, valueAt } from '../../openobserve/answer.ts';
import type { Arguments } from '../../contract/tool.ts';

const isStream = (node: unknown) => valueAt(node, 'data.node_type') === 'stream';
const streamOf = (node: unknown) =>
  `${textOf(valueAt(node, 'data.stream_type') ?? 'logs')}/${textOf(valueAt(node, 'data.stream_name') ?? '')}`;

/** The streams whose records a pipeline takes and does not hand on to the same stream just as they come. */
function divertedBy(pipeline: unknown): string[] {
  const nodes = listAt(pipeline, 'nodes') ?? [];
  const edges = listAt(pipeline, 'edges') ?? [];
  const follows = (from: unknown, to: unknown) =>
    edges.some(
      (edge) =>
        valueAt(edge, 'source') === valueAt(from, 'id') && valueAt(edge, 'target') === valueAt(to, 'id'),
    );
  return nodes
    .filter((node) => valueAt(node, 'io_type') === 'input' && isStream(node))
    .filter(
      (input) =>
        !nodes.some(
          (output) =>
            valueAt(output, 'io_type') === 'output' &&
            isStream(output) &&
            streamOf(output) === streamOf(input) &&
            follows(input, output),
        ),
    )
    .map(streamOf);
}

/** The way of the records through a pipeline, whatever its nodes look like. */
function routeOf(pipeline: unknown): string {
  const nodes = (listAt(pipeline, 'nodes') ?? []).map((node) =>
    ['id', 'io_type', 'data'].map((name) => valueAt(node, name)),
  );
  const edges = (listAt(pipeline, 'edges') ?? []).map((edge) =>
    ['source', 'target'].map((name) => valueAt(edge, name)),
  );
  return stringifyExact([valueAt(pipeline, 'source'), nodes, edges]);
}

/**
 * Streams that stop getting all their records as they come, or get others of them, by the pipeline that a call makes or
 * changes. `stored` is the pipeline as it is now, undefined for a new one.
 */
export function divertedStreams(args: Readonly<Arguments>, stored: unknown): string[] {
  const after = { ...(stored as object | undefined), ...args };
  const before = routeOf(after) === routeOf(stored) ? divertedBy(stored) : [];
  return divertedBy(after).filter((stream) => !before.includes(stream));
}
