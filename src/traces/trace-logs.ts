import { utcFromUs } from '../call/arguments/times.ts';
import { identifier, literal } from '../ask/data/sql.ts';
import type { DataRow, DataSource } from '../ask/data/source.ts';
import type { Table } from '../result/table.ts';
import { textOf } from '../json/exact-json.ts';

/** Log lines may be written before the first span begins, and long after the last one ends. */
const AROUND_US = 3600e6;
const MOST_STREAMS = 50;
const MOST_LINES = 30;
const LONGEST_MESSAGE = 200;
const ID = ['trace_id', 'traceid', 'trace'];
const LEVEL = ['level', 'severity', 'severity_text', 'log_level', 'lvl'];
const MESSAGE = ['message', 'msg', 'log', 'body', 'content', 'event', 'error'];

const firstOf = (row: DataRow, names: readonly string[]) => {
  const name = names.find((each) => row[each] !== undefined && row[each] !== null && row[each] !== '');
  return name === undefined ? null : row[name];
};

function messageOf(row: DataRow): string {
  const { _timestamp: _, ...rest } = row;
  const text = textOf(firstOf(row, MESSAGE) ?? rest);
  return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}

/** Log lines of a trace in the order of time, of every stream of logs that has a field for its ID. */
export async function traceLogs(
  traceId: string,
  { startUs, endUs }: { readonly startUs: number; readonly endUs: number },
  source: DataSource,
  signal: AbortSignal,
): Promise<{ readonly table: Table; readonly total: number }> {
  const { streams } = await source.streams({ type: 'logs', withFields: true, most: MOST_STREAMS }, signal);
  const read = streams.map(async ({ name, fields }) => {
    const field = ID.find((each) => fields?.some(({ name: of }) => of === each));
    if (field === undefined) return [];
    const sql = `SELECT * FROM ${identifier(name)} WHERE ${identifier(field)} = ${literal(traceId)} ORDER BY _timestamp`;
    const rows = await source.search(
      { sql, type: 'logs', startUs: startUs - AROUND_US, endUs: endUs + AROUND_US, size: 1000 },
      signal,
    );
    return rows.map((row) => ({ at: Number(row._timestamp), stream: name, row }));
  });
  const lines = (await Promise.all(read)).flat().sort((a, b) => a.at - b.at);
  const rows = lines
    .slice(0, MOST_LINES)
    .map(({ at, stream, row }) => [utcFromUs(at), stream, firstOf(row, LEVEL), messageOf(row)]);
  return { table: { columns: ['_timestamp', 'stream', 'level', 'message'], rows }, total: lines.length };
}
