import { ApiError, InputError } from '../../errors.ts';
import type { ToolRow, Arguments } from '../../contract/tool.ts';
import { listAt, readAnswer } from '../../openobserve/answer.ts';
import type { OpenObserveClient } from '../../openobserve/client.ts';
import { refusalOf } from '../../openobserve/refusals.ts';
import type { MayRead } from '../checks/name-lists.ts';
import { buildRequest } from '../../openobserve/request.ts';
import type { TimeRange } from '../arguments/times.ts';
import { historyOf } from './alert-history.ts';
import { historyText } from './alert-messages.ts';
import { emptyComparison, type Operator } from './alert.ts';

/**
 * What to say of an alert before it is saved: whether it is on, and what it would have done.
 * @throws {InputError} when its condition does not run, or is always or never so
 */
export type CheckAlert = (
  row: ToolRow,
  args: Readonly<Arguments>,
  placed: Readonly<Arguments>,
  signal: AbortSignal,
  mayRead: MayRead,
) => Promise<readonly string[]>;

const CREATE = 'CreateAlert';

/** Code of the error that says what OpenObserve answers to a condition. */
export const CONDITION_REFUSED = 'condition_refused';

interface ShortCondition {
  readonly where?: string;
  readonly measure?: string;
  readonly operator?: Operator;
  readonly threshold: number;
  readonly period: number;
  readonly frequency?: number;
  readonly silence?: number;
}

/** Checks an alert before it is saved: its fields, its threshold, and what it would have done over the last day. */
export function createCheckAlert(
  client: OpenObserveClient,
  search: ToolRow,
  nowMs: () => number,
): CheckAlert {
  /** Rows of a query. @throws {ApiError} when OpenObserve refuses it */
  async function rowsOf(
    sql: string,
    { startUs, endUs }: TimeRange,
    size: number,
    { org_id, stream_type: type = 'logs' }: Readonly<Arguments>,
    signal: AbortSignal,
  ): Promise<readonly Arguments[]> {
    const args = { org_id, type, sql, start_time: startUs, end_time: endUs, size };
    const response = await client.send(buildRequest(search, args), signal);
    const refusal = refusalOf(response, { tool: search.name, edition: search.edition, isWrite: false });
    if (refusal) throw refusal;
    return (listAt(readAnswer(response), search.rows ?? '') ?? []) as Arguments[];
  }

  return async (row, { condition, stream_name: stream }, placed, signal, mayRead) => {
    if (row.operationId !== CREATE) return [];
    const isOff = placed.enabled !== true;
    const state = isOff ? ['The alert is off: enable_alert turns it on.'] : [];
    if (condition === undefined) return state;
    const {
      where,
      measure,
      operator = '>',
      threshold,
      period,
      frequency,
      silence,
    } = condition as ShortCondition;
    const isCount = measure === undefined || /^count\s*\(/i.test(measure);
    const empty = emptyComparison(isCount ? 'count' : 'other', operator, threshold);
    if (empty !== null)
      throw new InputError(
        `The alert would ${empty} fire: a count is ${empty === 'always' ? 'always' : 'never'} ${operator} ${threshold}. Give another threshold. Nothing was saved.`,
      );
    if (!mayRead(search)) return state;
    const intent = {
      stream: String(stream),
      operator,
      threshold,
      periodMinutes: period,
      ...(where === undefined ? {} : { where }),
      ...(measure === undefined ? {} : { measure }),
      ...(frequency === undefined ? {} : { frequencyMinutes: frequency }),
      ...(silence === undefined ? {} : { silenceMinutes: silence }),
    };
    try {
      const history = await historyOf(
        intent,
        (sql, range, size) => rowsOf(sql, range, size, placed, signal),
        nowMs() * 1000,
      );
      return [...state, ...(history === null ? [] : [historyText(history)])];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // What else keeps a query from running keeps no alert from being saved.
      if (error.remedy !== 'caller' || error.status !== 400) return state;
      throw new InputError(`The condition of the alert does not run: ${error.message} Nothing was saved.`, {
        code: CONDITION_REFUSED,
      });
    }
  };
}
