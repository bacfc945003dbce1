import type { App } from '../../../src/server/app.ts';
import { alerts, destinations, templates } from './alerts.ts';
import { annotations, dashboards, folders, reports, views } from './dashboards.ts';
import { organizations, serviceAccounts, settings, users } from './people.ts';
import { functions, pipelines } from './pipelines.ts';
import { shortForms } from './short-forms.ts';
import { type Findings, runScenario, type Scenario } from './session.ts';
import { enrichment, keys, streams } from './streams.ts';
import { enterprise, metrics, traces } from './telemetry.ts';

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  streams,
  enrichment,
  keys,
  folders,
  dashboards,
  annotations,
  views,
  reports,
  templates,
  destinations,
  alerts,
  shortForms,
  functions,
  pipelines,
  users,
  organizations,
  serviceAccounts,
  settings,
  metrics,
  traces,
  enterprise,
};

/** Life cycles through our own client against a server: what differed, and which tools were used. */
export async function runLive(app: App, write: (line: string) => void): Promise<Findings> {
  const findings: Findings = { differences: [], used: new Set(), lacked: [] };
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    const known = findings.differences.length;
    const ended = findings.lacked.length;
    await runScenario(app, name, scenario, findings);
    const found = findings.differences.slice(known);
    write(`${name.padEnd(18)} ${found.length === 0 ? 'as expected' : `${found.length} differences`}`);
    for (const why of findings.lacked.slice(ended)) write(`  ENDED EARLY ${why}`);
    for (const { step, detail } of found) write(`  DIFFERS ${step}: ${detail}`);
  }
  return findings;
}
