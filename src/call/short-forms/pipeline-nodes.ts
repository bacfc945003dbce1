import type { RecordCondition } from './alert.ts';

/** One comparison of a record in a condition of a pipeline. */
type NodeCondition = Omit<RecordCondition, 'operator'> & { readonly operator: string };

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A group of comparisons as OpenObserve keeps it. */
function groupOf(items: readonly NodeCondition[], logicalOperator: 'AND' | 'OR') {
  return {
    filterType: 'group',
    logicalOperator,
    conditions: items.map((each) => ({ filterType: 'condition', ...each, logicalOperator })),
  };
}

/** The data of a node with a condition in short, `all` or `any` of some comparisons, written out. */
function wholeData(data: unknown): unknown {
  if (!isObject(data) || data.node_type !== 'condition') return data;
  const { all, any, ...rest } = data;
  const items = [all, any].find(Array.isArray) as readonly NodeCondition[] | undefined;
  if (items === undefined) return data;
  return { ...rest, version: 2, conditions: groupOf(items, Array.isArray(all) ? 'AND' : 'OR') };
}

/** The nodes of a pipeline with the conditions that are given in short written out. */
export function wholeNodes(nodes: unknown): unknown {
  if (!Array.isArray(nodes)) return nodes;
  return nodes.map((node: unknown) => (isObject(node) ? { ...node, data: wholeData(node.data) } : node));
}

/** The edges of a pipeline, each with an ID: that of OpenObserve's own editor where it has none. */
export function wholeEdges(edges: unknown): unknown {
  if (!Array.isArray(edges)) return edges;
  return edges.map((edge: unknown) =>
    isObject(edge) && edge.id === undefined ? { id: `e${edge.source}-${edge.target}`, ...edge } : edge,
  );
}
