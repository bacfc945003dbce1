import { quoted, type SampleStream, SENT, type Store, tableOf } from './store.ts';

/** How far the sample's own rows of a stream are moved, in µs. Rows that somebody sent are never moved. */
export type Offset = (stream: SampleStream) => number;

const NEWEST_STREAM = 'payment_service';
/** The newest row is this old at the start: a range that ends now holds it. */
const REST_MS = 1000;
/**
 * Rows move in steps, so that a frozen range, a page or a key keeps its meaning between two calls.
 * The 47 errors of the last hour are at most 37.4 minutes older than the newest row and the next is 64.5 minutes older:
 * whatever the moment within a step of up to 22 minutes, the last hour holds the 47.
 */
const STEP_MS = 10 * 60_000;
/** Metrics are asked for as they are now, and Prometheus forgets a point after five minutes. */
const METRICS_STEP_MS = 60_000;

/** Offsets that keep the newest payment within the last step, counted from the start; all 0 without `shiftToNow`. */
export async function createOffset(
  store: Store,
  { shiftToNow, nowMs }: { readonly shiftToNow: boolean; readonly nowMs: () => number },
): Promise<Offset> {
  if (!shiftToNow) return () => 0;
  const [newest] = await store.query(`SELECT max(_timestamp) AS us FROM logs.${quoted(NEWEST_STREAM)}`);
  const sampleStreams = new Set(store.streams.values());
  const startedMs = nowMs();
  return (stream) => {
    if (!sampleStreams.has(stream)) return 0;
    const stepMs = stream.type === 'metrics' ? METRICS_STEP_MS : STEP_MS;
    const movedMs = Math.floor((nowMs() - startedMs) / stepMs) * stepMs;
    return Math.round((startedMs + movedMs - REST_MS) * 1000) - Number(newest?.us);
  };
}

/** A span's events as JSON text, the time of its one event moved along. */
const movedEvents = (offsetNs: string) =>
  `coalesce(regexp_replace(events, '("_timestamp":)\\d+', '\\1' || (TRY_CAST(regexp_extract(events, '"_timestamp":(\\d+)', 1) AS BIGINT) + ${offsetNs})), events)`;

/** SELECT of all rows of a stream, at the times that they have now. */
export function movedRows(stream: SampleStream, offsetUs: number): string {
  const table = tableOf(stream);
  if (offsetUs === 0) return `SELECT * EXCLUDE (${SENT}) FROM ${table}`;
  const names = new Set(stream.fields.map((field) => field.name));
  const offsetNs = `${BigInt(offsetUs) * 1000n}::BIGINT`;
  const moved: Readonly<Record<string, string>> = {
    _timestamp: `_timestamp + ${offsetUs}::BIGINT`,
    ...(stream.type === 'traces'
      ? {
          start_time: `start_time + ${offsetNs}`,
          end_time: `end_time + ${offsetNs}`,
          events: movedEvents(offsetNs),
        }
      : {}),
  };
  const columns = Object.entries(moved)
    .filter(([name]) => names.has(name))
    .map(([name, sql]) => `CASE WHEN ${SENT} THEN ${name} ELSE ${sql} END AS ${name}`);
  return `SELECT * EXCLUDE (${SENT}) REPLACE (${columns.join(', ')}) FROM ${table}`;
}
