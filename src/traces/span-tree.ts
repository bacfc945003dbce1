/** One span of a trace. Times in microseconds. */
export interface Span {
  readonly spanId: string;
  /** Empty for a root. */
  readonly parentId: string;
  readonly service: string;
  readonly operation: string;
  readonly startUs: number;
  readonly durationUs: number;
  readonly isError: boolean;
}

/** A span where it stands in its trace. */
export interface SpanNode<T extends Span> {
  readonly span: T;
  readonly children: ReadonlyArray<SpanNode<T>>;
  /** 0 for a root. */
  readonly depth: number;
  /** Its duration without the time in which a span below it ran. */
  readonly selfUs: number;
}

/** The end of a span, in microseconds since the epoch. */
export const endUsOf = ({ startUs, durationUs }: Span) => startUs + durationUs;

/** How long a span took itself. Children may overlap, and with clocks that differ may reach beyond it. */
export function selfUsOf(span: Span, children: readonly Span[]): number {
  const endUs = endUsOf(span);
  let coveredUs = 0;
  let untilUs = span.startUs;
  for (const child of children.toSorted((a, b) => a.startUs - b.startUs)) {
    const startUs = Math.max(untilUs, child.startUs);
    const childEndUs = Math.min(endUs, endUsOf(child));
    coveredUs += Math.max(0, childEndUs - startUs);
    untilUs = Math.max(untilUs, childEndUs);
  }
  return Math.max(0, span.durationUs - coveredUs);
}

/**
 * The spans as trees, in the order in which they began. A span whose parent is not among them is a root, and so is the
 * first of spans that are each other's parents.
 */
export function spanTrees<T extends Span>(spans: readonly T[]): ReadonlyArray<SpanNode<T>> {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const unique = [...byId.values()].sort((a, b) => a.startUs - b.startUs || b.durationUs - a.durationUs);
  const childrenOf = Map.groupBy(unique, ({ parentId }) => parentId);
  const placed = new Set<string>();

  function nodeOf(span: T, depth: number): SpanNode<T> {
    placed.add(span.spanId);
    const below = (childrenOf.get(span.spanId) ?? []).filter(({ spanId }) => !placed.has(spanId));
    for (const { spanId } of below) placed.add(spanId);
    return {
      span,
      children: below.map((child) => nodeOf(child, depth + 1)),
      depth,
      selfUs: selfUsOf(span, below),
    };
  }

  const roots = unique.filter(({ parentId }) => !byId.has(parentId)).map((span) => nodeOf(span, 0));
  const left: Array<SpanNode<T>> = [];
  for (const span of unique) if (!placed.has(span.spanId)) left.push(nodeOf(span, 0));
  return [...roots, ...left];
}

/** The nodes of trees from the top down, each before those below it. */
export function flatNodes<T extends Span>(nodes: ReadonlyArray<SpanNode<T>>): Array<SpanNode<T>> {
  return nodes.flatMap((node) => [node, ...flatNodes(node.children)]);
}

/**
 * The IDs of the spans that the end of a trace waited for: from its last moment backwards, the child that ended last
 * before it, and so on below that.
 */
export function criticalPath<T extends Span>({ span, children }: SpanNode<T>): ReadonlySet<string> {
  const found = new Set([span.spanId]);
  let untilUs = endUsOf(span);
  const backwards = children.toSorted((a, b) => endUsOf(b.span) - endUsOf(a.span));
  for (const child of backwards) {
    if (child.span.startUs >= untilUs || endUsOf(child.span) > untilUs + 1) continue;
    for (const id of criticalPath(child)) found.add(id);
    untilUs = child.span.startUs;
  }
  return found;
}
