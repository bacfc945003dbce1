import type { JsonSchema, ToolRow, Arguments } from '../../../contract/tool.ts';
import type { Reading } from './reading.ts';

/** One argument of one operation. */
export interface Slot {
  readonly name: string;
  readonly schema: JsonSchema;
  /** What the operation is about, as in the contract. */
  readonly entity: string;
  readonly action: string;
  /** A person is asked for it when it is missing. */
  readonly isAsked: boolean;
  readonly row: ToolRow;
}

/** Reads the value of one argument; undefined where the words do not state it. */
export type ReadSlot = (reading: Reading, slot: Slot, found?: Readonly<Arguments>) => unknown;

/** How arguments of some names are read: `sure` first, for all arguments; then `loose` for what is left. */
export interface SlotReader {
  readonly names: RegExp;
  readonly operations?: RegExp;
  readonly sure?: ReadSlot;
  readonly loose?: ReadSlot;
}

/** Whether the operation makes what the name is for. */
export const isNew = ({ action, row }: Slot) =>
  /create|add|clone|copy/.test(action) || /^(?:Create|create|Clone|StreamCreate)/.test(row.operationId);
