import { plainRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { badQuery, wholeNumberIn } from '../objects/body.ts';
import { isKsuid } from '../objects/ids.ts';
import type { World } from '../objects/world.ts';

const LARGEST_PAGE = 1000;
const DEFAULT_PAGE = 100;

/** The parameters that both histories read. @throws {Refusal} 400 */
function page(query: URLSearchParams, named: string) {
  const fields = `timestamp, ${named}, status, is_realtime, is_silenced, start_time, end_time, duration, retries, delay_in_secs, evaluation_took_in_secs, source_node, query_took`;
  const field = query.get('sort_by');
  if (field !== null && !fields.split(', ').includes(field))
    throw plainRefusal(400, `Invalid sort_by field: '${field}'. Valid fields are: ${fields}`);
  const order = query.get('sort_order');
  if (order !== null && !/^(asc|desc)$/.test(order))
    throw plainRefusal(400, `Invalid sort_order: '${order}'. Valid values are: asc, desc`);
  const [start, end] = ['start_time', 'end_time'].map((name) => wholeNumberIn(query, name));
  if (start && end && start >= end) throw plainRefusal(400, 'start_time must be before end_time');
  const size = Math.min(Math.max(wholeNumberIn(query, 'size') ?? DEFAULT_PAGE, 1), LARGEST_PAGE);
  return { total: 0, from: wholeNumberIn(query, 'from') ?? 0, size, hits: [] };
}

/** Firings and runs are written by usage reporting, which the open edition has off unless told otherwise. */
export function historyRoutes({ objects, nowUs }: World): Route[] {
  function alerts({ path: { org = '' }, query }: Call) {
    const id = query.get('alert_id');
    if (id !== null && !isKsuid(id)) throw badQuery(`alert_id: Got ksuid of unexpected length ${id.length}`);
    const answer = page(query, 'alert_name');
    if (id !== null && !objects.of(org, 'alerts').has(id))
      throw plainRefusal(404, `Alert '${id}' not found in organization`);
    return answer;
  }

  function pipelines({ path: { org = '' }, query }: Call): never {
    const id = query.get('pipeline_id');
    page(query, 'pipeline_name');
    if (id !== null && !objects.of(org, 'pipelines').has(id))
      throw plainRefusal(404, `Pipeline '${id}' not found in organization`);
    throw plainRefusal(
      500,
      'Failed to get pipeline history count: ErrorCode# {"code":20002,"inner":"triggers","message":"Search stream not found: triggers"}',
    );
  }

  return [
    ['GET', '/api/v2/:org/alerts/history', alerts],
    ['GET', '/api/:org/pipelines/history', pipelines],
    [
      'GET',
      '/api/v2/:org/alerts/dedup/summary',
      ({ path: { org = '' } }) => ({
        total_alerts: objects.of(org, 'alerts').size,
        alerts_with_dedup: 0,
        suppressions_total: 0,
        passed_total: 0,
        suppression_rate: 0,
        pending_batches: 0,
        timestamp: nowUs(),
      }),
    ],
    [
      'GET',
      '/api/v2/:org/alerts/incidents',
      ({ query }) => {
        for (const name of ['limit', 'offset']) wholeNumberIn(query, name);
        return { incidents: [], total: 0 };
      },
    ],
  ];
}
