import type { TimeRange } from './arguments/times.ts';
import type { Change } from '../json/merge.ts';
import type { OpenObserveRequest } from '../openobserve/client.ts';
import type { ToolRow } from '../contract/tool.ts';

/** What came back over HTTP, with what it answers. */
export interface Outcome {
  readonly row: ToolRow;
  /** As checked and sent: times in the unit of the operation; `org_id` only when the call named it. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The organization that the call went to; null for an operation without one. */
  readonly organization: string | null;
  /** `detail` as asked for. */
  readonly isFull: boolean;
  readonly range: TimeRange | null;
  /** When the call came, in µs since the epoch. */
  readonly askedAtUs: number;
  readonly request: OpenObserveRequest;
  /** Parsed JSON with exact integers, or text. */
  readonly value: unknown;
  /** For an answer without rows: values that there are instead, by field, with how many records have each. */
  readonly seen: Readonly<Record<string, ReadonlyArray<readonly [value: string, records: number | null]>>>;
  /** What a reader should know about the call itself. */
  readonly notes: readonly string[];
  /** What an update changed, field by field; null for other calls. */
  readonly changes: readonly Change[] | null;
  /** The answer was over the size cap, and `value` is its head. */
  readonly truncated: boolean;
}
