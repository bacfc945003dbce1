import type { Route } from '../http/route.ts';
import { alertRoutes } from './alerts.ts';
import { annotationRoutes } from './annotations.ts';
import { dashboardRoutes } from './dashboards.ts';
import { destinationRoutes } from './destinations.ts';
import { enrichmentRoutes } from './enrichment.ts';
import { folderRoutes } from './folders.ts';
import { functionRoutes } from './functions.ts';
import { historyRoutes } from './histories.ts';
import { kvRoutes } from './kv.ts';
import { pipelineRoutes } from './pipelines.ts';
import { reportRoutes } from './reports.ts';
import { savedViewRoutes } from './saved-views.ts';
import { serviceAccountRoutes } from './service-accounts.ts';
import { settingRoutes } from './settings.ts';
import { templateRoutes } from './templates.ts';
import { userRoutes } from './users.ts';
import type { World } from '../objects/world.ts';

/** Everything that is written and read back. */
export function writtenRoutes(world: World): Route[] {
  return [
    alertRoutes,
    annotationRoutes,
    dashboardRoutes,
    destinationRoutes,
    enrichmentRoutes,
    folderRoutes,
    functionRoutes,
    historyRoutes,
    kvRoutes,
    pipelineRoutes,
    reportRoutes,
    savedViewRoutes,
    serviceAccountRoutes,
    settingRoutes,
    templateRoutes,
    userRoutes,
  ].flatMap((routes) => routes(world));
}
