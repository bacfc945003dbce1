import type { Investigations } from '../ask/types.ts';
import { INVESTIGATE } from '../catalog/investigate-tools.ts';
import type { InvestigateCalls } from './calls.ts';
import { isInvestigation } from './requests.ts';

interface Report {
  readonly answer: string;
  readonly unusual: boolean;
  readonly window: { readonly start: string; readonly end: string };
  readonly not_looked_at?: readonly string[];
  readonly untrusted_data?: {
    readonly findings: ReadonlyArray<{
      readonly kind: string;
      readonly stream: string;
      readonly finding: string;
      readonly sql?: string;
      readonly promql?: string;
    }>;
    readonly events_before_the_onset?: ReadonlyArray<{
      readonly event: string;
      readonly at: string;
      readonly stream: string;
    }>;
    readonly affected?: readonly string[];
    readonly services?: readonly string[];
  };
}

const MOST_SAID = 5;

/** What a person reads first. Messages of logs stay under `untrusted_data`, where they cannot pass for our words. */
function told({ answer, untrusted_data: data, not_looked_at: missing }: Report): string {
  if (!data) return answer;
  const findings = data.findings
    .filter(({ kind }) => kind !== 'message')
    .slice(0, MOST_SAID)
    .map(({ kind, stream, finding }, at) => `${at + 1}. ${kind === 'metric' ? '' : `${stream}: `}${finding}`);
  const before = (data.events_before_the_onset ?? []).map(
    ({ event, at, stream }) => `${event} at ${at} (${stream})`,
  );
  return [
    answer,
    ...findings,
    ...(before.length > 0 ? [`Before it: ${before.join('; ')}.`] : []),
    ...(data.services ? [`Services: ${data.services.join(', ')}.`] : []),
    ...(data.affected ? [`Affected: ${data.affected.join('; ')}.`] : []),
    ...(missing ? ['Not everything was looked at.'] : []),
  ].join('\n');
}

export function createInvestigations(call: InvestigateCalls): Investigations {
  return {
    isAsked: ({ request, tool, mode }, { view, reply }) =>
      tool === null &&
      reply === undefined &&
      (mode === 'auto' || mode === 'semantic') &&
      view.listedAs(INVESTIGATE) !== undefined &&
      isInvestigation(request),
    async answer({ request, dryRun }, context) {
      const args = { about: request };
      const nothing = { mode: 'semantic', decision: 'run', missing: [], candidates: [] } as const;
      if (dryRun)
        return {
          ...nothing,
          answer: 'Nothing was read. It would be answered with investigate, which only reads.',
          steps: [{ tool: INVESTIGATE, arguments: args, state: 'planned' }],
        };
      const body = await call({ name: INVESTIGATE, arguments: args }, context);
      const report = body as unknown as Report;
      const [first] = report.untrusted_data?.findings ?? [];
      const query = first?.sql ?? first?.promql;
      const { start, end } = report.window;
      return {
        ...nothing,
        answer: told(report),
        steps: [
          {
            tool: INVESTIGATE,
            arguments: { ...args, start_time: start, end_time: end },
            state: 'done',
            summary: report.answer,
          },
        ],
        ...(query === undefined ? {} : { query }),
        untrusted_data: body,
      };
    },
  };
}
