/** The extension by which a client says that it draws views, and the type of their documents. */
export const EXTENSION = 'io.modelcontextprotocol/ui';
/** Media type of a view of MCP Apps. */
export const VIEW_TYPE = 'text/html;profile=mcp-app';

/** What is drawn. */
export const VIEW_NAMES = ['rows', 'trace', 'investigation', 'plan'] as const;
/** Name of a view. */
export type ViewName = (typeof VIEW_NAMES)[number];

const SCHEME = 'ui://openobserve/';

/** By the name of a tool. */
const VIEW_OF: Readonly<Record<string, ViewName>> = {
  search_sql: 'rows',
  search_values: 'rows',
  prometheus_query: 'rows',
  prometheus_range_query: 'rows',
  get_latest_traces: 'rows',
  timeline: 'rows',
  patterns: 'rows',
  compare: 'rows',
  ask: 'rows',
  get_trace: 'trace',
  investigate: 'investigation',
  create_alert: 'plan',
  create_dashboard: 'plan',
};

/** The address of the view that draws what a tool answers; null where its text is enough. */
export function viewUriFor(tool: string): string | null {
  const view = VIEW_OF[tool];
  return view === undefined ? null : `${SCHEME}${view}`;
}

/** The view at an address; null where there is none. */
export const viewAt = (uri: string): ViewName | null =>
  VIEW_NAMES.find((name) => uri === `${SCHEME}${name}`) ?? null;

/** Whether a tool shows a person its plan before it makes anything, where that can be drawn. */
export const isPlanned = (tool: string) => VIEW_OF[tool] === 'plan';
