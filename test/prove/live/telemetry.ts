import { TOOLS } from '../../../src/generated/tools.ts';
import type { Session } from './session.ts';

type Row = Record<string, unknown>;

export async function metrics({ call, refused }: Session): Promise<void> {
  await call('prometheus_query', { query: '1 + 1' });
  await call('prometheus_format_query', { query: 'sum(rate(x[5m]))by(a)' });
  await call('prometheus_metadata', {});
  await call('prometheus_label_values', { label_name: '__name__', start: '1h', end: 'now' });
  await call('prometheus_labels', { start: '1h', end: 'now' });
  const streams = (await call('stream_list', { type: 'metrics' })) as Row[];
  const metric = streams[0]?.name ?? 'up';
  const range = { start: '1h', end: 'now' };
  await call('prometheus_query', { query: `count(${metric})` });
  await call('prometheus_range_query', { query: `count(${metric})`, step: '5m', ...range });
  await call('prometheus_series', { match: String(metric), ...range });
  await refused('prometheus_query', { query: `sum(${metric}` }, /PromQL|parse|unclosed|unexpected/i);
}

/** What streams without columns of language models, or with those of an older kind, are refused with. */
const NO_LLM = /LLM|gen_ai_|llm_|'sum'/;

export async function traces({ name, call, same, refused, tried }: Session): Promise<void> {
  const range = { start_time: '1d', end_time: 'now' };
  const missing = { stream_name: name('missing'), ...range };
  await refused('get_latest_traces', missing, /not found/i);
  await refused('get_latest_sessions', missing, /not found/i);
  await refused('get_latest_users', missing, /not found/i);
  await refused('get_trace_dag', { ...missing, trace_id: 'a'.repeat(32) }, /not found/i);
  const streams = (await call('stream_list', { type: 'traces' })) as Row[];
  for (const { name: stream_name } of streams.slice(0, 3)) {
    const latest = async (args: Row) =>
      ((await tried('get_latest_traces', { stream_name, ...range, ...args }, NO_LLM)) ?? []) as Row[];
    const found = await latest({ size: 5 });
    const durations = (await latest({ sort_by: 'duration' })).map(({ duration }) => Number(duration));
    same(
      'slow traces come first',
      durations,
      [...durations].sort((a, b) => b - a),
    );
    await tried('get_latest_sessions', { stream_name, ...range }, NO_LLM);
    const trace_id = found[0]?.trace_id;
    if (trace_id !== undefined) await tried('get_trace_dag', { stream_name, trace_id, ...range }, NO_LLM);
  }
}

/** Every operation of the enterprise edition says so, or works. */
export async function enterprise({ refused }: Session): Promise<void> {
  const placeholders: Row = {
    alert_id: '3MV5GyWyPcDCYhSBulOLtnZamqD',
    incident_id: '3MV5GyWyPcDCYhSBulOLtnZamqD',
    pipeline_id: '7000000000000000001',
    job_id: '3MV5GyWyPcDCYhSBulOLtnZamqD',
    role_id: 'reader',
    resource: 'stream',
    group_name: 'oncall',
    name: 'oncall',
    role: 'reader',
    email_id: 'nobody@example.com',
    // An update has to name something.
    remove_users: ['nobody@example.com'],
    stream_name: 'default',
    sql: 'SELECT * FROM "default"',
    value: true,
    org_id: 'default',
    target_org_id: 'default',
    status: 'resolved',
    start_time: '2h',
    end_time: 'now',
  };
  for (const row of TOOLS.filter(({ edition }) => edition === 'enterprise')) {
    const args = Object.fromEntries(Object.entries(placeholders).filter(([name]) => name in row.places));
    // Both editions refuse to train an alert that has nothing to train.
    await refused(row.name, args, row.name === 'retrain_alert' ? /anomaly detection/ : /enterprise/i);
  }
}
