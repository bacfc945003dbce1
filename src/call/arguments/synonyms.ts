/**
 * Names that models know from other tools, and the arguments that they mean here, the best first. A name counts only
 * for a tool that has no argument of its own called so, and only if the tool has the argument that is meant.
 */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  limit: ['size', 'page_size', 'pageSize'],
  max_results: ['size', 'limit', 'page_size', 'pageSize'],
  count: ['size', 'limit', 'page_size', 'pageSize'],
  top: ['size', 'limit'],
  size: ['limit', 'page_size', 'pageSize'],
  page_size: ['size', 'limit', 'pageSize'],
  offset: ['from', 'page_idx'],
  page: ['page_idx'],
  stream_type: ['type'],
  type: ['stream_type', 'folder_type'],
  stream: ['stream_name'],
  table: ['stream_name'],
  index: ['stream_name'],
  query: ['sql', 'keyword', 'filter', 'function'],
  sql_query: ['sql'],
  statement: ['sql'],
  promql: ['query'],
  expr: ['query'],
  expression: ['query'],
  period: ['start_time', 'start'],
  range: ['start_time', 'start'],
  time_range: ['start_time', 'start'],
  timeframe: ['start_time', 'start'],
  since: ['start_time', 'start'],
  last: ['start_time', 'start'],
  from: ['start_time', 'start'],
  start: ['start_time'],
  start_time: ['start'],
  until: ['end_time', 'end'],
  to: ['end_time', 'end'],
  end: ['end_time'],
  end_time: ['end'],
  field: ['fields', 'label_name'],
  label: ['label_name'],
  metric_name: ['metric'],
  selector: ['match'],
  interval: ['step', 'histogram_interval'],
  organization: ['org_id'],
  org: ['org_id'],
  folder_id: ['folder'],
  search: ['keyword', 'alert_name_substring', 'title'],
  email: ['email_id'],
  response_format: ['detail'],
  verbosity: ['detail'],
  verbose: ['detail'],
};

/** Names of an object that stand for its ID where a tool reads one object and has no such argument. */
const OBJECT_NAMES: readonly string[] = ['id', 'name', 'title'];

/**
 * The argument of a tool that a foreign name means; null when there is none. `required` are the arguments that the tool
 * cannot do without.
 */
export function meantBy(name: string, known: readonly string[], required: readonly string[]): string | null {
  const synonym = (Object.hasOwn(SYNONYMS, name) ? SYNONYMS[name] : undefined)?.find((other) =>
    known.includes(other),
  );
  if (synonym !== undefined) return synonym;
  const ids = required.filter((other) => /(^|_)(id|name)$/.test(other) && other !== 'org_id');
  const [only] = ids;
  return OBJECT_NAMES.includes(name) && ids.length === 1 && only !== undefined ? only : null;
}
