import type { Arguments } from '../../contract/tool.ts';
import type { OpenObserveMcpError } from '../../errors.ts';
import type { CallContext } from '../../call/execute.ts';
import type { Usage } from '../providers/provider.ts';
import type { PlannedCall } from './plan.ts';

/** A step of an approved plan that was refused. */
export interface RefusedStep {
  readonly step: PlannedCall;
  readonly refusal: OpenObserveMcpError;
  /** The tools that were called before it. */
  readonly done: readonly string[];
}

/** Other arguments for the step that was refused, or null and why there are none. */
export interface RepairedStep {
  readonly arguments: Readonly<Arguments> | null;
  readonly why: string;
  readonly usage: Usage;
}

/** Finds other arguments, once and without writing anything. What it finds is shown to a person before it runs. */
export type RepairStep = (refused: RefusedStep, context: CallContext) => Promise<RepairedStep>;
