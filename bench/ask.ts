import { join } from 'node:path';
import { settledHeapMiB, WITH_HEAP_PROBE } from '../test/helpers/heap.ts';
import { alone, type Measurement, median } from './figure.ts';
import goals from './goals.json' with { type: 'json' };
import { type McpRequest, sendOnce, toolCall } from './requests.ts';
import { CLI, cpuMs, memoryMiB, startServer } from './server-process.ts';
import { settingsFor } from './upstream.ts';

const QUESTIONS = [
  'show me errors in the payment service from the last hour',
  'count errors by error_type in payment_service',
  'what percentage of payments fail',
  'payment errors by region',
  'how many orders were refunded',
  'sum of revenue by category in sales_orders',
  'number of orders by status',
  'average request_time by request_uri in nginx_access',
  'show me 500 errors from nginx',
  'how many unique users in payment_service',
];
const ROUNDS = 9;
/** Questions in a round. */
const ASKED = 60;
const MIXED_CALLS = 10_000;
const AT_ONCE = 10;
const MS_PER_SECOND = 1000;
/** Of the sample's own user. */
const PASSWORD = 'root@example.com:Sample#Passw0rd';

async function sendAll(url: string, requests: readonly McpRequest[], count: number): Promise<void> {
  let sent = 0;
  const lane = async () => {
    while (sent < count) await sendOnce(url, requests[sent++ % requests.length] as McpRequest);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Questions without a language model, over HTTP against the sample in another process, and the memory after mixed calls. */
export async function measureAsk(): Promise<Measurement> {
  const sample = await startServer(join(import.meta.dirname, 'sample-process.ts'), []);
  const settings = { ...settingsFor(sample.url), API_KEY: PASSWORD, O2_TZ: 'UTC' };
  const ours = await startServer(CLI, ['--port', '0'], settings, WITH_HEAP_PROBE);
  try {
    if (cpuMs(ours.pid) === null)
      return { figures: [], skipped: [{ name: 'questions to ask', why: 'the system has no /proc' }] };
    const questions = QUESTIONS.map((request) => toolCall('ask', { request, mode: 'semantic' }));
    await sendAll(ours.url, questions, 3 * ASKED);
    const eachMs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const beforeMs = cpuMs(ours.pid) ?? Number.NaN;
      await sendAll(ours.url, questions, ASKED);
      eachMs.push(((cpuMs(ours.pid) ?? Number.NaN) - beforeMs) / ASKED);
    }
    const mixed = [
      ...questions.slice(0, 2),
      toolCall('stream_list', {}),
      toolCall('list_dashboards', {}),
      toolCall('describe_tool', { name: 'search_sql' }),
      toolCall('search_sql', { sql: 'SELECT * FROM payment_service LIMIT 20', start_time: '1h' }),
      ...Array.from({ length: 14 }, () => toolCall('stream_list', {})),
    ];
    await sendAll(ours.url, mixed, MIXED_CALLS);
    const residentMiB = memoryMiB(ours.pid) ?? Number.NaN;
    const heldMiB = await settledHeapMiB(ours.child);
    return {
      figures: [
        alone(
          'questions to ask, HTTP, on one core',
          'requests/s',
          MS_PER_SECOND / median(eachMs),
          goals.askPerSecond,
        ),
        alone('processor time of a question', 'ms', median(eachMs), null),
        alone(
          `in use after ${MIXED_CALLS.toLocaleString('en')} mixed calls`,
          'MiB',
          heldMiB,
          goals.mixedMemoryMiB,
        ),
        alone('resident memory then, with what V8 has not collected', 'MiB', residentMiB, null),
      ],
      skipped: [],
    };
  } finally {
    await ours.stop();
    await sample.stop();
  }
}
