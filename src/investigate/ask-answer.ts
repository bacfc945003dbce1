import type { OwnAnswers } from '../ask/types.ts';
import { INVESTIGATE } from '../catalog/investigate-tools.ts';
import { bodyOf } from '../result/body.ts';
import type { Table } from '../result/table.ts';
import type { InvestigateCalls } from './calls.ts';
import { isInvestigation } from './requests.ts';

const MOST_SAID = 5;

/** The members of a report that a person reads first. */
interface Report {
  readonly answer: string;
  readonly range: { readonly start: string; readonly end: string };
  readonly not_looked_at?: readonly string[];
  readonly untrusted_data: Table & {
    readonly events_before_the_onset?: Table;
    readonly affected?: readonly string[];
    readonly services?: readonly string[];
  };
}

/** Rows as objects by the names of their columns. */
const objectsOf = ({ columns, rows }: Table) =>
  rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));

/** What a person reads first. Messages of logs stay under `untrusted_data`, where they cannot pass for our words. */
function told({ answer, untrusted_data: data, not_looked_at: missing }: Report): string {
  const { events_before_the_onset: events, services, affected } = data;
  const findings = objectsOf(data)
    .filter(({ kind }) => kind !== 'message')
    .slice(0, MOST_SAID)
    .map(({ kind, stream, finding }, at) => `${at + 1}. ${kind === 'metric' ? '' : `${stream}: `}${finding}`);
  const before = objectsOf(events ?? { columns: [], rows: [] }).map(
    ({ event, at, stream }) => `${event} at ${at} (${stream})`,
  );
  return [
    answer,
    ...findings,
    ...(before.length > 0 ? [`Before it: ${before.join('; ')}.`] : []),
    ...(services ? [`By service, in all that was read: ${services.join(', ')}.`] : []),
    ...(affected ? [`Affected: ${affected.join('; ')}.`] : []),
    ...(missing && data.rows.length > 0 ? ['Not everything was looked at.'] : []),
  ].join('\n');
}

/** Run investigations that `ask` is asked for. */
export function createInvestigations(call: InvestigateCalls): OwnAnswers {
  return {
    tool: INVESTIGATE,
    prefersModel: true,
    argumentsOf: (request) => (isInvestigation(request) ? { about: request } : null),
    async answer(args, context) {
      const { parts } = await call({ name: INVESTIGATE, arguments: args }, context);
      const report = bodyOf(parts) as unknown as Report;
      const { answer: _, untrusted_data: data, ...rest } = report;
      const { query } = objectsOf(data)[0] ?? {};
      const { start, end } = report.range;
      return {
        answer: told(report),
        steps: [
          {
            tool: INVESTIGATE,
            arguments: { ...args, start_time: start, end_time: end },
            state: 'done',
            summary: report.answer,
          },
        ],
        ...(typeof query === 'string' ? { query } : {}),
        untrusted_data: { ...rest, ...data },
      };
    },
  };
}
