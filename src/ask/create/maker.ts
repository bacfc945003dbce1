import type { Config } from '../../config/options.ts';
import type { Maker } from '../../contract/words.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import type { TimeContext } from '../../call/arguments/times.ts';
import type { ToolRow } from '../../contract/tool.ts';
import type { Data } from '../data/data-for.ts';
import type { Prepared, StatedRequest } from '../prepared.ts';

/** What a maker works with. */
export interface MakeInput {
  readonly row: ToolRow;
  readonly said: StatedRequest;
  readonly context: CallContext;
  /** What data there are in the organization that the call is for. */
  readonly data: Data;
  readonly time: TimeContext;
  readonly config: Config;
  readonly execute: Execute;
  /** The operations that the contract lets it read. */
  readonly using: Maker['using'];
  /** The call with nothing but its names and what it requires: for a maker that only adds to it. */
  readonly plain: (said: StatedRequest) => Promise<Prepared>;
}

/** Completes a call of one kind from words and from what is there. It only reads. */
export type Make = (input: MakeInput) => Promise<Prepared>;
