import type { CallContext } from '../../call/execute.ts';
import type { ShowPreview } from '../../call/confirm/preview.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { OpenObserveMcpError, toMessage } from '../../errors.ts';
import { maskSecrets } from '../../redact/patterns.ts';
import type { Prepared } from '../prepared.ts';
import { fill } from '../questions/answers/phrases.ts';
import type { AskStep } from '../types.ts';
import { type OrderPhrases, orderPhrasesFor } from './order-phrases.ts';
import { type PlannedStep, withWordsAsked } from './plan-steps.ts';
import type { Prepare } from './prepare.ts';
import { wouldText } from './tell-change.ts';

/** What a step would do. */
export interface StepPreview {
  readonly made: AskStep;
  /** The same in sentences. */
  readonly told: string;
}

/** A small object is shown by its members. */
const MOST_MEMBERS = 3;

/** Arguments as readable text: queries in full, and no IDs of objects that the preview names. */
function argumentsText({ arguments: args, about }: Prepared, phrases: OrderPhrases): string {
  const {
    sql,
    promql,
    promql_condition: compared,
  } = (args.query_condition ?? {}) as {
    sql?: string;
    promql?: string;
    promql_condition?: { operator: string; value: number };
  };
  const query = promql ? `${promql} ${compared?.operator} ${compared?.value}` : sql;
  const named = { ...(maskSecrets(args) as Arguments), query_condition: query };
  const shown = Object.entries(named)
    .flatMap(([name, value]) => {
      const members = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
      const isSmall = Object.keys(members).length <= MOST_MEMBERS;
      return isSmall && name !== 'tabs'
        ? [[name, value] as const, ...Object.entries(members)]
        : [[name, value] as const];
    })
    .flatMap(([name, value]) =>
      value === undefined ||
      value === '' ||
      (Array.isArray(value) && value.length === 0) ||
      (about !== undefined && name.endsWith('_id')) ||
      (typeof value === 'object' && !Array.isArray(value)) ||
      name === 'tabs'
        ? []
        : [`${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`],
    );
  return shown.length === 0 ? '' : fill(phrases.with, { arguments: shown.join(', ') });
}

/** Finds out what a step would do, without doing it. What a later one lacks, those before it may make. */
export function createStepPreview(
  prepare: Prepare,
  secondLook: ShowPreview,
  organization: string | null,
): (step: PlannedStep, isLater: boolean, context: CallContext) => Promise<StepPreview> {
  /** What goes with what a step takes away; empty for all other steps. */
  async function lostBy(row: ToolRow, args: Readonly<Arguments>, { signal }: CallContext): Promise<string> {
    if (row.access !== 'destructive') return '';
    const placed = row.places.org_id === undefined ? args : { org_id: organization ?? 'default', ...args };
    const reason = await secondLook.reasonFor(row, placed, null, signal);
    return reason === null ? '' : ` ${(await secondLook.preview(row, placed, reason.text, signal)).facts}`;
  }

  return async (step, isLater, context) => {
    const row = context.view.reach(step.tool);
    const planned = (args: Readonly<Arguments>): AskStep => ({
      tool: row.name,
      arguments: maskSecrets(args) as AskStep['arguments'],
      state: 'planned',
    });
    const phrases = orderPhrasesFor(step.language);
    const would = fill(isLater ? phrases.thenDone : phrases.wouldBeDone, { title: row.title });
    try {
      const first = await prepare(row, step, context);
      const isOptional = first.missing.length > 0 && first.missing.every(({ optional }) => optional);
      const complete = isOptional ? await prepare(row, { ...step, asked: true }, context) : first;
      const prepared = withWordsAsked(row, step, complete);
      const about = prepared.about === undefined ? '' : fill(phrases.about, { about: prepared.about });
      const { language = 'en' } = step;
      const plain =
        isLater || language !== 'en' ? null : wouldText(row, prepared.arguments, prepared.labels ?? {});
      const lost =
        isLater || prepared.missing.length > 0 ? '' : await lostBy(row, prepared.arguments, context);
      const told = `${prepared.preview ?? plain ?? `${would}${about}${argumentsText(prepared, phrases)}.`}${lost}`;
      const asked = prepared.missing.map(({ question }) => question);
      const open =
        asked.length > 0 && !isLater ? ` ${fill(phrases.firstAsk, { questions: asked.join(' ') })}` : '';
      return { made: planned(prepared.arguments), told: told + open };
    } catch (error) {
      if (!(error instanceof OpenObserveMcpError)) throw error;
      const why = isLater ? '.' : `, which is not possible: ${toMessage(error)}`;
      return { made: planned(step.arguments), told: would + why };
    }
  };
}
