import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { heapMiB, WITH_HEAP_PROBE } from '../test/helpers/heap.ts';
import { alone, isKept, type Measurement } from './figure.ts';
import { writePart } from './page.ts';
import { markdown } from './report.ts';
import { mcpRequest, toolCall } from './requests.ts';
import { CLI, memoryMiB, startServer } from './server-process.ts';
import { settingsFor, startUpstream } from './upstream.ts';

const CONNECTIONS = 10;
const RESIDENT_EVERY_MS = 2000;
/** How often in all the garbage is collected to see what is left. */
const HEAP_SAMPLES = 40;
/** The share of the time in which the heap still finds its size. */
const WARM_UP = 1 / 3;

const DEFAULT_MINUTES = 10;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: String(DEFAULT_MINUTES) },
    rate: { type: 'string', default: '100' },
  },
});
const minutes = Number(values.minutes);
const perSecond = Number(values.rate);
if (!(minutes > 0 && minutes <= 60) || !(perSecond > 0 && perSecond <= 1000)) {
  process.stderr.write('Give --minutes from 0 to 60 and --rate from 1 to 1000 requests a second.\n');
  process.exit(2);
}

interface Sample {
  readonly minute: number;
  readonly memoryMiB: number;
}

/** Least squares, in MiB a minute. */
function slope(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [minute, memory] = [mean((sample) => sample.minute), mean((sample) => sample.memoryMiB)];
  const over = samples.reduce(
    (sum, sample) => sum + (sample.minute - minute) * (sample.memoryMiB - memory),
    0,
  );
  return over / samples.reduce((sum, sample) => sum + (sample.minute - minute) ** 2, 0);
}

async function soak(): Promise<Measurement> {
  const upstream = await startUpstream();
  const ours = await startServer(CLI, ['--port', '0'], settingsFor(upstream.url), WITH_HEAP_PROBE);
  const resident: Sample[] = [];
  const heap: Sample[] = [];
  const startMs = performance.now();
  const take = (samples: Sample[], memory: number | null) => {
    if (memory !== null) samples.push({ minute: (performance.now() - startMs) / 60_000, memoryMiB: memory });
  };
  const timers = [
    setInterval(() => take(resident, memoryMiB(ours.pid)), RESIDENT_EVERY_MS),
    setInterval(async () => take(heap, await heapMiB(ours.child)), (minutes * 60_000) / HEAP_SAMPLES),
  ];
  try {
    const calls = [
      mcpRequest('tools/list'),
      toolCall('stream_list', {}),
      toolCall('describe_tool', { name: 'search_sql' }),
      toolCall('stream_list', { no_such_argument: 1 }),
    ];
    const { requests, non2xx, errors, latency } = await autocannon({
      url: ours.url,
      connections: CONNECTIONS,
      duration: minutes * 60,
      overallRate: perSecond,
      requests: calls.map((call) => ({ ...call, headers: { ...call.headers } })),
    });
    const settled = (samples: readonly Sample[]) =>
      samples.filter(({ minute }) => minute > minutes * WARM_UP);
    const peak = (samples: readonly Sample[]) => Math.max(...samples.map(({ memoryMiB: memory }) => memory));
    return {
      figures: [
        alone(`requests in ${minutes} minutes`, 'requests', requests.total, { atLeast: 1 }),
        alone('requests that failed', 'requests', non2xx + errors, { atMost: 0 }),
        alone('99 % of answers within', 'ms', latency.p99, null),
        alone('in use after garbage collection, at most', 'MiB', peak(heap), null),
        alone('growth of that after the first third', 'MiB a minute', slope(settled(heap)), { atMost: 0.5 }),
        alone('resident memory, at most', 'MiB', peak(resident), null),
        alone('growth of that after the first third', 'MiB a minute', slope(settled(resident)), null),
      ],
      skipped: [],
    };
  } finally {
    for (const timer of timers) clearInterval(timer);
    await ours.stop();
    await upstream.stop();
  }
}

const measured = await soak();
const text = markdown(measured);
process.stdout.write(`${text}\n`);
if (minutes >= DEFAULT_MINUTES) writePart('soak', text);
const out = join(import.meta.dirname, 'out');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'soak.md'), `${text}\n`);
writeFileSync(join(out, 'soak.json'), `${JSON.stringify(measured, null, 2)}\n`);
process.exitCode = measured.figures.every(isKept) ? 0 : 1;
