import { plainRefusal, Refusal } from './http/refusal.ts';
import type { Route } from './http/route.ts';
import { unreadable } from './http/search-body.ts';
import { bodyWith } from './objects/body.ts';

/** The five ways in which the open edition refuses what only the enterprise edition has. */
const SHAPES = {
  notSupported: () => plainRefusal(403, 'Not Supported'),
  featureText: () => new Refusal(403, 'Enterprise feature not available', { isJsonText: true }),
  notInThisVersion: () =>
    new Refusal(501, { error: 'This feature is only available in the enterprise version' }),
  noRoute: () => new Refusal(404, ''),
} as const;

/** Checked before the refusal, because the body is read first. */
type Reads = (body: unknown) => void;

const fields =
  (...names: readonly string[]): Reads =>
  (body) =>
    bodyWith(body, ...names);

const jsonText: Reads = (body) => {
  if (typeof body !== 'string') throw unreadable('invalid type: map, expected a string');
};

const incidentChange: Reads = (body) => {
  const { title, severity, status } = bodyWith(body);
  const isRight =
    typeof title === 'string' ||
    /^P[1-4]$/.test(String(severity)) ||
    /^(open|acknowledged|resolved)$/.test(String(status));
  if (!isRight) throw unreadable('data did not match any variant of untagged enum UpdatePayload');
};

const V1 = '/api/:org';
const V2 = '/api/v2/:org';

const OPERATIONS: ReadonlyArray<
  readonly [method: string, path: string, shape: keyof typeof SHAPES, reads?: Reads]
> = [
  ['GET', `${V2}/alerts/incidents/stats`, 'notSupported'],
  ['GET', `${V2}/alerts/incidents/:id`, 'notSupported'],
  ['POST', `${V2}/alerts/incidents/:id/rca`, 'notSupported'],
  ['PATCH', `${V2}/alerts/incidents/:id/update`, 'notSupported', incidentChange],
  ['GET', `${V1}/alerts/deduplication/config`, 'featureText'],
  ['DELETE', `${V1}/alerts/deduplication/config`, 'featureText'],
  ['GET', `${V1}/alerts/deduplication/semantic-groups`, 'featureText'],
  ['GET', `${V1}/groups`, 'notSupported'],
  ['POST', `${V1}/groups`, 'notSupported', fields('name')],
  ['GET', `${V1}/groups/:name`, 'notSupported'],
  ['PUT', `${V1}/groups/:name`, 'notSupported', fields()],
  ['DELETE', `${V1}/groups/:name`, 'notSupported'],
  ['GET', `${V1}/roles`, 'notSupported'],
  ['POST', `${V1}/roles`, 'notSupported', fields('role')],
  ['PUT', `${V1}/roles/:role`, 'notSupported', jsonText],
  ['DELETE', `${V1}/roles/:role`, 'notSupported'],
  ['GET', `${V1}/roles/:role/permissions/:resource`, 'notSupported'],
  ['GET', `${V1}/roles/:role/users`, 'notSupported'],
  ['GET', `${V1}/pipelines/backfill`, 'notSupported'],
  ['POST', `${V1}/pipelines/:id/backfill`, 'notSupported', fields('start_time', 'end_time')],
  ['GET', `${V1}/pipelines/:id/backfill/:job`, 'notSupported'],
  ['DELETE', `${V1}/pipelines/:id/backfill/:job`, 'notSupported'],
  ['PUT', `${V1}/pipelines/:id/backfill/:job/enable`, 'notSupported'],
  ['POST', `${V1}/organizations/assume_service_account`, 'notInThisVersion', fields('org_id')],
  ['GET', `${V1}/search_jobs`, 'noRoute'],
  ['POST', `${V1}/search_jobs`, 'noRoute'],
  ['GET', `${V1}/search_jobs/:id`, 'noRoute'],
  ['DELETE', `${V1}/search_jobs/:id`, 'noRoute'],
  ['POST', `${V1}/search_jobs/:id/cancel`, 'noRoute'],
  ['GET', `${V1}/search_jobs/:id/result`, 'noRoute'],
  ['POST', `${V1}/search_jobs/:id/retry`, 'noRoute'],
  ['POST', `${V1}/streams/:stream/patterns/extract`, 'noRoute'],
  ['GET', `${V1}/traces/service_graph/topology/current`, 'noRoute'],
];

/** The refusals of the enterprise operations. */
export function enterpriseRoutes(): Route[] {
  return OPERATIONS.map(([method, path, shape, reads]) => [
    method,
    path,
    async ({ body }) => {
      if (reads) reads(await body());
      throw SHAPES[shape]();
    },
  ]);
}
